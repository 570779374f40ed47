"""Rows that are one happening: pairs joined, the likeliest first, where the groups as wholes are alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geo_nk.events.merge.blocks import pairs_of
from geo_nk.events.merge.evidence import Evidence, weigh
from geo_nk.events.merge.telling import rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.events.merge.telling import Telling

__all__ = ["Weighed", "groups_of"]

_MOST_COMPARED: Final = 8  # members of a group that stand for it


class Weighed:
    """Weighs pairs of rows, each once.

    Parameters
    ----------
    tellings
        All rows.
    """

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.tellings = tellings
        self._rarity = rarity(tellings)
        self._known: dict[tuple[int, int], Evidence] = {}

    def __call__(self, one: Telling, other: Telling) -> Evidence:
        """Return the evidence on a pair, whichever comes first."""
        key = (min(one.row, other.row), max(one.row, other.row))
        if key not in self._known:
            self._known[key] = weigh(one, other, self._rarity)
        return self._known[key]


def groups_of(weighed: Weighed, *, threshold: float) -> list[list[Telling]]:
    """Return the rows that are one happening, two or more of each.

    Parameters
    ----------
    weighed
        The rows, and how pairs of them are weighed.
    threshold
        The least probability, 0 to 1, of a pair, and of two groups on the average of their pairs.

    Returns
    -------
    list of list of Telling
        No two rows of a group are of one report.
    """
    least = math.log(threshold / (1.0 - threshold))
    sure = [(weighed(one, other).total, one, other) for one, other in pairs_of(weighed.tellings)]
    sure = sorted((each for each in sure if each[0] >= least), key=lambda each: (-each[0], each[1].row, each[2].row))
    group_of: dict[int, list[Telling]] = {}
    for _, one, other in sure:
        mine, theirs = group_of.get(one.row, [one]), group_of.get(other.row, [other])
        if mine is theirs or not _are_one(mine, theirs, weighed, least):
            continue
        joined = [*mine, *theirs]
        group_of.update((each.row, joined) for each in joined)
    groups = {id(group): group for group in group_of.values()}
    return sorted((sorted(group, key=lambda each: each.row) for group in groups.values()), key=lambda g: g[0].row)


def _are_one(mine: Sequence[Telling], theirs: Sequence[Telling], weighed: Weighed, least: float) -> bool:
    if not {each.report for each in mine}.isdisjoint(each.report for each in theirs):
        return False
    totals = [weighed(a, b).total for a in mine[:_MOST_COMPARED] for b in theirs[:_MOST_COMPARED]]
    return sum(totals) / len(totals) >= least
