"""Rows of the event table as plain records, which JSON can hold and which are compared."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo_nk.errors import OutputError
from geo_nk.events.frame import events_frame, is_missing
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

__all__ = ["Record", "frame_of", "from_text", "records_of", "to_text"]

#: What a row says: columns that have a value, with ``lon`` and ``lat`` for the point; lists are lists of str.
Record = dict[str, Any]

_DATES: Final = frozenset(column.name for column in EVENT_COLUMNS if column.dtype == "date")
_DECIMALS: Final = 7  # degrees: a centimetre
_COMPARISON: Final = frozenset({"change", "changed_fields"})


def records_of(events: gpd.GeoDataFrame) -> list[Record]:
    """Return the rows of a valid event table; what compares two tables is left out.

    Examples
    --------
    >>> records_of(events_frame([{"event_id": "a", "category": "other", "goods": ["rice"], "lon": 128.2, "lat": 41.4}]))
    [{'event_id': 'a', 'category': 'other', 'goods': ['rice'], 'lon': 128.2, 'lat': 41.4}]
    """
    points = events.geometry.to_numpy()
    columns = {str(name): events[name].tolist() for name in events.columns if name not in {"geometry", *_COMPARISON}}
    columns |= {"lon": shapely.get_x(points).tolist(), "lat": shapely.get_y(points).tolist()}
    held = ({name: _plain(value, name) for name, value in row.items()} for row in _rows(columns))
    return [{name: value for name, value in row.items() if value is not None and value != []} for row in held]


def frame_of(records: Iterable[Record]) -> gpd.GeoDataFrame:
    """Return records as an event table."""
    return events_frame(records)


def to_text(record: Record) -> str:
    """Return a record as one JSON text, the same for the same record."""
    try:
        text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    except (ValueError, RecursionError) as error:
        raise OutputError(
            "a list or mapping in the table holds itself or is nested too deeply; make it flat"
        ) from error
    return text.encode("utf-8", "backslashreplace").decode("utf-8")  # half a character, as JSON writes it


def from_text(text: str) -> Record:
    """Return the record that `to_text` wrote."""
    record: Record = json.loads(text)
    return record


def _rows(columns: dict[str, list[Any]]) -> Iterable[Record]:
    return (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))


def _plain(value: Any, name: str) -> Any:  # noqa: ANN401 - a cell
    if isinstance(value, tuple | list | np.ndarray):
        return list(value)
    if is_missing(value):
        return None
    if name in _DATES:
        return value.isoformat()[:10] if isinstance(value, dt.date) else str(value)
    if isinstance(value, np.generic):
        value = value.item()
    if name in {"lon", "lat"}:
        return None if math.isnan(value) else round(value, _DECIMALS) + 0.0
    return value
