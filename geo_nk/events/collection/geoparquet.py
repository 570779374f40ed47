"""The tables of a collection in a folder of GeoParquet, for tens of millions of events and for engines that read it.

- ``collection.json``: lists the parts that count; replaced in one step, which makes an addition
- ``events/*.parquet`` (GeoParquet 1.1), ``reports``, ``additions``, ``history``: parts, which are never changed
- ``lock``: by which writers wait for each other, and what is read is not taken away

A part that no list names any longer, or that a killed writer left, is removed by the next that adds when nobody reads.
"""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import dataset, parquet

from geo_nk._files import write_atomic
from geo_nk.errors import GeoNKError, OutputError, ReadError
from geo_nk.events.collection.arrow import SCHEMAS, from_arrow, to_arrow
from geo_nk.events.collection.layout import require_layout
from geo_nk.events.collection.records import Record, from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo_nk.events.collection.plan import Change

__all__ = ["ENDING", "Dataset", "event_parts", "is_collection", "opened"]

#: What the name of a new folder ends in.
ENDING: Final = ".parquet"

_LIST: Final = "collection.json"
_LOCK: Final = "lock"
_LAYOUT: Final = 1
_WAIT_S: Final = 120.0  # for another writer
_MOST: Final = 100_000  # rows in a part: what a change of one of them writes anew
_COMPRESSION: Final = "zstd"
_PART = re.compile(r"[0-9]{8,}-[0-9]+\.parquet|\.[0-9]{8,}-[0-9]+\.parquet\.[0-9a-f]{12}\.part")

#: The parts of each table in their order: name of the file, and how many rows it has.
Parts = dict[str, list[tuple[str, int]]]


def is_collection(path: Path) -> bool:
    """Whether a path is a folder with a collection."""
    try:
        return (path / _LIST).is_file()
    except (OSError, ValueError):
        return False


@contextmanager
def event_parts(path: Path) -> Iterator[list[Path]]:
    """Have the files of events of a collection, in the order in which they were added; none is taken away meanwhile.

    Yields
    ------
    list of pathlib.Path

    Raises
    ------
    geo_nk.errors.ReadError
        If it is none, or cannot be read.
    """
    with ExitStack() as held:
        try:
            held.enter_context(_locked(path, "DEFERRED"))
        except sqlite3.Error as error:
            raise ReadError(f"{path / _LOCK}: cannot be read ({error}); get it again", path=path) from error
        yield [path / name for name, _ in _listed(path)["events"]]


@contextmanager
def opened(path: Path, *, write: bool = False) -> Iterator[Dataset]:
    """Open a collection for one transaction, which is whole or not at all.

    Parameters
    ----------
    path
        The folder.
    write
        Whether something is to be changed: then a folder that does not exist is made, and other writers wait.

    Yields
    ------
    Dataset

    Raises
    ------
    geo_nk.errors.ReadError
        If it is no collection, or cannot be read.
    geo_nk.errors.OutputError
        If it cannot be written.
    """
    if write:
        _make(path)
    try:
        with _locked(path, "IMMEDIATE" if write else "DEFERRED"):
            if write and not is_collection(path):
                _list(path, {name: [] for name in SCHEMAS})  # before there are parts: these without it are not ours
            held = Dataset(path, _listed(path))
            yield held
            if write:
                held.commit()
    except GeoNKError:
        raise
    except (OSError, pa.ArrowException, sqlite3.Error) as error:
        if write:
            raise OutputError(f"{path}: cannot be written ({error}); nothing was changed") from error
        raise ReadError(f"{path}: cannot be read ({error}); get it again"[:500], path=path) from error
    finally:
        if write:
            _tidy(path)


