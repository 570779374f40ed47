"""Tell columns that are in their one form already, without a look at each value in Python.

Most tables come from `events_frame`, or from a file that it wrote. Reading each of a million texts anew to find that
nothing is wrong with it takes longer than all the rest that is done to draw them.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo_nk._files.openings import odd_openings
from geo_nk.events.columns import no_items, objects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["lists_in_form", "numbers_in_form", "texts_in_form"]

_TEXT: Final = frozenset({"string", "empty"})
_NUMBER: Final = frozenset({float, int})
_AT_ONCE: Final = 1 << 16  # rows; bounds the memory that a look at them takes


def texts_in_form(values: Sequence[Any] | NDArray[Any]) -> bool:
    r"""Whether each value is None or a text that says something and holds nothing unsafe.

    Parameters
    ----------
    values
        A column.

    Returns
    -------
    bool
        False says only that somebody has to look closer.

    Examples
    --------
    >>> texts_in_form(["Hyesan", None]), texts_in_form(["Hyesan", " "]), texts_in_form(["Hye\x00san"])
    (True, False, False)
    """
    held = values if isinstance(values, np.ndarray) else objects(values)
    return all(_are_texts(held[start : start + _AT_ONCE]) for start in range(0, len(held), _AT_ONCE))


def _are_texts(held: NDArray[Any]) -> bool:
    try:
        texts = pa.array(held, pa.large_string(), from_pandas=False)
    except (pa.ArrowException, UnicodeEncodeError):  # no text, a missing value but None, or half of a character
        return False
    if texts.null_count == len(texts):
        return True
    if pd.api.types.infer_dtype(held, skipna=True) not in _TEXT:  # Arrow takes bytes for texts
        return False
    letters = np.frombuffer(texts.buffers()[2], dtype=np.uint8)  # of all texts, one behind the other: none is NUL
    odd = texts.filter(odd_openings(texts))
    blank = (pc.equal(pc.binary_length(odd), 0), pc.utf8_is_space(odd))
    return bool(letters.all()) and not any(pc.any(flaw).as_py() for flaw in blank)


def lists_in_form(values: Sequence[Any] | NDArray[Any]) -> bool:
    """Whether each value is a tuple of texts that say something, without space around them.

    Parameters
    ----------
    values
        A column.

    Returns
    -------
    bool
        False says only that somebody has to look closer.

    Examples
    --------
    >>> lists_in_form([("rice",), ()]), lists_in_form([("rice ",)]), lists_in_form([["rice"]])
    (True, False, False)
    """
    held = values if isinstance(values, np.ndarray) else objects(values)
    if no_items(held):
        return True
    if not {tuple}.issuperset(map(type, held.tolist())):
        return False
    items = list(chain.from_iterable(held))
    return None not in items and texts_in_form(items) and items == list(map(str.strip, items))


def numbers_in_form(values: Sequence[Any] | NDArray[Any]) -> bool:
    """Whether each value is a number of Python's own.

    Parameters
    ----------
    values
        A column.

    Returns
    -------
    bool

    Examples
    --------
    >>> numbers_in_form([1, 2.5]), numbers_in_form([1, None]), numbers_in_form([True])
    (True, False, False)
    """
    return _NUMBER.issuperset(map(type, values))
