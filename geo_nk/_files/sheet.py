"""Read an Excel table as people make it: with other sheets beside it, columns without a name, cells far away."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files.cells import MOST_COLUMNS, left_out
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Sheet", "read_sheet"]

_FORMULAS: Final = (b"<f>", b"<f ", b"<f/")
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a table, by column.

    Attributes
    ----------
    numbers : list of int
        The number of each row, as Excel shows it. Blank rows are left out.
    columns : dict of str to sequence
        The values by the name in the header, None where a cell is empty.
    notes : tuple of str
        What of the file is not in it.
    """

    numbers: list[int]
    columns: dict[str, Sequence[Any]]
    notes: tuple[str, ...]


def read_sheet(path: Path, data: bytes) -> Sheet:
    """Read the first sheet that has rows below its header; hidden ones only where there is no other.

    Parameters
    ----------
    path
        The file, for errors.
    data
        What is in it.

    Returns
    -------
    Sheet

    Raises
    ------
    geo_nk.errors.ReadError
        If there is no header, it has more than 2,000 columns, or names one twice. What damage makes openpyxl raise
        is raised as it is.
    """
    import openpyxl  # noqa: PLC0415 - an extra

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
        held = {sheet.title: list(_rows(sheet, most=2)) for sheet in sheets}
        title = next((title for title, rows in held.items() if len(rows) > 1), next(iter(held), ""))
        others = [repr(other) for other, rows in held.items() if rows and other != title]
        rows = list(_rows(book[title])) if title else []
    finally:
        book.close()
    names = _names(path, rows[0][1] if rows else ())
    notes = [f"the sheet {title!r} is read; {', '.join(others[:_MOST_NAMED])} is not"] if others else []
    numbers = [number for number, _ in rows[1:]]
    columns: dict[str, Sequence[Any]] = {}
    cells = zip_longest(*(row for _, row in rows[1:])) if len(rows) > 1 else iter(())
    for at, (name, values) in enumerate(zip_longest(names, cells)):
        if name:
            columns[name] = (None,) * len(numbers) if values is None else values
        elif values is not None:
            notes += next(([left_out(at, n, v)] for n, v in zip(numbers, values, strict=True) if not _is_blank(v)), [])
    return Sheet(numbers, columns, (*notes, *_without_result(data, title, dict(rows))))


def _rows(sheet: Any, *, most: int | None = None) -> Iterator[tuple[int, tuple[Any, ...]]]:  # noqa: ANN401 - of openpyxl
    """Yield the rows that are not blank, at most so many, with their numbers."""
    sheet.reset_dimensions()  # what a file says of its size may be a million rows of nothing
    found = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if found == most:
            return
        if not all(map(_is_blank, row)):
            found += 1
            yield number, tuple(row)


def _names(path: Path, header: Sequence[object]) -> list[str]:
    names = ["" if _is_blank(name) else str(name).strip() for name in header]
    counts = Counter(filter(None, names))
    if not counts:
        raise ReadError(f"{path}: has no header; the first row must name the columns", path=path)
    if counts.total() > MOST_COLUMNS:
        message = (
            f"names {counts.total():,} columns, and no table has more than {MOST_COLUMNS:,}; keep those of the events"
        )
        raise ReadError(f"{path}: {message}", path=path)
    name, count = counts.most_common(1)[0]
    if count > 1:
        raise ReadError(f"{path}: names the column {name[:60]!r} twice; rename or remove one", path=path)
    return names


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and (not value or value.isspace()))


def _without_result(data: bytes, title: str, rows: dict[int, tuple[Any, ...]]) -> list[str]:
    """Say which cells hold a formula that was saved without its result: nobody computed it, or it says nothing."""
    import openpyxl  # noqa: PLC0415 - an extra

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        if not any(mark in text for text in map(archive.read, parts) for mark in _FORMULAS):
            return []
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    try:
        empty = [
            f"{openpyxl.utils.get_column_letter(at)}{number}"
            for number, row in _rows(book[title])
            for at, (formula, value) in enumerate(zip_longest(row, rows.get(number, ())), start=1)
            if value is None and not _is_blank(formula)
        ]
    finally:
        book.close()
    if not empty:
        return []
    where = f"{len(empty):,} formulas have no result ({', '.join(empty[:_MOST_NAMED])})"
    return [f"{where}; if they should, open the table in a spreadsheet program and save it"]
