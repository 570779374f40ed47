"""One happening in several reports: which rows tell of it, why, and in what they differ."""

from __future__ import annotations

from geo_nk.events.merge.explain import explain_merge
from geo_nk.events.merge.merge import count_alike, merge_events
from geo_nk.events.merge.undo import undo_merge

__all__ = ["count_alike", "explain_merge", "merge_events", "undo_merge"]
