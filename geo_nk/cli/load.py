"""Turn the inputs of a command into an event table, whatever they are."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

from geo_nk.cli.console import finish, say, with_progress
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd

    from geo_nk.reports.report import Refusal, Report

__all__ = ["Tally", "events_of", "reports_of", "summary"]

MOST_NAMED = 8
"""Reports and reasons that a message names."""

MOST_HEADINGS = 65_536
"""Characters of a table's first line that are looked at."""


def reports_of(inputs: Sequence[Path], refusals: list[Refusal]) -> Iterator[Report]:
    """Yield the reports of the inputs with a progress display; what cannot be read goes to `refusals`."""
    from geo_nk.reports.read import read_reports

    yield from with_progress(read_reports(*inputs, refusals=refusals), noun="reports read")


class Tally:
    """Counts reports as they pass, and remembers their ids."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    @property
    def done(self) -> int:
        """How many have passed."""
        return len(self.ids)

    def over(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Pass reports on and count them."""
        for report in reports:
            self.ids.append(report.report_id)
            yield report


def events_of(
    inputs: Sequence[Path], refusals: list[Refusal], *, threshold: float = 0.0, index: Path | None = None
) -> gpd.GeoDataFrame:
    """Return the events of event files, and of reports, in one table, and say what gave none.

    An index widens what places are known.
    """
    import pandas as pd

    from geo_nk.events.files import read_events
    from geo_nk.events.place import place_events
    from geo_nk.extract.pipeline import extract_events
    from geo_nk.gazetteer import load_gazetteer

    tables = [path for path in inputs if _holds_events(path)]
    texts = [path for path in inputs if path not in tables]
    gazetteer = load_gazetteer(index=index)
    frames = [place_events(read_events(path), gazetteer=gazetteer) for path in tables]
    if texts:
        read = Tally()
        frames.append(extract_events(read.over(reports_of(texts, refusals)), gazetteer=gazetteer, threshold=threshold))
        if not read.done and not tables:
            finish(refusals)  # nothing was read: an empty file would look like an answer
        _say_what_gave_none(read.ids, frames[-1])
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def _say_what_gave_none(ids: Sequence[str], events: gpd.GeoDataFrame) -> None:
    """Name the reports without an event: a silent zero looks like nothing happened."""
    telling = set(events["report_id"])
    silent = [report_id for report_id in ids if report_id not in telling]
    if silent:
        more = f" and {len(silent) - MOST_NAMED} more" if len(silent) > MOST_NAMED else ""
        say(f"{len(ids)} reports read; no event found in {len(silent)}: {', '.join(silent[:MOST_NAMED])}{more}")


def summary(events: gpd.GeoDataFrame) -> str:
    """Say how many events have a point, and why the others have none.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> print(summary(events_frame([{"category": "other", "unplaced_reason": "Sambong may be two places"}])))
    1 event, 0 with a point
      without: Sambong may be two places
    """
    bare = events.loc[events.geometry.isna(), "unplaced_reason"]
    reasons = [f"{reason} ({count})" if count > 1 else str(reason) for reason, count in Counter(bare).items()]
    noun = "event" if len(events) == 1 else "events"
    lines = [f"{len(events)} {noun}, {len(events) - len(bare)} with a point"]
    lines += [f"  without: {reason}" for reason in reasons[:MOST_NAMED]]
    return "\n".join(lines)


def _holds_events(path: Path) -> bool:
    """Whether a file is an event file: GeoJSON, or a table without a text column."""
    ending = path.suffix.lower()
    if ending == ".csv" and path.is_file():
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            line = stream.readline(MOST_HEADINGS)
        cells = next(csv.reader([line], delimiter=max(",;\t", key=line.count)), [])
        headings = [cell.strip().lower() for cell in cells]
        if not {"text", "category"} & set(headings):
            raise ReadError(
                f"{path}: has neither a column 'text' (a table of reports) nor a column 'category' (a table of events);"
                f" its columns are {', '.join(headings) or 'none'}",
                path=path,
            )
        return "text" not in headings
    return ending in {".geojson", ".json"}
