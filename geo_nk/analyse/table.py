"""The events that an analysis counts, and a count of those that it leaves out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_nk.errors import EventSchemaError
from geo_nk.events.frame import days_in_form, tidy
from geo_nk.events.schema import EVENT_COLUMNS, NO_EVENT
from geo_nk.events.validate import geometry_faults, raise_faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = [
    "LISTS",
    "VAGUE",
    "Account",
    "counted",
    "days_of",
    "need_columns",
    "numbers_of",
    "points_of",
    "texts_of",
]

#: Columns that hold several values; an event counts with each.
LISTS: Final = frozenset(column.name for column in EVENT_COLUMNS if column.dtype == "list")

#: Precisions of places of which only an area or a line is known.
VAGUE: Final = ("province", "linear", "region")

_NO_DAY: Final = np.iinfo("int64").min


@dataclass
class Account:
    """What became of the rows of a table: no event is lost in silence.

    Attributes
    ----------
    rows : int
        Rows of the table.
    left_out : dict of str to int
        Rows that are in no number of the answer, by why.
    spread : dict of str to int
        Rows that are shared out, by what of them is known vaguely.
    """

    rows: int
    left_out: dict[str, int] = field(default_factory=dict)
    spread: dict[str, int] = field(default_factory=dict)

    def leave_out(self, why: str, count: int) -> None:
        """Count rows that are left out."""
        if count:
            self.left_out[why] = self.left_out.get(why, 0) + count

    def share_out(self, what: str, count: int) -> None:
        """Count rows that are shared out."""
        if count:
            self.spread[what] = self.spread.get(what, 0) + count

    def attrs(self) -> dict[Any, Any]:
        """Return it as an answer has it in its ``attrs``."""
        kept = self.rows - sum(self.left_out.values())
        return {"events": kept, "spread": dict(self.spread), "left_out": dict(self.left_out)}


def counted(events: gpd.GeoDataFrame, columns: Iterable[str] = ()) -> tuple[gpd.GeoDataFrame, Account]:
    """Return the rows of an event table that are counted, and an account that is begun.

    Parameters
    ----------
    events
        An event table. It is not changed, and only looked at where it is needed: it may have a million rows.
    columns
        Those that it must have.

    Returns
    -------
    tuple of geopandas.GeoDataFrame and Account

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no GeoDataFrame, its coordinates are no degrees, or a column is missing.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> rows = [{"event_id": "a", "category": "other"}, {"event_id": "b", "category": "other", "status": "merged"}]
    >>> table, account = counted(events_frame(rows))
    >>> len(table), account.left_out
    (1, {'merged': 1})
    """
    if not isinstance(events, gpd.GeoDataFrame):
        raise_faults([f"it is a {type(events).__name__}; give a GeoDataFrame"], what="not an event table")
    need_columns(events, columns)
    if events.active_geometry_name is not None and events.crs is not None:
        raise_faults(list(geometry_faults(events)), what="not an event table")
    account = Account(len(events))
    if "status" not in events.columns:
        return events, account
    status = events["status"]
    for name in NO_EVENT:
        account.leave_out(name, int((status == name).sum()))
    return (events[~status.isin(NO_EVENT)] if account.left_out else events), account


def need_columns(events: gpd.GeoDataFrame, columns: Iterable[str]) -> None:
    """Raise if a table lacks a column."""
    missing = [name for name in columns if name not in events.columns]
    if missing:
        found = ", ".join(map(str, events.columns))
        fault = f"no column is called {', '.join(map(repr, missing))}; the columns are {found}"
        raise EventSchemaError(fault, faults=[fault])


def days_of(events: gpd.GeoDataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return the first and last day on which each event may have happened, and which of them have a date.

    Parameters
    ----------
    events
        An event table.

    Returns
    -------
    tuple of numpy.ndarray
        Days since 1970-01-01. Of an interval with one end open, both are the end that is known, as on the map.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If a date is none.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> rows = [{"event_id": "a", "category": "other", "date_start": "1970-01-02", "date_end": "1970-01-04"}]
    >>> [each.tolist() for each in days_of(events_frame(rows))]
    [[1], [3], [True]]
    """
    start, end = (_days(events, name) for name in ("date_start", "date_end"))
    start, end = np.where(start == _NO_DAY, end, start), np.where(end == _NO_DAY, start, end)
    wrong = np.flatnonzero(end < start)
    if len(wrong):
        label = events.index[wrong[0]]
        raise_faults(
            [f"row {label!r}, date_end: is before date_start; swap or correct them"], what="not an event table"
        )
    return start, end, start != _NO_DAY


def _days(events: gpd.GeoDataFrame, name: str) -> NDArray[np.int64]:
    if name not in events.columns:
        return np.full(len(events), _NO_DAY)
    values = events[name]
    days = days_in_form(values)
    if days is None:
        days = tidy(values.tolist(), "date")
        if days.dtype == object:
            wrong = next(
                i for i, value in enumerate(days) if value is not None and tidy([value], "date").dtype == object
            )
            fault = f"row {events.index[wrong]!r}, {name}: {str(days[wrong])[:60]!r} is not a date; write YYYY-MM-DD"
            raise EventSchemaError(fault, faults=[fault])
    found = days.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(found), _NO_DAY, found.astype("int64"))


def points_of(events: gpd.GeoDataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of each event; NaN where there is no point, whatever else there is."""
    if events.active_geometry_name is None:
        return np.full(len(events), np.nan), np.full(len(events), np.nan)
    shapes = events.geometry.to_numpy()
    points = np.where(shapely.is_empty(shapes), None, shapes)
    return shapely.get_x(points), shapely.get_y(points)


def numbers_of(events: gpd.GeoDataFrame, name: str) -> NDArray[np.float64]:
    """Return a column of numbers; NaN where there is none."""
    if name not in events.columns:
        return np.full(len(events), np.nan)
    return np.asarray(events[name].to_numpy(dtype="float64", na_value=np.nan), dtype="float64")


def texts_of(events: gpd.GeoDataFrame, name: str) -> pd.Series[Any]:
    """Return a column of texts with a fresh index; None where there is none."""
    if name not in events.columns:
        return pd.Series([None] * len(events), dtype=object)
    held: pd.Series[Any] = events[name].reset_index(drop=True)
    return held
