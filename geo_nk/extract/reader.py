"""Read one report: its mentions with their roles, its dates, what it says happened, and the events made of that."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo_nk.dates import dates_of
from geo_nk.extract.assemble import assemble
from geo_nk.extract.extractors import ClaimExtractor, NameExtractor, check_extractor, claims_from, names_from
from geo_nk.extract.kinds import kinds_in
from geo_nk.extract.mentions import MentionFinder
from geo_nk.extract.roles import assign_roles
from geo_nk.extract.rows import row_of
from geo_nk.gazetteer import load_gazetteer
from geo_nk.reports.text import sentences as split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.claims import Event
    from geo_nk.extract.extractors import Extractor
    from geo_nk.extract.kinds import Kind
    from geo_nk.extract.leftout import LeftOut
    from geo_nk.extract.mentions import Mention
    from geo_nk.gazetteer import Gazetteer
    from geo_nk.reports.report import Report
    from geo_nk.reports.text import Sentence

__all__ = ["Reader", "Reading"]


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
    kinds : tuple of tuple of Kind
        What each sentence of the body says happened.
    events : tuple of Event
    left_out : tuple of LeftOut
        Claims that made no event, with the reason.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    kinds: tuple[tuple[Kind, ...], ...]
    events: tuple[Event, ...]
    left_out: tuple[LeftOut, ...]

    def explain(self, *, threshold: float = 0.0) -> str:
        """Say sentence by sentence what was found, what it became, and why the rest was left out.

        Parameters
        ----------
        threshold
            Name the events of a smaller confidence as left out.

        Returns
        -------
        str
            Plain text, for people.

        Examples
        --------
        >>> from geo_nk.reports import Report
        >>> print(Reader().read(Report("r1", "Nobody was arrested in Hyesan.")).explain())
        r1: 1 sentence, 0 events
        <BLANKLINE>
        [1] Nobody was arrested in Hyesan.
            place "Hyesan": not_event; Hyesan (city), exact 0.99
            left out: "arrested" is denied by "Nobody"
        """
        from geo_nk.extract.explain import explain  # noqa: PLC0415 - it reads this module's Reading

        return explain(self, threshold=threshold)


class Reader:
    """Reads reports with one gazetteer; made once, used for any number of reports.

    Parameters
    ----------
    gazetteer
        Where names are looked up; the shipped one where none is given.
    extractor
        Finds the names, or says what happened, in place of geo_nk; see `geo_nk.extract.extractors`.

    Raises
    ------
    geo_nk.errors.ExtractorError
        If the extractor is none.

    Examples
    --------
    >>> from geo_nk.reports import Report
    >>> reading = Reader().read(Report("r1", "Traders were arrested in Hyesan."))
    >>> [(event.category, event.place.surface) for event in reading.events]
    [('arrest_sentence', 'Hyesan')]
    """

    def __init__(self, gazetteer: Gazetteer | None = None, *, extractor: Extractor | None = None) -> None:
        if extractor is not None:
            check_extractor(extractor)
        self.gazetteer = load_gazetteer() if gazetteer is None else gazetteer  # an empty one is false
        self._finder = MentionFinder(self.gazetteer)
        self._names = extractor if isinstance(extractor, NameExtractor) else None
        self._claims = extractor if isinstance(extractor, ClaimExtractor) else None

    def read(self, report: Report) -> Reading:
        """Return what one report says.

        Parameters
        ----------
        report
            The report.

        Returns
        -------
        Reading

        Raises
        ------
        geo_nk.errors.ExtractorError
            If an extractor of one's own gives what does not stand in the text.
        """
        text = report.text
        sentences = tuple(split_sentences(report))
        body = [s for s in sentences if s.kind == "body"]
        kinds = tuple(self._kinds(report, body))
        mentions = tuple(self._mentions(report, body))
        if self._claims is not None:
            mentions = tuple(_of_claims(mentions, body, kinds))
        dates = tuple(dates_of(text, body, published=report.published))
        left_out: list[LeftOut] = []
        events = tuple(assemble(report, sentences, mentions, dates, kinds=kinds, left_out=left_out))
        return Reading(report, sentences, mentions, dates, kinds, events, tuple(left_out))

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

    def _mentions(self, report: Report, body: Sequence[Sentence]) -> list[Mention]:
        if self._names is None:
            found = self._finder.find(report.report_id, report.text, start=report.body_start)
            return assign_roles(report.text, body, found)
        spans = names_from(self._names, report)
        given = {span.start: span.role for span in spans if span.role is not None}
        read = assign_roles(report.text, body, self._finder.place(report.report_id, report.text, spans))
        return [replace(m, role=given[m.start]) if m.start in given else m for m in read]

    def _kinds(self, report: Report, body: Sequence[Sentence]) -> list[tuple[Kind, ...]]:
        if self._claims is not None:
            return claims_from(self._claims, report, body)
        return kinds_in([report.text[s.start : s.end] for s in body])


def _of_claims(
    mentions: Sequence[Mention], body: Sequence[Sentence], kinds: Sequence[tuple[Kind, ...]]
) -> Iterator[Mention]:
    """Yield the mentions, those in the sentence of a claim as places of the event where nothing else was said of them.

    The rules for roles know the acts of the lexicon, and not what an extractor of one's own takes for one.
    """
    claimed = [sentence for sentence, several in zip(body, kinds, strict=True) if several]
    starts = [sentence.start for sentence in claimed]
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        inside = index >= 0 and mention.start < claimed[index].end
        yield replace(mention, role="event") if inside and mention.role == "background" else mention
