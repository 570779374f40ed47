"""The way from reports to the event table, in one place."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

from geo_nk.border import phrase_footprint
from geo_nk.errors import ReadError
from geo_nk.events.categories import load_categories
from geo_nk.events.frame import events_frame
from geo_nk.events.identity import event_id
from geo_nk.events.schema import column
from geo_nk.extract.assemble import assemble
from geo_nk.extract.dates import find_dates
from geo_nk.extract.details import details_of
from geo_nk.extract.mentions import MentionFinder
from geo_nk.extract.roles import assign_roles
from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.footprint import footprint
from geo_nk.reports.read import read_reports
from geo_nk.reports.report import Report
from geo_nk.reports.text import sentences as split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from geo_nk.border import PhraseFootprint
    from geo_nk.extract.assemble import Event
    from geo_nk.extract.dates import DateMention
    from geo_nk.extract.mentions import Mention
    from geo_nk.gazetteer import Gazetteer, Place
    from geo_nk.gazetteer.footprint import Footprint
    from geo_nk.reports.report import Refusal
    from geo_nk.reports.text import Sentence

__all__ = ["Inputs", "Reader", "Reading", "extract_events", "find_mentions"]

Input: TypeAlias = str | os.PathLike[str] | Report
Inputs: TypeAlias = Input | Iterable[Input]

WORDS_BESIDE = 48
"""Characters on either side of a name in which words say that it was near, opposite or upstream of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of one report.

    Attributes
    ----------
    report : geo_nk.reports.Report
    sentences : tuple of Sentence
    mentions : tuple of Mention
        With their roles.
    dates : tuple of DateMention
    events : tuple of Event
    """

    report: Report
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    events: tuple[Event, ...]


class Reader:
    """Reads reports with one gazetteer; made once, used for any number of reports.

    Parameters
    ----------
    gazetteer
        Where names are looked up; the shipped one where none is given.

    Examples
    --------
    >>> reading = Reader().read(Report("r1", "Traders were arrested in Hyesan."))
    >>> [(event.category, event.place.surface) for event in reading.events]
    [('arrest_sentence', 'Hyesan')]
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = load_gazetteer() if gazetteer is None else gazetteer  # an empty one is false
        self._finder = MentionFinder(self.gazetteer)

    def read(self, report: Report) -> Reading:
        """Return what one report says.

        Parameters
        ----------
        report
            The report.

        Returns
        -------
        Reading
        """
        sentences = tuple(split_sentences(report))
        body = [s for s in sentences if s.kind == "body"]
        found = self._finder.find(report.report_id, report.text, start=report.body_start)
        mentions = assign_roles(report.text, body, found)
        dates = tuple(
            date
            for s in body
            for date in find_dates(report.text[s.start : s.end], published=report.published, offset=s.start)
        )
        return Reading(report, sentences, tuple(mentions), dates, tuple(assemble(report, sentences, mentions, dates)))

    def rows(self, reading: Reading) -> Iterator[dict[str, object]]:
        """Yield the rows of the event table for one report.

        Parameters
        ----------
        reading
            What `read` returned.

        Yields
        ------
        dict
            One event, by columns of `EVENT_COLUMNS`, with ``lon`` and ``lat`` in degrees for the geometry.
        """
        for event in reading.events:
            yield {**_what(reading, event), **_where(reading, event, self.gazetteer), **_who_says(reading, event)}


def extract_events(
    inputs: Inputs,
    *,
    gazetteer: Gazetteer | None = None,
    threshold: float = 0.0,
    refusals: list[Refusal] | None = None,
) -> gpd.GeoDataFrame:
    """Read reports into candidate events.

    Parameters
    ----------
    inputs
        A report file, a folder, a table with a text column, a `Report`, or several of those.
    gazetteer
        Where names are looked up; the shipped one where none is given.
    threshold
        Leave out events of a smaller confidence, 0 to 1.
    refusals
        Takes the inputs that could not be read, with the reason. Without it the first of them raises.

    Returns
    -------
    geopandas.GeoDataFrame
        The event table (see `EVENT_COLUMNS`), EPSG:4326, a row for each event and place, status ``candidate``.
        An event that cannot be placed has no geometry and says why in ``unplaced_reason``.

    Raises
    ------
    geo_nk.errors.ReadError
        If an input cannot be read and no `refusals` list is given.
    ValueError
        If `threshold` is not between 0 and 1.

    Examples
    --------
    >>> import datetime as dt
    >>> report = Report("r1", "Agents raided the market in Hoeryong on the 3rd.", published=dt.date(2007, 3, 9))
    >>> events = extract_events(report)
    >>> events[["category", "place_name", "date_start"]].values.tolist()
    [['market_crackdown', 'Hoeryong', '2007-03-03']]
    """
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold}; give a confidence from 0 to 1")
    reader = Reader(gazetteer)
    rows = (row for report in _reports(inputs, refusals) for row in reader.rows(reader.read(report)))
    return events_frame(row for row in rows if cast("float", row["confidence"]) >= threshold)


