"""What a worker and its reading process say to each other, pickled, through a pair of pipes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from geo_nk.extract.extractors import Extractor
    from geo_nk.reports.report import Notice, Refusal
    from geo_nk.scale.shards import Shard

__all__ = ["At", "End", "Failed", "Hello", "Job", "Settings", "Taken"]

#: Ids that reports of earlier shards have: the first digits of the hash of the text, and where it stands.
Taken = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How reports are read: the same for all of them.

    Attributes
    ----------
    index : pathlib.Path or None
        Of more places.
    extractor : Extractor or None
        As for `geo_nk.extract_events`.
    threshold, language, source_kind
        As for `geo_nk.extract_events` and `geo_nk.read_reports`.
    limit_s : float
        Seconds that one report may take.
    """

    index: Path | None = None
    extractor: Extractor | None = None
    threshold: float = 0.0
    language: str = "en"
    source_kind: str | None = None
    limit_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Job:
    """A shard to read.

    Attributes
    ----------
    shard : Shard
    taken : dict
    done : int
        How many reports were read, or given up, in an earlier attempt.
    careful : int
        Up to which report they are read one by one.
    aside : frozenset of pathlib.Path
        Files that are not to be touched again.
    """

    shard: Shard
    taken: Taken
    done: int = 0
    careful: int = 0
    aside: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Hello:
    """The reading process is ready: by which version, and which reader."""

    version: str
    reader: str


@dataclass(frozen=True, slots=True)
class At:
    """What the reading process is about to do: read a file, or some reports."""

    file: Path | None = None
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """All of a shard is read.

    Attributes
    ----------
    given : tuple
        Each report's id, the first digits of its text's hash, and where it stands.
    refusals : tuple of geo_nk.reports.Refusal
        What could not be opened.
    notices : tuple of geo_nk.reports.report.Notice
    """

    given: tuple[tuple[str, str, str], ...] = ()
    refusals: tuple[Refusal, ...] = ()
    notices: tuple[Notice, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Failed:
    """The reading process cannot go on: not because of a report."""

    reason: str
