"""The forms that date expressions take, as one scanner, and what each form says.

A form is a pattern and a function that turns a match into a `Partial` date or, for what is reckoned from the day of
publication, into a `Span`. Patterns are bounded: no repetition inside a repetition, so the scan is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.extract._date_calendar import (
    DAY,
    SEASONS,
    Partial,
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
    from collections.abc import Callable

__all__ = ["FORMS", "GAP", "Context", "Form"]

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
    for word in words.split()
}

_PARTS = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "latter part": "late",
    "end": "late",
    "beginning": "early",
    "start": "early",
    "first half": "first_half",
    "second half": "second_half",
    "latter half": "second_half",
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

# One space stands for what may lie between two words; see `_compile`.
GAP = r"(?:[ \t\xa0]{1,2}|\r?\n)"

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?![A-Za-z])"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d|[.,:]\d|%)"
_ORDINAL = r"(?:st|nd|rd|th)"
_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d|-\d|%|s)"
_OF_YEAR = (
    rf"(?:,? (?:of )?(?P<year>{_YEAR})|,? (?:of |in )?(?P<year_word>(?i:last|this|next)) year(?!\w|')"
    r"|,? (?:of |in )?(?P<lost>that|the same|the following|the previous|every|each) year)?"
)
_WHICH = r"(?P<which>(?i:last|this past|this|next|past|coming))"
_OF_MONTH = rf"(?:(?:{_WHICH} )?{_MONTH}{_OF_YEAR}|(?P<rel_month>(?i:last|this|next|the)) month(?!\w))"
_TO = r"(?:-|–|—| - | – | to | through | until | till )"
_PART_WORD = (
    r"(?i:early|mid(?:dle)?|late|end|beginning|start|(?:first|second|latter) half|latter part"
    r"|(?:first|last) (?:ten|10) days|(?:first|second|third|fourth|last|final) week)"
)
_PARTS_OF = (
    rf"(?P<part>{_PART_WORD})(?:-?,? ?(?:and|to|or|through)(?: |-)(?:the )?(?P<last_part>{_PART_WORD}))?"
    r"(?P<joint>-| of | in | )"
)
_UNIT = r"(?P<unit>(?i:day|week|month|year))s?(?!\w)"
_COUNT = r"(?P<count>(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|[1-9]\d?)"
_SEASON = r"(?P<season>(?i:spring|summer|autumn|fall|winter))(?!\w)"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known while an expression is read: the day of publication, and whether the words are about the future."""

    published: dt.date | None
    future: bool = False


Reading = Partial | Span | None


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date: its name, its pattern and what a match says."""

    name: str
    pattern: str
    read: Callable[[re.Match[str], Context], Reading]

    def compile(self) -> re.Pattern[str]:
        """Compile the pattern; a space in it stands for a gap between words, also at a line's end."""
        return _compile(self.pattern)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w.])" + pattern.replace(" ", GAP), re.ASCII)


def _month_number(name: str) -> int:
    return _MONTH_NAMES.index(name[:3].lower()) + 1


def _group(match: re.Match[str], name: str) -> str:
    """Return what a group matched, in lower case with single spaces; empty where the pattern lacks it."""
    return " ".join((match.groupdict().get(name) or "").lower().split())


def _said_year(match: re.Match[str], month: int | None, context: Context) -> int | None:
    """Return the year that the words beside a month name: a number, `last year`, `last October`."""
    year, word, which = _group(match, "year"), _group(match, "year_word"), _group(match, "which")
    if year:
        return int(year)
    if context.published is None:
        return None
    this = context.published.year
    if word:
        return this + {"last": -1, "this": 0, "next": 1}[word]
    if month is None or not which:
        return None
    current = context.published.month
    if which in ("next", "coming"):
        return this + (month <= current)
    if which == "this":
        return this
    return this - (month >= current)


def _rel_month(word: str, context: Context) -> tuple[int, int] | None:
    """Return the month that `last month`, `this month` or `next month` is."""
    if context.published is None:
        return None
    return shift_month(context.published, {"last": -1, "next": 1}.get(word, 0))


def _base(match: re.Match[str], context: Context) -> Partial | None:
    """Return year and month as the words give them; None where they point at something unknown."""
    if _group(match, "lost"):
        return None
    if word := _group(match, "rel_month"):
        if word == "the":
            return Partial()
        found = _rel_month(word, context)
        return Partial(*found) if found else None
    month = _month_number(match["month"])
    return Partial(_said_year(match, month, context), month)


def _read_iso(match: re.Match[str], _: Context) -> Reading:
    return Partial(int(match["year"]), int(match["month_number"]), int(match["day"]))


