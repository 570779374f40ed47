"""The rows of an event table as plain values, each made when it is asked for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from geo_nk.events.frame import is_missing
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["Rows"]


class Rows:
    """The rows of a valid event table; what is missing is None, and the point is left out.

    Parameters
    ----------
    table
        A valid event table.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> Rows(events_frame([{"event_id": "a", "category": "other"}]))[0]["category"]
    'other'
    """

    def __init__(self, table: gpd.GeoDataFrame) -> None:
        names = [each.name for each in EVENT_COLUMNS if each.name != "geometry"]
        self._columns = {name: table[name].tolist() for name in names}
        self._size = len(table)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, number: int) -> dict[str, Any]:
        values = ((name, column[number]) for name, column in self._columns.items())
        return {name: None if is_missing(value) else _plain(value) for name, value in values}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell
    return value.isoformat()[:10] if isinstance(value, dt.date) else value
