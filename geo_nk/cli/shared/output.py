"""Refuse an output that cannot be written, or that would take an input's place, before the work begins."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo_nk.errors import OutputError
from geo_nk.reports.folder import files_below
from geo_nk.reports.manifest import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

__all__ = ["check_output"]


def check_output(path: Path, *, endings: Collection[str], inputs: Iterable[Path | None] = ()) -> None:
    """Raise if `path` cannot become a file with one of the endings, or is one that is read.

    Parameters
    ----------
    path
        The file that is to be written.
    endings
        What its name may end in, such as ``.geojson``.
    inputs
        The files and folders that the command reads; None stands for one that was not given.

    Raises
    ------
    geo_nk.errors.OutputError
        Saying what to do instead.
    """
    if not any(path.name.lower().endswith(ending) for ending in endings) or not path.suffix:
        raise OutputError(f"{path}: the ending {path.suffix!r} is not known here; use {' or '.join(sorted(endings))}")
    try:
        _refuse_unwritable(path)
        _refuse_read(path, [given for given in inputs if given is not None])
    except OutputError:
        raise
    except (OSError, ValueError) as error:  # a name that is too long or holds NUL, a folder that may not be entered
        why = getattr(error, "strerror", None) or error
        raise OutputError(f"{path}: cannot be written ({why}); choose another name") from error


def _refuse_unwritable(path: Path) -> None:
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; give the name of a file in it")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: is no ordinary file but a pipe or a device; give the name of a file")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: the folder {path.parent} does not exist; make it first")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(f"{path}: the folder {path.parent} cannot be written to; choose another")


def _refuse_read(path: Path, inputs: Iterable[Path]) -> None:
    """Refuse an output under whose name something is read: the source would be lost."""
    real = Path(os.path.realpath(path))
    if MANIFEST in {path.name.lower(), real.name.lower()}:
        raise OutputError(f"{path}: {MANIFEST} says what is known of the reports in its folder; choose another name")
    if not path.exists():
        return
    for given in inputs:
        if any(_is_same(file, real) for file in _files_of(given)):
            raise OutputError(f"{path}: is read as an input and would be overwritten; choose another name")


def _files_of(given: Path) -> Iterator[Path]:
    """Yield an input, and where it is a folder the files that are read from it."""
    yield given
    yield from files_below(given)


def _is_same(file: Path, other: Path) -> bool:
    try:
        return file.samefile(other)
    except (OSError, ValueError):  # what is not there, or cannot be looked at, is said when it is read
        return False
