"""Make an event table of a GeoDataFrame of one's own, so that it can be drawn as ``explore`` draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_nk._days import interval_of
from geo_nk.errors import EventSchemaError, WrongTypeError
from geo_nk.events.categories import load_categories
from geo_nk.events.frame import events_frame, is_missing
from geo_nk.events.schema import CRS, EVENT_COLUMNS
from geo_nk.events.validate import find_faults

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["as_events", "is_event_table"]

_NO_PLACE: Final = "the table has no geometry for it"
_PRECISIONS: Final = {"LineString": "linear", "MultiLineString": "linear", "LinearRing": "linear"}
_KEPT: Final = frozenset(c.name for c in EVENT_COLUMNS) - {"geometry", "category", "title", "date_start", "date_end"}


def is_event_table(frame: object) -> bool:
    """Whether a table has what every event table has."""
    return isinstance(frame, gpd.GeoDataFrame) and {"event_id", "category"} <= set(frame.columns)


def as_events(
    frame: object, *, category: Hashable | None = None, date: Hashable | None = None, title: Hashable | None = None
) -> gpd.GeoDataFrame:
    """Return the event table of any GeoDataFrame.

    Parameters
    ----------
    frame
        A table with geometries in any reference system; those that are no points are drawn hollow, in their middle.
    category, date, title
        Names of its columns: the kind of event, by code or label (others are ``other``); the day, as a date or as a
        person types it; and the line on the card. None where it has no such column.

    Returns
    -------
    geopandas.GeoDataFrame

    Raises
    ------
    geo_nk.errors.WrongTypeError
        If it is no GeoDataFrame.
    geo_nk.errors.EventSchemaError
        If it has no such column, no reference system, or a date that is none.

    Examples
    --------
    >>> mine = gpd.GeoDataFrame({"what": ["Defection"]}, geometry=gpd.points_from_xy([128.2], [41.4]), crs=4326)
    >>> as_events(mine, category="what")["category"].tolist()
    ['defection']
    """
    if not isinstance(frame, gpd.GeoDataFrame):
        given = f"event_map is given a {type(frame).__name__}"
        raise WrongTypeError(f"{given}; give a GeoDataFrame, such as geo_nk.read_table makes of any table")
    if category is date is title is None:
        missing = ", ".join(repr(name) for name in ("event_id", "category") if name not in frame.columns)
        fault = (
            f"the column {missing} is missing; the columns are {', '.join(map(str, frame.columns))}. Of a table of "
            "your own, say which of them tell: category=, date= or title="
        )
        raise EventSchemaError(f"not an event table: {fault}", faults=[fault])
    _require(frame, [name for name in (category, date, title) if name is not None])
    rows = [
        {str(name): value for name, value in row.items() if name in _KEPT and not is_missing(value)}
        for row in pd.DataFrame(frame.drop(columns=frame.geometry.name)).to_dict("records")
    ]
    for number, (row, place) in enumerate(zip(rows, _places(frame), strict=True)):
        row.setdefault("event_id", f"row-{number}")
        row.update(place)
    _set(rows, frame, category, "category", _category)
    _set(rows, frame, title, "title", str)
    _set_days(rows, frame, date)
    events = events_frame(rows)
    faulty = {fault.partition(", ")[2].partition(":")[0] for fault in find_faults(events)} - {"event_id", "geometry"}
    return events_frame([{k: v for k, v in row.items() if k not in faulty} for row in rows]) if faulty else events


def _require(frame: gpd.GeoDataFrame, names: list[Hashable]) -> None:
    faults = [f"has no column {name!r}; its columns are {', '.join(map(str, frame.columns))}" for name in names
              if name not in frame.columns]  # fmt: skip
    if frame.active_geometry_name is None:
        faults.append("has no geometry; call .set_geometry(geopandas.points_from_xy(lon, lat, crs=4326))")
    elif frame.crs is None:
        faults.append("has no CRS; if its coordinates are degrees, call .set_crs(4326)")
    if faults:
        raise EventSchemaError(f"the table {'; '.join(faults)}", faults=faults)


def _places(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return where each row lies: what is no point lies somewhere in its shape, and says so."""
    degrees = frame.geometry.to_crs(CRS)
    empty = (degrees.isna() | degrees.is_empty).to_numpy()
    points = degrees.where(degrees.geom_type == "Point", degrees.representative_point())
    lon, lat = points.x.to_numpy(), points.y.to_numpy()
    kinds = degrees.geom_type.to_numpy()
    return [
        {"unplaced_reason": _NO_PLACE}
        if empty[i]
        else {"lon": lon[i], "lat": lat[i]}
        | ({} if kinds[i] == "Point" else {"geo_precision": _PRECISIONS.get(kinds[i], "region")})
        for i in range(len(frame))
    ]


def _set(rows: list[dict[str, Any]], frame: gpd.GeoDataFrame, name: Hashable | None, column: str, make: Any) -> None:  # noqa: ANN401 - what makes a value
    values = [None] * len(rows) if name is None else frame[name].tolist()
    for row, value in zip(rows, values, strict=True):
        if not is_missing(value):
            row[column] = make(value)
        elif column == "category":
            row[column] = "other"


def _category(value: object) -> str:
    text = str(value).strip().lower()
    labels = {category.label.lower(): code for code, category in load_categories().items()}
    return text if text in load_categories() else labels.get(text, "other")


def _set_days(rows: list[dict[str, Any]], frame: gpd.GeoDataFrame, name: Hashable | None) -> None:
    if name is None:
        return
    values = frame[name]
    if pd.api.types.is_datetime64_any_dtype(values):
        days = np.asarray(values.dt.tz_localize(None) if values.dt.tz is not None else values, dtype="datetime64[D]")
        spans = [None if np.isnat(day) else (str(day), str(day)) for day in days]
    else:
        spans = [_span(value, row=i, name=name) for i, value in enumerate(values.tolist())]
    for row, span in zip(rows, spans, strict=True):
        if span is not None:
            row["date_start"], row["date_end"] = span


def _span(value: object, *, row: int, name: Hashable) -> tuple[str, str] | None:
    if is_missing(value):
        return None
    found = interval_of(str(value).removesuffix(" 00:00:00"))
    if found is None:
        fault = f"row {row}, {name}: {str(value)[:60]!r} is no date; write YYYY-MM-DD, or give a column of datetime64"
        raise EventSchemaError(fault, faults=[fault])
    return found.start.isoformat(), found.end.isoformat()
