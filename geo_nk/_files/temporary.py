"""What a file or a folder is called until it is whole and takes its name."""

from __future__ import annotations

import os
import re
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["left_behind", "temporary_of"]


def temporary_of(path: Path) -> Path:
    """Return a name beside a path that nothing else has: hidden, and told to be of this path by `left_behind`."""
    return path.with_name(f"{_prefix(path)}{secrets.token_hex(6)}.part")


def left_behind(path: Path) -> list[Path]:
    """Return what writes of this path left, or are still at work on.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "note.txt"
    >>> temporary_of(file).touch()
    >>> len(left_behind(file)), left_behind(file.with_name("other.txt"))
    (1, [])
    """
    ours = re.compile(re.escape(_prefix(path)) + r"[0-9a-f]{12}\.part")
    parent = path.absolute().parent
    with os.scandir(parent) as entries:
        return [parent / entry.name for entry in entries if ours.fullmatch(entry.name)]


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}."
