"""Read any number of reports, batch by batch, in one process or several: memory is bounded by the batch.

The batches come in the order of the reports, and hold the same rows, with any number of workers.
"""

from __future__ import annotations

import pickle
from collections import deque
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from geo_nk.errors import GeoNKError
from geo_nk.extract.extractors import EventExtractor
from geo_nk.extract.processes import done_in_processes
from geo_nk.extract.reader import Reader
from geo_nk.extract.threads import Pool
from geo_nk.gazetteer import load_gazetteer
from geo_nk.reports.report import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo_nk.extract.extractors import Extractor
    from geo_nk.extract.reader import Reading
    from geo_nk.extract.threads import Waiting
    from geo_nk.gazetteer import Gazetteer
    from geo_nk.reports.report import Report

__all__ = ["REPORTS_AT_ONCE", "Batch", "Row", "read_batch", "read_batches", "refusal_of", "refusals_in"]

Row = dict[str, object]

REPORTS_A_BATCH = 200
CHARACTERS_A_BATCH = 1_000_000
"""A batch is full at either: many short reports make one, and a long one makes one alone."""

REPORTS_AT_ONCE = 16
CHARACTERS_AT_ONCE = 50_000
"""So many are read at once within a batch: more take no less time, only memory."""

AHEAD = 2
"""Batches that wait for each worker: enough to keep it busy, few enough to keep memory flat."""

TOGETHER = 50
"""Reports read in threads that are yielded together, where so many are done."""

_NOT_IMPORTABLE = ", or because the extractor is written in a notebook and not in a module that can be imported"


@dataclass(frozen=True, slots=True)
class Batch:
    """What some reports gave.

    Attributes
    ----------
    report_ids : tuple of str
        The reports that were read, those without an event too.
    rows : tuple of dict
        Of the event table, in the order of the reports.
    refusals : tuple of geo_nk.reports.Refusal
        The reports whose reading failed, and what an extractor told of others that they do not say.
    """

    report_ids: tuple[str, ...]
    rows: tuple[Row, ...]
    refusals: tuple[Refusal, ...]


