"""Maps of events: one file that makes no request, and figures for print.

folium and matplotlib take a second to load, so each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_nk.maps.page.folium_map import EventMap, event_map
    from geo_nk.maps.print.figure import event_figure
    from geo_nk.maps.print.figure_file import save_figure
    from geo_nk.maps.print.strip_figure import strip_chart

__all__ = ["EventMap", "event_figure", "event_map", "save_figure", "strip_chart"]

_HOME = {
    "EventMap": "page.folium_map",
    "event_figure": "print.figure",
    "event_map": "page.folium_map",
    "save_figure": "print.figure_file",
    "strip_chart": "print.strip_figure",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"geo_nk.maps.{_HOME[name]}"), name)
