"""Names that differ in a letter or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["nearest"]

_LENGTHS = 2  # a name that is longer or shorter by more is another name
_MOST = 12


def nearest(folded: str, by_length: Mapping[int, Sequence[str]], cutoff: float) -> list[tuple[str, float]]:
    """Return the names nearest to one, best first.

    Parameters
    ----------
    folded
        The folded name.
    by_length
        Folded names by their length.
    cutoff
        Least likeness, 0 to 1: one minus the edits (letters changed, added, lost or swapped) for each letter.

    Returns
    -------
    list of tuple
        Folded name and likeness.

    Examples
    --------
    >>> nearest("sinujiu", {7: ["sinuiju", "kanggye"]}, 0.8)
    [('sinuiju', 0.857...)]
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only names that are found no other way need it
    from rapidfuzz.process import extract  # noqa: PLC0415

    size = len(folded)
    names = [name for length in range(size - _LENGTHS, size + _LENGTHS + 1) for name in by_length.get(length, ())]
    found = extract(folded, names, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=_MOST)
    return [(name, likeness) for name, likeness, _ in found]
