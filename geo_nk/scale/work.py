"""The task: read one shard and write what came of it."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING, Any

from geo_nk.errors import GeoNKError
from geo_nk.scale.process import ReadingProcess

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.reports.report import Notice
    from geo_nk.scale.folder import Folder, Record
    from geo_nk.scale.messages import Hello, Settings, Taken
    from geo_nk.scale.shards import Shard

__all__ = ["work"]

_FEW = 4
"""Notices of a topic that are kept in words; the rest are counted."""

_own = threading.local()  # a thread of a worker has a reading process of its own


def work(shard: Shard, folder: Folder, settings: Settings, expected: Hello, taken: Taken) -> Record:
    """Read a shard and write it.

    Parameters
    ----------
    shard
        What to read.
    folder
        Where to write; all machines must see it under this name, and the reports too.
    settings
        How to read.
    expected
        Version and reader of the process that hands the tasks out: a worker with others would give other rows.
    taken
        Ids that reports of earlier shards have.

    Returns
    -------
    dict
        The record of the shard.

    Raises
    ------
    geo_nk.errors.GeoNKError
        If the worker cannot read, or has another version or reader.
    geo_nk.errors.OutputError
        If it cannot be written.
    """
    reading = _process(settings, expected).read(shard, taken)
    return folder.write(shard, reading, _counted(reading.end.notices), taken)


def _process(settings: Settings, expected: Hello) -> ReadingProcess:
    """Return the reading process of this thread, made once."""
    held: ReadingProcess | None = getattr(_own, "process", None)
    if held is not None and held.settings == settings:
        return held
    if held is not None:
        held.close()
    process = ReadingProcess(settings)
    said = process.hello()
    if said != expected:
        process.close()
        message = (
            f"this worker has geo_nk {said.version} and {said.reader}, not {expected.version} and {expected.reader}"
        )
        raise GeoNKError(f"{message}; install the same on all machines")
    _own.process = process
    return process


def _counted(notices: Iterable[Notice]) -> dict[str, Any]:
    """Return how many notices there are of each topic, and the first few."""
    kept = list(notices)
    counts = Counter(notice.topic for notice in kept)
    return {
        topic: {"count": count, "first": [[n.source, n.text] for n in kept if n.topic == topic][:_FEW]}
        for topic, count in sorted(counts.items())
    }
