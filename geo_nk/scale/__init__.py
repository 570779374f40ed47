"""Past one machine: reports read, and events counted, by engines that run on many.

Needs the extra ``scale``; nothing else in geo_nk does. Names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_nk.scale.counts import count_events
    from geo_nk.scale.extraction import Extraction, extract_events
    from geo_nk.scale.folder import read_extraction
    from geo_nk.scale.layout import is_extraction
    from geo_nk.scale.overview import counted_map
    from geo_nk.scale.rows import sample_events, select_events

__all__ = [
    "Extraction",
    "count_events",
    "counted_map",
    "extract_events",
    "is_extraction",
    "read_extraction",
    "sample_events",
    "select_events",
]

_HOME = {
    "Extraction": "extraction",
    "count_events": "counts",
    "counted_map": "overview",
    "extract_events": "extraction",
    "is_extraction": "layout",
    "read_extraction": "folder",
    "sample_events": "rows",
    "select_events": "rows",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'geo_nk.scale' has no attribute {name!r}")
    return getattr(import_module(f"geo_nk.scale.{_HOME[name]}"), name)
