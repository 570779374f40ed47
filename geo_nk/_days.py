"""Dates as people type them into a table or above a report: whole days, months and years.

Only what can be read in one way is read. ``03/04/2021`` is March to some and April to others, so it is refused.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final, Literal, NamedTuple

from geo_nk.calendar_names import MONTH_FORMS, pattern_of

__all__ = ["DAY_HINT", "Interval", "day_of", "interval_of", "precision_of"]

#: What to tell a person whose date was not understood.
DAY_HINT: Final = "write YYYY-MM-DD, such as 2021-08-06"

_SEASON: Final = 92  # days of the longest three months
_MONTH_LEAST: Final = 28  # days of the shortest month

_MONTH = rf"(?P<month>{pattern_of(MONTH_FORMS)})\.?"
_YEAR = r"(?P<year>\d{4})"
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_YEAR}-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}})",
        rf"{_YEAR}[/.](?P<number>\d{{1,2}})[/.](?P<day>\d{{1,2}})\.?",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}[ -,]+{_YEAR}",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_YEAR}-(?P<number>\d{{1,2}})",
        rf"{_MONTH},? {_YEAR}",
        _YEAR,
    )
)


class Interval(NamedTuple):
    """A span of days.

    Attributes
    ----------
    start, end : datetime.date
        First and last day, both included.
    precision : str
        ``day``, ``month`` or ``year``.
    """

    start: dt.date
    end: dt.date
    precision: Literal["day", "month", "year"]


def interval_of(text: str) -> Interval | None:
    """Return the days that a typed date means, or None where it is none.

    Parameters
    ----------
    text
        Such as ``2021-08-06``, ``6 August 2021``, ``Aug. 6, 2021``, ``06.08.2021``, ``2021-08``, ``2021``.

    Returns
    -------
    Interval or None

    Examples
    --------
    >>> interval_of("12.11.2007").start.isoformat(), interval_of("2021-02").end.isoformat()
    ('2007-11-12', '2021-02-28')
    >>> interval_of("03/04/2021") is None
    True
    """
    stripped = text.strip()
    match = next((found for form in _FORMS if (found := form.fullmatch(stripped))), None)
    if match is None:
        return None
    parts = match.groupdict()
    year = int(parts["year"])
    month = MONTH_FORMS[parts["month"].lower()] if parts.get("month") else int(parts.get("number") or 0)
    day = int(parts.get("day") or 0)
    try:
        if day:
            return Interval(dt.date(year, month, day), dt.date(year, month, day), "day")
        if month:
            last = calendar.monthrange(year, month)[1]
            return Interval(dt.date(year, month, 1), dt.date(year, month, last), "month")
        return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")
    except (ValueError, calendar.IllegalMonthError):
        return None


def day_of(text: str) -> dt.date | None:
    """Return the day that a typed date means, or None where it is no whole day.

    Parameters
    ----------
    text
        See `interval_of`.

    Returns
    -------
    datetime.date or None

    Examples
    --------
    >>> day_of("November 20, 2007"), day_of("2007")
    (datetime.date(2007, 11, 20), None)
    """
    interval = interval_of(text)
    return interval.start if interval is not None and interval.precision == "day" else None


def beginning_of(day: dt.date | str) -> dt.date | None:
    """Return the day, or the first one of a typed month or year; None where it is no date.

    Examples
    --------
    >>> beginning_of("2024-05"), beginning_of(dt.date(2024, 5, 9)), beginning_of("soon")
    (datetime.date(2024, 5, 1), datetime.date(2024, 5, 9), None)
    """
    if isinstance(day, dt.datetime):
        return day.date()
    if isinstance(day, dt.date):
        return day
    interval = interval_of(day) if isinstance(day, str) else None
    return interval.start if interval is not None else None


def precision_of(start: dt.date, end: dt.date) -> Literal["day", "part_of_month", "month", "season", "year"]:
    """Return how closely an interval dates something, as the event table says it.

    Examples
    --------
    >>> precision_of(dt.date(2021, 8, 1), dt.date(2021, 8, 31)), precision_of(dt.date(2021, 8, 1), dt.date(2021, 8, 9))
    ('month', 'part_of_month')
    """
    if start == end:
        return "day"
    if (start.year, start.month) == (end.year, end.month):
        whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
        return "month" if whole else "part_of_month"
    if (end - start).days + 1 < _MONTH_LEAST:  # such as a week with the end of a month in it
        return "part_of_month"
    return "season" if (end - start).days <= _SEASON else "year"
