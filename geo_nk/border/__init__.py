"""The border as a line: how far along it something happened, how far from it, and on which side.

The line runs from the mouth of the Yalu to the mouth of the Tumen; kilometre 0 is the mouth of the Yalu.
"""

from __future__ import annotations

from geo_nk.border.crossing import crossings
from geo_nk.border.line import border_length_km, border_line, point_at, stretch_between
from geo_nk.border.metric import BORDER_CRS
from geo_nk.border.phrases import PhraseFootprint, phrase_footprint
from geo_nk.border.position import border_position

__all__ = [
    "BORDER_CRS",
    "PhraseFootprint",
    "border_length_km",
    "border_line",
    "border_position",
    "crossings",
    "phrase_footprint",
    "point_at",
    "stretch_between",
]
