"""Which rows are worth comparing: those that share ground, time and a like category, or a sentence."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from geo_nk.events.categories import accepted_categories

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from geo_nk.events.merge.telling import Telling

__all__ = ["pairs_of"]

_CELL_DEGREES: Final = 1.0
_M_PER_DEGREE: Final = 111_000.0
_MOST_CELLS: Final = 9  # what is vaguer is met by its province or its name
_SLACK_DAYS: Final = 4  # that reports of one happening may be off
_UNDATED_DAYS: Final = 62  # before its publication, in which an undated happening is looked for
_MOST_RUNNING: Final = 400  # rows of one ground and time with which each is compared: bounds what a flood of rows costs
_ALWAYS: Final = (1, 4_000_000)


def pairs_of(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Yield each pair of rows of different reports that may be one happening, once.

    Parameters
    ----------
    tellings
        The rows.

    Yields
    ------
    tuple of Telling
        The row that stands earlier in the table comes first.
    """
    blocks: dict[Hashable, list[Telling]] = defaultdict(list)
    for telling in tellings:
        for key in _keys(telling):
            blocks[key].append(telling)
    met: set[tuple[int, int]] = set()
    for members in blocks.values():
        for one, other in _in_time(members):
            pair = (one, other) if one.row < other.row else (other, one)
            rows = (pair[0].row, pair[1].row)
            if one.report != other.report and rows not in met:
                met.add(rows)
                yield pair


def _keys(telling: Telling) -> Iterator[Hashable]:
    if telling.folded:
        yield ("quote", telling.folded)
    own = () if telling.place_id is None and telling.spot is not None else (telling.place_id,)
    kinds = {frozenset({telling.category, like}) for like in accepted_categories(telling.category)}
    for ground in {*_cells(telling), *telling.holders, *own}:
        for kind in kinds:
            yield (ground, kind)


def _cells(telling: Telling) -> list[tuple[int, int]]:
    """Return the cells of a grid that the ground around a point touches."""
    if telling.spot is None:
        return []
    lon, lat = telling.spot
    north = telling.radius_m / _M_PER_DEGREE
    east = north / max(math.cos(math.radians(lat)), 0.1)
    easts, norths = (
        range(math.floor((at - reach) / _CELL_DEGREES), math.floor((at + reach) / _CELL_DEGREES) + 1)
        for at, reach in ((lon, east), (lat, north))
    )
    return [(x, y) for x in easts for y in norths] if len(easts) * len(norths) <= _MOST_CELLS else []


def _in_time(members: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Yield the pairs whose times meet, in one sweep along the days."""
    spans = sorted(((*_span(each), each.row, each) for each in members), key=lambda span: span[:3])
    running: list[tuple[int, Telling]] = []
    for first, last, _, telling in spans:
        running = [(end, other) for end, other in running[-_MOST_RUNNING:] if end >= first]
        for _, other in running:
            yield other, telling
        running.append((last, telling))


def _span(telling: Telling) -> tuple[int, int]:
    if telling.days is not None:
        return telling.days[0], telling.days[1] + _SLACK_DAYS
    if telling.published is not None:
        return telling.published - _UNDATED_DAYS, telling.published + _SLACK_DAYS
    return _ALWAYS
