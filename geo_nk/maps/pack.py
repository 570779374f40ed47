"""Columns as bytes: whole numbers as narrow as they fit, texts end to end, and all of it deflated in pieces.

``assets/unpack.js`` reads what is written here.
"""

from __future__ import annotations

import json
import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["ITEM_END", "LEVEL", "PIECE", "ROW_END", "Packer", "deflated"]

#: Ends each text. No cleaned text holds it (see `geo_nk._files.clean`).
ROW_END: Final = "\0"

#: Stands between the items of a list; not a byte of any UTF-8 text.
ITEM_END: Final = b"\xfe"

#: Bytes that are deflated at a time, so that several threads can share the work.
PIECE: Final = 1 << 22

#: How hard zlib tries. 1 takes a third of the time for a page that is a seventh larger; 6 takes twice, for a fortieth.
LEVEL: Final = 5

_ALIGNED = 8
_WIDTHS = ((1, np.uint8), (2, np.uint16), (4, np.uint32))
_TEXTS_AT_ONCE = 1 << 16


class Packer:
    """Collects columns as bytes; each method returns where its column stands, in words that JSON can hold."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._known: dict[bytes, int] = {}
        self.size = 0

    def _add(self, parts: Iterable[bytes]) -> tuple[int, int]:
        """Append bytes; return where they begin and how many they are."""
        at = self.size
        for part in parts:
            self._parts.append(part)
            self.size += len(part)
        length = self.size - at
        padding = bytes(-length % _ALIGNED)
        self._parts.append(padding)
        self.size += len(padding)
        return at, length

    def whole(self, numbers: NDArray[np.int64], *, base: int | None = None) -> dict[str, int]:
        """Add whole numbers.

        Parameters
        ----------
        numbers
            Their span must be less than 2**32.
        base
            The number from which they are counted; the least where None.

        Returns
        -------
        dict
            ``at``, ``count``, ``width`` (bytes of one) and ``base``.
        """
        if base is None:
            base = int(numbers.min()) if len(numbers) else 0
        most = int(numbers.max()) - base if len(numbers) else 0
        width, dtype = next((w, d) for w, d in _WIDTHS if most <= np.iinfo(d).max)
        data = (numbers - base).astype(np.dtype(dtype).newbyteorder("<")).tobytes()
        # The names of places repeat as their ids do, and most events end on the day on which they began.
        at = self._known.setdefault(data, self.size)
        if at == self.size:
            self._add([data])
        return {"at": at, "count": len(numbers), "width": width, "base": base}

    def floats(self, numbers: NDArray[np.float64]) -> dict[str, int]:
        """Add numbers as they are.

        Returns
        -------
        dict
            ``at`` and ``count``.
        """
        at, _ = self._add([numbers.astype("<f8").tobytes()])
        return {"at": at, "count": len(numbers)}

    def texts(self, texts: Sequence[str]) -> dict[str, int]:
        """Add texts, each ended by `ROW_END`.

        Returns
        -------
        dict
            ``at``, ``count`` and ``length`` in bytes.
        """
        blocks = (texts[i : i + _TEXTS_AT_ONCE] for i in range(0, len(texts), _TEXTS_AT_ONCE))
        at, length = self._add((ROW_END.join(block) + ROW_END).encode() for block in blocks)
        return {"at": at, "count": len(texts), "length": length}

    def lists(self, lists: Sequence[Sequence[str]]) -> dict[str, int]:
        """Add lists of texts as `texts` does, with `ITEM_END` between the items of one."""
        end = ROW_END.encode()
        rows = (ITEM_END.join(item.encode() for item in items) + end for items in lists)
        at, length = self._add([b"".join(rows)])
        return {"at": at, "count": len(lists), "length": length}

    def plain(self, value: object) -> dict[str, int]:
        """Add what JSON can hold.

        Returns
        -------
        dict
            ``at`` and ``length`` in bytes.
        """
        at, length = self._add([json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()])
        return {"at": at, "length": length}

    def bytes(self) -> bytes:
        """Return all that was added."""
        return b"".join(self._parts)


def deflated(raw: bytes) -> list[bytes]:
    """Return bytes as zlib streams, each of `PIECE` bytes.

    Parameters
    ----------
    raw
        Any bytes.

    Returns
    -------
    list of bytes
        The same for the same bytes.

    Examples
    --------
    >>> pieces = deflated(bytes(PIECE + 1))
    >>> [len(zlib.decompress(piece)) for piece in pieces]
    [4194304, 1]
    """
    view = memoryview(raw)
    pieces = [view[i : i + PIECE] for i in range(0, len(view), PIECE)]
    if len(pieces) == 1:
        return [zlib.compress(pieces[0], LEVEL)]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:  # zlib works without the interpreter's lock
        return list(threads.map(_deflate, pieces))


def _deflate(piece: Any) -> bytes:  # noqa: ANN401 - a memoryview; zlib takes any buffer
    return zlib.compress(piece, LEVEL)
