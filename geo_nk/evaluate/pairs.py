"""Which row of an event table is which labelled event: like category, near enough, each row and place once."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo_nk.events.categories import accepted_categories
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo_nk.evaluate.gold import Days, GoldEvent, Point, Spot

__all__ = ["Pair", "Row", "pair_up"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an event table that has a point or lies in a named area, as far as it is compared.

    Attributes
    ----------
    number : int
        Which row of the table, counted from 0.
    report_id, category, place, quote : str
    area : str
        What `geo_nk.evaluate.areas.area_of` says of the row's place; empty for what is met by its point.
    point : tuple of float or None
        lon, lat in degrees.
    days : tuple of datetime.date or None
        The first and the last day.
    confidence : float or None
    """

    number: int
    report_id: str
    category: str
    place: str
    quote: str
    area: str
    point: Point | None
    days: Days | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A row that was found to be a labelled event.

    Attributes
    ----------
    event : GoldEvent
    row : Row
    exact : bool
        Whether the category is the same, not one that is accepted for it.
    first : bool
        Whether it is the first row of the event; others are of its other places.
    """

    event: GoldEvent
    row: Row
    exact: bool
    first: bool


@dataclass(slots=True)
class _Open:
    """A labelled event and those of its places at which it was not found yet."""

    event: GoldEvent
    spots: list[Spot]
    found: bool = field(default=False)


def pair_up(events: Sequence[GoldEvent], rows: Sequence[Row], *, within_m: float) -> list[Pair]:
    """Pair the labelled events of one report with rows: the same category before an accepted one, the nearest first.

    Parameters
    ----------
    events
        What was labelled.
    rows
        What was extracted from the same report.
    within_m
        The greatest distance in metres.

    Returns
    -------
    list of Pair
        Each row stands in one at most, and each place of an event.
    """
    opens = [_Open(event, list(event.spots)) for event in events if event.spots]
    free = list(rows)
    return [
        pair for exact in (True, False) for each in opens for pair in _met(each, free, exact=exact, within_m=within_m)
    ]


def _met(each: _Open, free: list[Row], *, exact: bool, within_m: float) -> Iterator[Pair]:
    """Yield the rows that tell of an event, taking them from the free ones."""
    event = each.event
    likes = {event.category} if exact else accepted_categories(event.category)
    for spot in tuple(each.spots):
        metres = {row: _metres(spot, row) for row in free if row.category in likes}
        nearest = min(metres, key=metres.__getitem__, default=None)
        if nearest is None or metres[nearest] > within_m:
            continue
        free.remove(nearest)
        each.spots.remove(spot)
        yield Pair(event, nearest, nearest.category == event.category, not each.found)
        each.found = True


def _metres(spot: Spot, row: Row) -> float:
    """Return how far a row lies from a place; of an area, nothing where it has its name, else out of reach."""
    if isinstance(spot, str) or row.area or row.point is None:
        return 0.0 if spot == row.area else math.inf
    return great_circle_m(*spot, *row.point)
