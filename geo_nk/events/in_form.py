"""Tell columns that are in their one form already, without a look at each value in Python.

Most tables come from `events_frame`, or from a file that it wrote. Reading each of a million texts anew to find that
nothing is wrong with it takes longer than all the rest that is done to draw them.
"""

from __future__ import annotations

from itertools import chain
from operator import eq
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["lists_in_form", "numbers_in_form", "texts_in_form"]

_AT_ONCE: Final = 1 << 16  # texts that are joined to be searched; bounds the memory that takes
_TEXT: Final = frozenset({str, type(None)})
_NUMBER: Final = frozenset({float, int})


def texts_in_form(values: Sequence[Any]) -> bool:
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
    if not _TEXT.issuperset(map(type, values)):
        return False
    return all(_plain(values[i : i + _AT_ONCE]) for i in range(0, len(values), _AT_ONCE))


def lists_in_form(values: Sequence[Any]) -> bool:
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
    if not {tuple}.issuperset(map(type, values)):
        return False
    items = list(chain.from_iterable(values))
    return {str}.issuperset(map(type, items)) and texts_in_form(items) and all(map(eq, items, map(str.strip, items)))


def numbers_in_form(values: Sequence[Any]) -> bool:
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


def _plain(values: Sequence[str | None]) -> bool:
    present = [value for value in values if value]
    if len(present) + values.count(None) < len(values) or any(map(str.isspace, present)):
        return False
    joined = "".join(present)
    if "\0" in joined:
        return False
    try:
        joined.encode()
    except UnicodeEncodeError:  # half of a character
        return False
    return True
