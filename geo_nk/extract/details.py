"""Who acted, what was moved, how much, which penalty, which way: words of a sentence folded to a vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.data import read_table
from geo_nk.extract.clauses import small_words
from geo_nk.extract.phrases import phrases_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo_nk.extract.phrases import Hit

__all__ = ["Details", "details_of", "quoted_details"]

# Every repetition is bounded, so that no run of digits can make matching slow.
_DIGITS = r"\d(?<![\d,.]\d)\d{0,11}(?:[,.]\d{1,12}){0,4}"
_ABOUT = re.compile(r"\b(?:some|about|around|over|more than|at least|nearly|up to|roughly) \Z", re.IGNORECASE)
_LONGEST_ABOUT = 10  # characters
_TERM_BEHIND = (
    "given",
    "sentence was",
    "sentence of",
    "got",
    "received",
    "sentenced to",
    "condemned to",
    "imprisoned for",
    "jailed for",
)
_WHERE = r"\b(?:camp|prison|labou?r|jail|re-?education)\b"
_DIGIT = re.compile(r"\d")
_LENGTHS = ("years", "months")
_OF = re.compile(r" of ([a-z][a-z-]{2,20})(?: ([a-z][a-z-]{2,20}))?")
_CAPITAL = r"[A-Z][A-Za-z'’-]{0,20}"
_REMEMBERED = 64  # sentences: those of one report

MOST = 6
"""So many entries a list at most: a cell is read by a person."""


@dataclass(frozen=True, slots=True)
class Details:
    """Particulars of one happening.

    Attributes
    ----------
    actors, goods, quantity, penalty : tuple of str
        Short strings, in order of their first appearance, no two alike.
    direction : str
        ``import``, ``export``, ``both`` or ``unknown``.
    """

    actors: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    quantity: tuple[str, ...] = ()
    penalty: tuple[str, ...] = ()
    direction: str = "unknown"


def details_of(near: Iterable[str], further: Iterable[str] = (), *, goods_anywhere: bool = True) -> Details:
    """Collect the particulars that the words of one happening name.

    Parameters
    ----------
    near
        What tells of it, the words that tell it most surely first.
    further
        What else tells of it: it says what the nearer words leave open.
    goods_anywhere
        Whether goods that are named are those of the happening; else only where words beside them say that somebody
        moved, traded or seized some.

    Returns
    -------
    Details

    Examples
    --------
    >>> found = details_of(["Police seized 3 kilograms of drugs; he got 15 years in a labor camp."])
    >>> found.goods, found.quantity, found.penalty
    (('drugs',), ('3 kilograms',), ('15 years', 'labour camp'))
    """
    told = [[_named_in(text) for text in texts] for texts in (near, further)]
    if not goods_anywhere:
        told = [[each if each.handled else each._replace(goods=()) for each in found] for found in told]
    ways = next((ways for found in told if (ways := {way for each in found for way in each.ways})), set())
    return Details(
        actors=_unique(told, "actors"),
        goods=_unique(told, "goods"),
        quantity=_unique(told, "quantity"),
        penalty=_unique(told, "terms", "penalties"),
        direction="both" if len(ways) > 1 else next(iter(ways), "unknown"),
    )


def quoted_details(pieces: Mapping[str, Iterable[str]]) -> Details:
    """Return particulars that an extractor quotes; what is a phrase of the lexicon is called as the lexicon calls it.

    Parameters
    ----------
    pieces
        Of the report, as they are written, by the names of the fields of `Details`.

    Returns
    -------
    Details
        No two of a field alike; without a direction, which is not quoted.

    Examples
    --------
    >>> quoted_details({"actors": ["State Security Department", "a man in plain clothes"]}).actors
    ('Ministry of State Security', 'a man in plain clothes')
    """
    return Details(
        actors=_folded(pieces.get("actors", ()), "actors", "actor"),
        goods=_folded(pieces.get("goods", ()), "goods", "good"),
        quantity=tuple(dict.fromkeys(pieces.get("quantity", ()))),
        penalty=_folded(pieces.get("penalty", ()), "penalties", "penalty"),
    )


def _folded(pieces: Iterable[str], table: str, value: str) -> tuple[str, ...]:
    """Return pieces, each that is a phrase of a table as the table calls it."""
    whole = (
        next((hit.value for hit in _hits(piece, table, value) if (hit.start, hit.end) == (0, len(piece))), piece)
        for piece in pieces
    )
    return tuple(dict.fromkeys(whole))


class _Named(NamedTuple):
    """What one sentence names, in its order; and whether it says that goods are moved, traded or seized."""

    actors: tuple[str, ...]
    goods: tuple[str, ...]
    quantity: tuple[str, ...]
    terms: tuple[str, ...]
    penalties: tuple[str, ...]
    ways: tuple[str, ...]
    handled: bool


@lru_cache(maxsize=_REMEMBERED)
def _named_in(text: str) -> _Named:
    """Return what a sentence names; it may tell of several places, each of which is an event."""
    words = set(text.lower().replace("-", " ").split())
    numbered = _DIGIT.search(text) is not None or not words.isdisjoint(_number_words() | {"a", "an"})
    quantities = list(_quantity().finditer(text)) if numbered else []
    goods = [(hit.start, hit.value) for hit in _hits(text, "goods", "good")]
    goods += [(match.end(), good) for match in quantities if (good := _of_which(text, match))]
    return _Named(
        actors=_actors(text),
        goods=tuple(good for _, good in sorted(goods)),
        quantity=tuple(_with_about(text, match) for match in quantities),
        terms=tuple(" ".join(match[1].split()) for match in _term().finditer(text))
        if any(each in text.lower() for each in _LENGTHS)
        else (),
        penalties=tuple(hit.value for hit in _hits(text, "penalties", "penalty")),
        ways=tuple(hit.value for hit in _hits(text, "directions", "direction")),
        handled=bool(quantities) or bool(phrases_of("events/handling", "phrase", "act").find(text)),
    )


def _actors(text: str) -> tuple[str, ...]:
    """Return those of the lexicon, and organisations by their names, in the order of the text."""
    listed = _hits(text, "actors", "actor")
    named = [
        (match.start(), name)
        for match in _organisation().finditer(text)
        if not any(hit.start < match.end() and match.start() < hit.end for hit in listed)
        and " " in (name := _without_article(match[0]))
    ]
    return tuple(actor for _, actor in sorted([*((hit.start, hit.value) for hit in listed), *named]))


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.lower() in small_words() else name


def _of_which(text: str, quantity: re.Match[str]) -> str | None:
    """Return what a measure is of where the lexicon does not list it: "40 cartons of foreign pens"."""
    found = _OF.match(text, quantity.end())
    if found is None or quantity["unit"].lower() not in _measures() or _hits(found[0], "goods", "good"):
        return None
    small = small_words()
    words = [word for word in found.groups() if word]
    if words[0] in small:
        return None
    return words[0] if len(words) == 1 or words[1] in small else None


def _with_about(text: str, match: re.Match[str]) -> str:
    """Return a number with its unit, and with the "about" or "more than" before it."""
    about = _ABOUT.search(text, max(match.start() - _LONGEST_ABOUT, 0), match.start())
    return text[about.start() if about else match.start() : match.end()]


def _hits(text: str, table: str, value: str) -> list[Hit]:
    """Return the phrases of a table; one without a value is there so that no part of it is found."""
    return [hit for hit in phrases_of(f"events/{table}", "phrase", value).find(text) if hit.value]


def _unique(told: Sequence[Sequence[_Named]], *fields: str) -> tuple[str, ...]:
    """Return the first few of what the nearest words name that name any, no two alike."""
    for found in told:
        values = dict.fromkeys(value for field in fields for each in found for value in getattr(each, field))
        if values:
            return tuple(values)[:MOST]
    return ()


@cache
def _quantity() -> re.Pattern[str]:
    """Match a number with a unit of the lexicon at most two words behind it: "100 large Chinese-made trucks".

    One thing that is counted is none where another word follows: "four phone users".
    """
    rows = read_table("lexicon/events/units.csv")
    counted = {row["unit"] for row in rows if row["kind"] == "count"}
    alone = {unit for unit in counted if f"{unit}s" in counted}
    units = rf"(?:{_any({row['unit'] for row in rows} - alone)})\b|(?:{_any(alone)})\b(?! (?!of )[a-z])"
    weights = _any(row["unit"] for row in rows if row["kind"] in {"mass", "volume"})
    number = rf"(?:(?:{_DIGITS}|{_number()})(?: [A-Za-z-]{{2,20}}){{0,2}}? ?|\ban? (?={weights}))"
    return re.compile(rf"{number}(?P<unit>{units})", re.IGNORECASE)


@cache
def _term() -> re.Pattern[str]:
    """Match the years or months of a sentence: "sentenced to ten years", "15 years in a labor camp"."""
    length = rf"(?:\d{{1,2}}|{_number()}) (?:years|months)"
    before = "|".join(rf"(?<={words} )" for words in _TERM_BEHIND)
    return re.compile(rf"(?:{before}|\b(?={length}[^.;]{{0,40}}{_WHERE}))({length})\b", re.IGNORECASE)


@cache
def _organisation() -> re.Pattern[str]:
    """Match the name of an organisation: capitalised words, or a number, before or behind a word of its kind."""
    kinds = _any(row["word"] for row in read_table("lexicon/events/organisations.csv"))
    numbered = r"\d{1,3}(?:st|nd|rd|th)"
    named = rf"(?:(?:{numbered}|{_CAPITAL}) ){{1,4}}(?:{kinds})(?: \d{{1,3}})?"
    return re.compile(rf"\b(?:{named}|(?:{kinds}) \d{{1,3}}|{numbered} (?:{kinds.lower()}))\b")


@cache
def _number() -> str:
    """Return the pattern of a number in words: "two hundred", "a dozen"."""
    words = _any(_number_words())
    return rf"\b(?:{words})\b(?:[ -](?:{words}|and|of)\b){{0,3}}"


@cache
def _number_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("lexicon/language/number_words.csv"))


@cache
def _measures() -> frozenset[str]:
    """Return units behind which "of" says what was measured."""
    return frozenset(
        row["unit"] for row in read_table("lexicon/events/units.csv") if row["kind"] in {"mass", "volume", "holder"}
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, sorted(words)), key=len, reverse=True))
