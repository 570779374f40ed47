from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk._files.openings import odd_openings
from geo_nk.events.frame import iso_days, tidy
from geo_nk.events.in_form import lists_in_form, numbers_in_form, texts_in_form

CELLS = st.none() | st.text(max_size=5) | st.floats() | st.integers() | st.booleans() | st.just(pd.NA) | st.dates()
LISTS = st.lists(st.text(max_size=3), max_size=3).map(tuple)


@given(st.lists(CELLS, max_size=6))
def test_texts_in_form_are_what_tidy_makes_of_them(values: list[Any]) -> None:
    if texts_in_form(values):
        assert values == [tidy([value], "string")[0] for value in values]


@given(st.lists(CELLS, max_size=6))
def test_what_tidy_makes_of_texts_is_in_form(values: list[Any]) -> None:
    assert texts_in_form(tidy(values, "string").tolist())


@given(st.lists(LISTS | CELLS, max_size=4))
def test_what_tidy_makes_of_lists_is_in_form_and_stays(values: list[Any]) -> None:
    tidied = tidy(values, "list").tolist()
    assert lists_in_form(tidied)
    assert tidy(tidied, "list").tolist() == tidied


@given(st.lists(LISTS, max_size=4))
def test_lists_in_form_are_what_tidy_makes_of_them(values: list[Any]) -> None:
    if lists_in_form(values):
        assert values == [tidy([value], "list")[0] for value in values]


@pytest.mark.parametrize("values", [[True], ["1"], [None], [pd.NA]])
def test_what_is_no_number_is_looked_at(values: list[Any]) -> None:
    assert not numbers_in_form(values)


def test_a_text_that_is_missing_is_odd_whatever_lies_below_it() -> None:
    texts = pc.if_else(pa.array([True, False]), pa.array(["a", "b"]), pa.scalar(None, pa.string()))
    assert odd_openings(texts).tolist() == [False, True]


def test_the_same_day_is_read_alike_in_every_row() -> None:
    days = tidy([" 2021-08-06 ", "2021-08-06", dt.date(2021, 8, 6), None] * 2, "date")
    assert iso_days(days) == ["2021-08-06", "2021-08-06", "2021-08-06", None] * 2


@given(st.lists(st.none() | st.dates(), max_size=6))
def test_every_day_of_the_calendar_is_a_datetime(days: list[dt.date | None]) -> None:
    tidied = tidy(days, "date")
    assert tidied.dtype == "datetime64[s]"
    assert iso_days(tidied) == [day and day.isoformat() for day in days]
