"""The way from reports to the event table, in one place."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

from geo_nk.errors import ReadError
from geo_nk.events.frame import events_frame
from geo_nk.extract.assemble import assemble
from geo_nk.extract.dates import find_dates
from geo_nk.extract.mentions import MentionFinder
from geo_nk.extract.roles import assign_roles
from geo_nk.extract.rows import row_of
from geo_nk.gazetteer import load_gazetteer
from geo_nk.reports.read import read_reports
from geo_nk.reports.report import Report
from geo_nk.reports.text import sentences as split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from geo_nk.extract.assemble import Event
    from geo_nk.extract.dates import DateMention
    from geo_nk.extract.mentions import Mention
    from geo_nk.gazetteer import Gazetteer
    from geo_nk.reports.report import Refusal
    from geo_nk.reports.text import Sentence

__all__ = ["Inputs", "Reader", "Reading", "extract_events", "find_mentions"]

Input: TypeAlias = str | os.PathLike[str] | Report
Inputs: TypeAlias = Input | Iterable[Input]


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
            yield row_of(reading.report, event, self.gazetteer)


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
