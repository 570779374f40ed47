"""Dates in English reports: found, settled as intervals of days, and told apart by what they are for.

Sentences are given, and the dates of each are reckoned from the day of publication or from what was told before.
"""

from __future__ import annotations

from geo_nk.dates.find import dates_of, find_dates
from geo_nk.dates.intervals import Precision
from geo_nk.dates.mention import DateMention
from geo_nk.dates.use import Use

__all__ = ["DateMention", "Precision", "Use", "dates_of", "find_dates"]
