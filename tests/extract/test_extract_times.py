"""The several times of what a report tells of one place."""

from __future__ import annotations

import datetime as dt

import pytest

from geo_nk.extract.reader import Reader
from geo_nk.reports import Report


def _days(text: str, published: dt.date | None = dt.date(2021, 10, 10)) -> list[str]:
    reader = Reader()
    reading = reader.read(Report("r", text, published=published))
    rows = list(reader.rows(reading))
    assert len({row["event_id"] for row in rows}) == len(rows)
    return sorted(str(row.get("date_start")) for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "Six brokers were arrested on August 3 and September 12 in Hoeryong.",
        "Police in Dandong arrested four men on August 3 and two more on September 12.",
        "On August 3 a broker was arrested in Musan. On September 12 another broker was arrested in Musan.",
    ],
)
def test_two_days_of_one_place_are_two_events(text: str) -> None:
    assert _days(text) == ["2021-08-03", "2021-09-12"]


def test_two_days_of_no_year_are_two_events_without_a_date() -> None:
    assert _days("Four men were arrested on Aug. 18 and Sept. 1 in Dandong.", None) == ["None", "None"]


def test_a_sentence_that_has_no_day_of_its_own_tells_of_no_other_time() -> None:
    assert _days("A broker was arrested in Musan on August 3. Police in Musan arrested the broker.") == ["2021-08-03"]
