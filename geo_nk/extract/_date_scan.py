"""Find the expressions in a text that may be dates, and refuse those that only look like one."""

from __future__ import annotations

import re
import string
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from geo_nk.data import read_table
from geo_nk.extract._date_grammar import GAP, forms_at
from geo_nk.extract._date_reading import Context
from geo_nk.extract._date_use import cues, is_planned, is_statement, may_lie_ahead, word_before, words_ahead
from geo_nk.extract.phrases import lower

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from geo_nk.extract._date_calendar import Partial, Span
    from geo_nk.extract._date_told import Step

__all__ = ["Holiday", "Sentences", "Unit", "find_units"]

# What an expression may begin with, besides a number: in any case; with a capital; with a capital or in capitals.
_COUNTS = ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_OPENINGS = (
    *("early", "mid", "late", "latter", "end", "beginning", "start", "middle", "first", "second", "third", "fourth"),
    *("final", "last", "this", "next", "past", "coming", "earlier", "later", "following", "previous", "preceding"),
    *("yesterday", "today", "tomorrow", "tonight", "spring", "summer", "autumn", "fall", "winter"),
    *("the day after", "the day before", "the night before", "the same", "the very same", "the weekend"),
    *("that very", "that same", "that first", "that day", "that night", "that morning", "that evening"),
    *("that afternoon", "that week", "that month", "that year", "a few", "several", "some", "a couple"),
    *(f"{count} {unit}" for count in _COUNTS for unit in ("day", "night", "week", "month", "year")),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TRIGGER = re.compile(
    r"(?<![\w.])(?:[12]\d{3}(?!\d)|(?:3[01]|[12]\d|0?[1-9])(?![\d%])"
    rf"|{'|'.join((*_MONTHS, *map(str.upper, _MONTHS), *_WEEKDAYS))}"
    rf"|(?i:{'|'.join(_OPENINGS)}))".replace(" ", r"\s"),
    re.ASCII,
)
_WORDLIKE = frozenset(string.ascii_letters + string.digits + "_")
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]{0,2}\s+(?=[\"“‘(]?[A-Z0-9])|\n\s*\n")
_NOT_AN_END = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Ms|Mrs|Dr|St|No|Gen|Col|U\.S|U\.N|[A-Z]))\Z"
)
_BEFORE_BARE_DAY = re.compile(r"([A-Za-z]+)\s(?:of\s|about\s|around\s)?the\s\Z")
_BEHIND_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\sand\s\Z")
_PAST = re.compile(r"(?<!\w)(?:was|were|had|did)(?!\w)")
_MONTH_ALONE = re.compile(r"(?:Mar(?:ch)?|May|Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|MAY|MARCH)\b", re.ASCII)


class Sentences:
    """Where the sentences of a text begin.

    Parameters
    ----------
    text
        The text; an abbreviated month does not end a sentence, a blank line does.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        text = self._text
        ends = (
            match.end()
            for match in _SENTENCE_END.finditer(text)
            if text[match.start()] != "." or not _NOT_AN_END.search(text, max(0, match.start() - 6), match.start())
        )
        return [0, *ends]

    def number(self, position: int) -> int:
        """Return the number of the sentence that holds a position."""
        return bisect_right(self._starts, position) - 1

    def before(self, position: int) -> str:
        """Return what stands before a position in its sentence, the nearest 200 characters."""
        return self._text[max(self._starts[self.number(position)], position - 200) : position]

    def after(self, position: int) -> str:
        """Return what stands after a position in its sentence, the nearest 200 characters."""
        number = self.number(position)
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        return self._text[position : min(end, position + 200)]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday or a congress as it is listed: the days it took in the years in which it was held."""

    first_year: int
    last_year: int
    month: int
    day: int
    days: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One expression: where it stands and what it says by itself."""

    start: int
    end: int
    form: str
    reading: Partial | Span | Step | tuple[Holiday, ...]
    statement: bool = False
    future: bool = False


@cache
def _holidays() -> dict[str, tuple[Holiday, ...]]:
    found: dict[str, list[Holiday]] = {}
    for row in read_table("lexicon/holidays.csv"):
        first, last = row["first_year"] or "1900", row["last_year"] or "2100"
        holiday = Holiday(int(first), int(last), int(row["month"]), int(row["day"]), int(row["days"]))
        for variant in row["variants"].split("|"):
            found.setdefault(_fold(variant), []).append(holiday)
    return {name: tuple(rows) for name, rows in found.items()}


def _fold(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").replace("-", " ").split())


@cache
def _holiday_pattern() -> re.Pattern[str]:
    names = sorted(_holidays(), key=lambda name: (-len(name), name))
    words = (re.escape(name).replace(r"\ ", " ").replace(" ", rf"(?:{GAP}|-)").replace("'", "['’]") for name in names)
    return re.compile(rf"(?<![\w])(?:{'|'.join(words)})(?!\w)", re.ASCII | re.IGNORECASE)


@cache
def _openings() -> tuple[AhoCorasick, int]:
    """Return the finder of what a date or a holiday may begin with, and from which number on it is a holiday's."""
    words = (*string.digits, *(word.lower() for word in (*_OPENINGS, *_WEEKDAYS, *_MONTHS)))
    holidays = sorted({name.partition(" ")[0] for name in _holidays()})
    return AhoCorasick([*words, *holidays], matchkind=MatchKind.Standard), len(words)


def _opened_at(text: str) -> tuple[list[int], bool]:
    """Return where dates may begin in a text, in order, and whether a holiday may: most sentences have neither."""
    lowered = lower(text)
    for blank in string.whitespace:
        lowered = lowered.replace(blank, " ")
    finder, first_holiday = _openings()
    starts, holiday = [], False
    for number, start, _ in finder.find_matches_as_indexes(lowered, overlapping=True):
        if start and text[start - 1] in _WORDLIKE:
            continue
        if number < first_holiday:
            starts.append(start)
        else:
            holiday = True
    return sorted(starts), holiday


