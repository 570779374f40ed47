"""Read an Excel table as people make it: with other sheets beside it, columns without a name, cells far away."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files.archive import refuse_bomb
from geo_nk._files.cells import MOST_COLUMNS, left_out
from geo_nk._files.extras import need
from geo_nk._files.read import read_bytes
from geo_nk._files.sheet_notes import cells_at, hidden_notes, is_blank, rows_of, without_result
from geo_nk._files.strangers import strangers_file
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["Sheet", "read_sheet"]

_LIMIT: Final = 1_000_000_000
_ADVICE: Final = "CSV (.csv)"
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


def read_sheet(path: Path) -> Sheet:
    """Read the first sheet that has rows below its header; hidden ones only where there is no other.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Sheet

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot be read, there is no header, or it has more than 2,000 columns or names one twice.
    """
    saved = f"the table as {_ADVICE}"
    openpyxl = need("openpyxl", extra="office", path=path, advice=saved)
    data = read_bytes(path, limit=_LIMIT)
    refuse_bomb(path, what="an Excel table", advice=_ADVICE, streamed=True)
    with strangers_file(str(path), "an Excel table", path=path, advice=saved):
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return _read(path, book, data)
        finally:
            book.close()


def _read(path: Path, book: Any, data: bytes) -> Sheet:  # noqa: ANN401 - of openpyxl
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    heads = {sheet.title: list(rows_of(sheet, most=2)) for sheet in sheets}
    title = next((title for title, rows in heads.items() if len(rows) > 1), next(iter(heads), ""))
    others = [repr(other) for other, rows in heads.items() if rows and other != title]
    rows = rows_of(book[title]) if title else iter(())
    names = _names(path, next(rows, (1, ()))[1])
    held, outside = _named_cells(rows, list(names))
    notes = [f"the sheet {title!r} is read; {', '.join(others[:_MOST_NAMED])} is not"] if others else []
    notes += [left_out(at, *outside[at]) for at in sorted(outside)]
    notes += hidden_notes(book[title], data, names, held)
    cells = zip(*held.values(), strict=True) if held else repeat((), len(names))
    columns: dict[str, Sequence[Any]] = dict(zip(names.values(), cells, strict=True))
    return Sheet([*held], columns, (*notes, *without_result(data, title, list(names), held)))


def _named_cells(
    rows: Iterable[tuple[int, tuple[Any, ...]]], named: Sequence[int]
) -> tuple[dict[int, tuple[Any, ...]], dict[int, tuple[int, Any]]]:
    """Return the cells of each row in the columns with a name, and where in each other one something stands first.

    No other cell is kept: a row with one far away is sixteen thousand cells wide.
    """
    held: dict[int, tuple[Any, ...]] = {}
    outside: dict[int, tuple[int, Any]] = {}
    known = set(named)
    for number, row in rows:
        held[number] = cells_at(named, row)
        for at, value in enumerate(row):
            if value is not None and at not in known and not is_blank(value):
                outside[at] = number, value
                known.add(at)
    return held, outside


def _names(path: Path, header: Sequence[object]) -> dict[int, str]:
    """Return the name of each column that has one, by its place."""
    names = {at: str(name).strip() for at, name in enumerate(header) if not is_blank(name)}
    counts = Counter(names.values())
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