def _make(path: Path) -> None:
    """Make the folder of a new collection, or go on with what a writer left that was killed before it was done."""
    if is_collection(path):
        return
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path}: is a file; a collection in Parquet is a folder, so give another name")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: the folder {path.parent} does not exist; make it first")
    try:
        path.mkdir(exist_ok=True)
        other = sorted({each.name for each in path.iterdir() if not each.name.startswith(f".{_LIST}.")} - {_LOCK})
    except OSError as error:
        raise OutputError(f"{path}: cannot be made ({error.strerror}); choose another name") from error
    if not other or is_collection(path):  # another writer has just made it
        return
    if other[0] in SCHEMAS:
        raise OutputError(f"{path}: has lost its {_LIST}, which lists its parts; put that back, or give another name")
    raise OutputError(f"{path}: holds other things already, such as {other[0]}; give another name")


@contextmanager
def _locked(
    path: Path, how: Literal["IMMEDIATE", "DEFERRED", "EXCLUSIVE"], *, wait_s: float = _WAIT_S
) -> Iterator[None]:
    """Hold the lock of a folder: a writer keeps writers out, a reader what takes parts away, and that keeps all out.

    The lock is an empty database, for SQLite has these locks on every system, and the system lets go of them when a
    process ends. Nothing is ever written to it.
    """
    lock = path / _LOCK
    if how == "DEFERRED" and not lock.exists():  # a copy that nobody ever wrote to
        yield
        return
    mode = "ro" if how == "DEFERRED" else "rwc"
    name = f"file:{quote(str(lock.resolve()))}?mode={mode}"
    with closing(sqlite3.connect(name, timeout=wait_s, isolation_level=None, uri=True)) as held:
        held.execute("PRAGMA journal_mode = MEMORY")  # no file beside it
        held.execute(f"BEGIN {how}")
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on a reader holds it, too
        yield


def _list(path: Path, parts: Parts) -> None:
    """Have parts count, and no others."""
    write_atomic(path / _LIST, json.dumps({"layout": _LAYOUT, "parts": parts}, indent=1) + "\n")


def _listed(path: Path) -> Parts:
    """Return the parts that count."""
    file = path / _LIST
    if not is_collection(path):
        message = f"{path}: is no collection; geo-nk add NEW... --to NAME{ENDING} makes one"
        raise ReadError(message, path=path)
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        layout = told["layout"]
        parts = {name: [(_within(file), int(rows)) for file, rows in told["parts"][name]] for name in SCHEMAS}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{file}: does not list the parts of a collection ({error}); get it again"
        raise ReadError(message[:500], path=file) from error
    require_layout(path, layout, known=_LAYOUT)
    return parts


def _within(name: str) -> str:
    """Return the name of a part, which leads out of no folder."""
    table, _, file = name.partition("/")
    if table not in SCHEMAS or Path(file).name != file or not file.endswith(ENDING):
        raise ValueError(f"{name!r} is the name of no part")
    return name


def _tidy(path: Path) -> None:
    """Remove the parts that no list names, unless somebody reads or writes: then the next does."""
    try:
        with _locked(path, "EXCLUSIVE", wait_s=0):
            named = {path / name for parts in _listed(path).values() for name, _ in parts}
            for table in SCHEMAS:
                for file in set((path / table).glob("*")) - named:
                    if _PART.fullmatch(file.name):
                        file.unlink()
    except (GeoNKError, OSError, sqlite3.Error):
        return


