"""The events as the page reads them: columns of plain values, and only the columns that the page shows.

What is not listed in `SHOWN` never reaches the file, whatever else the table holds.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import shapely

from geo_nk.border import border_position
from geo_nk.events.frame import is_missing
from geo_nk.events.schema import CRS, column
from geo_nk.maps.basemap import province_middles

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["NOT_DRAWN", "SHOWN", "VAGUE", "columns"]

#: The columns that the page shows, in the order in which they stand in it.
SHOWN: Final = (
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

#: Longitude and latitude in degrees.
Position = tuple[float, float]

#: Precisions that name an area or a line, not a spot; drawn hollow.
VAGUE: Final = ("province", "linear", "region")

_AREA: Final = ("geo_precision", "place_id")

#: Review states whose rows are counted on the page but not drawn.
NOT_DRAWN: Final = ("rejected", "merged")


def columns(events: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the events as columns of plain values that JSON can hold.

    Parameters
    ----------
    events
        A valid event table.

    Returns
    -------
    dict
        ``size``, ``lon`` and ``lat`` of the mark (degrees to 5 decimals, None where unplaced) and the columns of
        `SHOWN`. A column of few distinct texts is ``{"values": [...], "codes": [...]}``; one without any value is left
        out. At the end ``border_km`` and ``border_distance_m``, see `geo_nk.border.border_position`.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> columns(events_frame([{"event_id": "a", "category": "other", "lon": 128.18, "lat": 41.4}]))
    {'size': 1, 'lon': [128.18], 'lat': [41.4], 'event_id': ['a'], 'category': ['other'], ...}
    """
    points = _positions(events)
    packed: dict[str, Any] = {"size": len(points)}
    packed |= {axis: [point[i] if point else None for point in points] for i, axis in enumerate(("lon", "lat"))}
    for name in SHOWN:
        if name in events.columns:
            read = _READERS.get(column(name).dtype, str)
            values = [None if is_missing(value) else read(value) for value in events[name].tolist()]
            if any(value is not None for value in values):
                packed[name] = _coded(values)
    return packed | _border_columns(events, points)


def _positions(events: gpd.GeoDataFrame) -> list[Position | None]:
    """Return where each event is marked: its point, or the middle of the province that is all its report names."""
    middles = province_middles()
    names = (events[name].tolist() if name in events.columns else [None] * len(events) for name in _AREA)
    geometry = events.geometry.to_numpy()
    points = zip(shapely.get_x(geometry).tolist(), shapely.get_y(geometry).tolist(), *names, strict=True)
    return [
        (middles.get(place_id) if precision in VAGUE else None) if math.isnan(lon) else (round(lon, 5), round(lat, 5))
        for lon, lat, precision, place_id in points
    ]


def _border_columns(events: gpd.GeoDataFrame, points: list[Position | None]) -> dict[str, list[float | None]]:
    """Return kilometre along the border and metres from it, for events that name a spot."""
    precision = events["geo_precision"].tolist() if "geo_precision" in events.columns else [None] * len(points)
    spots = [None if kind in VAGUE else point for kind, point in zip(precision, points, strict=True)]
    # Each place once: events share the points of the gazetteer, and the border has thousands of corners.
    distinct = list(dict.fromkeys(point for point in spots if point))
    if not distinct:
        return {}
    measured = border_position(gpd.GeoSeries(shapely.points(distinct), crs=CRS))
    km = dict(zip(distinct, measured["border_km"].round(1).tolist(), strict=True))
    metres = dict(zip(distinct, measured["border_distance_m"].round().tolist(), strict=True))
    return {
        "border_km": [km[point] if point else None for point in spots],
        "border_distance_m": [metres[point] if point else None for point in spots],
    }


def _coded(values: list[Any]) -> list[Any] | dict[str, list[Any]]:
    """Return texts that repeat as a list of the distinct ones and a code for each row."""
    if not all(value is None or isinstance(value, str) for value in values):
        return values
    distinct = list(dict.fromkeys(values))
    if 2 * len(distinct) > len(values):
        return values
    code = {value: i for i, value in enumerate(distinct)}
    return {"values": distinct, "codes": [code[value] for value in values]}


def _number(value: float) -> float | int:
    number = round(float(value), 3)
    return int(number) if number.is_integer() else number


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "float": _number,
    "integer": _number,
    "list": lambda texts: list(texts) or None,
}
