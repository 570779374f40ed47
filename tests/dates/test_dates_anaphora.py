"""Dates that are reckoned from the one told before."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest

from geo_nk.dates import DateMention, dates_of, find_dates
from geo_nk.dates.anaphora import Step, nearest_to_told, step_from
from geo_nk.dates.intervals import Partial, Span, day_span
from geo_nk.reports import Report
from geo_nk.reports.text import sentences

#: A Friday.
PUBLISHED = dt.date(2021, 8, 6)

#: A Tuesday.
TOLD = DateMention(0, 7, "July 20", dt.date(2021, 7, 20), dt.date(2021, 7, 20), "day", "event")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The following day they fled.", "2021-07-21", "2021-07-21"),
        ("They fled the next morning.", "2021-07-21", "2021-07-21"),
        ("Next morning they were gone.", "2021-07-21", "2021-07-21"),
        ("The same day they fled.", "2021-07-20", "2021-07-20"),
        ("They fled that very night.", "2021-07-20", "2021-07-20"),
        ("On that first day they fled.", "2021-07-20", "2021-07-20"),
        ("Two days later they fled.", "2021-07-22", "2021-07-22"),
        ("Two days after the raid they fled.", "2021-07-22", "2021-07-22"),
        ("They fled on the 29th of that month.", "2021-07-29", "2021-07-29"),
        ("They had fled three days before that.", "2021-07-17", "2021-07-17"),
        ("The day before, they had fled.", "2021-07-19", "2021-07-19"),
        ("The following Monday they fled.", "2021-07-26", "2021-07-26"),
        ("The same week they fled.", "2021-07-19", "2021-07-25"),
        ("A week later they fled.", "2021-07-26", "2021-07-28"),
        ("A few days later they fled.", "2021-07-22", "2021-07-27"),
        ("The following month they fled.", "2021-08-01", "2021-08-06"),
        ("In May of that year they fled.", "2021-05-01", "2021-05-31"),
        ("In May of the previous year they fled.", "2020-05-01", "2020-05-31"),
        ("They fled around the same time.", "2021-07-20", "2021-07-20"),
        ("The day before they had fled.", "2021-07-19", "2021-07-19"),
        ("On the 17th they fled.", "2021-07-17", "2021-07-17"),
        ("On the 2nd they fled.", "2021-08-02", "2021-08-02"),
    ],
)
def test_a_date_is_reckoned_from_the_one_told_before(text: str, start: str, end: str) -> None:
    (mention,) = find_dates(text, published=PUBLISHED, told=TOLD)
    assert (str(mention.date_start), str(mention.date_end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "The following day they fled.",
        "Two days later they fled.",
        "It was the day after the feast.",
        "That day labourers were scarce.",
        "In May of that year they fled.",
        "In May of every year they fled.",
    ],
)
def test_without_a_date_told_before_nothing_is_reckoned(text: str) -> None:
    assert find_dates(text, published=PUBLISHED) == ()


def test_a_report_is_read_in_the_light_of_what_it_told() -> None:
    report = Report("r", "They fled on July 20. Two days later one was caught.\n\nHe was tried the same week.")
    found = dates_of(report.text, sentences(report), published=PUBLISHED)
    assert [str(date.date_start) for date in found] == ["2021-07-20", "2021-07-22", "2021-07-19"]


class _Whole(NamedTuple):
    start: int
    end: int


def test_sentences_are_taken_as_they_are_given() -> None:
    text = "Two fled. On Thursday a source in Hyesan told Daily NK so."
    (apart,) = dates_of(text, [_Whole(0, 9), _Whole(10, len(text))], published=PUBLISHED)
    (together,) = dates_of(text, [_Whole(0, len(text))], published=PUBLISHED)
    assert (apart.use, together.use) == ("statement", "event")


def test_the_month_is_the_one_that_was_told_of() -> None:
    report = Report("r", "Two fled in early May. One was held at the end of the month.")
    found = dates_of(report.text, sentences(report), published=PUBLISHED)
    assert [str(date.date_start) for date in found] == ["2021-05-01", "2021-05-21"]


def test_what_a_source_said_is_not_reckoned_from() -> None:
    report = Report("r", "They fled on July 20. A source said so on the 30th. The next day one was caught.")
    found = dates_of(report.text, sentences(report), published=PUBLISHED)
    assert str(list(found)[-1].date_start) == "2021-07-21"


def test_a_long_time_is_not_reckoned_from() -> None:
    report = Report("r", "They have fled since 2019. The next day one was caught.")
    assert len(list(dates_of(report.text, sentences(report), published=PUBLISHED))) == 1


def test_a_step_from_an_open_date_leads_nowhere() -> None:
    assert step_from(Span(None, dt.date(2021, 7, 20), "day"), Step(1, "day")) is None


def test_a_day_long_before_is_no_neighbour() -> None:
    assert nearest_to_told(Partial(day=5), day_span(dt.date(2020, 7, 20)), PUBLISHED) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Right after Victory Day they fled.", "2021-07-28", "2021-08-06"),
        ("They fled on the eve of Victory Day.", "2021-07-26", "2021-07-26"),
    ],
)
def test_words_beside_a_holiday_say_when(text: str, start: str, end: str) -> None:
    (mention,) = find_dates(text, published=PUBLISHED)
    assert (str(mention.date_start), str(mention.date_end), mention.use) == (start, end, "event")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Earlier in the month they fled.", "2021-08-01", "2021-08-06"),
        ("In the last days of July they fled.", "2021-07-21", "2021-07-31"),
        ("They were held in the spring.", "2021-03-01", "2021-05-31"),
        ("Deaths were reported in Musan last month.", "2021-07-01", "2021-07-31"),
        ("The group reached Musan on July 20.", "2021-07-20", "2021-07-20"),
    ],
)
def test_more_ways_to_say_when(text: str, start: str, end: str) -> None:
    (mention,) = find_dates(text, published=PUBLISHED)
    assert (str(mention.date_start), str(mention.date_end), mention.use) == (start, end, "event")


def test_when_a_source_was_there_is_not_when_it_happened() -> None:
    (mention,) = find_dates("The source, who visited the city last week, said so.", published=PUBLISHED)
    assert mention.use == "statement"
