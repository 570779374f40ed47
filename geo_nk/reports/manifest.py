"""``manifest.csv``: what a folder's owner knows of the reports in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from geo_nk._files import read_csv
from geo_nk.errors import ReadError
from geo_nk.reports.header import Facts, facts_from

__all__ = ["MANIFEST", "Manifest", "RowFault", "read_manifest"]

#: The name of the table.
MANIFEST: Final = "manifest.csv"

_LIMIT = 64_000_000


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that could not be used.

    Attributes
    ----------
    file : pathlib.Path or None
        The report it is about, where that is clear.
    source : str
        The manifest and the row.
    reason : str
        What is wrong and what to do.
    """

    file: Path | None
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of a manifest, by file.

    Attributes
    ----------
    facts : dict of pathlib.Path to Facts
    faults : tuple of RowFault
        Rows that say nothing usable, and why.
    """

    facts: dict[Path, Facts]
    faults: tuple[RowFault, ...] = ()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder; empty where it has none.

    It needs the column ``file``; ``published``, ``publisher``, ``url``, ``title`` and ``source_kind`` are
    read where they are; any other column is for people.

    Parameters
    ----------
    folder
        The folder that holds ``manifest.csv``.

    Returns
    -------
    Manifest

    Raises
    ------
    geo_nk.errors.ReadError
        If the table cannot be read or has no column ``file``.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return Manifest({})
    table = read_csv(path, limit=_LIMIT)
    if "file" not in table.columns:
        message = f"{path}: has no column 'file', which names the reports; its columns are {', '.join(table.columns)}"
        raise ReadError(message, path=path)
    facts: dict[Path, Facts] = {}
    rows: dict[Path, int] = {}
    faults: list[RowFault] = []
    for number, row in table.rows():
        where, file = f"{path}: row {number}", None
        try:
            file = _named(folder, row["file"].strip(), where=where)
            _refuse_second(file, rows, where=where)
            rows[file] = number
            facts[file] = facts_from(row, where=where)
        except ReadError as error:
            faults.append(RowFault(file, where, str(error).removeprefix(f"{where}: ")))
    return Manifest(facts, tuple(faults))


def _named(folder: Path, name: str, *, where: str) -> Path:
    """Return the file in `folder` that a row names."""
    if not name:
        raise ReadError(f"{where}: file: is empty; name a report in {folder}")
    inside = PurePosixPath(name.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts:
        raise ReadError(f"{where}: file: {name[:80]!r} leads out of the folder; name a file inside {folder}")
    file = folder / inside
    if not file.is_file():
        raise ReadError(f"{where}: file: {name[:80]!r} is not in {folder}; correct the name or remove the row")
    return file


def _refuse_second(file: Path, rows: dict[Path, int], *, where: str) -> None:
    if file in rows:
        raise ReadError(f"{where}: file: {file.name!r} stands in row {rows[file]} already; keep one")
