"""Read a CSV table column by column: a large one by Arrow, which takes a fifth of the time and holds no copy of it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_nk._files.cells import header_of, left_out, read_csv
from geo_nk._files.decode import clean, decode
from geo_nk._files.formulas import unguard
from geo_nk._files.openings import odd_openings
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    import os

    from numpy.typing import NDArray

__all__ = ["CsvColumns", "csv_names", "nothing", "read_csv_columns", "says_nothing"]

_LARGE: Final = 1 << 22  # bytes from which Arrow is worth its start
_HEAD: Final = 1 << 20
_BLOCK: Final = 1 << 21
_QUOTATION: Final = ord('"')
_MOST_SHARED: Final = 20_000  # distinct texts after which a column is taken for one that does not repeat itself
_ODD: Final = r"^['\s\pZ\pC]"  # what begins otherwise is neither blank nor guarded


@dataclass(frozen=True, slots=True)
class CsvColumns:
    """The cells of a table, by column.

    Attributes
    ----------
    numbers : numpy.ndarray of int
        The number of each row, as a spreadsheet shows it (the header is row 1). Blank rows are left out.
    columns : dict of str to numpy.ndarray
        Text by the name in the header, without the apostrophe of a guarded cell; None where a cell is blank. Not to be
        written to.
    notes : tuple of str
        What of the file is not in it.
    """

    numbers: NDArray[np.intp]
    columns: dict[str, NDArray[np.object_]]
    notes: tuple[str, ...] = ()


def read_csv_columns(path: str | os.PathLike[str]) -> CsvColumns:
    r"""Read a CSV table; a column without a name is left out, which is noted where it holds something.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    CsvColumns

    Raises
    ------
    geo_nk.errors.ReadError
        As `geo_nk._files.read_csv`, and its rows.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("Town,Note\nHyesan,\n\nMusan,'=1\n")
    >>> table = read_csv_columns(file)
    >>> table.numbers.tolist(), table.columns["Note"].tolist()
    ([2, 4], [None, '=1'])
    """
    file = Path(path)
    names, first, cells = _by_arrow(file) or _by_module(file)
    columns = {unguard(name): column for name, column in zip(names, cells, strict=True) if name}
    notes = tuple(note for at, name in enumerate(names) if not name and (note := _left_out(cells[at], at, first)))
    blank = np.ones(len(cells[0]), dtype=bool)
    for column in cells:
        blank[blank] = column[blank] == None  # noqa: E711 - each of an array
        if not blank.any():
            return CsvColumns(first + np.arange(len(blank)), columns, notes)
    held = np.flatnonzero(~blank)
    return CsvColumns(first + held, {name: column[held] for name, column in columns.items()}, notes)


def _left_out(column: NDArray[np.object_], at: int, first: int) -> str | None:
    told = np.flatnonzero(column != None)  # noqa: E711 - each of an array
    return left_out(at, first + int(told[0]), column[told[0]]) if len(told) else None


def csv_names(path: str | os.PathLike[str]) -> list[str]:
    """Return the names of the columns of a CSV file; of a large one, its rows are not read."""
    file = Path(path)
    head = _head(file)
    return [unguard(name) for name in (read_csv(file) if head is None else header_of(head, file)).columns if name]


def _by_module(file: Path) -> tuple[tuple[str, ...], int, list[NDArray[np.object_]]]:
    """Return names, number of the first row and cells; a row that is blank has its place."""
    table = read_csv(file)
    first = table.first_row
    rows = dict(table.cells())
    cells = np.full((len(table.columns), max(rows, default=first - 1) - first + 1), None, dtype=object)
    for number, row in rows.items():
        cells[:, number - first] = list(map(_cell, row))
    return table.columns, first, list(cells)


def _head(file: Path) -> str | None:
    """Return how a large file begins that is in UTF-8; None of any other."""
    try:
        with file.open("rb") as stream:
            if stream.seek(0, 2) < _LARGE:
                return None
            stream.seek(0)
            head, line_end, _ = stream.read(_HEAD).rpartition(b"\n")
        text = head.decode("utf-8-sig")
        return text if line_end and decode(head, source=str(file)) == text else None
    except (OSError, UnicodeDecodeError, ReadError):
        return None


def _is_quoted_well(file: Path, delimiter: str) -> bool:
    """Whether every other quotation mark opens a cell, and the next one closes it: Arrow lets others pass."""
    marks = np.frombuffer(f"{delimiter}\r\n".encode(), dtype=np.uint8)
    count = 0
    before = b"\n"  # what stands before a block, and in the end behind the last
    with file.open("rb") as stream:
        block = stream.read(_BLOCK).removeprefix(codecs.BOM_UTF8)
        while block:
            behind = stream.read(_BLOCK)
            held = np.frombuffer(before + block + (behind[:1] or b"\n"), dtype=np.uint8)
            at = np.flatnonzero(held[1:-1] == _QUOTATION) + 1
            opening, closing = at[count % 2 :: 2], at[1 - count % 2 :: 2]
            beside = np.concatenate([held[opening - 1], held[closing + 1]])
            if not (np.isin(beside, marks) | (beside == _QUOTATION)).all():
                return False
            count += len(at)
            before, block = block[-1:], behind
    return count % 2 == 0


def _by_arrow(file: Path) -> tuple[tuple[str, ...], int, list[NDArray[np.object_]]] | None:
    """Return what `_by_module` does of a large and regular file; None of any other."""
    import pyarrow as pa  # noqa: PLC0415 - slow to load
    from pyarrow import csv  # noqa: PLC0415 - as above

    head = _head(file)
    if head is None:
        return None
    table = header_of(head, file)
    if not _is_quoted_well(file, table.delimiter):
        return None
    names = [str(at) for at in range(len(table.columns))]
    before = table.first_row - 2  # a line that says the separator
    reading = csv.ReadOptions(block_size=_BLOCK, column_names=names, skip_rows=before, skip_rows_after_names=1)
    parsing = csv.ParseOptions(delimiter=table.delimiter, newlines_in_values=True, ignore_empty_lines=False)
    converting = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), null_values=[""], strings_can_be_null=True
    )
    parts: list[list[NDArray[np.object_] | None]] = [[] for _ in names]
    shared: list[dict[str | None, str | None]] = [{} for _ in names]
    counts: list[int] = []
    try:
        for batch in csv.open_csv(file, reading, parsing, converting):
            counts.append(len(batch))
            for held, column, known in zip(parts, batch.columns, shared, strict=True):
                held.append(_objects(column, known))
    except pa.ArrowInvalid:  # the other way says what is wrong, and where
        return None
    cells = []
    while parts:  # what was joined is let go
        held = parts.pop(0)
        empty = all(part is None for part in held)
        cells.append(nothing(sum(counts)) if empty else np.concatenate(list(map(_or_nothing, held, counts))))
    pa.default_memory_pool().release_unused()
    return table.columns, table.first_row, cells


def nothing(count: int) -> NDArray[np.object_]:
    """Return a column without a value, which takes no memory and is not to be written to."""
    return np.broadcast_to(np.array([None], dtype=object), (count,))


def says_nothing(column: NDArray[Any]) -> bool:
    """Whether a column is one that `nothing` made; what is not may have no value, too."""
    return column.strides == (0,) and column.dtype == object and (not len(column) or column[0] is None)


def _or_nothing(part: NDArray[np.object_] | None, count: int) -> NDArray[np.object_]:
    return nothing(count) if part is None else part


def _objects(texts: Any, shared: dict[str | None, str | None]) -> NDArray[np.object_] | None:  # noqa: ANN401 - of Arrow
    """Return texts of Arrow as objects, each distinct one once, where it is shared; None where there is no text."""
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    if texts.null_count == len(texts):
        return None
    coded = texts.dictionary_encode()
    words = coded.dictionary
    letters = np.frombuffer(words.buffers()[2], dtype=np.uint8)
    odd = words.filter(odd_openings(words))
    plain = letters.all() and not pc.any(pc.match_substring_regex(odd, _ODD)).as_py()
    known = np.full(len(words) + 1, None, dtype=object)  # the last is what is missing
    said = words.to_pylist() if plain else [_cell(word) for word in words.to_pylist()]
    known[:-1] = [shared.setdefault(text, text) for text in said] if len(shared) < _MOST_SHARED else said
    found: NDArray[np.object_] = known[coded.indices.fill_null(len(words)).to_numpy()]
    return found


def _cell(text: str) -> str | None:
    """Return what a cell says, None where it is blank."""
    if not text or text.isspace():
        return None
    return clean(unguard(text))
