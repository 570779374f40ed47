"""Rows of a table in parts: a sample that is the same however it is cut, and those that a count stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_nk.errors import ReadError
from geo_nk.events.collection.layout import REST
from geo_nk.events.collection.records import from_text
from geo_nk.events.frame import events_frame
from geo_nk.events.schema import NO_EVENT
from geo_nk.events.validate import validate_events
from geo_nk.scale.areas import areas_of
from geo_nk.scale.counts import parts_of
from geo_nk.scale.engine import require
from geo_nk.scale.sql import conditions_of, engine_over

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from pathlib import Path

    from geo_nk.scale.areas import Area

__all__ = ["sample_events", "select_events"]


def sample_events(source: str | os.PathLike[str] | Sequence[str | os.PathLike[str]], size: int) -> gpd.GeoDataFrame:
    """Return some events, each as likely as any other.

    Parameters
    ----------
    source
        As for `geo_nk.scale.count_events`; with a column ``event_id``.
    size
        How many, at most.

    Returns
    -------
    geopandas.GeoDataFrame
        An event table: the events whose ids have the smallest hashes, so that the same events give the same sample,
        in whatever parts they come. Rejected and merged ones are not among them.

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot be read.
    """
    with parts_of(source) as parts:
        return _sampled(parts, size)


def _sampled(parts: Sequence[Path], size: int) -> gpd.GeoDataFrame:
    held = pd.DataFrame({"part": [], "row": [], "hash": np.array([], dtype="uint64")})
    for number, part in enumerate(parts):
        hashes, drawn = _hashes(part)
        smallest = drawn[np.argsort(hashes[drawn], kind="stable")[:size]]
        found = pd.DataFrame({"part": number, "row": smallest, "hash": hashes[smallest]})
        held = pd.concat([held, found], ignore_index=True).nsmallest(size, "hash", keep="first")
    tables = []
    for number, part in enumerate(parts):
        rows = held.loc[held["part"] == number, "row"].to_numpy(dtype="int64")
        if len(rows):
            tables.append(gpd.read_parquet(part).iloc[np.sort(rows)].drop(columns="bbox", errors="ignore"))
    return _events(pd.concat(tables, ignore_index=True)) if tables else events_frame([])


def _hashes(part: Path) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return a number for each row that its id alone decides, and the rows that are drawn."""
    parquet = require("pyarrow.parquet", what="sampling")
    names = parquet.read_schema(part).names
    if "event_id" not in names:
        raise ReadError(f"{part}: has no column event_id; write it with geo-nk convert or geo-nk extract", path=part)
    table = parquet.read_table(part, columns=[name for name in ("event_id", "status") if name in names]).to_pandas()
    drawn = ~table["status"].isin(NO_EVENT) if "status" in table else pd.Series(data=True, index=table.index)
    ids = table["event_id"].to_numpy(dtype=object)
    return pd.util.hash_array(ids, categorize=False), np.flatnonzero(drawn.to_numpy())


def select_events(
    source: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    county: str | None = None,
    stretch: str | None = None,
    hexagon: str | None = None,
    month: str | None = None,
    category: str | None = None,
    most: int = 10_000,
) -> gpd.GeoDataFrame:
    """Return the events that a count stands for, by SedonaDB.

    Parameters
    ----------
    source
        As for `geo_nk.scale.count_events`.
    county, stretch, hexagon, month, category
        As they stand in its counts; a month such as ``2021-08``.
    most
        How many events, at most.

    Returns
    -------
    geopandas.GeoDataFrame
        An event table.

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot be read.
    ValueError
        If there is no such area, two are asked for, or the month is none.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from geo_nk.scale.partition import events_part
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "part.parquet"
    >>> row = {"category": "other", "lon": 128.18, "lat": 41.4}
    >>> _ = file.write_bytes(events_part([row | {"event_id": "a"}, row | {"event_id": "b", "lon": 129.2}]))
    >>> select_events(file, county="kp-ryanggang-hyesan")["event_id"].tolist()
    ['a']
    """
    given: dict[Area, str | None] = {"county": county, "stretch": stretch, "hexagon": hexagon}
    asked = [(kind, area) for kind, area in given.items() if area is not None]
    if len(asked) > 1:
        raise ValueError(f"{asked[0][0]} and {asked[1][0]} are given; give one of them")
    kind, area = asked[0] if asked else (None, None)
    with parts_of(source) as parts:
        return _selected(parts, kind, area, month=month, category=category, most=most)


def _selected(
    parts: Sequence[Path], kind: Area | None, area: str | None, *, month: str | None, category: str | None, most: int
) -> gpd.GeoDataFrame:
    columns = require("pyarrow.parquet", what="selecting").read_schema(parts[0]).names
    where = conditions_of(columns, kind=kind, month=month, category=category)
    kept = ", ".join(f'events."{name}"' for name in columns if name != "bbox")
    tables = "events" if kind is None else "events JOIN areas ON ST_Within(events.geometry, areas.geometry)"
    with engine_over(parts) as engine:
        if kind is not None:
            engine.create_data_frame(_area(kind, area)).to_view("areas")
        found = engine.sql(f"SELECT {kept} FROM {tables} {where} LIMIT {int(most)}").to_pandas()  # noqa: S608 - names of ours
    return _events(gpd.GeoDataFrame(found, geometry="geometry"))


def _area(kind: Area, area: str | None) -> gpd.GeoDataFrame:
    areas = areas_of(kind)
    chosen = areas[areas["area"] == area]
    if chosen.empty:
        raise ValueError(f"{kind} is {area!r}; such as {areas['area'].iloc[0]}")
    return chosen


def _events(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return rows as an event table, whatever types Arrow gave their columns."""
    plain = pd.DataFrame(frame.drop(columns="geometry")).assign(lon=frame.geometry.x, lat=frame.geometry.y)
    rest = plain.pop(REST).fillna("{}") if REST in plain else pd.Series("{}", plain.index)
    rows = (
        {str(name): value for name, value in row.items()} | from_text(more)
        for row, more in zip(plain.to_dict("records"), rest, strict=True)
    )
    return validate_events(events_frame(rows))
