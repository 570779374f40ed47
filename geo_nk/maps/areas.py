"""The cells in which the page counts events: hexagons of the H3 grid, and the seats of counties.

An event may be counted in a cell only where it is surer than the cell is large. What is vaguer is counted apart, never
drawn into one cell of many in which it may have happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["RESOLUTIONS", "Hexagons", "county_seats", "hexagons", "honest_resolution"]

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
    return next((each for each in RESOLUTIONS if limit <= _edge_m(each)), RESOLUTIONS[-1])


def hexagons(lon: Sequence[float], lat: Sequence[float], *, resolution: int) -> Hexagons:
    """Return the cells that hold points.

    Parameters
    ----------
    lon, lat
        Degrees; each distinct point once, for this takes a microsecond a point.
    resolution
        Of the H3 grid.

    Returns
    -------
    Hexagons

    Examples
    --------
    >>> found = hexagons([128.18, 128.19, 129.2], [41.4, 41.4, 42.2], resolution=5)
    >>> found.edge_m, found.codes.tolist(), len(found.outlines)
    (9854, [0, 0, 1], 2)
    """
    import h3  # noqa: PLC0415 - only a map needs it

    numbers: dict[str, int] = {}
    cells = (h3.latlng_to_cell(y, x, resolution) for x, y in zip(lon, lat, strict=True))
    codes = np.array([numbers.setdefault(cell, len(numbers)) for cell in cells], dtype="int64")
    outlines = [[(round(x, _DIGITS), round(y, _DIGITS)) for y, x in h3.cell_to_boundary(cell)] for cell in numbers]
    return Hexagons(resolution, round(_edge_m(resolution)), codes, outlines)


def _edge_m(resolution: int) -> float:
    import h3  # noqa: PLC0415 - as above

    return float(h3.average_hexagon_edge_length(resolution, unit="m"))


def county_seats(place_ids: Iterable[object]) -> dict[str, tuple[float, float]]:
    """Return where the seats of the counties lie that hold places.

    Parameters
    ----------
    place_ids
        Of the places; what the shipped gazetteer does not know is passed over.

    Returns
    -------
    dict
        Longitude and latitude in degrees by the county's place id, in alphabetical order; a county whose seat is not
        located is left out.

    Examples
    --------
    >>> county_seats(["kp-ryanggang-hyesan-wiyon-dong", "kp-ryanggang", None])
    {'kp-ryanggang-hyesan': (128.1..., 41.4...)}
    """
    gazetteer = load_gazetteer()
    known = (gazetteer.get(place_id) for place_id in place_ids if isinstance(place_id, str) and place_id in gazetteer)
    counties = (gazetteer.get(county_id) for county_id in sorted({p.county_id for p in known if p.county_id}))
    return {c.place_id: (c.lon, c.lat) for c in counties if c.lon is not None and c.lat is not None}
