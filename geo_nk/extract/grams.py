"""Blocks of features, most of them n-grams: kept as the words they are made of, and written out for who looks at them.

A report has some thousand n-grams. So that no string is made of each, a feature has a key: the hashes of its words, one
after the other, as one number of 64 bits. The keys of all n-grams are reckoned from those of their words at once, and
sought in a table at once. That two keys are alike by chance comes about once in a thousand million reports or more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    Keys: TypeAlias = npt.NDArray[np.uint64]
    Numbers: TypeAlias = npt.NDArray[np.intp]

__all__ = ["Block", "Grams", "Headed", "KeyTable", "gram_keys", "headed_keys", "keys_of"]

FREE = np.uint64(2**64 - 1)
"""What stands where a table has no entry."""

STEP = np.uint64(0x9E3779B97F4A7C15)
"""What the key of some words is multiplied by before the hash of the next is added; odd, so that none is lost."""


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


class Headed(NamedTuple):
    """Words each with a head of its own.

    Attributes
    ----------
    heads : sequence of str
        What the feature of each word begins with.
    words : sequence of str

    Examples
    --------
    >>> list(Headed(["c <1", "c >1"], ["in", "said"]).written())
    ['c <1 in', 'c >1 said']
    """

    heads: Sequence[str]
    words: Sequence[str]

    def written(self) -> Iterator[str]:
        """Yield the features as strings."""
        return (f"{head} {word}" for head, word in zip(self.heads, self.words, strict=True))


@dataclass(frozen=True, slots=True)
class Block:
    """A block of features, which can be gone through like a list of strings.

    Attributes
    ----------
    grams : sequence of Grams
    headed : sequence of Headed
    others : sequence of str
        The features that are neither.

    Examples
    --------
    >>> list(Block([Grams("s", ["two", "held"], 2)], others=["s# dated"]))
    ['s two', 's held', 's two held', 's# dated']
    """

    grams: Sequence[Grams] = ()
    headed: Sequence[Headed] = ()
    others: Sequence[str] = ()

    def __iter__(self) -> Iterator[str]:
        for grams in self.grams:
            yield from grams.written()
        for headed in self.headed:
            yield from headed.written()
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
    keys: Keys = hashes[first]
    for place in range(1, int(lengths.max())):
        longer = np.flatnonzero(lengths > place)
        keys[longer] = keys[longer] * STEP + hashes[first[longer] + place]
    return keys


def gram_keys(several: Sequence[Grams]) -> tuple[Keys, Numbers]:
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
    lengths = [len(grams.words) for grams in several]
    ends = np.array(lengths, dtype=np.intp).cumsum()
    hashes = _hashes([word for grams in several for word in grams.words])
    owner = np.arange(len(several)).repeat(lengths)
    # How many words the longest n-gram has that begins at each word.
    at = np.arange(len(hashes))
    most = [grams.most for grams in several]
    left = np.minimum(ends[owner] - at, np.array(most, dtype=np.intp)[owner])
    keys = _head_keys([grams.head for grams in several])[owner] * STEP + hashes
    all_keys, owners = [keys], [owner]
    for size in range(1, max(most, default=1)):
        longer = left[at] > size
        at = at[longer]
        keys = keys[longer] * STEP + hashes[at + size]
        all_keys.append(keys)
        owners.append(owner[at])
    return np.concatenate(all_keys), np.concatenate(owners)


def headed_keys(several: Sequence[Headed]) -> tuple[Keys, Numbers]:
    """Return the keys of several `Headed`, as `keys_of` would of the strings, and which of them each is of.

    Examples
    --------
    >>> two = Headed(["c <1", "c >1"], ["in", "said"])
    >>> bool((headed_keys([two])[0] == keys_of(two.written())).all())
    True
    """
    heads = _head_keys([head for headed in several for head in headed.heads])
    hashes = _hashes([word for headed in several for word in headed.words])
    return heads * STEP + hashes, np.arange(len(several)).repeat([len(headed.words) for headed in several])


class KeyTable:
    """Finds keys: a hash table as one array, asked for many keys at once.

    An entry stands at the slot that the lower bits of its key say, or at the next that was free; in place of those bits
    it holds the key's number. So one look-up mostly reads one entry, of eight bytes.

    Parameters
    ----------
    keys
        No two alike.

    Examples
    --------
    >>> KeyTable(keys_of(["p two", "p held"])).numbers(keys_of(["p held", "p were"])).tolist()
    [1, -1]
    """

    def __init__(self, keys: Keys) -> None:
        size = 4
        while size < 2 * len(keys):
            size *= 2
        self._low = np.uint64(size - 1)
        self._entries = np.full(size, FREE)
        packed = (keys & ~self._low) | np.arange(len(keys), dtype=np.uint64)
        slots, left = keys & self._low, np.arange(len(keys))
        while len(left):
            free = left[self._entries[slots[left]] == FREE]
            self._entries[slots[free]] = packed[free]
            left = left[self._entries[slots[left]] != packed[left]]  # of two for one slot the last has it
            slots[left] = (slots[left] + np.uint64(1)) & self._low

    def numbers(self, keys: Keys) -> Numbers:
        """Return the number of each key, -1 where it is not in the table."""
        slots = keys & self._low
        entries = self._entries[slots]
        other = (entries ^ keys) > self._low
        left = (other & (entries != FREE)).nonzero()[0]
        while len(left):
            slots[left] = (slots[left] + np.uint64(1)) & self._low
            entries[left] = self._entries[slots[left]]
            other[left] = (entries[left] ^ keys[left]) > self._low
            left = left[other[left] & (entries[left] != FREE)]
        numbers: Numbers = (entries & self._low).astype(np.intp)
        numbers[other | (entries == FREE)] = -1
        return numbers


def _hashes(words: Sequence[str]) -> Keys:
    return np.fromiter(map(hash, words), dtype=np.int64, count=len(words)).view(np.uint64)


def _head_keys(heads: Sequence[str]) -> Keys:
    return np.fromiter(map(_head_key, heads), dtype=np.uint64, count=len(heads))


@cache
def _head_key(head: str) -> int:
    """Return the key of a head, of which there are a few."""
    return int(keys_of([head])[0])
