"""Turn the inputs of a command into an event table, whatever they are."""

from __future__ import annotations

import csv
import gc
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo_nk._files import first_object, guard, write_atomic
from geo_nk.cli.shared.console import finish, say, with_progress
from geo_nk.cli.shared.model import say_what_it_took, say_whom_it_tells
from geo_nk.cli.shared.notices import Notices
from geo_nk.cli.shared.tally import MOST_NAMED, Tally
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd

    from geo_nk.extract.llm import LanguageModelReader
    from geo_nk.gazetteer import Gazetteer
    from geo_nk.reports.report import Refusal, Report
    from geo_nk.tables import Reject

__all__ = ["Reading", "events_of", "reports_of", "reports_read", "split_inputs", "tables_of"]

_EVENTS = frozenset(
    {".geojson", ".json", ".geojsonl", ".gpkg", ".fgb", ".kml", ".kmz", ".geoparquet", ".tsv", ".postgis"}
)
"""Endings of files that hold nothing but events."""

_EITHER = frozenset({".csv", ".jsonl", ".ndjson", ".xlsx", ".parquet"})
"""Endings of files that hold reports or events, as their columns tell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table of events is read.

    Attributes
    ----------
    columns : mapping of str to str
        The names of columns by what they mean, as the person said.
    day_first : bool or None
        Whether days stand before months in dates of numbers.
    rejects : pathlib.Path or None
        Where the rows go that cannot be read.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    rejects: Path | None = None


def reports_of(
    inputs: Sequence[Path],
    refusals: list[Refusal],
    notices: Notices | None = None,
    *,
    source_kind: str | None = None,
) -> Iterator[Report]:
    """Yield the reports of the inputs; what cannot be read goes to `refusals`, what else is to be said to `notices`."""
    from geo_nk.reports.read import read_reports

    return read_reports(*inputs, source_kind=source_kind, errors=refusals, notify=notices)


def reports_read(
    named: Sequence[Path] | None, inputs: Sequence[Path], refusals: list[Refusal], reading: Reading
) -> list[Report] | None:
    """Return the reports that are named, else those among the inputs; None where there are none."""
    paths = named or split_inputs(inputs, columns=reading.columns)[1]
    known: list[Refusal] = refusals if named else []  # what is wrong with an input was noted when it was read
    return list(reports_of(paths, known)) if paths else None


def events_of(
    inputs: Sequence[Path],
    refusals: list[Refusal],
    tally: Tally | None = None,
    *,
    threshold: float = 0.0,
    index: Path | None = None,
    workers: int = 1,
    source_kind: str | None = None,
    for_others: bool = False,
    reading: Reading | None = None,
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
            source_kind=source_kind,
            for_others=for_others,
            reading=reading,
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
    source_kind: str | None = None,
    for_others: bool = False,
    kept: dict[str, Report] | None = None,
    reading: Reading | None = None,
    model: LanguageModelReader | None = None,
    language: str = "en",
) -> Iterator[gpd.GeoDataFrame]:
    """Yield the events of event files, then those of reports batch by batch, and say what gave none.

    An index widens what places are known; `workers` is how many processes read reports, and `model` reads them in place
    of geo_nk. An event that stands in several event files, or in one and in a report, comes once. What is made for
    others has a line on which reports were taken for published, and why. Reports go into `kept`, too, as they are read.
    """
    from geo_nk.events.frame import events_frame
    from geo_nk.extract.pipeline import sure_rows
    from geo_nk.extract.run import read_batches
    from geo_nk.gazetteer import load_gazetteer

    reading = reading or Reading()
    paths, texts = split_inputs(inputs, columns=reading.columns)
    gazetteer = load_gazetteer(index=index)
    gc.freeze()  # it stays as long as the process: nothing is gained by looking through it again
    known: set[str] = set()
    if paths:
        events = _each_once(paths, gazetteer, refusals, reading)
        known.update(events["event_id"])
        tally.add_events(events)
        yield events
    if not texts:
        return
    _say_tables_passed_by(texts)
    failed: list[Refusal] = []
    notices = Notices(any_language=model is not None)
    say_whom_it_tells(model, texts)
    reports = reports_of(texts, refusals, notices, source_kind=source_kind)
    reports = reports if kept is None else _keeping(reports, kept)
    batches = read_batches(reports, gazetteer=gazetteer, workers=workers, extractor=model, language=language)
    for batch in with_progress(batches, noun="reports read", size=lambda batch: len(batch.report_ids)):
        failed.extend(batch.refusals)
        rows = sure_rows(batch, threshold)
        tally.add_reports(batch.report_ids, (row["report_id"] for row in rows))
        events = events_frame(row for row in rows if row["event_id"] not in known)
        _say_again(len(rows) - len(events))
        tally.add_events(events)
        yield events
    refusals.extend(failed)
    notices.say(for_others=for_others)
    say_what_it_took(model)
    if not tally.reports and not paths:
        finish(refusals)  # nothing was read: an empty file would look like an answer
    tally.say_what_gave_none(threshold)


def split_inputs(inputs: Sequence[Path], *, columns: Mapping[str, str] | None = None) -> tuple[list[Path], list[Path]]:
    """Return which inputs hold events, and which reports; `columns` are named by what they mean, as the person said."""
    paths: list[Path] = []
    texts: list[Path] = []
    for path in inputs:
        (paths if _holds_events(path, columns or {}) else texts).append(path)
    return paths, texts


def _keeping(reports: Iterable[Report], kept: dict[str, Report]) -> Iterator[Report]:
    for report in reports:
        kept[report.report_id] = report
        yield report


def _each_once(
    paths: Sequence[Path], gazetteer: Gazetteer, refusals: list[Refusal], reading: Reading
) -> gpd.GeoDataFrame:
    """Return the events of tables without those that another of them holds too: the same claim has the same id."""
    import pandas as pd

    from geo_nk.events.collection import is_collection, read_collection
    from geo_nk.scale import is_extraction, read_extraction
    from geo_nk.tables import Reject, read_table

    rejects: list[Refusal] = []
    frames = [
        read_collection(path)
        if is_collection(path)
        else read_extraction(path)
        if is_extraction(path)
        else read_table(
            path,
            columns=reading.columns or None,
            day_first=reading.day_first,
            errors=rejects,
            gazetteer=gazetteer,
            notify=say,
        )
        for path in paths
    ]
    refusals.extend(rejects)
    events = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    if rejects:
        say(f"{len(events)} rows taken, {len(rejects)} not")
        _write_rejects([reject for reject in rejects if isinstance(reject, Reject)], reading.rejects)
    again = events["event_id"].duplicated()
    _say_again(int(again.sum()))
    return events[~again].reset_index(drop=True)


def _write_rejects(rejects: Sequence[Reject], path: Path | None) -> None:
    """Write the rows that were not taken where they can be corrected."""
    if path is None:
        return
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["file", "line", "column", "value", "reason"])
    for reject in rejects:
        source = reject.source.rpartition(": ")[0]
        writer.writerow(
            [guard(str(cell)) for cell in (source, reject.line, reject.column, reject.value, reject.reason)]
        )
    say(f"{write_atomic(path, chr(0xFEFF) + stream.getvalue())}: the rows that were not taken, with the reason of each")


def _say_again(count: int) -> None:
    if count:
        say(f"{count} events stand in more than one input; each is taken once")


def _holds_events(path: Path, said: Mapping[str, str]) -> bool:
    """Whether a file is a table of events: one that says where something happened, and not a report in each row."""
    from geo_nk.events.collection import is_collection
    from geo_nk.reports.header import known_name
    from geo_nk.reports.manifest import MANIFEST
    from geo_nk.scale import is_extraction
    from geo_nk.tables import guess_columns
    from geo_nk.tables.sources import names_of

    if path.is_dir():
        return is_extraction(path) or is_collection(path)
    ending = path.suffix.lower()
    if ending not in _EITHER or not _is_file(path) or path.name.lower() == MANIFEST:
        return ending in _EVENTS
    if ending in {".jsonl", ".ndjson"} and first_object(path).get("type") == "Feature":
        return True
    names = names_of(path)
    meant = guess_columns(names, said={short: name for short, name in said.items() if name in names}).meant
    if {"place_name", "place_id", "name_as_written"} & set(meant) or {"lon", "lat"} <= set(meant):
        return True
    has_text = "text" in names or ("category" not in meant and any(known_name(name) == "text" for name in names))
    if not has_text and "category" not in {known_name(name) for name in names}:
        message = (
            f"{path}: has neither a column 'text' (a table of reports) nor one that tells where, as place does (one "
            f"of events); its columns are {', '.join(names)[:500]}. Say which they are, such as "
            "--columns place=NAME,date=NAME,what=NAME, and remove lines above the names of the columns"
        )
        raise ReadError(message, path=path)
    return not has_text


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
