"""Read one report: its toponyms with their roles, its dates, and the events that it tells."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from geo_nk.dates import dates_of
from geo_nk.extract.agreement import agreed
from geo_nk.extract.analysis import Analysis
from geo_nk.extract.events import claimed_events, extracted_events, told_events
from geo_nk.extract.extractors import (
    ClaimExtractor,
    EventExtractor,
    NameExtractor,
    check_extractor,
    claims_from,
    label_of,
    names_from,
)
from geo_nk.extract.rows import rows_of
from geo_nk.extract.scores import score_report, score_reports
from geo_nk.extract.toponyms.finder import MentionFinder
from geo_nk.extract.weights import ROLES, load_weights
from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.tongues import LANGUAGES
from geo_nk.reports.language import is_english
from geo_nk.reports.text import sentences as split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo_nk.extract.agreement import Measured
    from geo_nk.extract.events import Event
    from geo_nk.extract.extractors import Extractor, NameSpan, Telling
    from geo_nk.extract.leftout import LeftOut
    from geo_nk.extract.scores import Scores
    from geo_nk.extract.toponyms.mention import Mention, Role
    from geo_nk.extract.weights import Weights
    from geo_nk.gazetteer import Gazetteer
    from geo_nk.reports.report import Report

__all__ = ["Reader", "Reading"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What was read out of one report.

    Attributes
    ----------
    analysis : Analysis
        Its sentences, toponyms with their roles, and dates.
    scores : Scores
        What the reader's models say of its parts.
    events : tuple of Event
    left_out : tuple of LeftOut
        What was weighed and made no event, with the reason.
    weights : Weights
        What it was read with.
    reader : str
        What it was read by, as in the column of this name.
    telling : Telling or None
        What an extractor told that tells events whole.
    """

    analysis: Analysis
    scores: Scores
    events: tuple[Event, ...]
    left_out: tuple[LeftOut, ...]
    weights: Weights
    reader: str
    telling: Telling | None = None

    @property
    def report(self) -> Report:
        """The report."""
        return self.analysis.report

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Its toponyms, with their roles."""
        return self.analysis.mentions

    @property
    def refused(self) -> tuple[str, ...]:
        """What an extractor told that the report does not say."""
        return self.telling.refused if self.telling else ()

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
        >>> print(Reader().read(Report("r1", "Snow fell on Hyesan.")).explain().splitlines()[0])
        r1: 1 sentence, 0 events
        """
        from geo_nk.extract.explain import explain  # noqa: PLC0415 - it reads this module's Reading

        return explain(self, self.weights, threshold=threshold)


