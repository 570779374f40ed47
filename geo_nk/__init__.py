"""Maps that stand up to questions, from reports about the North Korean border.

Every name here is loaded when it is first used, so that ``import geo_nk`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from geo_nk._version import __version__

if TYPE_CHECKING:
    from geo_nk import errors
    from geo_nk.analyse import (
        add_sanctions,
        border_density,
        count_events,
        diff_events,
        event_change,
        event_clusters,
        event_quantities,
        hot_spots,
        report_rates,
        sanctions_table,
        seen_together,
    )
    from geo_nk.border import border_line, border_position, crossings, point_at
    from geo_nk.brief import write_brief
    from geo_nk.dates import find_dates
    from geo_nk.evaluate import evaluate_events, evaluate_mentions, read_gold
    from geo_nk.events import (
        EVENT_COLUMNS,
        add_events,
        compare_events,
        events_frame,
        explain_merge,
        keep_reviewed,
        load_categories,
        merge_events,
        place_events,
        read_collection,
        read_events,
        read_history,
        release_events,
        review_events,
        undo_merge,
        validate_events,
        write_events,
    )
    from geo_nk.extract import Mention, Reader, extract_events, find_mentions, iter_events
    from geo_nk.extract.llm import LanguageModelReader
    from geo_nk.gazetteer import (
        Answer,
        Candidate,
        Gazetteer,
        Place,
        counties,
        gazetteer_frame,
        load_gazetteer,
        locate,
        provinces,
        resolve,
    )
    from geo_nk.geocode import GazetteerGeocoder
    from geo_nk.maps import (
        EventMap,
        calendar_chart,
        event_figure,
        event_map,
        ranked_bars,
        save_figure,
        slope_chart,
        strip_chart,
        yearly_maps,
    )
    from geo_nk.publish import write_release
    from geo_nk.reports import Refusal, Report, read_reports
    from geo_nk.tables import read_table

_HOMES = {
    "analyse": (
        "add_sanctions",
        "border_density",
        "count_events",
        "diff_events",
        "event_change",
        "event_clusters",
        "event_quantities",
        "hot_spots",
        "report_rates",
        "sanctions_table",
        "seen_together",
    ),
    "border": ("border_line", "border_position", "crossings", "point_at"),
    "brief": ("write_brief",),
    "dates": ("find_dates",),
    "evaluate": ("evaluate_events", "evaluate_mentions", "read_gold"),
    "events": (
        "EVENT_COLUMNS",
        "add_events",
        "compare_events",
        "events_frame",
        "explain_merge",
        "keep_reviewed",
        "load_categories",
        "merge_events",
        "place_events",
        "read_collection",
        "read_events",
        "read_history",
        "release_events",
        "undo_merge",
        "review_events",
        "validate_events",
        "write_events",
    ),
    "extract.llm": ("LanguageModelReader",),
    "extract": ("Mention", "Reader", "extract_events", "find_mentions", "iter_events"),
    "gazetteer": (
        "Answer",
        "Candidate",
        "Gazetteer",
        "Place",
        "counties",
        "gazetteer_frame",
        "load_gazetteer",
        "locate",
        "provinces",
        "resolve",
    ),
    "geocode": ("GazetteerGeocoder",),
    "maps": (
        "EventMap",
        "calendar_chart",
        "event_figure",
        "event_map",
        "ranked_bars",
        "save_figure",
        "slope_chart",
        "strip_chart",
        "yearly_maps",
    ),
    "publish": ("write_release",),
    "reports": ("Refusal", "Report", "read_reports"),
    "tables": ("read_table",),
}
_MAKES_TABLES = frozenset(
    {
        "add_sanctions", "border_position", "compare_events", "counties", "events_frame", "extract_events",
        "gazetteer_frame",
        "iter_events", "keep_reviewed", "locate", "merge_events", "place_events", "provinces", "read_collection",
        "read_events", "read_table", "release_events", "review_events", "undo_merge", "validate_events",
    }
)  # fmt: skip
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
    "add_events",
    "add_sanctions",
    "border_density",
    "border_line",
    "border_position",
    "calendar_chart",
    "compare_events",
    "count_events",
    "counties",
    "crossings",
    "diff_events",
    "errors",
    "evaluate_events",
    "evaluate_mentions",
    "event_change",
    "event_clusters",
    "event_figure",
    "event_map",
    "event_quantities",
    "events_frame",
    "explain_merge",
    "extract_events",
    "find_dates",
    "find_mentions",
    "gazetteer_frame",
    "hot_spots",
    "iter_events",
    "keep_reviewed",
    "load_categories",
    "load_gazetteer",
    "locate",
    "merge_events",
    "place_events",
    "point_at",
    "provinces",
    "ranked_bars",
    "read_collection",
    "read_events",
    "read_gold",
    "read_history",
    "read_reports",
    "read_table",
    "release_events",
    "report_rates",
    "resolve",
    "review_events",
    "sanctions_table",
    "save_figure",
    "seen_together",
    "slope_chart",
    "strip_chart",
    "undo_merge",
    "validate_events",
    "write_brief",
    "write_events",
    "write_release",
    "yearly_maps",
]


def __getattr__(name: str) -> object:
    """Load a public name from its module on first use (PEP 562)."""
    if name == "errors":
        return import_module("geo_nk.errors")
    if name not in _HOME:
        raise AttributeError(f"module 'geo_nk' has no attribute {name!r}")
    if name in _MAKES_TABLES:
        import geo_nk.accessor  # noqa: F401, PLC0415 - puts .nk on the tables that come; pandas is heavy
    return getattr(import_module(f"geo_nk.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """List the public names for completion."""
    return __all__
