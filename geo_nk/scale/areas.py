"""The areas in which events are counted: counties, the ground beside stretches of the border, and hexagons."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import shape

from geo_nk.border import border_length_km, border_line, stretch_between
from geo_nk.border.metric import projected, unprojected
from geo_nk.data import read_json
from geo_nk.maps.page.areas import edge_m

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["AREAS", "Area", "areas_of", "surest_m"]

Area = Literal["county", "stretch", "hexagon"]

#: What events can be counted by that is an area.
AREAS: Final[tuple[Area, ...]] = ("county", "stretch", "hexagon")

_STRETCH_KM: Final = 50
_BESIDE_M: Final = 30_000.0
_STEP_M: Final = 250.0  # between the points of the border to which the ground is nearest
_RESOLUTION: Final = 5  # of the H3 grid: cells some 17 km across
_WIDER: Final = 0.5  # degrees around all counties
_DIGITS: Final = 9  # decimals of a degree by which corners of neighbours are one


@cache
def areas_of(kind: Area) -> gpd.GeoDataFrame:
    """Return areas that do not overlap.

    Parameters
    ----------
    kind
        ``county``: the cells of counties that the map draws too, which are approximate; or ``stretch``: the ground
        within 30 km of each 50 km of the border, by the first and last kilometre from the mouth of the Yalu. To which
        stretch a point belongs is right to 250 m. Or ``hexagon``: cells of the H3 grid some 17 km across, which the
        map draws too, over all counties and half a degree around them.

    Returns
    -------
    geopandas.GeoDataFrame
        ``area`` (the county's place id, such as ``km 0050-0100``, or the cell of H3) and its geometry, EPSG:4326.
        Shared: not to be changed.

    Examples
    --------
    >>> areas_of("stretch")["area"].tolist()[:2], len(areas_of("county")) > 200
    (['km 0000-0050', 'km 0050-0100'], True)
    """
    names, shapes = {"county": _counties, "stretch": _stretches, "hexagon": _hexagons}[kind]()
    return gpd.GeoDataFrame({"area": names}, geometry=shapes, crs="EPSG:4326")


def _counties() -> tuple[list[str], list[BaseGeometry]]:
    """Return the cells of counties; where two lap over by some metres, the first has the ground."""
    features = read_json("geometry/counties.geojson")["features"]
    shapes = np.array([shape(each["geometry"]) for each in features])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="overlaps")
    for a, b in sorted(zip(first.tolist(), second.tolist(), strict=True)):
        if a < b:
            shapes[b] = shapes[b].difference(shapes[a])
    return [each["properties"]["place_id"] for each in features], list(shapes)


def surest_m(kind: Area) -> int | None:
    """Return how uncertain an event may be and still be counted in an area: as a hexagon's edge is long; None: any.

    Examples
    --------
    >>> surest_m("hexagon"), surest_m("county")
    (9854, None)
    """
    return edge_m(_RESOLUTION) if kind == "hexagon" else None


def _hexagons() -> tuple[list[str], list[BaseGeometry]]:
    import h3  # noqa: PLC0415 - nothing else here needs it

    west, south, east, north = shapely.total_bounds(_counties()[1])
    box = shapely.box(west - _WIDER, south - _WIDER, east + _WIDER, north + _WIDER)
    cells = sorted(h3.geo_to_cells(box, _RESOLUTION))
    corners = ([(round(x, _DIGITS), round(y, _DIGITS)) for y, x in h3.cell_to_boundary(cell)] for cell in cells)
    return cells, [shapely.Polygon(each) for each in corners]


def _stretches() -> tuple[list[str], list[BaseGeometry]]:
    """Give each spot near the border to the stretch whose line is nearest."""
    length = border_length_km()
    ends = [*range(0, int(length), _STRETCH_KM), length]
    pieces = [projected(stretch_between(a, b)) for a, b in pairwise(ends)]
    points = [shapely.get_coordinates(shapely.segmentize(piece, _STEP_M))[1:-1] for piece in pieces]
    owners = np.repeat(np.arange(len(pieces)), [len(each) for each in points])
    near = projected(border_line()).buffer(_BESIDE_M)
    every = shapely.multipoints(np.concatenate(points))
    cells = shapely.get_parts(shapely.voronoi_polygons(every, extend_to=near, ordered=True))
    # Cells share their corners, so that what is united of them does too, and no spot is in two.
    united = [
        unprojected(shapely.coverage_union_all(cells[owners == n]).intersection(near)) for n in range(len(pieces))
    ]
    names = [f"km {a:04.0f}-{b:04.0f}" for a, b in pairwise(ends)]
    return names, united
