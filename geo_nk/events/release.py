"""What of an event table may go to others: a level is three tables that a person can read.

``release_levels.csv`` says how coarse, ``release_fields.csv`` which columns, ``release_sources.csv`` which sources are
open. What rests on a published report may be shown as the report has it; what rests on a person is coarsened.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pandas as pd

from geo_nk.data import read_table
from geo_nk.events.coarse_date import DATE_STEPS, widened
from geo_nk.events.coarse_place import Spot, coarsened
from geo_nk.events.frame import events_frame, is_missing, iso_days, tidy
from geo_nk.events.placed import units_of
from geo_nk.events.schema import EVENT_COLUMNS
from geo_nk.events.titles import title_of
from geo_nk.events.validate import validate_events
from geo_nk.events.withheld import Withheld
from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import geopandas as gpd

    from geo_nk.gazetteer import Gazetteer, Place

__all__ = ["LEVELS", "Release", "Rule", "Source", "only_columns", "release", "release_events"]

#: From the fullest to the most careful.
LEVELS: Final = ("internal", "partner", "public")

NOT_PLACED: Final = "the release does not say where"
NOT_FOUND: Final = "no point is known"

#: What a row cannot be drawn without, or only more exactly than it is known.
NEEDED: Final = frozenset({"event_id", "category", "geo_precision", "uncertainty_m", "geometry"})

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """How coarse the events of one class of sources are shown at one level.

    Attributes
    ----------
    place : str
        One of `geo_nk.events.coarse_place.PLACE_STEPS`.
    date : str
        One of `geo_nk.events.coarse_date.DATE_STEPS`.
    delay_days : int
        Days that must have passed since the last day on which it may have happened.
    """

    place: str
    date: str
    delay_days: int


@dataclass(frozen=True, slots=True)
class Source:
    """What the rows of one source were taken for, and why.

    Attributes
    ----------
    is_open : bool
        Whether it was taken for what anyone can read; otherwise for a person.
    name : str
        The publisher, or the host of the address; empty of one that is not open.
    why : str
        What the rows say, or do not say.
    """

    is_open: bool
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Release:
    """An event table as a level lets it be seen, with a count of what was done to it.

    Attributes
    ----------
    level : str
        One of `LEVELS`.
    events : geopandas.GeoDataFrame
        The table.
    held_back : mapping of str to int
        Rows that are not in it, by why: ``too recent``, ``undated``, ``rejected or merged``.
    coarser : mapping of str to int
        Rows whose ``place`` or ``date`` is coarser than it was.
    without : tuple of str
        Columns of which at least one value was withheld.
    sources : mapping of Source to int
        How many rows each has: for whoever makes the release, and never in it.
    ids : mapping of str to str
        The new id of each row that is shown, by its old one; as little in it.
    withheld : Withheld
        What may stand nowhere in what goes out with the table.
    """

    level: str
    events: gpd.GeoDataFrame
    held_back: Mapping[str, int]
    coarser: Mapping[str, int]
    without: tuple[str, ...] = ()
    sources: Mapping[Source, int] = field(default_factory=dict)
    ids: Mapping[str, str] | None = None
    withheld: Withheld = field(default_factory=Withheld)


def release_events(
    events: gpd.GeoDataFrame, *, level: str, today: dt.date | None = None, gazetteer: Gazetteer | None = None
) -> gpd.GeoDataFrame:
    """Return the event table as a level lets it be seen.

    Parameters
    ----------
    events
        An event table. It is not changed.
    level
        ``internal`` (everything), ``partner`` or ``public``.
    today
        The day from which delays are counted back; the machine's where None.
    gazetteer
        Says which county holds a place; the one that ships with geo_nk where None.

    Returns
    -------
    geopandas.GeoDataFrame
        A new table; rows, columns and values that the level withholds are not in it.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If `events` is not an event table.
    ValueError
        If there is no such level.

    Examples
    --------
    >>> told = {"category": "defection", "source_kind": "interview", "quote": "We left at night.", "lon": 128.2,
    ...         "lat": 41.4, "place_id": "kp-ryanggang-hyesan", "date_start": "2021-02-14", "date_end": "2021-02-14"}
    >>> shown = release_events(events_frame([told | {"event_id": "e1"}]), level="public")
    >>> shown.loc[0, ["title", "quote"]].tolist(), shown["date_end"].dt.strftime("%Y-%m-%d").tolist()
    (['Defection, Hyesan', None], ['2021-03-31'])
    """
    return release(events, level=level, today=today, gazetteer=gazetteer).events


def release(
    events: gpd.GeoDataFrame, *, level: str, today: dt.date | None = None, gazetteer: Gazetteer | None = None
) -> Release:
    """Return the event table as a level lets it be seen, with a count of what was withheld.

    Parameters
    ----------
    events, level, today, gazetteer
        As in `release_events`.

    Returns
    -------
    Release

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If `events` is not an event table.
    ValueError
        If there is no such level.

    Examples
    --------
    >>> fresh = {"event_id": "e1", "category": "other", "lon": 128.2, "lat": 41.4, "date_end": "2021-02-14"}
    >>> dict(release(events_frame([fresh]), level="public", today=dt.date(2021, 4, 1)).held_back)
    {'too recent': 1}
    """
    if level not in LEVELS:
        raise ValueError(f"level={level!r} is not known; it is one of {', '.join(LEVELS)}")
    table = validate_events(events)
    if level == "internal":
        return Release(level, table, MappingProxyType({}), MappingProxyType({}))
    censor = _Censor(level, today or dt.date.today(), gazetteer or load_gazetteer())  # noqa: DTZ011 - a civil date
    was = {}
    for row in _rows(table):
        if (seen := censor.seen(row)) is not None:
            was[id(seen)] = (row["event_id"], seen)
    kept = sorted((seen for _, seen in was.values()), key=_order)
    _name(kept)
    foreign = [str(name) for name in table.columns if name not in _fields(level)]
    return Release(
        level,
        events_frame(kept),
        MappingProxyType(dict(censor.held_back)),
        MappingProxyType(dict(censor.coarser)),
        tuple(dict.fromkeys([*(c.name for c in EVENT_COLUMNS if c.name in censor.hid), *foreign])),
        MappingProxyType(dict(censor.sources)),
        MappingProxyType({event_id: seen["event_id"] for event_id, seen in was.values()}),
        censor.withheld.without(kept),
    )


def only_columns(events: gpd.GeoDataFrame, *, columns: Collection[str]) -> gpd.GeoDataFrame:
    """Return a table that has values in some of its columns only.

    Parameters
    ----------
    events
        An event table. It is not changed.
    columns
        Names of columns to keep. Category, point, its radius and precision are always kept, so that nothing is drawn
        more exactly than it is known; ids that are not kept become numbers.

    Returns
    -------
    geopandas.GeoDataFrame

    Raises
    ------
    ValueError
        If the event table has no such column.

    Examples
    --------
    >>> events = events_frame([{"event_id": "kim", "category": "other", "quote": "A raid.", "lon": 128.2, "lat": 41.4}])
    >>> only_columns(events, columns=["date_start"])[["event_id", "quote"]].iloc[0].tolist()
    ['1', None]
    """
    known = [column.name for column in EVENT_COLUMNS]
    unknown = [name for name in ((columns,) if isinstance(columns, str) else columns) if name not in known]
    if unknown:
        raise ValueError(f"columns: {', '.join(map(repr, unknown))} is not known; choose from {', '.join(known)}")
    table = validate_events(events)
    kept = NEEDED | set(columns)
    # Where a province is all that is known, its id says what is drawn, and no more than that.
    areas = None if "place_id" in kept else table["place_id"].where(table["geo_precision"] == "province", None)
    empty = {
        column.name: tidy([None] * len(table), column.dtype).set_axis(table.index)
        for column in EVENT_COLUMNS
        if column.name not in kept
    }
    if "event_id" not in columns:
        empty["event_id"] = pd.Series(map(str, range(1, len(table) + 1)), index=table.index, dtype=object)
    if areas is not None:
        empty["place_id"] = areas
    return table[known].assign(**empty)


class _Censor:
    """Lets rows through as a level has it, and counts what it does."""

    def __init__(self, level: str, today: dt.date, gazetteer: Gazetteer) -> None:
        self.shown = {is_open: _shown(level, is_open=is_open) for is_open in (True, False)}
        known = {column.name for column in EVENT_COLUMNS} - {"event_id", "geometry"}
        self.hidden = {is_open: known - shown for is_open, shown in self.shown.items()}
        self.rules = {source: _rules()[level, source] for source in ("open", "closed")}
        self.today = today
        self.gazetteer = gazetteer
        self.held_back: Counter[str] = Counter()
        self.coarser: Counter[str] = Counter()
        self.hid: set[str] = set()
        self.sources: Counter[Source] = Counter()
        self.withheld = Withheld()
        self._spots: dict[tuple[Spot, str], Spot] = {}

    def seen(self, row: Row) -> Row | None:
        """Return a row as it may be seen; None where it may not."""
        source = _source(row)
        is_open = source.is_open
        self.sources[source] += 1
        rule = self.rules["open" if is_open else "closed"]
        start, end = widened(row["date_start"], row["date_end"], step=rule.date)
        reason = self._why_not(row, rule, end)
        if reason:
            self.held_back[reason] += 1
            self.withheld.add(row.items())
            self.withheld.add_point(row["lon"], row["lat"])
            return None
        spot = self._spot(row, rule)
        changed = {
            **_place_values(spot),
            **units_of(
                self.gazetteer.get(spot.place_id) if spot.place_id and spot.place_id in self.gazetteer else None
            ),
            "date_start": start,
            "date_end": end,
            "date_precision": _vaguer(row["date_precision"], DATE_STEPS[rule.date]),
            "unplaced_reason": None if spot.lon is not None else NOT_PLACED if row["lon"] is not None else NOT_FOUND,
        }
        self.coarser["date"] += (start, end) != (row["date_start"], row["date_end"])
        self.coarser["place"] += any(changed[name] != row[name] for name in ("lon", "lat", "place_id"))
        full = row | changed | {"title": title_of(row["category"], spot.place_name)}
        shown = self.shown[is_open]
        self.hid |= {name for name in self.hidden[is_open] - self.hid if not _is_empty(row[name])}
        self.withheld.add((name, value) for name, value in row.items() if name not in shown or name == "title")
        if (full["lon"], full["lat"]) != (row["lon"], row["lat"]):
            self.withheld.add_point(row["lon"], row["lat"])
        return {name: full[name] for name in shown}

    def _why_not(self, row: Row, rule: Rule, end: str | None) -> str | None:
        if row["status"] in {"rejected", "merged"}:
            return "rejected or merged"
        if not rule.delay_days:
            return None
        # The last day of the widened interval, so that all events of it appear at once. A report is no older than
        # what it tells, so where the event is undated the report's date stands for it.
        last = end or widened(None, row["published"], step=rule.date)[1]
        if last is None:
            return "undated"
        return "too recent" if (self.today - dt.date.fromisoformat(last)).days < rule.delay_days else None

    def _place(self, spot: Spot) -> Place | None:
        return self.gazetteer.get(spot.place_id) if spot.place_id and spot.place_id in self.gazetteer else None

    def _spot(self, row: Row, rule: Rule) -> Spot:
        spot = Spot(**{name: row[name] for name in Spot.__dataclass_fields__})
        if (spot, rule.place) not in self._spots:
            self._spots[spot, rule.place] = coarsened(spot, self.gazetteer, step=rule.place)
        return self._spots[spot, rule.place]


def _rows(table: gpd.GeoDataFrame) -> list[Row]:
    """Return the rows of a valid table as plain values, with ``lon`` and ``lat`` in place of the point."""
    plain = table.drop(columns="geometry").astype(object)
    columns = {name: [None if _is_empty(v) else v for v in plain[name]] for name in plain.columns}
    columns |= {c.name: iso_days(table[c.name]) for c in EVENT_COLUMNS if c.dtype == "date"}
    for axis in ("lon", "lat"):
        degrees = getattr(table.geometry, "x" if axis == "lon" else "y").tolist()
        columns[axis] = [None if math.isnan(value) else value for value in degrees]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _is_empty(value: object) -> bool:
    return is_missing(value) or (isinstance(value, tuple | list) and not value)


def _source(row: Row) -> Source:
    """Say whether a row rests on what anyone can read, and says where; what it does not say is a person's."""
    kind, publisher, url = row["source_kind"], row["publisher"], row["url"]
    if kind is None:
        return Source(False, "", "source_kind is empty")
    if _sources().get(kind, "closed") == "closed":
        return Source(False, "", f"source_kind is {kind}")
    if not (publisher or url):
        return Source(False, "", f"source_kind is {kind}, but neither publisher nor url says where")
    where = " and ".join(name for name in ("publisher", "url") if row[name])
    return Source(True, publisher or _host(url), f"source_kind is {kind}, with {where}")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _place_values(spot: Spot) -> Row:
    return {name: getattr(spot, name) for name in Spot.__dataclass_fields__}


