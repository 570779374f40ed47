"""Places of the border, their names in every spelling, and which place a name means."""

from __future__ import annotations

from geo_nk.gazetteer.frames import counties, gazetteer_frame, provinces
from geo_nk.gazetteer.place import Answer, Candidate, Place
from geo_nk.gazetteer.shipped import load_gazetteer, locate, resolve
from geo_nk.gazetteer.store import Gazetteer

__all__ = [
    "Answer",
    "Candidate",
    "Gazetteer",
    "Place",
    "counties",
    "gazetteer_frame",
    "load_gazetteer",
    "locate",
    "provinces",
    "resolve",
]
