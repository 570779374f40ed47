"""Read any number of reports on any number of machines, into a folder of GeoParquet parts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_nk._files import require_file
from geo_nk._version import __version__
from geo_nk.errors import GeoNKError, OutputError
from geo_nk.extract.pipeline import check_threshold
from geo_nk.extract.reader import Reader
from geo_nk.gazetteer import load_gazetteer
from geo_nk.reports.read import path_given
from geo_nk.reports.report import SOURCE_KINDS, Refusal
from geo_nk.scale.clashes import clashes
from geo_nk.scale.engine import connected, require
from geo_nk.scale.folder import Folder
from geo_nk.scale.messages import Hello, Settings
from geo_nk.scale.shards import SHARD_BYTES, cut
from geo_nk.scale.work import work

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

    from geo_nk.extract.extractors import Extractor
    from geo_nk.reports.report import Notice, Topic
    from geo_nk.scale.folder import Record
    from geo_nk.scale.messages import Taken
    from geo_nk.scale.shards import Shard

__all__ = ["Extraction", "extract_events"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of reading.

    Attributes
    ----------
    path : pathlib.Path
        The folder.
    reports, events, placed : int
        Reports that were read, their events, and how many of these have a point.
    refusals : tuple of geo_nk.reports.Refusal
        What could not be read, was set aside, or failed: by name.
    failed : int
        Shards that are not done; the same call does them.
    notices : dict
        How many of each topic of `geo_nk.reports.report.Notice` there were, and the first few.
    """

    path: Path
    reports: int
    events: int
    placed: int
    refusals: tuple[Refusal, ...]
    failed: int
    notices: dict[Topic, Any]


def extract_events(
    *inputs: str | os.PathLike[str],
    to: str | os.PathLike[str],
    scheduler: str | None = None,
    workers: int = 1,
    index: str | os.PathLike[str] | None = None,
    threshold: float = 0.0,
    language: str = "en",
    source_kind: str | None = None,
    extractor: Extractor | None = None,
    limit_s: float = 60.0,
    shard_bytes: int = SHARD_BYTES,
    progress: Callable[[Iterator[Record]], Iterator[Record]] | None = None,
) -> Extraction:
    """Read reports into candidate events by tasks of Dask: the rows of `geo_nk.extract_events`, in parts.

    A call that was ended, whatever ended it, is given again: what is done is not done again, and the folder becomes the
    same, byte for byte, with any number of workers and any number of interruptions.

    Parameters
    ----------
    *inputs
        Files and folders, as for `geo_nk.read_reports`. With a cluster, all its machines must see them under these
        names. JSON lines are cut into shards; any other table is one shard.
    to
        The folder to write: new, empty, or begun by the same call. See `geo_nk.scale.folder`.
    scheduler
        Address of a Dask scheduler, such as ``tcp://10.0.0.1:8786``; where None, a cluster is started on this machine.
    workers
        How many processes it has. As always with processes, a script must do its work under ``if __name__ ==
        "__main__":``.
    index
        Know the places of this index, too.
    threshold, language, source_kind
        As for `geo_nk.extract_events` and `geo_nk.read_reports`.
    extractor
        As for `geo_nk.extract_events`, from a module that all workers can import.
    limit_s
        Seconds that one report may take; one that takes longer is set aside and named.
    shard_bytes
        How much a task reads.
    progress
        Passes on the records of shards as they are done.

    Returns
    -------
    Extraction

    Raises
    ------
    geo_nk.errors.GeoNKError
        If Dask is missing, no scheduler answers, or the cluster is gone.
    geo_nk.errors.ReadError
        If an input is not there.
    geo_nk.errors.OutputError
        If the folder holds something else, or the disk is full; what is done stays.
    ValueError
        If `threshold`, `source_kind`, `workers`, `limit_s` or `shard_bytes` is wrong.
    """
    check_threshold(threshold)
    _check(source_kind, workers=workers, limit_s=limit_s, shard_bytes=shard_bytes)
    settings = Settings(
        None if index is None else Path(index).resolve(), extractor, threshold, language, source_kind, limit_s
    )
    refusals: list[Refusal] = []
    notices: list[Notice] = []
    shards = list(cut([_present(each) for each in inputs], shard_bytes, refusals, notices.append))
    hello = _hello(settings)
    folder = Folder(Path(to).resolve())
    folder.begin(_told(settings, hello), shards)
    failed = _Run(shards, folder, settings, hello, scheduler, workers, progress or iter).all()
    records = [record for shard in shards if (record := folder.done(shard)) is not None]
    refusals += [Refusal(source, reason) for record in records for source, reason in record["refused"]]
    refusals = list(dict.fromkeys(refusals))
    if not failed:
        folder.finish(records, refusals)
    counts = {name: sum(record[name] for record in records) for name in ("reports", "events", "placed")}
    told = _together([record["notices"] for record in records], notices)
    return Extraction(Path(to), **counts, refusals=(*refusals, *failed), failed=len(failed), notices=told)


