"""Office documents are ZIP archives; one of a few kilobytes may unpack to more than the memory holds."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from geo_nk._files.strangers import strangers_file
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["refuse_bomb"]

_MOST_UNPACKED: Final = 256_000_000
#: A table of prose unpacks to six times its size, one of a few numbers to fifteen times, and a bomb to a thousand.
_MOST_TIMES: Final = 40
_MOST_STREAMED: Final = 4_300_000_000  # what an archive holds that needs no extension for larger ones
_MOST_MEMBERS: Final = 10_000


def refuse_bomb(path: Path, *, what: str, advice: str = "text (.txt)", streamed: bool = False) -> None:
    """Raise if a document unpacks to more than is reasonable.

    Parameters
    ----------
    path
        The document.
    what
        What it should be, such as ``"a Word document"``.
    advice
        As what to save it.
    streamed
        Whether it is read row by row, so that a large one may unpack to much, though not to much more than its size.

    Raises
    ------
    geo_nk.errors.ReadError
        If it is no archive, or too large a one.
    """
    with strangers_file(str(path), what, path=path, advice=f"it as {advice}"):
        packed = path.stat().st_size
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    unpacked = sum(member.file_size for member in members)  # no member is read beyond what is said of it
    most = max(_MOST_UNPACKED, min(packed * _MOST_TIMES, _MOST_STREAMED)) if streamed else _MOST_UNPACKED
    if unpacked > most or len(members) > _MOST_MEMBERS:
        size = f"{unpacked // 1_000_000} MB in {len(members):,} parts"
        raise ReadError(f"{path}: unpacks to {size}, more than is read; save it as {advice}", path=path)
