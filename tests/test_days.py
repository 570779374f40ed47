"""Dates as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk._days import day_of, interval_of


@pytest.mark.parametrize(
    "typed",
    ["2021-08-06", "2021-8-6", "2021/08/06", "6 August 2021", "6 Aug 2021", "Aug. 6, 2021", "August 6th 2021",
     "06.08.2021", "6. 8. 2021", " 2021-08-06 "],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_form(typed: str) -> None:
    assert day_of(typed) == dt.date(2021, 8, 6)


@pytest.mark.parametrize(
    ("typed", "start", "end", "precision"),
    [
        ("2021-02", "2021-02-01", "2021-02-28", "month"),
        ("Sept 2020", "2020-09-01", "2020-09-30", "month"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
    ],
)
def test_a_month_or_a_year_is_an_interval(typed: str, start: str, end: str, precision: str) -> None:
    interval = interval_of(typed)
    assert interval is not None
    assert (interval.start.isoformat(), interval.end.isoformat(), interval.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "typed", ["", "03/04/2021", "2021-02-30", "2021-13", "0000", "autumn 2009", "12.2021", "20210806"]
)
def test_what_is_no_date_or_two_is_none(typed: str) -> None:
    assert interval_of(typed) is None


@given(st.text(max_size=40))
def test_no_text_makes_it_fail(typed: str) -> None:
    interval = interval_of(typed)
    assert interval is None or interval.start <= interval.end


@given(st.dates())
def test_an_iso_date_is_itself(day: dt.date) -> None:
    assert day_of(day.isoformat()) == day