def find_mentions(
    inputs: Inputs, *, gazetteer: Gazetteer | None = None, refusals: list[Refusal] | None = None
) -> list[Mention]:
    """Find the toponyms in the bodies of reports.

    Parameters
    ----------
    inputs, gazetteer, refusals
        As for `extract_events`.

    Returns
    -------
    list of Mention
        In the order of the reports and of the text.

    Examples
    --------
    >>> [(m.surface, m.role) for m in find_mentions(Report("r1", "A source in Musan saw arrests in Hyesan."))]
    [('Musan', 'source'), ('Hyesan', 'event')]
    """
    reader = Reader(gazetteer)
    return [mention for report in _reports(inputs, refusals) for mention in reader.read(report).mentions]


def _reports(inputs: Inputs, refusals: list[Refusal] | None) -> Iterator[Report]:
    if hasattr(inputs, "columns"):
        raise ReadError(
            "a table in memory is no report; give [geo_nk.Report(id, text) for id, text in ...], "
            "or a CSV file of it with a column 'text'"
        )
    several = [inputs] if isinstance(inputs, str | os.PathLike | Report) else inputs
    for item in several:
        if isinstance(item, Report):
            yield item
        else:
            yield from read_reports(item, refusals=refusals)


def _what(reading: Reading, event: Event) -> dict[str, object]:
    text = reading.report.text
    details = details_of(text[c.sentence.start : c.sentence.end] for c in event.claims)
    label = load_categories()[event.category].label
    return {
        "category": event.category,
        "title": f"{label}, {_name(event.place)}" if event.place else label,
        "date_start": event.date.date_start if event.date else None,
        "date_end": event.date.date_end if event.date else None,
        "date_precision": event.date.precision if event.date else "unknown",
        "actors": details.actors,
        "goods": details.goods,
        "quantity": details.quantity,
        "penalty": details.penalty,
        "direction": details.direction,
        "confidence": event.confidence,
        "status": "candidate",
    }


def _name(mention: Mention) -> str:
    return mention.answer.place.name if mention.answer.place else mention.surface


def _where(reading: Reading, event: Event, gazetteer: Gazetteer) -> dict[str, object]:
    mention = event.place
    if mention is None:
        return {"unplaced_reason": "the report does not say where"}
    best = mention.answer.best
    if best is None:
        return {"name_as_written": mention.surface, "unplaced_reason": mention.answer.reason}
    ground = _ground(reading.report.text, mention, best.place, gazetteer)
    return {
        "place_id": best.place.place_id,
        "place_name": best.place.name,
        "place_kind": best.place.kind,
        "name_as_written": mention.surface,
        "lon": ground.lon,
        "lat": ground.lat,
        "uncertainty_m": ground.uncertainty_m,
        "geo_precision": ground.geo_precision,
        "match_method": best.method if best.method in column("match_method").values else None,
        "match_score": best.score,
        "unplaced_reason": ground.reason if ground.lon is None else None,
    }


def _ground(text: str, mention: Mention, place: Place, gazetteer: Gazetteer) -> Footprint | PhraseFootprint:
    """Return where a place named in a text lies, as the words beside it put it: "near Hyesan" is wider than Hyesan.

    Words that make a line or an area of a place that has a point are left aside: the table holds points.
    """
    plain = footprint(place, gazetteer)
    before = text[max(mention.start - WORDS_BESIDE, 0) : mention.start]
    said = phrase_footprint(before, [place], text[mention.end : mention.end + WORDS_BESIDE], gazetteer)
    return plain if said is None or (said.lon is None and plain.lon is not None) else said


def _who_says(reading: Reading, event: Event) -> dict[str, object]:
    report, quoted = reading.report, event.lead.sentence
    quote = report.text[quoted.start : quoted.end]
    place_id = event.place.place_id if event.place else None
    surface = event.place.surface if event.place else None
    claim = {"report_id": report.report_id, "quote": quote, "category": event.category}
    return {
        "event_id": event_id(**claim, place_id=place_id, name_as_written=surface),
        "incident_id": event_id(**claim),
        "report_id": report.report_id,
        "publisher": report.publisher,
        "published": report.published,
        "url": report.url,
        "source_kind": report.source_kind,
        "quote": quote,
        "quote_start": quoted.start,
        "quote_end": quoted.end,
        "report_sha256": report.sha256,
    }
