"""Turn the inputs of a command into an event table, whatever they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.cli.console import with_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd

    from geo_nk.reports.report import Refusal, Report

__all__ = ["events_of", "reports_of"]


def reports_of(inputs: Sequence[Path], refusals: list[Refusal]) -> Iterator[Report]:
    """Yield the reports of the inputs with a progress display; what cannot be read goes to `refusals`."""
    from geo_nk.reports.read import read_reports

    yield from with_progress(read_reports(*inputs, refusals=refusals), noun="reports read")


def events_of(inputs: Sequence[Path], refusals: list[Refusal], *, threshold: float = 0.0) -> gpd.GeoDataFrame:
    """Return the events of event files, and of reports, in one table."""
    import pandas as pd

    from geo_nk.events.files import is_event_file, read_events
    from geo_nk.events.place import place_events
    from geo_nk.extract.pipeline import extract_events
    from geo_nk.gazetteer import load_gazetteer

    tables = [path for path in inputs if is_event_file(path)]
    texts = [path for path in inputs if path not in tables]
    frames = [place_events(read_events(path), gazetteer=load_gazetteer()) for path in tables]
    if texts:
        frames.append(extract_events(reports_of(texts, refusals), threshold=threshold, refusals=refusals))
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
