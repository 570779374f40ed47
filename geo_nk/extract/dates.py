"""Date expressions in English reports, resolved to intervals against the day of publication.

A vague date stays an interval: *early July* is the first ten days, *last month* the whole of it. What the text does
not say is not made up: an expression that cannot be resolved is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from geo_nk.extract._date_calendar import DAY, Mode, Partial, Precision, Span, settle
from geo_nk.extract._date_scan import Holiday, Sentences, Unit, find_units
from geo_nk.extract._date_told import Step, nearest_to_told, step_from
from geo_nk.extract._date_use import Use, is_dateline, is_planned, lead_of, word_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo_nk.reports.text import Sentence

__all__ = ["DateMention", "Precision", "Use", "dates_of", "find_dates"]

#: Years outside of these are taken for something else.
FIRST_YEAR, LAST_YEAR = 1900, 2100

#: What happens "soon after" a day happens within so long.
SOON = 10 * DAY

#: Statements this many days before publication still date the "since ..." beside them.
STATEMENT_REACH = 60

_RANGE = re.compile(r"\s?(?:(?P<to>-|–|—|to|through|until|till|up to)|(?P<and>and))\s?(?:around\s|about\s)?(?:the\s)?")
_APPOSITION = re.compile(r",?\s\(?(?:the\s)?")
#: Forms that name their day by number.
DATED = frozenset({"iso", "month_day", "day_month", "day_rel", "bare_day"})

#: Before a holiday: what is told happened on it.
_ON_HOLIDAY = re.compile(r"(?<!\w)(?:on|during|over|last)(?:\sthe)?(?:\slast)?\s\Z", re.IGNORECASE)
_COARSENESS = {name: rank for rank, name in enumerate(get_args(Precision))}


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
        First and last day of the interval, both included; None is an open end.
    precision : str
        ``day``, ``part_of_month``, ``month``, ``season``, ``year`` or ``unknown``.
    use : str
        ``event``: when something happened; ``statement``: when a source spoke; ``publication``: the dateline;
        ``planned``: what is to come; ``reference``: a day named beside it, as in *ahead of Victory Day*.
    """

    start: int
    end: int
    surface: str
    date_start: dt.date | None
    date_end: dt.date | None
    precision: Precision
    use: Use


@dataclass(frozen=True, slots=True)
class _Found:
    """A unit, or two that make a range, with its interval."""

    start: int
    end: int
    form: str
    span: Span
    statement: bool


def _span_days(span: Span) -> tuple[dt.date, dt.date]:
    return span.start or dt.date.min, span.end or dt.date.max


def _nearest(what: Partial, published: dt.date, *, future: bool) -> Span | None:
    """Settle a partial date as the latest past one, or where the words look ahead, as the nearer one."""
    past = settle(what, published, "past")
    ahead = settle(what, published, "future") if future else None
    if past is None or ahead is None:
        return past or ahead
    return ahead if _span_days(ahead)[0] - published < published - _span_days(past)[1] else past


def _held(holiday: Holiday, year: int) -> Span | None:
    if not holiday.first_year <= year <= holiday.last_year:
        return None
    first = dt.date(year, holiday.month, holiday.day)
    return Span(first, first + (holiday.days - 1) * DAY, "day")


def _settle_holiday(rows: tuple[Holiday, ...], published: dt.date | None, *, past: bool) -> Span | None:
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
        held = [span for span in held if _span_days(span)[0] <= published] or held
    return min(held, key=lambda span: abs(_span_days(span)[0] - published), default=None)


def _resolve(
    unit: Unit, published: dt.date | None, near: Span | None, before: str, told: Span | None = None
) -> Span | None:
    """Return the interval of one unit; `near` is the date named before it in its sentence, `told` in the text."""
    reading = unit.reading
    if isinstance(reading, Span):
        return reading
    if isinstance(reading, Step):
        return step_from(told, reading) if told else None
    if isinstance(reading, tuple):
        return _settle_holiday(reading, published, past=_ON_HOLIDAY.search(before) is not None)
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


