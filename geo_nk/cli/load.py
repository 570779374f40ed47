"""Turn the inputs of a command into an event table, whatever they are."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TypeVar

from geo_nk.cli.console import finish, with_progress
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd

    from geo_nk.reports.report import Refusal, Report

__all__ = ["Tally", "events_of", "reports_of"]

T = TypeVar("T")

MOST_HEADINGS = 65_536
"""Characters of a table's first line that are looked at."""


def reports_of(inputs: Sequence[Path], refusals: list[Refusal]) -> Iterator[Report]:
    """Yield the reports of the inputs with a progress display; what cannot be read goes to `refusals`."""
    from geo_nk.reports.read import read_reports

    yield from with_progress(read_reports(*inputs, refusals=refusals), noun="reports read")


class Tally:
    """Counts what passes."""

    def __init__(self) -> None:
        self.done = 0

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """Pass items on and count them."""
        for item in items:
            self.done += 1
            yield item


def events_of(
    inputs: Sequence[Path], refusals: list[Refusal], *, threshold: float = 0.0, index: Path | None = None
) -> gpd.GeoDataFrame:
    """Return the events of event files, and of reports, in one table; an index widens what places are known."""
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
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def _holds_events(path: Path) -> bool:
    """Whether a file is an event file: GeoJSON, or a table without a text column."""
    ending = path.suffix.lower()
    if ending == ".csv" and path.is_file():
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            headings = [heading.strip().lower() for heading in next(csv.reader([stream.readline(MOST_HEADINGS)]), [])]
        if not {"text", "category"} & set(headings):
            raise ReadError(
                f"{path}: has neither a column 'text' (a table of reports) nor a column 'category' (a table of events);"
                f" its columns are {', '.join(headings) or 'none'}",
                path=path,
            )
        return "text" not in headings
    return ending in {".geojson", ".json"}
