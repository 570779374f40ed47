"""Maps that stand up to questions, from reports about the North Korean border.

Every name here is loaded when it is first used, so that ``import geo_nk`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from geo_nk._version import __version__

if TYPE_CHECKING:
    from geo_nk import errors
    from geo_nk.border import border_line, border_position, crossings, point_at
    from geo_nk.dates import find_dates
    from geo_nk.evaluate import compare_events, evaluate_events, evaluate_mentions, read_gold
    from geo_nk.events import (
        EVENT_COLUMNS,
        events_frame,
        load_categories,
        place_events,
        read_events,
        release_events,
        validate_events,
        write_events,
    )
    from geo_nk.extract import Mention, Reader, extract_events, find_mentions, iter_events
    from geo_nk.extract.llm import LanguageModelReader
    from geo_nk.gazetteer import Answer, Candidate, Gazetteer, Place, load_gazetteer, locate
    from geo_nk.geocode import GazetteerGeocoder
    from geo_nk.maps import EventMap, event_figure, event_map, save_figure, strip_chart
    from geo_nk.reports import Refusal, Report, read_reports

_HOMES = {
    "border": ("border_line", "border_position", "crossings", "point_at"),
    "dates": ("find_dates",),
    "evaluate": ("compare_events", "evaluate_events", "evaluate_mentions", "read_gold"),
    "events": (
        "EVENT_COLUMNS",
        "events_frame",
        "load_categories",
        "place_events",
        "read_events",
        "release_events",
        "validate_events",
        "write_events",
    ),
    "extract.llm": ("LanguageModelReader",),
    "extract": ("Mention", "Reader", "extract_events", "find_mentions", "iter_events"),
    "gazetteer": ("Answer", "Candidate", "Gazetteer", "Place", "load_gazetteer", "locate"),
    "geocode": ("GazetteerGeocoder",),
    "maps": ("EventMap", "event_figure", "event_map", "save_figure", "strip_chart"),
    "reports": ("Refusal", "Report", "read_reports"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "EVENT_COLUMNS",
    "Answer",
    "Candidate",
    "EventMap",
    "Gazetteer",
    "GazetteerGeocoder",
    "LanguageModelReader",
    "Mention",
    "Place",
    "Reader",
    "Refusal",
    "Report",
    "__version__",
    "border_line",
    "border_position",
    "compare_events",
    "crossings",
    "errors",
    "evaluate_events",
    "evaluate_mentions",
    "event_figure",
    "event_map",
    "events_frame",
    "extract_events",
    "find_dates",
    "find_mentions",
    "iter_events",
    "load_categories",
    "load_gazetteer",
    "locate",
    "place_events",
    "point_at",
    "read_events",
    "read_gold",
    "read_reports",
    "release_events",
    "save_figure",
    "strip_chart",
    "validate_events",
    "write_events",
]


def __getattr__(name: str) -> object:
    """Load a public name from its module on first use (PEP 562)."""
    if name == "errors":
        return import_module("geo_nk.errors")
    if name not in _HOME:
        raise AttributeError(f"module 'geo_nk' has no attribute {name!r}")
    return getattr(import_module(f"geo_nk.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """List the public names for completion."""
    return __all__


class _Accessor:
    """Puts ``.nk`` on tables as soon as there are any: at once where pandas is loaded, else when it has been.

    It stands where Python asks how to import a module, and never answers: it only sees that pandas is complete by then,
    as it is when geopandas imports its own modules. So geo_nk need not load pandas before it is used.
    """

    def __init__(self) -> None:
        self._done = False
        self.find_spec("geo_nk.accessor")

    def find_spec(self, _name: str, _path: object = None, _target: object = None) -> None:
        """Answer nothing; put the accessor there if it can be."""
        if not self._done and hasattr(sys.modules.get("pandas"), "__version__"):  # pandas' last line but a few
            self._done = True
            import_module("geo_nk.accessor")


sys.meta_path.insert(0, _Accessor())
