"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from geo_nk.errors import OutputError

__all__ = ["write_atomic"]


def write_atomic(path: str | os.PathLike[str], content: str | bytes) -> Path:
    r"""Write `content` to `path` so that a reader sees the old file or the new one, never a part.

    The content goes to a temporary file in the same folder, is flushed to disk and then takes the
    name in one step.

    Parameters
    ----------
    path
        The file to write. Its folder must exist.
    content
        Text, written as UTF-8 with ``\n`` line ends, or bytes.

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
    data = content.encode("utf-8") if isinstance(content, str) else content
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; give the name of a file in it")
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.part")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise OutputError(f"{target}: cannot be written ({error.strerror or error}); nothing was changed") from error
    return target
