"""A person's own index of places: one SQLite file, its names folded and keyed when it is made."""

from __future__ import annotations

import contextlib
import functools
import math
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files.temporary import temporary_of
from geo_nk.data import read_table
from geo_nk.errors import OutputError, ReadError
from geo_nk.gazetteer.place import on_earth
from geo_nk.gazetteer.tables import Name, PlaceRow
from geo_nk.names.folding import fold
from geo_nk.names.keys import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["IndexWriter", "read_index", "writing_index"]

_MARK: Final = 0x67656E6B  # "genk", so that no other SQLite file is taken for an index
_VERSION: Final = 1
_PLACE_COLUMNS: Final = PlaceRow._fields
_NAME_COLUMNS: Final = Name._fields
_SCHEMA: Final = f"""
    PRAGMA application_id = {_MARK};
    PRAGMA user_version = {_VERSION};
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE places ({", ".join(f"{column} TEXT NOT NULL" for column in _PLACE_COLUMNS)},
        rank INTEGER NOT NULL, PRIMARY KEY (place_id)) WITHOUT ROWID;
    CREATE TABLE names ({", ".join(f"{column} TEXT NOT NULL" for column in _NAME_COLUMNS)},
        PRIMARY KEY (place_id, name)) WITHOUT ROWID;
"""
_ADD_PLACE: Final = f"""
    INSERT INTO places VALUES ({", ".join("?" * (len(_PLACE_COLUMNS) + 1))})
    ON CONFLICT (place_id) DO UPDATE SET name = excluded.name, rank = excluded.rank WHERE excluded.rank < rank
"""  # noqa: S608 - the columns are ours
_ADD_NAME: Final = f"""
    INSERT INTO names VALUES ({", ".join("?" * len(_NAME_COLUMNS))})
    ON CONFLICT (place_id, name) DO UPDATE SET
        lang = excluded.lang, system = excluded.system, valid_from = excluded.valid_from, valid_to = excluded.valid_to
    WHERE excluded.lang <> ''
"""  # noqa: S608 - the columns are ours
_LEAST_LATIN: Final = 4  # among thousands of hamlets are An, To and So, which would be found in every report
_WIDEST_M: Final = 1_000_000.0


class IndexWriter:
    """An index that is being made.

    Parameters
    ----------
    connection
        An empty database.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")

    def add_place(self, row: PlaceRow, *, rank: int = 0) -> bool:
        """Add a place, or give it a better name: the one of the lowest `rank`; say whether anything was done."""
        return self._connection.execute(_ADD_PLACE, (*row, rank)).rowcount > 0

    def add_names(self, names: Iterable[Name]) -> None:
        """Add names, but for those too short to be told from words; one that stands already learns its language."""
        folded = ((name, fold(name.name)) for name in names)
        ready = (
            name._replace(folded=letters, key=key(name.name))
            for name, letters in folded
            if len(letters) >= (_LEAST_LATIN if name.script == "Latn" else 1)
        )
        self._connection.executemany(_ADD_NAME, ready)

    def set_wikidata(self, place_id: str, wikidata_id: str) -> None:
        """Tell which Wikidata item a place is."""
        self._connection.execute("UPDATE places SET wikidata_id = ? WHERE place_id = ?", (wikidata_id, place_id))

    def place_ids(self) -> set[str]:
        """Return the ids of the places that are in the index."""
        return {place_id for (place_id,) in self._connection.execute("SELECT place_id FROM places")}

    def count(self) -> tuple[int, int]:
        """Return how many places and names are in the index."""
        query = "SELECT (SELECT count(*) FROM places), (SELECT count(*) FROM names)"
        places, names = self._connection.execute(query).fetchone()
        return int(places), int(names)


@contextlib.contextmanager
def writing_index(path: str | os.PathLike[str]) -> Iterator[IndexWriter]:
    """Write an index whole or not at all.

    Parameters
    ----------
    path
        The file to write. Its folder must exist.

    Yields
    ------
    IndexWriter
        What is added to it stands at `path` once the block ends without an error.

    Raises
    ------
    geo_nk.errors.OutputError
        If the file cannot be written; an older one at `path` is untouched.
    """
    target = Path(path)
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; give the name of a file in it")
    if not target.parent.is_dir():
        raise OutputError(f"{target}: the folder {target.parent} does not exist; make it first")
    temporary = temporary_of(target)
    try:
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            yield IndexWriter(connection)
            connection.execute("COMMIT")
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.replace(target)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"{target}: cannot be written ({reason}); nothing was changed") from error
    finally:
        temporary.unlink(missing_ok=True)


def read_index(path: str | os.PathLike[str]) -> tuple[list[PlaceRow], list[Name]]:
    """Read the places and names of an index.

    Parameters
    ----------
    path
        A file that :func:`~geo_nk.gazetteer.exchange.imports.import_places` made.

    Returns
    -------
    places : list of PlaceRow
        Each with a point.
    names : list of Name

    Raises
    ------
    geo_nk.errors.ReadError
        If it is no index, or a damaged one.
    """
    file = Path(path)
    if not file.is_file():
        raise ReadError(
            f"{file}: {'is a folder' if file.is_dir() else 'does not exist'}; give an index file", path=file
        )
    try:
        with contextlib.closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
            _check_mark(opened, file)
            places = [PlaceRow._make(row) for row in opened.execute(_select("places", _PLACE_COLUMNS))]
            names = [Name._make(row) for row in opened.execute(_select("names", _NAME_COLUMNS))]
    except (sqlite3.Error, OverflowError, UnicodeError) as error:
        raise ReadError(f"{file}: is no index of places, or damaged ({error}); import it again", path=file) from error
    for row in places:
        _check_place(row, file)
    return places, names


def _select(table: str, columns: Iterable[str]) -> str:
    """Return the query for a table; whatever a cell holds comes as text."""
    cells = ", ".join(f"coalesce(CAST({column} AS TEXT), '')" for column in columns)
    return f"SELECT {cells} FROM {table}"  # noqa: S608 - both are ours


def _check_mark(opened: sqlite3.Connection, file: Path) -> None:
    """Raise unless the file says that it is an index, in the form that we read."""

    def asked(query: str) -> Any:  # noqa: ANN401 - SQLite says what it is
        return opened.execute(query).fetchone()[0]

    if asked("PRAGMA application_id") != _MARK:
        raise ReadError(f"{file}: is no index of places; make one with geo-nk gazetteer import", path=file)
    if (version := asked("PRAGMA user_version")) != _VERSION:
        raise ReadError(f"{file}: is an index of form {version}, and this is {_VERSION}; import it again", path=file)
    if asked("SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')"):
        raise ReadError(f"{file}: holds more than tables, so geo_nk did not make it; import it again", path=file)


@functools.cache
def _kinds() -> frozenset[str]:
    return frozenset(row["kind"] for row in read_table("lexicon/places/kind_extents.csv"))


def _check_place(row: PlaceRow, file: Path) -> None:
    """Raise unless a place is of a known kind and lies on the Earth."""
    try:
        lon, lat, radius = float(row.lon), float(row.lat), float(row.uncertainty_m)
    except ValueError:
        lon = lat = radius = math.nan
    if not (on_earth(lon, lat) and 0 < radius <= _WIDEST_M) or row.kind not in _kinds():
        raise ReadError(
            f"{file}: place {row.place_id[:40]!r} is damaged (kind {row.kind[:40]!r}, lon {row.lon[:20]!r}, "
            f"lat {row.lat[:20]!r}, uncertainty_m {row.uncertainty_m[:20]!r}); import it again",
            path=file,
        )
