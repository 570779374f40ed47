"""``manifest.csv``: what a folder's owner knows of the reports in it."""

from __future__ import annotations

import os
import unicodedata
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

    It needs the column ``file``: a path in the folder, or the name of the only such file below it. ``published``,
    ``publisher``, ``url``, ``title`` and ``source_kind`` are read where they are; any other column is for people.

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
    try:
        if not path.is_file():
            return Manifest({})
    except OSError as error:  # a folder that may be listed but not entered, or a name that is too long
        raise ReadError(f"{path}: cannot be read ({error.strerror})", path=path) from error
    table = read_csv(path, limit=_LIMIT)
    if "file" not in table.columns:
        message = f"{path}: has no column 'file', which names the reports; its columns are {', '.join(table.columns)}"
        raise ReadError(message, path=path)
    files = _by_name(folder)
    facts: dict[Path, Facts] = {}
    rows: dict[Path, int] = {}
    faults: list[RowFault] = []
    for number, row in table.rows():
        where, file = f"{path}: row {number}", None
        try:
            file = _named(row["file"].strip(), files, where=where)
            _refuse_second(file, rows, where=where)
            rows[file] = number
            facts[file] = facts_from(row, where=where)
        except ReadError as error:
            faults.append(RowFault(file, where, str(error).removeprefix(f"{where}: ")))
    return Manifest(facts, tuple(faults))


def _by_name(folder: Path) -> dict[str, list[Path]]:
    """Return the files below a folder by their path in it and by their name, also as it is composed in Unicode."""
    found: dict[str, list[Path]] = {}
    exact: dict[str, list[Path]] = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            file = Path(parent, name)
            found.setdefault(name, []).append(file)
            exact[file.relative_to(folder).as_posix()] = [file]
    exact = found | exact  # a path says which, where the name alone does not
    # macOS takes the letters of a name apart, and a spreadsheet does not: both mean the same file.
    composed: dict[str, list[Path]] = {}
    for name, files in exact.items():
        composed.setdefault(_composed(name), []).extend(files)
    return composed | exact


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _named(name: str, files: dict[str, list[Path]], *, where: str) -> Path:
    """Return the file that a row names; what stands in a table is compared with names and never opened as a path."""
    if not name:
        raise ReadError(f"{where}: file: is empty; name a report in the folder")
    inside = PurePosixPath(name.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts:
        raise ReadError(f"{where}: file: {name[:80]!r} leads out of the folder; name a file inside")
    found = files.get(str(inside)) or files.get(_composed(str(inside)), [])
    if not found:
        raise ReadError(f"{where}: file: {name[:80]!r} is not in the folder; correct the name or remove the row")
    if len(found) > 1:
        raise ReadError(f"{where}: file: {name[:80]!r} is in several folders; write in which, such as 2021/raid.txt")
    return found[0]


def _refuse_second(file: Path, rows: dict[Path, int], *, where: str) -> None:
    if file in rows:
        raise ReadError(f"{where}: file: {file.name!r} stands in row {rows[file]} already; keep one")
