"""Find the reports in a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo_nk.reports.formats.listed import FORMATS, UNREAD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

__all__ = ["files_below", "is_lock", "is_own_map"]

_LOOKED_FOR: Final = UNREAD.union(*(form.endings for form in FORMATS if form.in_folders))
_PAGES: Final = (".html", ".htm")
# How browsers call the folder with a saved page's pictures and scripts, in some of their languages.
_COMPANIONS: Final = ("_files", "-files", ".files", "_file", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_파일")
# How the file is called that an office program keeps beside a document while somebody has it open.
_LOCK: Final = "~$"
# The policy with which each page that geo_nk makes begins; see geo_nk.maps.page.seal.
_OWN_POLICY: Final = b"default-src 'none'; script-src 'sha256-"
_HEAD: Final = 1_000


def files_below(
    folder: Path,
    *,
    onerror: Callable[[OSError], None] | None = None,
    onlock: Callable[[Path], None] | None = None,
    onlink: Callable[[Path], None] | None = None,
) -> Iterator[Path]:
    """Yield what is read in a folder and its subfolders, in the order of names.

    Also documents that look like reports but are not read, so that they can be refused by name. Passed over are hidden
    files, the folder that a browser saves beside a page, the maps that geo_nk made, the lock files of office programs,
    and tables, which may be anything.

    Parameters
    ----------
    folder
        Where to look.
    onerror
        Told of each folder that cannot be read.
    onlock
        Told of each lock file.
    onlink
        Told of each symbolic link that leads out of the folder, or to another folder; it is not followed.

    Yields
    ------
    pathlib.Path
    """
    inside = os.path.realpath(folder)
    for parent, folders, names in os.walk(folder, onerror=onerror):
        pages = {Path(name).stem for name in names if name.lower().endswith(_PAGES)}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_companion(name, pages))
        named = [Path(parent, name) for name in sorted(names) if not name.startswith(".")]
        paths = [path for path in named if path.suffix.lower() in _LOOKED_FOR]
        leading_out = [path for path in paths if path.is_symlink() and not _leads_inside(path, inside)]
        links = [path for path in (Path(parent, name) for name in folders) if path.is_symlink()] + leading_out
        locks = [path for path in paths if is_lock(path)]
        _tell(links, onlink)
        _tell(locks, onlock)
        yield from (path for path in paths if path not in leading_out and path not in locks and not is_own_map(path))


def _tell(paths: Iterable[Path], told: Callable[[Path], None] | None) -> None:
    for path in paths if told is not None else ():
        told(path)  # type: ignore[misc] # not None here


def is_lock(path: Path) -> bool:
    """Whether a file only says that an office program has the document beside it open.

    Examples
    --------
    >>> is_lock(Path("reports/~$raid.docx"))
    True
    """
    return path.name.startswith(_LOCK)


def is_own_map(path: Path) -> bool:
    """Whether a file is a map that geo_nk made: it often lies where its reports do, and is none of them."""
    if path.suffix.lower() not in _PAGES or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return _OWN_POLICY in stream.read(_HEAD)
    except OSError:  # reading it will say why
        return False


def _leads_inside(link: Path, folder: str) -> bool:
    """Whether what a link leads to lies in a folder; a stranger's folder may point at anything on the machine."""
    return os.path.commonpath([folder, os.path.realpath(link)]) == folder


def _is_companion(name: str, pages: Collection[str]) -> bool:
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in _COMPANIONS)
