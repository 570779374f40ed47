"""Read the cells of a table, whatever file it is in: nothing is understood here."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
from pyarrow import parquet

from geo_nk._files import first_object, require_file, unguard
from geo_nk._files.archive import refuse_bomb
from geo_nk._files.columns import csv_names, read_csv_columns
from geo_nk._files.sheet import read_sheet
from geo_nk._files.strangers import strangers_file
from geo_nk.errors import ReadError, WrongTypeError
from geo_nk.events.columns import columns_of, is_missing, objects
from geo_nk.events.formats.geojson import from_geojson, from_lines
from geo_nk.events.formats.spatial import ROW, from_spatial, read_spatial

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo_nk.events.columns import Columns

__all__ = ["TABLE_ENDINGS", "Cells", "cells_of", "names_of"]


@dataclass(frozen=True, slots=True)
class Cells:
    """A table as it stands in its file.

    Attributes
    ----------
    source : str
        What to call it in a message.
    noun : str
        What a row is called in it.
    numbers : sequence of int
        The number of each row, as a person finds it in the file.
    columns : dict of str to numpy.ndarray
        The cells, by column.
    geometry : geopandas.GeoSeries or None
        The geometries beside them, in any reference system.
    notes : tuple of str
        What of the file is not in it.
    """

    source: str
    noun: str
    numbers: Sequence[int] | NDArray[np.intp]
    columns: dict[str, NDArray[Any]]
    geometry: gpd.GeoSeries | None = None
    notes: tuple[str, ...] = ()


def cells_of(source: object) -> Cells:
    """Return the cells of a file or of a table in memory.

    Parameters
    ----------
    source
        The path of a file with one of `TABLE_ENDINGS`, a DataFrame or a GeoDataFrame.

    Returns
    -------
    Cells

    Raises
    ------
    geo_nk.errors.ReadError
        If the file cannot be read.
    geo_nk.errors.WrongTypeError
        If it is neither.
    """
    if isinstance(source, pd.DataFrame):
        return _of_frame(source, source="the table", noun="row", first=0)
    if not isinstance(source, str | Path) and not hasattr(source, "__fspath__"):
        raise WrongTypeError(f"a {type(source).__name__} is no table; give the name of a file, or a DataFrame")
    path = Path(source)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(f"{path}: {path.suffix or 'a name without an ending'!r} is no known ending of a table; "
                        f"use {', '.join(TABLE_ENDINGS)}", path=path)  # fmt: skip
    require_file(path)
    return reader(path)


def names_of(path: Path) -> list[str]:
    """Return the names of the columns of a file, without its cells where that is possible."""
    ending = path.suffix.lower()
    if ending in {".csv", ".tsv"}:
        return csv_names(path)
    if ending in {".jsonl", ".ndjson", ".geojsonl"}:
        return list(first_object(path))
    if ending in {".parquet", ".geoparquet"}:
        with strangers_file(str(path), "a Parquet table", path=path):
            return list(parquet.read_schema(path).names)
    return list(cells_of(path).columns)


def _of_frame(frame: pd.DataFrame, *, source: str, noun: str, first: int) -> Cells:
    geometry = frame.geometry if isinstance(frame, gpd.GeoDataFrame) and frame.active_geometry_name else None
    names = [name for name in frame.columns if geometry is None or name != geometry.name]
    if len({str(name) for name in names}) < len(names):
        raise ReadError(f"{source}: two columns have one name; rename one")
    columns = {str(name): objects(None if is_missing(v) else v for v in frame[name].tolist()) for name in names}
    return Cells(source, noun, range(first, first + len(frame)), columns, geometry)


def _csv(path: Path) -> Cells:
    table = read_csv_columns(path)
    return Cells(str(path), "row", table.numbers, table.columns, notes=table.notes)


def _geojson(path: Path) -> Cells:
    return _of_columns(path, "feature", from_geojson(path))


def _of_columns(path: Path, noun: str, table: Columns) -> Cells:
    return Cells(str(path), noun, table.numbers, table.cells)


def _json_lines(path: Path) -> Cells:
    if first_object(path).get("type") == "Feature":
        return _of_columns(path, "line", from_lines(path))
    rows: dict[int, dict[str, Any]] = {}
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                raise ReadError(f"{path}: line {number}: is not JSON ({str(error)[:80]})", path=path) from error
            if not isinstance(row, dict):
                raise ReadError(f"{path}: line {number}: holds no object; write one a line", path=path)
            rows[number] = row
    return _of_columns(path, "line", columns_of(rows))


def _xlsx(path: Path) -> Cells:
    sheet = read_sheet(path)
    columns = {name: objects(map(_tidy, values)) for name, values in sheet.columns.items()}
    return Cells(str(path), "row", sheet.numbers, columns, notes=sheet.notes)


def _tidy(value: object) -> object:
    return None if is_missing(value) else unguard(value) if isinstance(value, str) else value


def _vector(path: Path) -> Cells:
    frame = read_spatial(path)
    if ROW in frame.columns:  # written by geo_nk as KML: what GDAL says of a placemark is no column of anybody
        return _of_columns(path, "feature", from_spatial(path))
    return _of_frame(frame, source=str(path), noun="feature", first=1)


def _kmz(path: Path) -> Cells:
    with strangers_file(str(path), "a KMZ file", path=path):
        refuse_bomb(path, what="a KMZ file")
        with zipfile.ZipFile(path) as archive:
            if not any(name.lower().endswith(".kml") for name in archive.namelist()):
                raise ReadError(f"{path}: holds no KML", path=path)
    return _vector(path)


def _parquet(path: Path) -> Cells:
    return _of_frame(read_spatial(path), source=str(path), noun="row", first=1)


_READERS: Final[dict[str, Callable[[Path], Cells]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".xlsx": _xlsx,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".geojsonl": _json_lines,
    ".geojson": _geojson,
    ".json": _geojson,
    ".gpkg": _vector,
    ".fgb": _vector,
    ".kml": _vector,
    ".kmz": _kmz,
    ".parquet": _parquet,
    ".geoparquet": _parquet,
}

#: Endings of files that may hold a table of events made by anybody.
TABLE_ENDINGS: Final = tuple(_READERS)
