"""A linear model over strings: TF-IDF of each block, times weights, plus a bias; nothing but numpy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from geo_nk.extract.grams import Block, KeyTable, gram_keys, headed_keys, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from geo_nk.extract.grams import Grams, Headed

__all__ = ["Linear", "logistic", "softmax"]

BITS = 32
"""Those of a row: no vocabulary is larger, and as many are left for the number of a block."""

MASK = (1 << BITS) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Scores features for several outputs at once.

    Attributes
    ----------
    vocabulary : dict
        The row of each feature.
    idf : numpy.ndarray
        What each feature weighs for being rare, shape (features,).
    weights : numpy.ndarray
        Shape (features, outputs).
    bias : numpy.ndarray
        Shape (outputs,).

    Notes
    -----
    A block of features is one vector of unit length: ``(1 + log count) * idf``, as in scikit-learn's
    ``TfidfVectorizer(sublinear_tf=True)``. The score is the sum over the blocks, so each block is scored alone and may
    be shared by what has it in common, such as all places of a paragraph.

    Examples
    --------
    >>> model = Linear({"arrested": 0, "said": 1}, np.array([2.0, 1.0]), np.array([[3.0], [0.0]]), np.array([-1.0]))
    >>> model.part(["arrested", "by", "police"]).tolist()
    [3.0]
    """

    vocabulary: dict[str, int]
    idf: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    _table: KeyTable = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows = np.fromiter(self.vocabulary.values(), dtype=np.int64, count=len(self.vocabulary))
        keys = np.zeros(len(rows), dtype=np.uint64)
        keys[rows] = keys_of(self.vocabulary)
        object.__setattr__(self, "_table", KeyTable(keys))

    def __reduce__(self) -> tuple[object, ...]:
        """Leave the keys out: the hashes of words are others in another process."""
        return type(self), (self.vocabulary, self.idf, self.weights, self.bias)

    def part(self, features: Iterable[str]) -> npt.NDArray[np.float32]:
        """Return what one block of features adds to the score, shape (outputs,)."""
        result: npt.NDArray[np.float32] = self.parts([features])[0]
        return result

    def scores(self, blocks: Sequence[Iterable[str]]) -> npt.NDArray[np.float32]:
        """Return the scores of what has one block each, shape (blocks, outputs)."""
        result: npt.NDArray[np.float32] = self.bias + self.parts(blocks)
        return result

    def parts(self, blocks: Sequence[Iterable[str]]) -> npt.NDArray[np.float32]:
        """Return what each of several blocks adds to the score, shape (blocks, outputs), in one pass.

        That is quickest for those that are a `geo_nk.extract.grams.Block`.
        """
        result = np.zeros((len(blocks), len(self.bias)), dtype=np.float32)
        found = self._found(blocks)
        if not len(found):
            return result
        found.sort()
        first = _firsts(found)
        owners, rows = found[first] >> BITS, found[first] & MASK
        starts = _firsts(owners)
        counts = np.concatenate([first[1:], [len(found)]]) - first
        values = (1 + np.log(counts.astype(np.float32))) * self.idf[rows]
        sums = np.add.reduceat(values[:, None] * self.weights[rows], starts, axis=0)
        result[owners[starts]] = sums / np.sqrt(np.add.reduceat(values * values, starts))[:, None]
        return result

    def _found(self, blocks: Sequence[Iterable[str]]) -> npt.NDArray[np.int64]:
        """Return the row of each feature that was learned in the lower bits, the number of its block above them."""
        get = self.vocabulary.get
        grams: list[Grams] = []
        headed: list[Headed] = []
        of_grams: list[int] = []
        of_headed: list[int] = []
        others: list[int] = []
        for number, block in enumerate(blocks):
            plain: Iterable[str] = block
            if isinstance(block, Block):
                grams += block.grams
                of_grams += [number] * len(block.grams)
                headed += block.headed
                of_headed += [number] * len(block.headed)
                plain = block.others
            if plain:
                others += [number << BITS | row for row in map(get, plain) if row is not None]
        found = [np.array(others, dtype=np.int64)]
        asked = []
        if grams:
            asked.append((gram_keys(grams), of_grams))
        if headed:
            asked.append((headed_keys(headed), of_headed))
        for (keys, which), owners in asked:
            rows = self._table.numbers(keys)
            known = (rows >= 0).nonzero()[0]
            found.append(rows[known] + (np.array(owners, dtype=np.int64) << BITS)[which[known]])
        return np.concatenate(found)

    def vector(self, features: Iterable[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Return a block as the rows of its features and their values, which have unit length together."""
        counts = Counter(map(self.vocabulary.get, features))
        counts.pop(None, None)  # what was not learned
        rows = np.fromiter(counts, dtype=np.int64, count=len(counts))
        if not len(rows):
            return rows, np.zeros(0, dtype=np.float32)
        values = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        weighed = ((1 + np.log(values)) * self.idf[rows]).astype(np.float32, copy=False)
        return rows, (weighed / np.sqrt(weighed @ weighed)).astype(np.float32, copy=False)

    def strongest(self, features: Iterable[str], *, output: int = 0, most: int = 3) -> list[tuple[str, float]]:
        """Return the features of a block that add most to an output, with what each adds, the largest first."""
        listed = list(dict.fromkeys(feature for feature in features if feature in self.vocabulary))
        rows, values = self.vector(listed)
        adds = (values * self.weights[rows, output]).tolist()
        names = {row: feature for feature in listed if (row := self.vocabulary[feature]) is not None}
        best = sorted(zip(rows.tolist(), adds, strict=True), key=lambda each: -each[1])[:most]
        return [(names[row], round(added, 3)) for row, added in best if added > 0]


def _firsts(ordered: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return where each run of equal numbers begins, of one number at least."""
    return np.concatenate([[0], (ordered[1:] != ordered[:-1]).nonzero()[0] + 1])


def logistic(score: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the probability that a log odds means, elementwise."""
    return (1 / (1 + np.exp(-np.clip(score, -30, 30)))).astype(np.float32, copy=False)


def softmax(score: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the probabilities of exclusive outputs, along the last axis."""
    raised = np.exp(score - score.max(axis=-1, keepdims=True))
    result: npt.NDArray[np.float32] = raised / raised.sum(axis=-1, keepdims=True)
    return result
