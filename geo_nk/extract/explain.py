"""Say in plain words how a report was read: what was found where, what it became, and why the rest was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.extract.features import sentence_features
from geo_nk.extract.rows import event_ids
from geo_nk.extract.weights import ROLES
from geo_nk.reports.language import is_english

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.events import Event
    from geo_nk.extract.reader import Reading
    from geo_nk.extract.weights import Weights
    from geo_nk.reports.text import Sentence

__all__ = ["explain"]

_INDENT = "    "

TELLS = 0.3
"""A sentence is said to tell of a happening from this probability on."""


def explain(reading: Reading, weights: Weights, *, threshold: float = 0.0) -> str:
    """Say sentence by sentence what was found, what it became, and why the rest was left out.

    Parameters
    ----------
    reading
        What `geo_nk.extract.reader.Reader.read` returned.
    weights
        What it was read with.
    threshold
        Name the events of a smaller confidence as left out.

    Returns
    -------
    str
        Plain text without a line end behind it. What a report says stands in it as it is: show it as text.
    """
    return "\n".join(_lines(reading, weights, threshold))


def _lines(reading: Reading, weights: Weights, threshold: float) -> Iterator[str]:
    report, analysis = reading.report, reading.analysis
    published = f", published {report.published}" if report.published else ""
    counts = f"{_counted(analysis.sentences, 'sentence')}, {_counted(reading.events, 'event')}"
    yield f"{report.report_id}{published}: {counts}"
    numbers = {sentence.start: number for number, sentence in enumerate(analysis.body)}
    for number, sentence in enumerate(analysis.sentences, start=1):
        yield ""
        yield f"[{number}] {_flat(analysis.text_of(sentence))}"
        if sentence.kind != "body":
            yield f"{_INDENT}left out: {sentence.kind}, not read"
            continue
        yield from (_INDENT + line for line in _of_sentence(reading, weights, numbers[sentence.start]))
    for number, event in enumerate(reading.events, start=1):
        yield ""
        yield from _of_event(reading, event, number, threshold)
    yield from _of_telling(reading)


def _of_telling(reading: Reading) -> Iterator[str]:
    """Say what an extractor told in its own words, which stand nowhere else, and what of it was refused."""
    if reading.telling is None:
        return
    yield ""
    numbers = {sentence.start: number for number, sentence in enumerate(reading.analysis.sentences, start=1)}
    for told in reading.telling.events:
        says = f", as {_flat(told.said_by)} says" if told.said_by else ""
        quoted = numbers[reading.analysis.body[told.sentences[0]].start]
        yield f"[{quoted}] in the words of {reading.reader}: {_flat(told.what)}{says}"
    yield from (f"refused: {_flat(fault)}" for fault in reading.refused)


def _of_sentence(reading: Reading, weights: Weights, number: int) -> Iterator[str]:
    analysis, scores = reading.analysis, reading.scores
    sentence = analysis.body[number]
    for at, mention in enumerate(analysis.mentions):
        if analysis.sentence_of_mention[at] == number:
            answer = mention.answer
            means = answer.reason
            if answer.best is not None:
                best = answer.best
                means = f"{best.place.name} ({best.place.kind.replace('_', ' ')}), {best.method} {best.score:.2f}"
            sure = float(scores.roles[at][ROLES.index(mention.role)])
            yield f'place "{_flat(mention.surface)}": {mention.role} ({sure:.2f}); {means}'
    for at, date in enumerate(analysis.dates):
        if analysis.sentence_of_date[at] == number:
            yield f'date "{_flat(date.surface)}": {date.use}; {_interval(date)} ({date.precision.replace("_", " ")})'
    uses = _uses(reading, sentence)
    used = [f"{use} event {', '.join(map(str, those))}" for use, those in uses.items()]
    if reading.telling is not None:
        yield from used or (f"left out: {reading.reader} tells no event by it",)
        return
    told = float(scores.sentences[number])
    strongest = weights.sentence.strongest(sentence_features(analysis, number))
    words = ", ".join(f'"{_plain(feature)}" {added:+.2f}' for feature, added in strongest)
    yield f"tells of a happening: {told:.2f}" + (f", by {words}" if words else "")
    yield from used
    if not uses and not is_english(analysis.text_of(sentence)):
        yield "left out: it is not in English, and only English sentences are understood"
        return
    dropped = list(dict.fromkeys(each.reason for each in reading.left_out if each.sentence is sentence))
    yield from (f"left out: {reason}" for reason in dropped)
    if not uses and not dropped:
        yield f"left out: {_why_nothing(reading, number)}"


def _uses(reading: Reading, sentence: Sentence) -> Mapping[str, list[int]]:
    uses: dict[str, list[int]] = {}
    for number, event in enumerate(reading.events, start=1):
        if sentence in event.sentences:
            uses.setdefault("quoted for" if event.quoted is sentence else "supports", []).append(number)
    return uses


def _why_nothing(reading: Reading, number: int) -> str:
    """Say why a sentence gave nothing."""
    if reading.scores.sentences[number] < TELLS:
        return "it does not read like the telling of a happening"
    roles = [
        f"{mention.surface} is read as {mention.role.replace('_', ' ')}"
        for mention, holder in zip(reading.mentions, reading.analysis.sentence_of_mention, strict=True)
        if holder == number and mention.role != "event"
    ]
    return "; ".join(["no place is told surely enough", *map(_flat, roles)])


def _of_event(reading: Reading, event: Event, number: int, threshold: float) -> Iterator[str]:
    place = event.place
    where = "place not told" if place is None else place.answer.place.name if place.answer.place else place.surface
    when = "date not told" if event.date is None else _interval(event.date)
    event_id, _ = event_ids(reading.report, event)
    sure = "not measured" if event.confidence is None else f"{event.confidence:.2f}"
    yield f"event {number} ({event_id}): {event.category}, {where}, {when}, confidence {sure}"
    if event.confidence is not None and event.confidence < threshold:
        yield f"{_INDENT}left out: below the threshold of {threshold:g}"


def _plain(feature: str) -> str:
    """Return the words of a feature without the letter of its block."""
    return _flat(feature.partition(" ")[2])


def _interval(date: DateMention) -> str:
    days = [str(day) if day else "?" for day in (date.date_start, date.date_end)]
    return days[0] if days[0] == days[1] else " to ".join(days)


def _counted(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}" if len(things) == 1 else f"{len(things)} {noun}s"


def _flat(text: str) -> str:
    return " ".join(text.split())
