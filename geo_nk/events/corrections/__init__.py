"""Obey what a person changed in an event file: the other columns of the row follow.

What was changed is told from the row alone, not by a hidden copy of what was read.
"""

from __future__ import annotations

from geo_nk.events.corrections.corrections import corrected, settle
from geo_nk.events.corrections.place import why_unplaced

__all__ = ["corrected", "settle", "why_unplaced"]
