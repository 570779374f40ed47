"""Write the folder of an extraction, and read its events: see `geo_nk.scale.layout`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_nk._files import write_atomic
from geo_nk.errors import OutputError
from geo_nk.events.formats.spatial import from_spatial
from geo_nk.events.frame import events_frame, frame_of
from geo_nk.events.validate import validate_events
from geo_nk.scale.layout import MANIFEST, PLAN, event_parts
from geo_nk.scale.partition import events_part, table_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import geopandas as gpd

    from geo_nk.reports.report import Refusal
    from geo_nk.scale.messages import Taken
    from geo_nk.scale.process import ShardReading
    from geo_nk.scale.shards import Shard

__all__ = ["Folder", "Record", "read_extraction"]

_REFUSED: Final = "refused.jsonl"
_LAYOUT: Final = 1

#: What came of a shard, as JSON has it.
Record = dict[str, Any]


def read_extraction(path: Path) -> gpd.GeoDataFrame:
    """Read all events of a finished extraction into memory.

    Parameters
    ----------
    path
        The folder.

    Returns
    -------
    geopandas.GeoDataFrame
        An event table, in the order of the reports.

    Raises
    ------
    geo_nk.errors.ReadError
        If it is none, is not finished, or cannot be read.
    """
    tables = [validate_events(frame_of(from_spatial(part))) for part in event_parts(path)]
    held = [table for table in tables if len(table)] or tables[:1] or [events_frame([])]
    return held[0] if len(held) == 1 else pd.concat(held, ignore_index=True)


@dataclass(frozen=True, slots=True)
class Folder:
    """Where an extraction writes.

    Attributes
    ----------
    path : pathlib.Path
    """

    path: Path

    def begin(self, settings: dict[str, Any], shards: Sequence[Shard]) -> None:
        """Write the plan, or hold it against the one that stands there.

        Raises
        ------
        geo_nk.errors.OutputError
            If the folder holds something else, or was begun otherwise.
        """
        plan = [{"layout": _LAYOUT, **settings, "shards": len(shards)}, *(shard.record() for shard in shards)]
        lines = [f"{json.dumps(each, ensure_ascii=False)}\n" for each in plan]
        file = self.path / PLAN
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            # What a process left that was killed while it wrote the plan is nobody's.
            held = [each.name for each in self.path.iterdir() if not each.name.startswith(f".{PLAN}.")]
            before = file.read_text(encoding="utf-8").splitlines(keepends=True) if PLAN in held else None
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be made ({error.strerror}); choose another name") from error
        if before is None and held:
            raise OutputError(f"{self.path}: holds other things already; give a folder that is new or empty")
        if before is None:
            write_atomic(file, lines)
        else:
            self._refuse_other(before, lines)
        for name in ("events", "reports", "records"):
            (self.path / name).mkdir(exist_ok=True)

    def _refuse_other(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Refuse to go on with an extraction that was begun with something else."""
        if old == new:
            return
        before, now = (json.loads(lines[0]) for lines in (old, new))
        for name, value in now.items():
            if before.get(name) != value:
                told = f"{name} is {value!r} and was {before.get(name)!r}"
                break
        else:
            line = next((a for a, b in zip(new[1:], old[1:], strict=False) if a != b), new[-1])
            told = f"{json.loads(line)['files'][0]} or its number of files has changed since"
        message = f"{self.path}: was begun otherwise: {told}; give another folder, or the same again"
        raise OutputError(message)

    def done(self, shard: Shard) -> Record | None:
        """Return what came of a shard; None where it is not done."""
        try:
            record: Record = json.loads(self._file("records", shard).read_text(encoding="utf-8"))
            whole = all(
                self._file(kind, shard).stat().st_size == record["bytes"][kind] for kind in ("events", "reports")
            )
        except (OSError, ValueError, KeyError):
            return None
        return record if whole else None

    def write(self, shard: Shard, reading: ShardReading, notices: dict[str, Any], taken: Taken) -> Record:
        """Write what came of a shard, its record last."""
        told: dict[str, int] = {}
        for row in reading.rows:
            report_id = str(row["report_id"])
            told[report_id] = told.get(report_id, 0) + 1
        given = reading.end.given
        files = {
            "events": events_part(reading.rows),
            "reports": table_part(
                {
                    "report_id": [report_id for report_id, _, _ in given],
                    "text_digest": [digest for _, digest, _ in given],
                    "where": [where for _, _, where in given],
                    "events": [told.get(each, 0) if each in reading.read else None for each, _, _ in given],
                }
            ),
        }
        for kind, content in files.items():
            write_atomic(self._file(kind, shard), content)
        record: Record = {
            "part": shard.name,
            "of": shard.shown,
            "reports": len(reading.read),
            "events": len(reading.rows),
            "placed": sum(row.get("lon") is not None for row in reading.rows),
            "refused": [[refusal.source, refusal.reason] for refusal in reading.refusals],
            "notices": notices,
            "taken": taken,
            "bytes": {kind: len(content) for kind, content in files.items()},
        }
        write_atomic(self._file("records", shard), json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        return record

    def reports(self, shard: Shard) -> Path:
        """Return the file that lists the reports of a shard."""
        return self._file("reports", shard)

    def finish(self, records: Iterable[Record], refusals: Iterable[Refusal]) -> None:
        """Write what was refused, then that all is done."""
        parts = [
            {name: record[name] for name in ("part", "reports", "events", "placed", "bytes")} for record in records
        ]
        totals = {name: sum(part[name] for part in parts) for name in ("reports", "events", "placed")}
        lines = (
            json.dumps({"source": each.source, "reason": each.reason}, ensure_ascii=False) + "\n" for each in refusals
        )
        write_atomic(self.path / _REFUSED, lines)
        manifest = {"layout": _LAYOUT, **totals, "parts": parts}
        write_atomic(self.path / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")

    def _file(self, kind: str, shard: Shard) -> Path:
        ending = "json" if kind == "records" else "parquet"
        return self.path / kind / f"{shard.name}.{ending}"
