"""Holidays and congresses: ``lexicon/dates/holidays.csv`` says on which days they fall."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table
from geo_nk.dates.grammar import GAP
from geo_nk.dates.intervals import DAY, Span, span_days
from geo_nk.dates.lunar import lunar_month

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Holiday", "beginnings", "find_holidays", "is_on_holiday", "settle_holiday"]


#: Before a holiday: what is told happened on it.
_ON_HOLIDAY = re.compile(r"(?<!\w)(?:on|during|over|last)(?:\sthe)?(?:\slast)?\s\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday or a congress as it is listed: the days it took in the years in which it was held."""

    first_year: int
    last_year: int
    month: int
    day: int
    days: int
    lunar: bool = False


@cache
def _holidays() -> dict[str, tuple[Holiday, ...]]:
    found: dict[str, list[Holiday]] = {}
    for row in read_table("lexicon/dates/holidays.csv"):
        first, last = row["first_year"] or "1900", row["last_year"] or "2100"
        holiday = Holiday(
            int(first), int(last), int(row["month"]), int(row["day"]), int(row["days"]), row["calendar"] == "lunar"
        )
        for variant in row["variants"].split("|"):
            found.setdefault(_fold(variant), []).append(holiday)
    return {name: tuple(rows) for name, rows in found.items()}


def _fold(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").replace("-", " ").split())


def is_on_holiday(before: str) -> bool:
    """Whether the words before a holiday say that something happened on it.

    Examples
    --------
    >>> is_on_holiday("They fled on "), is_on_holiday("They met ahead of ")
    (True, False)
    """
    return _ON_HOLIDAY.search(before) is not None


def find_holidays(text: str) -> Iterator[tuple[int, int, tuple[Holiday, ...]]]:
    """Yield where a holiday is named, and the rows of the table that the name may mean.

    Examples
    --------
    >>> [(start, end, len(rows)) for start, end, rows in find_holidays("They met on Youth Day.")]
    [(12, 21, 1)]
    """
    for match in _holiday_pattern().finditer(text):
        # A name in small letters ("mother's day off") is no holiday.
        if any(letter.isupper() for letter in match[0]):
            yield match.start(), match.end(), _holidays()[_fold(match[0])]


def beginnings() -> tuple[str, ...]:
    """Return what names of holidays begin with, up to two words with what may lie between, in small letters."""
    words = {tuple(name.split(" ", 2)[:2]) for name in _holidays()}
    return tuple(sorted(joint.join(each) for each in words for joint in (" ", "  ", "-")))


@cache
def _holiday_pattern() -> re.Pattern[str]:
    names = sorted(_holidays(), key=lambda name: (-len(name), name))
    words = (re.escape(name).replace(r"\ ", " ").replace(" ", rf"(?:{GAP}|-)").replace("'", "['’]") for name in names)
    return re.compile(rf"(?<![\w])(?:{'|'.join(words)})(?!\w)", re.ASCII | re.IGNORECASE)


def _held(holiday: Holiday, year: int) -> Span | None:
    if not holiday.first_year <= year <= holiday.last_year:
        return None
    if holiday.lunar:
        month = lunar_month(year, holiday.month)
        first = month[holiday.day - 1] if len(month) >= holiday.day else None
    else:
        first = dt.date(year, holiday.month, holiday.day)
    if first is None:
        return None
    return Span(first, first + (holiday.days - 1) * DAY, "day")


def settle_holiday(rows: tuple[Holiday, ...], published: dt.date | None, *, past: bool) -> Span | None:
    """Return the holiday nearest to publication; the latest before it where something happened on the day."""
    if published is None:
        # Only what took place once can be dated without knowing when the report was written.
        once = [row for row in rows if row.first_year == row.last_year]
        return _held(once[0], once[0].first_year) if len(rows) == len(once) == 1 else None
    years = (published.year - 1, published.year, published.year + 1)
    held = [span for row in rows for year in years if (span := _held(row, year))]
    if len(rows) == 1 and rows[0].first_year == rows[0].last_year:
        held = [span for span in (_held(rows[0], rows[0].first_year),) if span]
    if past:
        held = [span for span in held if span_days(span)[0] <= published] or held
    return min(held, key=lambda span: abs(span_days(span)[0] - published), default=None)
