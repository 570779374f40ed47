"""A collection in a PostgreSQL database with PostGIS, of which many may read and write at once.

A file that ends in ``.postgis`` names the database in its one line, such as ``postgresql://localhost/reports``: so no
password stands in a command, and a collection is a path wherever it is kept. Its tables are in the schema ``geo_nk``.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files import read_bytes, require_file
from geo_nk.data import file
from geo_nk.errors import OutputError, ReadError
from geo_nk.events.collection.layout import COLUMNS, HISTORY, REPORT, REST, require_layout, rest_of
from geo_nk.events.collection.records import Record, from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geo_nk.events.collection.plan import Change
    from geo_nk.events.schema import Dtype

__all__ = ["ENDING", "Database", "opened"]

#: What the name of a file ends in that names a database.
ENDING: Final = ".postgis"

_LAYOUT: Final = 1
_LOCK: Final = 0x67656F6E6B  # for writers, who wait for each other; also while one makes the tables
_WAIT_S: Final = 10
_TYPES: Final[dict[Dtype, str]] = {
    "string": "TEXT",
    "list": "TEXT[]",
    "date": "DATE",
    "float": "DOUBLE PRECISION",
    "integer": "BIGINT",
}
_LONGEST: Final = 4_096
_INSTANT: Final = """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""


@contextmanager
def opened(path: Path, *, write: bool = False) -> Iterator[Database]:
    """Open a collection for one transaction, which is whole or not at all.

    Parameters
    ----------
    path
        The file that names the database.
    write
        Whether something is to be changed: then tables that do not exist are made, and other writers wait.

    Yields
    ------
    Database

    Raises
    ------
    geo_nk.errors.ReadError
        If the file names no database, none answers, or it holds no collection.
    geo_nk.errors.OutputError
        If it cannot be written.
    """
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = f"{path}: a collection in PostGIS needs the package psycopg; pip install 'geo_nk[postgis]'"
        raise ReadError(message, path=path) from error
    address = _address(path)
    try:
        psycopg.conninfo.conninfo_to_dict(address)
    except psycopg.Error:  # whose words would show the password
        raise _unreadable(path) from None
    try:
        connection = psycopg.connect(address, connect_timeout=_WAIT_S)
    except psycopg.Error as error:
        message = f"{path}: the database that it names does not answer ({_said(error)})"
        raise ReadError(message, path=path) from error
    try:
        with connection, connection.transaction():
            database = Database(connection, path)
            if write:
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
                database.lay_out()
            else:
                connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            database.check()
            yield database
    except (psycopg.Error, UnicodeError) as error:
        if write:
            raise OutputError(f"{path}: cannot be written ({_said(error)}); nothing was changed") from error
        raise ReadError(f"{path}: cannot be read from the database ({_said(error)})", path=path) from error


def _address(path: Path) -> str:
    advice = "write the address of the database into it, such as postgresql://localhost/reports"
    require_file(path, advice=advice)
    text = read_bytes(path, limit=_LONGEST).decode("utf-8", "replace").strip()
    if not text.startswith(("postgresql://", "postgres://")) or len(text.split()) != 1:
        raise ReadError(f"{path}: names no database; {advice}", path=path)
    host, _, name = text.partition("://")[2].partition("/")
    if host.count("@") > 1 or "@" in name.partition("?")[0]:  # a part of the password would be taken for a host
        raise _unreadable(path)
    return text


