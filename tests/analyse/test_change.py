"""Change: worked by hand, with the interval of scipy's binomial test."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from scipy import stats

from geo_nk.analyse import event_change
from geo_nk.errors import AnalysisError, EventSchemaError

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Make = Callable[..., gpd.GeoDataFrame]


BEFORE, AFTER = ("Hyesan", "2020-07-20"), ("Hyesan", "2020-08-10")


def test_the_interval_is_that_of_the_binomial(table: Make) -> None:
    row = event_change(table(*[BEFORE] * 8, *[AFTER] * 3), "2020-08-01", days=31).iloc[0]
    assert (row["before"], row["after"], row["ratio"]) == (8, 3, 0.375)
    exact = stats.binomtest(3, 11).proportion_ci(method="exact")
    odds = [share / (1 - share) for share in (exact.low, exact.high)]
    assert [row["low"], row["high"]] == pytest.approx(odds)


def test_reports_read_are_the_exposure(table: Make) -> None:
    published = ["2020-07-15"] * 10 + ["2020-08-15"] * 20
    reports = pd.DataFrame({"report_id": range(30), "published": published})
    row = event_change(table(*[BEFORE] * 4, *[AFTER] * 8), "2020-08", days=31, reports=reports).iloc[0]
    assert (row["exposure_before"], row["exposure_after"], row["ratio"]) == (10, 20, 1.0)


def test_what_may_be_on_either_side_is_on_neither(table: Make) -> None:
    events = table(BEFORE, AFTER, ("Hyesan", "2020-07-25", "2020-08-05"), ("Hyesan",), ("Hyesan", "1999-01-01"))
    change = event_change(events, dt.date(2020, 8, 1), days=31)
    assert change.iloc[0][["before", "after"]].tolist() == [1, 1]
    assert change.attrs["left_out"] == {"no date": 1, "outside the days compared": 1, "on either side": 1}


def test_nothing_before_has_no_upper_limit(table: Make) -> None:
    row = event_change(table(AFTER, AFTER), "2020-08-01", days=31).iloc[0]
    assert math.isinf(row["ratio"])
    assert math.isinf(row["high"])
    assert row["low"] > 0


def test_by_column(table: Make) -> None:
    events = table(BEFORE, ("Musan", "2020-08-10"))
    change = event_change(events, "2020-08-01", by="county", days=31)
    assert change[["county", "before", "after"]].to_numpy().tolist() == [["Hyesan", 1, 0], ["Musan", 0, 1]]


def test_the_window_reaches_as_far_on_both_sides(table: Make) -> None:
    change = event_change(table(("Hyesan", "2020-07-01"), ("Hyesan", "2020-08-05")), "2020-08-01")
    assert change.iloc[0][["exposure_before", "exposure_after"]].tolist() == [5, 5]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"on": "soon"}, "on='soon' is not a day; write 2020-08-31"),
        (
            {"on": "2025-01-01"},
            "no event with a date lies on the other side of the day; choose another, or say how many days",
        ),
        ({"on": "2020-08-01", "days": 0}, "compare at least one day before and after"),
    ],
)
def test_what_cannot_be_compared_is_said(table: Make, options: dict[str, object], message: str) -> None:
    with pytest.raises(AnalysisError, match=message):
        event_change(table(BEFORE, AFTER), **options)


def test_a_period_is_no_column_of_a_change(table: Make) -> None:
    with pytest.raises(EventSchemaError, match="by names a unit of time"):
        event_change(table(BEFORE), "2020-08-01", by="month")
