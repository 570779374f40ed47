"""Rows of any table, or lines of JSON: one report in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk.errors import ReadError
from geo_nk.reports.formats.draft import Draft, unify
from geo_nk.reports.header import HEADER_KEYS, facts_from, known_name
from geo_nk.reports.manifest import MANIFEST
from geo_nk.reports.report import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["drafts_of_rows", "require_text", "row_draft"]

_IDS: Final = ("report_id", "id")


def drafts_of_rows(rows: Iterable[tuple[int, Mapping[str, str]]], *, path: Path) -> Iterator[Draft | Refusal]:
    """Yield the report of each row, or why it has none.

    Parameters
    ----------
    rows
        The number of each row as a person counts it, and its cells by column.
    path
        The table.

    Yields
    ------
    Draft or Refusal
    """
    for number, cells in rows:
        where = f"{path}: row {number}"
        try:
            yield row_draft(cells, where=where, number=number)
        except ReadError as error:
            yield Refusal(where, str(error).removeprefix(f"{where}: "))


def row_draft(cells: Mapping[str, str], *, where: str, number: int) -> Draft:
    """Return the report in one row.

    Parameters
    ----------
    cells
        Values by column; a column may have any name in `geo_nk.reports.header.ALIASES`.
    where
        The file and the row, for errors.
    number
        Which row it is.

    Returns
    -------
    Draft

    Raises
    ------
    geo_nk.errors.ReadError
        If it has no text, or a date that is none.
    """
    text = cells.get("text") or next((value for name, value in cells.items() if known_name(name) == "text"), "")
    if not text.strip():
        raise ReadError(f"{where}: is empty; a report needs a text")
    report_id = next((cells[name].strip() for name in _IDS if cells.get(name, "").strip()), None)
    return Draft(unify(text), where, facts_from(cells, where=where), report_id=report_id, number=number)


def require_text(columns: Iterable[str], *, path: Path) -> None:
    """Raise unless one of the columns holds the words of reports."""
    names = tuple(columns)
    if any(known_name(name) == "text" for name in names):
        return
    if path.name.lower() == MANIFEST:
        raise ReadError(f"{path}: describes reports and holds none; give its folder, {path.parent}", path=path)
    message = (
        f"{path}: has no column 'text' with the reports' words; its columns are {', '.join(names)[:500]}. "
        f"Name it text; {', '.join(('report_id', *HEADER_KEYS))} may stand beside it"
    )
    raise ReadError(message, path=path)