def _holiday_units(text: str) -> Iterator[Unit]:
    for match in _holiday_pattern().finditer(text):
        # A name in small letters ("mother's day off") is no holiday.
        if any(letter.isupper() for letter in match[0]):
            yield Unit(match.start(), match.end(), "holiday", _holidays()[_fold(match[0])])


def _accept_day(match: re.Match[str], before: str, after: str) -> bool:
    groups = match.groupdict()
    # "In October 30 people" counts people.
    counted = match.start("day") > match.start("month") and not groups["year"] and not groups["last_day"]
    return not (counted and word_before(before) == "in" and words_ahead(after))


def _accept_part(match: re.Match[str], _before: str, _after: str) -> bool:
    # "It will start in March" names no part of March.
    return match["part"].lower() in ("early", "mid", "late") or match["joint"].strip() in ("of", "-")


def _accept_near_day(match: re.Match[str], before: str, after: str) -> bool:
    if match[0].lower() != "today":
        return True
    # "Today soldiers drive trucks" and "North Korea today" mean these times, not this day.
    behind = re.search(r"([A-Z])\w*\s\Z", before[-30:])
    return match[0] == "today" and (behind is None or is_statement(before, after))


def _accept_weekday(_: re.Match[str], before: str, _after: str) -> bool:
    return word_before(before) not in ("every", "each")


def _accept_past(match: re.Match[str], _before: str, _after: str) -> bool:
    return bool(match["count"]) or not match[0].endswith("s")


def _accept_month(match: re.Match[str], before: str, _after: str) -> bool:
    groups = match.groupdict()
    if groups["which"] or groups["year"] or groups["year_word"] or not _MONTH_ALONE.match(match["month"]):
        return True
    return word_before(before) in cues("before_month")


def _accept_year(_: re.Match[str], before: str, after: str) -> bool:
    ahead = words_ahead(after)
    alone = not ahead or ahead in cues("follows_day") or after[1:2].isupper()
    return alone and (word_before(before) in cues("before_year") or _BEHIND_YEAR.search(before[-12:]) is not None)


def _accept_bare_day(_: re.Match[str], before: str, after: str) -> bool:
    ahead = words_ahead(after)
    if (ahead and ahead not in cues("follows_day")) or after[:1] in "-–":
        return False
    behind = _BEFORE_BARE_DAY.search(before[-40:])
    return behind is not None and behind[1].lower() in cues("before_day")


def _accept_season(match: re.Match[str], before: str, after: str) -> bool:
    groups = match.groupdict()
    if groups["which"] or groups["year"] or groups["year_word"]:
        return True
    behind = before.removesuffix("the ") if before.endswith((" the ", "The ")) else before
    if word_before(behind) not in cues("before_season"):
        return False
    # "In winter the river is frozen" means every winter.
    return behind != before or word_before(behind) in ("since", "until") or _PAST.search(before + after) is not None


def _accept_following(match: re.Match[str], before: str, _after: str) -> bool:
    # "Next week" is reckoned from the day of publication, "the next week" and "next morning" from what was told.
    if match[0][:3].lower() == "the":
        return True
    return word_before(before) == "the" or (match["way"].lower() == "next" and match["unit"].lower() in _PARTS_OF_DAY)


def _accept_day_after(_: re.Match[str], _before: str, after: str) -> bool:
    # "The day before the feast" says before what; "the day before, he had fled" does not.
    return not after.strip() or after.lstrip()[0] in ",.;)"


def _accept_that(match: re.Match[str], _before: str, after: str) -> bool:
    # "That day labourers ..." is no date.
    return match["unit"].lower() != "day" or words_ahead(after) not in {"labor", "labour", "laborers", "labourers"}


_PARTS_OF_DAY = frozenset({"day", "night", "morning", "evening", "afternoon", "dawn"})

_ACCEPT: dict[str, Callable[[re.Match[str], str, str], bool]] = {
    "month_day": _accept_day,
    "day_month": _accept_day,
    "bare_day": _accept_bare_day,
    "part": _accept_part,
    "year_part": _accept_part,
    "month": _accept_month,
    "season": _accept_season,
    "weekday": _accept_weekday,
    "near_day": _accept_near_day,
    "past": _accept_past,
    "following": _accept_following,
    "day_after": _accept_day_after,
    "that": _accept_that,
    "year": _accept_year,
}


def _read_at(text: str, position: int, sentences: Sentences, published: dt.date | None) -> Unit | None:
    """Read the expression that begins at a position, in the first form that fits."""
    for form, pattern in forms_at(text[position]):
        match = pattern.match(text, position)
        if match is None:
            continue
        before, after = sentences.before(match.start()), sentences.after(match.end())
        if words_ahead(after) in cues("named_after") and "day" in match.re.groupindex:
            return None
        if form.name in _ACCEPT and not _ACCEPT[form.name](match, before, after):
            continue
        statement = is_statement(before, after)
        # A weekday is as near behind us as before us: only a plan that is told before it moves it ahead.
        planned = form.name == "weekday" and not statement and is_planned(before)
        reading = form.read(match, Context(published, future=planned))
        future = not statement and may_lie_ahead(before, after)
        if reading is None:
            return None
        return Unit(match.start(), match.end(), form.name, reading, statement=statement, future=future)
    return None


def find_units(text: str, sentences: Sentences, published: dt.date | None) -> list[Unit]:
    """Find the expressions of a text in its order; none overlap."""
    starts, holiday = _opened_at(text)
    units = list(_holiday_units(text)) if holiday else []
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
