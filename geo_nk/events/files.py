"""Read and write event files, by the ending of their name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geo_nk._files import require_file, write_atomic
from geo_nk.errors import OutputError, ReadError
from geo_nk.events.complete import completed
from geo_nk.events.corrections import corrected
from geo_nk.events.formats.acled import to_acled
from geo_nk.events.formats.geojson import from_geojson, from_lines, to_geojson, to_lines
from geo_nk.events.formats.kml import to_kml, to_kmz
from geo_nk.events.formats.parquet import to_parquet
from geo_nk.events.formats.sheet import from_xlsx, to_xlsx
from geo_nk.events.formats.spatial import from_spatial, to_fgb, to_gpkg
from geo_nk.events.formats.table import from_csv, to_csv
from geo_nk.events.formats.timemap import to_timemap
from geo_nk.events.frame import events_frame, frame_of
from geo_nk.events.seen import IdsSeen
from geo_nk.events.validate import find_faults, raise_faults, validate_events
from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import geopandas as gpd

    from geo_nk.events.columns import Columns
    from geo_nk.gazetteer import Gazetteer

__all__ = ["EXPORTS", "FORMATS", "Format", "read_events", "write_events"]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format of event tables.

    Attributes
    ----------
    title : str
        For people.
    row : str
        What one event is called in such a file.
    write : callable
        From valid tables, one after the other, to the parts of the file.
    read : callable or None
        From a file to its columns; None of a form that is for other programs alone.
    """

    title: str
    row: str
    write: Callable[[Iterable[gpd.GeoDataFrame]], Iterator[str] | Iterator[bytes]]
    read: Callable[[Path], Columns] | None = None


_GEOJSON = Format("GeoJSON", "feature", to_geojson, from_geojson)
_LINES = Format("GeoJSON, a feature on each line", "line", to_lines, from_lines)

#: What can be read and written, by the ending.
FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        ".geojson": _GEOJSON,
        ".json": _GEOJSON,
        ".jsonl": _LINES,
        ".geojsonl": _LINES,
        ".csv": Format("CSV table", "row", to_csv, from_csv),
        ".xlsx": Format("Excel table", "row", to_xlsx, from_xlsx),
        ".gpkg": Format("GeoPackage", "feature", to_gpkg, from_spatial),
        ".fgb": Format("FlatGeobuf", "feature", to_fgb, from_spatial),
        ".parquet": Format("GeoParquet", "row", to_parquet, from_spatial),
        ".geoparquet": Format("GeoParquet", "row", to_parquet, from_spatial),
        ".kml": Format("KML", "placemark", to_kml, from_spatial),
        ".kmz": Format("KMZ", "placemark", to_kmz, from_spatial),
    }
)

#: Forms for other programs, which are written and not read back, by the ending.
EXPORTS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        ".acled.csv": Format("CSV table shaped as ACLED's", "row", to_acled),
        ".timemap.json": Format("TimeMap", "event", to_timemap),
    }
)


def write_events(events: gpd.GeoDataFrame | Iterable[gpd.GeoDataFrame], path: str | os.PathLike[str]) -> Path:
    """Write an event table; the ending of `path` says in which format.

    Parameters
    ----------
    events
        An event table; or several, as `geo_nk.extract.iter_events` yields them, which are written to one file as they
        come, so that they need never be in memory together.
    path
        The file: one of the endings of `FORMATS`. Its folder must exist. Where it is a symbolic link, the file
        that it leads to is written.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table is not an event table, or an event stands in two of several.
    geo_nk.errors.OutputError
        If the ending is unknown or the file cannot be written; then nothing is changed.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from geo_nk.events import events_frame
    >>> events = events_frame([{"event_id": "e1", "category": "defection", "lon": 128.18, "lat": 41.4}])
    >>> file = write_events(events, pathlib.Path(tempfile.mkdtemp()) / "events.geojson")
    >>> read_events(file)["category"].tolist()
    ['defection']
    """
    target = Path(path)
    fmt = _format_of(target)
    if fmt is None:
        raise OutputError(f"{target}: {_unknown_ending(target)}")
    one = hasattr(events, "columns")  # a table in itself is a series of columns
    return write_atomic(target, fmt.write((validate_events(events),) if one else _valid(events)))


def _valid(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[gpd.GeoDataFrame]:
    """Yield each table in its one form, and an empty one where there is none; an id may stand in one of them only."""
    ids = IdsSeen()
    table = None
    for table in tables:
        events = validate_events(table)
        again = ids.first_again(events["event_id"])
        if again is not None:
            fault = f"event_id: {again!r} stands twice; every row needs its own"
            raise_faults([fault], what="not an event table")
        yield events
    if table is None:
        yield events_frame([])


def read_events(
    path: str | os.PathLike[str], *, gazetteer: Gazetteer | None = None, notify: Callable[[str], None] | None = None
) -> gpd.GeoDataFrame:
    r"""Read an event table; the ending of `path` says in which format.

    A table made by hand needs ``category`` and, for the place, ``place_name`` (or ``name_as_written``) or ``lon``
    and ``lat``. What is missing is filled in: ids made from what the row says, ``date_end`` where the table has
    only ``date_start``, and for a row without a position the reason. In a file that was extracted and corrected, the
    other columns of a row follow what was changed; see `geo_nk.events.corrections`.

    Parameters
    ----------
    path
        The file: one of the endings of `FORMATS`.
    gazetteer
        Where a corrected place is looked up; the one that ships with geo_nk where None.
    notify
        Told what of a table was not read: other sheets, columns without a name, formulas without a result.

    Returns
    -------
    geopandas.GeoDataFrame
        As from `geo_nk.events.validate_events`. See `geo_nk.events.place_events` for rows without a position.

    Raises
    ------
    geo_nk.errors.ReadError
        If the file cannot be read.
    geo_nk.errors.EventSchemaError
        If what it holds is not an event table, or a row of it contradicts itself.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "mine.csv"
    >>> _ = file.write_text("category,place,date\ndefection,Hyesan,August 2021\n")
    >>> events = read_events(file)
    >>> events.loc[0, ["place_name", "unplaced_reason"]].tolist(), events["date_end"].dt.day.tolist()
    (['Hyesan', 'no coordinates in the table'], [31])
    """
    source = Path(path)
    fmt = _format_of(source)
    if fmt is None:
        raise ReadError(f"{source}: {_unknown_ending(source)}", path=source)
    if fmt.read is None:
        what = f"is {fmt.title}, which is for other programs"
        raise ReadError(f"{source}: {what}; read the file it was made of", path=source)
    require_file(source)
    table = fmt.read(source)
    if notify is not None:
        for note in table.notes:
            notify(f"{source}: {note}")
    events = frame_of(completed(table, path=source))
    asked = gazetteer if gazetteer is not None else load_gazetteer()
    events = corrected(events, gazetteer=asked, noun=f"{source}: {fmt.row}")
    raise_faults(list(find_faults(events, noun=fmt.row)), what=f"{source}: not an event table")
    return events.reset_index(drop=True)


def _format_of(path: Path) -> Format | None:
    """Return the format by the longest ending that is known."""
    name = path.name.lower()
    known = {**FORMATS, **EXPORTS}
    endings = sorted((ending for ending in known if name.endswith(ending)), key=len)
    return known[endings[-1]] if endings else None


def _unknown_ending(path: Path) -> str:
    return f"{path.suffix or 'a name without an ending'!r} is no known format of events; use {', '.join(FORMATS)}"
