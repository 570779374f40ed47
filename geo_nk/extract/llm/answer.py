"""What a model answered, held against what it was asked: every number, every date and every quote.

Nothing is taken that the report does not say. What does not fit is named in words that a model or a person can act on.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from geo_nk._days import precision_of
from geo_nk.dates import DateMention
from geo_nk.events.categories import load_categories
from geo_nk.extract.llm.question import DETAILS, NOT_TOLD, OWN
from geo_nk.extract.llm.quotes import Quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.extract.llm.question import Question

__all__ = ["Answer", "Answered", "read_answer"]

MOST_EVENTS, MOST_NUMBERS, MOST_PIECES = 60, 40, 12
"""Events of an answer, numbers of a list, and pieces of a detail at most."""

MOST_FAULTS = 20
"""Faults that are told one by one; nobody reads more, be it a model or a person."""

LONGEST_PIECE = 160
"""Characters of a quoted detail at most: a cell is read by a person."""

SHOWN = 60
"""Characters of a wrong value that a fault shows."""

FIRST_YEAR, LAST_YEAR = 1900, 2100

_FENCE: Final = "```"
_THOUGHT: Final = "</think>"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_NUMBER = re.compile(r"[SPD]?(\d{1,4})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answered:
    """An event as it was answered, each part of it found in the report.

    Attributes
    ----------
    what : str
        The model's own words; for `--explain`, and for nothing else.
    category : str
    sentences : tuple of int
        Numbers in `Analysis.body`; the first is quoted.
    places : tuple of int
        Numbers in `Question.places`, counted from 0.
    quoted : tuple of (int, int)
        The characters of names that were quoted.
    date : DateMention or None
    details : dict of str to tuple of str
        The pieces of the report that `DETAILS` name.
    said_by : str
    """

    what: str
    category: str
    sentences: tuple[int, ...]
    places: tuple[int, ...] = ()
    quoted: tuple[tuple[int, int], ...] = ()
    date: DateMention | None = None
    details: dict[str, tuple[str, ...]] = field(default_factory=dict)
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply as far as it fits, and what does not.

    Attributes
    ----------
    events : tuple of Answered
    faults : tuple of str
        What is wrong, a sentence each.
    is_one : bool
        Whether it is an answer at all, if only of no events.
    """

    events: tuple[Answered, ...]
    faults: tuple[str, ...]
    is_one: bool = True


def read_answer(reply: str, question: Question) -> Answer:
    """Hold a reply against its question.

    Parameters
    ----------
    reply
        What the model wrote: JSON, perhaps in a fence of Markdown or behind its thoughts.
    question
        What it was asked.

    Returns
    -------
    Answer
        The events that fit. A part of an event without which it could stand, such as a quantity, is left out of it.
    """
    try:
        events = _events_in(reply)
    except ValueError as error:
        return Answer((), (str(error),), is_one=False)
    quotes = Quotes(question)
    found: list[Answered] = []
    faults: list[str] = []
    for number, given in enumerate(events[:MOST_EVENTS], start=1):
        check = _Check(question, quotes, f"event {number}")
        event = check.event(given)
        faults += check.faults
        if event is not None:
            found.append(event)
    if len(events) > MOST_EVENTS:
        faults.append(f"there are {len(events)} events; give at most {MOST_EVENTS}")
    more = len(faults) - MOST_FAULTS
    return Answer(tuple(found), (*faults[:MOST_FAULTS], *([f"there are {more} faults more"] if more > 0 else [])))


def _events_in(reply: str) -> list[Any]:
    """Return the list of events that a reply holds, or raise with what is wrong."""
    text = reply.rpartition(_THOUGHT)[2].strip()
    if not text:
        raise ValueError("the reply is empty; answer with one JSON object")
    fence = text.find(_FENCE)
    begin = max(text.find("{", max(fence, 0)), 0)
    try:
        # What stands behind the object, such as the end of a fence or a word of farewell, is passed over.
        held = json.JSONDecoder(object_pairs_hook=_no_doubles, parse_constant=_no_constant).raw_decode(text, begin)[0]
    except RecursionError as error:
        raise ValueError("the reply is nested too deeply to be an answer") from error
    except ValueError as error:
        raise ValueError(f"the reply is no JSON object ({str(error)[:SHOWN]}); answer with one") from error
    events = held.get("events") if isinstance(held, dict) else None
    if isinstance(events, list):
        return events
    raise ValueError('the reply has no list "events"; answer {"events": [...]}')


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return held


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no value")


