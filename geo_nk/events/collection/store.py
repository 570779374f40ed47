"""Where a collection is kept: in a GeoPackage, in a folder of GeoParquet, or in a database that a file names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from geo_nk.events.collection import geoparquet, gpkg, postgis

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from geo_nk.events.collection.plan import Change
    from geo_nk.events.collection.records import Record

__all__ = ["Store", "is_collection", "opened"]


class Store(Protocol):
    """The tables of a collection, within one transaction, wherever they are."""

    def events(self) -> list[Record]:
        """Return all events, in the order in which they were added."""
        ...

    def held(self, event_ids: Iterable[str], reports: Iterable[str]) -> dict[str, Record]:
        """Return the events with these ids, and all those of these reports, by id."""
        ...

    def texts(self, report_ids: Iterable[str]) -> dict[str, tuple[str, str | None, str]]:
        """Return checksum, address and text of the latest version of these reports that the collection has."""
        ...

    def add_reports(self, addition: int, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep the texts of reports."""
        ...

    def begin(self, at: str, by: str | None, note: str | None) -> int:
        """Note that something is added, and return the number of the addition."""
        ...

    def apply(self, addition: int, at: str, changes: Iterable[Change]) -> None:
        """Make changes, and keep what stood there before."""
        ...

    def history(self, since: str = "") -> list[tuple[str, str, str, Record]]:
        """Return when, kind, event and what stood there before, of each change since an instant, the latest first."""
        ...


def opened(path: Path, *, write: bool = False) -> AbstractContextManager[Store]:
    """Open a collection for one transaction, which is whole or not at all.

    Parameters
    ----------
    path
        A GeoPackage; a folder ending in ``.parquet``; or a file ending in ``.postgis`` that names a database.
    write
        Whether something is to be changed: then what does not exist is made, and other writers wait.

    Raises
    ------
    geo_nk.errors.ReadError
        If it is no collection, or cannot be read.
    geo_nk.errors.OutputError
        If it cannot be written.
    """
    if path.suffix.lower() == postgis.ENDING:
        return postgis.opened(path, write=write)
    if path.suffix.lower() == geoparquet.ENDING or geoparquet.is_collection(path):
        return geoparquet.opened(path, write=write)
    return gpkg.opened(path, write=write)


def is_collection(path: Path) -> bool:
    """Whether a path is a collection, or names one, and is not another GeoPackage, file or folder."""
    return path.suffix.lower() == postgis.ENDING or geoparquet.is_collection(path) or gpkg.is_collection(path)
