"""Cut a report into sentences without moving a character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_nk.reports.paragraphs import Kind, find_kinds, find_paragraphs
from geo_nk.sentence_ends import cut

if TYPE_CHECKING:
    from geo_nk.reports.report import Report

__all__ = ["Sentence", "sentences"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report.

    Attributes
    ----------
    start, end : int
        Its characters in ``report.text``; `end` is the one behind its last.
    paragraph : int
        Its paragraph in the body, counted from 0.
    kind : str
        ``body``, ``title``, ``boilerplate`` or ``caption``.
    """

    start: int
    end: int
    paragraph: int
    kind: Kind


def sentences(report: Report) -> tuple[Sentence, ...]:
    """Return the sentences of a report's body, in order; every character that is not blank is in one of them.

    Parameters
    ----------
    report
        The report.

    Returns
    -------
    tuple of Sentence

    Examples
    --------
    >>> from geo_nk.reports import Report
    >>> report = Report("raid", "Police came on Jan. 31. They took 1.5 kg.")
    >>> [report.text[s.start : s.end] for s in sentences(report)]
    ['Police came on Jan. 31.', 'They took 1.5 kg.']
    """
    spans = find_paragraphs(report.text, report.body_start)
    texts = [report.text[span.start : span.end] for span in spans]
    kinds = find_kinds(texts, alone=[span.alone for span in spans], title=report.title)
    return tuple(
        Sentence(span.start + start, span.start + end, number, kind)
        for number, (span, text, kind) in enumerate(zip(spans, texts, kinds, strict=True))
        for start, end in cut(text)
    )