class Dataset:
    """The tables of a collection, within one transaction.

    Parameters
    ----------
    path
        The folder, locked.
    parts
        Those that count.
    """

    def __init__(self, path: Path, parts: Parts) -> None:
        self._path = path
        self._parts = parts
        self._before = {name: list(each) for name, each in parts.items()}
        self._addition = sum(rows for _, rows in parts["additions"])
        self._made = 0

    def commit(self) -> None:
        """Have what was written count."""
        if self._parts != self._before:
            _list(self._path, self._parts)

    def events(self) -> list[Record]:
        """Return all events, in the order in which they were added."""
        return from_arrow(self._read("events"))

    def held(self, event_ids: Iterable[str], reports: Iterable[str]) -> dict[str, Record]:
        """Return the events with these ids, and all those of these reports, by id."""
        wanted = _among("event_id", event_ids) | _among("report_id", reports)
        return {record["event_id"]: record for record in from_arrow(self._read("events", wanted))}

    def texts(self, report_ids: Iterable[str]) -> dict[str, tuple[str, str | None, str]]:
        """Return checksum, address and text of the latest version of these reports that the collection has."""
        rows = self._read("reports", _among("report_id", report_ids)).to_pylist()
        return {row["report_id"]: (row["sha256"], row["url"], row["text"]) for row in rows}

    def add_reports(self, addition: int, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep the texts of reports."""
        self._append("reports", _rows("reports", ((addition, *row) for row in rows)))

    def begin(self, at: str, by: str | None, note: str | None) -> int:
        """Note that something is added, and return the number of the addition."""
        self._addition += 1
        self._append("additions", _rows("additions", [(self._addition, at, by, note)]))
        return self._addition

    def apply(self, addition: int, at: str, changes: Iterable[Change]) -> None:
        """Make changes, and keep what stood there before."""
        made = list(changes)
        self._replace({change.event_id: change.after for change in made if change.kind != "new"})
        self._append("events", to_arrow(change.after for change in made if change.kind == "new"))
        told = ((addition, at, change.kind, change.event_id, to_text(change.before)) for change in made)
        self._append("history", _rows("history", told))

    def history(self, since: str = "") -> list[tuple[str, str, str, Record]]:
        """Return when, kind, event and what stood there before, of each change since an instant, the latest first."""
        rows = self._read("history", pc.field("at") >= since).to_pylist()
        return [(row["at"], row["kind"], row["event_id"], from_text(row["before"])) for row in reversed(rows)]

    def _append(self, table: str, rows: pa.Table) -> None:
        """Write rows in a part of their own, together with those of the last parts that are not much larger.

        So an addition of few rows writes few, and yet the parts stay few: each is more than twice as large as the next.
        """
        parts = self._parts[table]
        while parts and parts[-1][1] <= 2 * len(rows) and parts[-1][1] + len(rows) <= _MOST:
            rows = pa.concat_tables([self._part(table, parts.pop()[0]), rows])
        parts += [self._write(table, rows.slice(first, _MOST)) for first in range(0, len(rows), _MOST)]

    def _replace(self, after: dict[str, Record]) -> None:
        """Write the parts anew in which these events stand, with what became of them; nothing of those withdrawn."""
        left = dict(after)
        kept: list[tuple[str, int]] = []
        for name, rows in self._parts["events"]:
            ids = self._part("events", name, ["event_id"])["event_id"].to_pylist() if left else []
            found = {event_id: left.pop(event_id) for event_id in ids if event_id in left}
            if not found:
                kept.append((name, rows))
                continue
            fresh = {event_id: record for event_id, record in found.items() if record}
            where = {event_id: len(ids) + n for n, event_id in enumerate(fresh)}
            order = [where.get(each, n) for n, each in enumerate(ids) if each in where or each not in found]
            both = pa.concat_tables([self._part("events", name), to_arrow(fresh.values())])
            kept += [self._write("events", both.take(order))] if order else []
        self._parts["events"] = kept

    def _read(self, table: str, wanted: pc.Expression | None = None) -> pa.Table:
        schema = SCHEMAS[table]
        files = [str(self._path / name) for name, _ in self._parts[table]]
        if not files:
            return schema.empty_table()
        return dataset.dataset(files, schema=schema, format="parquet").to_table(filter=wanted)

    def _part(self, table: str, name: str, columns: list[str] | None = None) -> pa.Table:
        return dataset.dataset(self._path / name, schema=SCHEMAS[table], format="parquet").to_table(columns=columns)

    def _write(self, table: str, rows: pa.Table) -> tuple[str, int]:
        self._made += 1
        name = f"{table}/{self._addition:08}-{self._made}{ENDING}"
        (self._path / table).mkdir(exist_ok=True)
        sink = pa.BufferOutputStream()
        parquet.write_table(rows, sink, compression=_COMPRESSION)
        write_atomic(self._path / name, sink.getvalue().to_pybytes())
        return name, len(rows)


def _rows(table: str, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    schema = SCHEMAS[table]
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)


def _among(column: str, values: Iterable[str]) -> pc.Expression:
    return pc.field(column).isin(pa.array(sorted(set(values)), pa.string()))
