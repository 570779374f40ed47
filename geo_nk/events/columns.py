"""A table as it is read: column by column, for a look at each row of a million takes longer than all the rest."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo_nk._files.columns import nothing, says_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = [
    "Columns",
    "columns_of",
    "each_text",
    "each_value",
    "either",
    "is_missing",
    "missing",
    "no_items",
    "objects",
    "values_of",
]


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of a table.

    Attributes
    ----------
    numbers : sequence of int
        The number of each row, as a person finds it in the file.
    cells : dict of str to numpy.ndarray
        By the name of the column: anything, None where a cell is empty; ``lon`` and ``lat`` may be floats. Not to be
        written to.
    notes : tuple of str
        What of the file is not in it.
    """

    numbers: Sequence[int] | NDArray[np.intp]
    cells: dict[str, NDArray[Any]]
    notes: tuple[str, ...] = ()


def columns_of(rows: Mapping[int, Mapping[str, object]]) -> Columns:
    """Return rows, by their number, as columns; what a row lacks is None.

    Examples
    --------
    >>> columns_of({2: {"a": 1}, 5: {"b": "x"}}).cells["b"].tolist()
    [None, 'x']
    """
    table = list(rows.values())
    names = dict.fromkeys(name for row in table for name in row)
    return Columns(list(rows), {name: objects(row.get(name) for row in table) for name in names})


def objects(values: Iterable[object]) -> NDArray[np.object_]:
    """Return values as an array, each as it is: numpy would take lists for rows of a matrix."""
    held: NDArray[np.object_] = np.fromiter(values, dtype=object)
    return held


def values_of(values: pd.Series[Any]) -> list[Any]:
    """Return the values of a column of a frame, None where one is missing."""
    missing = values.isna()
    present = values.astype(object)
    return present.where(~missing, None).tolist() if missing.any() else present.tolist()


def missing(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which cells say nothing."""
    if values.dtype != object:
        return np.asarray(np.isnan(values))
    if says_nothing(values):
        return np.ones(len(values), dtype=bool)
    if pd.api.types.infer_dtype(values, skipna=True) not in {"string", "empty"}:
        return np.fromiter(map(is_missing, values.tolist()), dtype=bool, count=len(values))
    absent = pd.isna(values)
    for blank in filter(is_missing, pd.unique(values[~absent])):
        absent |= values == blank
    return np.asarray(absent)


def no_items(lists: NDArray[Any]) -> bool:
    """Whether each value of a column of lists is the empty one, a tuple without items.

    Examples
    --------
    >>> no_items(objects([(), ()])), no_items(objects([(), ("rice",)]))
    (True, False)
    """
    try:
        return bool(lists.tolist().count(()) == len(lists))
    except (TypeError, ValueError):  # an array, or NA: nobody can say what they are equal to
        return False


def either(which: NDArray[np.bool_], one: Any, other: Any) -> NDArray[np.object_]:  # noqa: ANN401 - of cells
    """Return a column of cells of one column, or of a value, where that is asked, and else of the other."""
    return np.asarray(np.where(which, one, other), dtype=object)


def each_value(job: Callable[[Any], object], values: NDArray[Any]) -> NDArray[np.object_]:
    """Return a column with something done to each value, once to texts that are alike; what is missing is None then.

    Examples
    --------
    >>> each_value(bool, objects(["a", None, 3, "a"])).tolist()
    [True, False, True, True]
    """
    kind = pd.api.types.infer_dtype(values, skipna=True)
    if kind == "empty":
        made = job(None)
        return nothing(len(values)) if made is None else objects(repeat(made, len(values)))
    if kind != "string":
        return objects(map(job, values.tolist()))
    codes, distinct = pd.factorize(values)  # what is missing has the code -1, which is the last
    return objects(map(job, [*distinct, *([None] if (codes < 0).any() else ())]))[codes]


def each_text(job: Callable[[str], object], values: NDArray[Any]) -> NDArray[np.object_]:
    """Return a column with something done to each text, once to those that are alike; what is no text stays.

    Examples
    --------
    >>> each_text(str.upper, objects(["a", None, 3, "a"])).tolist()
    ['A', None, 3, 'A']
    """
    return each_value(lambda value: job(value) if isinstance(value, str) else value, values)


def is_missing(value: object) -> bool:
    """Whether a cell says nothing: None, NaN, NaT, NA or blank text.

    Parameters
    ----------
    value
        Anything.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_missing(" "), is_missing(0)
    (True, False)
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, str):
        return not value or value.isspace()
    return isinstance(value, float) and math.isnan(value)
