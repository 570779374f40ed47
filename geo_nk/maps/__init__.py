"""Maps of events: one file that makes no request, and figures for print.

folium and matplotlib take a second to load, so each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_nk.maps.page.folium_map import EventMap, event_map
    from geo_nk.maps.print.bars import ranked_bars
    from geo_nk.maps.print.calendar import calendar_chart
    from geo_nk.maps.print.figure import event_figure
    from geo_nk.maps.print.figure_file import save_figure
    from geo_nk.maps.print.slope import slope_chart
    from geo_nk.maps.print.strip_figure import strip_chart
    from geo_nk.maps.print.years import yearly_maps

__all__ = [
    "EventMap",
    "calendar_chart",
    "event_figure",
    "event_map",
    "ranked_bars",
    "save_figure",
    "slope_chart",
    "strip_chart",
    "yearly_maps",
]

_HOME = {
    "EventMap": "page.folium_map",
    "calendar_chart": "print.calendar",
    "event_figure": "print.figure",
    "event_map": "page.folium_map",
    "ranked_bars": "print.bars",
    "save_figure": "print.figure_file",
    "slope_chart": "print.slope",
    "strip_chart": "print.strip_figure",
    "yearly_maps": "print.years",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"geo_nk.maps.{_HOME[name]}"), name)
