"""Draw the counties as areas: approximate cells, for no published outlines may be passed on.

Each county holds the ground that is nearest to its seat and to the other places known to lie in it, inside the outline
of its province, on its own side of the border. How near counts by a weight that is found so that the cell is as large
as the county is known to be (a power diagram, ``lexicon/places/unit_extents.csv``). Chinese counties, whose size is
not among the data, share a band along the border in cells of equal weight. The outlines are good for shading a map, not
for saying on which side of a county's border a village lies.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from geo_nk.border import border_line
from geo_nk.data import read_json, read_table
from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo_nk.gazetteer.place import Place

__all__ = ["counties", "text"]

_KM: Final = 111.32  # of a degree of latitude
_SPACING: Final = 1.0  # km between the points at which areas are measured
_FINE: Final = 0.35  # km, where units are as small as the districts of a city
_FINE_BELOW: Final = 60.0  # km2 of the least unit of a province
_ROUNDS: Final = 400
_DAMPING: Final = 0.25
_PROJECTIONS: Final = 6
_KEPT: Final = 0.8  # share of the squared distance between two seats that their weights may differ by
_TOLERANCE: Final = 0.004  # degrees by which outlines may be simplified
_DIGITS: Final = 3
_CHINESE_REACH: Final = 0.8  # degrees from the border within which Chinese seats are taken
_CHINESE_BAND: Final = 0.4  # degrees of ground along the border that is shared out among them
_SETTLED: Final = frozenset(
    {"bridge", "city", "county", "crossing", "customs", "district", "market", "neighbourhood", "ri", "station", "town",
     "workers_district"}
)  # fmt: skip
_EAST: Final = ((135.0, 46.5), (135.0, 42.0))  # beyond the border of China and Russia


@dataclass(frozen=True, slots=True)
class _Sites:
    """Places that stand for units: where each lies in km, the number of its unit, and which of them is the seat."""

    x: NDArray[np.float64]
    unit: NDArray[np.int64]
    seat: NDArray[np.int64]


def text() -> str:
    """Return `counties` as the text of a file."""
    return json.dumps(counties(), ensure_ascii=False, separators=(",", ":")) + "\n"


def counties() -> dict[str, Any]:
    """Return the cells as a GeoJSON feature collection, by place id.

    Returns
    -------
    dict
    """
    areas = {**_korean(), **_chinese()}
    features = [
        {"type": "Feature", "properties": {"place_id": place_id}, "geometry": mapping(area)}
        for place_id, area in sorted(areas.items())
    ]
    return {
        "type": "FeatureCollection",
        "name": "Approximate cells of counties; not their surveyed outlines",
        "licence": "ODbL 1.0",
        "features": features,
    }


def _korean() -> dict[str, BaseGeometry]:
    gazetteer = load_gazetteer()
    sizes = {row["place_id"]: float(row["area_km2"]) for row in read_table("lexicon/places/unit_extents.csv")}
    provinces = [shape(feature["geometry"]) for feature in read_json("geometry/provinces.geojson")["features"]]
    held: dict[int, list[Place]] = {}
    for place_id in sizes:
        place = gazetteer.get(place_id)
        point = shapely.Point(place.lon, place.lat)
        # Units whose province has changed lie where they lie in the outlines.
        held.setdefault(int(np.argmin([province.distance(point) for province in provinces])), []).append(place)
    cells: dict[str, BaseGeometry] = {}
    for k, units in sorted(held.items()):
        cells |= _cells(provinces[k], units, [sizes[unit.place_id] for unit in units])
    return cells


def _chinese() -> dict[str, BaseGeometry]:
    line = border_line()
    near = [
        place
        for place in load_gazetteer()
        if place.country == "CN"
        and place.county_id == place.place_id
        and place.lon is not None
        and line.distance(shapely.Point(place.lon, place.lat)) < _CHINESE_REACH
    ]
    land = shapely.union_all(
        [shapely.Polygon(ring[0]).buffer(0) for ring in read_json("geometry/basemap.json")["land"]]
    )
    ours = shapely.union_all([shape(f["geometry"]) for f in read_json("geometry/provinces.geojson")["features"]])
    russian = [(float(row["lon"]), float(row["lat"])) for row in read_table("lexicon/places/china_russia_border.csv")]
    russia = shapely.Polygon([line.coords[-1], *russian, *_EAST]).buffer(0)
    band = shapely.simplify(line, _CHINESE_BAND / 20).buffer(_CHINESE_BAND, cap_style="flat")
    cells = _cells(band.intersection(land).difference(ours.buffer(0.002)).difference(russia), near, None)
    seats = {p.place_id: shapely.Point(p.lon, p.lat) for p in near}
    # A corner of the ground of a seat beyond the band would look like all of it.
    return {place_id: area for place_id, area in cells.items() if area.distance(seats[place_id]) < _TOLERANCE}


def _cells(domain: BaseGeometry, units: Sequence[Place], sizes: Sequence[float] | None) -> dict[str, BaseGeometry]:
    """Share a domain out among units; `sizes` in km2, or None for cells of equal weight."""
    lon, lat = domain.centroid.coords[0]
    scale = np.array([_KM * np.cos(np.radians(lat)), _KM])
    origin = np.array([lon, lat])
    sites = _sites(units, origin, scale)
    weights = np.zeros(len(units))
    if sizes is not None and len(units) > 1:
        weights = _weights(_samples(domain, origin, scale, min(sizes)), sites, np.array(sizes))
    parts: list[list[BaseGeometry]] = [[] for _ in units]
    west, south, east, north = domain.bounds
    frame = (np.array([(west, south), (east, south), (east, north), (west, north)]) - origin) * scale
    for site in range(len(sites.x)):
        corners = _cell(frame, site, sites, weights)
        if len(corners):
            parts[sites.unit[site]].append(shapely.Polygon(corners / scale + origin))
    whole = [shapely.union_all(part).intersection(domain) for part in parts]
    return dict(zip((unit.place_id for unit in units), _simplified(whole), strict=True))


def _sites(units: Sequence[Place], origin: NDArray[np.float64], scale: NDArray[np.float64]) -> _Sites:
    number = {unit.place_id: k for k, unit in enumerate(units)}
    members = [
        (place.lon, place.lat, number[place.county_id], place.place_id == place.county_id)
        for place in load_gazetteer()
        if place.county_id in number
        and place.lon is not None
        and place.lat is not None
        and (place.place_id == place.county_id or place.kind in _SETTLED)
    ]
    known = {(lon, lat): None for lon, lat, _, seat in members if seat}
    kept = [m for m in members if m[3] or (m[0], m[1]) not in known]
    seat = np.array([next(i for i, m in enumerate(kept) if m[3] and m[2] == k) for k in range(len(units))])
    x = (np.array([m[:2] for m in kept], dtype=float) - origin) * scale
    return _Sites(x, np.array([m[2] for m in kept]), seat)


def _samples(
    domain: BaseGeometry, origin: NDArray[np.float64], scale: NDArray[np.float64], least: float
) -> NDArray[np.float64]:
    """Return points spread evenly over a domain, in km."""
    step = _FINE if least < _FINE_BELOW else _SPACING
    west, south, east, north = domain.bounds
    lons = np.arange(west, east, step / scale[0])
    lats = np.arange(south, north, step / scale[1])
    x, y = (grid.ravel() for grid in np.meshgrid(lons, lats))
    inside = shapely.contains_xy(domain, x, y)
    return np.asarray((np.column_stack([x, y])[inside] - origin) * scale)


def _weights(points: NDArray[np.float64], sites: _Sites, sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weight of each unit at which its cell is as large as it should be, each seat still in its own."""
    # What all share is the whole domain, whatever the sources of the sizes say.
    share = sizes / sizes.sum()
    near = np.full((len(points), len(sizes)), np.inf, dtype="float32")
    for site, unit in enumerate(sites.unit):
        away = ((points - sites.x[site]) ** 2).sum(axis=1)
        np.minimum(near[:, unit], away, out=near[:, unit])
    km2 = sizes.sum()
    seats = sites.x[sites.seat]
    apart = np.full((len(seats), len(seats)), np.inf)
    for site, unit in enumerate(sites.unit):
        np.minimum(apart[:, unit], _KEPT * ((seats - sites.x[site]) ** 2).sum(axis=1), out=apart[:, unit])
    weights = np.zeros(len(sizes))
    for _ in range(_ROUNDS):
        held = np.bincount(np.argmin(near - weights, axis=1), minlength=len(sizes)) / len(points)
        weights += _DAMPING * km2 * (share - held) / np.pi
        for _ in range(_PROJECTIONS):
            over = np.maximum(weights[None] - weights[:, None] - apart, 0)
            np.fill_diagonal(over, 0)
            weights += over.max(axis=1) / 2 - over.max(axis=0) / 2
    return weights