def _unreadable(path: Path) -> ReadError:
    message = (
        f"{path}: its address cannot be read; write postgresql://USER:PASSWORD@HOST/NAME, in a password "
        "%25 for %, %40 for @, %2F for / and %5B for ["
    )
    return ReadError(message, path=path)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class Database:
    """The tables of a collection, within one transaction.

    Parameters
    ----------
    connection
        With a transaction that has begun.
    path
        The file that names it, for errors.
    """

    def __init__(self, connection: Any, path: Path) -> None:  # noqa: ANN401 - of psycopg
        self._connection = connection
        self._path = path

    def lay_out(self) -> None:
        """Make the tables where there are none, and the columns that the event table has got since."""
        if not self._has("SELECT 1 FROM pg_extension WHERE extname = 'postgis'"):
            self._connection.execute("CREATE EXTENSION postgis")
        if not self._has("SELECT 1 FROM pg_namespace WHERE nspname = 'geo_nk'"):
            self._connection.execute(file("collection_postgis.sql").read_text(encoding="utf-8"))
            self._connection.execute("INSERT INTO geo_nk.collection VALUES (%s)", (_LAYOUT,))
        present = self._present()
        for name, dtype in COLUMNS.items():
            if name not in present:
                key = {"event_id": " UNIQUE"}.get(name, "")
                self._connection.execute(f'ALTER TABLE geo_nk.events ADD COLUMN "{name}" {_TYPES[dtype]}{key}')
        self._connection.execute("CREATE INDEX IF NOT EXISTS events_report_id ON geo_nk.events (report_id)")

    def check(self) -> None:
        """Refuse a database without a collection, and one of a later layout."""
        if not self._has("SELECT 1 FROM pg_tables WHERE schemaname = 'geo_nk' AND tablename = 'collection'"):
            message = (
                f"{self._path}: the database holds no collection; geo-nk add NEW... --to {self._path.name} makes it"
            )
            raise ReadError(message, path=self._path)
        layout = self._connection.execute("SELECT max(layout) FROM geo_nk.collection").fetchone()[0]
        require_layout(self._path, layout, known=_LAYOUT)

    def events(self) -> list[Record]:
        """Return all events, in the order in which they were added."""
        return list(self._select(""))

    def held(self, event_ids: Iterable[str], reports: Iterable[str]) -> dict[str, Record]:
        """Return the events with these ids, and all those of these reports, by id."""
        found: dict[str, Record] = {}
        for name, keys in (("event_id", event_ids), ("report_id", reports)):
            for record in self._select(f"WHERE {name} = ANY(%s)", sorted(set(keys))):
                found[record["event_id"]] = record
        return found

    def texts(self, report_ids: Iterable[str]) -> dict[str, tuple[str, str | None, str]]:
        """Return checksum, address and text of the latest version of these reports that the collection has."""
        rows = self._connection.execute(
            "SELECT report_id, sha256, url, text FROM geo_nk.reports WHERE report_id = ANY(%s) ORDER BY fid",
            (sorted(set(report_ids)),),
        )
        return {report_id: (sha256, url, text) for report_id, sha256, url, text in rows}

    def add_reports(self, addition: int, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep the texts of reports."""
        self._many("reports", ("addition", *REPORT), [(addition, *row) for row in rows])

    def begin(self, at: str, by: str | None, note: str | None) -> int:
        """Note that something is added, and return the number of the addition."""
        query = "INSERT INTO geo_nk.additions (at, by, note) VALUES (%s, %s, %s) RETURNING fid"
        return int(self._connection.execute(query, (at, by, note)).fetchone()[0])

    def apply(self, addition: int, at: str, changes: Iterable[Change]) -> None:
        """Make changes, and keep what stood there before."""
        made = list(changes)
        names = ("geom", *COLUMNS, REST)
        values = ", ".join(f'"{name}" = %s' for name in names)
        with self._connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM geo_nk.events WHERE event_id = %s",
                [(change.event_id,) for change in made if change.kind == "withdrawn"],
            )
            cursor.executemany(
                f"UPDATE geo_nk.events SET {values} WHERE event_id = %s",  # noqa: S608 - names of ours
                [(*_cells(change.after), change.event_id) for change in made if change.kind == "changed"],
            )
        self._many("events", names, [_cells(change.after) for change in made if change.kind == "new"])
        self._many(
            "history",
            ("addition", *HISTORY),
            [(addition, at, change.kind, change.event_id, to_text(change.before)) for change in made],
        )

    def history(self, since: str = "") -> list[tuple[str, str, str, Record]]:
        """Return when, kind, event and what stood there before, of each change since an instant, the latest first."""
        columns = f"{_INSTANT}, kind, event_id, before"
        rows = self._connection.execute(
            f"SELECT {columns} FROM geo_nk.history WHERE at >= %s::timestamptz ORDER BY fid DESC",  # noqa: S608 - words of ours
            (f"{since}00:00Z" if since else "-infinity",),
        )
        return [(at, kind, event_id, from_text(before)) for at, kind, event_id, before in rows]

    def _select(self, where: str, *values: object) -> Iterator[Record]:
        present = self._present()
        columns = ", ".join(f'"{name}"' if name in present else f'NULL AS "{name}"' for name in (*COLUMNS, REST))
        query = f"SELECT ST_X(geom), ST_Y(geom), {columns} FROM geo_nk.events {where} ORDER BY fid"  # noqa: S608 - names of ours
        names = ("lon", "lat", *COLUMNS, REST)
        return (_record(dict(zip(names, row, strict=True))) for row in self._connection.execute(query, values))

    def _has(self, query: str) -> bool:
        return self._connection.execute(query).fetchone() is not None

    def _present(self) -> set[str]:
        query = (
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'geo_nk' AND table_name = 'events'"
        )
        return {name for (name,) in self._connection.execute(query)}

    def _many(self, table: str, names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
        columns = [f'"{name}"' for name in names]
        marks = ", ".join(["%s"] * len(columns))
        query = f"INSERT INTO geo_nk.{table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of ours
        with self._connection.cursor() as cursor:
            cursor.executemany(query, list(rows))


def _cells(record: Record) -> tuple[Any, ...]:
    """Return geometry, columns and the rest of a record as they stand in the database."""
    placed = "lon" in record and "lat" in record
    geometry = f"SRID=4326;POINT({record['lon']!r} {record['lat']!r})" if placed else None
    return geometry, *(record.get(name) for name in COLUMNS), rest_of(record)


def _record(cells: Record) -> Record:
    rest = cells.pop(REST)
    record = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in cells.items()
        if value is not None
    }
    return record | (from_text(rest) if rest else {})
