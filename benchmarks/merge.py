"""How well rows of several reports are merged: precision and recall on pairs of rows.

    python benchmarks/merge.py            figures of the tales in tests/data/merge, and of a large table the time
    python benchmarks/merge.py --list     and which pairs were missed or are wrong

A pair is two rows of different reports. It is right if both tell of one happening of the tale.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import time
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from made_up_events import made_up_events

from geo_nk import extract_events, load_gazetteer, merge_events
from geo_nk.events.categories import accepted_categories
from geo_nk.reports.read import read_reports
from geo_nk.reports.report import Report

if TYPE_CHECKING:
    import geopandas as gpd

HERE = Path(__file__).resolve().parent.parent
TALES = HERE / "tests" / "data" / "merge" / "told_twice.txt"
EXAMPLES = HERE / "geo_nk" / "data" / "examples" / "reports"
Happening = tuple[str, frozenset[str]]
_HEAD = re.compile(r"=== (?P<tale>\S+) (?P<publisher>[^,]+), (?P<published>\d{4}-\d\d-\d\d)\n")


@dataclass(frozen=True)
class Told:
    """A report, the tale that it tells, and the happenings of the tale: category, ids of places."""

    tale: str
    report: Report


def read_tales(path: Path = TALES) -> tuple[list[Told], dict[str, list[Happening]]]:
    """Return the reports, the bundled examples among them, and the happenings of each tale: category and places."""
    gazetteer = load_gazetteer()
    happenings: dict[str, list[Happening]] = {}
    told = [Told(f"bundled-{report.report_id[:2]}", report) for report in read_reports(EXAMPLES)]
    parts = _HEAD.split(path.read_text(encoding="utf-8"))[1:]
    for number, (tale, publisher, day, text) in enumerate(zip(*(parts[i::4] for i in range(4)), strict=True)):
        lines = text.splitlines(keepends=True)
        body = "".join(line for line in lines if not line.startswith("+ ")).strip() + "\n"
        for line in lines:
            if line.startswith("+ "):
                category, places = line[2:].strip().split(" | ")
                ids = frozenset(gazetteer.locate(name).place_id for name in places.split(", "))
                happenings.setdefault(tale, []).append((category, ids))
        report = Report(f"t{number:02}-{tale}", body, 0, dt.date.fromisoformat(day), publisher, None, None, "published")
        told.append(Told(tale, report))
    return told, happenings


def labelled(told: list[Told], happenings: dict[str, list[Happening]]) -> gpd.GeoDataFrame:
    """Return the rows that are read in the reports; the column ``gold`` names the happening that each tells of."""
    events = extract_events([each.report for each in told])
    tales = {each.report.report_id: each.tale for each in told}
    events["tale"] = [tales[report_id] for report_id in events["report_id"]]
    rows = zip(events["tale"], events["category"], events["place_id"], strict=True)
    events["gold"] = [_happening(tale, category, place, happenings.get(tale, [])) for tale, category, place in rows]
    return events


def _happening(tale: str, category: str, place_id: str | None, happenings: list[Happening]) -> str:
    for likes in ({category}, accepted_categories(category)):
        for told, places in happenings:
            if told in likes and place_id in places:
                return f"{tale}/{told}"
    return ""


def score(events: gpd.GeoDataFrame) -> tuple[float, float, list[str]]:
    """Return precision and recall of a merged table of `labelled`, and in words what is wrong with it."""
    head = events["merged_into"].fillna(events["event_id"])
    names = ("report_id", "tale", "gold", "place_id", "title")
    rows = [(*row, own) for *row, own in zip(*(events[name] for name in names), head, strict=True)]
    pairs = [(a, b) for a, b in combinations(rows, 2) if a[0] != b[0]]
    wanted = {(a[0], b[0], a[2], a[3]) for a, b in pairs if a[2] and a[2:4] == b[2:4]}
    merged = [(a, b) for a, b in pairs if a[5] == b[5]]
    # Two rows of one tale that are both misread are neither right nor wrong to merge.
    judged = [(a, b) for a, b in merged if a[1] != b[1] or a[2] or b[2]]
    right = [(a, b) for a, b in judged if a[2] == b[2]]
    found = {(a[0], b[0], a[2], a[3]) for a, b in right} & wanted
    faults = [f"{len(right)} of {len(judged)} merged pairs right, {len(found)} of {len(wanted)} pairs found"]
    faults += [f"missed: {' '.join(key)}" for key in sorted(wanted - found)]
    faults += [f"wrong: {a[0]} {a[4]} = {b[0]} {b[4]}" for a, b in judged if a[2] != b[2]]
    return len(right) / max(len(judged), 1), len(found) / max(len(wanted), 1), faults


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--rows", type=int, default=20_000)
    options = parser.parse_args()
    events = labelled(*read_tales())
    precision, recall, faults = score(merge_events(events))
    print(f"{len(events)} rows: precision {precision:.3f}, recall {recall:.3f}")
    print(*(faults if options.list else faults[:1]), sep="\n")
    if options.rows:
        large = made_up_events(options.rows)
        began = time.perf_counter()
        merge_events(large)
        print(f"{options.rows:,} rows compared in {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
