"""Cut reports into shards, each of which is read by one task.

The shards depend on the inputs and the size of a shard alone: any number of workers reads the same ones.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from geo_nk.errors import ReadError
from geo_nk.reports.folder import files_below
from geo_nk.reports.formats.jsonlines import Span, spans_of
from geo_nk.reports.read import read_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from geo_nk.reports.report import Notice, Refusal

__all__ = ["SHARD_BYTES", "Shard", "cut"]

SHARD_BYTES: Final = 4_000_000
"""Bytes of reports in a shard: some ten seconds of reading, all that a killed worker loses."""

_LINES: Final = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class Shard:
    """Reports that are read together.

    Attributes
    ----------
    number : int
        Counted from 0, in the order of the inputs.
    files : tuple of pathlib.Path
        The files that hold them.
    folder : pathlib.Path or None
        The input in which the files lie, where that is a folder.
    span : geo_nk.reports.formats.jsonlines.Span or None
        Where they are lines of one file: which.
    """

    number: int
    files: tuple[Path, ...]
    folder: Path | None = None
    span: Span | None = None

    @property
    def name(self) -> str:
        """What its files in the output are called."""
        return f"part-{self.number:06}"

    @property
    def shown(self) -> str:
        """What people are told of it."""
        if self.span is not None:
            return f"{self.files[0]}: line {self.span.line} and on"
        more = f" and {len(self.files) - 1} more" if len(self.files) > 1 else ""
        return f"{self.files[0]}{more}"

    def record(self) -> dict[str, Any]:
        """Return what tells it from any other shard, sizes and times of its files too; JSON can hold it."""
        stamps = hashlib.sha256(repr([_stamp(file) for file in self.files]).encode()).hexdigest()
        return {
            "folder": None if self.folder is None else str(self.folder),
            "files": [str(file) for file in self.files],
            "span": None if self.span is None else [self.span.start, self.span.end, self.span.line],
            "stamp": stamps[:16],
        }


def cut(
    inputs: Sequence[Path], size: int, refusals: list[Refusal], notify: Callable[[Notice], None]
) -> Iterator[Shard]:
    """Cut files and folders into shards.

    Parameters
    ----------
    inputs
        As for `geo_nk.read_reports`. JSON lines are cut between lines, and of other files several go into one shard.
    size
        Bytes, by which a shard is full.
    refusals, notify
        As `geo_nk.reports.read.read_part` has them: for what is found while looking for files.

    Yields
    ------
    Shard
    """
    numbers = count()
    seen: set[str] = set()
    for folder, files in _groups(inputs, refusals, notify):
        some: list[Path] = []
        held = 0
        for file in _each_once(files, seen):
            if file.suffix.lower() in _LINES and folder is None and file.is_file():
                if some:
                    yield Shard(next(numbers), tuple(some))
                    some, held = [], 0
                yield from (Shard(next(numbers), (file,), span=span) for span in _spans(file, size))
                continue
            some.append(file)
            held += _stamp(file)[0]
            if held >= size:
                yield Shard(next(numbers), tuple(some), folder)
                some, held = [], 0
        if some:
            yield Shard(next(numbers), tuple(some), folder)


def _groups(
    inputs: Sequence[Path], refusals: list[Refusal], notify: Callable[[Notice], None]
) -> Iterator[tuple[Path | None, Iterable[Path]]]:
    """Yield the files of each folder, and those between folders that are named themselves."""
    named: list[Path] = []
    for path in inputs:
        if not path.is_dir():
            named.append(path)
            continue
        if named:
            yield None, named
            named = []
        files = list(files_below(path))
        yield path, files
        # What else is to be said of a folder is said where no report of it is read yet.
        if not files:
            list(read_reports(path, errors=refusals, notify=notify))
    if named:
        yield None, named


def _each_once(files: Iterable[Path], seen: set[str]) -> Iterator[Path]:
    for file in files:
        real = os.path.realpath(file)
        if real not in seen:
            seen.add(real)
            yield file


def _spans(file: Path, size: int) -> Iterator[Span | None]:
    """Yield the spans of a file; one that cannot be read is left to the task, which says why."""
    try:
        spans: list[Span | None] = [*spans_of(file, size)]
        yield from spans or [None]
    except ReadError:
        yield None


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
