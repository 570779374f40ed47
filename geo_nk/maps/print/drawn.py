"""An event table as a figure needs it: columns of numbers, and a count of what is not drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_nk.events.along import along_border
from geo_nk.events.release import release
from geo_nk.events.schema import NO_EVENT
from geo_nk.maps.shared.marks import are_vague, marks
from geo_nk.maps.shared.style import legend

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from geo_nk.events.along import Along

__all__ = ["NO_DAY", "Drawn", "drawn"]

#: The day of an event whose date is not known.
NO_DAY: Final = np.iinfo("int64").min


@dataclass(frozen=True, slots=True)
class Drawn:
    """The events of a figure; the arrays have an entry for each.

    Attributes
    ----------
    lon, lat : numpy.ndarray
        Degrees, of the mark; NaN where there is none.
    category : numpy.ndarray
        The category, by its place in `geo_nk.maps.shared.style.legend`.
    vague : numpy.ndarray
        Whether only an area or a line is known.
    radius_m : numpy.ndarray
        Metres around the mark within which the event happened; 0 where that is not said or no spot is known.
    km_first, km_last : numpy.ndarray
        The stretch of border that is all that is known; NaN for others.
    start, end : numpy.ndarray
        First and last day since 1970-01-01; `NO_DAY` where there is none.
    place_id : numpy.ndarray
        Of the place, or None.
    left_out : dict of str to int
        Events that are not drawn: ``unplaced``, the states of review, ``withheld``.
    level : str
        For whom the figure is.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    category: NDArray[np.int64]
    vague: NDArray[np.bool_]
    radius_m: NDArray[np.float64]
    km_first: NDArray[np.float64]
    km_last: NDArray[np.float64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    place_id: NDArray[Any]
    left_out: dict[str, int]
    level: str

    @property
    def placed(self) -> NDArray[np.bool_]:
        """Which events have a mark."""
        return ~np.isnan(self.lon)

    def along(self) -> Along:
        """Return where along the border the events lie."""
        return along_border(
            self.lon,
            self.lat,
            radius_m=self.radius_m,
            vague=self.vague,
            km_first=self.km_first,
            km_last=self.km_last,
        )


def drawn(events: gpd.GeoDataFrame, *, level: str = "internal", title: str | None = None) -> Drawn:
    """Return what is drawn of an event table.

    Parameters
    ----------
    events
        An event table. It is not changed.
    level
        As in `geo_nk.event_map`: what may not be seen is taken out, or made coarser, first.
    title
        Of the figure, in which nothing may stand that is withheld.

    Returns
    -------
    Drawn

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table is not one of events.
    geo_nk.errors.OutputError
        If the title says what is withheld.
    ValueError
        If the level is not known.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> shown = drawn(events_frame([{"event_id": "a", "category": "defection", "lon": 128.18, "lat": 41.4}]))
    >>> legend()[shown.category[0]]["label"], shown.left_out["unplaced"]
    ('Defection', 0)
    """
    released = release(events, level=level)
    released.withheld.refuse(title, level=level)
    status = released.events["status"]
    table = released.events[~status.isin(NO_EVENT)]
    lon, lat = marks(table)
    codes = pd.Index([entry["code"] for entry in legend()])
    vague = are_vague(table)
    radius, first, last = (_numbers(table, name) for name in ("uncertainty_m", "km_start", "km_end"))
    known = np.isnan(first) | np.isnan(last)
    start, end = _days(table, "date_start"), _days(table, "date_end")
    return Drawn(
        lon=lon,
        lat=lat,
        category=codes.get_indexer(table["category"]).astype("int64"),
        vague=vague,
        radius_m=np.where(vague, 0.0, np.nan_to_num(radius)),
        km_first=np.where(known, np.nan, first),
        km_last=np.where(known, np.nan, last),
        start=np.where(start == NO_DAY, end, start),
        end=np.where(end == NO_DAY, start, end),
        place_id=table["place_id"].to_numpy(dtype=object) if "place_id" in table else np.full(len(table), None),
        left_out={
            "unplaced": int(np.isnan(lon).sum()),
            **{name: int((status == name).sum()) for name in NO_EVENT},
        },
        level=level,
    )


def _numbers(table: gpd.GeoDataFrame, name: str) -> NDArray[np.float64]:
    if name not in table:
        return np.full(len(table), np.nan)
    return np.asarray(table[name].to_numpy(dtype="float64", na_value=np.nan), dtype="float64")


def _days(table: gpd.GeoDataFrame, name: str) -> NDArray[np.int64]:
    """Return days since 1970-01-01; `NO_DAY` where there is none."""
    if name not in table:
        return np.full(len(table), NO_DAY)
    days = table[name].to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), NO_DAY, days.astype("int64"))
