"""Turn the inputs of a command into an event table, whatever they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo_nk._files import read_csv
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

    tables: list[Path] = []
    texts: list[Path] = []
    for path in inputs:
        (tables if _holds_events(path) else texts).append(path)
    gazetteer = load_gazetteer(index=index)
    frames = [place_events(read_events(path), gazetteer=gazetteer) for path in tables]
    if texts:
        read = Tally()
        frames.append(extract_events(read.over(reports_of(texts, refusals)), gazetteer=gazetteer, threshold=threshold))
        if not read.done and not tables:
            finish(refusals)  # nothing was read: an empty file would look like an answer
        _say_what_gave_none(read.ids, frames[-1], threshold)
    return frames[0] if len(frames) == 1 else _each_once(pd.concat(frames, ignore_index=True))


def _each_once(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return events without those that another input holds too: the same claim has the same id."""
    again = events["event_id"].duplicated()
    if again.any():
        say(f"{again.sum()} events stand in more than one input; each is taken once")
    return events[~again].reset_index(drop=True)


def _say_what_gave_none(ids: Sequence[str], events: gpd.GeoDataFrame, threshold: float) -> None:
    """Name the reports without an event: a silent zero looks like nothing happened."""
    telling = set(events["report_id"])
    silent = [report_id for report_id in ids if report_id not in telling]
    if silent:
        more = f" and {len(silent) - MOST_NAMED} more" if len(silent) > MOST_NAMED else ""
        sure = f" of confidence {threshold:g} or more" if threshold else ""
        say(f"{len(ids)} reports read; no event{sure} found in {len(silent)}: {', '.join(silent[:MOST_NAMED])}{more}")


def summary(events: gpd.GeoDataFrame) -> list[str]:
    """Say in a line how many events have a point, and in more why the others have none.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> summary(events_frame([{"category": "other", "unplaced_reason": "Sambong may be two places"}]))
    ['1 event, 0 with a point', '  without: Sambong may be two places']
    """
    bare = events.loc[events.geometry.isna(), "unplaced_reason"]
    reasons = [f"{reason} ({count})" if count > 1 else str(reason) for reason, count in Counter(bare).items()]
    noun = "event" if len(events) == 1 else "events"
    counts = f"{len(events)} {noun}, {len(events) - len(bare)} with a point"
    return [counts, *(f"  without: {reason}" for reason in reasons[:MOST_NAMED])]


def _holds_events(path: Path) -> bool:
    """Whether a file is an event file: GeoJSON, or a table without a text column."""
    from geo_nk.reports.header import known_name

    ending = path.suffix.lower()
    if ending != ".csv" or not _is_file(path):
        return ending in {".geojson", ".json"}
    columns = read_csv(path).columns  # as the library reads it, so that both agree on what it is
    known = {known_name(column) for column in columns}
    if "text" in columns:
        return False
    if "category" not in known:
        if "text" in known:
            return False
        message = (
            f"{path}: has neither a column 'text' (a table of reports) nor a column 'category' (a table of events); "
            f"its columns are {', '.join(columns)}"
        )
        raise ReadError(message, path=path)
    return True


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # reading it will say why
        return False
