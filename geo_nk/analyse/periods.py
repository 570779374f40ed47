"""Days, weeks, months, quarters and years: which of them an event falls into, and for what part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_nk.analyse.shares import Shares, of_intervals, of_values
from geo_nk.analyse.table import days_of

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

__all__ = ["PERIODS", "period_frame", "period_numbers", "period_shares", "period_starts"]

#: Units of time that can be counted by.
PERIODS: Final = ("day", "week", "month", "quarter", "year")

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_WEEK: Final = 7
_MONDAY: Final = 4  # days from 1970-01-01 to the first Monday


def period_numbers(days: NDArray[np.int64], unit: str) -> NDArray[np.int64]:
    """Return which period days lie in, counted from 1970; weeks begin on Monday.

    Examples
    --------
    >>> period_numbers(np.array([0, 31, 365]), "month").tolist()
    [0, 1, 12]
    """
    if unit == "day":
        return days
    if unit == "week":
        return (days - _MONDAY) // _WEEK
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype("int64")
    return np.asarray(months // _MONTHS[unit])


def period_starts(numbers: NDArray[np.int64], unit: str) -> NDArray[np.int64]:
    """Return the first day of periods, since 1970-01-01.

    Examples
    --------
    >>> period_starts(np.array([0, 1, 12]), "month").tolist()
    [0, 31, 365]
    """
    if unit == "day":
        return numbers
    if unit == "week":
        return numbers * _WEEK + _MONDAY
    return np.asarray((numbers * _MONTHS[unit]).astype("datetime64[M]").astype("datetime64[D]").astype("int64"))


def period_shares(events: gpd.GeoDataFrame, unit: str) -> Shares:
    """Share events out among periods, by how many of the days on which they may have happened lie in each.

    Parameters
    ----------
    events
        An event table; rows without a date have no share.
    unit
        One of `PERIODS`.

    Returns
    -------
    Shares
        Its keys are all periods from the first to the last, by their first day.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "a", "category": "other", "date_start": "2021-01-22", "date_end": "2021-02-10"}
    >>> shares = period_shares(events_frame([told]), "month")
    >>> shares.keys["month"].dt.strftime("%Y-%m").tolist(), shares.weight.tolist()
    (['2021-01', '2021-02'], [0.5, 0.5])
    """
    start, end, known = days_of(events)
    if not known.any():
        nothing = pd.DataFrame({unit: pd.Series([], dtype="datetime64[s]")})
        return of_values(np.full(len(events), -1), nothing)
    first, last = (period_numbers(np.where(known, days, 0), unit) for days in (start, end))
    low, high = int(first[known].min()), int(last[known].max())
    keys = period_frame(np.arange(low, high + 1), unit)
    vague = known & (first != last)
    whole = of_values(np.where(known & ~vague, first - low, -1), keys)
    if not vague.any():
        return whole
    rows = np.flatnonzero(vague)
    edges = period_starts(np.arange(low, high + 2), unit).astype("float64")
    at, cell, weight = of_intervals(start[rows].astype("float64"), (end[rows] + 1).astype("float64"), edges)
    row = np.concatenate([whole.row, rows[at]])
    order = np.argsort(row, kind="stable")
    code, weights = np.concatenate([whole.code, cell]), np.concatenate([whole.weight, weight])
    return Shares(keys, row[order], code[order], weights[order], vague)


def period_frame(numbers: NDArray[np.int64], unit: str) -> pd.DataFrame:
    """Return periods as a column of their first days."""
    days: Any = period_starts(numbers, unit).astype("datetime64[D]").astype("datetime64[s]")
    return pd.DataFrame({unit: days})
