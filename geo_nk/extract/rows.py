"""Rows of the event table, made of what was read in a report."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo_nk.border import phrase_footprint
from geo_nk.events.categories import load_categories
from geo_nk.events.identity import event_id
from geo_nk.events.placed import place_columns
from geo_nk.extract.details import details_of
from geo_nk.gazetteer.footprint import footprint
from geo_nk.gazetteer.tongues import LANGUAGES, tongues

if TYPE_CHECKING:
    from geo_nk.border import PhraseFootprint
    from geo_nk.extract.events import Event
    from geo_nk.extract.mentions import Mention
    from geo_nk.gazetteer import Gazetteer, Place
    from geo_nk.gazetteer.footprint import Footprint
    from geo_nk.reports.report import Report
    from geo_nk.reports.text import Sentence

__all__ = ["event_ids", "row_of"]

MOVING = frozenset({"smuggling", "movement"})
"""Groups of categories in which something or somebody goes over the border; elsewhere only goods have a direction."""

WORDS_BESIDE = 48
"""Characters on either side of a name in which words say that it was near, opposite or upstream of it."""


def row_of(
    report: Report, event: Event, gazetteer: Gazetteer, *, reader: str, language: str = "en"
) -> dict[str, object]:
    """Return the row of the event table for one event.

    Parameters
    ----------
    report
        The report that tells of it.
    event
        The event.
    gazetteer
        What its place was looked up in.
    reader
        What read it, where the event does not say.
    language
        Of the title: ``en``, ``ko`` or ``zh``.

    Returns
    -------
    dict
        By columns of `EVENT_COLUMNS`, with ``lon`` and ``lat`` in degrees for the geometry.
    """
    return {
        **_what(report, event, language),
        **_when(event),
        **_where(report, event, event.place, gazetteer),
        **_who_says(report, event),
        "reader": event.reader or reader,
    }


def _what(report: Report, event: Event, language: str) -> dict[str, object]:
    details = event.details or details_of(report.text[s.start : s.end] for s in event.sentences)
    group = load_categories()[event.category].group
    return {
        "category": event.category,
        "title": _title(event, language),
        "actors": details.actors,
        "goods": details.goods,
        "quantity": details.quantity,
        "penalty": details.penalty,
        "direction": details.direction if details.goods or group in MOVING else "unknown",
        "confidence": event.confidence,
        "status": event.status,
    }


def _title(event: Event, language: str) -> str:
    category, mention = load_categories()[event.category], event.place
    number = LANGUAGES.index(language)
    label = (category.label, category.label_ko, category.label_zh)[number]
    if mention is None:
        return label
    place = mention.answer.place
    name = mention.surface if place is None else place.name if not number else tongues(place.place_id)[number]
    return f"{label}, {name}"


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
    return event_id(**claim, place_id=place_id, name_as_written=surface), event_id(**claim)


def _who_says(report: Report, event: Event) -> dict[str, object]:
    quoted = event.quoted
    own, shared = event_ids(report, event)
    return {
        "event_id": own,
        "incident_id": shared,
        "report_id": report.report_id,
        "publisher": report.publisher,
        "published": report.published,
        "url": report.url,
        "source_kind": report.source_kind,
        "quote": report.text[quoted.start : quoted.end],
        "quote_start": quoted.start,
        "quote_end": quoted.end,
        "report_sha256": _sha256(report),
    }


@lru_cache(maxsize=1)
def _sha256(report: Report) -> str:
    """Return the checksum of a report; its events are made one after the other."""
    return report.sha256
