"""What a matched date expression says: functions from a match to a `Partial` date or a `Span`.

What is reckoned from the day of publication is a `Span` at once; what lacks its year or month is a `Partial`, for the
context to complete; None is an expression that cannot be resolved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.calendar_names import DAY_ORDINALS, MONTH_FORMS, NUMBERS, ORDINALS, WEEKDAY_FORMS
from geo_nk.dates.anaphora import VAGUE, Step, step_from
from geo_nk.dates.intervals import (
    DAY,
    SEASONS,
    Partial,
    Precision,
    Span,
    day_span,
    days_back,
    decade_span,
    month_span,
    part_range,
    season_span,
    shift_month,
    week_span,
    weekday_near,
    year_span,
)

if TYPE_CHECKING:
    import datetime as dt
    import re

__all__ = [
    "Context",
    "Reading",
    "read_ago",
    "read_bare_day",
    "read_day",
    "read_decade",
    "read_iso",
    "read_lunar_month",
    "read_month",
    "read_near_day",
    "read_part",
    "read_past",
    "read_rel_month",
    "read_season",
    "read_week",
    "read_weekday",
    "read_weekend",
    "read_year",
    "read_year_part",
]

_PARTS = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "latter part": "late",
    "end": "end",
    "beginning": "beginning",
    "start": "beginning",
    "first half": "first_half",
    "second half": "second_half",
    "latter half": "second_half",
    "first days": "first_days",
    "opening days": "first_days",
    "last days": "last_days",
    "final days": "last_days",
    "closing days": "last_days",
    "second ten days": "mid",
    "middle ten days": "mid",
    "first ten days": "early",
    "first 10 days": "early",
    "last ten days": "late",
    "last 10 days": "late",
    "first week": "week_1",
    "second week": "week_2",
    "third week": "week_3",
    "fourth week": "week_4",
    "last week": "week_last",
    "final week": "week_last",
}


class Context(NamedTuple):
    """What is known while an expression is read: the day of publication, and whether the words are about the future."""

    published: dt.date | None
    future: bool = False


#: The most days that a length of time with this precision has.
_LENGTHS: tuple[tuple[int, Precision], ...] = (
    (1, "day"),
    (16, "part_of_month"),
    (31, "month"),
    (92, "season"),
    (366, "year"),
)

Reading = Partial | Span | None


def _group(match: re.Match[str], name: str) -> str:
    """Return what a group matched, in lower case with single spaces; empty where the pattern lacks it."""
    found = match[name] if name in match.re.groupindex else None
    return " ".join(found.lower().split()) if found else ""


def _said_year(match: re.Match[str], month: int | None, context: Context) -> int | None:
    """Return the year that the words beside a month name: a number, `last year`, `last October`, `last October 2`."""
    year, word, which = _group(match, "year"), _group(match, "year_word"), _group(match, "which")
    if year:
        return int(year)
    if context.published is None or not (word or (month and which)):
        return None
    this, current = context.published.year, context.published.month
    if word or month is None:
        return this + {"last": -1, "next": 1}.get(word, 0)
    if which in {"this", "next", "coming"}:
        return this + int(which != "this" and month <= current)
    # The latest such day, or such month, that is over.
    day = int(_group(match, "day") or 0)
    return this - int((month, day) >= (current, context.published.day if day else 0))


def _rel_month(word: str, context: Context) -> tuple[int, int] | None:
    """Return the month that `last month`, `this month` or `next month` is."""
    if context.published is None:
        return None
    return shift_month(context.published, {"last": -1, "next": 1}.get(word, 0))


def _base(match: re.Match[str], context: Context) -> Partial | None:
    """Return year and month as the words give them; None where they point at something unknown."""
    if word := _group(match, "rel_month"):
        if word in {"the", "that", "the same"}:
            return Partial()
        found = _rel_month(word, context)
        return Partial(*found) if found else None
    month = MONTH_FORMS[_group(match, "month").rstrip(".")]
    if told := _group(match, "told_year"):
        return Partial(None, month, told_year={"following": 1, "previous": -1}.get(told.split()[-1], 0))
    return None if _group(match, "lost") else Partial(_said_year(match, month, context), month)


def read_iso(match: re.Match[str], _: Context) -> Reading:
    """Read "2021-08-06" and its like."""
    return Partial(int(match["year"]), int(match["month_number"]), int(match["day"]))


def read_day(match: re.Match[str], context: Context) -> Reading:
    """Read "the 5th of May" and its like."""
    base = _base(match, context)
    last = _group(match, "last_day")
    if base is None:
        return None
    return replace(base, day=int(match["day"]), last_day=int(last) if last else None)


def read_bare_day(match: re.Match[str], _: Context) -> Reading:
    """Read "the 8th" and its like."""
    last = _group(match, "last_day")
    return Partial(day=int(match["day"]), last_day=int(last) if last else None)


def read_month(match: re.Match[str], context: Context) -> Reading:
    """Read "last October" and its like."""
    return _base(match, context)


def read_rel_month(match: re.Match[str], context: Context) -> Reading:
    """Read "earlier this month" and its like."""
    found = _rel_month(_group(match, "rel_month"), context)
    return _earlier(match, month_span(*found), context) if found else None


def read_part(match: re.Match[str], context: Context) -> Reading:
    """Read "mid-July" and its like."""
    base = _base(match, context)
    if base is None:
        return None
    last = _group(match, "last_part")
    return replace(base, part=_PARTS[_group(match, "part")], last_part=_PARTS[last] if last else None)


def read_year_part(match: re.Match[str], context: Context) -> Reading:
    """Read "late last year" and its like."""
    year = _said_year(match, None, context)
    if year is None and _group(match, "the_year") and context.published:
        year = context.published.year
    if year is None:
        return None
    part = _PARTS[_group(match, "part")]
    if part.startswith("week") or part.endswith("days"):
        return part_range(year, 12 if part in {"week_last", "last_days"} else 1, part)
    return year_span(year, part=part)


def _earlier(match: re.Match[str], span: Span, context: Context) -> Span:
    """Cut an interval at the day of publication where the words say `earlier this ...` or `later this ...`."""
    cut, today = _group(match, "cut"), context.published
    if today and span.start and span.end and span.start <= today <= span.end:
        if cut == "earlier":
            return Span(span.start, today, span.precision)
        if cut == "later":
            return Span(today, span.end, span.precision)
    return span


def read_week(match: re.Match[str], context: Context) -> Reading:
    """Read "earlier this week" and its like."""
    if context.published is None:
        return None
    step = {"last": -7, "next": 7}.get(_group(match, "which"), 0)
    week = week_span(context.published + step * DAY)
    return _earlier(match, week, context)


def read_weekend(match: re.Match[str], context: Context) -> Reading:
    """Read "last weekend" and its like."""
    if context.published is None:
        return None
    later = _group(match, "which") in ("this", "next")
    saturday = weekday_near(context.published - (0 if later else 1) * DAY, 5, later=later)
    return Span(saturday, saturday + DAY, "part_of_month")


def read_year(match: re.Match[str], context: Context) -> Reading:
    """Read "2004" and its like."""
    year = _said_year(match, None, context)
    if year is None:
        return None
    last = _group(match, "last_year")
    if last and int(last) < year:
        return None
    return _earlier(match, year_span(year, last_year=int(last) if last else None), context)


def read_decade(match: re.Match[str], _: Context) -> Reading:
    """Read "the mid-1990s" and its like."""
    part, last = _group(match, "part"), _group(match, "last_part")
    return decade_span(int(match["decade"]), part=_PARTS.get(part), last_part=_PARTS.get(last))


def _season_seen(season: str, which: str, today: dt.date) -> Span:
    """Return the season that `last summer`, `this winter` or plain `summer` is, seen from a day."""
    spans = [season_span(today.year + step, season) for step in (-2, -1, 0, 1)]
    bounds = [(span, span.start or today, span.end or today) for span in spans]
    if which in ("next", "coming"):
        return next(span for span, first, _ in bounds if first > today)
    if which == "this":
        # The season of this year, over or not; for winter the one that we are in or just left, else the one to come.
        winter = SEASONS[season] == SEASONS["winter"]
        return next(span for span, _, last in bounds if last >= today - 30 * DAY) if winter else spans[2]
    if which:
        return next(span for span, _, last in reversed(bounds) if last < today)
    return next(span for span, first, _ in reversed(bounds) if first <= today)


def read_season(match: re.Match[str], context: Context) -> Reading:
    """Read "last winter" and its like."""
    season, year = _group(match, "season"), _said_year(match, None, context)
    if year is not None:
        return season_span(year, season)
    return _season_seen(season, _group(match, "which"), context.published) if context.published else None


def read_weekday(match: re.Match[str], context: Context) -> Reading:
    """Read "Monday last week" and its like."""
    today = context.published
    if today is None:
        return None
    weekday = WEEKDAY_FORMS[_group(match, "weekday")]
    if week := _group(match, "week"):
        monday = week_span(today).start
        return day_span(monday + (weekday + {"last": -7, "next": 7}.get(week, 0)) * DAY) if monday else None
    which = _group(match, "which")
    if which in ("", "this") and today.weekday() == weekday and not context.future:
        return day_span(today)  # who writes on a Friday that it was on Friday means today
    later = which in ("next", "coming") or (context.future and which != "last")
    return day_span(weekday_near(today, weekday, later=later))


def read_near_day(match: re.Match[str], context: Context) -> Reading:
    """Read "yesterday" and its like."""
    if context.published is None:
        return None
    word = _group(match, "word")
    step = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "last night": -1}
    return day_span(context.published + step.get(word, 0) * DAY)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS[word]


def read_ago(match: re.Match[str], context: Context) -> Reading:
    """Read "two weeks ago" and its like."""
    if context.published is None:
        return None
    count, unit = _group(match, "count"), _group(match, "unit")
    if not count or count in VAGUE:
        # "Some years ago" is history: it dates nothing.
        return None if unit == "year" else step_from(day_span(context.published), Step(-1, unit, vague=True))
    number = _number(count)
    day = days_back(context.published, number, unit)
    # Who says "two weeks ago" does not count days: the unit is as fine as the words are.
    whole = {"day": day_span, "week": week_span}
    if unit in whole:
        return whole[unit](day)
    return month_span(day.year, day.month) if unit == "month" else year_span(day.year)


def read_lunar_month(match: re.Match[str], _: Context) -> Reading:
    """Read "the 15th day of the eighth lunar month" and its like."""
    rank, day, year = _group(match, "rank"), _group(match, "day"), _group(match, "year")
    month = ORDINALS.get(rank) or int(rank[:-2])
    number = int(day) if day else DAY_ORDINALS.get(_group(match, "day_rank"))
    return Partial(int(year) if year else None, month, number, lunar=True)


def read_past(match: re.Match[str], context: Context) -> Reading:
    """Read "the past two weeks" and its like."""
    if context.published is None:
        return None
    number, unit = _number(_group(match, "count") or "one"), _group(match, "unit")
    length = number * {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    unknown: Precision = "unknown"
    precision = next((name for most, name in _LENGTHS if length <= most), unknown)
    return Span(days_back(context.published, number, unit), context.published, precision)
