"""How well reports were read: what was extracted, held against what a person labelled."""

from __future__ import annotations

from geo_nk.evaluate.compare import Comparison, compare_readers
from geo_nk.evaluate.events import EventScores, evaluate_events
from geo_nk.evaluate.gold import GoldReport, read_gold
from geo_nk.evaluate.measured import measure
from geo_nk.evaluate.mentions import MentionScores, evaluate_mentions
from geo_nk.evaluate.shares import Share

__all__ = [
    "Comparison",
    "EventScores",
    "GoldReport",
    "MentionScores",
    "Share",
    "compare_readers",
    "evaluate_events",
    "evaluate_mentions",
    "measure",
    "read_gold",
]
