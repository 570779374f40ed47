"""An event table as a level lets it be seen: what rests on a published report as it has it, the rest with care."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo_nk.events.frame import events_frame
from geo_nk.events.release.censor import Censor, Held, Row, Told, plain_rows
from geo_nk.events.release.company import in_company
from geo_nk.events.release.levels import field_rules, require_level
from geo_nk.events.release.withheld import Withheld
from geo_nk.events.schema import EVENT_COLUMNS
from geo_nk.events.validate import validate_events
from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from geo_nk.events.release.levels import Source
    from geo_nk.gazetteer import Gazetteer

__all__ = ["Release", "assembled", "censored", "content", "release", "release_events"]


@dataclass(frozen=True, slots=True)
class Release:
    """An event table as a level lets it be seen, with a count of what was done to it.

    Attributes
    ----------
    level : str
        One of `geo_nk.events.release.LEVELS`.
    events : geopandas.GeoDataFrame
        The table.
    held_back : mapping of str to int
        Rows that are not in it, by why: ``too recent``, ``undated``, ``rejected or merged``, ``told by too few``.
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
    events: gpd.GeoDataFrame,
    *,
    level: str,
    today: dt.date | None = None,
    gazetteer: Gazetteer | None = None,
    min_count: int = 1,
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
    min_count
        Reports that must tell of the same kind of event, at the same place and time, where they are not open; what
        fewer tell is shown coarser, or not at all. `geo_nk.write_release` asks for as many as the level's table says.

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
    return release(events, level=level, today=today, gazetteer=gazetteer, min_count=min_count).events


def release(
    events: gpd.GeoDataFrame,
    *,
    level: str,
    today: dt.date | None = None,
    gazetteer: Gazetteer | None = None,
    min_count: int = 1,
) -> Release:
    """Return the event table as a level lets it be seen, with a count of what was withheld.

    Parameters
    ----------
    events, level, today, gazetteer, min_count
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
    require_level(level)
    table = validate_events(events)
    if level == "internal":
        return Release(level, table, MappingProxyType({}), MappingProxyType({}))
    day = today or dt.date.today()  # noqa: DTZ011 - a civil date
    censor = Censor(level, day, gazetteer or load_gazetteer())
    told, held = censored(table, censor)
    shown, alone = in_company(told, censor=censor, least=min_count)
    return assembled(level, shown, [*held, *alone], foreign_columns(table, level))


def censored(table: gpd.GeoDataFrame, censor: Censor) -> tuple[list[Told], list[Held]]:
    """Return the rows of a valid table that may be seen, and those that may not."""
    rows = [censor.told(number, row) for number, row in enumerate(plain_rows(table), start=1)]
    return [row for row in rows if isinstance(row, Told)], [row for row in rows if isinstance(row, Held)]


def foreign_columns(table: gpd.GeoDataFrame, level: str) -> list[str]:
    """Return the columns of somebody's own, which never go out."""
    return [str(name) for name in table.columns if name not in field_rules(level)]


def assembled(
    level: str,
    told: Sequence[Told],
    held: Sequence[Held],
    foreign: Sequence[str] = (),
    *,
    ids: Mapping[int, str] | None = None,
) -> Release:
    """Return a release of rows as they may be seen.

    Parameters
    ----------
    level
        What they may be seen at.
    told, held
        The rows that are shown, and those that are not.
    foreign
        Columns of somebody's own.
    ids
        What a row is called in the release, by its number; made of what is shown of it where None.

    Returns
    -------
    Release
    """
    ordered = sorted(told, key=_order)
    names = [ids[each.number] for each in ordered] if ids is not None else _names(ordered)
    kept = [each.seen | {"event_id": name} for each, name in zip(ordered, names, strict=True)]
    hidden = {name for each in told for name in each.hidden}
    withheld = Withheld()
    for each in told:
        withheld.add((n, value) for n, value in each.row.items() if n not in each.seen or n == "title")
        if (each.seen["lon"], each.seen["lat"]) != (each.row["lon"], each.row["lat"]):
            withheld.add_point(each.row["lon"], each.row["lat"])
    for other in held:
        withheld.add(other.row.items())
        withheld.add_point(other.row["lon"], other.row["lat"])
    return Release(
        level,
        events_frame(kept),
        MappingProxyType(dict(Counter(each.reason for each in held))),
        MappingProxyType(dict(Counter(what for each in told for what in each.coarser))),
        tuple(dict.fromkeys([*(c.name for c in EVENT_COLUMNS if c.name in hidden), *foreign])),
        MappingProxyType(dict(Counter(each.source for each in (*told, *held)))),
        MappingProxyType({each.row["event_id"]: name for each, name in zip(ordered, names, strict=True)}),
        withheld.without(kept),
    )


def content(row: Row) -> str:
    """Return all that is shown of a row but its id, in one form."""
    shown = {name: value for name, value in row.items() if name != "event_id"}
    return json.dumps(shown, ensure_ascii=True, sort_keys=True, default=str, separators=(",", ":"))


def _order(told: Told) -> tuple[str, ...]:
    """Return by what rows are sorted: what stands in them, never the order in which they came."""
    row = told.seen
    return (*(str(row.get(name) or "") for name in ("date_start", "date_end", "place_id")), content(row))


def _names(told: Sequence[Told]) -> list[str]:
    """Return ids made of nothing but what is shown."""
    taken: Counter[str] = Counter()
    names = []
    for each in told:
        made = "r" + hashlib.sha256(content(each.seen).encode("ascii")).hexdigest()[:12]
        taken[made] += 1
        names.append(made if taken[made] == 1 else f"{made}-{taken[made]}")
    return names
