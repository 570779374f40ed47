"""A language model as a reader: asked what a report tells, and believed only where the report says so."""

from __future__ import annotations

from geo_nk.extract.llm.conventions import Conventions, load_conventions
from geo_nk.extract.llm.model import LanguageModelReader

__all__ = ["Conventions", "LanguageModelReader", "load_conventions"]