def _read_day(match: re.Match[str], context: Context) -> Reading:
    base = _base(match, context)
    last = _group(match, "last_day")
    if base is None:
        return None
    return Partial(base.year, base.month, int(match["day"]), int(last) if last else None)


def _read_bare_day(match: re.Match[str], _: Context) -> Reading:
    last = _group(match, "last_day")
    return Partial(day=int(match["day"]), last_day=int(last) if last else None)


def _read_month(match: re.Match[str], context: Context) -> Reading:
    return _base(match, context)


def _read_rel_month(match: re.Match[str], context: Context) -> Reading:
    found = _rel_month(_group(match, "rel_month"), context)
    return _earlier(match, month_span(*found), context) if found else None


def _read_part(match: re.Match[str], context: Context) -> Reading:
    base = _base(match, context)
    if base is None:
        return None
    last = _group(match, "last_part")
    part = Partial(base.year, base.month, None, None, _PARTS[_group(match, "part")], _PARTS[last] if last else None)
    if part.year is not None and part.month is not None:
        return part_range(part.year, part.month, part.part or "early", part.last_part)
    return part


def _read_year_part(match: re.Match[str], context: Context) -> Reading:
    year = _said_year(match, None, context)
    if year is None and _group(match, "the_year") and context.published:
        year = context.published.year
    return year_span(year, part=_PARTS[_group(match, "part")]) if year else None


def _earlier(match: re.Match[str], span: Span, context: Context) -> Span:
    """Cut an interval at the day of publication where the words say `earlier this ...` or `later this ...`."""
    cut, today = _group(match, "cut"), context.published
    if today and span.start and span.end and span.start <= today <= span.end:
        if cut == "earlier":
            return Span(span.start, today, span.precision)
        if cut == "later":
            return Span(today, span.end, span.precision)
    return span


def _read_week(match: re.Match[str], context: Context) -> Reading:
    if context.published is None:
        return None
    step = {"last": -7, "next": 7}.get(_group(match, "which"), 0)
    week = week_span(context.published + step * DAY)
    return _earlier(match, week, context)


def _read_weekend(match: re.Match[str], context: Context) -> Reading:
    if context.published is None:
        return None
    later = _group(match, "which") in ("this", "next")
    saturday = weekday_near(context.published - (0 if later else DAY), 5, later=later)
    return Span(saturday, saturday + DAY, "part_of_month")


def _read_year(match: re.Match[str], context: Context) -> Reading:
    year = _said_year(match, None, context)
    if year is None:
        return None
    last = _group(match, "last_year")
    if last and int(last) < year:
        return None
    return _earlier(match, year_span(year, last_year=int(last) if last else None), context)


def _read_decade(match: re.Match[str], _: Context) -> Reading:
    part, last = _group(match, "part"), _group(match, "last_part")
    return decade_span(int(match["decade"]), part=_PARTS.get(part), last_part=_PARTS.get(last))


def _read_season(match: re.Match[str], context: Context) -> Reading:
    season, which = _group(match, "season"), _group(match, "which")
    year = _said_year(match, None, context)
    if year is not None:
        return season_span(year, season)
    today = context.published
    if today is None:
        return None
    spans = [season_span(today.year + step, season) for step in (1, 0, -1, -2)]
    if which == "next":
        return next(s for s in reversed(spans) if s.start and s.start > today)
    if which == "this":
        # A season of this year, over or not; winter is the one that we are in or that comes.
        if SEASONS[season] == SEASONS["winter"]:
            return next(s for s in reversed(spans) if s.end and s.end >= today - 30 * DAY)
        return season_span(today.year, season)
    if which in ("last", "past", "this past"):
        return next(s for s in spans if s.end and s.end < today)
    return next(s for s in spans if s.start and s.start <= today)


def _read_weekday(match: re.Match[str], context: Context) -> Reading:
    today = context.published
    if today is None:
        return None
    weekday = _WEEKDAYS.index(_group(match, "weekday")[:3])
    if week := _group(match, "week"):
        monday = week_span(today).start
        return day_span(monday + (weekday + {"last": -7, "next": 7}.get(week, 0)) * DAY) if monday else None
    which = _group(match, "which")
    later = which in ("next", "coming") or (context.future and which != "last")
    return day_span(weekday_near(today, weekday, later=later))


def _read_near_day(match: re.Match[str], context: Context) -> Reading:
    if context.published is None:
        return None
    word = _group(match, "word")
    step = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "last night": -1}
    return day_span(context.published + step.get(word, 0) * DAY)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word]


