"""Fill in what a table made by hand leaves out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_nk._days import interval_of
from geo_nk._files.columns import nothing
from geo_nk.errors import ReadError
from geo_nk.events.categories import load_categories
from geo_nk.events.columns import Columns, each_text, either, is_missing, missing, objects
from geo_nk.events.identity import event_id
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["NO_POSITION", "completed"]

#: Why a row of a table made by hand has no point yet.
NO_POSITION: Final = "no coordinates in the table"

_PLACES = ("place_name", "name_as_written", "lon")
_VOCABULARIES = frozenset({"category", *(column.name for column in EVENT_COLUMNS if column.values)})
_IDENTITY = ("report_id", "quote", "place_id", "name_as_written", "date_start", "date_end")


def completed(table: Columns, *, path: Path) -> Columns:
    """Return a table whose rows have an id, a whole interval, and a reason where they have no position.

    Parameters
    ----------
    table
        As it was read, with ``lon`` and ``lat``.
    path
        The file, for errors.

    Returns
    -------
    Columns
        A column that the table has is taken as it is, gaps and all.

    Raises
    ------
    geo_nk.errors.ReadError
        If there is no category, or nothing that tells where.
    """
    cells = dict(table.cells)
    if not len(table.numbers):
        return table
    _require_columns(cells, path=path)
    for name in _VOCABULARIES & cells.keys():
        cells[name] = each_text(lambda text: text.strip().lower(), cells[name])
    codes = _codes()
    cells["category"] = each_text(lambda text: codes.get(text, text), cells["category"])
    cells |= _dates(cells)
    unplaced = missing(cells["lon"])
    if "name_as_written" not in cells and "place_name" in cells:
        known = ~missing(cells["place_id"]) if "place_id" in cells else np.zeros(len(unplaced), dtype=bool)
        cells["name_as_written"] = either(known, None, cells["place_name"])
    if "match_method" not in cells:
        cells["match_method"] = either(unplaced, None, "given")
    reasons = cells.get("unplaced_reason", nothing(len(unplaced)))
    cells["unplaced_reason"] = either(unplaced & missing(reasons), NO_POSITION, reasons)
    cells["event_id"] = _ids(cells, len(unplaced))
    return Columns(table.numbers, cells)


def _dates(cells: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Make an interval of a date as it was typed: a month is its first to its last day."""
    made: dict[str, NDArray[Any]] = {}
    if "date_end" in cells:
        made["date_end"] = each_text(lambda text: _side(text, "end") or text, cells["date_end"])
    if "date_start" not in cells:
        return made
    typed = cells["date_start"]
    made["date_start"] = each_text(lambda text: _side(text, "start") or text, typed)
    for name, side in (("date_end", "end"), ("date_precision", "precision")):
        if name not in cells:
            texts = each_text(lambda text, side=side: _side(text, side), typed)  # type: ignore[misc] # of each turn
            made[name] = objects(value if isinstance(value, str) else None for value in texts)
    return made


def _side(text: str, side: str) -> str | None:
    """Return the first day, the last or the precision of a date as it was typed, None where it is none."""
    typed = interval_of(text)
    return None if typed is None else str(getattr(typed, side))


def _ids(cells: Mapping[str, NDArray[Any]], count: int) -> NDArray[Any]:
    """Return the ids of rows; where there is none, one made from what the row says. What says the same is counted."""
    ids = cells["event_id"].copy() if "event_id" in cells else np.full(count, None, dtype=object)
    counts: Counter[str] = Counter()
    for i in np.flatnonzero(missing(ids)):
        said = {name: _text(cells[name][i]) for name in _IDENTITY if name in cells}
        category = _text(cells["category"][i]) or ""
        plain = event_id(category=category, **said)
        counts[plain] += 1
        more = counts[plain]
        ids[i] = plain if more == 1 else event_id(category=category, distinguish=str(more), **said)
    return ids


def _text(value: object) -> str | None:
    return None if is_missing(value) else str(value).strip()


def _codes() -> dict[str, str]:
    """Return the codes of categories by their label in small letters."""
    return {category.label.lower(): code for code, category in load_categories().items()}


def _require_columns(cells: Mapping[str, NDArray[Any]], *, path: Path) -> None:
    found = ", ".join(name for name in cells if name not in {"lon", "lat"} or not missing(cells[name]).all())
    if "category" not in cells:
        message = f"{path}: has no column 'category', which says what happened; its columns are {found or 'none'}"
        raise ReadError(message, path=path)
    told = (*_PLACES, "unplaced_reason")
    if all(missing(cells[name]).all() for name in told if name in cells):
        message = (
            f"{path}: has nothing that tells where: neither the column 'place_name' nor 'lon' and 'lat'; "
            f"its columns are {found}"
        )
        raise ReadError(message, path=path)
