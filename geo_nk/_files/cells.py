"""Read a CSV table as people make it: comma, semicolon, tab or bar, from any spreadsheet program."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo_nk._files.decode import clean, decode
from geo_nk._files.read import read_bytes
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["MOST_COLUMNS", "TABLE_LIMIT", "CsvTable", "header_of", "left_out", "read_csv"]

#: The most bytes of a table of reports or of events.
TABLE_LIMIT: Final = 256_000_000

#: The most columns of a table.
MOST_COLUMNS: Final = 2_000
_SEP = re.compile(r"\"?sep=(.)\"?", re.IGNORECASE)
_FIRST_ROW = 2  # a spreadsheet shows the header as row 1


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table of text cells.

    Attributes
    ----------
    path : pathlib.Path
    columns : tuple of str
        The names in the header, stripped.
    delimiter : str
    first_row : int
        The number that a spreadsheet shows for the first row below the header.
    """

    path: Path
    columns: tuple[str, ...]
    delimiter: str
    first_row: int
    _text: str

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row that is not blank, with the number a spreadsheet shows for it (the header is row 1).

        Yields
        ------
        tuple of int and dict
            Every column has a value; an empty cell is an empty string.

        Raises
        ------
        geo_nk.errors.ReadError
            If a row has more cells than the header, or a quotation mark is never closed.
        """
        for number, cells in self.cells():
            yield number, dict(zip(self.columns, cells, strict=True))

    def cells(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that is not blank as `rows`, as a list: of columns without a name there may be several."""
        safe = clean(self._text) == self._text  # looked at once, and not cell by cell
        cells = _parse(self._text, self.delimiter, path=self.path)
        next(cells)
        for number, row in enumerate(cells, start=self.first_row):
            extra = row[len(self.columns) :]
            if any(extra):
                message = (
                    f"{self.path}: row {number} has {len(row)} cells but the header names {len(self.columns)} columns; "
                    f"the first cell too many holds {extra[0][:60]!r}; put text that contains {self.delimiter!r} "
                    "in quotation marks, and remove lines above the names of the columns"
                )
                raise ReadError(message, path=self.path)
            if any(cell.strip() for cell in row):
                padded = row + [""] * (len(self.columns) - len(row))
                held = padded[: len(self.columns)]
                yield number, held if safe else list(map(clean, held))


def read_csv(path: str | os.PathLike[str], *, limit: int = TABLE_LIMIT) -> CsvTable:
    """Read a CSV file and its header.

    The delimiter is the one of comma, semicolon, tab and vertical bar that the header has most of, or the one that a
    first line ``sep=;`` gives, as Excel writes it.

    Parameters
    ----------
    path
        The file.
    limit
        The most bytes to accept.

    Returns
    -------
    CsvTable

    Raises
    ------
    geo_nk.errors.ReadError
        If the file cannot be read or decoded, has no header or more than 2,000 columns, or names a column twice.
    """
    file = Path(path)
    return header_of(decode(read_bytes(file, limit=limit), source=str(file)), file)


def header_of(text: str, file: Path) -> CsvTable:
    """Return the table that a text is, or begins; see `read_csv`."""
    line, _, rest = text.partition("\n")
    said = _SEP.fullmatch(line.strip())
    if said is not None:
        text, line = rest, rest.partition("\n")[0]
    delimiter = said[1] if said is not None else max(",;\t|", key=line.count)
    header = next(_parse(text, delimiter, path=file), [])
    columns = tuple(clean(cell).strip() for cell in header)
    if not any(columns):
        raise ReadError(f"{file}: has no header; the first row must name the columns", path=file)
    if len(columns) > MOST_COLUMNS:
        message = (
            f"{file}: its first row has {len(columns):,} cells, and no table has more than {MOST_COLUMNS:,} columns; "
            "the first row must name the columns, each once"
        )
        raise ReadError(message, path=file)
    twice = sorted(name for name, count in Counter(columns).items() if name and count > 1)
    if twice:
        raise ReadError(f"{file}: names the column {twice[0][:60]!r} twice; rename or remove one", path=file)
    return CsvTable(file, columns, delimiter, _FIRST_ROW + (said is not None), text)


def left_out(at: int, number: int, value: object) -> str:
    """Say that a column without a name is left out, and what a row of it holds.

    Examples
    --------
    >>> left_out(27, 5, "by phone")
    "column AB has no name and is left out; row 5 holds 'by phone' there: name it in the first row to keep it"
    """
    letters = ""
    place = at + 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    said = f"row {number} holds {str(value)[:60]!r} there"
    return f"column {letters} has no name and is left out; {said}: name it in the first row to keep it"


def _parse(text: str, delimiter: str, *, path: Path) -> Iterator[list[str]]:
    """Yield the cells of each row; blank rows too, so that rows can be counted."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        # The limit on a cell is global to the process, so it is ours only while a row is read.
        before = csv.field_size_limit(max(len(text), 1))
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise ReadError(f"{path}: line {reader.line_num} is not CSV ({error})", path=path) from error
        finally:
            csv.field_size_limit(before)
        if row is None:
            return
        yield row
