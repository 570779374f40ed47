"""What a release says of itself, and what only its maker may know of it.

``release.json`` goes out with the files. It counts nothing that is not in them: a number that grows from one release to
the next would tell that somebody spoke. The counts, the input and which event is which stand in the private record.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from geo_nk._version import __version__
from geo_nk.events.release.levels import rule_of, rules_sha256, steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geo_nk.events.release.plan import Plan

__all__ = ["EVENTS", "PRIVATE", "RECORD", "WITHDRAWN", "as_bytes", "private_record", "public_record", "withdrawn_table"]

RECORD: Final = "release.json"
EVENTS: Final = "events.geojson"
WITHDRAWN: Final = "withdrawn.csv"

#: What the name of the private record has behind the name of the folder.
PRIVATE: Final = ".private.json"

_FORM: Final = 1  # counts up when a member changes its name or meaning


def public_record(plan: Plan, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return what goes out with the files.

    Parameters
    ----------
    plan
        What is released.
    files
        The contents of the files by name.

    Returns
    -------
    dict
        JSON can hold it.
    """
    events = plan.release.events
    return {
        "geo_nk_release": _FORM,
        "level": plan.release.level,
        "date": plan.date.isoformat() if plan.date else None,
        "program": f"geo_nk {__version__}",
        "rules_sha256": rules_sha256(),
        "rules": {
            source: asdict(rule_of(plan.release.level, is_open=source == "open")) for source in ("open", "closed")
        }
        | {"steps": [asdict(step) for step in steps() if step.place]},
        "min_count": plan.least,
        "events": len(events),
        "generalised": dict(sorted(plan.release.coarser.items())),
        "without": list(plan.release.without),
        "withheld": "how many events are held back, or whether any are, is not said: it would tell when somebody spoke",
        "withdrawn": [{"event_id": name, "withdrawn": day} for name, day in sorted(plan.tombstones.items())],
        "files": [
            {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        ],
    }


def private_record(plan: Plan, record: bytes, inputs: Sequence[Path]) -> dict[str, Any]:
    """Return what is for the maker of a release alone, and what the next release is compared by.

    Parameters
    ----------
    plan
        What is released.
    record
        The bytes of the public record.
    inputs
        The files that the table was read from.

    Returns
    -------
    dict
        JSON can hold it.
    """
    return {
        "for": "the maker of the release alone: it says which event is which. Never hand it on.",
        "record_sha256": hashlib.sha256(record).hexdigest(),
        "inputs": [
            {"name": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None}
            for path in inputs
        ],
        "events_sha256": plan.table_sha256,
        "events_in": len(plan.told) + len(plan.held),
        "released": len(plan.told),
        "generalised": dict(sorted(plan.release.coarser.items())),
        "withheld": dict(sorted(plan.held_back.items())),
        "sources": [
            {"open": source.is_open, "name": source.name, "why": source.why, "events": count}
            for source, count in sorted(plan.release.sources.items(), key=lambda item: (item[0].name, item[0].why))
        ],
        "ids": dict(sorted((plan.release.ids or {}).items())),
        "withdrawn": dict(sorted(plan.withdrawn.items())),
    }


def withdrawn_table(tombstones: Mapping[str, str]) -> bytes:
    """Return the table of what was withdrawn: the id that it had, and the day."""
    rows = (f"{name},{day}\r\n" for name, day in sorted(tombstones.items()))
    return "".join(["event_id,withdrawn\r\n", *rows]).encode()


def as_bytes(record: Mapping[str, Any]) -> bytes:
    """Return a record as the text of its file."""
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
