"""What was read and made no event, with the reason: nothing is dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_nk.reports.text import Sentence

__all__ = ["LeftOut"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that made no event.

    Attributes
    ----------
    sentence : geo_nk.reports.text.Sentence
    reason : str
        For people, in one clause.
    """

    sentence: Sentence
    reason: str
