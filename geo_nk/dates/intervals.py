"""Calendar arithmetic for date expressions: pure functions from parts of a date to intervals of days."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo_nk.dates.lunar import lunar_month

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Mode",
    "Partial",
    "Precision",
    "Span",
    "day_span",
    "days_back",
    "decade_span",
    "month_span",
    "part_range",
    "season_span",
    "settle",
    "shift_month",
    "span_days",
    "week_span",
    "weekday_near",
    "year_span",
]

Precision = Literal["day", "part_of_month", "month", "season", "year", "unknown"]

#: Which of several possible years or months is meant: the latest that has begun, or the next to end.
Mode = Literal["past", "future"]

DAY = dt.timedelta(days=1)

#: A report may be dated a day before what it tells, by the clock of another time zone.
TOLERANCE = DAY

#: First and last day of a part of a month; days past the month's end are cut.
MONTH_PARTS = {
    "beginning": (1, 10),
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
    "first_half": (1, 15),
    "second_half": (16, 31),
    "first_days": (1, 10),
    "last_days": (21, 31),
    "week_1": (1, 7),
    "week_2": (8, 14),
    "week_3": (15, 21),
    "week_4": (22, 28),
    "week_last": (25, 31),
}

#: First and last month of a part of a year; who writes "late 2014" does not mean September.
YEAR_PARTS = {
    "beginning": (1, 2),
    "early": (1, 4),
    "mid": (5, 8),
    "late": (10, 12),
    "end": (11, 12),
    "first_half": (1, 6),
    "second_half": (7, 12),
}

#: First and last year of a part of a decade.
DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "first_half": (0, 4), "second_half": (5, 9)}

#: The month in which a season of three months begins.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of days, ends included; None is an open end."""

    start: dt.date | None
    end: dt.date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Partial:
    """What an expression says of a date; what it leaves out is None and comes from the context.

    Attributes
    ----------
    year, month, day, last_day : int or None
    part, last_part : str or None
        Such as ``early``, of the month.
    told_year : int or None
        So many years after the one of the date told before: 0 in "May of that year".
    lunar : bool
        Whether month and day are those of the lunar calendar.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    part: str | None = None
    last_part: str | None = None
    told_year: int | None = None
    lunar: bool = False


def span_days(span: Span) -> tuple[dt.date, dt.date]:
    """Return first and last day, with the first and last of all days for open ends."""
    return span.start or dt.date.min, span.end or dt.date.max


def day_span(day: dt.date, *, last: dt.date | None = None) -> Span:
    """Return one day, or the days up to `last`."""
    return Span(day, last or day, "day")


def shift_month(day: dt.date, months: int) -> tuple[int, int]:
    """Return year and month of the month that lies `months` after the one of `day`."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month0 + 1


