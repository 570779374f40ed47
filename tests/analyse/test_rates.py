"""Rates per report: worked by hand, with the interval of scipy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from geo_nk.analyse import report_rates
from geo_nk.errors import EventSchemaError
from geo_nk.events import events_frame

REPORTS = pd.DataFrame(
    {
        "report_id": ["a", "b", "c"],
        "publisher": ["Weekly", "Weekly", None],
        "published": ["2021-01-03", "2021-01-09", "2021-03-01"],
    }
)


def _events(*reports: str) -> object:
    rows = [{"event_id": str(i), "category": "other", "report_id": report} for i, report in enumerate(reports)]
    return events_frame(rows)


def test_by_month_and_who_is_silent() -> None:
    rates = report_rates(_events("a", "a", "b"), REPORTS, by="month")
    assert rates["reports"].tolist() == [2, 0, 1]
    assert rates["telling"].tolist() == [2, 0, 0]
    assert rates["rate"].fillna(-1).tolist() == [1.5, -1, 0]
    assert rates["silent"].tolist() == [False, True, False]


def test_the_interval_is_the_exact_one() -> None:
    row = report_rates(_events("a", "a", "b"), REPORTS, by="publisher").set_index("publisher").loc["Weekly"]
    low, high = stats.chi2.ppf(0.025, 6) / 2 / 2, stats.chi2.ppf(0.975, 8) / 2 / 2
    assert (row["low"], row["high"]) == pytest.approx((low, high))


def test_nothing_told_has_an_upper_limit() -> None:
    row = report_rates(_events("a"), REPORTS, by="year").iloc[0]
    assert row["reports"] == 3
    empty = report_rates(_events("a"), REPORTS, by="publisher").set_index("publisher").loc["not said"]
    assert (empty["low"], empty["high"]) == pytest.approx((0, -np.log(0.025)))


def test_events_of_other_reports_are_counted() -> None:
    rates = report_rates(_events("a", "elsewhere"), REPORTS, by="year")
    assert rates.attrs["left_out"] == {"of no report that is given": 1}


def test_other_columns_are_refused() -> None:
    with pytest.raises(EventSchemaError, match="by='county': rates are by publisher, day"):
        report_rates(_events("a"), REPORTS, by="county")


def test_a_table_without_dates_of_publication_is_refused() -> None:
    with pytest.raises(EventSchemaError, match="the table of reports has no column published"):
        report_rates(_events("a"), REPORTS[["report_id"]])
