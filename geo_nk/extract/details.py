"""Who acted, what was moved, how much, which penalty, which way: words of a sentence folded to a vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table
from geo_nk.extract.phrases import phrases_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Details", "details_of"]

# Every repetition is bounded, so that no run of digits can make matching slow.
_NUMBER = (
    r"(?:\b(?:some|about|around|over|more than|at least|nearly|up to|roughly) )?"
    r"(?<![\d,.])\d{1,12}(?:[,.]\d{1,12}){0,4}"
)
_YEARS = re.compile(
    r"\b(\d{1,2}|[a-z]{3,9}) years?\b(?=[^.;]{0,40}\b(?:camp|prison|labou?r|jail|re-?education)\b)",
    re.IGNORECASE,
)
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
    texts = list(sentences)
    ways = set(_named(texts, "directions", "direction"))
    return Details(
        actors=_named(texts, "actors", "actor"),
        goods=_named(texts, "goods", "good"),
        quantity=_unique(match.group() for text in texts for match in _quantity().finditer(text)),
        penalty=_unique(
            [
                *(f"{m.group(1)} years" for text in texts for m in _YEARS.finditer(text)),
                *_named(texts, "penalties", "penalty"),
            ]
        ),
        direction="both" if len(ways) > 1 else next(iter(ways), "unknown"),
    )


def _named(texts: list[str], table: str, value: str) -> tuple[str, ...]:
    phrases = phrases_of(table, "phrase", value)
    return _unique(hit.value for text in texts for hit in phrases.find(text))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:MOST]


@cache
def _quantity() -> re.Pattern[str]:
    """Match a number with a unit of the lexicon at most two words behind it: "100 large Chinese-made trucks"."""
    units = "|".join(sorted((re.escape(row["unit"]) for row in read_table("lexicon/units.csv")), key=len, reverse=True))
    return re.compile(rf"{_NUMBER}(?: [A-Za-z-]{{2,20}}){{0,2}}? ?(?:{units})\b", re.IGNORECASE)
