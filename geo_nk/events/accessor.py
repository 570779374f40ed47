"""``events.nk``: what is done with an event table most, at hand on the table itself.

It is there as soon as geo_nk has made or read a table; for one from elsewhere, import this module.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from geo_nk.errors import EventSchemaError

if TYPE_CHECKING:
    import os
    from pathlib import Path

__all__ = ["EventAccessor"]


@pd.api.extensions.register_dataframe_accessor("nk")
class EventAccessor:
    """What is done with an event table; each method hands the table to the function of its name.

    Parameters
    ----------
    events
        An event table.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no GeoDataFrame.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> events = events_frame([{"event_id": "a", "category": "defection", "lon": 128.18, "lat": 41.4}])
    >>> events.nk.map(title="Hyesan")
    <EventMap 'Hyesan': ...>
    >>> events.nk.to_geojson()[:28]
    '{"type":"FeatureCollection",'
    """

    def __init__(self, events: gpd.GeoDataFrame) -> None:
        if not isinstance(events, gpd.GeoDataFrame):
            fault = ".nk works on a GeoDataFrame of events; make one of rows with geo_nk.events_frame"
            raise EventSchemaError(fault, faults=[fault])
        self._events = events

    def map(self, **options: Any) -> Any:  # noqa: ANN401 - an EventMap, of the layer above
        """Draw the events: `geo_nk.event_map` with the same options.

        Parameters
        ----------
        **options
            Handed on.

        Returns
        -------
        geo_nk.maps.EventMap
        """
        # The map stands above the table: it is looked up by name, and only when somebody asks for one.
        return import_module("geo_nk.maps").event_map(self._events, **options)

    def to_geojson(self) -> str:
        """Return the events as the text of a strict GeoJSON file.

        Returns
        -------
        str
        """
        # Both make tables, and so import this module in their turn.
        valid = import_module("geo_nk.events.validate").validate_events(self._events)
        return "".join(import_module("geo_nk.events.geojson").to_geojson([valid]))

    def to_file(self, path: str | os.PathLike[str]) -> Path:
        """Write the events: `geo_nk.write_events`.

        Parameters
        ----------
        path
            The file; its ending says in which format.

        Returns
        -------
        pathlib.Path
        """
        written: Path = import_module("geo_nk.events.files").write_events(self._events, path)
        return written
