"""What a file of JSON lines holds, told by its first line: reports, mentions and events all come in such files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files.read import require_file
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["first_object"]

_LOOK_AT: Final = 1 << 24  # bytes of a line
_BLANK: Final = b" \t\r\n\x1e\xef\xbb\xbf"  # a byte order mark, and the sign that begins a line of GeoJSONSeq


def first_object(path: Path) -> dict[str, Any]:
    """Return the JSON object on the first line of a file that is not blank, or an empty one where there is none.

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
            lines = iter(lambda: stream.readline(_LOOK_AT), b"")
            line = next(filter(None, (line.strip(_BLANK) for line in lines)), b"")
        told = json.loads(line)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); make it readable", path=path) from error
    except (ValueError, RecursionError):  # whoever reads it says what is wrong
        return {}
    return told if isinstance(told, dict) else {}
