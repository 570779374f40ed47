"""Turn the inputs of a command into an event table, whatever they are."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from geo_nk._files import first_object, read_csv
from geo_nk.cli.console import finish, say, with_progress
from geo_nk.cli.model import say_what_it_took, say_whom_it_tells
from geo_nk.cli.notices import Notices
from geo_nk.cli.tally import MOST_NAMED, Tally
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd

    from geo_nk.extract.llm import LanguageModelReader
    from geo_nk.gazetteer import Gazetteer
    from geo_nk.reports.report import Refusal, Report

__all__ = ["events_of", "reports_of", "tables_of"]

_EVENTS = frozenset({".geojson", ".json", ".geojsonl"})
"""Endings of files that hold nothing but events."""


def reports_of(inputs: Sequence[Path], refusals: list[Refusal], notices: Notices | None = None) -> Iterator[Report]:
    """Yield the reports of the inputs; what cannot be read goes to `refusals`, what else is to be said to `notices`."""
    from geo_nk.reports.read import read_reports

    return read_reports(*inputs, errors=refusals, notify=notices)


def events_of(
    inputs: Sequence[Path],
    refusals: list[Refusal],
    tally: Tally | None = None,
    *,
    threshold: float = 0.0,
    index: Path | None = None,
    workers: int = 1,
    model: LanguageModelReader | None = None,
    language: str = "en",
) -> gpd.GeoDataFrame:
    """Return the events of event files, and of reports, in one table; see `tables_of`."""
    import pandas as pd

    from geo_nk.events.frame import events_frame

    counted = Tally() if tally is None else tally
    tables = list(
        tables_of(
            inputs,
            refusals,
            counted,
            threshold=threshold,
            index=index,
            workers=workers,
            model=model,
            language=language,
        )
    )
    held = [table for table in tables if len(table)] or tables[:1] or [events_frame([])]
    return held[0] if len(held) == 1 else pd.concat(held, ignore_index=True)


def tables_of(
    inputs: Sequence[Path],
    refusals: list[Refusal],
    tally: Tally,
    *,
    threshold: float = 0.0,
    index: Path | None = None,
    workers: int = 1,
    model: LanguageModelReader | None = None,
    language: str = "en",
) -> Iterator[gpd.GeoDataFrame]:
    """Yield the events of event files, then those of reports batch by batch, and say what gave none.

    An index widens what places are known; `workers` is how many processes read reports, and `model` reads them in place
    of geo_nk. An event that stands in several event files, or in one and in a report, comes once.
    """
    from geo_nk.events.frame import events_frame
    from geo_nk.extract.pipeline import sure_rows
    from geo_nk.extract.run import read_batches
    from geo_nk.gazetteer import load_gazetteer

    paths: list[Path] = []
    texts: list[Path] = []
    for path in inputs:
        (paths if _holds_events(path) else texts).append(path)
    gazetteer = load_gazetteer(index=index)
    gc.freeze()  # it stays as long as the process: nothing is gained by looking through it again
    known: set[str] = set()
    if paths:
        events = _each_once(paths, gazetteer)
        known.update(events["event_id"])
        tally.add_events(events)
        yield events
    if not texts:
        return
    _say_tables_passed_by(texts)
    failed: list[Refusal] = []
    notices = Notices(any_language=model is not None)
    say_whom_it_tells(model, texts)
    batches = read_batches(
        reports_of(texts, refusals, notices), gazetteer=gazetteer, workers=workers, extractor=model, language=language
    )
    for batch in with_progress(batches, noun="reports read", size=lambda batch: len(batch.report_ids)):
        failed.extend(batch.refusals)
        rows = sure_rows(batch, threshold)
        tally.add_reports(batch.report_ids, (row["report_id"] for row in rows))
        events = events_frame(row for row in rows if row["event_id"] not in known)
        _say_again(len(rows) - len(events))
        tally.add_events(events)
        yield events
    refusals.extend(failed)
    notices.say()
    say_what_it_took(model)
    if not tally.reports and not paths:
        finish(refusals)  # nothing was read: an empty file would look like an answer
    tally.say_what_gave_none(threshold)


def _each_once(paths: Sequence[Path], gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """Return the events of event files without those that another of them holds too: the same claim has the same id."""
    import pandas as pd

    from geo_nk.events.files import read_events
    from geo_nk.events.place import place_events

    frames = [place_events(read_events(path), gazetteer=gazetteer) for path in paths]
    events = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    again = events["event_id"].duplicated()
    _say_again(int(again.sum()))
    return events[~again].reset_index(drop=True)


def _say_again(count: int) -> None:
    if count:
        say(f"{count} events stand in more than one input; each is taken once")


def _holds_events(path: Path) -> bool:
    """Whether a file is an event file: GeoJSON, lines of it, or a table without a text column."""
    from geo_nk.reports.header import known_name

    ending = path.suffix.lower()
    if ending not in {".csv", ".jsonl"} or not _is_file(path):
        return ending in _EVENTS
    if ending == ".jsonl":
        return first_object(path).get("type") == "Feature"
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


def _say_tables_passed_by(inputs: Sequence[Path]) -> None:
    """Name the tables in folders, which are read only where they are named: one may be meant."""
    from geo_nk.reports.folder import is_lock
    from geo_nk.reports.formats import FORMATS
    from geo_nk.reports.manifest import MANIFEST

    endings = {ending for form in FORMATS if not form.in_folders for ending in form.endings}
    for folder in inputs:
        try:
            files = [file for file in folder.iterdir() if not is_lock(file)]
            names = [file.name for file in files if file.suffix.lower() in endings]
        except OSError:  # no folder, or one that reading it will complain of
            continue
        tables = sorted(name for name in names if name != MANIFEST)
        if tables:
            more = f" and {len(tables) - MOST_NAMED} more" if len(tables) > MOST_NAMED else ""
            say(f"{folder}: tables are read only when they are named: {', '.join(tables[:MOST_NAMED])}{more}")
