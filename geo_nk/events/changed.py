"""Change single values of an event table without a copy of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely

from geo_nk.events.frame import tidy
from geo_nk.events.schema import CRS, column

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["Change", "changed"]

#: New values of a row, by column.
Change = dict[str, object]


def changed(events: gpd.GeoDataFrame, changes: Mapping[int, Mapping[str, object]]) -> gpd.GeoDataFrame:
    """Return a table with other values in some rows.

    Parameters
    ----------
    events
        An event table.
    changes
        By the position of the row: new values by column, with ``lon`` and ``lat`` in degrees for the geometry.

    Returns
    -------
    geopandas.GeoDataFrame

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> events = events_frame([{"event_id": "a", "category": "other", "unplaced_reason": "not said"}])
    >>> changed(events, {0: {"lon": 128.2, "lat": 41.4, "unplaced_reason": None}}).geometry[0].x
    128.2
    """
    columns: dict[str, pd.Series[Any]] = {}
    for name in dict.fromkeys(key for change in changes.values() for key in change if key not in {"lon", "lat"}):
        values = events[name].tolist()
        for i, change in changes.items():
            if name in change:
                values[i] = change[name]
        columns[name] = tidy(values, column(name).dtype).set_axis(events.index)
    moved = {i: change for i, change in changes.items() if "lon" in change}
    if moved:
        points = events.geometry.to_numpy().copy()
        for i, change in moved.items():
            lon, lat = change["lon"], change["lat"]
            points[i] = shapely.Point(lon, lat) if isinstance(lon, float) and isinstance(lat, float) else None
        columns["geometry"] = gpd.GeoSeries(points, index=events.index, crs=CRS)
    return events.assign(**columns)
