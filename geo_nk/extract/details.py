"""Who acted, what was moved, how much, which penalty, which way: words of a sentence folded to a vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.data import read_table
from geo_nk.extract.phrases import phrases_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["VOCABULARIES", "Details", "details_of", "in_vocabulary"]

#: Tables of the lexicon that fold particulars, with their columns of values.
VOCABULARIES = {"actors": ("actors", "actor"), "goods": ("goods", "good"), "penalty": ("penalties", "penalty")}

# Every repetition is bounded, so that no run of digits can make matching slow.
_NUMBER = r"\d(?<![\d,.]\d)\d{0,11}(?:[,.]\d{1,12}){0,4}"
_ABOUT = re.compile(r"\b(?:some|about|around|over|more than|at least|nearly|up to|roughly) \Z", re.IGNORECASE)
_LONGEST_ABOUT = 10  # characters
_YEARS = re.compile(
    r"\b(\d{1,2}|[a-z]{3,9}) years?\b(?=[^.;]{0,40}\b(?:camp|prison|labou?r|jail|re-?education)\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
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


def details_of(sentences: Iterable[str]) -> Details:
    """Collect the particulars that the sentences of one happening name.

    Parameters
    ----------
    sentences
        The sentences, in order.

    Returns
    -------
    Details

    Examples
    --------
    >>> found = details_of(["Police seized 3 kilograms of drugs; he got 15 years in a labor camp."])
    >>> found.goods, found.quantity, found.penalty
    (('drugs',), ('3 kilograms',), ('15 years', 'labour camp'))
    """
    found = [_named_in(text) for text in sentences]
    ways = {way for each in found for way in each.ways}
    return Details(
        actors=_unique(found, "actors"),
        goods=_unique(found, "goods"),
        quantity=_unique(found, "quantity"),
        penalty=_unique(found, "terms", "penalties"),
        direction="both" if len(ways) > 1 else next(iter(ways), "unknown"),
    )


def in_vocabulary(pieces: Iterable[str], table: str, value: str) -> tuple[str, ...]:
    """Return pieces of a report, those that are a phrase of a table as the table calls it, no two alike.

    Parameters
    ----------
    pieces
        As they are written.
    table, value
        A table of the lexicon, and its column of values.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> in_vocabulary(["State Security Department", "a man in plain clothes"], "actors", "actor")
    ('Ministry of State Security', 'a man in plain clothes')
    """
    phrases = phrases_of(table, "phrase", value)
    whole = (next((h.value for h in phrases.find(p) if (h.start, h.end) == (0, len(p))), p) for p in pieces)
    return tuple(dict.fromkeys(whole))


class _Named(NamedTuple):
    """What one sentence names, in its order."""

    actors: tuple[str, ...]
    goods: tuple[str, ...]
    quantity: tuple[str, ...]
    terms: tuple[str, ...]
    penalties: tuple[str, ...]
    ways: tuple[str, ...]


@lru_cache(maxsize=_REMEMBERED)
def _named_in(text: str) -> _Named:
    """Return what a sentence names; it may tell of several places, each of which is an event."""
    numbered = _DIGIT.search(text) is not None
    return _Named(
        actors=_values(text, "actors", "actor"),
        goods=_values(text, "goods", "good"),
        quantity=tuple(_quantities(text)) if numbered else (),
        terms=tuple(f"{m.group(1)} years" for m in _YEARS.finditer(text)) if "year" in text.lower() else (),
        penalties=_values(text, "penalties", "penalty"),
        ways=_values(text, "directions", "direction"),
    )


def _quantities(text: str) -> Iterator[str]:
    """Yield each number with its unit, and with the "about" or "more than" before it."""
    for match in _quantity().finditer(text):
        about = _ABOUT.search(text, max(match.start() - _LONGEST_ABOUT, 0), match.start())
        yield text[about.start() if about else match.start() : match.end()]


def _values(text: str, table: str, value: str) -> tuple[str, ...]:
    return tuple(hit.value for hit in phrases_of(table, "phrase", value).find(text))


def _unique(found: Sequence[_Named], *fields: str) -> tuple[str, ...]:
    """Return the first few of what the sentences name, no two alike."""
    return tuple(dict.fromkeys(value for field in fields for each in found for value in getattr(each, field)))[:MOST]


@cache
def _quantity() -> re.Pattern[str]:
    """Match a number with a unit of the lexicon at most two words behind it: "100 large Chinese-made trucks"."""
    units = "|".join(sorted((re.escape(row["unit"]) for row in read_table("lexicon/units.csv")), key=len, reverse=True))
    return re.compile(rf"{_NUMBER}(?: [A-Za-z-]{{2,20}}){{0,2}}? ?(?:{units})\b", re.IGNORECASE)
