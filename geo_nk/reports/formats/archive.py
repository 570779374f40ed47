"""Office documents are ZIP archives; one of a few kilobytes may unpack to more than the memory holds."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from geo_nk.errors import ReadError
from geo_nk.reports.formats.draft import strangers_file

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["refuse_bomb"]

_MOST_UNPACKED: Final = 256_000_000
_MOST_MEMBERS: Final = 10_000


def refuse_bomb(path: Path, *, what: str, advice: str = "text (.txt)") -> None:
    """Raise if a document unpacks to more than is reasonable.

    Parameters
    ----------
    path
        The document.
    what
        What it should be, such as ``"a Word document"``.
    advice
        As what to save it.

    Raises
    ------
    geo_nk.errors.ReadError
        If it is no archive, or too large a one.
    """
    with strangers_file(str(path), what, path=path), zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MOST_UNPACKED or len(members) > _MOST_MEMBERS:
        size = f"{unpacked // 1_000_000} MB in {len(members):,} parts"
        raise ReadError(f"{path}: unpacks to {size}, more than is read; save it as {advice}", path=path)
