"""Date expressions in English reports, resolved to intervals against the day of publication.

A vague date stays an interval: *early July* is the first ten days, *last month* the whole of it. What the text does
not say is not made up: an expression that cannot be resolved is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from geo_nk.dates.anchor import is_apposition, is_stretch, range_of, resolve
from geo_nk.dates.intervals import DAY, Span
from geo_nk.dates.mention import FIRST_YEAR, LAST_YEAR, STRETCH, DateMention, Found, mention_of
from geo_nk.dates.sentences import Sentences
from geo_nk.dates.units import Opened, find_units
from geo_nk.sentence_ends import cut

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from geo_nk.dates.units import Unit

__all__ = ["SentenceSpan", "dates_of", "find_dates"]

#: Statements this many days before publication still date the "since ..." beside them.
STATEMENT_REACH = 60

# Forms from which nothing is reckoned: a feast named in passing, a length of time.
_NEVER_TOLD = frozenset({"holiday", "length", "past", "the_last"})
_BLANK_LINE = re.compile(r"\n\s*\n")


class SentenceSpan(Protocol):
    """A sentence as dates are sought in it: its first character in the text, and the one behind its last."""

    @property
    def start(self) -> int:
        """Return its first character."""

    @property
    def end(self) -> int:
        """Return the character behind its last."""


def _combine(
    text: str, units: list[Unit], sentences: Sentences, published: dt.date | None, told: Span | None
) -> Iterator[Found]:
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
        if following and is_apposition(text, unit, following):
            unit, index = replace(following, start=start, statement=unit.statement), index + 1
        elif following and (span := range_of(text, unit, following, published)):
            form = STRETCH if is_stretch(text, unit, following) else unit.form
            unit, index = replace(unit, end=following.end, form=form), index + 1
        try:
            span = span or resolve(unit, published, near, sentences.before(unit.start), told)
        except (OverflowError, ValueError):  # "30 years later", again and again, leaves the calendar
            continue
        if span is None:
            continue
        near = None if unit.statement else span
        told = told if unit.statement or unit.future or unit.form in _NEVER_TOLD or span.start is None else span
        yield Found(unit.start, unit.end, unit.form, span, unit.statement)


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
        only dates that name their year are resolved; what names its month alone is left open.
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
    before = Span(told.date_start, told.date_end, told.precision) if told else None
    found = _find(text, list(_spans(text)), published, before, Opened(text).within(0, len(text)))
    return tuple(replace(mention, start=mention.start + offset, end=mention.end + offset) for mention in found)


def dates_of(text: str, sentences: Iterable[SentenceSpan], *, published: dt.date | None) -> Iterator[DateMention]:
    """Yield the dates of the sentences of a report, each read in the light of what was told before it.

    Parameters
    ----------
    text
        The report's text.
    sentences
        Those to read, in order; of each, `start` and `end` are looked at, and it is split no further.
    published
        As for `find_dates`.

    Yields
    ------
    DateMention
        In the order of the text.
    """
    told: DateMention | None = None
    opened = Opened(text)
    for sentence in sentences:
        starts, holiday = opened.within(sentence.start, sentence.end)
        if not starts and not holiday:
            continue
        inside, offset = text[sentence.start : sentence.end], sentence.start
        before = Span(told.date_start, told.date_end, told.precision) if told else None
        for found in _find(inside, [(0, len(inside))], published, before, (starts, holiday)):
            date = replace(found, start=found.start + offset, end=found.end + offset)
            told = date if _is_told(date) else told
            yield date


def _is_told(date: DateMention) -> bool:
    """Whether later dates may be reckoned from this one: it says when something happened, and not since when."""
    if date.use != "event" or date.date_start is None or date.date_end is None:
        return False
    return date.date_end - date.date_start <= 31 * DAY


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a plain text, which a blank line ends as well."""
    start = 0
    for end in (*(blank.start() for blank in _BLANK_LINE.finditer(text)), len(text)):
        yield from ((start + first, start + last) for first, last in cut(text[start:end]))
        start = end


def _find(
    text: str,
    spans: list[tuple[int, int]],
    published: dt.date | None,
    told: Span | None,
    opened: tuple[list[int], bool],
) -> list[DateMention]:
    if published is not None and not FIRST_YEAR < published.year < LAST_YEAR:
        published = None
    sentences = Sentences(text, spans)
    units = find_units(text, sentences, published, starts=opened[0], holiday=opened[1]) if spans else []
    mentions: list[DateMention] = []
    for found in _combine(text, units, sentences, published, told):
        floor = mentions[-1].end if mentions else 0
        if mention := mention_of(found, text, sentences, published, floor=floor):
            mentions.append(mention)
    return _with_statements(_with_references(mentions), published)
