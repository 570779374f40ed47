"""A release that was made before: what it shows, and what its maker alone knows of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files import read_bytes
from geo_nk.errors import ReadError
from geo_nk.events.formats.geojson import from_geojson
from geo_nk.events.frame import frame_of
from geo_nk.events.release.censor import plain_rows
from geo_nk.events.release.levels import rules_sha256
from geo_nk.events.release.record import EVENTS, PRIVATE, RECORD
from geo_nk.events.validate import validate_events

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo_nk.events.release.censor import Row

__all__ = ["NO_RELEASE", "Earlier", "read_earlier"]

_LARGEST: Final = 256_000_000


@dataclass(frozen=True, slots=True)
class Earlier:
    """A release that was made before.

    Attributes
    ----------
    folder : pathlib.Path or None
        Where it lies; None of `NO_RELEASE`.
    rows : mapping of str to dict
        What it shows, by the ids that the rows have in it.
    ids : mapping of str to str
        Those ids, by ``event_id`` of the table that it was made of.
    withdrawn : mapping of str to str
        The same of what was withdrawn.
    tombstones : mapping of str to str
        When each of those was withdrawn, by its id in the release.
    """

    folder: Path | None
    rows: Mapping[str, Row]
    ids: Mapping[str, str]
    withdrawn: Mapping[str, str]
    tombstones: Mapping[str, str]


#: What the first release is compared with.
NO_RELEASE: Final = Earlier(None, {}, {}, {}, {})


def read_earlier(folder: Path, *, level: str) -> Earlier:
    """Read a release, with the private record beside it.

    Parameters
    ----------
    folder
        As `geo_nk.write_release` made it.
    level
        That of the release which is made now: others saw what is coarser otherwise.

    Returns
    -------
    Earlier

    Raises
    ------
    geo_nk.errors.ReadError
        If something is missing or was changed since, or it was made at another level or by other rules.
    """
    record = _json(folder / RECORD, advice="give the folder of a release")
    private_path = folder.absolute().with_name(folder.absolute().name + PRIVATE)
    private = _json(private_path, advice="it was written beside the release; put it back")
    events = folder / EVENTS
    _require(record.get("level") == level, folder, f"is of level {record.get('level')}; give one of level {level}")
    _require(
        record.get("rules_sha256") == rules_sha256(),
        folder,
        "was made by other rules, so that the two together could tell more than each; release under its rules, or "
        "without a comparison to other readers",
    )
    _require(_sha256(folder / RECORD) == private.get("record_sha256"), folder, f"is not the release of {private_path}")
    listed = {file["name"]: file["sha256"] for file in record["files"]}
    _require(_sha256(events) == listed.get(EVENTS), events, "was changed since it was released; get it again")
    table = validate_events(frame_of(from_geojson(events)))
    return Earlier(
        folder,
        {row["event_id"]: row for row in plain_rows(table)},
        private["ids"],
        private["withdrawn"],
        {each["event_id"]: each["withdrawn"] for each in record["withdrawn"]},
    )


def _json(path: Path, *, advice: str) -> dict[str, Any]:
    if not path.is_file():
        raise ReadError(f"{path}: does not exist; {advice}", path=path)
    try:
        found = json.loads(read_bytes(path, limit=_LARGEST))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path}: is not the record of a release; get it again", path=path) from error
    if not isinstance(found, dict):
        raise ReadError(f"{path}: is not the record of a release; get it again", path=path)
    return found


def _sha256(path: Path) -> str:
    return hashlib.sha256(read_bytes(path, limit=_LARGEST)).hexdigest()


def _require(holds: bool, path: Path, fault: str) -> None:
    if not holds:
        raise ReadError(f"{path}: {fault}", path=path)
