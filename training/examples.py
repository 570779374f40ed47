"""The labelled reports, each analysed as the reader sees it, with the places of its events."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from marked import GoldEvent, GoldMention, Labelled, read_marked

from geo_nk.extract.analysis import Analysis, place_key
from geo_nk.extract.toponyms.mention import WIDE_KINDS
from geo_nk.reports.read import read_reports

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.extract.reader import Reader

__all__ = ["Example", "blind_examples", "date_fits", "example", "load_examples", "read_gold"]

HERE = Path(__file__).parent

SLACK = dt.timedelta(days=14)
"""A date fits where it overlaps the labelled one and is at most so much longer."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled report with its analysis and the places of its events."""

    labelled: Labelled
    analysis: Analysis
    places: dict[str, tuple[str, ...]]
    roles: list[str | None]

    @property
    def report_id(self) -> str:
        """The id of the report."""
        return self.labelled.report.report_id


def read_gold(folder: Path) -> Iterable[Labelled]:
    """Yield the reports of a folder in the form of ``gold.jsonl``, which has no marked triggers."""
    reports = {report.report_id: report for report in read_reports(folder / "reports")}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        report = reports[gold["report"]]
        starts, at = [], report.body_start
        for paragraph in report.text[report.body_start :].rstrip("\n").split("\n\n"):
            starts.append(at)
            at += len(paragraph) + 2
        events = [
            GoldEvent(
                f"e{n}",
                e["category"],
                *(dt.date.fromisoformat(e[key]) if e.get(key) else None for key in ("date_start", "date_end")),
                e.get("title") or "",
                list(e["places"]),
                paragraphs={e["sentence_index"]},
            )
            for n, e in enumerate(gold["events"])
        ]
        mentions = [
            GoldMention(
                starts[m["paragraph"]] + m["start"],
                starts[m["paragraph"]] + m["start"] + len(m["surface"]),
                m["canonical"],
                m["role"],
                tuple(e.event_id for e in events if m["canonical"] in e.places and m["role"] == "event"),
            )
            for m in gold["mentions"]
        ]
        published = dt.date.fromisoformat(gold["published"]) if gold.get("published") else report.published
        yield Labelled(replace(report, published=published), mentions, events, has_triggers=False)


def example(labelled: Labelled, reader: Reader) -> Example:
    """Analyse a labelled report, and say by place keys where its events happened."""
    analysis = reader.analyse(labelled.report)
    roles: list[str | None] = []
    keys: dict[str, str] = {}
    for mention in analysis.mentions:
        gold = next((g for g in labelled.mentions if g.start < mention.end and mention.start < g.end), None)
        roles.append(gold.role if gold else None)
        if gold:
            keys.setdefault(gold.canonical, place_key(mention))
    kinds = {place_key(m): m.kind for m in analysis.mentions}
    places = {}
    for event in labelled.events:
        at = [keys.get(name) or _resolved(name, reader) for name in event.places]
        fine = [key for key in at if kinds.get(key) not in WIDE_KINDS and not key.startswith("?")]
        places[event.event_id] = tuple(dict.fromkeys(fine or [key for key in at if kinds.get(key) in WIDE_KINDS]))
    return Example(labelled, analysis, places, roles)


def _resolved(name: str, reader: Reader) -> str:
    place = reader.gazetteer.resolve(name).place
    return place.place_id if place else f"?{name}"


def load_examples(reader: Reader) -> list[Example]:
    """Return all labelled reports that are trained on."""
    labelled = [each for path in sorted((HERE / "reports").glob("*.txt")) for each in read_marked(path)]
    labelled += read_gold(HERE / "labelled")
    return [example(each, reader) for each in labelled]


def blind_examples(reader: Reader) -> list[Example]:
    """Return the labelled reports that are never trained on."""
    labelled = [each for path in sorted((HERE / "blind").glob("*.txt")) for each in read_marked(path)]
    return [example(each, reader) for each in labelled]


def date_fits(event: GoldEvent, date: object) -> bool:
    """Whether a date overlaps the labelled one and is at most a fortnight longer."""
    first, last = getattr(date, "date_start", None), getattr(date, "date_end", None)
    if None in {first, last, event.date_start, event.date_end}:
        return False
    overlap = max(first, event.date_start) <= min(last, event.date_end)
    return overlap and last - first <= event.date_end - event.date_start + SLACK
