"""What each relation to a place means on the ground.

Each function returns None where its words say nothing of such a place ("the upper Hyesan"), and a ground without
geometry where they do but it cannot be said where that is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geo_nk.border.line import border_length_km, stretch_between
from geo_nk.border.measure import along_and_off
from geo_nk.border.metric import projected, unprojected
from geo_nk.border.sides import side_area
from geo_nk.gazetteer import shapes
from geo_nk.gazetteer.feature_classes import is_object
from geo_nk.gazetteer.footprint import Footprint, footprint
from geo_nk.gazetteer.place import distance_m

if TYPE_CHECKING:
    from shapely import LineString
    from shapely.geometry.base import BaseGeometry

    from geo_nk.border.near_words import Heard
    from geo_nk.gazetteer import Gazetteer, Place

__all__ = ["Ground", "along_stream", "away", "between", "border_of", "near", "opposite", "reach_of", "toward", "within"]

ON_BORDER_M = 25_000.0
"""Metres from the border within which the seat of a unit on the border lies: that of Sakju is 20 km off."""

FACING_M = 10_000.0
"""Metres between places that face each other. Farther off is the seat of a county whose land lies opposite."""

BANK_M = 5_000.0
OUTLINE_M = 1_000.0  # by which the border line and an area made of it may be off
_SEAT_KM = 15.0  # of border to each side of a place that has none listed
_GUESSED = 0.1  # of a length in a report: "about 10 km" is told in round numbers
_SIMPLE_M = 100.0
_RIVERS = ("river-yalu", "river-tumen")
_REMEMBERED = 256  # bands, and as many discs: reports name the same border areas again and again
_SETTLEMENT_M, _COUNTY_M = 10_000.0, 25_000.0


class Ground(NamedTuple):
    """A geometry in degrees (lon, lat) or None, metres around it, a precision, and the reason in words.

    `stretch_km` is the part of the border it is or lies along, by its kilometres, where it is no point.
    """

    geometry: BaseGeometry | None
    uncertainty_m: float | None
    geo_precision: str
    reason: str
    stretch_km: tuple[float, float] | None = None


class _Foot(NamedTuple):
    """A place by the border: the kilometre nearest to it, and metres to there."""

    km: float
    off_m: float


def near(words: Heard, place: Place, gazetteer: Gazetteer) -> Ground | None:
    """Return what lies near a place, or on its outskirts."""
    ground = footprint(place, gazetteer)
    course = shapes.shape_of(place.place_id) if ground.geo_precision == "linear" else None
    if course is not None:
        radius = words.word.distance_m or BANK_M
        return Ground(course, radius, "linear", f"near the {place.name}", ground.stretch_km)
    if ground.uncertainty_m is None or ground.lon is None:
        return _nowhere(words, place, ground)
    return _disc(ground.lon, ground.lat, ground.uncertainty_m * words.word.factor, f"near {place.name}")


def within(words: Heard, place: Place, gazetteer: Gazetteer) -> Ground | None:
    """Return what lies within so many kilometres of a place."""
    ground = footprint(place, gazetteer)
    if ground.lon is None or words.length_m is None:
        return _nowhere(words, place, ground)
    radius = words.length_m + (ground.uncertainty_m or 0.0)
    return _disc(ground.lon, ground.lat, radius, f"within {_km(words.length_m)} of {place.name}")


def away(words: Heard, place: Place, gazetteer: Gazetteer) -> Ground | None:
    """Return what lies so many kilometres from a place, in any direction."""
    ground = footprint(place, gazetteer)
    if ground.lon is None or words.length_m is None:
        return _nowhere(words, place, ground)
    radius = words.length_m * (1 + _GUESSED) + (ground.uncertainty_m or 0.0)
    return _disc(ground.lon, ground.lat, radius, f"{_km(words.length_m)} from {place.name}, in any direction")


def toward(words: Heard, place: Place, gazetteer: Gazetteer) -> Ground | None:
    """Return what lies north of a place, perhaps by so many kilometres."""
    ground = footprint(place, gazetteer)
    if ground.lon is None or ground.lat is None:
        return _nowhere(words, place, ground)
    length = words.length_m or words.word.distance_m
    lon, lat = shapes.moved(ground.lon, ground.lat, words.word.bearing, length)
    # "North" is told by eye, half a quarter to each side: at a length, that is two fifths of it.
    radius = max(length / 2 if words.length_m else length, ground.uncertainty_m or 0.0)
    return _disc(lon, lat, radius, f"{_said(words)} {place.name}")


def opposite(words: Heard, place: Place, gazetteer: Gazetteer) -> Ground | None:
    """Return what lies across the river from a place: the place that is listed there, else the bank."""
    facing = sorted((distance_m(place, other), other.place_id) for other in _facing(place, gazetteer) if other.located)
    if facing and facing[0][0] <= FACING_M:
        other = gazetteer.get(facing[0][1])
        ground = footprint(other, gazetteer)
        if ground.lon is not None:
            return _disc(ground.lon, ground.lat, ground.uncertainty_m or 0.0, f"opposite {place.name}: {other.name}")
    foot = _foot(place, gazetteer)
    if foot is None:
        return _nowhere(words, place, footprint(place, gazetteer))
    lon, lat = shapes.interpolated(np.array(foot.km))
    return _disc(float(lon), float(lat), max(BANK_M, foot.off_m), f"opposite {place.name}: the other bank")


def between(one: Place, other: Place, gazetteer: Gazetteer) -> Ground | None:
    """Return what lies between two places: the border, where both lie on it."""
    said = f"between {one.name} and {other.name}"
    feet = [_foot(place, gazetteer) for place in (one, other)]
    if feet[0] is not None and feet[1] is not None and feet[0].km != feet[1].km:
        km_a, km_b = feet[0].km, feet[1].km
        radius = max(feet[0].off_m, feet[1].off_m, BANK_M)
        reason = f"{said}: the border from kilometre {km_a:.0f} to {km_b:.0f}"
        return Ground(stretch_between(km_a, km_b), radius, "linear", reason, (min(km_a, km_b), max(km_a, km_b)))
    first, last = footprint(one, gazetteer), footprint(other, gazetteer)
    if first.lon is None or last.lon is None:
        return Ground(None, None, "region", f"{said}: {(first if first.lon is None else last).reason}")
    bearing, _, length = shapes.GEOD.inv(first.lon, first.lat, last.lon, last.lat)
    lon, lat = shapes.moved(first.lon, first.lat or 0.0, bearing, length / 2)
    return _disc(lon, lat, max(length / 2, first.uncertainty_m or 0.0, last.uncertainty_m or 0.0), said)


def reach_of(words: Heard, place: Place, gazetteer: Gazetteer) -> Ground | None:
    """Return the upper reaches of a river, its mouth, or all of it."""
    part = shapes.reach(place.place_id, words.word.reach)
    if part is not None:
        named = _named(words, place)
        reason = f"{named}: kilometres {part.km_from:.0f} to {part.km_to:.0f} of the border"
        course, along = stretch_between(part.km_from, part.km_to), (part.km_from, part.km_to)
        return Ground(course, words.word.distance_m, "linear", reason, along)
    ground = footprint(place, gazetteer)
    return _nowhere(words, place, ground) if ground.geo_precision == "linear" else None


def border_of(words: Heard, place: Place, gazetteer: Gazetteer) -> Ground | None:
    """Return the border area of a unit: its part of the border, so and so deep, on its own side."""
    part = shapes.reach(place.place_id, "border") or shapes.reach(place.place_id, "whole")
    if part is not None:
        km_from, km_to = part.km_from, part.km_to
    elif (foot := _foot(place, gazetteer)) is not None:
        km_from, km_to = max(0.0, foot.km - _SEAT_KM), min(border_length_km(), foot.km + _SEAT_KM)
    else:
        return _nowhere(words, place, footprint(place, gazetteer))
    deep = words.word.distance_m
    reason = f"border area of {place.name}: kilometres {km_from:.0f} to {km_to:.0f}, {deep / 1000:g} km deep"
    country = "" if part is not None and part.reach == "whole" else place.country  # a river has two sides
    band = _band(stretch_between(km_from, km_to), deep, country)
    return Ground(band, OUTLINE_M, "region", reason, (km_from, km_to))


def along_stream(words: Heard, place: Place, gazetteer: Gazetteer) -> Ground | None:
    """Return what lies up or down the river from a place on the border, perhaps by so many kilometres."""
    foot = _foot(place, gazetteer)
    river = None if foot is None else _river_at(foot.km)
    if foot is None or river is None:
        reason = f"{_said(words)} {place.name}: it does not lie on the Yalu or the Tumen"
        return Ground(None, None, "linear", reason)
    # Kilometres count up the Yalu and down the Tumen.
    up = 1 if river.place_id == "river-yalu" else -1
    sign = up if words.word.relation == "upstream" else -up
    there = foot.km + sign * (words.length_m or words.word.distance_m) / 1000
    reached = float(np.clip(there, river.km_from, river.km_to))
    if reached == foot.km:
        return Ground(None, None, "linear", f"{_said(words)} {place.name}: the river ends there")
    said = f"{_said(words)} {place.name}"
    if words.length_m is None:
        reason = f"{said}: the border from kilometre {foot.km:.0f} to {reached:.0f}"
        along = (min(foot.km, reached), max(foot.km, reached))
        return Ground(stretch_between(foot.km, reached), BANK_M, "linear", reason, along)
    lon, lat = shapes.interpolated(np.array(reached))
    radius = max(BANK_M, words.length_m * _GUESSED, footprint(place, gazetteer).uncertainty_m or 0.0)
    return _disc(float(lon), float(lat), radius, f"{said}: kilometre {reached:.0f} of the border")


def _river_at(km: float) -> shapes.Reach | None:
    """Return the river that the border runs in at a kilometre; None on land."""
    rivers = (each for each in shapes.reaches() if each.reach == "whole" and each.place_id in _RIVERS)
    return next((river for river in rivers if river.km_from <= km <= river.km_to), None)


def _facing(place: Place, gazetteer: Gazetteer) -> list[Place]:
    """Return what lies opposite a place or its county; the tables tell it from the DPRK's side."""
    units = (place.place_id, *gazetteer.holders(place.place_id))
    found = [other for unit in units for other in gazetteer.related(unit, "opposite")]
    rows = gazetteer.units.relations
    listed = (row.place_id for row in rows if row.relation == "opposite" and row.other_id in units)
    return found + [other for other in map(gazetteer.get, listed) if not is_object(other)]


