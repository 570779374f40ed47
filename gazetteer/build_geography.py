"""Say which points cannot be: outside their province, or far from the border that they are said to lie on."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point, shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_tables import Row, Tables
    from shapely.geometry.base import BaseGeometry

__all__ = ["BORDER_ZONE_M", "faults"]

#: No county on the border reaches farther inland.
BORDER_ZONE_M = 60_000.0
_SLACK_M = 15_000.0  # the provinces are drawn for a map of the country: near Samjang they are 12 km off
_DEGREE_M = 111_195.0
_RIVERS = frozenset({"river-yalu", "river-tumen"})
_FIRST_LINE = 2


def faults(tables: Tables, shapes: Path) -> list[str]:
    """Return every point that contradicts the provinces and the border, each as ``file:line: what and why``.

    Parameters
    ----------
    tables
        Tables that have no other fault.
    shapes
        Folder with ``provinces.geojson`` and ``border.geojson``.
    """
    holders = {
        row["place_id"]: row["other_id"]
        for row in tables.relations
        if row["relation"] == "part_of" and not row["valid_to"]
    }
    provinces = {
        feature["properties"]["place_id"]: shape(feature["geometry"])
        for feature in json.loads((shapes / "provinces.geojson").read_text(encoding="utf-8"))["features"]
    }
    (border,) = json.loads((shapes / "border.geojson").read_text(encoding="utf-8"))["features"]
    line = shape(border["geometry"])
    bordering = {
        row["place_id"] for row in tables.relations if row["relation"] == "on_river" and row["other_id"] in _RIVERS
    }
    found = []
    for number, row in enumerate(tables.places, _FIRST_LINE):
        if row["country"] == "KP" and row["lon"]:
            chain = list(_upwards(row["place_id"], holders))
            found += [f"places.csv:{number}: {fault}" for fault in _province_fault(row, chain, provinces)]
            found += [f"places.csv:{number}: {fault}" for fault in _border_fault(row, chain, bordering, line)]
    return found


def _province_fault(row: Row, chain: list[str], provinces: dict[str, BaseGeometry]) -> Iterator[str]:
    """Yield a point that lies outside its province by more than its radius."""
    province = provinces.get(chain[-1])
    if province is None or chain[-1] == row["place_id"]:
        return
    outside = _metres(province, row)
    if outside > float(row["uncertainty_m"]) + _SLACK_M:
        yield (
            f"{row['place_id']} lies {outside / 1000:.0f} km outside {chain[-1]}, which holds it; "
            "its point, its radius or its part_of is wrong"
        )


def _border_fault(row: Row, chain: list[str], bordering: set[str], line: BaseGeometry) -> Iterator[str]:
    """Yield a place in a county on the border that lies too far from it."""
    away = _metres(line, row) - float(row["uncertainty_m"])
    if row["kind"] != "province" and any(unit in bordering for unit in chain) and away > BORDER_ZONE_M:
        yield f"{row['place_id']} lies {away / 1000:.0f} km from the border, yet {chain[0]} or its county lies on it"


def _metres(geometry: BaseGeometry, row: Row) -> float:
    """Return the distance to a geometry, on a plane about the point."""
    lon, lat = float(row["lon"]), float(row["lat"])
    east = math.cos(math.radians(lat))
    flat = shapely.transform(geometry, lambda points: (points - (lon, lat)) * (east * _DEGREE_M, _DEGREE_M))
    return float(flat.distance(Point(0, 0)))


def _upwards(place_id: str, holders: dict[str, str]) -> Iterator[str]:
    while place_id:
        yield place_id
        place_id = holders.get(place_id, "")
