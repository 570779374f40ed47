"""Events: one table with a declared schema, and the files it is kept in.

geopandas takes half a second to load, so the names that need it are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_nk.events.categories import Category, load_categories
    from geo_nk.events.collection import add_events, compare_events, read_collection, read_history
    from geo_nk.events.files import FORMATS, read_events, write_events
    from geo_nk.events.frame import events_frame
    from geo_nk.events.identity import event_id
    from geo_nk.events.keep import keep_reviewed
    from geo_nk.events.merge import explain_merge, merge_events, undo_merge
    from geo_nk.events.place import place_events
    from geo_nk.events.release import release_events
    from geo_nk.events.review import review_events
    from geo_nk.events.schema import EVENT_COLUMNS, Column, column
    from geo_nk.events.validate import validate_events

_HOME = {
    "Category": "categories",
    "load_categories": "categories",
    "add_events": "collection",
    "compare_events": "collection",
    "read_collection": "collection",
    "read_history": "collection",
    "FORMATS": "files",
    "read_events": "files",
    "write_events": "files",
    "events_frame": "frame",
    "event_id": "identity",
    "explain_merge": "merge",
    "merge_events": "merge",
    "undo_merge": "merge",
    "keep_reviewed": "keep",
    "place_events": "place",
    "release_events": "release",
    "review_events": "review",
    "EVENT_COLUMNS": "schema",
    "Column": "schema",
    "column": "schema",
    "validate_events": "validate",
}

__all__ = [
    "EVENT_COLUMNS",
    "FORMATS",
    "Category",
    "Column",
    "add_events",
    "column",
    "compare_events",
    "event_id",
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
    "review_events",
    "undo_merge",
    "validate_events",
    "write_events",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
