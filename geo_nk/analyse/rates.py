"""Events to the report that was read: which outlets and months tell much, which little, and which nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_nk.analyse.extras import need
from geo_nk.analyse.periods import PERIODS, period_frame, period_numbers
from geo_nk.analyse.reports import reports_frame
from geo_nk.analyse.table import counted
from geo_nk.errors import EventSchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo_nk.reports import Report

__all__ = ["report_rates"]

_NONE: Final = "not said"


def report_rates(
    events: gpd.GeoDataFrame,
    reports: pd.DataFrame | Iterable[Report],
    by: str | Sequence[str] = ("publisher", "month"),
    *,
    level: float = 0.95,
) -> pd.DataFrame:
    """Say how many events there are to a report, by publisher and time of publication.

    A change in how many events are known may be one in how much was read. Both are held against each other here; each
    event counts for the report that tells it.

    Parameters
    ----------
    events
        An event table. It is not changed.
    reports
        All reports that were read, those without an event too: `geo_nk.read_reports`, or a table with ``report_id`` and
        ``published``, perhaps ``publisher``.
    by
        ``publisher``, and ``day``, ``week``, ``month``, ``quarter`` or ``year`` of publication.
    level
        Of the interval.

    Returns
    -------
    pandas.DataFrame
        Tidy, a row for every publisher in every period, those without a report too:

        - reports, telling: how many were read, and how many of these tell of an event
        - events: how many they tell of
        - rate, low, high: events to the report, with the exact Poisson interval (Garwood); missing without a report
        - silent: whether no report was read: there is no data, not no events

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If a table lacks a column, or `by` names something else.
    geo_nk.errors.MissingExtraError
        If statsmodels is not installed.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> reports = pd.DataFrame({"report_id": ["a", "b", "c"], "published": ["2021-01-03", "2021-01-09", "2021-03-01"]})
    >>> told = {"category": "other", "unplaced_reason": "x"}
    >>> events = events_frame([told | {"event_id": str(i), "report_id": "a"} for i in range(3)])
    >>> report_rates(events, reports, by="month")[["reports", "events", "rate", "silent"]].to_numpy().tolist()
    [[2, 3, 1.5, False], [0, 0, nan, True], [1, 0, 0.0, False]]
    """
    names = [by] if isinstance(by, str) else list(by)
    unknown = [name for name in names if name not in {"publisher", *PERIODS}]
    if unknown or not names:
        raise EventSchemaError(f"by={', '.join(unknown)!r}: rates are by publisher, {', '.join(PERIODS)}")
    rates = need("statsmodels.stats.rates", what="intervals of rates")
    table, account = counted(events, ["report_id"])
    told = table["report_id"].value_counts()
    read = reports_frame(reports)
    read["told"] = read["report_id"].map(told).fillna(0).astype(int)
    read["telling"] = read["told"] > 0
    account.leave_out("of no report that is given", len(table) - int(read["told"].sum()))
    read, dropped = _keyed(read, names)
    account.leave_out("of a report without a date", dropped)
    answer = read.groupby(names, as_index=False).agg(
        reports=("report_id", "size"), telling=("telling", "sum"), events=("told", "sum")
    )
    answer = _every(answer, names)
    counts, exposure = answer["events"].to_numpy(), answer["reports"].to_numpy(dtype="float64")
    held = exposure > 0
    answer["rate"], answer["low"], answer["high"] = (np.full(len(answer), np.nan) for _ in range(3))
    answer.loc[held, "rate"] = counts[held] / exposure[held]
    low, high = rates.confint_poisson(counts[held], exposure[held], method="exact-c", alpha=1 - level)
    answer.loc[held, "low"], answer.loc[held, "high"] = np.nan_to_num(low), high
    answer["silent"] = ~held
    answer.attrs = account.attrs()
    return answer


def _keyed(reports: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, int]:
    """Return the reports with what they are counted by, and how many events are told by those without a date."""
    dropped = 0
    for name in names:
        if name == "publisher":
            reports = reports.assign(publisher=reports["publisher"].where(reports["publisher"].notna(), _NONE))
            continue
        dated = reports["published"].notna()
        dropped += int(reports.loc[~dated, "told"].sum())
        reports = reports[dated]
        days: NDArray[np.int64] = reports["published"].to_numpy().astype("datetime64[D]").astype("int64")
        reports = reports.assign(**{name: period_frame(period_numbers(days, name), name)[name].to_numpy()})
    return reports, dropped


def _every(answer: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return a row for every value of each column with every value of the others."""
    values: list[Any] = []
    for name in names:
        seen = np.unique(answer[name])
        if name in PERIODS and len(seen):
            ends = period_numbers(seen[[0, -1]].astype("datetime64[D]").astype("int64"), name)
            seen = period_frame(np.arange(ends[0], ends[1] + 1), name)[name].to_numpy()
        values.append(seen)
    grid = pd.MultiIndex.from_product(values, names=names).to_frame(index=False)
    whole = grid.merge(answer, how="left", on=names)
    filled: pd.DataFrame = whole.fillna({"reports": 0, "telling": 0, "events": 0}).astype(
        {"reports": int, "telling": int, "events": int}
    )
    return filled