def _resolve_range(first: Unit, last: Unit, published: dt.date | None) -> Span | None:
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
        start = _resolve(first, published, None, "")
        end = _beside(last, start, "future")
    else:
        end = _resolve(last, published, None, "")
        start = _beside(first, end, "past")
    return _joined(start, end) if start and end else None


def _range_of(text: str, first: Unit, last: Unit, published: dt.date | None) -> Span | None:
    """Return the interval where two units are joined by *to*, or by *and* where no day lies between them."""
    link = _RANGE.fullmatch(text, first.end, last.start)
    if link is None or "holiday" in (first.form, last.form):
        return None
    span = _resolve_range(first, last, published)
    if span is None or link["to"] or word_before(text[: first.start][-30:].replace(" the ", " ")) == "between":
        return span
    one, two = _resolve(first, published, None, ""), _resolve(last, published, None, "")
    if isinstance(first.reading, Partial) and isinstance(last.reading, Partial) and two is not None:
        one = _beside(first, two, "past")
    adjacent = one and two and one.end and two.start == one.end + DAY and one.precision == two.precision
    return span if adjacent else None


def _is_apposition(text: str, first: Unit, last: Unit) -> bool:
    """Whether a weekday and a date name one day: *Friday, Oct. 8*."""
    return (
        first.form == "weekday"
        and last.form in DATED
        and _APPOSITION.fullmatch(text, first.end, last.start) is not None
    )


def _combine(
    text: str, units: list[Unit], sentences: Sentences, published: dt.date | None, told: Span | None
) -> Iterator[_Found]:
    """Resolve units, two at a time where they make one date."""
    near: Span | None = None
    sentence = -1
    index = 0
    while index < len(units):
        unit = units[index]
        following = units[index + 1] if index + 1 < len(units) else None
        if sentences.number(unit.start) != sentence:
            near, sentence = None, sentences.number(unit.start)
        index += 1
        start, span = unit.start, None
        if following and _is_apposition(text, unit, following):
            unit, index = replace(following, start=start, statement=unit.statement), index + 1
        elif following and (span := _range_of(text, unit, following, published)):
            unit, index = replace(unit, end=following.end), index + 1
        span = span or _resolve(unit, published, near, sentences.before(unit.start), told)
        if span is None:
            continue
        near = None if unit.statement else span
        told = told if unit.statement or unit.future or unit.form == "holiday" else span
        yield _Found(unit.start, unit.end, unit.form, span, unit.statement)


def _lies_ahead(found: _Found, before: str, after: str, published: dt.date) -> bool:
    first, last = _span_days(found.span)
    # A date may lie a day ahead by time zones, a "tomorrow" cannot.
    slack = DAY if found.form in DATED else 0 * DAY
    return first > published + slack or (last > published and is_planned(before, after))


def _beside_day(found: _Found, lead: str) -> Span | None:
    """Return the days that "soon after" or "on the eve of" a day means, or None where neither is said."""
    first, last = found.span.start, found.span.end
    if lead not in {"after_lead", "eve_lead"} or first is None or last is None or found.span.precision != "day":
        return None
    return (
        Span(first - DAY, first - DAY, "day") if lead == "eve_lead" else Span(last + DAY, last + SOON, "part_of_month")
    )


def _use_of(found: _Found, lead: str, before: str, after: str, published: dt.date | None) -> Use:
    """Tell what a date is for, the surest cue first."""
    stands_alone = found.span.precision == "day" and not before.strip() and not after.strip(" \t\r\n.")
    if lead == "publication_lead" or stands_alone or is_dateline(before, after):
        return "publication"
    if lead == "reference_lead" or (found.form == "holiday" and not _ON_HOLIDAY.search(before)):
        return "reference"
    if found.statement:
        return "statement"
    return "planned" if published and _lies_ahead(found, before, after, published) else "event"