def _check(source_kind: str | None, **numbers: float) -> None:
    """Refuse options that mean nothing, and an engine that is missing, before anything is read."""
    if source_kind is not None and source_kind not in SOURCE_KINDS:
        raise ValueError(f"source_kind={source_kind!r} is not known; it is one of {', '.join(SOURCE_KINDS)}")
    for name, value in numbers.items():
        if value <= 0:
            raise ValueError(f"{name} is {value}; give more than 0")
    for module in ("distributed", "pyarrow"):
        require(module, what="reading into a folder")


def _hello(settings: Settings) -> Hello:
    """Return what a worker must say of itself, for its rows to be those of this process."""
    gazetteer = load_gazetteer(index=settings.index)
    return Hello(__version__, Reader(gazetteer, extractor=settings.extractor, language=settings.language).label)


def _present(given: str | os.PathLike[str]) -> Path:
    """Return an input under the name that every machine knows; a day's work is not begun with one that is missing."""
    path = path_given(given)
    if not path.is_dir():
        require_file(path)
    return path.resolve()


def _told(settings: Settings, hello: Hello) -> dict[str, Any]:
    """Return what the rows depend on beside the reports; JSON can hold it."""
    index = settings.index
    return {
        "geo_nk": hello.version,
        "reader": hello.reader,
        "index": None if index is None else [str(index), index.stat().st_size],
        "threshold": settings.threshold,
        "language": settings.language,
        "source_kind": settings.source_kind,
        "limit_s": settings.limit_s,
    }


def _together(counted: Sequence[dict[Topic, Any]], found: Sequence[Notice]) -> dict[Topic, Any]:
    """Add up the notices of shards, and those of looking for files."""
    held: dict[Topic, Any] = {}
    for notice in found:
        _add(held, notice.topic, 1, [[notice.source, notice.text]])
    for notices in counted:
        for topic, each in notices.items():
            _add(held, topic, each["count"], each["first"])
    return held


def _add(held: dict[Topic, Any], topic: Topic, count: int, first: list[list[str]]) -> None:
    mine = held.setdefault(topic, {"count": 0, "first": []})
    mine["count"] += count
    mine["first"] += first


@dataclass(frozen=True, slots=True)
class _Run:
    """One call: hands out what is not done, until nothing is left or nothing more can be done."""

    shards: Sequence[Shard]
    folder: Folder
    settings: Settings
    expected: Hello
    scheduler: str | None
    workers: int
    progress: Callable[[Iterator[Record]], Iterator[Record]]

    def all(self) -> list[Refusal]:
        """Do what is not done; return the shards that failed, by name."""
        left: dict[int, Taken] = {shard.number: {} for shard in self.shards if self.folder.done(shard) is None}
        if not left and not self._clashing():
            return []
        with connected(self.scheduler, self.workers) as client:
            while True:
                failed: list[Refusal] = []
                for _ in self.progress(self._done(client, left, failed)):
                    pass
                if failed:
                    return failed
                left = self._clashing()
                if not left:
                    return []

    def _clashing(self) -> dict[int, Taken]:
        """Return the shards that must be read again, with what they must know."""
        known = {}
        for number, taken in clashes(self.folder, self.shards).items():
            record = self.folder.done(self.shards[number]) or {"taken": {}}
            known[number] = {report_id: tuple(each) for report_id, each in record["taken"].items()} | taken
        return known

    def _done(self, client: Any, left: dict[int, Taken], failed: list[Refusal]) -> Iterator[Record]:  # noqa: ANN401 - of Dask
        """Yield the records of shards as they come; what fails goes to a list."""
        distributed = require("distributed", what="reading into a folder")
        tasks = {
            client.submit(
                work,
                self.shards[number],
                self.folder,
                self.settings,
                self.expected,
                taken,
                key=f"{self.folder.path}-{self.shards[number].name}-{len(taken)}",
                pure=False,
            ): self.shards[number]
            for number, taken in left.items()
        }
        try:
            for future in distributed.as_completed(list(tasks), loop=client.loop):
                shard = tasks[future]
                if future.cancelled() or client.status != "running":
                    raise self._gone()
                error = future.exception()
                future.release()
                if error is None:
                    record = self.folder.done(shard)
                    if record is not None:
                        yield record
                elif isinstance(error, OutputError):
                    raise error
                else:
                    failed.append(Refusal(f"{shard.name} ({shard.shown})", _reason(error)))
        except (distributed.CancelledError, distributed.comm.CommClosedError, TimeoutError) as error:
            raise self._gone() from error
        finally:
            client.cancel(list(tasks)) if client.status == "running" else None

    def _gone(self) -> GeoNKError:
        done = sum(self.folder.done(shard) is not None for shard in self.shards)
        where = self.scheduler or "this machine"
        message = (
            f"the Dask cluster at {where} is gone; {done:,} of {len(self.shards):,} parts are done. Give the same "
            "command again: what is done is not done again"
        )
        return GeoNKError(message)


def _reason(error: BaseException) -> str:
    """Say why a shard failed."""
    if type(error).__name__ == "KilledWorker":
        return "the workers that read it were killed, perhaps for want of memory; give the same command again"
    if isinstance(error, GeoNKError):
        return str(error)
    return f"failed because of a fault in the program ({type(error).__name__}: {error})"
