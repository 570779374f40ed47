"""Names that differ in a letter or two."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Neighbours"]

_LENGTHS = 2  # a name that is longer or shorter by more is another name
_SHORTEST = 4  # in fewer letters, one that differs makes another name
_MOST = 12


class Neighbours:
    """Words, ready to be searched for those near to one.

    Parameters
    ----------
    words
        Folded names, or keys.

    Examples
    --------
    >>> Neighbours(["sinuiju", "kanggye"]).nearest("sinujiu", 0.8)
    [('sinuiju', 0.857...)]
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in words:
            self._by_length[len(word)].append(word)

    def nearest(self, word: str, cutoff: float) -> list[tuple[str, float]]:
        """Return the words nearest to one, best first.

        Parameters
        ----------
        word
            The word in question.
        cutoff
            Least likeness, 0 to 1: one minus the edits (letters changed, added, lost or swapped) for each letter.

        Returns
        -------
        list of tuple
            Word and likeness.
        """
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - only names that are found no other way need it
        from rapidfuzz.process import extract  # noqa: PLC0415

        size = len(word)
        if size < _SHORTEST:
            return []
        words = [
            other for length in range(size - _LENGTHS, size + _LENGTHS + 1) for other in self._by_length.get(length, ())
        ]
        found = extract(word, words, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=_MOST)
        return [(other, likeness) for other, likeness, _ in found]
