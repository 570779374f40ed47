"""The reading process of a worker: it makes the reader once, and reads shard after shard.

It runs as ``python -m geo_nk.scale.child``. A report may hang in a regular expression or bring down the interpreter,
and no exception ends that: so a watchdog of the interpreter's ends the process, and the worker starts another one.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geo_nk._version import __version__
from geo_nk.extract.reader import Reader
from geo_nk.extract.run import REPORTS_AT_ONCE, read_batch
from geo_nk.gazetteer import load_gazetteer
from geo_nk.reports.ids import Ids
from geo_nk.reports.read import read_part
from geo_nk.scale.messages import At, End, Failed, Hello

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo_nk.reports.report import Notice, Refusal, Report
    from geo_nk.scale.messages import Job, Settings

__all__ = ["main"]


def main() -> None:
    """Read what the parent process asks for, until it is gone."""
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed may get among the messages
    jobs = sys.stdin.buffer
    try:
        _serve(jobs, lambda message: _tell(told, message))
    except BrokenPipeError:  # the parent is gone
        os._exit(0)


def _tell(stream: BinaryIO, message: object) -> None:
    pickle.dump(message, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _serve(jobs: BinaryIO, tell: Callable[[object], None]) -> None:
    settings: Settings = _next(jobs)
    try:
        gazetteer = load_gazetteer(index=settings.index)
        reader = Reader(gazetteer, extractor=settings.extractor, language=settings.language)
        tell(Hello(__version__, reader.label))
    except Exception as error:  # noqa: BLE001 - told to the parent
        tell(Failed(f"{type(error).__name__}: {error}"))
        return
    gc.freeze()  # the gazetteer stays as long as the process: nothing is gained by looking through it again
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        while (job := _next(jobs)) is not None:
            try:
                _read(job, settings, reader, tell, nowhere)
            except BrokenPipeError:
                raise
            except Exception as error:  # noqa: BLE001 - told to the parent
                tell(Failed(f"{type(error).__name__}: {error}"))
            finally:
                faulthandler.cancel_dump_traceback_later()


def _next(jobs: BinaryIO) -> Any:  # noqa: ANN401 - settings, then jobs
    try:
        return pickle.load(jobs)  # noqa: S301 - from the process that started this one
    except EOFError:
        return None


def _read(job: Job, settings: Settings, reader: Reader, tell: Callable[[object], None], nowhere: Any) -> None:  # noqa: ANN401 - a file
    """Read a shard, but for what was done; say what comes next before it is begun."""
    ids = Ids()
    for report_id, (digest, where) in job.taken.items():
        ids.take(report_id, digest, where)
    refusals: list[Refusal] = []
    notices: list[Notice] = []
    reports = read_part(
        _told(job, tell),
        folder=job.shard.folder,
        span=job.shard.span,
        ids=ids,
        source_kind=settings.source_kind,
        refusals=refusals,
        notify=notices.append,
    )
    number = 0
    while True:
        faulthandler.dump_traceback_later(settings.limit_s, exit=True, file=nowhere)
        few: list[Report] = list(islice(reports, 1 if number < job.careful else REPORTS_AT_ONCE))
        fresh = few[max(0, job.done - number) :]
        number += len(few)
        if fresh:
            tell(At(report_ids=tuple(report.report_id for report in fresh)))
            tell(read_batch(reader, fresh, strict=False))
        if not few:
            break
    given = tuple(each for each in ids.given() if each[0] not in job.taken)
    tell(End(given, tuple(refusals), tuple(notices)))


def _told(job: Job, tell: Callable[[object], None]) -> Iterator[Path]:
    for file in job.shard.files:
        if file not in job.aside:
            tell(At(file=file))
            yield file


if __name__ == "__main__":
    main()
