"""What stands along the strip chart: rivers, provinces and counties as stretches, towns and crossings at kilometres.

The strip chart is the border pulled straight. Kilometres are those of `geo_nk.border`: 0 at the mouth of the Yalu.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import geopandas as gpd
import shapely

from geo_nk.border import border_length_km, border_position, crossings
from geo_nk.data import read_json
from geo_nk.events.schema import CRS
from geo_nk.gazetteer.shapes import reaches
from geo_nk.maps.tongues import tongues

__all__ = ["NEAR_M", "strip"]

#: Metres from the border within which an event stands on the strip chart. The seats of counties on the border lie up
#: to 20 km from it, and reports name the seat for the county.
NEAR_M: Final = 30_000

_RIVERS: Final = ("river-yalu", "mountain-paektu", "river-tumen")
_FIRST_ORDER: Final = 1  # hyphens in the id of a province
_SECOND_ORDER: Final = 2  # and of a county


@cache
def strip() -> dict[str, Any]:
    """Return what the page draws along the strip chart.

    Returns
    -------
    dict
        ``length_km``, ``near_m``, and four lists in the order of the border: ``rivers``, ``provinces`` and
        ``counties`` (names in the languages of the page, first and last kilometre), ``places`` (names, kilometre,
        rank 1 to 3, country) and ``crossings`` (names, kilometre, category, longitude, latitude in degrees). Names are
        lists as `geo_nk.maps.tongues.tongues` returns them. Shared: not to be changed.

    Examples
    --------
    >>> chart = strip()
    >>> [(names[0], first, last) for names, first, last in chart["rivers"]]
    [('Yalu River', 0.0, 785.0), ('Mount Paektu', 785.0, 827.0), ('Tumen River', 827.0, ...)]
    """
    return {
        "length_km": round(border_length_km(), 1),
        "near_m": NEAR_M,
        "rivers": _stretches([part for part in reaches() if part.place_id in _RIVERS and part.reach == "whole"]),
        "provinces": _units(_FIRST_ORDER),
        "counties": _units(_SECOND_ORDER),
        "places": _places(),
        "crossings": _crossings(),
    }


def _units(order: int) -> list[list[Any]]:
    """Return the stretches of the units of the DPRK of one order; Rason is of the first, and its own county."""
    return _stretches(
        part
        for part in reaches()
        if part.reach == "border"
        and part.place_id.startswith("kp-")
        and (part.place_id.count("-" if "north" not in part.place_id else "-") >= 0)
        and _order(part.place_id) == order
    )
