"""Add to a collection, and read it as it is or as it was."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import pandas as pd

from geo_nk._days import beginning_of
from geo_nk.errors import ReadError
from geo_nk.events.collection.plan import plan
from geo_nk.events.collection.records import Record, frame_of, records_of
from geo_nk.events.collection.store import opened
from geo_nk.events.merge.telling import runs_of_words
from geo_nk.events.validate import validate_events

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

    import geopandas as gpd

    from geo_nk.events.collection.store import Store

__all__ = ["Added", "KeptReport", "add_events", "read_collection", "read_history"]

_SAME_REPORT: Final = 0.3  # of the runs of words of the shorter text: a report that was revised keeps more


class KeptReport(Protocol):
    """A report as a collection keeps it: `geo_nk.Report` is one."""

    @property
    def report_id(self) -> str:
        """Its id."""
        ...

    @property
    def text(self) -> str:
        """The text that was read."""
        ...

    @property
    def sha256(self) -> str:
        """Checksum of the text."""
        ...

    @property
    def published(self) -> dt.date | None:
        """The day of publication."""
        ...

    @property
    def publisher(self) -> str | None:
        """Who published it."""
        ...

    @property
    def url(self) -> str | None:
        """Where it stands."""
        ...

    @property
    def title(self) -> str | None:
        """Its heading."""
        ...

    @property
    def source_kind(self) -> str:
        """What kind of source it is."""
        ...


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding to a collection.

    Attributes
    ----------
    new, changed, withdrawn, same : int
        Events.
    kept : tuple of str
        Events on which a decision stands; what was read anew did not touch them.
    reports : int
        Reports, or new versions of them, whose texts are kept now.
    """

    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    same: int = 0
    kept: tuple[str, ...] = ()
    reports: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def add_events(
    path: str | os.PathLike[str],
    events: gpd.GeoDataFrame,
    *,
    reports: Iterable[KeptReport] = (),
    by: str | None = None,
    note: str | None = None,
    overwrite: bool = False,
    at: dt.datetime | None = None,
) -> Added:
    """Add events, and the reports that they were read in, to a collection; the file is made where there is none.

    All of it is added or nothing: what ends the process on the way leaves the collection as it was. Several processes
    may add at once. An event that stands there already is changed where something about it is new; one on which
    somebody decided (confirmed, rejected, merged, or with a note) stays as it is, unless the new row is, too.

    Parameters
    ----------
    path
        The collection: a GeoPackage; a folder of GeoParquet, whose name ends in ``.parquet``; or a file ending in
        ``.postgis`` that names a PostgreSQL database, such as ``postgresql://localhost/reports`` (extra ``postgis``).
    events
        An event table.
    reports
        Reports that were read whole: their texts are kept, and an event of theirs that stands in the collection and not
        in `events` is withdrawn, but for those that were decided on.
    by, note
        Who adds, and why; kept in the history, and empty where None.
    overwrite
        Whether a row without a decision takes the place of one with a decision, too: takes decisions back.
    at
        When; now where None.

    Returns
    -------
    Added

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If `events` is not an event table.
    geo_nk.errors.ReadError
        If the file is no collection, or a report has the id of another one that is in it.
    geo_nk.errors.OutputError
        If it cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from geo_nk.events import events_frame
    >>> events = events_frame([{"event_id": "a", "category": "other", "lon": 128.2, "lat": 41.4}])
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "collection.gpkg"
    >>> add_events(file, events).new, add_events(file, events).same
    (1, 1)
    """
    target = Path(path)
    given = records_of(validate_events(events))
    read = list(reports)
    instant = _instant(at or dt.datetime.now(dt.UTC))
    with opened(target, write=True) as store:
        kept = store.texts(report.report_id for report in read)
        _refuse_namesakes(read, kept, target)
        held = store.held((row["event_id"] for row in given), (report.report_id for report in read))
        planned = plan(held, given, read={report.report_id for report in read}, overwrite=overwrite)
        fresh = [report for report in read if kept.get(report.report_id, ("",))[0] != report.sha256]
        if planned.changes or fresh:
            addition = store.begin(instant, by, note)
            store.add_reports(addition, map(_report_row, fresh))
            store.apply(addition, instant, planned.changes)
    kinds = [change.kind for change in planned.changes]
    return Added(
        kinds.count("new"),
        kinds.count("changed"),
        kinds.count("withdrawn"),
        planned.same,
        tuple(planned.kept),
        len(fresh),
    )


def read_collection(path: str | os.PathLike[str], *, as_of: dt.date | str | None = None) -> gpd.GeoDataFrame:
    """Read the events of a collection, as they are or as they were.

    Parameters
    ----------
    path
        The collection.
    as_of
        As they were when that day began, in UTC; ``"2024-05"`` is the first of May. As they are where None.

    Returns
    -------
    geopandas.GeoDataFrame
        An event table.

    Raises
    ------
    geo_nk.errors.ReadError
        If the file is no collection.
    ValueError
        If `as_of` is no date.
    """
    day = None if as_of is None else _beginning_of(as_of)
    with opened(Path(path)) as store:
        records = store.events() if day is None else _as_of(store, day)
    return validate_events(frame_of(records))


def read_history(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read what was changed in a collection, the latest first.

    Parameters
    ----------
    path
        The collection.

    Returns
    -------
    pandas.DataFrame
        ``at`` (UTC), ``kind`` (new, changed, withdrawn), ``event_id`` and ``before``: what stood there before.

    Raises
    ------
    geo_nk.errors.ReadError
        If the file is no collection.
    """
    with opened(Path(path)) as store:
        return pd.DataFrame(store.history(), columns=["at", "kind", "event_id", "before"])


def _beginning_of(as_of: dt.date | str) -> dt.date:
    day = beginning_of(as_of)
    if day is None:
        raise ValueError(f"as_of={as_of!r} is not a day; write 2024-05-31, 2024-05 or 2024")
    return day


def _as_of(store: Store, day: dt.date) -> list[Record]:
    """Take back what was done since a day began, the latest first."""
    records = {record["event_id"]: record for record in store.events()}
    for _, kind, event_id, before in store.history(f"{day.isoformat()}T"):
        if kind == "new":
            records.pop(event_id, None)
        elif kind == "withdrawn":
            records[event_id] = before
        else:
            old = records[event_id] | before
            records[event_id] = {name: value for name, value in old.items() if value is not None}
    return list(records.values())


def _instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")  # as a GeoPackage has it


def _report_row(report: KeptReport) -> tuple[Any, ...]:
    published = report.published.isoformat() if report.published else None
    return (
        report.report_id,
        report.sha256,
        published,
        report.publisher,
        report.url,
        report.title,
        report.source_kind,
        report.text,
    )


def _refuse_namesakes(read: Sequence[KeptReport], kept: dict[str, tuple[str, str | None, str]], path: Path) -> None:
    """Refuse a report that is another than the one of its id: it would take that one's events away."""
    for report in read:
        if report.report_id not in kept:
            continue
        sha256, url, text = kept[report.report_id]
        if sha256 == report.sha256 or (url and url == report.url):
            continue
        mine, theirs = runs_of_words(report.text), runs_of_words(text)
        if len(mine & theirs) < _SAME_REPORT * min(len(mine), len(theirs)):
            message = (
                f"{path}: another report {report.report_id!r} is in the collection already, with other words and "
                "another address; rename the file that is added"
            )
            raise ReadError(message, path=path)
