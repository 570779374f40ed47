"""Blocks of features, most of them n-grams: kept as the words they are made of, and written out for who looks at them.

A report has some thousand n-grams, of which a model knows a third. So that no string is made of each, a feature has a
key: the hashes of its words, one after the other, as one number of 64 bits. The keys of all n-grams are reckoned from
those of their words at once. That two are alike by chance comes about once in many million million reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Block", "Grams", "Keys", "gram_keys", "keys_of"]

Keys: TypeAlias = npt.NDArray[np.uint64]

STEP = np.uint64(0x9E3779B97F4A7C15)
"""By which the key of the words so far is multiplied before the hash of the next is added; odd, so that none is lost."""


class Grams(NamedTuple):
    """The n-grams of a run of words.

    Attributes
    ----------
    head : str
        What each of them begins with, such as the letter of its block.
    words : sequence of str
    most : int
        Words of the longest.

    Examples
    --------
    >>> list(Grams("p", ["two", "were", "held"], 2).written())
    ['p two', 'p were', 'p held', 'p two were', 'p were held']
    """

    head: str
    words: Sequence[str]
    most: int = 1

    def written(self) -> Iterator[str]:
        """Yield the n-grams as strings, the short ones first."""
        longer = [f"{self.head} {word}" for word in self.words]
        yield from longer
        for size in range(1, self.most):
            longer = [f"{begun} {word}" for begun, word in zip(longer, self.words[size:], strict=False)]
            yield from longer


@dataclass(frozen=True, slots=True)
class Block:
    """A block of features, which can be gone through like a list of strings.

    Attributes
    ----------
    grams : sequence of Grams
    others : sequence of str
        The features that are no n-grams.

    Examples
    --------
    >>> list(Block([Grams("s", ["two", "held"], 2)], ["s# dated"]))
    ['s two', 's held', 's two held', 's# dated']
    """

    grams: Sequence[Grams] = ()
    others: Sequence[str] = ()

    def __iter__(self) -> Iterator[str]:
        for grams in self.grams:
            yield from grams.written()
        yield from self.others


def keys_of(features: Iterable[str]) -> Keys:
    """Return the key of each feature.

    Parameters
    ----------
    features
        Words with one blank between each and the next, without a line end.

    Returns
    -------
    numpy.ndarray
        Shape (features,).
    """
    lines = "\n".join(features)
    if not lines:
        return np.zeros(0, dtype=np.uint64)
    characters = np.frombuffer(lines.encode("utf-8", "surrogatepass"), dtype=np.uint8)
    joints = characters[(characters == ord(" ")) | (characters == ord("\n"))]
    first = np.concatenate([[0], np.flatnonzero(joints == ord("\n")) + 1])
    hashes = _hashes(lines.replace("\n", " ").split(" "))
    lengths = np.diff(first, append=len(hashes))
    keys = hashes[first]
    for place in range(1, int(lengths.max())):
        longer = np.flatnonzero(lengths > place)
        keys[longer] = keys[longer] * STEP + hashes[first[longer] + place]
    return keys


def gram_keys(several: Sequence[Grams]) -> tuple[Keys, npt.NDArray[np.intp]]:
    """Return the keys of all n-grams of several runs of words, as `keys_of` would of the strings.

    Parameters
    ----------
    several
        The runs.

    Returns
    -------
    numpy.ndarray
        The keys, in no order.
    numpy.ndarray
        The number of the run that each is of.

    Examples
    --------
    >>> run = Grams("p", ["two", "were", "held"], 2)
    >>> bool((np.sort(gram_keys([run])[0]) == np.sort(keys_of(run.written()))).all())
    True
    """
    lengths = np.array([len(grams.words) for grams in several], dtype=np.intp)
    hashes = _hashes(list(chain.from_iterable(grams.words for grams in several)))
    owner = np.repeat(np.arange(len(several)), lengths)
    # How many words the longest n-gram has that begins at each word.
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(hashes))
    most = np.array([grams.most for grams in several], dtype=np.intp)
    left = np.minimum(left, most[owner])
    keys = keys_of(grams.head for grams in several)[owner] * STEP + hashes
    all_keys, owners = [keys], [owner]
    at = np.arange(len(hashes))
    for size in range(1, int(most.max(initial=1))):
        longer = left[at] > size
        at = at[longer]
        keys = keys[longer] * STEP + hashes[at + size]
        all_keys.append(keys)
        owners.append(owner[at])
    return np.concatenate(all_keys), np.concatenate(owners)


def _hashes(words: Sequence[str]) -> Keys:
    return np.fromiter(map(hash, words), dtype=np.int64, count=len(words)).view(np.uint64)
