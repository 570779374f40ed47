"""Past one machine: reports read, and events counted, by engines that run on many.

Needs the extra ``scale``. Nothing else in geo_nk does.
"""

from __future__ import annotations

from geo_nk.scale.extraction import Extraction, extract_events
from geo_nk.scale.folder import is_extraction, read_extraction

__all__ = ["Extraction", "extract_events", "is_extraction", "read_extraction"]
