"""The tables of a collection in a GeoPackage (OGC 12-128r18), written in transactions of SQLite.

The layer ``events`` is what QGIS draws. ``reports``, ``additions`` and ``history`` have no geometry. A change is either
whole in the file or not at all, whatever ends the process; writers wait for each other.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import shapely

from geo_nk._files import require_file
from geo_nk.data import file
from geo_nk.errors import OutputError, ReadError
from geo_nk.events.collection.layout import COLUMNS, HISTORY, REPORT, REST, require_layout, rest_of
from geo_nk.events.collection.records import Record, from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geo_nk.events.collection.plan import Change
    from geo_nk.events.schema import Dtype

__all__ = ["MARK", "Package", "is_collection", "opened"]

#: The table by which a collection is told from any other GeoPackage; its one row says how it is laid out.
MARK: Final = "geo_nk_collection"
_LAYOUT: Final = 1

_WAIT_S: Final = 120.0  # for another writer
_GPKG: Final = 0x47504B47
_VERSION: Final = 10300
_SRID: Final = 4326
_HEAD: Final = struct.pack("<2sBBi", b"GP", 0, 1, _SRID)  # little-endian, no envelope
_MAGIC: Final = b"SQLite format 3\x00"
_TYPES: Final[dict[Dtype, str]] = {
    "string": "TEXT",
    "list": "TEXT",
    "date": "DATE",
    "float": "DOUBLE",
    "integer": "INTEGER",
}
_WGS84: Final = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_TABLES: Final = {
    "events": "internal: complete, with the names of its sources",
    "reports": "internal: the texts that were read",
    "additions": "when something was added",
    "history": "what each addition changed, with what stood there before",
    MARK: "what makes this GeoPackage a collection of geo_nk",
}


def is_collection(path: Path) -> bool:
    """Whether a file is a collection, and not another GeoPackage or another file."""
    try:
        with path.open("rb") as stream:
            if stream.read(len(_MAGIC)) != _MAGIC:
                return False
        with closing(sqlite3.connect(path, timeout=_WAIT_S)) as database:
            found = database.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (MARK,)
            ).fetchone()
    except (OSError, sqlite3.Error, ValueError):
        return False
    return found is not None


@contextmanager
def opened(path: Path, *, write: bool = False) -> Iterator[Package]:
    """Open a collection for one transaction, which is whole or not at all.

    Parameters
    ----------
    path
        The file.
    write
        Whether something is to be changed: then a file that does not exist is made, and other writers wait.

    Yields
    ------
    Package

    Raises
    ------
    geo_nk.errors.ReadError
        If the file is no collection, or cannot be read.
    geo_nk.errors.OutputError
        If it cannot be written.
    """
    _check(path, write=write)
    try:
        with closing(_connected(path, write=write)) as database:
            package = Package(database, path)
            package.check(empty=write)
            if write:
                _keep_log(database)
            database.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            if write:
                package.lay_out()
                package.add_columns()
            yield package
            database.execute("COMMIT")  # closing without it takes all back
    except sqlite3.Error as error:
        if write:
            raise OutputError(f"{path}: cannot be written ({error}); nothing was changed") from error
        raise ReadError(f"{path}: cannot be read as a GeoPackage ({error}); get it again", path=path) from error


def _connected(path: Path, *, write: bool) -> sqlite3.Connection:
    """Connect to a file; what a killed writer left is put right by SQLite before anything is read."""
    still = not write and not os.access(path.parent, os.W_OK)  # as on a disc: nobody can change it, no lock can be made
    name = f"file:{quote(str(path.resolve()))}?immutable=1" if still else str(path)
    database = sqlite3.connect(name, timeout=_WAIT_S, isolation_level=None, uri=still)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA synchronous = FULL")
    return database


def _keep_log(database: sqlite3.Connection) -> None:
    """Have changes written to a log beside the file first: then GDAL reads the file whatever ends a writer.

    With the other kind of journal, a reader that may not write, as GDAL is, is refused until somebody has rolled back.
    The last one to close the file takes the log away. SQLite does not wait for others here, so this does.
    """
    end = time.monotonic() + _WAIT_S
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def _check(path: Path, *, write: bool) -> None:
    """Refuse a file that is no SQLite file before SQLite takes it for damaged, or makes one under a wrong name."""
    if write and not path.exists():
        if path.suffix.lower() != ".gpkg":
            raise OutputError(
                f"{path}: a collection is a GeoPackage, or Parquet; give it a name that ends in .gpkg or .parquet"
            )
        if not path.parent.is_dir():
            raise OutputError(f"{path}: the folder {path.parent} does not exist; make it first")
        return
    require_file(path)
    with path.open("rb") as stream:
        head = stream.read(len(_MAGIC))
    if head not in {_MAGIC, b""} or (not head and not write):
        raise ReadError(
            f"{path}: is no GeoPackage; a collection is made by geo-nk add NEW... --to NAME.gpkg", path=path
        )


class Package:
    """The tables of a collection, within one transaction.

    Parameters
    ----------
    database
        With a transaction that has begun.
    path
        The file, for errors.
    """

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path

    def lay_out(self) -> None:
        """Make the tables, where the file is new and empty."""
        if self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        self._database.execute(f"PRAGMA application_id = {_GPKG}")
        self._database.execute(f"PRAGMA user_version = {_VERSION}")
        for statement in file("collection.sql").read_text(encoding="utf-8").split(";\n"):
            self._database.execute(statement)
        self.add_columns()
        self._database.execute("CREATE UNIQUE INDEX events_event_id ON events (event_id)")
        self._database.execute("CREATE INDEX events_report_id ON events (report_id)")
        self._many(
            "gpkg_spatial_ref_sys",
            ("srs_name", "srs_id", "organization", "organization_coordsys_id", "definition"),
            [
                ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined"),
                ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
                ("WGS 84 geodetic", _SRID, "EPSG", _SRID, _WGS84),
            ],
        )
        kinds = [
            (name, "features" if name == "events" else "attributes", name, said, _SRID if name == "events" else None)
            for name, said in _TABLES.items()
        ]
        self._many("gpkg_contents", ("table_name", "data_type", "identifier", "description", "srs_id"), kinds)
        self._database.execute(
            "INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', ?, 0, 0)", (_SRID,)
        )
        self._many(MARK, ("fid", "layout"), [(1, _LAYOUT)])

    def check(self, *, empty: bool) -> None:
        """Refuse another GeoPackage and a collection of a later layout, and a file without tables unless `empty`."""
        if empty and not self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        known = self._database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", (MARK,))
        if not known.fetchone()[0]:
            message = f"{self._path}: is a GeoPackage, but no collection; geo-nk add NEW... --to NAME.gpkg makes one"
            raise ReadError(message, path=self._path)
        layout = self._database.execute(f"SELECT max(layout) FROM {MARK}").fetchone()[0]  # noqa: S608 - a name of ours
        require_layout(self._path, layout, known=_LAYOUT)

    def add_columns(self) -> None:
        """Give a collection of an earlier version the columns that the event table has got since."""
        present = self._present()
        for name, dtype in COLUMNS.items():
            if name not in present:
                self._database.execute(f'ALTER TABLE events ADD COLUMN "{name}" {_TYPES[dtype]}')

    def events(self) -> list[Record]:
        """Return all events, in the order in which they were added."""
        return list(self._select(""))

    def held(self, event_ids: Iterable[str], reports: Iterable[str]) -> dict[str, Record]:
        """Return the events with these ids, and all those of these reports, by id."""
        found: dict[str, Record] = {}
        for name, keys in (("event_id", event_ids), ("report_id", reports)):
            wanted = json.dumps(sorted(set(keys)))
            for record in self._select(f"WHERE {name} IN (SELECT value FROM json_each(?))", wanted):  # noqa: S608 - names of ours
                found[record["event_id"]] = record
        return found

    def texts(self, report_ids: Iterable[str]) -> dict[str, tuple[str, str | None, str]]:
        """Return checksum, address and text of the latest version of these reports that the collection has."""
        wanted = json.dumps(sorted(set(report_ids)))
        rows = self._database.execute(
            "SELECT report_id, sha256, url, text FROM reports WHERE report_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY fid",
            (wanted,),
        )
        return {report_id: (sha256, url, text) for report_id, sha256, url, text in rows}

    def add_reports(self, addition: int, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep the texts of reports."""
        self._many("reports", ("addition", *REPORT), [(addition, *row) for row in rows])

    def begin(self, at: str, by: str | None, note: str | None) -> int:
        """Note that something is added, and return the number of the addition."""
        cursor = self._database.execute("INSERT INTO additions (at, by, note) VALUES (?, ?, ?)", (at, by, note))
        return int(cursor.lastrowid or 0)

    def apply(self, addition: int, at: str, changes: Iterable[Change]) -> None:
        """Make changes, and keep what stood there before."""
        names = ("geom", *COLUMNS, REST)
        for change in changes:
            if change.kind == "new":
                self._many("events", names, [_cells(change.after)])
            elif change.kind == "changed":
                values = ", ".join(f'"{name}" = ?' for name in names)
                self._database.execute(
                    f"UPDATE events SET {values} WHERE event_id = ?",  # noqa: S608 - names of ours
                    (*_cells(change.after), change.event_id),
                )
            else:
                self._database.execute("DELETE FROM events WHERE event_id = ?", (change.event_id,))
            self._many(
                "history",
                ("addition", *HISTORY),
                [(addition, at, change.kind, change.event_id, to_text(change.before))],
            )
        self._database.execute("UPDATE gpkg_contents SET last_change = ?", (at,))

    def history(self, since: str = "") -> list[tuple[str, str, str, Record]]:
        """Return when, kind, event and what stood there before, of each change since an instant, the latest first."""
        rows = self._database.execute(
            'SELECT at, kind, event_id, "before" FROM history WHERE at >= ? ORDER BY fid DESC', (since,)
        )
        return [(at, kind, event_id, from_text(before)) for at, kind, event_id, before in rows]

    def _select(self, where: str, *values: str) -> Iterator[Record]:
        names = ("geom", *COLUMNS, REST)
        present = self._present()
        columns = ", ".join(f'"{name}"' if name in present else "NULL" for name in names)
        rows = self._database.execute(f"SELECT {columns} FROM events {where} ORDER BY fid", values)  # noqa: S608 - as above
        return (_record(dict(zip(names, row, strict=True))) for row in rows)

    def _present(self) -> set[str]:
        return {row[1] for row in self._database.execute("PRAGMA table_info(events)")}

    def _many(self, table: str, names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
        columns = [f'"{name}"' for name in names]
        marks = ", ".join("?" * len(columns))
        self._database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608


def _cells(record: Record) -> tuple[Any, ...]:
    """Return geometry, columns and the rest of a record as they stand in the file."""
    placed = "lon" in record and "lat" in record
    geometry = _HEAD + shapely.to_wkb(shapely.Point(record["lon"], record["lat"]), byte_order=1) if placed else None
    values = (
        json.dumps(record[name], ensure_ascii=False) if dtype == "list" and name in record else record.get(name)
        for name, dtype in COLUMNS.items()
    )
    return geometry, *values, rest_of(record)


def _record(cells: Record) -> Record:
    geometry, rest = cells.pop("geom"), cells.pop(REST)
    record = {
        name: json.loads(value) if COLUMNS[name] == "list" else value
        for name, value in cells.items()
        if value is not None
    }
    if geometry is not None:
        point = shapely.from_wkb(geometry[len(_HEAD) :])
        record |= {"lon": point.x, "lat": point.y}
    return record | (from_text(rest) if rest else {})
