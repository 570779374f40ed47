"""Remember which ids were written, so that none stands twice in a file of any length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["IdsSeen"]

_MOST_RUNS: Final = 16


class IdsSeen:
    """Remembers the ids of any number of events in eight bytes each.

    Examples
    --------
    >>> ids = IdsSeen()
    >>> ids.first_again(["e1", "e2"]), ids.first_again(["e3", "e1"])
    (None, 'e1')
    """

    def __init__(self) -> None:
        self._runs: list[np.ndarray[Any, np.dtype[np.uint64]]] = []

    def first_again(self, ids: Sequence[str]) -> str | None:
        """Return the first of these ids that an earlier call had, or None, and remember them all."""
        codes = pd.util.hash_array(np.array(ids, dtype=object))
        known = np.zeros(len(codes), dtype=bool)
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, codes), len(run) - 1)
            known |= run[at] == codes
        if len(codes):
            self._runs.append(np.sort(codes))
        if len(self._runs) > _MOST_RUNS:
            self._runs = [np.sort(np.concatenate(self._runs))]
        return str(ids[int(known.argmax())]) if known.any() else None
