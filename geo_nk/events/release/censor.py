"""Each row as a level lets it be seen, or why it may not be seen at all."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from geo_nk.events.frame import is_missing, iso_days
from geo_nk.events.placed import units_of
from geo_nk.events.release.coarse_date import DATE_STEPS, widened
from geo_nk.events.release.coarse_place import Spot, coarsened
from geo_nk.events.release.levels import Rule, Source, Step, rule_of, shown_columns, source_of
from geo_nk.events.schema import EVENT_COLUMNS, NO_EVENT
from geo_nk.events.titles import title_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_nk.gazetteer import Gazetteer

__all__ = ["WITHDRAWN", "Censor", "Held", "Row", "Told", "is_empty", "plain_rows"]

#: What is said of an event that was taken back: by its status, by what it is against an earlier table, by a release.
WITHDRAWN: Final = "withdrawn"

NOT_PLACED: Final = "the release does not say where"
NOT_FOUND: Final = "no point is known"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was looked at.

    Attributes
    ----------
    number : int
        Which row of the table it is, counted from 1.
    row : dict
        As it is.
    source : Source
        What it was taken for.
    """

    number: int
    row: Row
    source: Source


@dataclass(frozen=True, slots=True)
class Told(Judged):
    """A row that may be seen.

    Attributes
    ----------
    seen : dict
        As it may be seen.
    """

    seen: Row

    @property
    def coarser(self) -> tuple[str, ...]:
        """What of it is coarser than it was: ``place``, ``date``."""
        told = {"place": ("lon", "lat", "place_id"), "date": ("date_start", "date_end")}
        return tuple(what for what, names in told.items() if any(self.seen[name] != self.row[name] for name in names))

    @property
    def hidden(self) -> set[str]:
        """The columns of the event table that say something, and may not."""
        names = (column.name for column in EVENT_COLUMNS if column.name not in {"event_id", "geometry"})
        return {name for name in names if name not in self.seen and not is_empty(self.row[name])}


@dataclass(frozen=True, slots=True)
class Held(Judged):
    """A row that may not be seen.

    Attributes
    ----------
    reason : str
        Why.
    """

    reason: str


class Censor:
    """Lets rows through as a level has it."""

    def __init__(self, level: str, today: dt.date, gazetteer: Gazetteer) -> None:
        self.level = level
        self.today = today
        self.gazetteer = gazetteer
        self._spots: dict[tuple[Spot, str], Spot] = {}

    def told(self, number: int, row: Row) -> Told | Held:
        """Return a row as it may be seen, or why it may not."""
        source = source_of(row)
        rule = rule_of(self.level, is_open=source.is_open)
        if reason := _no_event(row):
            return Held(number, row, source, reason)
        if reason := self._too_soon(row, rule):
            return Held(number, row, source, reason)
        return Told(number, row, source, self._seen(row, rule, is_open=source.is_open))

    def at(self, told: Told, step: Step) -> Told | None:
        """Return a row as coarse as a step has it; None as long as that would say that it is fresh."""
        if not step.place:
            return told
        rule = rule_of(self.level, is_open=told.source.is_open)
        coarse = replace(rule, place=step.place, date=step.date)
        if self._too_soon(told.row, coarse):
            return None
        return replace(told, seen=self._seen(told.row, coarse, is_open=told.source.is_open))

    def _too_soon(self, row: Row, rule: Rule) -> str | None:
        if not rule.delay_days:
            return None
        # The last day of the widened interval, so that all events of it appear at once. A report is no older than
        # what it tells, so where the event is undated the report's date stands for it.
        end = widened(None, row["date_end"], step=rule.date)[1]
        last = end or widened(None, row["published"], step=rule.date)[1]
        if last is None:
            return "undated"
        return "too recent" if (self.today - dt.date.fromisoformat(last)).days < rule.delay_days else None

    def _seen(self, row: Row, rule: Rule, *, is_open: bool) -> Row:
        start, end = widened(row["date_start"], row["date_end"], step=rule.date)
        spot = self._spot(row, rule.place)
        known = spot.place_id is not None and spot.place_id in self.gazetteer
        full = row | {
            **{name: getattr(spot, name) for name in Spot.__dataclass_fields__},
            **units_of(self.gazetteer.get(spot.place_id) if known and spot.place_id else None),
            "date_start": start,
            "date_end": end,
            "date_precision": _vaguer(row["date_precision"], DATE_STEPS[rule.date]),
            "unplaced_reason": None if spot.lon is not None else NOT_PLACED if row["lon"] is not None else NOT_FOUND,
            "title": title_of(row["category"], spot.place_name),
        }
        return {name: full[name] for name in sorted(shown_columns(self.level, is_open=is_open))}

    def _spot(self, row: Row, step: str) -> Spot:
        spot = Spot(**{name: row[name] for name in Spot.__dataclass_fields__})
        if (spot, step) not in self._spots:
            self._spots[spot, step] = coarsened(spot, self.gazetteer, step=step)
        return self._spots[spot, step]


def plain_rows(table: gpd.GeoDataFrame) -> list[Row]:
    """Return the rows of a valid table as plain values, with ``lon`` and ``lat`` in place of the point."""
    plain = table.drop(columns="geometry").astype(object)
    columns = {str(name): [None if is_empty(v) else v for v in plain[name]] for name in plain.columns}
    columns |= {c.name: iso_days(table[c.name]) for c in EVENT_COLUMNS if c.dtype == "date"}
    for axis in ("lon", "lat"):
        degrees = getattr(table.geometry, "x" if axis == "lon" else "y").tolist()
        columns[axis] = [None if math.isnan(value) else value for value in degrees]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def is_empty(value: object) -> bool:
    """Whether a value says nothing."""
    return is_missing(value) or (isinstance(value, tuple | list) and not value)


def _no_event(row: Row) -> str | None:
    """Return why a row that is kept in its table is shown to nobody else."""
    if WITHDRAWN in {row["status"], row["change"]}:
        return WITHDRAWN
    return "rejected or merged" if row["status"] in NO_EVENT else None


def _vaguer(was: str | None, step: str | None) -> str | None:
    order = [*dict.fromkeys(precision for precision in ("day", *DATE_STEPS.values()) if precision)]
    if step is None or was is None or was not in order:
        return was
    return max(was, step, key=order.index)
