"""The lines of a large table, read one by one, from a text file or from the archive that holds it."""

from __future__ import annotations

import contextlib
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["BadCellError", "Fault", "lines"]

_LONGEST: Final = 65_536  # bytes in a line; the longest of GeoNames has some 12,000
_MOST_BYTES: Final = 8_000_000_000
_MOST_RATIO: Final = 100  # text packs 4 to 10 times; what packs better was made to fill a disk
_SMALL: Final = 10_000_000
_SHOWN: Final = 60
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError,
)  # fmt: skip
_ZIP: Final = b"PK\x03\x04"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row of a table was left out.

    Attributes
    ----------
    line : int
        Counted from 1.
    column : str
        Its name in the format's description; ``row`` where the whole row is meant.
    value : str
        What stands there, cut short.
    reason : str
        What is wrong with it.
    """

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        """Return the fault as one line for people."""
        return f"line {self.line}: {self.column} {self.value!r} {self.reason}"


class BadCellError(Exception):
    """A cell that a reader of rows cannot take; never leaves the import."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason

    def at(self, line: int) -> Fault:
        """Return what is wrong, with the line where it stands."""
        return Fault(line, self.column, self.value[:_SHOWN], self.reason)


def lines(path: Path, *, wanted: Callable[[bytes], bool] | None = None) -> Iterator[tuple[int, str | Fault]]:
    """Yield each line of a table with its number, without its end; a line that is no text comes as a fault.

    Parameters
    ----------
    path
        A text file in UTF-8, or a ZIP archive that holds one.
    wanted
        Says of the bytes of a line whether it is; of the lines of the whole world, few are.

    Yields
    ------
    tuple of int and str or Fault

    Raises
    ------
    geo_nk.errors.ReadError
        If the file or the archive cannot be read, or unpacks to more than any such table holds.
    """
    try:
        with _opened(path) as (stream, limit):
            yield from _split(stream, limit, path, wanted)
    except ReadError:  # is a ValueError, too
        raise
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error})", path=path) from error
    except _DAMAGED as error:
        raise ReadError(f"{path}: is a damaged or locked archive ({error}); get it again", path=path) from error


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """Open the table, and say how many bytes it may have."""
    with path.open("rb") as stream:
        start = stream.read(len(_ZIP))
        if start.startswith(_WIDE):
            raise ReadError(f"{path}: is in UTF-16; save it as UTF-8", path=path)
        stream.seek(0)
        if start != _ZIP:
            yield stream, _MOST_BYTES
            return
        with zipfile.ZipFile(stream) as archive:
            member = _member(archive, path)
            limit = min(_MOST_BYTES, max(_SMALL, member.compress_size * _MOST_RATIO))
            with archive.open(member) as inner:
                yield inner, limit


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Choose the table in an archive: the one that has its name, or the only one."""
    tables = [
        each
        for each in archive.infolist()
        if each.filename.lower().endswith(".txt") and "readme" not in each.filename.lower()
    ]
    named = [each for each in tables if Path(each.filename).stem.lower() == path.stem.lower()]
    if len(named or tables) == 1:
        return (named or tables)[0]
    held = ", ".join(repr(each.filename[:_SHOWN]) for each in tables[:5]) or "no .txt file"
    raise ReadError(f"{path}: holds {held}; unpack it and name the table to import", path=path)


def _split(
    stream: IO[bytes], limit: int, path: Path, wanted: Callable[[bytes], bool] | None
) -> Iterator[tuple[int, str | Fault]]:
    """Yield the lines of a stream, never holding more than the longest line allowed."""
    number, read = 0, 0
    while raw := stream.readline(_LONGEST):
        number += 1
        whole = raw
        read += len(raw)
        while not raw.endswith(b"\n") and (raw := stream.readline(_LONGEST)):
            read += len(raw)
            if read > limit:
                break
        if read > limit:
            raise ReadError(f"{path}: unpacks to more than {limit:,} bytes, as no such table does", path=path)
        if wanted is not None and not wanted(whole):
            continue
        if whole.endswith(b"\n") or len(whole) < _LONGEST:
            text = _text(whole.removeprefix(_BOM) if number == 1 else whole, number)
        else:
            text = Fault(number, "row", _shown(whole), f"is longer than {_LONGEST:,} bytes")
        if text:
            yield number, text


def _text(raw: bytes, number: int) -> str | Fault:
    """Decode a line."""
    try:
        text = raw.rstrip(b"\r\n").decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault(number, "row", _shown(raw), f"is not UTF-8 at byte {error.start}; save the file as UTF-8")
    if "\0" in text:
        return Fault(number, "row", _shown(raw), "holds a NUL character")
    return text


def _shown(raw: bytes) -> str:
    return raw[:_SHOWN].decode("utf-8", errors="replace")
