"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be removed
    fcntl = None  # type: ignore[assignment] # what is not there

from geo_nk._files.temporary import left_behind, temporary_of
from geo_nk.errors import GeoNKError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["lock", "write_atomic"]

_FRESH_S: Final = 2.0  # after so long, a file that is being written is locked
_PRIVATE_MODE: Final = 0o600
_NEW_FILE_MODE: Final = 0o666  # narrowed by the process's umask, as for any new file


def write_atomic(
    path: str | os.PathLike[str], content: str | bytes | Iterable[str | bytes], *, private: bool = False
) -> Path:
    r"""Write `content` to `path` so that a reader sees the old file or the new one, never a part.

    The content goes to a temporary file in the same folder, is flushed to disk and then takes the
    name in one step. Whatever ends the write early, the temporary file is removed; one that an earlier
    process left when it was killed is removed by the next that writes this name. A file that is replaced keeps
    who may read it, and a symbolic link stays one: the file that it leads to is written.

    Parameters
    ----------
    path
        The file to write. Its folder must exist.
    content
        Text, written as UTF-8 with ``\n`` line ends, or bytes; or parts of a text, written one by one, so that the
        whole need never be in memory. What goes wrong in making the parts ends the write, and is raised as it is if it
        is an error of geo_nk.
    private
        Whether nobody else may read it, from its first byte.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    geo_nk.errors.OutputError
        If the folder does not exist or cannot be written; an older file at `path` is untouched.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> write_atomic(folder / "note.txt", "Hyesan").read_text()
    'Hyesan'
    """
    target = Path(path)
    try:
        real = Path(os.path.realpath(target))
        found = _mode_of(real, shown=target)
        mode = _PRIVATE_MODE if private else found
        _sweep(real)
        _replace(real, _parts(content), mode)
    except GeoNKError:
        raise
    except (OSError, ValueError) as error:  # ValueError where the name holds NUL
        why = getattr(error, "strerror", None) or error
        raise OutputError(f"{target}: cannot be written ({why}); nothing was changed") from error
    return target


def _parts(content: str | bytes | Iterable[str | bytes]) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    for part in (content,) if isinstance(content, str) else content:
        yield part if isinstance(part, bytes) else part.encode("utf-8")


def _mode_of(target: Path, *, shown: Path) -> int | None:
    """Return who may read and write the file that is to be replaced; None where there is none yet."""
    try:
        mode = target.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(mode):
        raise OutputError(f"{shown}: is a folder; give the name of a file in it")
    if not stat.S_ISREG(mode):
        raise OutputError(f"{shown}: is no ordinary file but a pipe or a device; give the name of a file")
    return stat.S_IMODE(mode) & 0o777


def _replace(target: Path, parts: Iterable[bytes], mode: int | None) -> None:
    temporary = temporary_of(target)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(temporary, flags, _NEW_FILE_MODE if mode is None else mode)
        with os.fdopen(descriptor, "wb") as stream:
            lock(descriptor)
            if mode is not None:  # before there is anything to read in it
                temporary.chmod(mode)
            for part in parts:
                stream.write(part)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:  # an interrupt, too
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _sweep(target: Path) -> None:
    """Remove what earlier writes of this name left behind when their process was killed."""
    with contextlib.suppress(OSError):
        for stray in left_behind(target):
            _remove_stray(stray)


def _remove_stray(path: Path) -> None:
    """Remove a temporary file that no process writes any more; one that is written is locked, or was just made."""
    status = path.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode) or (not status.st_size and time.time() - status.st_mtime < _FRESH_S):
        return
    with path.open("rb") as stream, contextlib.suppress(OSError):
        lock(stream.fileno())
        path.unlink()


def lock(descriptor: int) -> None:
    """Lock a file as long as it is open; the system frees what a killed process had locked."""
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
