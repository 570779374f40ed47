"""Fill in what a table made by hand leaves out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from geo_nk._days import interval_of
from geo_nk.errors import ReadError
from geo_nk.events.categories import load_categories
from geo_nk.events.frame import is_missing
from geo_nk.events.identity import event_id
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["NO_POSITION", "complete_rows"]

#: Why a row of a table made by hand has no point yet.
NO_POSITION: Final = "no coordinates in the table"

_PLACES = ("place_name", "name_as_written", "lon")
_VOCABULARIES = ("category", *(column.name for column in EVENT_COLUMNS if column.values))
_IDENTITY = ("report_id", "quote", "place_id", "name_as_written", "date_start", "date_end")


def complete_rows(rows: Iterable[dict[str, object]], *, path: Path) -> list[dict[str, object]]:
    """Return rows that have an id, a whole interval, and a reason where they have no position.

    Parameters
    ----------
    rows
        As they were read, with ``lon`` and ``lat``.
    path
        The file, for errors.

    Returns
    -------
    list of dict

    Raises
    ------
    geo_nk.errors.ReadError
        If there is no category, or nothing that tells where.
    """
    table = [dict(row) for row in rows]
    columns = dict.fromkeys(key for row in table for key in row)
    if table:
        _require_columns(columns, table, path=path)
    codes = _codes()
    counts: Counter[str] = Counter()
    for row in table:
        _complete(row, columns, codes)
        if is_missing(row.get("event_id")):
            row["event_id"] = _new_id(row, counts)
    return table


def _complete(row: dict[str, object], columns: dict[str, None], codes: dict[str, str]) -> None:
    """Fill a row; a column that the table has is taken as it is, gaps and all."""
    for name in _VOCABULARIES:
        value = row.get(name)
        if isinstance(value, str):
            row[name] = value.strip().lower()
    if (code := codes.get(str(row.get("category")))) is not None:
        row["category"] = code
    _complete_dates(row, columns)
    if "name_as_written" not in columns and is_missing(row.get("place_id")):
        row["name_as_written"] = row.get("place_name")
    if "match_method" not in columns and row.get("lon") is not None:
        row["match_method"] = "given"
    if row.get("lon") is None and is_missing(row.get("unplaced_reason")):
        row["unplaced_reason"] = NO_POSITION


def _complete_dates(row: dict[str, object], columns: dict[str, None]) -> None:
    """Make an interval of a date as it was typed: a month is its first to its last day."""
    for name, side in (("date_end", "end"), ("date_start", "start")):
        typed = interval_of(str(row[name])) if isinstance(row.get(name), str) else None
        if typed is not None:
            row[name] = getattr(typed, side).isoformat()
            if name == "date_start" and "date_end" not in columns:
                row["date_end"] = typed.end.isoformat()
            if name == "date_start" and "date_precision" not in columns:
                row["date_precision"] = typed.precision
    if is_missing(row.get("date_start")) and "date_end" not in columns:
        row["date_end"] = None


def _codes() -> dict[str, str]:
    """Return the codes of categories by their label in small letters."""
    return {category.label.lower(): code for code, category in load_categories().items()}


def _require_columns(columns: dict[str, None], rows: list[dict[str, object]], *, path: Path) -> None:
    found = ", ".join(
        name for name in columns if name not in {"lon", "lat"} or any(r.get(name) is not None for r in rows)
    )
    if "category" not in columns:
        message = f"{path}: has no column 'category', which says what happened; its columns are {found or 'none'}"
        raise ReadError(message, path=path)
    told = any(not is_missing(row.get(name)) for row in rows for name in (*_PLACES, "unplaced_reason"))
    if not told:
        message = (
            f"{path}: has nothing that tells where: neither the column 'place_name' nor 'lon' and 'lat'; "
            f"its columns are {found}"
        )
        raise ReadError(message, path=path)


def _new_id(row: dict[str, object], counts: Counter[str]) -> str:
    """Make an id from what the row says; rows that say the same are counted."""
    said = {name: None if is_missing(row.get(name)) else str(row[name]).strip() for name in _IDENTITY}
    category = str(row.get("category") or "").strip()
    plain = event_id(category=category, **said)
    counts[plain] += 1
    return plain if counts[plain] == 1 else event_id(category=category, distinguish=str(counts[plain]), **said)
