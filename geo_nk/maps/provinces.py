"""The provinces, fitted to the border.

Their outlines and the border come from different sources and part by up to some kilometres, which shows as soon as a
reader looks at one town. The border is the better line, so the provinces are cut off at it and grown up to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from geo_nk.border import border_line
from geo_nk.data import read_json

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["fitted_provinces"]

# Far enough out at sea that the border and these corners enclose all of the country, and nothing north of the border.
_SOUTHERN_CORNERS = ((132.5, 42.0), (132.5, 36.0), (122.0, 36.0), (122.0, 39.5))
_BAND = 0.15  # degrees to the south of the border in which a gap can lie
_TOUCH = 0.002  # degrees within which a gap counts as touching a province
_STEP = 0.0005  # degrees, 50 m: what two outlines may differ by and still be drawn as one


def fitted_provinces() -> list[tuple[dict[str, Any], BaseGeometry]]:
    """Return each province with its outline, cut and grown to the border.

    Returns
    -------
    list of (dict, shapely geometry)
        The properties of the feature (``place_id``, ``name``) and its area in longitude and latitude.

    Examples
    --------
    >>> hyesan = shapely.Point(128.178, 41.403)
    >>> [properties["name"] for properties, area in fitted_provinces() if area.distance(hyesan) < 0.01]
    ['Ryanggang']
    """
    features = read_json("geometry/provinces.geojson")["features"]
    line = border_line()
    side = shapely.Polygon([*line.coords, *_SOUTHERN_CORNERS]).buffer(0)
    areas = [shape(feature["geometry"]).buffer(0) for feature in features]
    band = shapely.simplify(line, _BAND / 10).buffer(_BAND, quad_segs=2)
    gaps = band.intersection(side).intersection(_land()).difference(shapely.union_all(areas))
    parts: list[list[BaseGeometry]] = [[area] for area in areas]
    for gap in shapely.get_parts(gaps):
        near = gap.buffer(_TOUCH, quad_segs=1)
        shared = [near.intersection(area).area for area in areas]
        if max(shared) > 0:
            parts[shared.index(max(shared))].append(gap.buffer(_STEP / 5, quad_segs=1))
    fitted = [shapely.union_all(part).intersection(side) for part in parts]
    return [(feature["properties"], _surface(area)) for feature, area in zip(features, fitted, strict=True)]


def _land() -> BaseGeometry:
    land = shapely.MultiPolygon(
        [shapely.Polygon(part[0], part[1:]) for part in read_json("geometry/basemap.json")["land"]]
    )
    return land.buffer(0)


def _surface(area: BaseGeometry) -> BaseGeometry:
    """Return an area without the points and lines that cutting leaves, and without holes too small to see."""
    polygons = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and part.area > _STEP**2]
    whole = [
        shapely.Polygon(part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area > _STEP])
        for part in polygons
    ]
    return shapely.MultiPolygon(whole)
