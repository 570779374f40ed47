"""``events.nk``: what is done with an event table most, at hand on the table itself.

It comes with what `geo_nk` itself hands over and makes tables (`geo_nk.read_events`, `geo_nk.extract_events`); who
takes these from the packages below adds ``import geo_nk.accessor``. It stands above all that it reaches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo_nk.errors import EventSchemaError

# What the methods need is imported where it is used: this module is loaded by who may want none of it.
if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd
    from matplotlib.axes import Axes

    from geo_nk.maps import EventMap

__all__ = ["EventAccessor"]


class NoEventsError(EventSchemaError, AttributeError):
    """A table without geometry has no ``.nk``; `hasattr` says so, as of any attribute."""


@pd.api.extensions.register_dataframe_accessor("nk")
class EventAccessor:
    """What is done with an event table; each method hands the table to the function of its name.

    Parameters
    ----------
    events
        An event table.

    Raises
    ------
    geo_nk.accessor.NoEventsError
        If it is no GeoDataFrame.

    Examples
    --------
    >>> from geo_nk import events_frame
    >>> events = events_frame([{"event_id": "a", "category": "defection", "lon": 128.18, "lat": 41.4}])
    >>> events.nk.map(title="Hyesan")
    <EventMap 'Hyesan': ...>
    >>> events.nk.to_geojson()[:28]
    '{"type":"FeatureCollection",'
    """

    def __init__(self, events: gpd.GeoDataFrame) -> None:
        import geopandas as gpd  # noqa: PLC0415 - see above

        if not isinstance(events, gpd.GeoDataFrame):
            fault = ".nk works on a GeoDataFrame of events; make one of rows with geo_nk.events_frame"
            raise NoEventsError(fault, faults=[fault])
        self._events = events

    def map(self, **options: Any) -> EventMap:  # noqa: ANN401 - those of event_map, which says what they are
        """Draw the events: `geo_nk.event_map` with the same options.

        Parameters
        ----------
        **options
            Handed on.

        Returns
        -------
        geo_nk.maps.EventMap
        """
        from geo_nk.maps import event_map  # noqa: PLC0415 - see above

        return event_map(self._events, **options)

    def figure(self, **options: Any) -> Axes:  # noqa: ANN401 - those of event_figure
        """Draw the events for print: `geo_nk.event_figure` with the same options.

        Returns
        -------
        matplotlib.axes.Axes
        """
        from geo_nk.maps import event_figure  # noqa: PLC0415 - an extra

        return event_figure(self._events, **options)

    def strip(self, **options: Any) -> Axes:  # noqa: ANN401 - those of strip_chart
        """Draw the strip chart: `geo_nk.strip_chart` with the same options.

        Returns
        -------
        matplotlib.axes.Axes
        """
        from geo_nk.maps import strip_chart  # noqa: PLC0415 - an extra

        return strip_chart(self._events, **options)

    def release(self, level: str, **options: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - those of release_events
        """Return the table as a level lets it be seen: `geo_nk.release_events` with the same options.

        Parameters
        ----------
        level
            ``partner`` or ``public``.
        **options
            Handed on.

        Returns
        -------
        geopandas.GeoDataFrame
        """
        from geo_nk.events import release_events  # noqa: PLC0415 - see above

        return release_events(self._events, level=level, **options)

    def border_position(self) -> pd.DataFrame:
        """Measure the events against the border: `geo_nk.border_position`.

        Returns
        -------
        pandas.DataFrame
            With the index of the table.
        """
        from geo_nk.border import border_position  # noqa: PLC0415 - see above

        return border_position(self._events)

    def counts(self, by: str | Sequence[str] = "category", **options: Any) -> pd.DataFrame:  # noqa: ANN401 - as above
        """Count the events: `geo_nk.count_events` with the same options.

        Parameters
        ----------
        by
            What to count by, such as ``["county", "month"]``.
        **options
            Handed on.

        Returns
        -------
        pandas.DataFrame

        Examples
        --------
        >>> from geo_nk import events_frame
        >>> rows = [{"event_id": str(i), "category": "defection", "unplaced_reason": "x"} for i in range(3)]
        >>> events_frame(rows).nk.counts()[["category", "events"]].to_numpy().tolist()
        [['defection', 3.0]]
        """
        from geo_nk.analyse import count_events  # noqa: PLC0415 - see above

        return count_events(self._events, by, **options)

    def change(self, on: dt.date | str, by: str | Sequence[str] = (), **options: Any) -> pd.DataFrame:  # noqa: ANN401
        """Compare before and after a day: `geo_nk.event_change` with the same options.

        Returns
        -------
        pandas.DataFrame
        """
        from geo_nk.analyse import event_change  # noqa: PLC0415 - an extra

        return event_change(self._events, on, by, **options)

    def density(self, **options: Any) -> pd.DataFrame:  # noqa: ANN401 - as above
        """Return how dense the events are along the border: `geo_nk.border_density` with the same options.

        Returns
        -------
        pandas.DataFrame
        """
        from geo_nk.analyse import border_density  # noqa: PLC0415 - see above

        return border_density(self._events, **options)

    def clusters(self, **options: Any) -> pd.Series[int]:  # noqa: ANN401 - as above
        """Tell which events lie together in space and time: `geo_nk.event_clusters` with the same options.

        Returns
        -------
        pandas.Series
            With the index of the table.
        """
        from geo_nk.analyse import event_clusters  # noqa: PLC0415 - an extra

        return event_clusters(self._events, **options)

    def hot_spots(self, **options: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - as above
        """Tell the counties around which events are many: `geo_nk.hot_spots` with the same options.

        Returns
        -------
        geopandas.GeoDataFrame
        """
        from geo_nk.analyse import hot_spots  # noqa: PLC0415 - an extra

        return hot_spots(self._events, **options)

    def sanctions(self) -> gpd.GeoDataFrame:
        """Return the events with the resolutions that may cover their goods: `geo_nk.add_sanctions`.

        Returns
        -------
        geopandas.GeoDataFrame
        """
        from geo_nk.analyse import add_sanctions  # noqa: PLC0415 - see above

        return add_sanctions(self._events)

    def to_geojson(self) -> str:
        """Return the events as the text of a strict GeoJSON file.

        Returns
        -------
        str
        """
        from geo_nk.events.formats.geojson import to_geojson  # noqa: PLC0415 - see above
        from geo_nk.events.validate import validate_events  # noqa: PLC0415 - see above

        return "".join(to_geojson([validate_events(self._events)]))

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
        from geo_nk.events.files import write_events  # noqa: PLC0415 - see above

        return write_events(self._events, path)
