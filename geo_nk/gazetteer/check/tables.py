"""The gazetteer's four tables, row by row: those of ``gazetteer/``, which a person edits, or the shipped ones."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo_nk._files import read_bytes
from geo_nk.data import read_table
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["COLUMNS", "FIRST_LINE", "Row", "Tables", "read_tables", "shipped_tables"]

Row = dict[str, str]

COLUMNS: Final = {
    "places": (
        "place_id", "name", "kind", "country", "lon", "lat", "uncertainty_m", "seat_of", "confidence",
        "source_id", "geonames_id", "wikidata_id", "note",
    ),
    "names": ("place_id", "name", "lang", "script", "system", "preferred", "valid_from", "valid_to", "source_id"),
    "relations": ("place_id", "relation", "other_id", "valid_from", "valid_to", "source_id"),
    "sources": ("id", "title", "publisher", "licence", "where", "retrieved", "sha256"),
}  # fmt: skip
FIRST_LINE: Final = 2  # line 1 of a file is its header
_LIMIT: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Tables:
    """The four tables, row by row as they stand in the files."""

    places: list[Row]
    names: list[Row]
    relations: list[Row]
    sources: list[Row]
    unreadable: tuple[str, ...] = field(default=())

    def items(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield each table with its name."""
        for table in COLUMNS:
            yield table, getattr(self, table)


def read_tables(folder: str | os.PathLike[str]) -> Tables:
    """Read the four edited tables of a folder.

    Parameters
    ----------
    folder
        Holds ``places.csv``, ``names.csv``, ``relations.csv`` and ``sources.csv``.

    Returns
    -------
    Tables
        A row with too many or too few cells is in `unreadable`, which is a fault.

    Raises
    ------
    geo_nk.errors.ReadError
        If a table is missing or is no table.
    """
    wrong: list[str] = []
    rows: dict[str, list[Row]] = {}
    for table, columns in COLUMNS.items():
        file = Path(folder) / f"{table}.csv"
        reader = csv.reader(io.StringIO(_text(file), newline=""), strict=True)
        try:
            header, *lines = reader
        except (csv.Error, ValueError) as error:
            raise ReadError(f"{file}: is empty or no CSV at line {reader.line_num} ({error})", path=file) from error
        if tuple(header) != columns:
            wrong.append(f"{table}.csv:1: the columns must be {','.join(columns)}")
        wrong += [
            f"{table}.csv:{number}: has more or fewer cells than the header; quote a cell with a comma"
            if line
            else f"{table}.csv:{number}: is empty; take the line out"
            for number, line in enumerate(lines, FIRST_LINE)
            if len(line) != len(header)
        ]
        rows[table] = [dict(zip(header, line, strict=False)) for line in lines]
    return Tables(rows["places"], rows["names"], rows["relations"], rows["sources"], unreadable=tuple(wrong))


def _text(file: Path) -> str:
    """Return what stands in a table."""
    try:
        return read_bytes(file, limit=_LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{file}: is not UTF-8 at byte {error.start}; save it as CSV UTF-8", path=file) from error


def shipped_tables() -> Tables:
    """Return the tables that ship with geo_nk."""
    places, names, relations, sources = (read_table(f"gazetteer/{table}.csv") for table in COLUMNS)
    return Tables(places, names, relations, sources)
