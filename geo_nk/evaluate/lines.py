"""What a JSON-lines file holds, told by its first line: reports, mentions and events all come in such files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo_nk._files import require_file
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["first_object", "holds_features", "holds_mentions"]

_LOOK_AT = 1 << 24
_ENDING = ".jsonl"


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


def first_object(path: Path) -> dict[str, Any]:
    """Return the JSON object on the first line of a file, or an empty one where there is none.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    dict

    Raises
    ------
    geo_nk.errors.ReadError
        If the file cannot be read.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "gold.jsonl"
    >>> _ = file.write_text('{"report": "r1"}')
    >>> first_object(file)
    {'report': 'r1'}
    """
    require_file(path)
    try:
        with path.open("rb") as stream:
            told = json.loads(stream.readline(_LOOK_AT))
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); make it readable", path=path) from error
    except (ValueError, RecursionError):  # whoever reads it says what is wrong
        return {}
    return told if isinstance(told, dict) else {}
