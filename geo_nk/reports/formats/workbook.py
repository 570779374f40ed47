"""Excel tables (.xlsx): a report in each row of the first sheet."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Final

from geo_nk._files import read_bytes
from geo_nk._files.archive import refuse_bomb
from geo_nk._files.extras import need
from geo_nk._files.strangers import strangers_file
from geo_nk.errors import ReadError
from geo_nk.reports.formats.rows import drafts_of_rows, require_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geo_nk.reports.formats.draft import Draft
    from geo_nk.reports.report import Refusal

__all__ = ["cell_text", "read"]

_TABLE_LIMIT: Final = 100_000_000


def read(path: Path) -> Iterator[Draft | Refusal]:
    """Yield the reports of an Excel table; one row is in memory at a time."""
    openpyxl = need("openpyxl", extra="office", path=path)
    data = io.BytesIO(read_bytes(path, limit=_TABLE_LIMIT))  # no file stays open where somebody stops reading early
    refuse_bomb(path, what="an Excel table", streamed=True)
    with strangers_file(str(path), "an Excel table", path=path):
        book = openpyxl.load_workbook(data, read_only=True, data_only=True)
        book.worksheets[0].reset_dimensions()  # what a file says of its size may be a million rows of nothing
        sheet = iter(book.worksheets[0].iter_rows(values_only=True))
        header = [cell_text(value).strip() for value in next(sheet, ())]
    try:
        if not any(header):
            raise ReadError(f"{path}: has no header; the first row must name the columns", path=path)
        require_text([name for name in header if name], path=path)
        yield from drafts_of_rows(_rows(sheet, header, path=path), path=path)
    finally:
        book.close()


def _rows(
    sheet: Iterator[Sequence[object]], header: Sequence[str], *, path: Path
) -> Iterator[tuple[int, dict[str, str]]]:
    number = 1
    while True:
        number += 1
        with strangers_file(f"{path}: row {number}", "a row of an Excel table", path=path):
            row = next(sheet, None)
        if row is None:
            return
        cells = {name: cell_text(value) for name, value in zip(header, row, strict=False) if name}
        if any(value.strip() for value in cells.values()):
            yield number, cells


def cell_text(value: object) -> str:
    """Return what stands in a cell as text: a date as ``2021-08-06``; nothing, or what only programs read, as nothing.

    Examples
    --------
    >>> import datetime
    >>> cell_text(datetime.datetime(2021, 8, 6)), cell_text(None), cell_text("혜산".encode()), cell_text({"a": 1})
    ('2021-08-06', '', '혜산', '')
    """
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, bytes):  # as programs write text that do not say that it is text
        return value.decode("utf-8", "replace")
    if isinstance(value, list | tuple | dict):
        return ""
    return "" if value is None else str(value)
