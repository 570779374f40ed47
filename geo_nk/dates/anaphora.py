"""Dates that are reckoned from the one told before: "the following day", "two weeks later", "on the 17th"."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_nk.calendar_names import NUMBERS, WEEKDAY_FORMS
from geo_nk.dates.intervals import (
    DAY,
    TOLERANCE,
    Partial,
    Precision,
    Span,
    day_span,
    month_span,
    settle,
    shift_month,
    week_span,
    weekday_near,
    year_span,
)

if TYPE_CHECKING:
    import re

    from geo_nk.dates.reading import Context

__all__ = ["STALE_DAYS", "VAGUE", "Step", "nearest_to_told", "read_step", "step_from"]

#: The days that "a few days later" may mean.
FEW = (2, 7)

#: A date told further back than this is background: "on the 5th" is not of its month.
STALE_DAYS = 150

#: Counts that are none.
VAGUE = frozenset({"a few", "several", "some", "a couple of", "few"})
_ON, _BACK = frozenset({"following", "next", "after"}), frozenset({"previous", "preceding", "before"})
_PARTS_OF_DAY = frozenset({"night", "morning", "evening", "afternoon", "dawn"})


@dataclass(frozen=True, slots=True)
class Step:
    """So many units before or after the date told before.

    Attributes
    ----------
    count : int
        How many; negative is before, 0 the same.
    unit : str
        ``time`` for the same days, or ``day``, ``week``, ``month``, ``year``, or a weekday.
    vague : bool
        Whether it is "a few" of them.
    """

    count: int
    unit: str
    vague: bool = False


def read_step(match: re.Match[str], _: Context) -> Step:
    """Read "the same day", "the following Monday", "three days before that" as a step."""
    words = {name: " ".join((found or "").lower().split()) for name, found in match.groupdict().items()}
    unit = words["unit"]
    unit = "day" if unit in _PARTS_OF_DAY else unit
    way = words.get("way", "")
    if way in _ON or way in _BACK:
        return Step(1 if way in _ON else -1, unit)
    count = words.get("count", "")
    if not count:
        return Step(0, unit)
    vague = count in VAGUE
    number = 1 if vague else int(count) if count.isdecimal() else NUMBERS[count]
    return Step(-number if words.get("back") else number, unit, vague)


def step_from(told: Span, step: Step) -> Span | None:
    """Return the interval that a step from the date told before leads to; None where that date is open.

    Examples
    --------
    >>> step_from(day_span(dt.date(2019, 9, 17)), Step(2, "day")).start
    datetime.date(2019, 9, 19)
    """
    if told.start is None or told.end is None:
        return None
    if step.unit in WEEKDAY_FORMS:
        later = step.count >= 0
        day = (told.end if later else told.start) - (DAY if step.count == 0 else 0 * DAY)
        return day_span(weekday_near(day, WEEKDAY_FORMS[step.unit], later=later))
    if step.unit == "time":
        return told
    if step.vague:
        return _vaguely(told.start, told.end, step)
    return _counted(told.start, told.end, step, told.precision)


def _counted(start: dt.date, end: dt.date, step: Step, precision: Precision) -> Span:
    """Return the interval so many days, weeks, months or years from another."""
    if step.unit == "day":
        return Span(start + step.count * DAY, end + step.count * DAY, precision)
    if step.unit == "week":
        days = 7 * step.count * DAY
        if precision != "day" or step.count == 0:
            return week_span(start + days)
        # Who says "a week later" does not count days.
        return Span(start + days - DAY, end + days + DAY, "part_of_month")
    if step.unit == "month":
        return month_span(*shift_month(start, step.count))
    return year_span(start.year + step.count)


def _vaguely(start: dt.date, end: dt.date, step: Step) -> Span:
    length = {"day": 1, "week": 7, "month": 31, "year": 366}[step.unit]
    few, many = (length * number * DAY for number in FEW)
    if step.count > 0:
        return Span(start + few, end + many, "part_of_month" if length == 1 else "unknown")
    return Span(start - many, end - few, "part_of_month" if length == 1 else "unknown")


def nearest_to_told(what: Partial, told: Span, published: dt.date) -> Span | None:
    """Settle a day without a month as the one nearest to the date told before; None where that is of no help.

    Examples
    --------
    >>> nearest_to_told(Partial(day=3), day_span(dt.date(2014, 2, 28)), dt.date(2014, 4, 20)).start
    datetime.date(2014, 3, 3)
    """
    start, end = told.start, told.end
    if start is None or end is None or told.precision not in {"day", "part_of_month", "month"}:
        return None
    if not dt.timedelta(0) <= published - start <= STALE_DAYS * DAY:
        return None
    months = (shift_month(start, step) for step in ((0,) if told.precision == "month" else (-1, 0, 1)))
    spans = (settle(Partial(year, month, what.day, what.last_day), start) for year, month in months)
    known = [(max(start - span.start, span.start - end), span) for span in spans if span and span.start]
    past = [pair for pair in known if pair[1].start is not None and pair[1].start <= published + TOLERANCE]
    return min(past, key=lambda pair: pair[0])[1] if past else None
