"""Look at a stranger's file and read its bytes, or say why that is not possible."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from geo_nk.errors import ReadError

__all__ = ["read_bytes", "require_file"]


def require_file(path: Path, *, advice: str = "check the name") -> None:
    """Raise unless `path` is an ordinary file; a pipe would wait for ever, a device never end.

    Parameters
    ----------
    path
        What was given as a file.
    advice
        What to do where nothing has this name.

    Raises
    ------
    geo_nk.errors.ReadError
        Saying what it is instead.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadError(f"{path}: does not exist; {advice}", path=path) from error
    except PermissionError as error:  # a folder that may not be entered
        raise ReadError(f"{path}: cannot be read ({_why(error)}); make it readable", path=path) from error
    except (OSError, ValueError) as error:  # a name that is too long or holds NUL
        raise ReadError(f"{path}: cannot be read ({_why(error)}); {advice}", path=path) from error
    if stat.S_ISDIR(mode):
        raise ReadError(f"{path}: is a folder; give a file in it", path=path)
    if not stat.S_ISREG(mode):
        raise ReadError(f"{path}: is no ordinary file but a pipe or a device; save what it gives as a file", path=path)


def read_bytes(path: str | os.PathLike[str], *, limit: int) -> bytes:
    """Read a whole file unless it is larger than `limit` bytes.

    Parameters
    ----------
    path
        The file.
    limit
        The most bytes to accept.

    Returns
    -------
    bytes

    Raises
    ------
    geo_nk.errors.ReadError
        If the file is larger than `limit` or cannot be read.
    """
    file = Path(path)
    try:
        with file.open("rb") as stream:
            # No more than it holds, for a read takes at once the memory it is asked for; a pipe says it holds none.
            size = os.fstat(stream.fileno()).st_size or limit
            data = stream.read(min(size, limit) + 1)
    except (OSError, ValueError) as error:
        advice = "; make it readable" if isinstance(error, PermissionError) else ""
        raise ReadError(f"{file}: cannot be read ({_why(error)}){advice}", path=file) from error
    if len(data) > limit:
        message = f"{file}: is larger than {limit // 1_000_000} MB, the most that is read in one piece; split it"
        raise ReadError(message, path=file)
    return data


def _why(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)
