"""Which points of the gazetteer's tables cannot be: outside their province, or far from the border they lie on."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely
from shapely.geometry import Point

from geo_nk.gazetteer.check.tables import FIRST_LINE
from geo_nk.gazetteer.shapes import border_line, outlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo_nk.gazetteer.check.tables import Row, Tables

__all__ = ["BORDER_ZONE_M", "Ground", "misplaced", "shipped_ground"]

#: No county on the border reaches farther inland, in metres.
BORDER_ZONE_M: Final = 60_000.0
_SLACK_M: Final = 15_000.0  # the provinces are drawn for a map of the country: near Samjang they are 12 km off
_DEGREE_M: Final = 111_195.0
_KM: Final = 1000.0
_RIVERS: Final = frozenset({"river-yalu", "river-tumen"})


@dataclass(frozen=True, slots=True)
class Ground:
    """What points are held against, in WGS 84 degrees (lon, lat).

    Attributes
    ----------
    provinces : mapping of str to shapely geometry
        The area of a province by its `place_id`.
    border : shapely geometry
        The line of the border.
    """

    provinces: Mapping[str, BaseGeometry]
    border: BaseGeometry


@functools.cache
def shipped_ground() -> Ground:
    """Return the provinces and the border that ship with geo_nk."""
    for area in outlines().values():
        shapely.prepare(area)
    return Ground(outlines(), border_line())


def misplaced(tables: Tables, *, ground: Ground) -> list[str]:
    """Return every point that contradicts the provinces or the border.

    Parameters
    ----------
    tables
        Tables that have no other fault.
    ground
        What the points are held against.

    Returns
    -------
    list of str
        Each as ``file:line: what and why``.
    """
    holders = {
        row["place_id"]: row["other_id"]
        for row in tables.relations
        if row["relation"] == "part_of" and not row["valid_to"]
    }
    bordering = {
        row["place_id"] for row in tables.relations if row["relation"] == "on_river" and row["other_id"] in _RIVERS
    }
    found = []
    for line, row in enumerate(tables.places, FIRST_LINE):
        if row["country"] == "KP" and row["lon"]:
            chain = list(_upwards(row["place_id"], holders))
            told = [*_province_fault(row, chain[-1], ground.provinces)]
            if row["kind"] != "province" and not bordering.isdisjoint(chain):
                told += _border_fault(row, ground.border)
            found += [f"places.csv:{line}: {fault}" for fault in told]
    return found


def _province_fault(row: Row, top: str, provinces: Mapping[str, BaseGeometry]) -> Iterator[str]:
    """Yield a point that lies outside its province by more than its radius."""
    province = provinces.get(top)
    if province is None or top == row["place_id"] or shapely.contains_xy(province, *_lon_lat(row)):
        return
    outside = _metres(province, row)
    if outside > float(row["uncertainty_m"]) + _SLACK_M:
        yield (
            f"{row['place_id']} lies {outside / _KM:.0f} km outside {top}, which holds it; "
            "its point, its radius or its part_of is wrong"
        )


def _border_fault(row: Row, border: BaseGeometry) -> Iterator[str]:
    """Yield a place in a county on the border that lies too far from it."""
    away = _metres(border, row) - float(row["uncertainty_m"])
    if away > BORDER_ZONE_M:
        yield (
            f"{row['place_id']} lies {away / _KM:.0f} km from the border, yet it or its county lies on it; "
            "its point, its radius or its part_of is wrong"
        )


def _metres(geometry: BaseGeometry, row: Row) -> float:
    """Return the distance to a geometry, on a plane about the point."""
    lon, lat = _lon_lat(row)
    east = math.cos(math.radians(lat))
    flat = shapely.transform(geometry, lambda points: (points - (lon, lat)) * (east * _DEGREE_M, _DEGREE_M))
    return float(flat.distance(Point(0, 0)))


def _lon_lat(row: Row) -> tuple[float, float]:
    return float(row["lon"]), float(row["lat"])


def _upwards(place_id: str, holders: Mapping[str, str]) -> Iterator[str]:
    """Yield a place, what holds it, what holds that, to the top."""
    while place_id:
        yield place_id
        place_id = holders.get(place_id, "")
