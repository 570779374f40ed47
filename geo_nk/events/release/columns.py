"""Values in some columns only: what is handed on of a table whose maker chose its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from geo_nk.events.frame import tidy
from geo_nk.events.schema import EVENT_COLUMNS
from geo_nk.events.validate import validate_events

if TYPE_CHECKING:
    from collections.abc import Collection

    import geopandas as gpd

__all__ = ["only_columns"]

#: What a row cannot be drawn without, or only more exactly than it is known.
NEEDED: Final = frozenset({"event_id", "category", "geo_precision", "uncertainty_m", "geometry"})


def only_columns(events: gpd.GeoDataFrame, *, columns: Collection[str]) -> gpd.GeoDataFrame:
    """Return a table that has values in some of its columns only.

    Parameters
    ----------
    events
        An event table. It is not changed.
    columns
        Names of columns to keep. Category, point, its radius and precision are always kept, so that nothing is drawn
        more exactly than it is known; ids that are not kept become numbers.

    Returns
    -------
    geopandas.GeoDataFrame

    Raises
    ------
    ValueError
        If the event table has no such column.

    Examples
    --------
    >>> from geo_nk.events.frame import events_frame
    >>> events = events_frame([{"event_id": "kim", "category": "other", "quote": "A raid.", "lon": 128.2, "lat": 41.4}])
    >>> only_columns(events, columns=["date_start"])[["event_id", "quote"]].iloc[0].tolist()
    ['1', None]
    """
    known = [column.name for column in EVENT_COLUMNS]
    unknown = [name for name in ((columns,) if isinstance(columns, str) else columns) if name not in known]
    if unknown:
        raise ValueError(f"columns: {', '.join(map(repr, unknown))} is not known; choose from {', '.join(known)}")
    table = validate_events(events)
    kept = NEEDED | set(columns)
    # Where a province is all that is known, its id says what is drawn, and no more than that.
    areas = None if "place_id" in kept else table["place_id"].where(table["geo_precision"] == "province", None)
    empty = {
        column.name: tidy([None] * len(table), column.dtype).set_axis(table.index)
        for column in EVENT_COLUMNS
        if column.name not in kept
    }
    if "event_id" not in columns:
        empty["event_id"] = pd.Series(map(str, range(1, len(table) + 1)), index=table.index, dtype=object)
    if areas is not None:
        empty["place_id"] = areas
    return table[known].assign(**empty)
