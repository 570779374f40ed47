"""Draw a place coarser: at the seat of its county, or at the middle of a fixed cell where no county is known.

Nothing is random, so that many releases cannot be averaged; and the cells are fixed once, so that two releases cannot
be compared. The radius doubles until it holds the place as it was, and so says little of where in it that lay.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geo_nk.gazetteer.footprint import footprint
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    from geo_nk.gazetteer import Gazetteer, Place

__all__ = ["PLACE_STEPS", "Spot", "coarsened"]

#: The steps that a level may name, from the finest.
PLACE_STEPS: Final = ("exact", "as_reported", "county", "province")

COUNTY_M: Final = 15_000.0
"""Smallest radius of a place that is given as a county."""

_FINE_CELL, _COARSE_CELL = 0.01, 0.25  # degrees: about 1 km, and about the extent of a county
_FAR = 4.0  # county radii from the seat beyond which a point and the name of its place do not belong together
_AREAS = ("province", "linear", "region")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event is, as far as its row says.

    Attributes
    ----------
    lon, lat : float or None
        Degrees; None where there is no point.
    uncertainty_m : float or None
        Radius in metres.
    place_id, place_name, place_kind, geo_precision, match_method : str or None
        As in the event table.
    """

    lon: float | None
    lat: float | None
    uncertainty_m: float | None = None
    place_id: str | None = None
    place_name: str | None = None
    place_kind: str | None = None
    geo_precision: str | None = None
    match_method: str | None = None


def coarsened(spot: Spot, gazetteer: Gazetteer, *, step: str) -> Spot:
    """Return a place no finer than a step.

    Parameters
    ----------
    spot
        The place as it is known.
    gazetteer
        Says which county holds it.
    step
        ``exact``; ``as_reported`` (the gazetteer's own point of the place that is named, never another, whatever the
        row says of how it was found); ``county``; ``province`` (of what lies in none, nothing is left).

    Returns
    -------
    Spot

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> there = Spot(129.18051, 42.19733, 50.0, "kp-north-hamgyong-musan", "Musan", "county", "exact", "given")
    >>> coarse = coarsened(there, load_gazetteer(), step="county")
    >>> coarse.place_name, coarse.uncertainty_m, (coarse.lon, coarse.lat) != (there.lon, there.lat)
    ('Musan', 33400.0, True)
    """
    if step == "exact":
        return spot
    place = gazetteer.get(spot.place_id) if spot.place_id and spot.place_id in gazetteer else None
    if step == "province":
        area = _province(place, gazetteer)
        return Spot(None, None) if area is None else replace(_as_area(spot, area, gazetteer), lon=None, lat=None)
    if spot.lon is None or spot.lat is None:
        return _without_point(spot, place, gazetteer, step)
    if step == "as_reported":
        named = None if place is None else _around(spot, place, gazetteer, at_least_m=0.0)
        return named or _cell(spot, _FINE_CELL, place)
    county = None if place is None else _county(place, gazetteer)
    named = None if county is None else _around(spot, county, gazetteer, at_least_m=COUNTY_M)
    return named or _cell(spot, _COARSE_CELL, None)


def _without_point(spot: Spot, place: Place | None, gazetteer: Gazetteer, step: str) -> Spot:
    """Keep an area or a line that the gazetteer knows; of anything else its county, or only that it has no point."""
    ground = None if place is None else footprint(place, gazetteer)
    if step == "county" and place is not None and ground is not None and ground.geo_precision not in _AREAS:
        place = _county(place, gazetteer)
    return _as_area(spot, place, gazetteer)


def _as_area(spot: Spot, place: Place | None, gazetteer: Gazetteer) -> Spot:
    """Return what is known of a spot that is given as a place without a point of its own."""
    ground = None if place is None else footprint(place, gazetteer)
    return replace(
        spot,
        uncertainty_m=None if ground is None else ground.uncertainty_m,
        place_id=None if place is None else place.place_id,
        place_name=None if place is None else place.name,
        place_kind=None if place is None else place.kind,
        geo_precision=spot.geo_precision if ground is None else ground.geo_precision,
    )


def _province(place: Place | None, gazetteer: Gazetteer) -> Place | None:
    """Return the province that a place lies in, or the place where it is as large: a river, a region."""
    if place is None or footprint(place, gazetteer).geo_precision in _AREAS:
        return place
    if place.province_id is None or place.province_id not in gazetteer:
        return None
    return gazetteer.get(place.province_id)


def _county(place: Place, gazetteer: Gazetteer) -> Place | None:
    """Return the county, city or district of the second order that a place is, or lies in."""
    if place.county_id is None or place.county_id not in gazetteer:
        return None
    return gazetteer.get(place.county_id)


def _around(spot: Spot, place: Place, gazetteer: Gazetteer, *, at_least_m: float) -> Spot | None:
    """Return the place of the gazetteer with a radius that holds the spot; None where it lies far from it."""
    ground = footprint(place, gazetteer)
    if ground.lon is None or ground.lat is None or spot.lon is None or spot.lat is None:
        return None
    smallest = max(ground.uncertainty_m or 0.0, at_least_m)
    away = great_circle_m(spot.lon, spot.lat, ground.lon, ground.lat)
    if away > _FAR * smallest:
        return None
    precision = (
        spot.geo_precision if spot.geo_precision in _AREAS else ("county" if at_least_m else ground.geo_precision)
    )
    return replace(
        spot,
        lon=ground.lon,
        lat=ground.lat,
        uncertainty_m=_doubled(smallest, away + (spot.uncertainty_m or 0.0)),
        place_id=place.place_id,
        place_name=place.name,
        place_kind=place.kind,
        geo_precision=precision,
    )


def _cell(spot: Spot, degrees: float, place: Place | None) -> Spot:
    """Return the middle of the fixed cell that holds the spot."""
    lon, lat = (_middle(value or 0.0, degrees) for value in (spot.lon, spot.lat))
    corner = great_circle_m(lon, lat, lon + degrees / 2, max(abs(lat) - degrees / 2, 0.0) * math.copysign(1.0, lat))
    precision = spot.geo_precision if spot.geo_precision in _AREAS else ("county" if degrees == _COARSE_CELL else None)
    return replace(
        spot,
        lon=lon,
        lat=lat,
        uncertainty_m=_doubled(math.ceil(corner / 100) * 100.0, corner + (spot.uncertainty_m or 0.0)),
        place_id=None if place is None else place.place_id,
        place_name=None if place is None else place.name,
        place_kind=None if place is None else place.kind,
        geo_precision=precision or spot.geo_precision,
    )


def _middle(value: float, degrees: float) -> float:
    return round((math.floor(round(value / degrees, 9)) + 0.5) * degrees, 6)


def _doubled(radius_m: float, least_m: float) -> float:
    while radius_m < least_m:
        radius_m *= 2
    return radius_m
