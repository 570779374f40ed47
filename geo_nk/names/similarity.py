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
_TWO_EDITS = 10  # letters; in fewer, no likeness that we ask for allows two edits
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
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - see above

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
        self._long_by_size: dict[int, list[str]] = {}  # made when first asked for
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in words:
            self._by_length[len(word)].append(word)

    @functools.cached_property
    def _by_rest(self) -> dict[str, list[str]]:
        """The shorter words by what is left of them without one letter: where one edit lies between, that is shared."""
        by_rest: dict[str, list[str]] = defaultdict(list)
        for size, words in self._by_length.items():
            if _SHORTEST - 1 <= size < _TWO_EDITS:
                for word in words:
                    by_rest[word].append(word)
                    for rest in _rests(word):
                        by_rest[rest].append(word)
        return by_rest

    def nearest(self, word: str, cutoff: float) -> list[tuple[str, float]]:
        """Return the words nearest to one, best first.

        Parameters
        ----------
        word
            The word in question.
        cutoff
            Least likeness, 0.8 to 1: one minus the edits (letters changed, added, lost or swapped) for each letter.

        Returns
        -------
        list of tuple
            Word and likeness.
        """
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - only names that are found no other way need it
        from rapidfuzz.process import extract  # noqa: PLC0415 - as above

        size = len(word)
        if size < _SHORTEST:
            return []
        short = {other for rest in (word, *_rests(word)) for other in self._by_rest.get(rest, ())}
        scorer, least = OSA.normalized_similarity, cutoff - _ROUNDING
        found = [
            (other, alike)
            for words in (short if size < _TWO_EDITS else (), self._long(size))
            for other, alike, _ in extract(word, words, scorer=scorer, score_cutoff=least, limit=None)
        ]
        return sorted(found, key=lambda each: (-each[1], each[0]))[:_MOST]

    def _long(self, size: int) -> list[str]:
        """Return the words from which one of a size may differ in two letters, too."""
        if size not in self._long_by_size:
            shortest = size - _LENGTHS if size >= _TWO_EDITS else _TWO_EDITS
            lengths = range(shortest, size + _LENGTHS + 1)
            self._long_by_size[size] = [other for length in lengths for other in self._by_length.get(length, ())]
        return self._long_by_size[size]


def _rests(word: str) -> set[str]:
    """Return what is left of a word without any one letter."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}