def _foot(place: Place, gazetteer: Gazetteer) -> _Foot | None:
    """Return where the border is nearest to a place that lies on it."""
    ground = footprint(place, gazetteer)
    if ground.lon is None or ground.lat is None:
        return None
    km, off = along_and_off(np.array([projected(shapely.Point(ground.lon, ground.lat))], dtype=object))
    return _Foot(float(km[0]), float(off[0])) if off[0] <= ON_BORDER_M else None


@lru_cache(_REMEMBERED)
def _band(stretch: LineString, deep_m: float, country: str) -> BaseGeometry:
    """Return what lies within a distance of a stretch, on the side of a country where one is given."""
    band: BaseGeometry = projected(stretch).simplify(_SIMPLE_M).buffer(deep_m)
    if country == "KP":
        band = band.intersection(side_area("KP"))
    elif country:
        band = band.difference(side_area("KP"))
        band = band.intersection(side_area("RU")) if country == "RU" else band.difference(side_area("RU"))
    return unprojected(band)


@lru_cache(maxsize=_REMEMBERED)
def _disc(lon: float, lat: float | None, radius_m: float, reason: str) -> Ground:
    """Return a point with a radius, as precise as the radius lets it be."""
    sizes = (("settlement", _SETTLEMENT_M), ("county", _COUNTY_M))
    precision = next((name for name, size in sizes if radius_m <= size), "region")
    return Ground(shapely.Point(lon, lat or 0.0), radius_m, precision, reason)


def _nowhere(words: Heard, place: Place, ground: Footprint) -> Ground:
    """Return that a phrase is understood and lies nowhere."""
    why = ground.reason or "it does not lie on the border"
    return Ground(None, None, ground.geo_precision, f"{_said(words)} {place.name}: {why}")


def _said(words: Heard) -> str:
    """Write the words out, with their length."""
    return words.word.phrase.replace("#", _km(words.length_m or 0.0))


def _named(words: Heard, place: Place) -> str:
    """Write the words as they stand before or after a river's name."""
    if words.word.side == "after":
        return f"{place.name} {words.word.phrase}"
    return f"{words.word.phrase} the {place.name}"


def _km(metres: float) -> str:
    return f"{metres / 1000:.3g} km"
