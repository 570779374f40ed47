"""Find the expressions in a text that may be dates, and refuse those that only look like one."""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from geo_nk.calendar_names import DAY_ORDINALS, MONTHS, NUMBERS, WEEKDAYS
from geo_nk.dates.grammar import OF_LUNAR_CALENDAR, forms_at
from geo_nk.dates.holidays import beginnings, find_holidays
from geo_nk.dates.intervals import SEASONS, Partial
from geo_nk.dates.reading import Context
from geo_nk.dates.refusals import is_refused
from geo_nk.dates.use import cues, is_planned, is_statement, may_lie_ahead, words_ahead
from geo_nk.names.letters import lower

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geo_nk.dates.anaphora import Step
    from geo_nk.dates.holidays import Holiday
    from geo_nk.dates.intervals import Span
    from geo_nk.dates.sentences import Sentences

__all__ = ["Opened", "Unit", "find_units"]

# What an expression may begin with, besides a number: in any case; with a capital; with a capital or in capitals.
_OPENINGS = (
    *(
        "early",
        "mid",
        "late",
        "latter",
        "end",
        "beginning",
        "start",
        "middle",
        "last",
        "this",
        "next",
        "past",
        "coming",
        "earlier",
        "later",
        "following",
        "previous",
        "preceding",
    ),
    *("yesterday", "today", "tomorrow", "tonight", *SEASONS),
    *("the day after", "the day before", "the night before", "the same", "the very same", "the weekend"),
    *("that very", "that same", "that first", "that day", "that night", "that morning", "that evening"),
    *("that afternoon", "that week", "that month", "that year", "a few", "several", "some", "a couple"),
    *("days ago", "weeks ago", "months ago", *DAY_ORDINALS),
    *(f"{count} {unit}" for count in NUMBERS for unit in ("day", "night", "week", "month", "year")),
)
_CAPITAL = tuple(day.capitalize() for day in WEEKDAYS)
_MONTHS = tuple(form for name in MONTHS for form in (name[:3].capitalize(), name[:3].upper()))
_TRIGGER = re.compile(
    r"(?<![\w.])(?:[12]\d{3}(?!\d)|(?:3[01]|[12]\d|0?[1-9])(?![\d%])"
    rf"|{'|'.join((*_MONTHS, *_CAPITAL))}|(?i:{'|'.join(_OPENINGS)}))".replace(" ", r"\s"),
    re.ASCII,
)
_LUNAR_AHEAD = re.compile(r"(?<!\w)lunar\s\Z", re.IGNORECASE)
_LUNAR_BEHIND = re.compile(
    rf",? \(?(?:{OF_LUNAR_CALENDAR}|lunar(?: calendar)?(?=\)))\)?".replace(" ", r"\s"), re.IGNORECASE
)
_WORDLIKE = frozenset(string.ascii_letters + string.digits + "_")


@dataclass(frozen=True, slots=True)
class Unit:
    """One expression: where it stands and what it says by itself."""

    start: int
    end: int
    form: str
    reading: Partial | Span | Step | tuple[Holiday, ...]
    statement: bool = False
    future: bool = False


class Opened:
    """Where dates and holidays may begin in a text: sought once, as most sentences have neither.

    Parameters
    ----------
    text
        The text.

    Examples
    --------
    >>> opened = Opened("One fled. Two fled in May.")
    >>> opened.within(0, 9), opened.within(10, 26)
    (([], False), ([12], False))
    """

    def __init__(self, text: str) -> None:
        lowered = lower(text)
        for blank in (*string.whitespace, "\xa0"):
            lowered = lowered.replace(blank, " ")
        finder, first_holiday = _openings()
        found = finder.find_matches_as_indexes(lowered, overlapping=True)
        self._text = text
        self._starts = sorted(start for number, start, _ in found if number < first_holiday)
        self._holidays = sorted(start for number, start, _ in found if number >= first_holiday)

    def within(self, start: int, end: int) -> tuple[list[int], bool]:
        """Return where dates may begin in a sentence, counted from its first character, and whether a holiday may."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        starts = [at - start for at in self._starts[first:last] if at == start or not self._inside_word(at)]
        holiday = bisect_left(self._holidays, start)
        return starts, holiday < len(self._holidays) and self._holidays[holiday] < end

    def _inside_word(self, at: int) -> bool:
        return at > 0 and self._text[at - 1] in _WORDLIKE


@cache
def _openings() -> tuple[AhoCorasick, int]:
    """Return the finder of what a date or a holiday may begin with, and from which number on it is a holiday's."""
    words = (*string.digits, *dict.fromkeys(word.lower() for word in (*_OPENINGS, *_CAPITAL, *_MONTHS)))
    return AhoCorasick([*words, *beginnings()], matchkind=MatchKind.Standard), len(words)


def _read_at(text: str, position: int, sentences: Sentences, published: dt.date | None) -> Unit | None:
    """Read the expression that begins at a position, in the first form that fits."""
    for form, pattern in forms_at(text[position]):
        match = pattern.match(text, position)
        if match is None:
            continue
        before, after = sentences.before(match.start()), sentences.after(match.end())
        if words_ahead(after) in cues("named_after") and "day" in match.re.groupindex:
            return None
        if is_refused(form.name, match, before, after):
            continue
        statement = is_statement(before, after)
        # A weekday is as near behind us as before us: only a plan that is told before it moves it ahead.
        planned = form.name == "weekday" and not statement and is_planned(before)
        reading = form.read(match, Context(published, future=planned))
        future = not statement and may_lie_ahead(before, after)
        if reading is None:
            return None
        start, end, reading = _lunar(match, before, after, reading)
        return Unit(start, end, form.name, reading, statement=statement, future=future)
    return None


def _lunar(
    match: re.Match[str], before: str, after: str, reading: Partial | Span | Step
) -> tuple[int, int, Partial | Span | Step]:
    """Return where an expression stands and what it says, with what beside it says that its month is a lunar one."""
    start, end = match.span()
    if isinstance(reading, Partial) and reading.month is not None:
        ahead, behind = _LUNAR_AHEAD.search(before[-10:]), _LUNAR_BEHIND.match(after)
        if ahead or behind:
            start -= len(ahead[0]) if ahead else 0
            end += behind.end() if behind else 0
            return start, end, replace(reading, lunar=True)
    return start, end, reading


def find_units(
    text: str, sentences: Sentences, published: dt.date | None, *, starts: Sequence[int], holiday: bool
) -> list[Unit]:
    """Find the expressions of a text in its order, by where they may begin (see `Opened`); none overlap."""
    units = [Unit(start, end, "holiday", rows) for start, end, rows in find_holidays(text)] if holiday else []
    bounds = [(0, 0), *((unit.start, unit.end) for unit in units), (len(text), len(text))]
    for (_, left), (right, _) in pairwise(bounds):
        position = left
        for start in starts[bisect_left(starts, left) : bisect_left(starts, right)]:
            match = _TRIGGER.match(text, start, right) if start >= position else None
            if match is None:
                continue
            unit = _read_at(text, start, sentences, published)
            if unit is not None and unit.end <= right:
                units.append(unit)
                position = unit.end
            else:
                position = match.end()
    return sorted(units, key=lambda unit: unit.start)
