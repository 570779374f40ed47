"""Maps of events: one file that makes no request."""

from geo_nk.maps.event_map import EventMap, event_map
from geo_nk.maps.style import Category, categories

__all__ = ["Category", "EventMap", "categories", "event_map"]
