"""What changed with a day: how many events to the day before it and after, and how sure their ratio is."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo_nk._days import beginning_of
from geo_nk.analyse.extras import need
from geo_nk.analyse.periods import PERIODS
from geo_nk.analyse.reports import reports_frame
from geo_nk.analyse.table import counted, days_of
from geo_nk.errors import AnalysisError, EventSchemaError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo_nk.analyse.table import Account
    from geo_nk.reports import Report

__all__ = ["event_change"]

_EPOCH = dt.date(1970, 1, 1)


def event_change(
    events: gpd.GeoDataFrame,
    on: dt.date | str,
    by: str | Sequence[str] = (),
    *,
    days: int | None = None,
    reports: pd.DataFrame | Iterable[Report] | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Compare how many events there were before a day and from it on.

    Counts of events are held for Poisson: given both together, those after are binomial, and the interval of the ratio
    of the rates is that of Clopper and Pearson, which is exact and never too narrow. Events come in waves, and so the
    true interval is rather wider.

    Parameters
    ----------
    events
        An event table. It is not changed. An event that may have happened on either side of the day is on neither; it
        is counted.
    on
        The first day after the change, such as ``"2020-08-01"``; of a month or year its first day.
    by
        Columns of which each value is compared by itself: ``category``, ``county``, ``province``. Nothing of time.
    days
        How many before and after the day are compared; as many as the dates of the events reach to both sides where
        None.
    reports
        The reports that were read. Where they are given, rates are events to the report published on that side, so
        that reading more is not taken for more happening.
    level
        Of the interval.

    Returns
    -------
    pandas.DataFrame
        Tidy, a row for each value: the columns of `by`, then ``before``, ``after`` (events), ``exposure_before``,
        ``exposure_after`` (days, or reports), ``ratio`` (of the rates), ``low``, ``high``. A ratio is infinite where
        nothing was before, and missing where nothing was at all.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If a column is missing, or `by` names a period.
    geo_nk.errors.MissingExtraError
        If statsmodels is not installed.
    geo_nk.errors.AnalysisError
        If `on` is no day, or the events are all on one side and `days` is not given.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"category": "other", "unplaced_reason": "x"}
    >>> days = ["2020-07-10", "2020-07-30", "2020-08-02", "2020-08-03", "2020-08-09", "2020-08-20"]
    >>> events = events_frame([told | {"event_id": day, "date_start": day, "date_end": day} for day in days])
    >>> row = event_change(events, "2020-08", days=30).iloc[0]
    >>> row[["before", "after", "ratio"]].tolist(), round(float(row["low"]), 2), round(float(row["high"]), 1)
    ([2.0, 4.0, 2.0], 0.29, 22.1)
    """
    names = [by] if isinstance(by, str) else list(by)
    if set(names) & set(PERIODS):
        raise EventSchemaError("by names a unit of time; a change is one of time already: count_events counts by both")
    interval = need("statsmodels.stats.proportion", what="intervals of a change").proportion_confint
    day = (_day(on) - _EPOCH).days
    table, account = counted(events, names)
    first, last = _window(table, day, days)
    table, after = _sides(table, day, first, last, account)
    exposure = _exposure(reports, day, first, last)
    answer = _two_sides(table, after, names)
    answer["exposure_before"], answer["exposure_after"] = exposure
    answer["ratio"], answer["low"], answer["high"] = _ratios(answer, partial(interval, alpha=1 - level, method="beta"))
    told = {"on": _day(on).isoformat(), "days": last - day, "exposure": "days" if reports is None else "reports"}
    answer.attrs = account.attrs() | told
    return answer


def _ratios(sides: pd.DataFrame, interval: Callable[..., Any]) -> NDArray[np.float64]:
    """Return the ratio of the rates after and before, and the ends of its interval, for each row."""
    before, after = sides["before"].to_numpy(), sides["after"].to_numpy()
    both = before + after
    low, high = interval(after, np.maximum(both, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.stack([after / before, _odds(np.nan_to_num(low)), _odds(np.where(after == both, 1.0, high))])
    scale = sides["exposure_before"].to_numpy(dtype="float64") / sides["exposure_after"].to_numpy(dtype="float64")
    return np.where(both == 0, np.nan, ratios * scale)


def _odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(share / (1 - share))


def _day(on: dt.date | str) -> dt.date:
    found = beginning_of(on)
    if found is None:
        raise AnalysisError(f"on={on!r} is not a day; write 2020-08-31, 2020-08 or 2020")
    return found


def _window(events: gpd.GeoDataFrame, day: int, days: int | None) -> tuple[int, int]:
    """Return the first day that is compared, and the one behind the last: as far from the day on both sides."""
    if days is not None:
        if days < 1:
            raise AnalysisError(f"days={days!r}: compare at least one day before and after")
        return day - days, day + days
    start, end, known = days_of(events)
    reach = min(day - int(start[known].min()), int(end[known].max()) + 1 - day) if known.any() else 0
    if reach < 1:
        raise AnalysisError(
            "no event with a date lies on the other side of the day; choose another, or say how many days to compare "
            "(analyse --days, in Python days=...)"
        )
    return day - reach, day + reach


def _sides(
    events: gpd.GeoDataFrame, day: int, first: int, last: int, account: Account
) -> tuple[gpd.GeoDataFrame, NDArray[np.bool_]]:
    """Return the events that are surely on one side, and which of them are after the day."""
    start, end, known = days_of(events)
    inside = known & (end >= first) & (start < last)
    before, after = inside & (start >= first) & (end < day), inside & (start >= day) & (end < last)
    account.leave_out("no date", int((~known).sum()))
    account.leave_out("outside the days compared", int((known & ~inside).sum()))
    account.leave_out("on either side", int((inside & ~before & ~after).sum()))
    kept = before | after
    return events[kept], after[kept]


def _exposure(reports: pd.DataFrame | Iterable[Report] | None, day: int, first: int, last: int) -> tuple[int, int]:
    if reports is None:
        return day - first, last - day
    published = reports_frame(reports)["published"].dropna().to_numpy().astype("datetime64[D]").astype("int64")
    counts = [int(((published >= a) & (published < b)).sum()) for a, b in ((first, day), (day, last))]
    if not all(counts):
        side = "before" if not counts[0] else "after"
        raise AnalysisError(
            f"no report was published {side} the day in the days compared, and so there is no rate; compare more days, "
            "or leave reports out"
        )
    return counts[0], counts[1]


def _two_sides(events: gpd.GeoDataFrame, after: NDArray[np.bool_], names: list[str]) -> pd.DataFrame:
    sides = pd.DataFrame({"before": ~after, "after": after}).astype(int)
    if not names:
        return pd.DataFrame([sides.sum()])
    keys: Any = [events[name].reset_index(drop=True) for name in names]
    return sides.groupby(keys, dropna=False).sum().reset_index()
