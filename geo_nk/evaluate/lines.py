"""What a JSON-lines file holds, told by its first line: reports, mentions and events all come in such files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk._files import first_object

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["holds_features", "holds_mentions"]

_ENDING: Final = ".jsonl"


def holds_mentions(path: Path) -> bool:
    """Whether a file is of ``geo-nk mentions``: its lines have a surface, which no event has.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    bool
    """
    return path.suffix.lower() == _ENDING and "surface" in first_object(path)


def holds_features(path: Path) -> bool:
    """Whether a file has an event a line, not a labelled report.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    bool
    """
    return path.suffix.lower() == _ENDING and first_object(path).get("type") == "Feature"
