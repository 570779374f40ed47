"""Where each event is marked, on the page and in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geo_nk.border import border_length_km, point_at
from geo_nk.maps.shared.assets import shared_table
from geo_nk.maps.shared.basemap import province_middles

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

__all__ = ["VAGUE", "are_vague", "marks"]

#: Precisions that name an area or a line, not a spot; drawn hollow.
VAGUE: Final[list[str]] = shared_table("data/events.json")["vague"]


def marks(events: gpd.GeoDataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where each event is marked: its point, or the middle of the stretch or province that it is known to.

    Parameters
    ----------
    events
        A valid event table.

    Returns
    -------
    tuple of numpy.ndarray
        Longitudes and latitudes in degrees, NaN where nothing is known.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> lon, lat = marks(events_frame([{"event_id": "a", "category": "other", "lon": 128.18, "lat": 41.4}]))
    >>> lon.tolist(), lat.tolist()
    ([128.18], [41.4])
    """
    geometry = events.geometry.to_numpy()
    lon, lat = shapely.get_x(geometry), shapely.get_y(geometry)
    if {"km_start", "km_end"} <= set(events.columns):
        ends = events[["km_start", "km_end"]].to_numpy(dtype="float64", na_value=np.nan)
        middle = np.clip(ends.mean(axis=1), 0.0, border_length_km())
        along = np.isnan(lon) & ~np.isnan(middle)
        on_line = point_at(middle[along])
        lon[along], lat[along] = on_line.x, on_line.y
    if "place_id" in events.columns:
        nowhere = np.isnan(lon) & are_vague(events)
        ids = events["place_id"].to_numpy(dtype=object)[nowhere]
        none = (np.nan, np.nan)
        middles = province_middles()
        found = np.array([middles.get(place_id, none) for place_id in ids]).reshape(-1, 2)
        lon[nowhere], lat[nowhere] = found[:, 0], found[:, 1]
    return lon, lat


def are_vague(events: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Return of which events only an area or a line is known.

    Parameters
    ----------
    events
        A valid event table.

    Returns
    -------
    numpy.ndarray

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"category": "other", "lon": 128.18, "lat": 41.4}
    >>> precisions = {"a": "settlement", "b": "province", "c": None}
    >>> events = events_frame([told | {"event_id": i, "geo_precision": p} for i, p in precisions.items()])
    >>> are_vague(events).tolist()
    [False, True, False]
    """
    if "geo_precision" not in events.columns:
        return np.zeros(len(events), dtype=bool)
    vague: NDArray[np.bool_] = events["geo_precision"].isin(VAGUE).to_numpy(dtype=bool)
    return vague
