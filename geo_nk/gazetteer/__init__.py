"""Places of the border, their names in every spelling, and which place a name means."""

from __future__ import annotations

from geo_nk.gazetteer.place import Answer, Candidate, Place

__all__ = ["Answer", "Candidate", "Place"]
