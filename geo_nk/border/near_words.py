"""The words next to a place's name that say it is not the place itself: near, opposite, upstream of.

They are rows of ``lexicon/places/near_words.csv``; ``#`` in a phrase stands for a number with a unit of length.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from geo_nk.data import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Heard", "NearWord", "Relation", "heard"]

#: What the words say of the place: see the notes of the table.
Relation = Literal[
    "near", "within", "away", "toward", "opposite", "between", "reach", "along", "border", "downstream", "upstream"
]

LONGEST = 120
"""Characters next to a name that are looked at: no phrase is longer, and a text may be."""

FARTHEST_M = 300_000.0
"""Metres beyond which a number next to a name says no more where something was."""


_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:[.,]\d{1,2})?"  # 1,500 is a thousand and more, 1,5 is less than two
_BLANKS = re.compile(r"\s+")
_JOINT = re.compile(r"^(?:['’]s?)?[\s-]+")
_WORD = re.compile(r"\w+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


class NearWord(NamedTuple):
    """A row of the table."""

    phrase: str
    side: str
    relation: Relation
    reach: str
    factor: float
    distance_m: float
    bearing: float


class Heard(NamedTuple):
    """What the words say: the row, and the length that they name in metres, or None."""

    word: NearWord
    length_m: float | None


@cache
def _words(side: str) -> dict[str, list[NearWord]]:
    """Return the phrases of one side by the word that touches the name, the longest first."""
    rows = [row for row in read_table("lexicon/places/near_words.csv") if row["side"] == side]
    rows.sort(key=lambda row: len(row["phrase"]), reverse=True)
    words: dict[str, list[NearWord]] = {}
    for row in rows:
        words.setdefault(_touching(row["phrase"], side), []).append(_word(row))
    return words


def _touching(text: str, side: str) -> str:
    """Return the word that stands next to the name."""
    if side == "before":  # backwards, as a search for the end would try every word
        found = _WORD.match(text[::-1])
        return found[0][::-1] if found else ""
    found = _WORD.match(text)
    return found[0] if found else ""


def _word(row: dict[str, str]) -> NearWord:
    numbers = (float(row[column] or default) for column, default in (("factor", 1), ("distance_m", 0), ("bearing", 0)))
    return NearWord(row["phrase"], row["side"], row["relation"], row["reach"], *numbers)  # type: ignore[arg-type] # ours


@cache
def _pattern(phrase: str, side: str) -> re.Pattern[str]:
    """Return the pattern of a phrase that ends before a name, or begins after it."""
    number = rf"(?<![\d.,])({_NUMBER})[ -]?({'|'.join(map(re.escape, _units()))})"
    written = re.escape(phrase).replace(r"\ ", " ").replace(r"\#", number)
    return re.compile(rf"(?<!\w){written}$" if side == "before" else rf"^{written}(?!\w)")


@cache
def _units() -> dict[str, float]:
    """Return metres by unit, the longest name first: `m` would match before `meters`."""
    units = {
        row["phrase"]: float(row["distance_m"])
        for row in read_table("lexicon/places/near_words.csv")
        if row["side"] == "unit"
    }
    return dict(sorted(units.items(), key=lambda unit: -len(unit[0])))


def heard(before: str, after: str) -> Iterator[Heard]:
    """Yield what the words around a name may say, the longer phrase first, those before the name first.

    Parameters
    ----------
    before
        The text that ends where the name begins.
    after
        The text that begins where the name ends.

    Yields
    ------
    Heard

    Examples
    --------
    >>> found = next(heard("troops were posted about 10 km north of ", ""))
    >>> found.word.relation, found.length_m
    ('toward', 10000.0)
    """
    lead = _BLANKS.sub(" ", before[-LONGEST:]).casefold().strip()
    lead = "" if lead == "the" else lead.removesuffix(" the")
    tail = _JOINT.sub("", after[:LONGEST].casefold())
    tail = _BLANKS.sub(" ", tail)
    for text, side in ((lead, "before"), (tail, "after")):
        touches = text.endswith if side == "before" else text.startswith
        for word in _words(side).get(_touching(text, side), ()):
            # Of most phrases only the one word is there: the pattern need not be made.
            if "#" not in word.phrase and not touches(word.phrase):
                continue
            found = _pattern(word.phrase, side).search(text)
            if found is not None and (length := _length(found)) is not False:
                yield Heard(word, length)


def _length(found: re.Match[str]) -> float | Literal[False] | None:
    """Return the length that a phrase names in metres: None where it names none, False where it is no use."""
    if not found.groups():
        return None
    number = found[1].replace(",", "" if _THOUSANDS.fullmatch(found[1]) else ".")
    metres = float(number) * _units()[found[2]]
    return metres if 0 < metres <= FARTHEST_M else False