def month_span(year: int, month: int) -> Span:
    """Return a calendar month."""
    return Span(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_span(year: int, *, part: str | None = None, last_year: int | None = None) -> Span:
    """Return a calendar year, a part of it, or the years up to `last_year`."""
    first, last = YEAR_PARTS.get(part or "", (1, 12))
    end = month_span(last_year or year, last).end
    return Span(dt.date(year, first, 1), end, "year" if last_year in (None, year) else "unknown")


def decade_span(year: int, *, part: str | None = None, last_part: str | None = None) -> Span:
    """Return a decade or a part of it; years are too coarse to be a precision, so it is `unknown`."""
    first, last = DECADE_PARTS.get(part or "", (0, 9))
    last = DECADE_PARTS.get(last_part or "", (0, last))[1]
    return Span(dt.date(year + first, 1, 1), dt.date(year + last, 12, 31), "unknown")


def season_span(year: int, season: str) -> Span:
    """Return the season that begins in `year`: the winter of 2004 ends in February 2005."""
    first = dt.date(year, SEASONS[season], 1)
    return Span(first, month_span(*shift_month(first, 2)).end, "season")


def week_span(day: dt.date) -> Span:
    """Return Monday to Sunday of the week of `day`."""
    monday = day - day.weekday() * DAY
    return Span(monday, monday + 6 * DAY, "part_of_month")


def weekday_near(day: dt.date, weekday: int, *, later: bool = False) -> dt.date:
    """Return the nearest day with this weekday (Monday is 0) before `day`, or after it; never `day` itself."""
    if later:
        return day + ((weekday - day.weekday() - 1) % 7 + 1) * DAY
    return day - ((day.weekday() - weekday - 1) % 7 + 1) * DAY


def days_back(day: dt.date, number: int, unit: str) -> dt.date:
    """Return the first day of the `number` days, weeks, months or years that end with `day`."""
    if unit in ("day", "week"):
        return day - number * (7 if unit == "week" else 1) * DAY
    year, month = shift_month(day, -number * (12 if unit == "year" else 1))
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def part_range(year: int, month: int, part: str, last_part: str | None = None) -> Span:
    """Return a part of a month, or the days from the start of one part to the end of another."""
    length = calendar.monthrange(year, month)[1]
    first, last = MONTH_PARTS[part]
    if last_part:
        other_first, other_last = MONTH_PARTS[last_part]
        first, last = min(first, other_first), max(last, other_last)
    if part == "week_last":
        first = length - 6
    return Span(dt.date(year, month, first), dt.date(year, month, min(last, length)), "part_of_month")


def _within_month(what: Partial, year: int, month: int) -> Span | None:
    """Return what `what` means in this month, or None where the month has no such day."""
    if what.day is not None:
        last = what.last_day or what.day
        if not 0 < what.day <= last <= calendar.monthrange(year, month)[1]:
            return None
        return day_span(dt.date(year, month, what.day), last=dt.date(year, month, last))
    if what.part is not None:
        return part_range(year, month, what.part, what.last_part)
    return month_span(year, month)


def _within_lunar_month(what: Partial, year: int, month: int) -> Span | None:
    """Return the solar days of what `what` means in this lunar month, or None where it has no such day."""
    days = lunar_month(year, month)
    if not days:
        return None
    first, last = 1, len(days)
    if what.day is not None:
        first, last = what.day, what.last_day or what.day
    elif what.part is not None:
        first, last = MONTH_PARTS[what.part][0], min(MONTH_PARTS[what.last_part or what.part][1], last)
    if not 0 < first <= last <= len(days):
        return None
    precision: Precision = "day" if what.day is not None else "part_of_month" if what.part is not None else "month"
    return Span(days[first - 1], days[last - 1], precision)


def _months(what: Partial, anchor: dt.date, *, backwards: bool) -> Iterator[tuple[int, int]]:
    """Yield the months that `what` can lie in, from the anchor outwards."""
    step = 12 if what.month is not None else 1
    base = dt.date(anchor.year, what.month or anchor.month, 1)
    # Nine steps, since 29 February can be eight years away.
    for number in range(9):
        yield shift_month(base, (1 - number) * step if backwards else (number - 1) * step)


def settle(what: Partial, anchor: dt.date, mode: Mode = "past") -> Span | None:
    """Find the interval that a partial date means, seen from `anchor`.

    Parameters
    ----------
    what
        What the text says; without a month it must have a day or a part of a month.
    anchor
        The day from which it is seen.
    mode
        Which occurrence is meant where the year or the month is missing: ``past`` the latest that has begun,
        ``future`` the first that has not ended.

    Returns
    -------
    Span or None
        None where there is no such day, such as 30 February.

    Examples
    --------
    >>> settle(Partial(month=10, day=22), dt.date(2011, 11, 9)).start
    datetime.date(2011, 10, 22)
    """
    within = _within_lunar_month if what.lunar else _within_month
    if what.year is not None and what.month is not None:
        return within(what, what.year, what.month)
    for year, month in _months(what, anchor, backwards=mode == "past"):
        span = within(what, year, month)
        if span is None or span.start is None or span.end is None:
            continue
        if span.start <= anchor + TOLERANCE if mode == "past" else span.end >= anchor:
            return span
    return None
