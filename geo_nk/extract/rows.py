"""Rows of the event table, made of what was read in a report."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo_nk.border import phrase_footprint
from geo_nk.events.categories import load_categories
from geo_nk.events.identity import event_id
from geo_nk.events.placed import place_columns
from geo_nk.extract.analysis import place_key
from geo_nk.extract.clauses import clauses_of, telling_clause
from geo_nk.extract.details import details_of
from geo_nk.extract.titles import title_of
from geo_nk.gazetteer.footprint import footprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo_nk.border import PhraseFootprint
    from geo_nk.extract.clauses import Clause
    from geo_nk.extract.details import Details
    from geo_nk.extract.events import Event
    from geo_nk.extract.reader import Reading
    from geo_nk.extract.toponyms.mention import Mention
    from geo_nk.gazetteer import Gazetteer, Place
    from geo_nk.gazetteer.footprint import Footprint
    from geo_nk.reports.report import Report
    from geo_nk.reports.text import Sentence

__all__ = ["event_ids", "rows_of"]

MOVING = frozenset({"smuggling", "movement"})
"""Groups of categories in which something or somebody goes over the border; elsewhere only goods have a direction."""

OF_GOODS = frozenset({"smuggling", "crackdown"})
"""Groups of categories in which goods that are named are those of the event."""

MOST_SENTENCES = 4
"""Sentences of an event that are searched for its particulars."""

BESIDE = 1
"""Sentences from the quoted one to another in which particulars of its event may stand, at most."""

WORDS_BESIDE = 48
"""Characters on either side of a name in which words say that it was near, opposite or upstream of it."""


def rows_of(reading: Reading, gazetteer: Gazetteer, *, language: str = "en") -> Iterator[dict[str, object]]:
    """Yield the rows of the event table for one report.

    Parameters
    ----------
    reading
        What was read out of it.
    gazetteer
        What its places were looked up in.
    language
        Of the titles: ``en``, ``ko`` or ``zh``.

    Yields
    ------
    dict
        One event, by columns of `EVENT_COLUMNS`, with ``lon`` and ``lat`` in degrees for the geometry.
    """
    report = reading.report
    told_by = _told_by(report)
    told = [_Told.of(reading, event) for event in reading.events]
    quoting: dict[int, list[_Told]] = {}
    for each in told:
        quoting.setdefault(each.sentences[0], []).append(each)
    for event, own in zip(reading.events, told, strict=True):
        yield {
            **_what(event, own, quoting),
            "title": title_of(reading.analysis, event, own.clauses(), language=language),
            **_when(event),
            **_where(report, event, event.place, gazetteer),
            **_quoted(report, event),
            **told_by,
            "reader": event.reader or reading.reader,
        }


def _what(event: Event, told: _Told, quoting: Mapping[int, Sequence[_Told]]) -> dict[str, object]:
    group = load_categories()[event.category].group
    details = _details(event, told, quoting, group)
    return {
        "category": event.category,
        "actors": details.actors,
        "goods": details.goods,
        "quantity": details.quantity,
        "penalty": details.penalty,
        "direction": details.direction if details.goods or group in MOVING else "unknown",
        "confidence": event.confidence,
        "status": event.status,
    }


def _details(event: Event, told: _Told, quoting: Mapping[int, Sequence[_Told]], group: str) -> Details:
    """Return the particulars of an event: those that an extractor gave, or else those that the sentences name."""
    text = told.reading.report.text
    near, further = [
        [text[c.start : c.end] for c in clauses] for clauses in (told.near(quoting), told.further(quoting))
    ]
    named = details_of(near, further, goods_anywhere=group in OF_GOODS)
    return named if event.details is None else replace(event.details, direction=named.direction)


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """The sentences of the body that tell an event, the first of them in clauses; the others are seldom asked for."""

    reading: Reading
    event: Event
    sentences: tuple[int, ...]
    quoted: Sequence[Clause]
    telling: Clause | None

    @classmethod
    def of(cls, reading: Reading, event: Event) -> _Told:
        """Cut the quoted sentence of an event into clauses."""
        body, some = reading.analysis.body, event.sentences[:MOST_SENTENCES]
        numbers = tuple(bisect_left(body, each.start, key=lambda sentence: sentence.start) for each in some)
        quoted = _cut(reading, event, numbers[0])
        return cls(reading, event, numbers, quoted, telling_clause(quoted))

    def clauses(self) -> Iterator[Sequence[Clause]]:
        """Yield the clauses of each sentence, the quoted first."""
        yield self.quoted
        for number in self.sentences[1:]:
            yield _cut(self.reading, self.event, number)

    def near(self, quoting: Mapping[int, Sequence[_Told]]) -> list[Clause]:
        """Return the clauses of the quoted sentence in which particulars may stand, the nearest to the telling first.

        Not those that say who told it, nor one that tells another event which quotes the sentence.
        """
        telling = self.telling
        if telling is None:
            return []
        rivals = {each.telling.start for each in quoting[self.sentences[0]] if each.telling} - {telling.start}
        own = [clause for clause in self.quoted if not clause.says and clause.start not in rivals]
        return sorted(own, key=lambda clause: max(clause.start - telling.end, telling.start - clause.end))

    def further(self, quoting: Mapping[int, Sequence[_Told]]) -> list[Clause]:
        """Return the clauses of the other sentences beside the quoted one, but of those that other events quote."""
        beside = (
            number
            for number in self.sentences[1:]
            if abs(number - self.sentences[0]) <= BESIDE and number not in quoting
        )
        cut = (_cut(self.reading, self.event, number) for number in beside)
        return [clause for clauses in cut for clause in clauses if not clause.says]


def _cut(reading: Reading, event: Event, number: int) -> Sequence[Clause]:
    """Cut a sentence into clauses, each word weighed for the place and the category of an event."""
    key = place_key(event.place) if event.place else None
    return clauses_of(reading.analysis, number, reading.weights, key=key, category=event.category)


def _when(event: Event) -> dict[str, object]:
    date = event.date
    if date is None:
        return {"date_precision": "unknown"}
    return {
        "date_start": date.date_start,
        "date_end": date.date_end,
        "date_precision": date.precision,
        "date_as_written": date.surface,
        "date_char_start": date.start,
        "date_char_end": date.end,
        "date_from": _said_in(event.quoted, date.start),
    }


def _said_in(quoted: Sentence, at: int) -> str:
    """Say whether a character stands in the quoted sentence or elsewhere: then a reader must look there, too."""
    return "quote" if quoted.start <= at < quoted.end else "context"


def _where(report: Report, event: Event, mention: Mention | None, gazetteer: Gazetteer) -> dict[str, object]:
    if mention is None:
        return {"unplaced_reason": "the report does not say where"}
    written: dict[str, object] = {
        "name_as_written": mention.surface,
        "name_start": mention.start,
        "name_end": mention.end,
        "place_from": _said_in(event.quoted, mention.start),
    }
    best = mention.answer.best
    if best is None:
        return {**written, "unplaced_reason": mention.answer.reason}
    ground = _ground(report.text, mention, best.place, gazetteer)
    return {**written, **place_columns(best, ground)}


def _ground(text: str, mention: Mention, place: Place, gazetteer: Gazetteer) -> Footprint | PhraseFootprint:
    """Return where a place named in a text lies, as the words beside it put it: "near Hyesan" is wider than Hyesan.

    Words that make a line or an area of a place that has a point are left aside: the table holds points.
    """
    plain = footprint(place, gazetteer)
    before = text[max(mention.start - WORDS_BESIDE, 0) : mention.start]
    said = phrase_footprint(before, [place], text[mention.end : mention.end + WORDS_BESIDE], gazetteer)
    return plain if said is None or (said.lon is None and plain.lon is not None) else said


def event_ids(report: Report, event: Event) -> tuple[str, str]:
    """Return the id of an event, and the one that it shares with what its sentence says of other places."""
    mention, quoted = event.place, event.quoted
    claim = {
        "report_id": report.report_id,
        "quote": report.text[quoted.start : quoted.end],
        "category": event.category,
    }
    place_id = mention.place_id if mention else None
    surface = mention.surface if mention else None
    own = event_id(**claim, place_id=place_id, name_as_written=surface, distinguish=event.distinguish)
    return own, event_id(**claim, distinguish=event.distinguish)


def _quoted(report: Report, event: Event) -> dict[str, object]:
    quoted = event.quoted
    own, shared = event_ids(report, event)
    return {
        "event_id": own,
        "incident_id": shared,
        "quote": report.text[quoted.start : quoted.end],
        "quote_start": quoted.start,
        "quote_end": quoted.end,
    }


def _told_by(report: Report) -> dict[str, object]:
    """Return what all rows of a report share."""
    return {
        "report_id": report.report_id,
        "publisher": report.publisher,
        "published": report.published,
        "url": report.url,
        "source_kind": report.source_kind,
        "report_sha256": report.sha256,
    }
