"""What a caller gives to be read: files, folders, reports, or a text itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from geo_nk.errors import ReadError, require_text
from geo_nk.reports.formats import UNREAD, format_of
from geo_nk.reports.ids import Ids
from geo_nk.reports.read import read_reports
from geo_nk.reports.refusing import refuse
from geo_nk.reports.report import Refusal, Report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from geo_nk.reports.refusing import Errors

__all__ = ["Inputs", "is_text", "reports_of"]

Input: TypeAlias = str | os.PathLike[str] | Report
Inputs: TypeAlias = Input | Iterable[Input]

_FEWEST_WORDS: Final = 4
_ENDS = re.compile(r"[.!?。！？…]['\"”’»)\]]*\s*\Z")


def reports_of(inputs: Inputs, errors: Errors, published: dt.date | str | None = None) -> Iterator[Report]:
    """Yield the reports that are given, each id once.

    Parameters
    ----------
    inputs
        As for `geo_nk.extract_events`.
    errors
        What becomes of those that cannot be read.
    published
        The day of those that do not say.

    Yields
    ------
    geo_nk.reports.Report

    Raises
    ------
    geo_nk.errors.WrongTypeError
        If it is nothing that can be read.
    geo_nk.errors.ReadError
        If an input cannot be read and `errors` is ``raise``.
    """
    if hasattr(inputs, "columns"):
        raise ReadError(
            "a table in memory is no report; give [geo_nk.Report(id, text) for id, text in ...], "
            "or a CSV file of it with a column 'text'"
        )
    if isinstance(inputs, bytes) or not (isinstance(inputs, str | os.PathLike | Report) or hasattr(inputs, "__iter__")):
        require_text(inputs, what="a file, a folder or a report", advice="give a path, a geo_nk.Report, or several")
    day = None if published is None else Report("day", "", published=published).published  # type: ignore[arg-type] # read there
    several = [inputs] if isinstance(inputs, str | os.PathLike | Report) else inputs
    ids = Ids()
    for number, item in enumerate(several, start=1):
        if isinstance(item, str) and is_text(item):
            item = Report("text" if number == 1 else f"text-{number}", item, published=day)  # noqa: PLW2901 - read as one
        if not isinstance(item, Report):
            yield from read_reports(item, published=day, errors=errors)
        elif not ids.has(item):  # given twice is read once, as a file that is named twice
            where = f"report {number}"
            try:
                yield ids.give(item, file=where, where=where, chosen=True)
            except ReadError as error:
                refuse(Refusal(where, str(error).removeprefix(f"{where}: ")), errors, error=error)


def is_text(given: str) -> bool:
    """Whether a string is the text of a report and no name of a file: words that end as a sentence does.

    Examples
    --------
    >>> is_text("Agents raided the market in Hoeryong."), is_text("my reports from 2021.txt")
    (True, False)
    """
    if "\n" in given.strip():
        return True
    if len(given.split()) < _FEWEST_WORDS or _ENDS.search(given) is None:
        return False
    path = Path(given)
    if format_of(path) is not None or path.suffix.lower() in UNREAD:
        return False
    try:
        return not path.exists()
    except (OSError, ValueError):  # longer than any name
        return True
