"""The border as a line: how far along it something happened, how far from it, and on which side.

The line runs from the mouth of the Yalu to the mouth of the Tumen; kilometre 0 is the mouth of the Yalu.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS, Transformer

from geo_nk.data import read_json

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely import LineString, Point, Polygon

__all__ = ["BORDER_CRS", "border_length_km", "border_line", "border_position", "point_at"]

#: A conformal conic fitted to the border (39.7 to 43.1 N, 124 to 131 E): its scale is true to 0.03 % from end to end,
#: twice as true as the transverse Mercator of all Korea (EPSG:5179), which is made for a country that runs north.
BORDER_CRS = CRS.from_proj4("+proj=lcc +lat_1=40.4 +lat_2=42.6 +lat_0=41.5 +lon_0=127.3 +datum=WGS84 +units=m +no_defs")

_KM = 1000.0
# Corners far to the south of the line: with them it bounds the DPRK side, so that the side of a point is a question of
# inside or outside, which the many bends of the rivers cannot confuse.
_SOUTH_OF_TUMEN_MOUTH = ((131.5, 41.5), (132.0, 36.0))
_SOUTH_OF_YALU_MOUTH = ((122.0, 36.0), (123.5, 39.0))


@cache
def border_line() -> LineString:
    """Return the border between the DPRK and its northern neighbours.

    Returns
    -------
    shapely.LineString
        Longitude and latitude in degrees (WGS 84), from the mouth of the Yalu to the mouth of the Tumen.

    Examples
    --------
    >>> line = border_line()
    >>> line.coords[0][0] < line.coords[-1][0]
    True
    """
    document = read_json("geometry/border.geojson")
    features = document.get("features", [document])
    geometry = features[0].get("geometry", features[0])
    line: LineString = shapely.LineString([point[:2] for point in geometry["coordinates"]])
    return line


def border_length_km() -> float:
    """Return the length of the border in kilometres.

    Returns
    -------
    float

    Examples
    --------
    >>> 1300 < border_length_km() < 1450
    True
    """
    return float(_metric_line().length) / _KM


def border_position(points: gpd.GeoSeries) -> pd.DataFrame:
    """Measure points against the border.

    Parameters
    ----------
    points
        Points in any coordinate reference system; longitude and latitude (EPSG:4326) where it has none.

    Returns
    -------
    pandas.DataFrame
        With the index of `points`: border_km (kilometres along the border from the mouth of the Yalu),
        border_distance_m (metres to the line, 0 or more) and side (``KP`` or ``other``). All three are missing for
        a missing point.

    Raises
    ------
    TypeError
        If a geometry is not a point.

    Examples
    --------
    >>> import geopandas as gpd
    >>> hyesan = gpd.GeoSeries(gpd.points_from_xy([128.178], [41.403]), crs="EPSG:4326")
    >>> measured = border_position(hyesan).iloc[0]
    >>> measured["side"], bool(measured["border_distance_m"] < 5_000)
    ('KP', True)
    """
    given = points.set_crs("EPSG:4326") if points.crs is None else points
    present = np.asarray(~(given.isna() | given.is_empty))
    _check_points(given, present)
    metric = given[present].to_crs(BORDER_CRS).to_numpy()
    out = pd.DataFrame({"border_km": np.nan, "border_distance_m": np.nan, "side": None}, index=points.index)
    out["side"] = out["side"].astype(object)
    if present.any():
        along, off = _along_and_off(metric)
        out.loc[present, "border_km"] = along / _KM
        out.loc[present, "border_distance_m"] = off
        out.loc[present, "side"] = np.where(shapely.contains(_dprk_side(), metric), "KP", "other")
    return out


def point_at(km: float) -> Point:
    """Return the point of the border at a kilometre.

    Parameters
    ----------
    km
        Kilometres along the border from the mouth of the Yalu.

    Returns
    -------
    shapely.Point
        Longitude and latitude in degrees.

    Raises
    ------
    ValueError
        If the border is not as long.

    Examples
    --------
    >>> point_at(0).distance(shapely.Point(border_line().coords[0])) < 1e-9
    True
    """
    length = border_length_km()
    if not 0 <= km <= length:
        raise ValueError(f"km is {km:g}; the border has kilometres 0 to {length:.0f}")
    point = shapely.line_interpolate_point(_metric_line(), km * _KM)
    return shapely.Point(_to_metric().transform(point.x, point.y, direction="INVERSE"))


def _along_and_off(points: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return how far along the line each point's foot lies, and how far the point is off, in metres.

    Asking the line itself would measure every point against all of its thousands of segments.
    """
    segments = _segments()
    nearest = segments.tree.nearest(points)
    start, step = segments.start[nearest], segments.step[nearest]
    from_start = shapely.get_coordinates(points) - start
    length = np.hypot(*step.T)
    share = np.clip((from_start * step).sum(axis=1) / length**2, 0.0, 1.0)
    return segments.before[nearest] + share * length, np.hypot(*(from_start - share[:, None] * step).T)


def _check_points(points: gpd.GeoSeries, present: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> None:
    """Raise for the first geometry that is not a point."""
    kinds = points.geom_type
    wrong = np.asarray(present & (kinds != "Point"))
    if wrong.any():
        row = points.index[wrong][0]
        raise TypeError(f"row {row!r} is a {kinds[wrong].iloc[0]}; border_position measures points")


@cache
def _to_metric() -> Transformer:
    """Return the way from degrees to metres."""
    return Transformer.from_crs("EPSG:4326", BORDER_CRS, always_xy=True)


def _projected(coordinates: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[tuple[float, float]]:
    """Bring longitudes and latitudes into metres."""
    x, y = _to_metric().transform(coordinates[:, 0], coordinates[:, 1])
    return list(zip(x, y, strict=True))


@cache
def _metric_line() -> LineString:
    """Return the border in metres, prepared for many questions."""
    line: LineString = shapely.LineString(_projected(shapely.get_coordinates(border_line())))
    shapely.prepare(line)
    return line


class _Segments(NamedTuple):
    """The segments of the line: an index of them, where each starts, its vector, and the length before it."""

    tree: shapely.STRtree
    start: np.ndarray[Any, Any]
    step: np.ndarray[Any, Any]
    before: np.ndarray[Any, Any]


@cache
def _segments() -> _Segments:
    """Return the segments of the border, in metres."""
    corners = shapely.get_coordinates(shapely.remove_repeated_points(_metric_line()))
    step = np.diff(corners, axis=0)
    before = np.concatenate([[0.0], np.cumsum(np.hypot(*step.T))[:-1]])
    tree = shapely.STRtree([shapely.LineString(pair) for pair in pairwise(corners)])
    return _Segments(tree, corners[:-1], step, before)


@cache
def _dprk_side() -> Polygon:
    """Return all that lies south of the border, as far as it matters, in metres."""
    ring = np.vstack([shapely.get_coordinates(border_line()), _SOUTH_OF_TUMEN_MOUTH, _SOUTH_OF_YALU_MOUTH])
    side: Polygon = shapely.Polygon(_projected(ring))
    shapely.prepare(side)
    return side
