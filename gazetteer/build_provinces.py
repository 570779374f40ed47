"""Fit the provinces to the border and choose where the name of each stands.

Their outlines and the border come from different sources and part by up to some kilometres, which shows as soon as a
reader looks at one town. The border is the better line, so the provinces are cut off at it and grown up to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

__all__ = ["fitted", "inner_lines", "label_position", "side", "with_shore"]

# Far enough out at sea that the border and these corners enclose all of the country, and nothing north of the border.
_SOUTHERN_CORNERS = ((132.5, 42.0), (132.5, 36.0), (122.0, 36.0), (122.0, 39.5))
_BAND = 0.15  # degrees to the south of the border in which a gap can lie
_TOUCH = 0.002  # degrees within which a gap counts as touching a province
_STEP = 0.0005  # degrees, 50 m: what two outlines may differ by and still be drawn as one


def fitted(
    areas: Sequence[BaseGeometry], line: shapely.LineString, land: BaseGeometry
) -> list[shapely.Polygon | shapely.MultiPolygon]:
    """Return the areas of provinces, cut and grown to the border `line`; all in degrees (lon, lat)."""
    ours = side(line)
    whole = [area.buffer(0) for area in areas]
    band = shapely.simplify(line, _BAND / 10).buffer(_BAND, quad_segs=2)
    gaps = band.intersection(ours).intersection(land.buffer(0)).difference(shapely.union_all(whole))
    parts: list[list[BaseGeometry]] = [[area] for area in whole]
    for gap in shapely.get_parts(gaps):
        near = gap.buffer(_TOUCH, quad_segs=1)
        shared = [near.intersection(area).area for area in whole]
        if max(shared) > 0:
            parts[shared.index(max(shared))].append(gap.buffer(_STEP / 5, quad_segs=1))
    return [_surface(shapely.union_all(part).intersection(ours)) for part in parts]


def with_shore(
    area: BaseGeometry, line: shapely.LineString, shore: BaseGeometry, within: BaseGeometry
) -> shapely.Polygon | shapely.MultiPolygon:
    """Return the area of a province that holds all of our bank `within` a box, with the finer `shore` there."""
    return _surface(shapely.union_all([area.difference(within), shore.intersection(side(line))]))


def side(line: shapely.LineString) -> BaseGeometry:
    """Return all that lies on the side of the DPRK."""
    return shapely.Polygon([*line.coords, *_SOUTHERN_CORNERS]).buffer(0)


def inner_lines(areas: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the lines between provinces, without coast and border."""
    edge = shapely.union_all([area.buffer(_TOUCH, quad_segs=1) for area in areas]).boundary
    lines = shapely.union_all([area.boundary for area in areas]).difference(edge.buffer(_TOUCH * 6, quad_segs=1))
    return shapely.line_merge(lines).simplify(_STEP)


def label_position(area: BaseGeometry) -> tuple[float, float]:
    """Return the point inside an area that is farthest from its edge, in degrees (lon, lat)."""
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    lon, lat = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
    return round(lon, 3), round(lat, 3)


def _surface(area: BaseGeometry) -> shapely.Polygon | shapely.MultiPolygon:
    """Return an area without the points and lines that cutting leaves, and without holes too small to see."""
    polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and part.area > _STEP**2]
    whole = [
        shapely.Polygon(part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area > _STEP])
        for part in polygons
    ]
    return whole[0] if len(whole) == 1 else shapely.MultiPolygon(whole)
