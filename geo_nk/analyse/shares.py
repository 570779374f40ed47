"""How events are shared out among values: one whole share where the value is known, parts where it is vague."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["Shares", "crossed", "of_intervals", "of_values"]


@dataclass(frozen=True)
class Shares:
    """Shares of events, in the order of their rows.

    Attributes
    ----------
    keys : pandas.DataFrame
        The values among which they are shared, one a row; its columns are those of the answer.
    row, code : numpy.ndarray
        For each share, the position of its event and of its value.
    weight : numpy.ndarray
        How large it is. Those of one event add up to 1, or each is 1 where it counts with every value.
    vague : numpy.ndarray
        For each event, whether it is shared out because it is known vaguely.
    """

    keys: pd.DataFrame
    row: NDArray[np.int64]
    code: NDArray[np.int64]
    weight: NDArray[np.float64]
    vague: NDArray[np.bool_]

    @property
    def held(self) -> NDArray[np.bool_]:
        """Which events have a share."""
        held = np.zeros(len(self.vague), dtype=bool)
        held[self.row] = True
        return held

    def without(self, left_out: NDArray[np.bool_]) -> Shares:
        """Return the shares of the events that are not left out."""
        if not left_out.any():
            return self
        kept = ~left_out[self.row]
        return Shares(self.keys, self.row[kept], self.code[kept], self.weight[kept], self.vague & ~left_out)


def of_values(codes: NDArray[np.int64], keys: pd.DataFrame) -> Shares:
    """Return whole shares; a code below 0 stands for an event without a value, which has none.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = of_values(np.array([1, -1, 0]), pd.DataFrame({"letter": ["a", "b"]}))
    >>> shares.row.tolist(), shares.code.tolist(), shares.held.tolist()
    ([0, 2], [1, 0], [True, False, True])
    """
    row = np.flatnonzero(codes >= 0)
    return Shares(keys, row, codes[row], np.ones(len(row)), np.zeros(len(codes), dtype=bool))


def of_intervals(first: NDArray[np.float64], last: NDArray[np.float64], edges: NDArray[np.float64]) -> tuple[Any, ...]:
    """Share intervals out among the cells between edges, by how much of each lies in a cell.

    Parameters
    ----------
    first, last
        Ends of the intervals, the first before the last.
    edges
        Of the cells, rising.

    Returns
    -------
    row, cell, weight : numpy.ndarray
        The weights of an interval within the edges add up to 1; what sticks out is dropped.

    Examples
    --------
    >>> edges = np.array([0.0, 10.0, 20.0])
    >>> [each.tolist() for each in of_intervals(np.array([4.0, 5.0]), np.array([6.0, 15.0]), edges)]
    [[0, 1, 1], [0, 0, 1], [1.0, 0.5, 0.5]]
    """
    last_cell = len(edges) - 2
    a = np.clip(np.searchsorted(edges, first, side="right") - 1, 0, last_cell)
    b = np.clip(np.searchsorted(edges, last, side="left") - 1, a, last_cell)
    row = np.repeat(np.arange(len(first)), b - a + 1)
    cell = a[row] + _counted_up(b - a + 1)
    inside = np.minimum(last[row], edges[cell + 1]) - np.maximum(first[row], edges[cell])
    return row, cell, inside / (last - first)[row]


def _counted_up(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return 0, 1 ... for each count, one after the other."""
    ends = np.cumsum(counts)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts, counts)


def crossed(one: Shares, other: Shares) -> Shares:
    """Return the shares in both at once: those of the same event, each with each.

    Examples
    --------
    >>> import pandas as pd
    >>> letters = of_values(np.array([0, 1]), pd.DataFrame({"letter": ["a", "b"]}))
    >>> half = np.array([0.5, 0.5, 1.0])
    >>> row, code, vague = np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([True, False])
    >>> halves = Shares(pd.DataFrame({"n": [1, 2]}), row, code, half, vague)
    >>> both = crossed(letters, halves)
    >>> both.row.tolist(), both.keys.iloc[both.code].to_numpy().tolist(), both.weight.tolist()
    ([0, 0, 1], [['a', 1], ['a', 2], ['b', 2]], [0.5, 0.5, 1.0])
    """
    counts = np.bincount(other.row, minlength=len(other.vague))
    starts = np.cumsum(counts) - counts
    times = counts[one.row]
    left = np.repeat(np.arange(len(one.row)), times)
    right = starts[one.row][left] + _counted_up(times)
    keys = one.keys.merge(other.keys, how="cross", suffixes=("", "_again"))
    return Shares(
        keys[[name for name in keys.columns if not name.endswith("_again")]],
        one.row[left],
        one.code[left] * len(other.keys) + other.code[right],
        one.weight[left] * other.weight[right],
        one.vague | other.vague,
    )
