"""The sentences that dates are sought in, as they are given, and what stands around a date in its sentence."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Sentences"]

#: How far around a date, in characters, its sentence is looked at.
REACH = 200


class Sentences:
    """A text and where its sentences stand.

    Parameters
    ----------
    text
        The text.
    spans
        First character of each sentence and the one behind its last, in order.

    Examples
    --------
    >>> sentences = Sentences("One fled. Two fled in May.", [(0, 9), (10, 26)])
    >>> sentences.number(22), sentences.before(22), sentences.after(25)
    (1, 'Two fled in ', '.')
    """

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._spans = spans
        self._starts = [start for start, _ in spans]

    def number(self, position: int) -> int:
        """Return the number of the sentence that holds a position."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def before(self, position: int) -> str:
        """Return what stands before a position in its sentence, the nearest characters."""
        return self._text[max(self._spans[self.number(position)][0], position - REACH) : position]

    def after(self, position: int) -> str:
        """Return what stands after a position in its sentence, the nearest characters."""
        return self._text[position : min(self._spans[self.number(position - 1)][1], position + REACH)]
