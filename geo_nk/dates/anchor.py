"""Settle what an expression leaves out: by publication, by the date told before, by the other end of its range."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from geo_nk.dates.anaphora import STALE_DAYS, Step, nearest_to_told, step_from
from geo_nk.dates.holidays import is_on_holiday, settle_holiday
from geo_nk.dates.intervals import DAY, Mode, Partial, Precision, Span, settle, span_days
from geo_nk.dates.use import lead_of, word_before

if TYPE_CHECKING:
    from geo_nk.dates.units import Unit

__all__ = ["DATED", "is_apposition", "is_stretch", "range_of", "resolve"]

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
    settled = _settle_partial(unit, reading, published, near, told, future=lead_of(before, "")[0] == "until_lead")
    return settled or _unknown(reading, undated=published is None)


def _settle_partial(
    unit: Unit, what: Partial, published: dt.date | None, near: Span | None, told: Span | None, *, future: bool
) -> Span | None:
    if what.told_year is not None:
        day = (near and near.start) or (told and told.start)
        return settle(replace(what, year=day.year + what.told_year), day) if day else None
    what = _in_month_of(unit, what, _spoken_of(unit, near, told, published), published)
    if what.year is not None and what.month is not None:
        return settle(what, dt.date(what.year, 1, 1))
    if unit.form == "bare_day" and told and published and not (unit.statement or unit.future):
        beside = nearest_to_told(what, told, published)
        if beside is not None:
            return beside
    return _nearest(what, published, future=unit.future or future) if published else None


def _spoken_of(unit: Unit, near: Span | None, told: Span | None, published: dt.date | None) -> Span | None:
    """Return the date in whose month "the month" is: the one told before, unless that is background."""
    if unit.form == "day_that":
        return told or near
    stale = published and told and told.start and published - told.start > STALE_DAYS * DAY
    return near if near or stale or unit.form == "bare_day" else told


def _in_month_of(unit: Unit, what: Partial, near: Span | None, published: dt.date | None) -> Partial:
    """Return a day or part of no month as one of the month the sentence speaks of: "the end of the month"."""
    anchor = near.start if near and near.start else published
    in_month = near is not None and near.precision == "month" and unit.form == "bare_day"
    if anchor is not None and what.month is None and (in_month or unit.form != "bare_day"):
        return replace(what, year=anchor.year, month=anchor.month)
    return what


def _unknown(what: Partial, *, undated: bool = False) -> Span | None:
    """Return an open interval for a date that is one but cannot be settled: it names its month, and no more is known.

    Either nothing says of which year it is, or it lies outside of the tables of the lunar calendar.
    """
    if what.lunar:
        return Span(None, None, "unknown")
    # A leap year, in which there is any day that there is at all.
    nameless = undated and what.month is not None and what.year is None and what.told_year is None
    return Span(None, None, "unknown") if nameless and settle(what, dt.date(2000, 12, 31)) else None


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
    # A range without a year may have begun and not have ended: "from May 20 through August", in June.
    first_leads = (
        isinstance(one, Span)
        or one.year is not None
        or (isinstance(two, Partial) and (one.month is not None or two.month is None))
    )
    if first_leads and not (isinstance(two, Partial) and two.year is not None):
        start = resolve(replace(first, future=first.future or last.future), published, None, "")
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
    if span is None and link["to"] and _is_open(first, published) and _is_open(last, published):
        return Span(None, None, "unknown")
    if span is None or link["to"] or word_before(text[: first.start][-30:].replace(" the ", " ")) == "between":
        return span
    one, two = resolve(first, published, None, ""), resolve(last, published, None, "")
    if isinstance(first.reading, Partial) and isinstance(last.reading, Partial) and two is not None:
        one = _beside(first, two, "past")
    adjacent = one and two and one.end and two.start == one.end + DAY and one.precision == two.precision
    return span if adjacent else None


def _is_open(unit: Unit, published: dt.date | None) -> bool:
    return published is None and isinstance(unit.reading, Partial)


def is_stretch(text: str, first: Unit, last: Unit) -> bool:
    """Whether two units are joined by *to*: then the text itself says when it ends."""
    link = _RANGE.fullmatch(text, first.end, last.start)
    return link is not None and link["to"] is not None


def is_apposition(text: str, first: Unit, last: Unit) -> bool:
    """Whether a weekday and a date name one day: *Friday, Oct. 8*."""
    return (
        first.form == "weekday"
        and last.form in DATED
        and _APPOSITION.fullmatch(text, first.end, last.start) is not None
    )
