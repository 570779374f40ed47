"""Write a release: every file made, looked through, and only then put into its folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from geo_nk._files import require_new_folder, write_atomic, write_folder
from geo_nk.errors import OutputError, ReleaseError, faults_message
from geo_nk.events.frame import events_frame
from geo_nk.events.release.needles import texts_of, vocabulary
from geo_nk.events.release.record import (
    PRIVATE,
    RECORD,
    WITHDRAWN,
    as_bytes,
    private_record,
    public_record,
    withdrawn_table,
)
from geo_nk.events.release.scan import Scan
from geo_nk.events.release.withheld import common_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from geo_nk.events.release.needles import Needles
    from geo_nk.events.release.plan import Plan
    from geo_nk.events.release.released import Release

__all__ = ["Writer", "private_path", "require_free", "write_plan"]


@dataclass(frozen=True, slots=True)
class Writer:
    """How one file of a release is made, and how it is looked through.

    Attributes
    ----------
    write : callable
        From a release to the bytes of the file.
    reveal : callable or None
        From those bytes to what of them no general way unpacks, as text: numbers packed in a way of one's own.
    """

    write: Callable[[Release], bytes]
    reveal: Callable[[bytes], str] | None = None


def private_path(folder: Path) -> Path:
    """Return where the private record of a release lies: beside its folder, and not in it."""
    return folder.absolute().with_name(folder.absolute().name + PRIVATE)


def require_free(folder: Path) -> None:
    """Raise `geo_nk.errors.OutputError` unless a release can be written there, before the work begins."""
    require_new_folder(folder)
    record = private_path(folder)
    if record.exists() or record.is_symlink():
        message = f"{record}: exists, and belongs to a release of that name; give a new name, or move it away"
        raise OutputError(f"{message} (delete it, if that release was cut short)")


def write_plan(
    plan: Plan,
    folder: Path,
    *,
    writers: Mapping[str, Writer],
    blanks: Mapping[str, Writer],
    inputs: Sequence[Path] = (),
    secrets: Needles | None = None,
    said: Iterable[str] = (),
) -> Path:
    """Write a release, with its record in it and the private record beside it.

    Parameters
    ----------
    plan
        What is released.
    folder
        Where to; it must not exist.
    writers
        By the name of the file.
    blanks
        Make the same kinds of files without an event, in which what stands is no secret.
    inputs
        The files that the table was read from: what they are called may stand in no file.
    secrets
        What may neither, beside what the rows hold.
    said
        Titles, and what else whoever makes the release says in it: words of everybody are no secret in them.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    geo_nk.errors.ReleaseError
        If a file holds what it may not; then nothing is written.
    geo_nk.errors.OutputError
        If it cannot be written.
    """
    require_free(folder)
    files = {name: writer.write(plan.release) for name, writer in writers.items()}
    if plan.tombstones:
        files[WITHDRAWN] = withdrawn_table(plan.tombstones)
    record = as_bytes(public_record(plan, files))
    files[RECORD] = record
    scan = _scan(plan, names=files, inputs=inputs, secrets=secrets, said=said)
    hits = [
        str(hit)
        for name, content in files.items()
        for hit in scan.hits(
            name, content, blank=partial(_blank, plan, name, blanks), reveal=_reveal(writers.get(name))
        )
    ]
    if hits:
        what = f"{folder}: would hold what may not be seen, so nothing was written"
        raise ReleaseError(faults_message(what, hits), faults=hits)
    private = write_atomic(private_path(folder), as_bytes(private_record(plan, record, inputs)), private=True)
    try:
        return write_folder(folder, dict(sorted(files.items())))
    except BaseException:
        private.unlink(missing_ok=True)
        raise


def _reveal(writer: Writer | None) -> Callable[[bytes], str] | None:
    return None if writer is None else writer.reveal


def _blank(plan: Plan, name: str, blanks: Mapping[str, Writer]) -> bytes:
    """Return a file of a release as it is when there is no event in it."""
    empty = replace(plan, release=replace(plan.release, events=events_frame([]), coarser={}, without=()), tombstones={})
    if name in blanks:
        return blanks[name].write(empty.release)
    if name == RECORD:
        return as_bytes(public_record(empty, dict.fromkeys(blanks, b"")))
    return b""


def _scan(
    plan: Plan, *, names: Iterable[str], inputs: Sequence[Path], secrets: Needles | None, said: Iterable[str]
) -> Scan:
    needles = plan.needles()
    for path in inputs:
        needles.add_path(path)
    if secrets is not None:
        needles.update(secrets)
    seen = [each.seen for each in plan.told]
    ids = {*(plan.release.ids or {}).values(), *plan.tombstones}
    days = [*plan.tombstones.values(), *([plan.date.isoformat()] if plan.date else [])]
    texts = (text for row in seen for value in row.values() for text in (*texts_of(value), str(value)))
    points = ((row["lon"], row["lat"]) for row in seen if row["lon"] is not None)
    spoken = {word for text in said for word in common_in(text)}
    shown = [*texts, *names, *ids, *days, *plan.names, *spoken, *vocabulary()]
    return Scan(needles, shown=shown, shown_points=points)
