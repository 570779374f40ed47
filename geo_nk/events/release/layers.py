"""The bytes of a file and all that they unpack to: what is escaped, encoded, deflated, zipped or packed in columns.

Nothing here knows what geo_nk writes: a leak would come by a way that nobody meant.
"""

from __future__ import annotations

import binascii
import hashlib
import html
import io
import re
import sqlite3
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from geo_nk.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Layer", "layers"]

Unpacked = tuple[str, bytes]

_DEEPEST: Final = 5
_OFTEN: Final = 2  # times that one way is gone: escaped twice, or base64 within what base64 holds
_PLUS: Final = "plus signs"
_LARGEST: Final = 1 << 31  # bytes of all layers of one file
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_JSON_ESCAPE = re.compile(rb"\\(u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*|x[0-9A-Fa-f]{2}|[\"'\\/bfnrt])")
_SIMPLE: Final = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}(?:\r?\n[A-Za-z0-9+/_-]+)*")
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")
#: The two bytes with which a stream of zlib begins (RFC 1950): together they are a multiple of 31.
_ZLIB = re.compile(
    b"|".join(
        re.escape(bytes((way, check)))
        for way in range(8, 128, 16)
        for check in range(256)
        if not (way * 256 + check) % 31
    )
)
_GZIP: Final = b"\x1f\x8b\x08"
_ZIP: Final = b"PK\x03\x04"
_BETWEEN_NULS = re.compile(rb"(?<=\x00)[^\x00-\x1f\xfe\xff]{2,}(?=[\x00\xfe])")
_QUARTET: Final = 4  # characters of base64 that are three bytes
_SHORT: Final = 256  # letters; there are thousands of words that could be base64, and they are looked through together


@dataclass(frozen=True, slots=True)
class Layer:
    """Bytes that stand in a file, or that some of it unpacks to.

    Attributes
    ----------
    ways : tuple of str
        How they were reached; empty of the file itself.
    data : bytes
        The bytes.
    is_text : bool
        Whether they are nothing but text.
    """

    ways: tuple[str, ...]
    data: bytes
    is_text: bool


def layers(data: bytes) -> Iterator[Layer]:
    r"""Yield the bytes of a file and all that they unpack to, each once.

    Parameters
    ----------
    data
        The file.

    Yields
    ------
    Layer

    Raises
    ------
    geo_nk.errors.OutputError
        If it unpacks to more than can be looked through.

    Examples
    --------
    >>> import base64
    >>> packed = base64.b64encode(zlib.compress(b'{"quote": "\\uc4f0"}'))
    >>> [" > ".join(layer.ways) for layer in layers(packed) if "쓰".encode() in layer.data]
    ['base64 > deflate > backslashes']
    """
    waiting: list[tuple[tuple[str, ...], bytes]] = [((), data)]
    seen: set[bytes] = set()
    size = 0
    while waiting:
        ways, content = waiting.pop()
        digest = hashlib.blake2b(content, digest_size=16).digest()
        if digest in seen:
            continue
        seen.add(digest)
        size += len(content)
        if size > _LARGEST:
            raise OutputError("unpacks to more than 2 GB, which is too much to be looked through; release less at once")
        is_text = _is_text(content)
        yield Layer(ways, content, is_text)
        if len(ways) < _DEEPEST and ways[-1:] != (_PLUS,):
            for unpack in _OF_TEXT if is_text else _OF_BYTES:
                waiting.extend(
                    ((*ways, way), inner) for way, inner in unpack(content) if inner and ways.count(way) < _OFTEN
                )


def _is_text(data: bytes) -> bool:
    try:
        return _CONTROL.search(data.decode("utf-8")) is None
    except UnicodeDecodeError:
        return False


def _of_markup(data: bytes) -> Iterator[Unpacked]:
    if b"&" in data:
        yield "entities", html.unescape(data.decode("utf-8")).encode("utf-8", "surrogatepass")


def _of_backslashes(data: bytes) -> Iterator[Unpacked]:
    if b"\\" in data:
        yield "backslashes", _JSON_ESCAPE.sub(_unescaped, data)


def _unescaped(match: re.Match[bytes]) -> bytes:
    escape = match[1]
    if escape[:1] == b"u":
        units = bytes.fromhex(escape.replace(b"\\u", b"").replace(b"u", b"").decode("ascii"))
        return units.decode("utf-16-be", "replace").encode("utf-8")
    if escape[:1] == b"x":
        return chr(int(escape[1:], 16)).encode()
    return _SIMPLE.get(escape, escape)


def _of_address(data: bytes) -> Iterator[Unpacked]:
    if b"%" in data:
        yield "percent signs", unquote_to_bytes(data)
    if b"+" in data:
        yield _PLUS, data.replace(b"+", b" ")


