"""Maps of events: one file that makes no request.

folium takes a second to load, so the names that need it are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_nk.maps.folium_map import EventMap, event_map

__all__ = ["EventMap", "event_map"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("geo_nk.maps.folium_map"), name)