class _Check:
    """Holds one event of an answer against the question, and collects what does not fit."""

    def __init__(self, question: Question, quotes: Quotes, name: str) -> None:
        self.question = question
        self.quotes = quotes
        self.name = name
        self.faults: list[str] = []

    def event(self, given: object) -> Answered | None:
        """Return the event, or None where what it cannot stand without does not fit."""
        if not isinstance(given, dict):
            self._fault(f"{_value(given)} is no object")
            return None
        before = len(self.faults)
        category = given.get("category")
        if not isinstance(category, str) or category not in load_categories():
            self._fault(f"the category {_value(category)} is none; choose from {', '.join(load_categories())}")
        sentences = self._sentences(given.get("sentences"))
        places = self._numbers(given.get("places"), "P", len(self.question.places), "places")
        quoted = self._places_quoted(given.get("places_quoted"), sentences)
        if not self.faults and not places and not quoted:
            self._fault('"places" is empty; give the numbers of the places, or ["P0"] where the report does not say')
        date = self._date(given)
        if len(self.faults) > before:
            return None
        return Answered(
            what=" ".join(given["what"].split())[:LONGEST_PIECE] if isinstance(given.get("what"), str) else "",
            category=str(category),
            sentences=tuple(number - 1 for number in sentences),
            places=tuple(number - 1 for number in places if number != NOT_TOLD),
            quoted=quoted,
            date=date,
            details={name: self._pieces(given.get(name), name) for name in DETAILS},
            said_by="".join(self._pieces([given["said_by"]], "said_by")) if given.get("said_by") else "",
        )

    def _sentences(self, given: object) -> list[int]:
        asked = self.question.sentences
        numbers = self._numbers(given, "S", asked[-1] + 1, "sentences", least=asked[0] + 1)
        if not numbers and not self.faults:
            self._fault('"sentences" is empty; give the sentences that tell the event')
        return numbers

    def _numbers(self, given: object, letter: str, most: int, key: str, *, least: int = NOT_TOLD) -> list[int]:
        """Return numbers such as those of "P2" or 2, each once."""
        if given is None:
            given = []
        if not isinstance(given, list) or len(given) > MOST_NUMBERS:
            self._fault(f'"{key}" is {_value(given)}; give a list such as ["{letter}{max(least, 1)}"]')
            return []
        numbers = [_number(each, letter) for each in given]
        for each, number in zip(given, numbers, strict=True):
            if number is None or not least <= number <= most:
                there = f"{letter}{least}" if least == most else f"{letter}{least} to {letter}{most}"
                self._fault(f'"{key}" holds {_value(each)}, which was not given; there is {there}')
        return list(dict.fromkeys(number for number in numbers if number is not None))

    def _places_quoted(self, given: object, sentences: Sequence[int]) -> tuple[tuple[int, int], ...]:
        if given is None:
            return ()
        if not isinstance(given, list) or len(given) > MOST_NUMBERS:
            self._fault(f'"places_quoted" is {_value(given)}; give a list of names, or []')
            return ()
        found = [self._found(each, "places_quoted", sentences) for each in given]
        return tuple(dict.fromkeys(span for span in found if span is not None))

    def _date(self, given: dict[str, Any]) -> DateMention | None:
        number = given.get("date")
        if number is None:
            number = "D0" if given.get("date_start") is None else OWN
        if number != OWN:
            found = self._numbers([number], "D", len(self.question.dates), "date")
            return self.question.dates[found[0] - 1] if found and 0 < found[0] <= len(self.question.dates) else None
        first, last = (self._day(given.get(key), key) for key in ("date_start", "date_end"))
        span = self._found(given.get("date_words"), "date_words", ())
        if first is None or last is None or span is None:
            return None
        if first > last:
            self._fault(f"date_start {first} is later than date_end {last}")
            return None
        surface = self.question.analysis.report.text[slice(*span)]
        return DateMention(*span, surface, first, last, precision_of(first, last), "event")

    def _day(self, given: object, key: str) -> dt.date | None:
        try:
            if isinstance(given, str) and _DAY.match(given):
                day = dt.date.fromisoformat(given)
                if FIRST_YEAR <= day.year <= LAST_YEAR:
                    return day
        except ValueError:
            pass
        self._fault(f'"{key}" is {_value(given)}; with "date": "{OWN}" give a day such as "2019-03-11"')
        return None

    def _pieces(self, given: object, key: str) -> tuple[str, ...]:
        """Return the pieces that stand in the report, as they are written there."""
        if given is None:
            return ()
        if isinstance(given, str):
            given = [given]
        if not isinstance(given, list) or len(given) > MOST_PIECES:
            self._fault(f'"{key}" is {_value(given)}; give a list of pieces of the text, {MOST_PIECES} at most, or []')
            return ()
        found = []
        for each in given:
            span = self._found(each, key, ())
            if span is not None:
                found.append(" ".join(self.question.analysis.report.text[slice(*span)].split()))
        return tuple(dict.fromkeys(found))

    def _found(self, given: object, key: str, sentences: Sequence[int]) -> tuple[int, int] | None:
        """Return where a quote stands, in one of the sentences if it stands there; or say that it does not."""
        if not isinstance(given, str) or not 0 < len(" ".join(given.split())) <= LONGEST_PIECE:
            self._fault(f'"{key}" holds {_value(given)}; quote a few words of the report')
            return None
        span = self.quotes.find(given, [number - 1 for number in sentences])
        if span is None:
            self._fault(f'"{key}" holds {_value(given)}, which does not stand in the sentences; copy it exactly')
        return span

    def _fault(self, fault: str) -> None:
        self.faults.append(f"{self.name}: {fault}")


def _number(given: object, letter: str) -> int | None:
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    match = _NUMBER.match(given.strip()) if isinstance(given, str) else None
    return int(match[1]) if match and match[0][0] in letter + "0123456789" else None


def _value(given: object) -> str:
    """Return a wrong value as it can be shown: on one line, and short."""
    try:
        shown = " ".join((repr(given) if isinstance(given, str) else json.dumps(given, ensure_ascii=False)).split())
    except RecursionError:
        return "a nest of lists"
    return shown if len(shown) <= SHOWN else shown[:SHOWN] + "…"
