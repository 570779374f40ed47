"""A date in a text as others see it: its interval, and what it is for."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - a field of the public class is of its type
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo_nk.dates.anchor import DATED
from geo_nk.dates.holidays import is_on_holiday
from geo_nk.dates.intervals import DAY, Precision, Span, span_days
from geo_nk.dates.use import Use, is_dateline, is_length, is_planned, lead_of

if TYPE_CHECKING:
    from geo_nk.dates.sentences import Sentences

__all__ = ["FIRST_YEAR", "LAST_YEAR", "STRETCH", "DateMention", "Found", "mention_of"]

#: Years outside of these are taken for something else.
FIRST_YEAR, LAST_YEAR = 1900, 2100

#: The form of two dates that are joined by "to".
STRETCH = "range"

#: What goes on for this long is no one event.
YEAR = 365 * DAY

# Forms of a length of time that ends with the day of publication.
_BACK = frozenset({"past", "the_last"})
_PLUPERFECT = re.compile(r"(?<!\w)(?:had|who|which)(?!\w)")

#: What happens "soon after" a day happens within so long.
SOON = 10 * DAY


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression, the interval it means and what it is for.

    Attributes
    ----------
    start, end : int
        Its characters in the text, `offset` added.
    surface : str
        The expression as written, with a leading *since*, *until* or *by*.
    date_start, date_end : datetime.date or None
        First and last day of the interval, both included; None is an open end. Both are None where the text does not
        say which days are meant: without a day of publication, *Aug. 18* has no year.
    precision : str
        ``day``, ``part_of_month``, ``month``, ``season``, ``year`` or ``unknown``.
    use : str
        ``event``: when something happened; ``statement``: when a source spoke; ``publication``: the dateline;
        ``planned``: what is to come; ``reference``: a day named beside it, as in *ahead of Victory Day*;
        ``duration``: how long something has gone on, as in *for the past six years*, which dates no event by itself.
    """

    start: int
    end: int
    surface: str
    date_start: dt.date | None
    date_end: dt.date | None
    precision: Precision
    use: Use


@dataclass(frozen=True, slots=True)
class Found:
    """A unit, or two that make a range, with its interval."""

    start: int
    end: int
    form: str
    span: Span
    statement: bool


def _lies_ahead(found: Found, before: str, after: str, published: dt.date) -> bool:
    first, last = span_days(found.span)
    # A date may lie a day ahead by time zones, a "tomorrow" cannot.
    slack = DAY if found.form in DATED else 0 * DAY
    return first > published + slack or (last > published and is_planned(before, after))


def _beside_day(found: Found, lead: str) -> Span | None:
    """Return the days that "soon after" or "on the eve of" a day means, or None where neither is said."""
    first, last = found.span.start, found.span.end
    if lead not in {"after_lead", "eve_lead"} or first is None or last is None or found.span.precision != "day":
        return None
    return (
        Span(first - DAY, first - DAY, "day") if lead == "eve_lead" else Span(last + DAY, last + SOON, "part_of_month")
    )


def _is_history(span: Span, before: str) -> bool:
    """Whether what went on so long is no one event: a year and more, or what had gone on before something else."""
    first, last = span_days(span)
    return last - first >= YEAR or _PLUPERFECT.search(before) is not None


def _use_of(found: Found, lead: str, before: str, after: str, published: dt.date | None) -> Use:
    """Tell what a date is for, the surest cue first."""
    stands_alone = found.span.precision == "day" and not before.strip() and not after.strip(" \t\r\n.")
    if lead == "publication_lead" or stands_alone or is_dateline(before, after):
        return "publication"
    if lead == "reference_lead" or (found.form == "holiday" and not is_on_holiday(before)):
        return "reference"
    if found.statement:
        return "statement"
    if found.form == "length" or (found.form in _BACK and is_length(before) and _is_history(found.span, before)):
        return "duration"
    return "planned" if published and _lies_ahead(found, before, after, published) else "event"


def _bounded(found: Found, lead: str, use: Use, published: dt.date | None) -> Span:
    """Open or close the interval as *since* and *until* say, and end at publication what has happened by then."""
    span = found.span
    if span.start is None and span.end is None:
        return span
    if lead == "since_lead":
        return Span(span.start, max(published, span_days(span)[0]) if published else None, span.precision)
    if lead == "until_lead":
        return Span(None, span.end, span.precision)
    first, last = span_days(span)
    if (
        published
        and use == "event"
        and found.form != STRETCH
        and span.precision != "part_of_month"
        and first <= published < last
    ):
        return replace(span, end=published)
    return span


def mention_of(
    found: Found, text: str, sentences: Sentences, published: dt.date | None, *, floor: int
) -> DateMention | None:
    """Make the mention of a resolved expression; what stands before `floor` belongs to the one before."""
    before, after = sentences.before(found.start), sentences.after(found.end)
    lead, length = lead_of(before[max(0, len(before) - found.start + floor) :], after)
    beside = _beside_day(found, lead)
    if beside is not None:
        found = replace(found, span=beside, form="day_rel")
    use = _use_of(found, lead, before, after, published)
    span = _bounded(found, lead, use, published)
    start = found.start - (length if lead in ("since_lead", "until_lead") else 0)
    known = [day for day in (span.start, span.end) if day is not None]
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in known) or known != sorted(known):
        return None
    return DateMention(start, found.end, text[start : found.end], span.start, span.end, span.precision, use)
