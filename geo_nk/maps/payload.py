"""The events as the page reads them: columns of plain values, and only the columns that the page shows.

What is not listed in `SHOWN` never reaches the file, whatever else the table holds.
"""

from __future__ import annotations

import datetime as dt
import math
import numbers
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from geo_nk.errors import EventSchemaError
from geo_nk.events.schema import column
from geo_nk.maps.style import categories

if TYPE_CHECKING:
    import shapely

__all__ = ["NOT_DRAWN", "SHOWN", "checked", "columns"]

#: The columns that the page shows, in the order in which they stand in it.
SHOWN = (
    "event_id",
    "category",
    "title",
    "date_start",
    "date_end",
    "date_precision",
    "place_id",
    "place_name",
    "place_kind",
    "name_as_written",
    "uncertainty_m",
    "geo_precision",
    "match_method",
    "match_score",
    "actors",
    "goods",
    "quantity",
    "penalty",
    "direction",
    "report_id",
    "publisher",
    "published",
    "url",
    "source_kind",
    "quote",
    "confidence",
    "status",
    "also_reported_by",
    "unplaced_reason",
)

#: Review states whose rows are counted on the page but not drawn.
NOT_DRAWN = ("rejected", "merged")

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_FAULTS = 20
_WGS84 = 4326


def checked(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return `events` in longitude and latitude, or say everything that keeps them from a map.

    Parameters
    ----------
    events
        An event table; see `geo_nk.events.schema.EVENT_COLUMNS`. Only ``event_id``, ``category`` and the geometry must
        be there.

    Returns
    -------
    geopandas.GeoDataFrame
        In EPSG:4326; the same object where it already was.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table is not one of events; its `faults` name row, column and value.
    """
    if not isinstance(events, gpd.GeoDataFrame):
        raise EventSchemaError(f"a map needs a GeoDataFrame of events, not {type(events).__name__}: see geo_nk.read_events")
    missing = [name for name in ("event_id", "category") if name not in events.columns]
    if "geometry" not in events.columns or events.active_geometry_name is None:
        missing.append("geometry")
    if missing:
        raise EventSchemaError(f"the event table has no column {', '.join(missing)}", faults=missing)
    if events.crs is None and len(events):
        raise EventSchemaError('the event table does not say its coordinate system; if it is lon, lat: events.set_crs("EPSG:4326")')
    faults = [*_category_faults(events), *_identity_faults(events), *_geometry_faults(events)]
    if faults:
        more = f"\n... and {len(faults) - _MOST_FAULTS} more" if len(faults) > _MOST_FAULTS else ""
        raise EventSchemaError("these rows cannot be mapped:\n" + "\n".join(faults[:_MOST_FAULTS]) + more, faults=faults)
    return events if events.crs is None or events.crs.to_epsg() == _WGS84 else events.to_crs(_WGS84)


def _category_faults(events: gpd.GeoDataFrame) -> list[str]:
    known = {c.code for c in categories()}
    allowed = ", ".join(sorted(known))
    return [
        f"row {row}: category {value!r} is not one of {allowed}"
        for row, value in enumerate(events["category"])
        if not isinstance(value, str) or value not in known
    ]


def _identity_faults(events: gpd.GeoDataFrame) -> list[str]:
    """Faults of event_id, by which the page finds an event again."""
    seen: dict[object, int] = {}
    faults = []
    for row, value in enumerate(events["event_id"]):
        if not isinstance(value, str) or not value:
            faults.append(f"row {row}: event_id {value!r} is not a text; give every row its own")
        elif value in seen:
            faults.append(f"row {row}: event_id {value!r} stands in row {seen[value]} already; give every row its own")
        else:
            seen[value] = row
    return faults


def _geometry_faults(events: gpd.GeoDataFrame) -> list[str]:
    return [
        f"row {row}: geometry is a {point.geom_type}; an event is a Point (lon, lat), or None with unplaced_reason"
        for row, point in enumerate(events.geometry)
        if point is not None and point.geom_type != "Point"
    ]


def columns(events: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the events as columns of plain values that JSON can hold.

    Parameters
    ----------
    events
        As `checked` returns them.

    Returns
    -------
    dict
        ``size``, ``lon`` and ``lat`` (degrees to 5 decimals, None where unplaced) and the columns of `SHOWN`. A column with
        few distinct values is ``{"values": [...], "codes": [...]}``; one with none at all is left out.

    Examples
    --------
    >>> import geopandas, shapely
    >>> events = geopandas.GeoDataFrame(
    ...     {"event_id": ["a"], "category": ["other"]}, geometry=[shapely.Point(128.18, 41.4)], crs="EPSG:4326"
    ... )
    >>> columns(events)
    {'size': 1, 'lon': [128.18], 'lat': [41.4], 'event_id': ['a'], 'category': ['other']}
    """
    points = [_position(point) for point in events.geometry]
    packed: dict[str, Any] = {"size": len(points), "lon": [p[0] for p in points], "lat": [p[1] for p in points]}
    for name in SHOWN:
        if name not in events.columns:
            continue
        read = _READERS[column(name).dtype]
        values = [read(value, name=name, row=row) for row, value in enumerate(events[name])]
        if any(value is not None for value in values):
            packed[name] = _coded(values)
    return packed


def _position(point: shapely.Point | None) -> tuple[float, float] | tuple[None, None]:
    if point is None or point.is_empty or not (math.isfinite(point.x) and math.isfinite(point.y)):
        return None, None
    return round(point.x, 5), round(point.y, 5)


def _coded(values: list[Any]) -> list[Any] | dict[str, list[Any]]:
    """Return values that repeat as a list of the distinct ones and a code for each row."""
    if not all(value is None or isinstance(value, str) for value in values):
        return values
    distinct = list(dict.fromkeys(values))
    if 2 * len(distinct) > len(values):
        return values
    code = {value: i for i, value in enumerate(distinct)}
    return {"values": distinct, "codes": [code[value] for value in values]}


def _absent(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _text(value: object, *, name: str, row: int) -> str | None:  # noqa: ARG001 - all readers are called alike
    """A text, with halves of characters, which no file can hold, replaced."""
    return None if _absent(value) or value == "" else _LONE_SURROGATE.sub("\ufffd", str(value))


def _number(value: Any, *, name: str, row: int) -> float | int | None:  # noqa: ANN401 - whatever the table holds
    if _absent(value):
        return None
    if not isinstance(value, numbers.Real) or not math.isfinite(value):
        raise EventSchemaError(f"row {row}: {name} {value!r} is not a number")
    number = round(float(value), 3)
    return int(number) if number.is_integer() else number


def _date(value: object, *, name: str, row: int) -> str | None:
    if _absent(value) or value == "":
        return None
    text = value.isoformat()[:10] if isinstance(value, dt.date) else str(value)
    if not _DATE.fullmatch(text):
        raise EventSchemaError(f"row {row}: {name} {value!r} is not a date; write it as YYYY-MM-DD")
    return text


def _texts(value: object, *, name: str, row: int) -> list[str] | None:
    """A list of texts; a lone text is a list of one."""
    if _absent(value):
        return None
    if isinstance(value, str) or not isinstance(value, Iterable | Sequence):
        value = [value]
    texts = (_text(item, name=name, row=row) for item in value)
    return [text for text in texts if text is not None] or None


_READERS = {"string": _text, "float": _number, "integer": _number, "date": _date, "list": _texts}
