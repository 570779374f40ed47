"""What a language model is asked of a report: its sentences, places and times, each with a number to answer by.

Whatever stands in the report stands behind a number on a line of its own, so that no text of it can look like a line of
the question.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_nk.calendar_names import WEEKDAYS
from geo_nk.events.categories import load_categories
from geo_nk.extract.analysis import LONGEST_SENTENCE, place_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.llm.conventions import Conventions
    from geo_nk.gazetteer import Candidate

__all__ = ["DETAILS", "NOT_TOLD", "OWN", "UNSAFE", "PlaceChoice", "Question", "questions_of", "request_hash"]

#: The parts of an event that are short pieces of the report.
DETAILS: Final = ("actors", "goods", "quantity", "penalty")

#: The number that stands for "the report does not say".
NOT_TOLD: Final = 0

#: What is answered where no time that was found is the right one.
OWN: Final = "own"

PART = 9_000
"""Characters of a report that are asked about at once: some 2,500 tokens."""

OVERLAP = 3
"""Sentences with which the next part of a long report begins again."""

LIKELY = 5
"""Places that one name may mean which are offered."""

MOST_PLACES, MOST_DATES = 80, 80
"""Places and times that are offered; a part with more is a list, and a name in it can be quoted."""

SHOWN = 80
"""Characters of a name or a time that are shown beside its number."""

_COUNTRIES: Final = {"KP": "North Korea", "CN": "China", "RU": "Russia", "KR": "South Korea"}

#: What turns the direction of writing or cannot be sent, and what stands for it.
UNSAFE: Final = dict.fromkeys((*range(0xD800, 0xE000), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place that can be answered.

    Attributes
    ----------
    mentions : tuple of int
        The numbers in `Analysis.mentions` of those that name it.
    candidate : Candidate or None
        What it may mean; None where the gazetteer does not know it.
    """

    mentions: tuple[int, ...]
    candidate: Candidate | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a model, and what its numbers stand for.

    Attributes
    ----------
    analysis : Analysis
    sentences : range
        The numbers in `Analysis.body` of those that are asked about; the first of the body is ``S1``.
    places : tuple of PlaceChoice
        ``P1`` and on.
    dates : tuple of DateMention
        ``D1`` and on.
    body : dict
        What is sent.
    """

    analysis: Analysis
    sentences: range
    places: tuple[PlaceChoice, ...]
    dates: tuple[DateMention, ...]
    body: dict[str, Any]

    def again(self, reply: str, faults: Sequence[str]) -> dict[str, Any]:
        """Return what is sent to ask once more, with what was wrong with the reply."""
        told = "\n".join(f"- {fault}" for fault in faults)
        messages = [
            *self.body["messages"],
            {"role": "assistant", "content": reply.translate(UNSAFE)},
            {
                "role": "user",
                "content": "This answer does not fit the report:\n"
                f"{told}\nGive the whole answer again, as one JSON object, with that put right.",
            },
        ]
        return {**self.body, "messages": messages}


def questions_of(
    analysis: Analysis, conventions: Conventions, *, model: str, seed: int, most_tokens: int
) -> list[Question]:
    """Return what is to be asked of a report: one question, or one for each part of a long report.

    Parameters
    ----------
    analysis
        The report.
    conventions
        What comes before it.
    model
        The name of the model.
    seed
        For servers that take one.
    most_tokens
        Tokens of an answer at most.

    Returns
    -------
    list of Question
        None where the report has no sentence to read.
    """
    found = []
    for part in _parts(analysis):
        places = tuple(_places(analysis, part))
        dates = tuple(
            date
            for date, holder in zip(analysis.dates, analysis.sentence_of_date, strict=True)
            if holder in part and (date.date_start or date.date_end)
        )[:MOST_DATES]
        body = {
            "model": model,
            "messages": [
                {"role": "system", "content": conventions.text},
                {"role": "user", "content": "\n".join(_lines(analysis, part, places, dates))},
            ],
            "temperature": 0,
            "seed": seed,
            "max_tokens": most_tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "events", "strict": True, "schema": _schema(part, places, dates)},
            },
        }
        found.append(Question(analysis, part, places, dates, body))
    return found


def request_hash(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a request: of the model, the seed, the conventions and the report, and of nothing else.

    Examples
    --------
    >>> request_hash({"model": "a"})[:8]
    '31f7a0fc'
    """
    canonical = json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _parts(analysis: Analysis) -> Iterator[range]:
    first, size = 0, 0
    for number, sentence in enumerate(analysis.body):
        length = min(sentence.end - sentence.start, LONGEST_SENTENCE)
        if size and size + length > PART:
            yield range(first, number)
            first = max(number - OVERLAP, first + 1)
            size = sum(min(s.end - s.start, LONGEST_SENTENCE) for s in analysis.body[first:number])
        size += length
    if analysis.body:
        yield range(first, len(analysis.body))