def read_batches(
    reports: Iterable[Report],
    *,
    gazetteer: Gazetteer | None = None,
    extractor: Extractor | None = None,
    workers: int = 1,
    strict: bool = False,
    language: str = "en",
) -> Iterator[Batch]:
    """Read reports and yield the rows of their events, batch by batch.

    Parameters
    ----------
    reports
        The reports; taken as they are needed, a few batches ahead of what is yielded.
    gazetteer, extractor, language
        As for `geo_nk.extract.reader.Reader`. An extractor that tells events whole, and has `workers` of its own, reads
        so many reports at a time in threads, for it does nothing but wait.
    workers
        Processes that read. They are started afresh (``spawn``), so a script that asks for more than one must do its
        work under ``if __name__ == "__main__":``.
    strict
        Raise what goes wrong in a report; without it the report is listed among the refusals of its batch.

    Yields
    ------
    Batch
        In the order of the reports.

    Raises
    ------
    geo_nk.errors.GeoNKError
        If a worker process ends, or the gazetteer or extractor cannot be sent to one.
    ValueError
        If `workers` is less than 1, or more than 1 with an extractor that waits in threads.
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}; give 1 or more")
    threads = getattr(extractor, "workers", None) if isinstance(extractor, EventExtractor) else None
    if threads is not None:
        if workers > 1:
            raise ValueError(f"workers is {workers}; this extractor waits in threads: give it workers of its own")
        yield from _read_in_threads(reports, threads, Reader(gazetteer, extractor=extractor, language=language), strict)
        return
    parts = _parts(reports)
    first = list(islice(parts, 2 if workers > 1 else 0))
    parts = chain(first, parts)
    if len(first) <= 1:  # one batch is read before a process has begun
        reader = Reader(gazetteer, extractor=extractor, language=language)
        yield from (read_batch(reader, part, strict=strict) for part in parts)
    else:
        yield from _read_in_processes(parts, workers, gazetteer, extractor, language, strict=strict)


def _parts(
    reports: Iterable[Report], most: int = REPORTS_A_BATCH, characters: int = CHARACTERS_A_BATCH
) -> Iterator[list[Report]]:
    """Yield lists of reports: each is full with so many, or with so many characters."""
    part: list[Report] = []
    held = 0
    for report in reports:
        part.append(report)
        held += len(report.text)
        if len(part) == most or held >= characters:
            yield part
            part, held = [], 0
    if part:
        yield part


def read_batch(reader: Reader, reports: Iterable[Report], *, strict: bool) -> Batch:
    """Read a batch; what goes wrong in one report must not take the others with it, but where `strict`."""
    ids: list[str] = []
    rows: list[Row] = []
    refusals: list[Refusal] = []
    for few in _parts(reports, REPORTS_AT_ONCE, CHARACTERS_AT_ONCE):
        for report, reading in zip(few, reader.read_several(few), strict=True):
            try:
                found, refused = _rows(reader, reading)
            except Exception as error:
                if strict:
                    raise
                refusals.append(refusal_of(report, error))
            else:
                ids.append(report.report_id)
                rows += found
                refusals += refused
    return Batch(tuple(ids), tuple(rows), tuple(refusals))


def _rows(reader: Reader, reading: Reading | Exception) -> tuple[list[Row], list[Refusal]]:
    """Return the rows of a report and what its extractor told in vain, or raise what its reading raised."""
    if isinstance(reading, Exception):
        raise reading
    return list(reader.rows(reading)), refusals_in(reading)


def _read_in_threads(reports: Iterable[Report], threads: int, reader: Reader, strict: bool) -> Iterator[Batch]:
    """Read so many reports at a time, and yield those that are done, in their order."""
    coming = iter(reports)
    waiting: deque[Waiting[Batch]] = deque()
    done: list[Batch] = []
    with Pool(threads) as pool:
        while True:
            for report in islice(coming, threads * AHEAD - len(waiting)):
                waiting.append(pool.submit(partial(read_batch, reader, (report,), strict=strict)))
            if not waiting:
                break
            if done and (len(done) >= TOGETHER or not waiting[0].done):
                yield _together(done)
                done = []
            done.append(waiting.popleft().result())
        if done:
            yield _together(done)


def _together(batches: Sequence[Batch]) -> Batch:
    return Batch(
        tuple(chain.from_iterable(batch.report_ids for batch in batches)),
        tuple(chain.from_iterable(batch.rows for batch in batches)),
        tuple(chain.from_iterable(batch.refusals for batch in batches)),
    )


def refusal_of(report: Report, error: Exception) -> Refusal:
    """Return what to list of a report whose reading failed."""
    if isinstance(error, GeoNKError):
        return Refusal(report.report_id, str(error))
    reason = f"could not be read because of a fault in the program ({type(error).__name__}: {error})"
    return Refusal(report.report_id, reason)


def refusals_in(reading: Reading) -> list[Refusal]:
    """Return what to list of what an extractor told of a report that was read."""
    source = reading.report.report_id
    return [Refusal(source, f"{fault}; the rest was read", in_part=True) for fault in reading.refused]


def _read_in_processes(
    parts: Iterator[list[Report]],
    workers: int,
    gazetteer: Gazetteer | None,
    extractor: Extractor | None,
    language: str,
    *,
    strict: bool,
) -> Iterator[Batch]:
    # What every process has already need not be sent.
    sent = None if gazetteer is load_gazetteer() else gazetteer
    _refuse_unsendable(sent, extractor)
    begin = partial(_reading, sent, extractor, language, strict=strict)
    try:
        yield from done_in_processes(parts, begin, workers=workers, ahead=AHEAD)
    except BrokenProcessPool as error:
        why = "perhaps for want of memory" + (_NOT_IMPORTABLE if extractor is not None else "")
        message = f"a worker process ended before its work was done, {why}; use fewer workers, or workers=1"
        raise GeoNKError(message) from error


def _reading(
    gazetteer: Gazetteer | None, extractor: Extractor | None, language: str, *, strict: bool
) -> Callable[[Iterable[Report]], Batch]:
    """Return what reads a batch in a worker process, with a reader of its own."""
    return partial(read_batch, Reader(gazetteer, extractor=extractor, language=language), strict=strict)


def _refuse_unsendable(gazetteer: Gazetteer | None, extractor: Extractor | None) -> None:
    for thing, name in ((gazetteer, "gazetteer"), (extractor, "extractor")):
        try:
            pickle.dumps(thing)
        except Exception as error:
            message = f"the {name} cannot be sent to worker processes ({error}); use workers=1"
            raise GeoNKError(message) from error
