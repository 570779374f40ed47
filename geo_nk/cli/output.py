"""Refuse an output that cannot be written before the work begins, not after it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from geo_nk.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

__all__ = ["check_output"]


def check_output(path: Path, *, endings: Collection[str]) -> None:
    """Raise if `path` cannot become a file with one of the endings.

    Parameters
    ----------
    path
        The file that is to be written.
    endings
        What its name may end in, such as ``.geojson``.

    Raises
    ------
    geo_nk.errors.OutputError
        Saying what to do instead.
    """
    if path.suffix.lower() not in endings:
        raise OutputError(f"{path}: the ending {path.suffix!r} is not known here; use {' or '.join(sorted(endings))}")
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; give the name of a file in it")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: the folder {path.parent} does not exist; make it first")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(f"{path}: the folder {path.parent} cannot be written to; choose another")