def _vaguer(was: str | None, step: str | None) -> str | None:
    order = [*dict.fromkeys(precision for precision in ("day", *DATE_STEPS.values()) if precision)]
    if step is None or was is None or was not in order:
        return was
    return max(was, step, key=order.index)


def _order(row: Row) -> tuple[str, ...]:
    """Return by what rows are sorted: what stands in them, never the order in which they came."""
    return (*(str(row.get(name) or "") for name in ("date_start", "date_end", "place_id")), _canonical(row))


def _canonical(row: Row) -> str:
    return json.dumps(row, ensure_ascii=True, sort_keys=True, default=str, separators=(",", ":"))


def _name(rows: list[Row]) -> None:
    """Give rows ids made of nothing but what is shown of them."""
    taken: Counter[str] = Counter()
    for row in rows:
        made = "r" + hashlib.sha256(_canonical(row).encode("ascii")).hexdigest()[:12]
        taken[made] += 1
        row["event_id"] = made if taken[made] == 1 else f"{made}-{taken[made]}"


@cache
def _rules() -> Mapping[tuple[str, str], Rule]:
    rows = read_table("release_levels.csv")
    return MappingProxyType(
        {(row["level"], row["source"]): Rule(row["place"], row["date"], int(row["delay_days"])) for row in rows}
    )


@cache
def _sources() -> Mapping[str, str]:
    return MappingProxyType({row["source_kind"]: row["source"] for row in read_table("release_sources.csv")})


@cache
def _shown(level: str, *, is_open: bool) -> frozenset[str]:
    """Return the columns that a row may have, with ``lon`` and ``lat`` in place of the point."""
    may = {"yes", "made_anew", *(["if_open"] if is_open else [])}
    return frozenset({"lon", "lat"} | {name for name, rule in _fields(level).items() if rule in may} - {"geometry"})


@cache
def _fields(level: str) -> Mapping[str, str]:
    """Return what a level says of each column: ``yes``, ``if_open``, ``no``, ``made_anew`` or ``renumbered``."""
    if level == "internal":
        return MappingProxyType({column.name: "yes" for column in EVENT_COLUMNS})
    return MappingProxyType({row["field"]: row[level] for row in read_table("release_fields.csv")})
