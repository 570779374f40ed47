"""Mentions, dates, kinds, and events made of them."""

from __future__ import annotations

from geo_nk.dates import DateMention, find_dates
from geo_nk.extract.extractors import ClaimSpan, NameSpan
from geo_nk.extract.pipeline import Reader, Reading, extract_events, find_mentions, iter_events, iter_mentions
from geo_nk.extract.toponyms.mention import Mention

__all__ = [
    "ClaimSpan",
    "DateMention",
    "Mention",
    "NameSpan",
    "Reader",
    "Reading",
    "extract_events",
    "find_dates",
    "find_mentions",
    "iter_events",
    "iter_mentions",
]
