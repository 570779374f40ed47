"""Feature classes: what sort of thing a kind of place is, a unit, a settlement, nature, or an object in a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geo_nk.gazetteer.place import Place

__all__ = [
    "DIVISIONS",
    "NATURE",
    "SETTLEMENTS",
    "TOWNS",
    "UNITS",
    "is_nature",
    "is_object",
    "is_part",
    "is_settlement",
    "is_unit",
    "may_hold",
]

UNITS: Final = frozenset({"country", "province", "prefecture", "city", "county", "region"})
SETTLEMENTS: Final = frozenset({"district", "town", "township", "workers_district", "neighbourhood", "ri", "village"})
TOWNS: Final = frozenset({"city", "county"})
DIVISIONS: Final = frozenset({"province", "prefecture"})
NATURE: Final = frozenset({"river", "lake", "mountain", "island", "pass"})


def is_part(kind: str) -> bool:
    """Say whether a kind of place lies in a town or county: a village, a quarter, a market, but no county or river."""
    return kind not in UNITS | NATURE


def is_unit(place: Place) -> bool:
    """Say whether a place is a county, a city or what holds them."""
    return place.kind in UNITS


def is_object(place: Place) -> bool:
    """Say whether a place is a thing in a place: a bridge, a customs house, a camp."""
    return place.kind not in UNITS | SETTLEMENTS | NATURE


def is_nature(place: Place) -> bool:
    """Say whether a place is a river, a lake, a mountain or an island."""
    return place.kind in NATURE


def is_settlement(place: Place) -> bool:
    """Say whether a place is a town, a village or a quarter."""
    return place.kind in SETTLEMENTS


def may_hold(place: Place) -> bool:
    """Say whether a place is small enough to stand for what lies in it."""
    return place.kind in SETTLEMENTS | {"city", "county"}
