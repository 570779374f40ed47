"""Settle what an expression leaves out: by publication, by the date told before, by the other end of its range."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from geo_nk.dates.anaphora import Step, nearest_to_told, step_from
from geo_nk.dates.holidays import is_on_holiday, settle_holiday
from geo_nk.dates.intervals import DAY, Mode, Partial, Precision, Span, settle, span_days
from geo_nk.dates.use import lead_of, word_before

if TYPE_CHECKING:
    from geo_nk.dates.units import Unit

__all__ = ["DATED", "is_apposition", "range_of", "resolve"]

_RANGE = re.compile(r"\s?(?:(?P<to>-|–|—|to|through|until|till|up to)|(?P<and>and))\s?(?:around\s|about\s)?(?:the\s)?")
_APPOSITION = re.compile(r",?\s\(?(?:the\s)?")
#: Forms that name their day by number.
DATED = frozenset({"iso", "month_day", "day_month", "day_rel", "bare_day"})

_COARSENESS = {name: rank for rank, name in enumerate(get_args(Precision))}


def _nearest(what: Partial, published: dt.date, *, future: bool) -> Span | None:
    """Settle a partial date as the latest past one, or where the words look ahead, as the nearer one."""
    past = settle(what, published, "past")
    ahead = settle(what, published, "future") if future else None
    if past is None or ahead is None:
        return past or ahead
    return ahead if span_days(ahead)[0] - published < published - span_days(past)[1] else past


def resolve(
    unit: Unit, published: dt.date | None, near: Span | None, before: str, told: Span | None = None
) -> Span | None:
    """Return the interval of one unit; `near` is the date named before it in its sentence, `told` in the text."""
    reading = unit.reading
    if isinstance(reading, Span):
        return reading
    if isinstance(reading, Step):
        return step_from(told, reading) if told else None
    if isinstance(reading, tuple):
        return settle_holiday(reading, published, past=is_on_holiday(before))
    near = told if told and unit.form == "day_that" else near
    anchor = near.start if near and near.start else published
    in_month = near is not None and near.precision == "month" and unit.form == "bare_day"
    if anchor is not None and reading.month is None and (in_month or unit.form != "bare_day"):
        # "The end of the month", "last month, on the 18th": of the month the sentence speaks of.
        reading = replace(reading, year=anchor.year, month=anchor.month)
    if reading.year is not None and reading.month is not None:
        return settle(reading, dt.date(reading.year, 1, 1))
    if unit.form == "bare_day" and told and published and not (unit.statement or unit.future):
        beside = nearest_to_told(reading, told, published)
        if beside is not None:
            return beside
    future = unit.future or lead_of(before, "")[0] == "until_lead"
    return _nearest(reading, published, future=future) if published else None


def _joined(first: Span, last: Span) -> Span | None:
    """Return the interval from the start of one to the end of another, as coarse as the coarser of them."""
    if first.start is None or last.end is None or first.start > last.end:
        return None
    return Span(first.start, last.end, max(first.precision, last.precision, key=_COARSENESS.__getitem__))


def _beside(what: Unit, other: Span | None, mode: Mode) -> Span | None:
    """Settle a unit as the one before or after the other end of its range."""
    if isinstance(what.reading, Span):
        return what.reading
    if not isinstance(what.reading, Partial) or other is None:
        return None
    anchor = other.end if mode == "past" else other.start
    return settle(what.reading, anchor, mode) if anchor else None


def _ends_of(first: Unit, last: Unit, published: dt.date | None) -> Span | None:
    """Return the interval of two units that are the ends of a range; each fills in what the other leaves out."""
    one, two = first.reading, last.reading
    if isinstance(one, tuple | Step) or isinstance(two, tuple | Step):
        return None
    first_leads = (
        isinstance(one, Span)
        or one.year is not None
        or (isinstance(two, Partial) and two.month is None and one.month is not None)
    )
    if first_leads and not (isinstance(two, Partial) and two.year is not None):
        start = resolve(first, published, None, "")
        end = _beside(last, start, "future")
    else:
        end = resolve(last, published, None, "")
        start = _beside(first, end, "past")
    return _joined(start, end) if start and end else None


def range_of(text: str, first: Unit, last: Unit, published: dt.date | None) -> Span | None:
    """Return the interval where two units are joined by *to*, or by *and* where no day lies between them."""
    link = _RANGE.fullmatch(text, first.end, last.start)
    if link is None or "holiday" in (first.form, last.form):
        return None
    span = _ends_of(first, last, published)
    if span is None or link["to"] or word_before(text[: first.start][-30:].replace(" the ", " ")) == "between":
        return span
    one, two = resolve(first, published, None, ""), resolve(last, published, None, "")
    if isinstance(first.reading, Partial) and isinstance(last.reading, Partial) and two is not None:
        one = _beside(first, two, "past")
    adjacent = one and two and one.end and two.start == one.end + DAY and one.precision == two.precision
    return span if adjacent else None


def is_apposition(text: str, first: Unit, last: Unit) -> bool:
    """Whether a weekday and a date name one day: *Friday, Oct. 8*."""
    return (
        first.form == "weekday"
        and last.form in DATED
        and _APPOSITION.fullmatch(text, first.end, last.start) is not None
    )
