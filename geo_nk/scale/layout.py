"""The folder that an extraction writes: what is to be read, what is done, and its events in parts.

- ``plan.jsonl``: the settings, and a line for each shard; written before the first is read
- ``events/part-000000.parquet``: the events of a shard (GeoParquet)
- ``reports/part-000000.parquet``: its reports: id, first digits of the text's hash, where it stands, how many events
- ``records/part-000000.json``: what came of it; written last, so a shard is done when its record is there
- ``refused.jsonl``, ``manifest.json``: written when all is done

Each file is written whole or not at all, and the same reports give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MANIFEST", "PLAN", "event_parts", "is_extraction"]

#: What is to be read.
PLAN: Final = "plan.jsonl"

#: What was read: there when all is done.
MANIFEST: Final = "manifest.json"


def is_extraction(path: Path) -> bool:
    """Whether a path is a folder that an extraction writes."""
    return (path / PLAN).is_file()


def event_parts(path: Path) -> list[Path]:
    """Return the files of events of a finished extraction, in the order of its reports.

    Raises
    ------
    geo_nk.errors.ReadError
        If it is none, or not finished.
    """
    if not is_extraction(path):
        raise ReadError(f"{path}: is no folder that geo-nk extract wrote; it has no {PLAN}", path=path)
    if not (path / MANIFEST).is_file():
        message = f"{path}: is not finished, so a map of it would lack events; give the same geo-nk extract again"
        raise ReadError(message, path=path)
    return sorted((path / "events").glob("part-*.parquet"))