def _read_ago(match: re.Match[str], context: Context) -> Reading:
    if context.published is None:
        return None
    number, unit = _number(_group(match, "count")), _group(match, "unit")
    if context.published.year - number < 1900:  # noqa: PLR2004 - no report speaks of the years before
        return None
    day = days_back(context.published, number, unit)
    # Who says "two weeks ago" does not count days: the unit is as fine as the words are.
    whole = {"day": day_span, "week": week_span}
    if unit in whole:
        return whole[unit](day)
    return month_span(day.year, day.month) if unit == "month" else year_span(day.year)


def _read_past(match: re.Match[str], context: Context) -> Reading:
    if context.published is None:
        return None
    number, unit = _number(_group(match, "count") or "one"), _group(match, "unit")
    if context.published.year - number < 1900:  # noqa: PLR2004 - no report speaks of the years before
        return None
    length = number * {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    bounds = ((1, "day"), (16, "part_of_month"), (31, "month"), (92, "season"), (366, "year"))
    precision = next((name for most, name in bounds if length <= most), "unknown")
    return Span(days_back(context.published, number, unit), context.published, precision)  # type: ignore[arg-type]


_BEHIND_DAY = rf"{_ORDINAL}?(?:(?:{_TO}|(?: and | or |, )(?=\d\d?{_ORDINAL}))(?:the )?(?P<last_day>{_DAY}){_ORDINAL}?)?"

#: In the order of trial at one place: what says more comes first.
FORMS: tuple[Form, ...] = (
    Form(
        "iso",
        r"(?P<year>(?:19|20)\d\d)([-/.])(?P<month_number>1[0-2]|0?[1-9])\2(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[-/]\d)",
        _read_iso,
    ),
    Form("day_month", rf"(?P<day>{_DAY}){_BEHIND_DAY}(?: of)? (?:{_WHICH} )?{_MONTH}{_OF_YEAR}", _read_day),
    Form("day_rel", rf"(?P<day>{_DAY}){_BEHIND_DAY} of (?P<rel_month>(?i:last|this|next|the)) month(?!\w)", _read_day),
    Form("month_day", rf"(?:{_WHICH} )?{_MONTH} (?:the )?(?P<day>{_DAY}){_BEHIND_DAY}(?!\w){_OF_YEAR}", _read_day),
    Form(
        "decade",
        rf"(?:(?P<part>early|mid|late)(?:-?(?: to |-to-| and )(?P<last_part>mid|late))?(?:-| ))?(?:the )?(?P<decade>(?:19|20)\d0)s(?!\w)",
        _read_decade,
    ),
    Form("part", rf"{_PARTS_OF}(?:the )?{_OF_MONTH}", _read_part),
    Form(
        "year_part",
        rf"{_PARTS_OF}(?:(?P<year>{_YEAR})|(?P<year_word>(?i:last|this|next)) year|(?P<the_year>the) year)(?![\w'’])",
        _read_year_part,
    ),
    Form("season", rf"(?:(?:{_WHICH} )?{_SEASON}{_OF_YEAR})", _read_season),
    Form(
        "weekday",
        rf"(?:{_WHICH} )?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\w)(?: (?:of )?(?P<week>last|this|next) week(?!\w))?",
        _read_weekday,
    ),
    Form("month", rf"(?:{_WHICH} )?{_MONTH}{_OF_YEAR}", _read_month),
    Form("past", rf"(?:(?i:past|last) {_COUNT}|(?i:past)) {_UNIT}", _read_past),
    Form(
        "rel_month", r"(?:(?P<cut>(?i:earlier|later)) )?(?P<rel_month>(?i:last|this|next)) month(?!\w)", _read_rel_month
    ),
    Form("weekend", rf"(?:{_WHICH}|(?i:the)) weekend(?!\w)", _read_weekend),
    Form("week", rf"(?:(?P<cut>(?i:earlier|later)) )?(?P<which>(?i:last|this|next)) week(?!\w)", _read_week),
    Form(
        "year_word", r"(?:(?P<cut>(?i:earlier|later)) )?(?P<year_word>(?i:last|this|next)) year(?!\w| of )", _read_year
    ),
    Form(
        "near_day",
        r"(?:(?i:earlier|later) )?(?P<word>(?i:the day before yesterday|yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|evening)))(?![\w'’])",
        _read_near_day,
    ),
    Form("ago", rf"{_COUNT} {_UNIT} ago(?!\w)", _read_ago),
    Form("years", rf"(?P<year>(?:19|20)\d\d)(?:-|–| to )(?P<last_year>{_YEAR})", _read_year),
    Form("year", rf"(?P<year>{_YEAR})(?![\w'’])", _read_year),
    Form("bare_day", rf"(?P<day>{_DAY})(?={_ORDINAL}){_BEHIND_DAY}(?!\w)", _read_bare_day),
)
