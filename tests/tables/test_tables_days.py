from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.tables.days import Days, days_of, order_of


@pytest.mark.parametrize(
    "cell",
    ["2021-08-06", "2021. 8. 6.", "2021.8.6", "2021년 8월 6일", "2021年8月6日", "2021/8/6", "20210806", 20210806, 44414,
     "44414", 44414.5, "6 Aug 2021", "06.08.2021", "August 6, 2021", "2021-08-06T09:30:00Z", "2021-08-06 09:30:00",
     dt.date(2021, 8, 6), dt.datetime(2021, 8, 6, 9, tzinfo=dt.UTC), pd.Timestamp("2021-08-06 12:00")],
)  # fmt: skip
def test_a_day_is_read_in_every_form(cell: object) -> None:
    assert days_of(cell) == Days("2021-08-06", "2021-08-06", "day")


@pytest.mark.parametrize(
    ("cell", "start", "end", "precision"),
    [
        ("spring 2024", "2024-03-01", "2024-05-31", "season"),
        ("early March 2024", "2024-03-01", "2024-03-10", "part_of_month"),
        ("2021년 8월", "2021-08-01", "2021-08-31", "month"),
        ("2021年", "2021-01-01", "2021-12-31", "year"),
        (2021, "2021-01-01", "2021-12-31", "year"),
        ("2021-08-06 to 2021-08-09", "2021-08-06", "2021-08-09", "part_of_month"),
        ("2021-08-06/2021-09-09", "2021-08-06", "2021-09-09", "season"),
        ("3-6 March 2024", "2024-03-03", "2024-03-06", "day"),
    ],
)
def test_what_is_vaguer_becomes_an_interval(cell: object, start: str, end: str, precision: str) -> None:
    assert days_of(cell) == Days(start, end, precision)


@pytest.mark.parametrize(("first", "day"), [(True, "2024-04-03"), (False, "2024-03-04")])
def test_numbers_are_read_as_is_said(first: bool, day: str) -> None:
    found = days_of("3/4/2024", day_first=first)
    assert isinstance(found, Days)
    assert found.start == day


@pytest.mark.parametrize("cell", ["16/4/2024", "4/16/2024"])
def test_what_can_be_read_in_one_way_is(cell: str) -> None:
    assert days_of(cell, day_first=None) == Days("2024-04-16", "2024-04-16", "day")


def test_the_other_dates_of_a_column_tell_the_order() -> None:
    assert order_of(["3/4/2024", "16/4/2024"]) is True
    assert order_of(["3/4/2024", "4/16/2024"]) is False
    assert order_of(["16/4/2024", "4/16/2024"]) is None


@pytest.mark.parametrize(
    "cell", ["yesterday", "2021-02-30", "2021년 13월", 12.5, 1e300, float("inf"), "9" * 5000, "Musan"]
)
def test_what_is_no_date_says_so(cell: object) -> None:
    assert isinstance(days_of(cell), str)


@pytest.mark.parametrize("cell", [None, "", " ", float("nan"), pd.NaT])
def test_an_empty_cell_says_nothing(cell: object) -> None:
    assert days_of(cell) is None


@given(st.text(max_size=90))
def test_no_text_makes_it_fail(cell: str) -> None:
    found = days_of(cell)
    assert not isinstance(found, Days) or found.start <= found.end