def _bounded(found: _Found, lead: str, use: Use, published: dt.date | None) -> Span:
    """Open or close the interval as *since* and *until* say, and end at publication what has happened by then."""
    span = found.span
    if lead == "since_lead":
        return Span(span.start, max(published, _span_days(span)[0]) if published else None, span.precision)
    if lead == "until_lead":
        return Span(None, span.end, span.precision)
    first, last = _span_days(span)
    if published and use == "event" and span.precision != "part_of_month" and first <= published < last:
        return replace(span, end=published)
    return span


def _mention(
    found: _Found, text: str, sentences: Sentences, published: dt.date | None, *, floor: int
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


def _with_references(mentions: list[DateMention]) -> list[DateMention]:
    """Mark a date that only says on which day the holiday named before it falls."""
    result = mentions[:1]
    for previous, mention in pairwise(mentions):
        same = previous.use == "reference" and mention.date_start == previous.date_start and mention.precision == "day"
        result.append(replace(mention, use="reference") if same and mention.use == "event" else mention)
    return result


def _with_statements(mentions: list[DateMention], published: dt.date | None) -> list[DateMention]:
    """End what goes on *since* some day with the day on which the source said so, where the text has that."""
    if published is None:
        return mentions
    said = [
        mention.date_end
        for mention in mentions
        if mention.use == "statement"
        and mention.precision == "day"
        and mention.date_end
        and published - STATEMENT_REACH * DAY <= mention.date_end <= published
    ]
    if not said:
        return mentions
    return [
        replace(mention, date_end=max(said))
        if mention.surface[:5].lower() == "since" and mention.date_start and mention.date_start <= max(said)
        else mention
        for mention in mentions
    ]


def find_dates(
    text: str, *, published: dt.date | None, offset: int = 0, told: DateMention | None = None
) -> tuple[DateMention, ...]:
    """Find the date expressions of a text and resolve them.

    Parameters
    ----------
    text
        A sentence, a paragraph or the body of a report, in English.
    published
        The day of publication, from which *last month* and dates without a year are reckoned. Where it is None
        only dates that name their year are resolved.
    offset
        Where `text` begins in the whole report; added to the positions.
    told
        The date of what was told before this text, from which "the following day" is reckoned.

    Returns
    -------
    tuple of DateMention
        In the order of the text; none overlap.

    Examples
    --------
    >>> import datetime as dt
    >>> text = "Since early July three were held, a source said on the 8th."
    >>> found = find_dates(text, published=dt.date(2024, 7, 22))
    >>> [(d.surface, str(d.date_start), str(d.date_end), d.use) for d in found]
    [('Since early July', '2024-07-01', '2024-07-08', 'event'), ('8th', '2024-07-08', '2024-07-08', 'statement')]
    """
    if published is not None and not FIRST_YEAR < published.year < LAST_YEAR:
        published = None
    sentences = Sentences(text)
    units = find_units(text, sentences, published)
    if not units:
        return ()
    mentions: list[DateMention] = []
    before = Span(told.date_start, told.date_end, told.precision) if told else None
    for found in _combine(text, units, sentences, published, before):
        floor = mentions[-1].end if mentions else 0
        if mention := _mention(found, text, sentences, published, floor=floor):
            mentions.append(mention)
    mentions = _with_statements(_with_references(mentions), published)
    return tuple(replace(mention, start=mention.start + offset, end=mention.end + offset) for mention in mentions)


def dates_of(text: str, sentences: Iterable[Sentence], *, published: dt.date | None) -> Iterator[DateMention]:
    """Yield the dates of the sentences of a report, each read in the light of what was told before it.

    Parameters
    ----------
    text
        The report's text.
    sentences
        Those to read, in order.
    published
        As for `find_dates`.

    Yields
    ------
    DateMention
        In the order of the text.
    """
    told: DateMention | None = None
    for sentence in sentences:
        inside = text[sentence.start : sentence.end]
        for date in find_dates(inside, published=published, offset=sentence.start, told=told):
            told = date if _is_told(date) else told
            yield date


def _is_told(date: DateMention) -> bool:
    """Whether later dates may be reckoned from this one: it says when something happened, and not since when."""
    if date.use != "event" or date.date_start is None or date.date_end is None:
        return False
    return date.date_end - date.date_start <= 31 * DAY
