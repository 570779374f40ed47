"""The cells in which the page counts events: hexagons of the H3 grid, and counties.

An event may be counted in a cell only where it is surer than the cell is large. What is vaguer is counted apart, never
drawn into one cell of many in which it may have happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from geo_nk.data import read_json
from geo_nk.maps.shared.basemap import pack_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["RESOLUTIONS", "Hexagons", "cell_outline", "county_areas", "edge_m", "hexagons", "honest_resolution"]

#: Resolutions of the H3 grid that may be chosen, the finest first: cells about 6, 17, 45 and 120 km across.
RESOLUTIONS: Final = (6, 5, 4, 3)

#: Share of the events that the cells of a resolution must be able to hold for it to be chosen.
_MOST: Final = 0.8

_DIGITS: Final = 4  # 10 m


@dataclass(frozen=True, slots=True)
class Hexagons:
    """Cells of the H3 grid that hold points.

    Attributes
    ----------
    resolution : int
        Of the grid.
    edge_m : int
        Metres along the edge of a cell on average: what an event's uncertainty may be and still count in a cell.
    codes : numpy.ndarray
        The cell of each point, by its place in `outlines`.
    outlines : list of list
        Corners (lon, lat in degrees) of each cell.
    """

    resolution: int
    edge_m: int
    codes: NDArray[np.int64]
    outlines: list[list[tuple[float, float]]]


def honest_resolution(uncertainty_m: NDArray[np.float64]) -> int:
    """Return the finest of `RESOLUTIONS` whose cells are as large as most events are uncertain.

    Parameters
    ----------
    uncertainty_m
        Metres by which each event may lie elsewhere; NaN counts as 0.

    Returns
    -------
    int

    Examples
    --------
    >>> honest_resolution(np.array([5000.0, 6000.0, 6000.0, 6000.0, 6000.0, 60000.0]))
    5
    """
    if not len(uncertainty_m):
        return RESOLUTIONS[0]
    limit = np.quantile(np.nan_to_num(uncertainty_m), _MOST, method="inverted_cdf")
    return next((each for each in RESOLUTIONS if limit <= edge_m(each)), RESOLUTIONS[-1])


def hexagons(lon: Sequence[float], lat: Sequence[float], *, resolution: int) -> list[Hexagons]:
    """Return the cells that hold points, in a grid and in each coarser one.

    Parameters
    ----------
    lon, lat
        Degrees; each distinct point once, for this takes a microsecond a point and grid.
    resolution
        Of the finest grid, one of `RESOLUTIONS`.

    Returns
    -------
    list of Hexagons
        The finest first. A page that shows all of the border draws a coarser one, whose cells can be seen.

    Examples
    --------
    >>> finest, *coarser = hexagons([128.18, 128.19, 129.2], [41.4, 41.4, 42.2], resolution=5)
    >>> finest.edge_m, finest.codes.tolist(), len(finest.outlines)
    (9854, [0, 0, 1], 2)
    >>> [grid.resolution for grid in coarser]
    [4, 3]
    """
    return [_grid(lon, lat, each) for each in RESOLUTIONS[RESOLUTIONS.index(resolution) :]]


def _grid(lon: Sequence[float], lat: Sequence[float], resolution: int) -> Hexagons:
    import h3  # noqa: PLC0415 - only a map needs it

    numbers: dict[str, int] = {}
    # Not the parents of finer cells, which do not hold all of them.
    cells = (h3.latlng_to_cell(y, x, resolution) for x, y in zip(lon, lat, strict=True))
    codes = np.array([numbers.setdefault(cell, len(numbers)) for cell in cells], dtype="int64")
    return Hexagons(resolution, edge_m(resolution), codes, [cell_outline(cell) for cell in numbers])


def cell_outline(cell: str) -> list[tuple[float, float]]:
    """Return the corners (lon, lat in degrees) of a cell of the H3 grid.

    Examples
    --------
    >>> cell_outline("853142affffffff")[0]
    (128.3335, 41.4322)
    """
    import h3  # noqa: PLC0415 - as above

    return [(round(x, _DIGITS), round(y, _DIGITS)) for y, x in h3.cell_to_boundary(cell)]


def edge_m(resolution: int) -> int:
    """Return the metres along the edge of a cell of the H3 grid, on average.

    Examples
    --------
    >>> edge_m(5)
    9854
    """
    import h3  # noqa: PLC0415 - as above

    return round(float(h3.average_hexagon_edge_length(resolution, unit="m")))


@cache
def county_areas() -> dict[str, list[list[int]]]:
    """Return the cells of counties, packed for the page.

    Returns
    -------
    dict
        Rings as `geo_nk.maps.shared.basemap.pack_line` returns them by the county's place id, in alphabetical order.
        They are approximate: see ``gazetteer/build_counties.py``. Shared: not to be changed.

    Examples
    --------
    >>> len(county_areas()["kp-ryanggang-hyesan"][0]) > 8
    True
    """
    features = read_json("geometry/counties.geojson")["features"]
    return {
        feature["properties"]["place_id"]: [
            pack_line(ring) for polygon in feature["geometry"]["coordinates"] for ring in polygon
        ]
        for feature in features
    }
