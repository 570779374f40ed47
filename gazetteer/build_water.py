"""Find the water of the map: how wide the border rivers are, the lakes beside them, and the tributaries.

The water areas of OpenStreetMap reach us cut into tiles and thinned (`geo-maps`): good for how much water there is, not
for where each bank runs. So the border rivers are drawn along the border line as wide as the water is on average in
each stretch, and the pieces of a lake are closed to one smooth outline. No package holds the tributaries that reports
name; ``rivers.csv`` has the course of each through the points that are known of it: its mouth, the towns on its banks,
its reservoirs and the pieces of its water. In between the course is a guess of a few kilometres.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, Final

import build_border
import numpy as np
import shapely
from scipy.interpolate import PchipInterpolator
from shapely.ops import substring

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["WIDTH_STEP", "lakes", "rivers", "seas", "water_near", "widths"]

WIDTH_STEP: Final = 5.0
"""Kilometres between the places of the border river at which its width is told."""

_WINDOW: Final = 12.0  # km of the river over which its width is the mean
_REACH: Final = 0.025  # degrees from the border in which its water lies
_LEAST: Final = 40.0  # metres: where the source shows no water the river is too narrow for it
_METRES: Final = 111_200.0  # of a degree of latitude
_LON_SCALE: Final = 0.75  # cosine of 41 degrees north
_CLOSING: Final = 0.011  # degrees: pieces of one lake lie no farther apart than twice this
_SMOOTHING: Final = 0.004  # degrees
_LEAST_LAKE: Final = 3.5e-4  # square degrees, 3 km2: near the border
_LEAST_FAR: Final = 1.1e-3  # 10 km2: farther off
_NEAR: Final = 0.9  # degrees
_CUTS: Final = 3  # times that corners are cut
_BESIDE: Final = 0.02  # degrees; nearer than this to the border, a lake is the border river
_MOUNTAIN: Final = (782.0, 830.0)
"""Kilometres of the border between which it runs over Mount Paektu, past its lake."""
_STEP: Final = 0.01  # degrees between the corners of a tributary
_RIVERS, _LAKES, _SEAS = range(3)  # the parts of the source, a line each


def water_near(path: Path, within: tuple[float, float, float, float]) -> tuple[BaseGeometry, BaseGeometry]:
    """Return the rivers and the lakes within a box, from the map of all water bodies at `path`."""
    return (
        shapely.union_all(_polygons(path, _RIVERS, within)),
        shapely.union_all(_polygons(path, _LAKES, within)),
    )


def seas(path: Path, within: tuple[float, float, float, float]) -> BaseGeometry:
    """Return the sea within a box."""
    return shapely.union_all(_polygons(path, _SEAS, within))


def _polygons(path: Path, number: int, within: tuple[float, float, float, float]) -> list[shapely.Polygon]:
    west, south, east, north = within
    with path.open(encoding="utf-8") as lines:
        line = next(line for k, line in enumerate(lines) if k == number + 1)
    found = []
    for rings in json.loads(line.rstrip().rstrip(","))["coordinates"]:
        lons, lats = np.array(rings[0]).T
        if lons.max() > west and lons.min() < east and lats.max() > south and lats.min() < north:
            # Cut before it is made valid: the sea is one area with a shore of millions of corners.
            found.append(shapely.clip_by_rect(shapely.Polygon(rings[0], rings[1:]), *within).buffer(0))
    return found


def widths(line: shapely.LineString, water: BaseGeometry) -> list[int]:
    """Return the width of the border river in metres, every `WIDTH_STEP` kilometres from its mouth."""
    total = build_border.length_km(line)
    lake = _between(line, *_MOUNTAIN).buffer(2 * _REACH)
    near = water.intersection(line.buffer(_REACH)).difference(lake)
    found = []
    for km in np.arange(0.0, total, WIDTH_STEP):
        reach = _between(line, km - _WINDOW / 2, km + _WINDOW / 2)
        area = near.intersection(reach.buffer(_REACH, cap_style="flat")).area * _METRES**2 * _LON_SCALE
        found.append(area / build_border.length_km(reach) / 1000)
    smooth = np.convolve(np.pad(found, 1, mode="edge"), [0.25, 0.5, 0.25], mode="valid")
    return [round(max(width, _LEAST)) for width in smooth.tolist()]


def _between(line: shapely.LineString, first: float, last: float) -> shapely.LineString:
    """Return a line from one kilometre to another; where it ends before, to its end."""
    corners = np.array(line.coords)
    steps = np.diff(corners, axis=0)
    degrees = np.concatenate([[0.0], np.hypot(*steps.T).cumsum()])
    *_, metres = build_border.ELLIPSOID.inv(*corners[:-1].T, *corners[1:].T)
    kilometres = np.concatenate([[0.0], np.cumsum(metres) / 1000])
    return substring(line, *np.interp([first, last], kilometres, degrees))


def lakes(pieces: BaseGeometry, line: shapely.LineString) -> list[shapely.Polygon]:
    """Return the lakes off the border river, the pieces of each closed to one smooth outline."""
    river = shapely.union_all([_between(line, 0, _MOUNTAIN[0]), _between(line, _MOUNTAIN[1], np.inf)])
    closed = pieces.buffer(_CLOSING, quad_segs=4).buffer(-_CLOSING * 1.12, quad_segs=4)
    rounded = closed.buffer(-_SMOOTHING / 3).buffer(_SMOOTHING).buffer(-_SMOOTHING * 2 / 3)
    whole = [_without_corners(part.exterior) for part in shapely.get_parts(rounded) if not part.is_empty]
    kept = [part for part in whole if part.distance(river) > _BESIDE]
    return [part for part in kept if part.area > (_LEAST_LAKE if part.distance(line) < _NEAR else _LEAST_FAR)]


def _without_corners(ring: shapely.LinearRing) -> shapely.Polygon:
    """Return the area of a ring whose corners are cut again and again, until it is a curve (Chaikin)."""
    corners = np.array(ring.simplify(_SMOOTHING).coords[:-1])
    for _ in range(_CUTS):
        following = np.roll(corners, -1, axis=0)
        cuts = np.stack([0.75 * corners + 0.25 * following, 0.25 * corners + 0.75 * following], axis=1)
        corners = cuts.reshape(-1, 2)
    return shapely.Polygon(corners).buffer(0).simplify(_SMOOTHING / 20)


def rivers(table: Path, line: shapely.LineString) -> list[dict[str, Any]]:
    """Return the tributaries of the table, each as a smooth line that ends at the river that it meets."""
    with table.open(encoding="utf-8", newline="") as rows:
        return [
            {
                "names": [row["en"], row["ko"], row["zh"]],
                "from_zoom": float(row["from_zoom"]),
                "line": [[round(lon, 4), round(lat, 4)] for lon, lat in _smooth(_course(row["course"], line)).coords],
            }
            for row in csv.DictReader(rows)
        ]


def _course(text: str, line: shapely.LineString) -> NDArray[np.float64]:
    points = [tuple(map(float, point.split())) for point in text.split(";")]
    mouth = shapely.Point(points[-1])
    if line.distance(mouth) < _REACH * 3:
        points.append(line.interpolate(line.project(mouth)).coords[0])
    return np.array(points)


def _smooth(points: NDArray[np.float64]) -> shapely.LineString:
    far = np.concatenate([[0.0], np.hypot(*(np.diff(points, axis=0) * [_LON_SCALE, 1]).T).cumsum()])
    stops = np.linspace(0, far[-1], max(int(far[-1] / _STEP), 2))
    return shapely.LineString(PchipInterpolator(far, points)(stops))
