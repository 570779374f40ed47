"""A report: the text that was read, and who published it when."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Final, Literal

from geo_nk._days import DAY_HINT, day_of
from geo_nk.errors import WrongTypeError, require_text, shown

__all__ = ["SOURCE_KINDS", "Notice", "Refusal", "Report", "Topic"]

#: What kinds of source a report can be.
SOURCE_KINDS: Final = ("published", "official", "interview", "field_note", "imagery", "unknown")

#: What a notice can be about.
Topic = Literal["passed_by", "dated", "undated", "language", "open"]


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was read.

    Attributes
    ----------
    report_id : str
        The file's stem, or the id in a table.
    text : str
        The decoded text, whole. Every character offset in geo_nk counts in this string.
    body_start : int
        Where the body begins, behind header lines such as ``published: 2021-08-06``.
    published : datetime.date or None
        A time is taken for its day; text as a person types it is read.
    publisher, url, title : str or None
    source_kind : str
        ``published``, ``official``, ``interview``, ``field_note``, ``imagery`` or ``unknown``. What nobody says to be
        published is unknown, and a release treats it as a person's.

    Raises
    ------
    geo_nk.errors.WrongTypeError
        If the id or the text is no string, or a date none.

    Examples
    --------
    >>> Report("raid", "Police came.", published="6 August 2021").published
    datetime.date(2021, 8, 6)
    """

    report_id: str
    text: str
    body_start: int = 0
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    source_kind: str = "unknown"

    def __post_init__(self) -> None:
        require_text(self.report_id, what="the id of a report", advice="give Report(id, text) with two strings")
        require_text(self.text, what="the text of a report", advice="give Report(id, text) with two strings")
        if type(self.published) not in {dt.date, type(None)}:
            object.__setattr__(self, "published", _day(self.published))
        if self.source_kind not in SOURCE_KINDS:
            kinds = ", ".join(SOURCE_KINDS)
            raise ValueError(f"source_kind={shown(self.source_kind)} is not known; it is one of {kinds}")

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8: says later whether the same words were read."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def _day(published: object) -> dt.date | None:
    """Return the day of a date in any form; None of what stands for no date, such as NaT."""
    if published != published:  # noqa: PLR0124 - NaN and NaT
        return None
    if isinstance(published, dt.datetime):
        return published.date()
    if isinstance(published, dt.date):
        return published
    item = getattr(published, "item", None)  # a date of numpy
    if item is not None and isinstance(day := item(), dt.date):
        return _day(day)
    day = day_of(published.partition("T")[0]) if isinstance(published, str) else None
    if day is None:
        raise WrongTypeError(f"published is {shown(published)}, which is no day; give a date, or {DAY_HINT}")
    return day


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not read, and why; kept, so that nothing is lost silently.

    Attributes
    ----------
    source : str
        The file, with the row where it is a table.
    reason : str
        What is wrong and what to do.
    in_part : bool
        Whether the input was read but for something that an extractor told of it.
    """

    source: str
    reason: str
    in_part: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that whoever gave an input should know, and that is no reason to refuse it.

    Attributes
    ----------
    topic : str
        ``passed_by`` (what was not read), ``dated`` (by what a report was dated that states no date of publication),
        ``undated`` (no date of publication is known), ``language`` (it is not in English), ``open`` (by what it was
        taken for published, where nobody gives its kind).
    source : str
        The file, with the row where it is a table.
    text : str
        What to know; of an undated report, what to write down where.
    """

    topic: Topic
    source: str
    text: str