class Reader:
    """Reads reports with one gazetteer; made once, used for any number of reports.

    Parameters
    ----------
    gazetteer
        Where names are looked up; the shipped one where none is given.
    extractor
        Finds the names, or says what happened, in place of geo_nk; see `geo_nk.extract.extractors`.
    weights
        What the reader has learned; the shipped weights where none are given.
    language
        Of the titles of events: ``en``, ``ko`` or ``zh``.

    Raises
    ------
    geo_nk.errors.ExtractorError
        If the extractor is none.
    ValueError
        If the language is none of the three.

    Examples
    --------
    >>> from geo_nk.reports import Report
    >>> reading = Reader().read(Report("r1", "Four traders were arrested in Hyesan on March 3 for smuggling."))
    >>> [(event.category, event.place.surface) for event in reading.events]
    [('arrest_sentence', 'Hyesan')]
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        extractor: Extractor | None = None,
        weights: Weights | None = None,
        language: str = "en",
    ) -> None:
        if extractor is not None:
            check_extractor(extractor)
        if language not in LANGUAGES:
            raise ValueError(f"language {language!r} is not known; choose from {', '.join(LANGUAGES)}")
        self.gazetteer = load_gazetteer() if gazetteer is None else gazetteer  # an empty one is false
        self._weights = weights
        self._finder = MentionFinder(self.gazetteer)
        self._names = extractor if isinstance(extractor, NameExtractor) else None
        self._claims = extractor if isinstance(extractor, ClaimExtractor) else None
        self._events = extractor if isinstance(extractor, EventExtractor) else None
        self._extractor = extractor
        self._language = language
        self._own = threading.RLock()  # while an extractor waits for a model, other threads may read

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle what it was made of: what finds names in a text cannot be, and is made again in no time."""
        shipped = self.gazetteer is load_gazetteer()
        return _reader, (None if shipped else self.gazetteer, self._names or self._claims, self._weights)

    @property
    def weights(self) -> Weights:
        """What the reader has learned."""
        return load_weights() if self._weights is None else self._weights

    @property
    def label(self) -> str:
        """What the column ``reader`` says of its rows."""
        return label_of(self._extractor, self.weights.version or "by other weights")

    def analyse(self, report: Report) -> Analysis:
        """Return what `read` begins with: sentences, toponyms and dates of one report; no toponym has a role yet."""
        sentences = split_sentences(report)
        body = [s for s in sentences if s.kind == "body"]
        given: dict[int, Role] = {}
        if self._names is None:
            mentions = self._finder.find(report.report_id, report.text, start=report.body_start)
        else:
            spans = names_from(self._names, report)
            mentions = self._finder.place(report.report_id, report.text, spans)
            given = {span.start: span.role for span in spans if span.role is not None}
        dates = list(dates_of(report.text, body, published=report.published))
        return Analysis.of(report, sentences, mentions, dates, given=given)

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
        with self._own:
            analysis = self.analyse(report)
            scores = score_report(analysis, self.weights)
        return self._told(analysis, scores)

    def read_several(self, reports: Iterable[Report]) -> list[Reading | Exception]:
        """Return what several reports say, each as `read` does, in less time; what is read is held for all at once.

        Parameters
        ----------
        reports
            A few reports.

        Returns
        -------
        list of Reading or Exception
            For each report what was read, or the error that its reading raised.

        Examples
        --------
        >>> from geo_nk.reports import Report
        >>> reports = [Report("r1", "Two traders were arrested in Hyesan."), Report("r2", "Snow fell on Musan.")]
        >>> [len(reading.events) for reading in Reader().read_several(reports)]
        [1, 0]
        """
        several = list(reports)
        with self._own:
            analyses = [_tried(self.analyse, report) for report in several]
            scores = _tried(score_reports, [each for each in analyses if isinstance(each, Analysis)], self.weights)
        if isinstance(scores, Exception):
            return [_tried(self.read, report) for report in several]
        left = iter(scores)
        return [each if isinstance(each, Exception) else _tried(self._told, each, next(left)) for each in analyses]

    def _told(self, analysis: Analysis, scores: Scores) -> Reading:
        """Return what a report says whose parts are scored."""
        weights, report = self.weights, analysis.report
        analysis = replace(analysis, mentions=_with_roles(analysis, scores))
        left_out: list[LeftOut] = []
        telling: Telling | None = None
        if self._events is not None:
            telling = self._events.events(analysis, partial(self._placed, report))
            events = self._weighed(analysis, scores, extracted_events(analysis, telling.events))
        elif self._claims is not None:
            roles = [mention.role for mention in analysis.mentions]
            claims = claims_from(self._claims, report, analysis.body)
            events = claimed_events(analysis, scores, weights, claims, roles)
        else:
            events, left_out = told_events(analysis, scores, weights)
        return Reading(analysis, scores, tuple(events), tuple(left_out), weights, self.label, telling)

    def rows(self, reading: Reading) -> Iterator[dict[str, object]]:
        """Yield the rows of the event table for one report, by columns of `EVENT_COLUMNS`.

        Parameters
        ----------
        reading
            What `read` returned.
        """
        with self._own:
            rows = list(rows_of(reading, self.gazetteer, language=self._language))
        yield from rows

    def _weighed(self, analysis: Analysis, scores: Scores, events: list[Event]) -> list[Event]:
        """Hold what an extractor tells against the trained reader, where it asks for that, and say how sure it is."""
        if getattr(self._events, "check", False) and is_english(analysis.report.text[analysis.report.body_start :]):
            own, _ = told_events(analysis, scores, self.weights)
            events = agreed(events, own, own_label=label_of(None, self.weights.version))
        measured: Measured | None = getattr(self._events, "measured", None)
        if measured is None:
            return events
        return [replace(event, confidence=measured.share(event.reader or self.label, event.status)) for event in events]

    def _placed(self, report: Report, spans: Iterable[NameSpan]) -> list[Mention]:
        """Return what names that stand in a report mean."""
        with self._own:
            return self._finder.place(report.report_id, report.text, spans)


def _with_roles(analysis: Analysis, scores: Scores) -> tuple[Mention, ...]:
    """Return the mentions with the roles that an extractor gave, or else the likeliest."""
    likeliest: list[Role] = [ROLES[int(row.argmax())] for row in scores.roles]
    pairs = zip(analysis.mentions, likeliest, strict=True)
    return tuple(replace(mention, role=analysis.given.get(mention.start, role)) for mention, role in pairs)


def _tried(work: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs) -> _Made | Exception:
    """Return what a function makes, or the error that it raises: one report must not take the others with it."""
    try:
        return work(*given, **named)
    except Exception as error:  # noqa: BLE001 - handed on
        return error


def _reader(gazetteer: Gazetteer | None, extractor: Extractor | None, weights: Weights | None) -> Reader:
    return Reader(gazetteer, extractor=extractor, weights=weights)
