"""Names that differ in a letter or two."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Neighbours", "likeness"]

_LENGTHS = 2  # a name that is longer or shorter by more is another name
_SHORTEST = 4  # in fewer letters, one that differs makes another name
_MOST = 12
_ROUNDING = 1e-6  # one letter of five is a likeness of 0.8, or a hair less


def likeness(one: str, other: str) -> float:
    """Return how alike two folded names are: the share of letters that stand in both, in the same order.

    Parameters
    ----------
    one, other
        Folded names.

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> likeness("hyesan", "hesan") > likeness("hyesan", "kosan")
    True
    """
    return _ratio()(one, other) / 100


@functools.cache
def _ratio() -> Callable[[str, str], float]:
    """Load rapidfuzz when it is first needed: a name that is listed as it is written must not wait for it."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415

    return ratio


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
        found = extract(word, words, scorer=OSA.normalized_similarity, score_cutoff=cutoff - _ROUNDING, limit=_MOST)
        return [(other, likeness) for other, likeness, _ in found]
