"""Tell by its first byte that a text needs no closer look.

A text that begins with a letter or a digit of ASCII is not blank, is no formula, and has no apostrophe before it. That
is most of what tables hold, and the first byte of each of a million texts is looked at in a hundredth of the time that
an expression takes.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["odd_openings"]

_PLAIN: Final = np.isin(np.arange(256), list((string.ascii_letters + string.digits).encode()))


def odd_openings(texts: Any) -> NDArray[np.bool_]:  # noqa: ANN401 - of pyarrow, which has no types
    """Return which texts do not begin with a letter or a digit of ASCII.

    Parameters
    ----------
    texts
        An array of Arrow, of strings or large strings.

    Returns
    -------
    numpy.ndarray of bool
        True also of an empty text and of a missing one.

    Examples
    --------
    >>> import pyarrow as pa
    >>> odd_openings(pa.array(["Hyesan", "=1", "혜산", "", None])).tolist()
    [False, True, True, True, True]
    """
    _, offsets, letters = texts.buffers()
    if letters is None or not letters.size:
        return np.ones(len(texts), dtype=bool)
    width = np.int64 if str(texts.type).startswith("large") else np.int32
    ends = np.frombuffer(offsets, dtype=width)[texts.offset : texts.offset + len(texts) + 1]
    first = np.minimum(ends[:-1], letters.size - 1)  # that of an empty text at the end lies behind all
    odd: NDArray[np.bool_] = ~_PLAIN[np.frombuffer(letters, dtype=np.uint8)[first]] | (ends[:-1] == ends[1:])
    return odd if not texts.null_count else odd | texts.is_null().to_numpy(zero_copy_only=False)
