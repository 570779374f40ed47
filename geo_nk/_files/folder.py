"""Write a folder of files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from geo_nk._files.temporary import left_behind, temporary_of
from geo_nk._files.write import lock
from geo_nk.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["require_new_folder", "write_folder"]


def require_new_folder(path: Path) -> None:
    """Raise unless a folder can be made at `path`: nothing may have that name, and what it lies in must be there.

    Raises
    ------
    geo_nk.errors.OutputError
        Saying what to do instead.
    """
    try:
        if path.exists() or path.is_symlink():
            raise OutputError(f"{path}: exists, and is not replaced; give a new name, or move it away first")
        if not path.absolute().parent.is_dir():
            raise OutputError(f"{path}: the folder {path.absolute().parent} does not exist; make it first")
    except ValueError as error:  # a name that holds NUL
        raise OutputError(f"{path}: cannot be made ({error}); choose another name") from error


def write_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """Make a folder with files in it, so that a reader sees all of it or none.

    The files go into a temporary folder beside, are flushed to disk, and the folder takes its name in one step. What an
    earlier process left when it was killed is removed by the next that writes this name.

    Parameters
    ----------
    path
        The folder. It must not exist; what it lies in must.
    files
        Their contents by name.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    geo_nk.errors.OutputError
        If it cannot be made; then nothing is left.

    Examples
    --------
    >>> import tempfile
    >>> folder = write_folder(Path(tempfile.mkdtemp()) / "public", {"note.txt": b"Hyesan"})
    >>> (folder / "note.txt").read_text()
    'Hyesan'
    """
    require_new_folder(path)
    try:
        _sweep(path)
        with _temporary(path) as folder:
            for name, content in files.items():
                _write(folder / name, content)
            _flush(folder)
            folder.rename(path)
        _flush(path.absolute().parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); nothing was left") from error
    return path


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    folder = temporary_of(path)
    folder.mkdir()
    try:
        with _locked(folder):
            yield folder
    finally:  # on an interrupt, too; once it has its name, nothing is there
        shutil.rmtree(folder, ignore_errors=True)


def _write(file: Path, content: bytes) -> None:
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _flush(folder: Path) -> None:
    """Flush the names in a folder to disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder; False where another has it, or the system knows no locks of folders."""
    descriptor = None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        lock(descriptor)
        held = True
    except OSError:
        held = False
    try:
        yield held
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _sweep(path: Path) -> None:
    """Remove what earlier writes of this name left behind when their process was killed."""
    for stray in filter(Path.is_dir, left_behind(path)):
        with _locked(stray) as held:
            if held:
                shutil.rmtree(stray, ignore_errors=True)