def _places(analysis: Analysis, part: range) -> Iterator[PlaceChoice]:
    named: dict[str, list[int]] = {}
    for number, (mention, holder) in enumerate(zip(analysis.mentions, analysis.sentence_of_mention, strict=True)):
        if holder in part:
            named.setdefault(place_key(mention), []).append(number)
    choices = 0
    for numbers in named.values():
        answer = analysis.mentions[numbers[0]].answer
        likely = (answer.best,) if answer.best else answer.candidates[:LIKELY] or (None,)
        for candidate in likely:
            if choices == MOST_PLACES:
                return
            yield PlaceChoice(tuple(numbers), candidate)
            choices += 1


def _lines(
    analysis: Analysis, part: range, places: Sequence[PlaceChoice], dates: Sequence[DateMention]
) -> Iterator[str]:
    report = analysis.report
    published = report.published
    yield (
        f"Published: {published.isoformat()}, {WEEKDAYS[published.weekday()].capitalize()}"
        if published
        else "Published: not known"
    )
    if report.title:
        yield f"T: {_shown(report.title)}"
    paragraph = None
    for number in part:
        sentence = analysis.body[number]
        if paragraph is not None and sentence.paragraph != paragraph:
            yield ""
        paragraph = sentence.paragraph
        yield f"S{number + 1}: {_flat(analysis.text_of(sentence)[:LONGEST_SENTENCE])}"
    yield "Places:"
    yield f"P{NOT_TOLD} = not told"
    for number, choice in enumerate(places, start=1):
        yield f"P{number} {_named(analysis, choice)} = {_meant(choice)} ({_where(analysis, choice)})"
    yield "Times:"
    yield f"D{NOT_TOLD} = not told"
    holders = {date.start: holder for date, holder in zip(analysis.dates, analysis.sentence_of_date, strict=True)}
    for number, date in enumerate(dates, start=1):
        yield f'D{number} "{_shown(date.surface)}" = {_days(date)} (S{holders[date.start] + 1})'


def _named(analysis: Analysis, choice: PlaceChoice) -> str:
    surfaces = dict.fromkeys(_shown(analysis.mentions[number].surface) for number in choice.mentions)
    return ", ".join(f'"{surface}"' for surface in [*surfaces][:LIKELY])


def _meant(choice: PlaceChoice) -> str:
    if choice.candidate is None:
        return "a place that no list of places has"
    place = choice.candidate.place
    parts = [place.name, place.kind.replace("_", " "), place.province, _COUNTRIES.get(place.country, place.country)]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _where(analysis: Analysis, choice: PlaceChoice) -> str:
    sentences = sorted({analysis.sentence_of_mention[number] + 1 for number in choice.mentions})
    return ", ".join(f"S{number}" for number in sentences)


def _days(date: DateMention) -> str:
    first, last = (day.isoformat() if day else "?" for day in (date.date_start, date.date_end))
    return first if first == last else f"{first} to {last}"


def _shown(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) <= SHOWN else flat[:SHOWN] + "…"


def _flat(text: str) -> str:
    """Return a text on one line, without what turns the direction of writing or cannot be sent."""
    return " ".join(text.translate(UNSAFE).split())


def _schema(part: range, places: Sequence[PlaceChoice], dates: Sequence[DateMention]) -> dict[str, Any]:
    """Return what an answer must look like, for servers that hold a model to it: no number but the given ones."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    maybe = {"type": ["string", "null"]}

    def one_of(values: Sequence[str]) -> dict[str, Any]:
        return {"type": "string", "enum": list(values)}

    numbers = {
        "sentences": {"type": "array", "items": one_of([f"S{n + 1}" for n in part])},
        "places": {"type": "array", "items": one_of([f"P{n}" for n in range(len(places) + 1)])},
    }
    event = {
        "what": text,
        "category": one_of([*load_categories()]),
        **numbers,
        "places_quoted": texts,
        "date": one_of([*(f"D{n}" for n in range(len(dates) + 1)), OWN]),
        "date_start": maybe,
        "date_end": maybe,
        "date_words": maybe,
        **dict.fromkeys(DETAILS, texts),
        "said_by": maybe,
    }
    whole = {"type": "object", "properties": event, "required": [*event], "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"events": {"type": "array", "items": whole}},
        "required": ["events"],
        "additionalProperties": False,
    }
