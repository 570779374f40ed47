"""What can be drawn of places that are no points: provinces as areas, the border and its rivers as lines.

Kilometres along the border are counted from the mouth of the Yalu, on the WGS 84 ellipsoid. They fit the shipped line:
another line, drawn finer or coarser, would be longer or shorter.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import shape

from geo_nk.data import read_json, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely import LineString, Point, Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "GEOD",
    "Reach",
    "border_kilometres",
    "border_line",
    "circle",
    "interpolated",
    "moved",
    "outlines",
    "reach",
    "reaches",
    "shape_of",
    "stretch",
]

#: Lengths and directions on the ground are measured on this ellipsoid.
GEOD = Geod(ellps="WGS84")

_KM = 1000.0
_CORNERS = 64  # of a circle; its area is true to 0.2 %


class Reach(NamedTuple):
    """A part of the border that has a name: the upper reaches of a river, the border of a county."""

    place_id: str
    reach: str
    km_from: float
    km_to: float


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
    line: LineString = shapely.remove_repeated_points(
        shapely.LineString([point[:2] for point in geometry["coordinates"]])
    )
    return line


@cache
def border_kilometres() -> np.ndarray[Any, Any]:
    """Return the kilometre of each corner of the border.

    Returns
    -------
    numpy.ndarray
        Growing from 0. Shared: not to be changed.

    Examples
    --------
    >>> bool(1350 < border_kilometres()[-1] < 1420)
    True
    """
    lon, lat = shapely.get_coordinates(border_line()).T
    kilometres = np.concatenate([[0.0], np.cumsum(GEOD.line_lengths(lon, lat))]) / _KM
    kilometres.setflags(write=False)
    return kilometres


def interpolated(km: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return longitudes and latitudes in degrees of kilometres of the border."""
    lon, lat = shapely.get_coordinates(border_line()).T
    corners = border_kilometres()
    return np.interp(km, corners, lon), np.interp(km, corners, lat)


def stretch(km_from: float, km_to: float) -> LineString:
    """Return the border from one kilometre to another, in degrees; backwards where the first is the greater."""
    low, high = min(km_from, km_to), max(km_from, km_to)
    corners = border_kilometres()
    inside = (corners > low) & (corners < high)
    lon, lat = interpolated(np.concatenate([[low], corners[inside], [high]]))
    step = 1 if km_from <= km_to else -1
    line: LineString = shapely.LineString(np.column_stack([lon, lat])[::step])
    return line


@cache
def reaches() -> tuple[Reach, ...]:
    """Return the named parts of the border (``border_reaches.csv``); an open end is the mouth of the Tumen."""
    end = float(border_kilometres()[-1])
    return tuple(
        Reach(row["place_id"], row["reach"], float(row["km_from"]), float(row["km_to"] or end))
        for row in read_table("lexicon/places/border_reaches.csv")
    )


def reach(place_id: str, name: str) -> Reach | None:
    """Return a named part of the border.

    Parameters
    ----------
    place_id
        Such as ``river-yalu`` or ``kp-ryanggang``.
    name
        ``whole``, ``upper``, ``middle``, ``lower``, ``mouth`` or ``source`` of a river; ``border`` of a unit.

    Returns
    -------
    Reach or None
        None where the place has no such part.

    Examples
    --------
    >>> reach("river-yalu", "lower").km_from
    0.0
    """
    return next((each for each in reaches() if (each.place_id, each.reach) == (place_id, name)), None)


def shape_of(place_id: str) -> BaseGeometry | None:
    """Return the outline of a province, or the course of a border river.

    Parameters
    ----------
    place_id
        Such as ``kp-ryanggang``.

    Returns
    -------
    shapely geometry or None
        In degrees (lon, lat); None where none is shipped. Outlines of provinces are those of Natural Earth, good to
        some kilometres.

    Examples
    --------
    >>> shape_of("kp-ryanggang").geom_type, shape_of("river-yalu").geom_type
    ('Polygon', 'LineString')
    """
    whole = reach(place_id, "whole")
    return stretch(whole.km_from, whole.km_to) if whole else outlines().get(place_id)


@cache
def outlines() -> Mapping[str, BaseGeometry]:
    """Return the areas of the provinces by place id, in degrees (lon, lat).

    Returns
    -------
    mapping of str to shapely geometry
        Read-only.

    Examples
    --------
    >>> outlines()["kp-ryanggang"].geom_type
    'Polygon'
    """
    features = read_json("geometry/provinces.geojson")["features"]
    return MappingProxyType({feature["properties"]["place_id"]: shape(feature["geometry"]) for feature in features})


def circle(lon: float, lat: float, radius_m: float) -> Polygon | Point:
    """Return all that lies within a distance of a point: round on the ground, not in degrees.

    Parameters
    ----------
    lon, lat
        Degrees.
    radius_m
        Metres.

    Returns
    -------
    shapely.Polygon or shapely.Point
        In degrees (lon, lat); the point itself where the radius is 0.

    Examples
    --------
    >>> west, south, east, north = circle(128.0, 41.4, 10_000).bounds
    >>> round(east - west, 2), round(north - south, 2)
    (0.24, 0.18)
    """
    if not radius_m:
        return shapely.Point(lon, lat)
    azimuths = np.linspace(0.0, 360.0, _CORNERS, endpoint=False)
    same = np.ones(_CORNERS)
    lons, lats, _ = GEOD.fwd(lon * same, lat * same, azimuths, radius_m * same)
    disc: Polygon = shapely.Polygon(np.column_stack([lons, lats]))
    return disc


def moved(lon: float, lat: float, bearing: float, distance_m: float) -> tuple[float, float]:
    """Return the point that lies in a direction (degrees from north, clockwise) at a distance in metres."""
    to_lon, to_lat, _ = GEOD.fwd(lon, lat, bearing, distance_m)
    return float(to_lon), float(to_lat)
