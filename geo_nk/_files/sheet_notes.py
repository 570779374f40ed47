"""What a person does not see in an Excel sheet, or a program does not: hidden rows, formulas nobody computed."""

from __future__ import annotations

import io
import zipfile
from itertools import groupby, islice, zip_longest
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

__all__ = ["cells_at", "hidden_notes", "is_blank", "rows_of", "without_result"]

_FORMULAS: Final = (b"<f>", b"<f ", b"<f/")
_HIDDEN: Final = (b" hidden=",)
_LONGEST_MARK: Final = max(map(len, (*_FORMULAS, *_HIDDEN)))
_BLOCK: Final = 1 << 20
_YES: Final = ("1", "true")
_MOST_NAMED: Final = 5


def rows_of(sheet: Any, *, most: int | None = None) -> Iterator[tuple[int, tuple[Any, ...]]]:  # noqa: ANN401 - openpyxl
    """Yield the rows of a sheet that are not blank, at most so many, with their numbers."""
    sheet.reset_dimensions()  # what a file says of its size may be a million rows of nothing
    found = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if found == most:
            return
        if not all(map(is_blank, row)):
            found += 1
            yield number, tuple(row)


def is_blank(value: object) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and (not value or value.isspace()))


def cells_at(places: Iterable[int], row: Sequence[Any]) -> tuple[Any, ...]:
    """Return the cells of a row in some columns, None where it is shorter."""
    return tuple(row[at] if at < len(row) else None for at in places)


def without_result(data: bytes, title: str, named: Sequence[int], held: Mapping[int, Sequence[Any]]) -> list[str]:
    """Say which cells hold a formula that was saved without its result: nobody computed it, or it says nothing.

    Parameters
    ----------
    data
        The file.
    title
        Of the sheet.
    named
        The columns that are read, counted from 0.
    held
        Their results by the number of the row.
    """
    import openpyxl  # noqa: PLC0415 - an extra

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        if not any(_holds(archive, part, _FORMULAS) for part in parts):
            return []
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    try:
        empty = [
            f"{openpyxl.utils.get_column_letter(at + 1)}{number}"
            for number, row in islice(rows_of(book[title]), 1, None)
            for at, formula, value in zip_longest(named, cells_at(named, row), held.get(number, ()))
            if value is None and not is_blank(formula)
        ]
    finally:
        book.close()
    if not empty:
        return []
    where = f"{len(empty):,} formulas have no result ({', '.join(empty[:_MOST_NAMED])})"
    return [f"{where}; if they should, open the table in a spreadsheet program and save it"]


def hidden_notes(sheet: Any, data: bytes, names: Mapping[int, str], numbers: Iterable[int]) -> list[str]:  # noqa: ANN401
    """Say which of the rows and columns that are read are hidden, as a filter hides rows.

    Parameters
    ----------
    sheet
        Of openpyxl.
    data
        The file.
    names
        The names of the columns that are read, by their places, counted from 0.
    numbers
        Of the rows.
    """
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415 - an extra

    part = sheet._worksheet_path  # noqa: SLF001 - says nowhere else where the sheet lies in the file
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not _holds(archive, part, _HIDDEN):
            return []
        with archive.open(part) as stream:
            rows, columns = _hidden(iterparse(stream), set(numbers))
    held = [f"{name!r}" for at, name in names.items() if any(at + 1 in span for span in columns)]
    counted = [f"{len(rows):,} rows ({_spans(rows)})"] if rows else []
    counted += [f"{len(held):,} columns ({', '.join(held[:_MOST_NAMED])})"] if held else []
    return [f"hidden in the sheet and read all the same: {' and '.join(counted)}"] if counted else []


def _hidden(elements: Iterable[tuple[str, Any]], among: Container[int]) -> tuple[list[int], list[range]]:
    """Return the hidden ones among rows, by their numbers, and the hidden columns."""
    rows, columns = [], []
    number = 0
    for _, element in elements:
        tag = element.tag.rpartition("}")[2]
        hidden = element.get("hidden") in _YES
        if tag == "row":
            number = int(element.get("r", number + 1))
            if hidden and number in among:
                rows.append(number)
            element.clear()  # or the whole sheet would be in memory
        elif tag == "col" and hidden:
            columns.append(range(int(element.get("min")), int(element.get("max")) + 1))
    return rows, columns


def _spans(numbers: Iterable[int]) -> str:
    """Return numbers as a person writes them down.

    Examples
    --------
    >>> _spans([2, 4, 5, 6])
    '2, 4-6'
    """
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    said = [f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    return ", ".join(said[:_MOST_NAMED]) + (" and more" if len(said) > _MOST_NAMED else "")


def _holds(archive: zipfile.ZipFile, part: str, marks: Iterable[bytes]) -> bool:
    """Whether one of the marks stands in a part of an archive, which is never in memory as a whole."""
    sought = tuple(marks)
    with archive.open(part) as stream:
        before = b""
        while block := stream.read(_BLOCK):
            held = before + block
            if any(mark in held for mark in sought):
                return True
            before = held[-_LONGEST_MARK:]
    return False