def _of_base64(data: bytes) -> Iterator[Unpacked]:
    """Yield what runs of its letters decode to; where one begins is not known, so from each of four places."""
    found = dict.fromkeys(_BASE64.findall(data))  # the same words stand in a file again and again
    runs = [run.replace(b"\r", b"").replace(b"\n", b"") for run in found]
    short = [run for run in runs if len(run) <= _SHORT]
    for start in range(_QUARTET):
        for run in runs:
            if len(run) > _SHORT:
                yield "base64", _decoded([run[start:]])
        yield "base64", _decoded([run[start:] for run in short])


def _decoded(runs: list[bytes]) -> bytes:
    """Return what runs of base64 decode to, with zero bytes between them: of thousands, all at once."""
    whole = (run + b"A" * (-len(run) % _QUARTET) for run in runs)
    return binascii.a2b_base64(b"AAAA".join([b"", *whole, b""]).translate(_URL_SAFE))


def _of_strings(data: bytes) -> Iterator[Unpacked]:
    """Yield the texts that end with a zero byte, as a column of texts has them."""
    yield "texts", b"\n".join(_BETWEEN_NULS.findall(b"\0" + data))


def _of_deflate(data: bytes) -> Iterator[Unpacked]:
    rest = memoryview(data)
    at = 0
    while found := _ZLIB.search(data, at):
        inner, used = _inflated(rest[found.start() :], zlib.MAX_WBITS)
        at = found.start() + max(used, 1)
        yield "deflate", inner
    at = -1
    while (at := data.find(_GZIP, at + 1)) >= 0:
        yield "gzip", _inflated(rest[at:], 16 + zlib.MAX_WBITS)[0]
    yield "deflate", _inflated(rest, -zlib.MAX_WBITS)[0]


def _inflated(data: memoryview, window: int) -> tuple[bytes, int]:
    """Return what a stream inflates to, as far as it does, and how many bytes it took."""
    stream = zlib.decompressobj(window)
    out = b""
    try:
        out = stream.decompress(data, _LARGEST)
    except zlib.error:
        return b"", 0
    return out, len(data) - len(stream.unused_data)


def _of_archive(data: bytes) -> Iterator[Unpacked]:
    if _ZIP not in data:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield "name in archive", entry.filename.encode("utf-8", "surrogateescape")
                yield "comment in archive", entry.comment
                yield "member of archive", archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        return  # bytes of something else that look like one


def _of_database(data: bytes) -> Iterator[Unpacked]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.text_factory = bytes
        database.deserialize(data)
        names = [row[0].decode() for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            quoted = name.replace('"', '""')
            rows = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - a name that stands there
            yield from _of_cells(cell for row in rows for cell in row)


def _of_parquet(data: bytes) -> Iterator[Unpacked]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra, without which there is no such file

    file = pq.ParquetFile(io.BytesIO(data))
    for key, value in (file.metadata.metadata or {}).items():
        yield "metadata", key + b"\n" + value
    for column in file.read().columns:
        yield from _of_cells(column.to_pylist())


def _of_flatgeobuf(data: bytes) -> Iterator[Unpacked]:
    import pyogrio.raw  # noqa: PLC0415 - loads GDAL

    _, _, _, columns = pyogrio.raw.read(data)
    for column in columns:
        yield from _of_cells(column.tolist())


#: Files that hold a table, by their first bytes.
_TABLES: Final[Mapping[bytes, Callable[[bytes], Iterator[Unpacked]]]] = MappingProxyType(
    {b"SQLite format 3\0": _of_database, b"PAR1": _of_parquet, b"fgb\x03": _of_flatgeobuf}
)


def _of_table(data: bytes) -> Iterator[Unpacked]:
    for magic, unpack in _TABLES.items():
        if data.startswith(magic):
            try:
                yield from list(unpack(data))
            except Exception as error:  # what damage makes a library raise is not declared anywhere
                raise OutputError("holds a table that cannot be read, and so not be looked through") from error


#: No search folds it away: the cells "Kimhyongjik" and "county" are not the withheld words "Kimhyongjik County".
_BETWEEN_CELLS: Final = b"\n|\n"


def _of_cells(cells: object) -> Iterator[Unpacked]:
    """Yield the values of a table: as text, parted so that no two read as one, and those that are bytes, end to end."""
    texts, raw = [], []
    for cell in cells:  # type: ignore[attr-defined] # any iterable
        if isinstance(cell, bytes) and not _is_text(cell):
            raw.append(cell)
        elif cell is not None:
            texts.append(cell if isinstance(cell, bytes) else str(cell).encode("utf-8", "replace"))
    yield "cells", _BETWEEN_CELLS.join(texts)
    yield "cells", b"".join(raw)


_OF_TEXT: Final[tuple[Callable[[bytes], Iterator[Unpacked]], ...]] = (
    _of_markup,
    _of_backslashes,
    _of_address,
    _of_base64,
)
_OF_BYTES: Final[tuple[Callable[[bytes], Iterator[Unpacked]], ...]] = (
    _of_archive,
    _of_table,
    _of_deflate,
    _of_strings,
    _of_base64,
)
