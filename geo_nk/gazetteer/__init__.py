"""Places of the border, their names in every spelling, and which place a name means."""

from __future__ import annotations

from geo_nk.gazetteer.place import Answer, Candidate, Place
from geo_nk.gazetteer.store import Gazetteer, load_gazetteer, locate

__all__ = ["Answer", "Candidate", "Gazetteer", "Place", "load_gazetteer", "locate"]
