"""What stands along the strip chart: rivers, provinces and counties as stretches, towns and crossings at kilometres.

The strip chart is the border pulled straight. Kilometres are those of `geo_nk.border`: 0 at the mouth of the Yalu.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import shapely

from geo_nk.border import border_length_km, border_position, crossings
from geo_nk.data import read_json
from geo_nk.events.along import NEAR_M
from geo_nk.events.schema import CRS
from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.shapes import reaches
from geo_nk.gazetteer.tongues import tongues
from geo_nk.maps.shared.basemap import LAST_UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.gazetteer.shapes import Reach

__all__ = ["strip"]

_RIVERS: Final = ("river-yalu", "mountain-paektu", "river-tumen")


@cache
def strip() -> dict[str, Any]:
    """Return what the page draws along the strip chart.

    Returns
    -------
    dict
        ``length_km``, ``near_m``, and lists in the order of the border: ``rivers``, ``provinces`` and ``counties``
        (names, first and last kilometre), ``places`` (names, kilometre, rank 1 to 3, country) and ``crossings`` (names,
        kilometre, category, longitude and latitude in degrees). Names are lists as `geo_nk.gazetteer.tongues.tongues`
        returns them. Shared: not to be changed.

    Examples
    --------
    >>> [(names[0], first, last) for names, first, last in strip()["rivers"]]
    [('Yalu River', 0.0, 785.0), ('Mount Paektu', 785.0, 827.0), ('Tumen River', 827.0, ...)]
    """
    gazetteer = load_gazetteer()
    ours = [part for part in reaches() if part.reach == "border" and part.place_id.startswith("kp-")]
    provinces = [part for part in ours if gazetteer.get(part.place_id).province_id == part.place_id]
    counties = [part for part in ours if gazetteer.get(part.place_id).kind != "province"]
    return {
        "length_km": round(border_length_km(), 1),
        "near_m": NEAR_M,
        "rivers": _stretches(part for part in reaches() if part.place_id in _RIVERS and part.reach == "whole"),
        "provinces": _stretches(provinces),
        "counties": _stretches(counties),
        "places": _places(),
        "crossings": _crossings(),
    }


def _stretches(parts: Iterable[Reach]) -> list[list[Any]]:
    ordered = sorted(parts, key=lambda part: part.km_from)
    return [[tongues(part.place_id), part.km_from, round(part.km_to, 1)] for part in ordered]


def _places() -> list[list[Any]]:
    """Return the towns of the basemap that lie near the border."""
    towns = [town for town in read_json("geometry/basemap.json")["towns"] if town["rank"] <= LAST_UNIT]
    points = gpd.GeoSeries(shapely.points([(town["lon"], town["lat"]) for town in towns]), crs=CRS)
    measured = border_position(points)
    rows = [
        [tongues(town["place_id"], name=town["name"]), round(km, 1), town["rank"], town["country"]]
        for town, km, metres in zip(towns, measured["border_km"], measured["border_distance_m"], strict=True)
        if metres <= NEAR_M
    ]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _crossings() -> list[list[Any]]:
    """Return where the border can be crossed, or could once."""
    table = crossings()
    table = table[table["category"] != "no_crossing"]
    return [
        [tongues(place_id), round(km, 1), category, round(point.x, 4), round(point.y, 4)]
        for place_id, km, category, point in zip(
            table.index, table["border_km"], table["category"], table.geometry, strict=True
        )
    ]
