"""Toponyms in reports: found, told apart from persons and other words, and settled by what stands around them.

Of a gazetteer they need no more than its answers and its names, see `geo_nk.extract.toponyms.mention.Names`.
"""

from __future__ import annotations

from geo_nk.extract.toponyms.finder import MentionFinder
from geo_nk.extract.toponyms.mention import Mention, NameSpan, Role

__all__ = ["Mention", "MentionFinder", "NameSpan", "Role"]
