"""The seam for extractors of one's own: a spaCy pipeline or a language model finds the names or tells what happened.

The rest stays as it is: the gazetteer says which places the names mean, the roles, dates and sentences are read, and
events and their table are made. What an extractor gives is checked before anything is made of it.

Examples
--------
A made-up extractor that takes whatever is written in capitals for a place, and who is nabbed for arrested. A real one
would ask a model in the same two places, such as ``for ent in nlp(report.text).ents``.

>>> import re
>>> from geo_nk import Report, extract_events
>>> class Toy:
...     name = "toy"
...
...     def names(self, report):
...         for found in re.finditer(r"[A-Z]{4,}", report.text):
...             yield NameSpan(found.start(), found.end(), found.group())
...
...     def claims(self, report):
...         for found in re.finditer("nabbed", report.text):
...             yield ClaimSpan(found.start(), found.end(), found.group(), "arrest_sentence", weight=0.7)
>>> report = Report("r1", "Two traders were nabbed in HYESAN on May 3, 2020.")
>>> extract_events(report, extractor=Toy())[["category", "place_name", "date_precision"]].values.tolist()
[['arrest_sentence', 'Hyesan', 'day']]
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from numbers import Integral, Real
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar, get_args, runtime_checkable

from geo_nk.errors import ExtractorError
from geo_nk.events.categories import load_categories
from geo_nk.extract.toponyms.mention import NameSpan, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.toponyms.mention import Mention
    from geo_nk.reports.report import Report
    from geo_nk.reports.text import Sentence

__all__ = [
    "ClaimExtractor",
    "ClaimSpan",
    "EventExtractor",
    "Extractor",
    "NameExtractor",
    "NameSpan",
    "PlaceNames",
    "Telling",
    "ToldEvent",
    "check_extractor",
    "claims_from",
    "label_of",
    "names_from",
]

SHOWN = 60
"""Characters of a wrong text that an error shows."""


@dataclass(frozen=True, slots=True)
class ClaimSpan:
    """What an extractor says happened, with the words that say so.

    Attributes
    ----------
    start, end : int
        The words in ``report.text``; the sentence in which they start is quoted.
    text : str
        Those characters; compared with the report.
    category : str
        A code of ``categories.csv``.
    weight : float
        How sure it is, 0 to 1.
    """

    start: int
    end: int
    text: str
    category: str
    weight: float = 0.8


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event that an extractor tells whole: what, where and when, each as something that stands in the report.

    Attributes
    ----------
    category : str
        A code of ``categories.csv``.
    sentences : tuple of int
        Numbers in `Analysis.body` of the sentences that tell it; the first is quoted.
    places : tuple of Mention
        Where it happened; empty where the report does not say.
    date : DateMention or None
        When it happened; None where the report does not say.
    details : mapping of str to tuple of str
        ``actors``, ``goods``, ``quantity``, ``penalty``: short pieces of the report.
    confidence : float or None
        0 to 1; None where nobody has measured how often such events are right.
    said_by, what : str
        Who says so in the report, and what happened in the extractor's words; for ``--explain``.
    """

    category: str
    sentences: tuple[int, ...]
    places: tuple[Mention, ...] = ()
    date: DateMention | None = None
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confidence: float | None = None
    said_by: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """What an extractor tells of a report.

    Attributes
    ----------
    events : tuple of ToldEvent
    refused : tuple of str
        What it told that does not fit the report, and is not among the events; listed for the person.
    """

    events: tuple[ToldEvent, ...]
    refused: tuple[str, ...] = ()


#: Looks up names that stand in a report, and returns where they stand and what they mean.
PlaceNames: TypeAlias = "Callable[[Iterable[NameSpan]], list[Mention]]"


@runtime_checkable
class NameExtractor(Protocol):
    """Finds the place names of a report, in place of the rules of geo_nk."""

    def names(self, report: Report) -> Iterable[NameSpan]:
        """Yield the names; what stands before ``report.body_start`` is passed over."""
        ...


@runtime_checkable
class ClaimExtractor(Protocol):
    """Says what a report tells that happened, in place of the trained reader."""

    def claims(self, report: Report) -> Iterable[ClaimSpan]:
        """Yield the claims; those in titles, captions and boilerplate are passed over."""
        ...


@runtime_checkable
class EventExtractor(Protocol):
    """Tells the events of a report, of whose sentences, places and dates geo_nk has made an analysis."""

    def events(self, analysis: Analysis, names: PlaceNames) -> Telling:
        """Return the events; `names` looks up names that geo_nk did not find."""
        ...


#: Has `names`, `claims`, both, or `events`; what it has not, geo_nk does itself.
Extractor: TypeAlias = NameExtractor | ClaimExtractor | EventExtractor

_Span = TypeVar("_Span", NameSpan, ClaimSpan)


def check_extractor(extractor: object) -> None:
    """Raise if an object is no extractor.

    Parameters
    ----------
    extractor
        Anything.

    Raises
    ------
    geo_nk.errors.ExtractorError
        If it has none of the methods ``names``, ``claims`` and ``events``.
    """
    if not isinstance(extractor, NameExtractor | ClaimExtractor | EventExtractor):
        message = (
            "has no method names(report), claims(report) or events(analysis, names); see geo_nk.extract.extractors"
        )
        raise ExtractorError(f"the extractor {_name(extractor)} {message}")


