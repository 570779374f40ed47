"""JSON lines: a report in each line, as programs that collect articles write them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo_nk.errors import ReadError
from geo_nk.reports.formats.draft import REPORT_LIMIT
from geo_nk.reports.formats.rows import row_draft
from geo_nk.reports.header import known_name
from geo_nk.reports.report import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path

    from geo_nk.reports.formats.draft import Draft

__all__ = ["Span", "read", "spans_of"]

_MARK: Final = b"\xef\xbb\xbf"
_BLOCK: Final = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Span:
    """Some of the lines of a file, one after the other.

    Attributes
    ----------
    start, end : int
        The byte at which the first of them begins, and the one behind the last.
    line : int
        The number of the first.
    """

    start: int
    end: int
    line: int


def read(path: Path, span: Span | None = None) -> Iterator[Draft | Refusal]:
    """Yield the report of each line, or of those of a span; only one line is in memory at a time."""
    try:
        with path.open("rb") as stream:
            for number, line in _lines(stream, span):
                where = f"{path}: line {number}"
                try:
                    yield row_draft(_cells(line, where=where), where=where, number=number)
                except ReadError as error:
                    yield Refusal(where, str(error).removeprefix(f"{where}: "))
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror})", path=path) from error


def spans_of(path: Path, size: int) -> Iterator[Span]:
    r"""Cut a file into spans of whole lines, each ended by the first line that makes it so large.

    Parameters
    ----------
    path
        The file.
    size
        Bytes.

    Yields
    ------
    Span

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot be read.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "reports.jsonl"
    >>> _ = file.write_bytes(b'{"text": "a"}\n{"text": "b"}\n{"text": "c"}\n')
    >>> list(spans_of(file, 20))
    [Span(start=0, end=28, line=1), Span(start=28, end=42, line=3)]
    """
    start = at = 0
    line = number = 1
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                done = 0
                while (full := block.find(b"\n", max(done, start + size - at - 1))) >= 0:
                    number += block.count(b"\n", done, full + 1)
                    done = full + 1
                    yield Span(start, at + done, line)
                    start, line = at + done, number
                number += block.count(b"\n", done)
                at += len(block)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror})", path=path) from error
    if at > start:
        yield Span(start, at, line)


def _lines(stream: BufferedReader, span: Span | None) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank; of one that is too long, enough to see that it is."""
    number = 0
    if span is not None:
        stream.seek(span.start)
        number = span.line - 1
    while (span is None or stream.tell() < span.end) and (line := stream.readline(REPORT_LIMIT + 1)):
        number += 1
        yet = line
        while len(yet) > REPORT_LIMIT and not yet.endswith(b"\n"):
            yet = stream.readline(REPORT_LIMIT + 1)
        if line.strip():
            yield number, line.removeprefix(_MARK) if number == 1 else line


def _cells(line: bytes, *, where: str) -> dict[str, str]:
    if len(line) > REPORT_LIMIT:
        raise ReadError(f"{where}: is longer than {REPORT_LIMIT // 1_000_000} MB; split it")
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError(f"{where}: is not UTF-8 (byte {error.start}), as JSON must be; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        reason = str(error).partition(":")[0][:80]
        raise ReadError(f'{where}: is not JSON ({reason}); write one object a line, such as {{"text": ...}}') from error
    if not isinstance(found, dict):
        raise ReadError(f'{where}: holds {_NAMES[type(found)]}, not an object; write {{"text": ...}}')
    if not any(known_name(key) == "text" for key in found):
        keys = ", ".join(found)[:200]
        raise ReadError(f"{where}: has no key 'text' with the report's words; its keys are {keys}")
    return {key: _cell(key, value, where=where) for key, value in found.items()}


_NAMES: Final[dict[type, str]] = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def _cell(key: str, value: object, *, where: str) -> str:
    """Return a value as text; what only a program can read is left out, unless it stands for the report's words."""
    if isinstance(value, str):
        return value
    if known_name(key) == "text" and value is not None:
        raise ReadError(f"{where}: {key}: is no text; put the report's words there as a string")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