def _cell(frame: NDArray[np.float64], site: int, sites: _Sites, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the corners of what is nearer to a site than to those of any other unit; none where there is nothing."""
    corners = frame
    own, unit = sites.x[site], sites.unit[site]
    others = np.flatnonzero((sites.unit != unit) | (np.arange(len(sites.x)) != site))
    for other in others[np.argsort(((sites.x[others] - own) ** 2).sum(axis=1))]:
        towards = sites.x[other] - own
        if not towards.any():
            continue
        # Nearer to the site: 2 p.(other - own) <= |other|2 - |own|2 + w(own) - w(other)
        bound = (sites.x[other] ** 2).sum() - (own**2).sum() + weights[unit] - weights[sites.unit[other]]
        corners = _clipped(corners, 2 * corners @ towards - bound)
        if len(corners) < 3:  # noqa: PLR2004 - no polygon
            return corners[:0]
    return corners


def _clipped(corners: NDArray[np.float64], beyond: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what of a convex polygon lies where `beyond`, which is linear, is not above 0."""
    if (beyond <= 0).all():
        return corners
    kept: list[NDArray[np.float64]] = []
    for k in range(len(corners)):
        a, b = corners[k - 1], corners[k]
        da, db = beyond[k - 1], beyond[k]
        if (da > 0) != (db > 0):
            kept.append(a + (b - a) * da / (da - db))
        if db <= 0:
            kept.append(b)
    return np.array(kept).reshape(-1, 2)


def _simplified(areas: Sequence[BaseGeometry]) -> Iterable[BaseGeometry]:
    """Return outlines with fewer corners, neighbours still sharing theirs."""
    exact = [shapely.set_precision(area, 1e-6) for area in areas]
    for area in shapely.coverage_simplify(exact, _TOLERANCE):
        if area.is_empty:
            yield area
            continue
        polygons = [p for p in shapely.get_parts(shapely.set_precision(area, 10**-_DIGITS)) if p.geom_type == "Polygon"]
        largest = max(p.area for p in polygons)
        yield shapely.MultiPolygon([p for p in polygons if p.area > largest / 200])
