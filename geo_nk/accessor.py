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
    import os
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

    def counts(self, by: str = "category") -> pd.Series[int]:
        """Return how many events there are of each value of a column, those without a value too.

        Parameters
        ----------
        by
            The column; of a column of dates, by year.

        Returns
        -------
        pandas.Series

        Examples
        --------
        >>> from geo_nk import events_frame
        >>> rows = [{"event_id": str(i), "category": "defection", "unplaced_reason": "x"} for i in range(3)]
        >>> events_frame(rows).nk.counts().to_dict()
        {'defection': 3}
        """
        from geo_nk.events import validate_events  # noqa: PLC0415 - see above

        events = validate_events(self._events)
        if by not in events.columns:
            fault = f"no column is called {by!r}; the columns are {', '.join(map(str, events.columns))}"
            raise EventSchemaError(fault, faults=[fault])
        values = events[by]
        if by in {"date_start", "date_end", "published"}:
            values = values.dt.year.astype("Int64")
        counted: pd.Series[int] = values.value_counts(dropna=False)
        return counted

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
