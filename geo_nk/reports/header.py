"""The lines that may stand above a report: who published it, when and where."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from geo_nk._days import DAY_HINT
from geo_nk.errors import ReadError
from geo_nk.reports.dates import day_written
from geo_nk.reports.openness import BY_HEADER, says_published
from geo_nk.reports.report import SOURCE_KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

__all__ = ["ALIASES", "HEADER_KEYS", "Facts", "facts_from", "known_name", "read_header"]

#: What a header line, a manifest or a table of reports can say about a report.
HEADER_KEYS: Final = ("published", "publisher", "url", "title", "source_kind")

#: Other names of those columns, and of the one with the words, in people's own tables and in what programs write.
ALIASES: Final = {
    "date": "published",
    "published_at": "published",
    "published_date": "published",
    "date_published": "published",
    "datepublished": "published",
    "publication_date": "published",
    "publish_date": "published",
    "pubdate": "published",
    "source": "publisher",
    "outlet": "publisher",
    "publication": "publisher",
    "sitename": "publisher",
    "link": "url",
    "headline": "title",
    "body": "text",
    "content": "text",
    "article": "text",
    "full_text": "text",
    "maintext": "text",
}

_LINE = re.compile(r"[ \t]*([A-Za-z][A-Za-z_-]{0,20})[ \t]*:(?!//)(.*)")
_MISSPELT = 0.8


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a report besides its text; None where nothing is.

    Attributes
    ----------
    published : datetime.date or None
    publisher, url, title, source_kind : str or None
    open_by : str or None
        What says that the report is published, where nobody gives its kind.
    """

    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    source_kind: str | None = None
    open_by: str | None = None

    def or_else(self, other: Facts) -> Facts:
        """Return these facts, with what is missing taken from `other`; `open_by` comes with its publisher alone."""
        missing = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        if self.publisher is not None:
            missing.pop("open_by", None)
        return replace(self, **missing)


def known_name(name: str) -> str:
    """Return what a column or key is called here, or its own name where it is not known.

    Parameters
    ----------
    name
        As somebody wrote it.

    Returns
    -------
    str

    Examples
    --------
    >>> known_name("Headline"), known_name("reporter")
    ('title', 'reporter')
    """
    folded = name.strip().lower().replace(" ", "_")
    return ALIASES.get(folded, folded)


def facts_from(cells: Mapping[str, str], *, where: str) -> Facts:
    """Read facts from named cells, by the names in `HEADER_KEYS` or in `ALIASES`; other names are ignored.

    Parameters
    ----------
    cells
        Values by name.
    where
        The file and row or line, for the error.

    Returns
    -------
    Facts

    Raises
    ------
    geo_nk.errors.ReadError
        If the date is none, or `source_kind` is not a known one.

    Examples
    --------
    >>> facts_from({"published": "2021-08-06"}, where="reports.csv: row 2").published
    datetime.date(2021, 8, 6)
    """
    named: dict[str, str] = {}
    for name, value in cells.items():
        if value.strip() and (name in HEADER_KEYS or not named.get(known_name(name))):
            named[known_name(name)] = value
    values = {key: named.get(key, "").strip() or None for key in HEADER_KEYS}
    published, kind = values.pop("published"), values.pop("source_kind")
    if kind is not None and kind.lower() not in SOURCE_KINDS:
        raise ReadError(f"{where}: source_kind: {kind[:60]!r} is none of {', '.join(SOURCE_KINDS)}")
    day = None if published is None else _date(published, where=where)
    open_by = BY_HEADER if says_published(cells) else None
    return Facts(published=day, source_kind=kind and kind.lower(), open_by=open_by, **values)


def read_header(text: str, *, source: str) -> tuple[Facts, int]:
    r"""Read the header lines of a report, if it has any.

    A header is a first paragraph of ``key: value`` lines of which one key at least is in `HEADER_KEYS`; other keys
    in it are skipped. Without an empty line below, it ends with the last line whose key is known.

    Parameters
    ----------
    text
        The whole text, with ``\n`` line ends.
    source
        The file's name, for the error.

    Returns
    -------
    facts : Facts
    body_start : int
        The character at which the body begins; 0 without a header.

    Raises
    ------
    geo_nk.errors.ReadError
        If a date is none, a key is given twice, or a key looks like a misspelt one.

    Examples
    --------
    >>> facts, start = read_header("published: 2021-08-06\n\nA raid.", source="a.txt")
    >>> facts.published.isoformat(), start
    ('2021-08-06', 23)
    """
    found: list[tuple[int, str, str]] = []  # where the line ends, key, value
    end, closed = 0, True
    for line in _lines(text):
        match = _LINE.fullmatch(line.removesuffix("\n"))
        if match is None:
            closed = not line.strip()
            break
        end += len(line)
        found.append((end, match[1].lower().replace("-", "_"), match[2]))
    while found and not closed and found[-1][1] not in HEADER_KEYS:
        found.pop()
    if not any(key in HEADER_KEYS for _, key, _ in found):
        return Facts(), 0
    _refuse_odd_keys([key for _, key, _ in found], source=source)
    facts = Facts(open_by=BY_HEADER if says_published({key: value for _, key, value in found}) else None)
    numbered = sorted(enumerate(found, start=1), key=lambda line: line[1][1] not in HEADER_KEYS)
    for number, (_, key, value) in numbered:  # a publisher that is called one before a source
        facts = facts.or_else(facts_from({key: value}, where=f"{source}: line {number}"))
    return facts, (_behind_blank_lines(text, end) if closed else found[-1][0])


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _behind_blank_lines(text: str, start: int) -> int:
    """Return where the first line that is not blank begins, at or after `start`."""
    behind = start + len(text[start:]) - len(text[start:].lstrip())
    return max(start, text.rfind("\n", start, behind) + 1)


def _refuse_odd_keys(keys: list[str], *, source: str) -> None:
    for number, key in enumerate(keys, start=1):
        if key in HEADER_KEYS:
            if key in keys[: number - 1]:
                raise ReadError(f"{source}: line {number}: {key!r} stands twice in the header; keep one")
        elif close := difflib.get_close_matches(key, HEADER_KEYS, n=1, cutoff=_MISSPELT):
            raise ReadError(f"{source}: line {number}: {key!r} is no header key; write {close[0]!r}")


def _date(value: str, *, where: str) -> dt.date:
    day = day_written(value)
    if day is None:
        raise ReadError(f"{where}: published: {value[:60]!r} is not a date; {DAY_HINT}")
    return day
