"""What stands in the tables of a collection, wherever they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk.errors import ReadError
from geo_nk.events.collection.records import Record, to_text
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["COLUMNS", "HISTORY", "REPORT", "REST", "require_layout", "rest_of"]

#: The types of the columns of events, by name, but for the point.
COLUMNS: Final = {column.name: column.dtype for column in EVENT_COLUMNS if column.dtype != "geometry"}

#: The column of events that holds those of one's own, as JSON.
REST: Final = "other_columns"

#: The columns of reports, behind the number of the addition.
REPORT: Final = ("report_id", "sha256", "published", "publisher", "url", "title", "source_kind", "text")

#: The columns of the history, behind the number of the addition.
HISTORY: Final = ("at", "kind", "event_id", "before")


def rest_of(record: Record) -> str | None:
    """Return the columns of one's own that a record has, as JSON; None where it has none.

    Examples
    --------
    >>> rest_of({"event_id": "a", "lon": 128.2, "desk": "north"}), rest_of({"event_id": "a"})
    ('{"desk":"north"}', None)
    """
    rest = {name: value for name, value in record.items() if name not in COLUMNS and name not in {"lon", "lat"}}
    return to_text(rest) if rest else None


def require_layout(path: Path, layout: object, *, known: int) -> None:
    """Raise unless a collection is laid out as this version of geo_nk reads it.

    Raises
    ------
    geo_nk.errors.ReadError
        Naming both layouts.
    """
    if layout != known:
        message = f"{path}: is a collection of layout {layout}; this version of geo_nk reads layout {known}"
        raise ReadError(message, path=path)