def label_of(extractor: Extractor | None, trained: str) -> str:
    """Return what the column ``reader`` says of rows that an extractor had a hand in.

    Parameters
    ----------
    extractor
        The extractor; None where geo_nk does all itself.
    trained
        The version of the weights of geo_nk's own reader.

    Returns
    -------
    str
        Its ``label`` where it has one, else its name and what it gave.

    Examples
    --------
    >>> label_of(None, "1a2b3c4d")
    'trained 1a2b3c4d'
    """
    own = f"trained {trained}"
    if extractor is None:
        return own
    label = getattr(extractor, "label", None)
    if isinstance(label, str):
        return label
    if isinstance(extractor, EventExtractor):
        return f"events of {_name(extractor)}"
    names = f"names of {_name(extractor)}" if isinstance(extractor, NameExtractor) else ""
    told = f"claims of {_name(extractor)}" if isinstance(extractor, ClaimExtractor) else own
    return ", ".join(part for part in (told, names) if part)


def names_from(extractor: NameExtractor, report: Report) -> list[NameSpan]:
    """Return the names that an extractor finds in the body of a report, checked and in order.

    Parameters
    ----------
    extractor
        The extractor.
    report
        The report.

    Returns
    -------
    list of NameSpan

    Raises
    ------
    geo_nk.errors.ExtractorError
        If a span lies outside the text, does not hold the text it says, or overlaps another.

    Examples
    --------
    >>> from geo_nk.reports import Report
    >>> class Shifted:
    ...     def names(self, report):
    ...         yield NameSpan(1, 7, "Hyesan")
    >>> names_from(Shifted(), Report("r1", "Hyesan is cold."))
    Traceback (most recent call last):
    ...
    geo_nk.errors.ExtractorError: the extractor Shifted, report r1: characters 1 to 7 are 'yesan ', not 'Hyesan'...
    """
    spans = _checked(extractor, report, extractor.names(report), NameSpan)
    for before, after in pairwise(spans):
        if after.start < before.end:
            message = f"{after.text[:SHOWN]!r} at {after.start} overlaps {before.text[:SHOWN]!r}; give one of them"
            raise ExtractorError(f"{_where(extractor, report)}: {message}")
    for span in spans:
        if span.role is not None and span.role not in get_args(Role):
            roles = ", ".join(get_args(Role))
            raise ExtractorError(f"{_where(extractor, report)}: the role {span.role!r} is not known; use {roles}")
    return spans


def claims_from(extractor: ClaimExtractor, report: Report, body: Sequence[Sentence]) -> list[ClaimSpan]:
    """Return what an extractor says happened in the body of a report, checked and in order.

    Parameters
    ----------
    extractor
        The extractor.
    report
        The report.
    body
        The sentences that are read; claims that begin in none of them are passed over.

    Returns
    -------
    list of ClaimSpan

    Raises
    ------
    geo_nk.errors.ExtractorError
        If a span is wrong, or a category or weight is none.
    """
    spans = _checked(extractor, report, extractor.claims(report), ClaimSpan)
    for span in spans:
        if not isinstance(span.category, str) or span.category not in load_categories():
            known = ", ".join(load_categories())
            message = f"the category {span.category!r} is not known; use {known}"
            raise ExtractorError(f"{_where(extractor, report)}: {message}")
        if not isinstance(span.weight, Real) or not 0 <= span.weight <= 1:
            raise ExtractorError(f"{_where(extractor, report)}: the weight {span.weight!r} is not between 0 and 1")
    return [span for span in spans if any(s.start <= span.start < s.end for s in body)]


def _checked(extractor: object, report: Report, given: Iterable[object], kind: type[_Span]) -> list[_Span]:
    """Return the spans in order, or say which of them is none."""
    where, text = _where(extractor, report), report.text
    spans = []
    for span in given:
        if not isinstance(span, kind):
            raise ExtractorError(f"{where}: gave a {type(span).__name__}; give {kind.__name__}(start, end, text ...)")
        if not all(isinstance(at, Integral) for at in (span.start, span.end)) or not isinstance(span.text, str):
            given_as = f"start {span.start!r:.20}, end {span.end!r:.20}, text {span.text!r:.{SHOWN}}"
            raise ExtractorError(f"{where}: {given_as}: give two whole numbers and a string")
        if not 0 <= span.start < span.end <= len(text):
            message = f"characters {span.start} to {span.end} do not lie in the text, which has {len(text)}"
            raise ExtractorError(f"{where}: {message}")
        if text[span.start : span.end] != span.text:
            there = text[span.start : span.end][:SHOWN]
            message = f"characters {span.start} to {span.end} are {there!r}, not {span.text[:SHOWN]!r}"
            raise ExtractorError(f"{where}: {message}; count in report.text, in characters and not in bytes")
        if span.start >= report.body_start:
            spans.append(span)
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _where(extractor: object, report: Report) -> str:
    return f"the extractor {_name(extractor)}, report {report.report_id}"


def _name(extractor: object) -> str:
    return str(getattr(extractor, "name", None) or type(extractor).__name__)
