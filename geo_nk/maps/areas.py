"""Events counted by area: hexagons of a grid, and the counties that their places lie in.

An event belongs to a cell only where it is surer than the cell is large. What is vaguer is counted apart, never drawn
into one cell of many in which it may have happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_nk.gazetteer import load_gazetteer
from geo_nk.maps.tongues import tongues

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo_nk.gazetteer import Gazetteer

__all__ = ["RESOLUTIONS", "Counties", "Hexagons", "counties", "hexagons"]

#: Resolutions of the H3 grid that may be chosen, the finest first: cells 6, 17, 45 and 120 km across.
RESOLUTIONS: Final = (6, 5, 4, 3)

#: Share of the events that the cells of a resolution must be able to hold for it to be chosen.
_MOST: Final = 0.8

_DIGITS: Final = 4  # 10 m
Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Hexagons:
    """Events by cell of the H3 grid.

    Attributes
    ----------
    resolution : int
        Of the grid.
    edge_m : int
        Metres along the edge of a cell on average: what an event's uncertainty may be and still count in a cell.
    cells : list of (str or None)
        For each event the id of its cell; None where it is vaguer than a cell or not placed.
    outlines : dict of str to list
        Corners (lon, lat in degrees) of each cell that is used, by its id.
    """

    resolution: int
    edge_m: int
    cells: list[str | None]
    outlines: dict[str, list[Position]]


@dataclass(frozen=True, slots=True)
class Counties:
    """Events by county.

    Attributes
    ----------
    ids : list of (str or None)
        For each event the place id of its county; None where it is vaguer than a county or its place has none.
    seats : dict of str to list
        By place id: names (see `geo_nk.maps.tongues.tongues`), and longitude and latitude of the seat in degrees.
    """

    ids: list[str | None]
    seats: dict[str, list[Any]]


def hexagons(spots: Sequence[Position | None], uncertainty_m: Sequence[float | None]) -> Hexagons:
    """Return the cells of events, of a size that is honest for most of them.

    Parameters
    ----------
    spots
        Longitude and latitude in degrees of each event that names a spot; None for one that does not.
    uncertainty_m
        Metres by which each may lie elsewhere; None counts as 0.

    Returns
    -------
    Hexagons

    Examples
    --------
    >>> found = hexagons([(128.18, 41.4), None], [6000.0, None])
    >>> found.resolution, found.edge_m, found.cells
    (5, 9854, ['...', None])
    """
    import h3  # noqa: PLC0415 - only a map needs it

    edges = {resolution: h3.average_hexagon_edge_length(resolution, unit="m") for resolution in RESOLUTIONS}
    radii = [metres or 0.0 for metres in uncertainty_m]
    known = sorted(radius for spot, radius in zip(spots, radii, strict=True) if spot)
    limit = known[min(int(_MOST * len(known)), len(known) - 1)] if known else 0.0
    resolution = next((each for each in RESOLUTIONS if limit <= edges[each]), RESOLUTIONS[-1])
    distinct = {spot for spot in spots if spot}
    cell_of = {spot: h3.latlng_to_cell(spot[1], spot[0], resolution) for spot in sorted(distinct)}
    cells = [
        cell_of[spot] if spot and radius <= edges[resolution] else None
        for spot, radius in zip(spots, radii, strict=True)
    ]
    outlines = {cell: _outline(h3.cell_to_boundary(cell)) for cell in sorted({cell for cell in cells if cell})}
    return Hexagons(resolution, round(edges[resolution]), cells, outlines)


def _outline(corners: Iterable[Sequence[float]]) -> list[Position]:
    return [(round(lon, _DIGITS), round(lat, _DIGITS)) for lat, lon in corners]


def counties(place_ids: Sequence[str | None], *, gazetteer: Gazetteer | None = None) -> Counties:
    """Return the county in which the place of each event lies.

    Parameters
    ----------
    place_ids
        Of the events' places.
    gazetteer
        That holds the places; the one that ships with geo_nk where None.

    Returns
    -------
    Counties

    Examples
    --------
    >>> found = counties(["kp-ryanggang-hyesan-wiyon-dong", "kp-ryanggang", None])
    >>> found.ids, found.seats["kp-ryanggang-hyesan"][0][0]
    (['kp-ryanggang-hyesan', None, None], 'Hyesan')
    """
    asked = gazetteer if gazetteer is not None else load_gazetteer()
    county_of = {place_id: _county(place_id, asked) for place_id in set(place_ids)}
    seats: dict[str, list[Any]] = {}
    for county_id in sorted({county_id for county_id in county_of.values() if county_id}):
        county = asked.get(county_id)
        seats[county_id] = [tongues(county_id, name=county.name), county.lon, county.lat]
    return Counties([county_of[place_id] for place_id in place_ids], seats)


def _county(place_id: str | None, gazetteer: Gazetteer) -> str | None:
    """Return the county of a place where both are known and the county has a seat."""
    if place_id is None or place_id not in gazetteer:
        return None
    county_id = gazetteer.get(place_id).county_id
    return county_id if county_id in gazetteer and gazetteer.get(str(county_id)).located else None
