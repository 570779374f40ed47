"""How likely two rows are one happening: the sum of the weights of what speaks for it and against it.

The weights are log-odds (Fellegi and Sunter's match weights) and stand in ``merge_weights.csv``; each that was counted
is a reason that a person can read.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geo_nk.data import read_table
from geo_nk.events.categories import accepted_categories
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo_nk.events.merge.telling import Telling

__all__ = ["NEVER", "Evidence", "is_copy", "weigh"]

#: What no weight outweighs: rows of one report, or of places or times that cannot be one.
NEVER: Final = -99.0

_FEW_DAYS: Final = 4
_SOME_DAYS: Final = 14
_WEEKS: Final = 45
_WEEK: Final = 8
_MONTH: Final = 31
_FAR_APART: Final = 61
_MANY_WORDS, _SOME_WORDS, _FEW_WORDS = 0.5, 0.25, 0.1
_COPIED: Final = 0.5  # of the runs of words of the shorter text
_FEWEST_RUNS: Final = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two rows being one happening, and against it.

    Attributes
    ----------
    codes : tuple of str
        Rows of ``merge_weights.csv``; empty where the rows cannot be one.
    total : float
        The sum of their weights, as log-odds; `NEVER` where the rows cannot be one.
    """

    codes: tuple[str, ...]
    total: float

    @property
    def score(self) -> float:
        """The probability that the weights make, 0 to 1."""
        return 1.0 / (1.0 + math.exp(-max(self.total, -50.0)))

    def reasons(self) -> tuple[str, ...]:
        """Return what was counted, each with its weight."""
        return tuple(f"{weights()[code]:+g} {_meanings()[code]}" for code in self.codes)


def weigh(one: Telling, other: Telling, rarity: Mapping[str, float]) -> Evidence:
    """Return what speaks for two rows being one happening, and against it.

    Parameters
    ----------
    one, other
        The rows.
    rarity
        How much each stem tells; see `geo_nk.events.merge.telling.rarity`.

    Returns
    -------
    Evidence
    """
    place = _place(one, other)
    kind = _kind(one, other)
    if one.report == other.report or place is None or kind is None:
        return Evidence((), NEVER)
    codes = ("prior", *_links(one, other), place, *_times(one, other), kind, _words(one, other, rarity))
    codes += tuple(_details(one, other))
    return Evidence(codes, sum(weights()[code] for code in codes))


def is_copy(one: Telling, other: Telling) -> bool:
    """Whether two texts are one text that was copied: most runs of words of the shorter stand in the longer."""
    shorter = min(len(one.shingles), len(other.shingles))
    if shorter < _FEWEST_RUNS:
        return bool(one.folded) and one.folded == other.folded
    return len(one.shingles & other.shingles) >= _COPIED * shorter


def cites(one: Telling, other: Telling) -> bool:
    """Whether a row's sentence names the other's publisher, and not its own."""
    return bool(other.publisher) and other.publisher != one.publisher and other.publisher in one.folded


def _links(one: Telling, other: Telling) -> Iterator[str]:
    if one.report in other.listed or other.report in one.listed:
        yield "listed"
    if is_copy(one, other):
        yield "same_text"
    if cites(one, other) or cites(other, one):
        yield "cites"


def _place(one: Telling, other: Telling) -> str | None:
    """Return how two places lie to each other; None where they are apart."""
    if one.place_id is not None and one.place_id == other.place_id:
        return "place_wide" if one.is_wide and other.is_wide else "place_same"
    if one.place_id in other.holders or other.place_id in one.holders:
        return "place_within"
    if one.spot is not None and other.spot is not None:
        if great_circle_m(*one.spot, *other.spot) > max(one.radius_m, other.radius_m):
            return None
        return "place_near" if one.place_id is None or other.place_id is None else "place_beside"
    known = all(each.place_id is not None or each.spot is not None for each in (one, other))
    return None if known else "place_unknown"


def _kind(one: Telling, other: Telling) -> str | None:
    if one.category == other.category:
        return "category_same"
    return "category_like" if other.category in accepted_categories(one.category) else None


def _times(one: Telling, other: Telling) -> Iterator[str]:
    if one.days is None or other.days is None:
        yield "undated"
    else:
        yield _dates(one.days, other.days)
    if one.published is not None and other.published is not None:
        apart = abs(one.published - other.published)
        if apart < _WEEK:
            yield "published_together"
        elif apart <= _MONTH:
            yield "published_near"
        elif apart > _FAR_APART:
            yield "published_apart"


def _dates(one: tuple[int, int], other: tuple[int, int]) -> str:
    gap = max(one[0], other[0]) - min(one[1], other[1])
    widest = max(one[1] - one[0], other[1] - other[0])
    if gap > _FEW_DAYS:
        return "weeks_off"
    if gap > 0:
        return "days_off" if widest else "day_other"
    if widest == 0:
        return "day_same"
    if widest <= _SOME_DAYS:
        return "days_shared"
    return "weeks_shared" if widest <= _WEEKS else "long_shared"


def _words(one: Telling, other: Telling, rarity: Mapping[str, float]) -> str:
    both = sum(rarity[stem] for stem in one.stems & other.stems)
    least = min(sum(rarity[stem] for stem in each.stems) for each in (one, other))
    share = both / least if least else 0.0
    if share >= _MANY_WORDS:
        return "words_many"
    if share >= _SOME_WORDS:
        return "words_some"
    return "words_few" if share >= _FEW_WORDS else "words_none"


def _details(one: Telling, other: Telling) -> Iterator[str]:
    units = one.amounts.keys() & other.amounts.keys()
    if units:
        alike = any(one.amounts[unit] & other.amounts[unit] for unit in units)
        yield "numbers_same" if alike else "numbers_differ"
    for name, same, differ in (
        ("goods", "goods_same", "goods_differ"),
        ("actors", "actors_same", None),
        ("penalty", "penalty_same", "penalty_differ"),
    ):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine & theirs:
            yield same
        elif mine and theirs and differ:
            yield differ
    if {one.direction, other.direction} == {"import", "export"}:
        yield "direction_differ"


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each evidence."""
    return MappingProxyType({row["evidence"]: float(row["weight"]) for row in read_table("merge_weights.csv")})


@cache
def _meanings() -> Mapping[str, str]:
    return MappingProxyType({row["evidence"]: row["reason"] for row in read_table("merge_weights.csv")})
