"""Columns as bytes: whole numbers as narrow as they fit, texts end to end, and all of it deflated in pieces.

``assets/data/unpack.js`` reads what is written here.
"""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import deflate
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from concurrent.futures import Future
    from typing import Self

    from numpy.typing import NDArray

__all__ = ["ITEM_END", "LEVEL", "PIECE", "ROW_END", "Packer"]

#: Ends each text. No cleaned text holds it (see `geo_nk._files.clean`).
ROW_END: Final = "\0"

#: Stands between the items of a list; not a byte of any UTF-8 text.
ITEM_END: Final = b"\xfe"

#: Bytes that are deflated at a time, so that several threads can share the work.
PIECE: Final = 1 << 22

#: How hard libdeflate tries. It takes as long as zlib's 4 for a page that is a twelfth smaller.
LEVEL: Final = 6

_ALIGNED = 8
_WAITING = 8  # pieces
_WIDTHS = ((1, np.uint8), (2, np.uint16), (4, np.uint32))
_TEXTS_AT_ONCE = 1 << 16


class Packer:
    """Collects columns as bytes; each method returns where its column stands, in words that JSON can hold.

    What is collected is deflated in other threads as it comes, so that the whole never stands in memory. To be used
    in a ``with`` statement.
    """

    def __init__(self) -> None:
        self.size = 0
        self._rest = bytearray()
        self._known: dict[bytes, int] = {}
        self._pieces: list[Future[bytes]] = []
        self._threads = ThreadPoolExecutor(max_workers=os.cpu_count())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)

    def cut(self) -> int:
        """End a piece here, so that what was added can be read without what follows; return how many pieces it is."""
        if self._rest:
            self._deflate(bytes(self._rest))
            self._rest.clear()
        return len(self._pieces)

    def pieces(self) -> list[bytes]:
        """Return all that was added as zlib streams, each of at most `PIECE` bytes; the same for the same columns."""
        self.cut()
        return [piece.result() for piece in self._pieces]

    def _deflate(self, piece: bytes) -> None:
        if len(self._pieces) >= _WAITING:
            self._pieces[-_WAITING].result()  # bounds the memory of what waits
        self._pieces.append(self._threads.submit(_deflated, piece))

    def _add(self, parts: Iterable[bytes]) -> tuple[int, int]:
        """Append bytes; return where they begin and how many they are."""
        at = self.size
        for part in parts:
            self._rest += part
            self.size += len(part)
            self._deflate_whole()
        length = self.size - at
        padding = -length % _ALIGNED
        self._rest += bytes(padding)
        self.size += padding
        return at, length

    def _deflate_whole(self) -> None:
        """Deflate what fills a piece."""
        whole = len(self._rest) // PIECE * PIECE
        for start in range(0, whole, PIECE):
            self._deflate(bytes(self._rest[start : start + PIECE]))
        del self._rest[:whole]

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
        at = self._known.setdefault(hashlib.blake2b(data, digest_size=16).digest(), self.size)
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


def _deflated(piece: bytes) -> bytes:
    """Deflate a piece; other threads run meanwhile."""
    return bytes(deflate.zlib_compress(piece, LEVEL))
