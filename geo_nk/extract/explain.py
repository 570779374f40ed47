"""Say in plain words how a report was read: what was found where, what it became, and why the rest was left out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geo_nk.extract.acts import NO_ACT, REFUTED
from geo_nk.extract.phrases import phrases_of
from geo_nk.extract.rows import event_ids, place_of
from geo_nk.reports.language import is_english

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo_nk.extract.claims import Event
    from geo_nk.extract.dates import DateMention
    from geo_nk.extract.kinds import Kind
    from geo_nk.extract.mentions import Mention
    from geo_nk.extract.phrases import Hit
    from geo_nk.extract.reader import Reading
    from geo_nk.reports.text import Sentence

__all__ = ["explain"]

_INDENT = "    "

_SAYS: Mapping[str, str] = {
    "depicted": "what a picture shows, by",
    "earlier": "told as long past, by",
    "habitual": "told as usual and not as one happening, by",
    "hypothetical": "only supposed, by",
    "lacking": "denied by",
    "negated": "denied by",
    "planned": "planned, by",
    REFUTED: "taken back by",
    "spoken": "merely spoken of, by",
}
"""What the modalities of ``lexicon/modality.csv`` make of an act."""


def explain(reading: Reading, *, threshold: float = 0.0) -> str:
    """Say sentence by sentence what was found, what it became, and why the rest was left out.

    Parameters
    ----------
    reading
        What `geo_nk.extract.reader.Reader.read` returned.
    threshold
        Name the events of a smaller confidence as left out.

    Returns
    -------
    str
        Plain text without a line end behind it. What a report says stands in it as it is: show it as text.
    """
    return "\n".join(_lines(reading, threshold))


def _lines(reading: Reading, threshold: float) -> Iterator[str]:
    report = reading.report
    published = f", published {report.published}" if report.published else ""
    counts = f"{_counted(reading.sentences, 'sentence')}, {_counted(reading.events, 'event')}"
    yield f"{report.report_id}{published}: {counts}"
    body = iter(reading.kinds)
    numbers = {id(event): number for number, event in enumerate(reading.events, start=1)}
    for number, sentence in enumerate(reading.sentences, start=1):
        yield ""
        yield f"[{number}] {_flat(report.text[sentence.start : sentence.end])}"
        kinds = next(body) if sentence.kind == "body" else ()
        for line in _of_sentence(reading, sentence, kinds, numbers):
            yield _INDENT + line
    for event in reading.events:
        yield ""
        yield from _of_event(reading, event, numbers[id(event)], threshold)


def _of_sentence(
    reading: Reading, sentence: Sentence, kinds: Sequence[Kind], numbers: Mapping[int, int]
) -> Iterator[str]:
    if sentence.kind != "body":
        yield f"left out: {sentence.kind}, not read"
        return
    text = reading.report.text[sentence.start : sentence.end]
    yield from (_of_mention(m) for m in reading.mentions if sentence.start <= m.start < sentence.end)
    yield from (_of_date(d) for d in reading.dates if sentence.start <= d.start < sentence.end)
    yield from (_of_kind(text, kind) for kind in kinds)
    uses: dict[str, list[int]] = defaultdict(list)
    for event in reading.events:
        if any(claim.sentence is sentence for claim in event.claims):
            uses["quoted for" if event.lead.sentence is sentence else "supports"].append(numbers[id(event)])
    yield from (f"{use} event {', '.join(map(str, those))}" for use, those in uses.items())
    dropped = list(dict.fromkeys(each.reason for each in reading.left_out if each.sentence is sentence))
    yield from (f"left out: {reason}" for reason in dropped)
    if not uses and not dropped:
        yield f"left out: {_why_nothing(text)}"


def _of_mention(mention: Mention) -> str:
    answer = mention.answer
    if answer.best is None:
        return f'place "{_flat(mention.surface)}": {mention.role}; {answer.reason}'
    best = answer.best
    means = f"{best.place.name} ({best.place.kind.replace('_', ' ')}), {best.method} {best.score:.2f}"
    return f'place "{_flat(mention.surface)}": {mention.role}; {means}'


def _of_date(date: DateMention) -> str:
    return f'date "{_flat(date.surface)}": {date.use}; {_interval(date)} ({date.precision.replace("_", " ")})'


def _of_kind(text: str, kind: Kind) -> str:
    words = [_flat(text[kind.act.start : kind.act.end])]
    inside = phrases_of("topics", "phrase", "topic").find(text)
    words += [_flat(text[hit.start : hit.end]) for hit in inside if kind.start <= hit.start < kind.end]
    told = ", ".join(f'"{word}"' for word in dict.fromkeys(words))
    return f"says {kind.category} ({kind.weight:.2f}), by {told}"


def _of_event(reading: Reading, event: Event, number: int, threshold: float) -> Iterator[str]:
    place = place_of(event)
    where = "place not told" if place is None else place.answer.place.name if place.answer.place else place.surface
    when = "date not told" if event.date is None else _interval(event.date)
    event_id, _ = event_ids(reading.report, event)
    yield f"event {number} ({event_id}): {event.category}, {where}, {when}, confidence {event.confidence:.2f}"
    if event.confidence < threshold:
        yield f"{_INDENT}left out: below the threshold of {threshold:g}"


def _why_nothing(text: str) -> str:
    """Say why a sentence tells of nothing that happened: no act, one that is denied or planned, or one too common."""
    acts = [hit for hit in phrases_of("acts", "phrase", "act").find(text) if hit.value != NO_ACT]
    if not acts and not is_english(text):
        return "it is not in English, and only English sentences are understood"
    if not acts:
        return "no word of it tells of an act"
    act = _flat(text[acts[0].start : acts[0].end])
    cue = _cue_of(acts, phrases_of("modality", "cue", "modality").find(text))
    if cue is None:
        return f'"{act}" alone does not say what happened'
    return f'"{act}" is {_SAYS.get(cue.value, f"{cue.value}, by")} "{_flat(text[cue.start : cue.end])}"'


def _cue_of(acts: Sequence[Hit], cues: Sequence[Hit]) -> Hit | None:
    """Return the words that most likely keep the first act from counting: the nearest before it, else any."""
    before = [cue for cue in cues if cue.end <= acts[0].start and cue.value != REFUTED]
    return before[-1] if before else next(iter(cues), None)


def _interval(date: DateMention) -> str:
    days = [str(day) if day else "?" for day in (date.date_start, date.date_end)]
    return days[0] if days[0] == days[1] else " to ".join(days)


def _counted(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}" if len(things) == 1 else f"{len(things)} {noun}s"


def _flat(text: str) -> str:
    return " ".join(text.split())
