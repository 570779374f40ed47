"""In which land a place lies, so far as that tells whether what a report tells of happened there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table

if TYPE_CHECKING:
    from geo_nk.extract.mentions import Mention

__all__ = ["is_capital", "is_home", "is_near_border"]

HOME = "KP"
NEIGHBOURS = frozenset({HOME, "CN", "RU"})
"""Countries in which what a report tells of is likely to have happened."""


def is_home(mention: Mention) -> bool:
    """Whether a place lies in North Korea, so far as is known: who is caught is more often from there than there."""
    return mention.answer.place is None or mention.answer.place.country == HOME


def is_near_border(mention: Mention) -> bool:
    """Whether a place lies in North Korea or in a country that the two rivers part from it, so far as is known."""
    return mention.answer.place is None or mention.answer.place.country in NEIGHBOURS


def is_capital(mention: Mention) -> bool:
    """Whether a name may stand for a government."""
    return (mention.answer.place.name if mention.answer.place else mention.surface) in _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("lexicon/metonyms.csv"))
