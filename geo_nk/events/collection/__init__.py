"""A collection that grows: reports, events and the history of both in one GeoPackage, in GeoParquet, or in PostGIS."""

from __future__ import annotations

from geo_nk.events.collection.collection import Added, add_events, read_collection, read_history
from geo_nk.events.collection.compare import compare_events, differences
from geo_nk.events.collection.store import is_collection

__all__ = ["Added", "add_events", "compare_events", "differences", "is_collection", "read_collection", "read_history"]
