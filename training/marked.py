"""Read labelled reports in the marked form that ``README.md`` describes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo_nk.events.categories import load_categories
from geo_nk.reports.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["GoldEvent", "GoldMention", "Labelled", "MarkError", "read_marked"]

ROLES = {
    "ev": "event",
    "src": "source",
    "auth": "authority",
    "od": "origin_destination",
    "bg": "background",
    "not": "not_event",
}
"""The roles of a toponym by their short names."""

PRECISIONS = frozenset({"day", "part_of_month", "month", "season", "year", "unknown"})

_MARK = re.compile(
    r"\[(?P<name>[^\[\]<>|()]+)\]\((?P<role>[^()]*)\)|<(?P<date>@?)(?P<words>[^<>|\[\]]+)\|(?P<events>[^<>|\[\]]+)>"
)
_FOOT = re.compile(r"^---[ \t]*$", re.MULTILINE)
_FIELDS = (6, 7)


class MarkError(ValueError):
    """A labelled report does not keep the marked form."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A toponym with its label: characters in the report's text, usual name, role, ids of the events there."""

    start: int
    end: int
    canonical: str
    role: str
    events: tuple[str, ...]


@dataclass(slots=True)
class GoldEvent:
    """An event with its label; `triggers` and `date_spans` are characters in the report's text."""

    event_id: str
    category: str
    date_start: dt.date | None
    date_end: dt.date | None
    title: str
    places: list[str] = field(default_factory=list)
    triggers: list[tuple[int, int]] = field(default_factory=list)
    date_spans: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report with its labels.

    Attributes
    ----------
    report : geo_nk.reports.Report
    mentions : list of GoldMention
    events : list of GoldEvent
    has_triggers : bool
        Whether the words that tell an event are marked, and not only its paragraph.
    style : str or None
        What kind of text it is, as its header says: news, blog, agency item ...
    """

    report: Report
    mentions: list[GoldMention]
    events: list[GoldEvent]
    has_triggers: bool = True
    style: str | None = None


def read_marked(path: Path) -> Iterator[Labelled]:
    """Yield the labelled reports of a file.

    Parameters
    ----------
    path
        A text in the marked form.

    Yields
    ------
    Labelled

    Raises
    ------
    MarkError
        Naming the file, the report and what is wrong.
    """
    for block in re.split(r"^=== *", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        report_id, _, rest = block.partition("\n")
        try:
            yield _labelled(report_id.strip(), rest)
        except MarkError as error:
            raise MarkError(f"{path}, report {report_id.strip()}: {error}") from None


def _labelled(report_id: str, block: str) -> Labelled:
    body, *foots = _FOOT.split(block)
    if not foots:
        raise MarkError("no line '---' behind the text; add it, with one line for each event behind it")
    head, _, text = body.partition("\n\n")
    facts = {key.strip(): value.strip() for key, _, value in (each.partition(":") for each in head.splitlines())}
    foot = foots[-1]
    events = {event.event_id: event for event in map(_event, filter(str.strip, foot.splitlines()))}
    carried = {cells[0]: cells[6] for cells in map(_cells, foot.splitlines()) if len(cells) == _FIELDS[-1]}
    published = _day(facts.get("published", ""))
    kept = "\n".join(f"{key}: {facts[key]}" for key in ("published", "publisher", "title") if facts.get(key))
    plain, mentions = _read_marks(text.strip("\n"), events, len(kept) + 2)
    for event_id, place in carried.items():
        if place != "-":
            events[event_id].places.append(place)
    report = Report(
        report_id,
        f"{kept}\n\n{plain}\n",
        body_start=len(kept) + 2,
        published=published,
        publisher=facts.get("publisher"),
        title=facts.get("title"),
    )
    return Labelled(report, mentions, list(events.values()), style=facts.get("style"))


def _event(line: str) -> GoldEvent:
    cells = _cells(line)
    if len(cells) not in _FIELDS:
        raise MarkError(f"an event line has {len(cells)} fields, not 6 or 7: {line.strip()}")
    event_id, category, first, last, precision, title = cells[:6]
    if category not in load_categories():
        raise MarkError(f"{event_id}: category {category!r} is not in categories.csv")
    if precision not in PRECISIONS:
        raise MarkError(f"{event_id}: precision {precision!r} is none of {', '.join(sorted(PRECISIONS))}")
    return GoldEvent(event_id, category, _day(first), _day(last), title)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _day(cell: str) -> dt.date | None:
    if not cell:
        return None
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        raise MarkError(f"{cell!r} is no date; write it as 2024-03-14") from None


def _read_marks(text: str, events: dict[str, GoldEvent], offset: int) -> tuple[str, list[GoldMention]]:
    """Return a text without its marks, and its toponyms; what the marks say of events goes into those."""
    plain: list[str] = []
    length, last = offset, 0
    mentions = []
    for match in _MARK.finditer(text):
        before = text[last : match.start()]
        plain.append(before)
        length += len(before)
        last = match.end()
        paragraph = "".join(plain).count("\n\n")
        if match["name"]:
            surface, _, canonical = match["name"].partition("=")
            role, *ids = match["role"].replace(",", " ").split() or [""]
            if role not in ROLES:
                raise MarkError(f"role {role!r} of {surface} is none of {', '.join(ROLES)}")
            canonical = (canonical or surface).strip()
            for event in _named(ids, events, match[0]):
                if canonical not in event.places:
                    event.places.append(canonical)
            mentions.append(GoldMention(length, length + len(surface), canonical, ROLES[role], tuple(ids)))
        else:
            surface = match["words"]
            for event in _named(match["events"].replace(",", " ").split(), events, match[0]):
                (event.date_spans if match["date"] else event.triggers).append((length, length + len(surface)))
                if not match["date"]:
                    event.paragraphs.add(paragraph)
        plain.append(surface)
        length += len(surface)
    plain.append(text[last:])
    return "".join(plain), mentions


def _named(ids: list[str], events: dict[str, GoldEvent], mark: str) -> list[GoldEvent]:
    unknown = [each for each in ids if each not in events]
    if unknown:
        raise MarkError(f"{mark} names event {unknown[0]}, which has no line behind '---'")
    return [events[each] for each in ids]
