"""Dates by the lunar calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from geo_nk.dates import find_dates
from geo_nk.dates.lunar import lunar_month


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("They fled on lunar August 15.", "2021-09-21", "2021-09-21", "day"),
        ("They fled on August 15 of the lunar calendar.", "2021-09-21", "2021-09-21", "day"),
        ("They fled on the 15th day of the eighth lunar month.", "2021-09-21", "2021-09-21", "day"),
        ("They fled on the fifteenth day of the eighth lunar month.", "2021-09-21", "2021-09-21", "day"),
        ("They fled on the 15th day of the eighth month by the lunar calendar.", "2021-09-21", "2021-09-21", "day"),
        ("They fled in the eighth lunar month.", "2021-09-07", "2021-10-01", "month"),
        ("They fled in the 12th lunar month.", "2021-01-13", "2021-02-11", "month"),
        ("They fled on Chuseok.", "2021-09-21", "2021-09-21", "day"),
    ],
)
def test_a_lunar_date_is_a_day_of_the_solar_calendar(text: str, start: str, end: str, precision: str) -> None:
    (mention,) = find_dates(text, published=dt.date(2021, 10, 1))
    assert (str(mention.date_start), str(mention.date_end), mention.precision) == (start, end, precision)


def test_a_lunar_date_outside_of_the_tables_is_unknown() -> None:
    (mention,) = find_dates("They fled on lunar August 15.", published=dt.date(2061, 10, 1))
    assert (mention.date_start, mention.date_end, mention.precision) == (None, None, "unknown")


@pytest.mark.parametrize("year", range(2000, 2027))
def test_the_lunar_year_begins_in_january_or_february(year: int) -> None:
    assert dt.date(year, 1, 21) <= lunar_month(year, 1)[0] <= dt.date(year, 2, 20)
