"""Events as a CSV table that a spreadsheet opens and a person edits."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import shapely

from geo_nk._files import guard
from geo_nk._files.columns import nothing, read_csv_columns
from geo_nk._files.openings import odd_openings
from geo_nk.errors import OutputError, ReadError
from geo_nk.events.columns import Columns, each_text, no_items
from geo_nk.events.formats.values import cell_text, items_of
from geo_nk.events.in_form import texts_in_form
from geo_nk.events.schema import EVENT_COLUMNS, names_of
from geo_nk.gazetteer.place import LAT_LIMIT, LON_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

__all__ = ["axes", "cells", "csv_bytes", "csv_header", "from_csv", "listed", "safe", "to_csv"]

#: How people name columns that have another name here.
ALIASES: Final = {
    "date": "date_start",
    "id": "event_id",
    "lat": "lat",
    "latitude": "lat",
    "lng": "lon",
    "lon": "lon",
    "long": "lon",
    "longitude": "lon",
    "place": "place_name",
    "source": "publisher",
}

_DECIMALS = 7
_AT_ONCE: Final = 1 << 16  # rows; bounds the memory that takes
_ODD: Final = r"^[^\pL\pN]"  # what begins with a letter or a digit is no formula
_LISTS: Final = names_of("list")
_DATES: Final = names_of("date")
_KNOWN = frozenset(column.name for column in EVENT_COLUMNS)


def to_csv(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    r"""Yield a CSV file (RFC 4180, UTF-8) with the columns ``lon`` and ``lat``, table by table.

    Items of a list are joined by ``; ``. Text that a spreadsheet would run as a formula gets an
    apostrophe in front, which `from_csv` takes away.

    Parameters
    ----------
    tables
        Each as from `geo_nk.events.validate_events`, the first with all the columns.

    Yields
    ------
    bytes
        Parts of the file. It begins with a byte order mark, without which Excel takes UTF-8 for something else.

    Raises
    ------
    geo_nk.errors.OutputError
        If a list or mapping in another column holds itself, or a later table has a column that the first has not.
    """
    names: list[str] | None = None
    for events in tables:
        own = [str(name) for name in events.columns if name not in {"geometry", "lon", "lat"}]
        if names is None:
            names = own
            yield csv_header([*names, "lon", "lat"])
        if new := [name for name in own if name not in names]:
            raise OutputError(f"the column {new[0][:60]!r} comes too late: the first rows are written without it")
        for start in range(0, len(events), _AT_ONCE):
            yield _rows(events.iloc[start : start + _AT_ONCE], names)


def _rows(events: gpd.GeoDataFrame, names: Sequence[str]) -> bytes:
    empty = pa.nulls(len(events), pa.string())
    return csv_bytes([*(cells(events[name]) if name in events.columns else empty for name in names), *axes(events)])


def csv_header(names: Iterable[str]) -> bytes:
    """Return the beginning of a CSV file: the byte order mark, and the names of the columns."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerow(map(guard, names))
    return codecs.BOM_UTF8 + stream.getvalue().encode()


def csv_bytes(columns: Iterable[pa.Array]) -> bytes:
    """Return the rows of a CSV table, without a header."""
    arrays = list(columns)
    sink = io.BytesIO()
    table = pa.table(arrays, names=[str(i) for i in range(len(arrays))])
    pacsv.write_csv(table, sink, pacsv.WriteOptions(include_header=False))
    return sink.getvalue()


def axes(events: gpd.GeoDataFrame) -> tuple[pa.Array, pa.Array]:
    """Return lon and lat in degrees, null where an event has no point."""
    geometry = events.geometry.to_numpy()
    lon, lat = (np.round(axis, _DECIMALS) + 0.0 for axis in (shapely.get_x(geometry), shapely.get_y(geometry)))
    return pa.array(lon, from_pandas=True), pa.array(lat, from_pandas=True)


def cells(values: pd.Series[Any]) -> pa.Array:
    """Return a column as the cells of a table have it: numbers and days as such, text safe from being run."""
    if values.name in _DATES:
        return pa.array(values.to_numpy().astype("datetime64[D]"))
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return pa.array(values, from_pandas=True)
    held = values.to_numpy() if values.dtype == object else values.astype(object).where(values.notna(), None).to_numpy()
    if values.name in _LISTS:
        return listed(held, partial(cell_text, listed=True))
    if values.name in _KNOWN or texts_in_form(held):
        return safe(pa.array(held, pa.large_string()))
    return pa.array([_cell(value) or None for value in held], pa.large_string())


def listed(lists: NDArray[Any], text: Callable[[tuple[str, ...]], str]) -> pa.Array:
    """Return lists as cells with a text of each, safe from being run; that of an empty list is null."""
    if no_items(lists):
        return pa.nulls(len(lists), pa.large_string())
    held = lists.tolist()
    texts = {items: text(items) for items in set(held) if items}
    return safe(pa.array(map(texts.get, held), pa.large_string()))


def safe(texts: pa.Array) -> pa.Array:
    """Return texts with an apostrophe before each that a spreadsheet would run."""
    if texts.null_count == len(texts):
        return texts
    odd = odd_openings(texts)
    odd[odd] = (
        pc.match_substring_regex(texts.filter(odd), _ODD).fill_null(fill_value=False).to_numpy(zero_copy_only=False)
    )
    if not odd.any():
        return texts
    guarded = pa.array(map(guard, texts.filter(odd).to_pylist()), texts.type)
    return pc.replace_with_mask(texts, odd, guarded)


def from_csv(path: Path) -> Columns:
    """Return the columns of a CSV file, as this module or a person wrote it.

    Parameters
    ----------
    path
        The file. Column names are read without regard to case; ``latitude``, ``longitude``, ``place`` and
        ``date`` are understood.

    Returns
    -------
    Columns
        The rows by the number that a spreadsheet shows. Empty cells are None. ``lon`` and ``lat`` are numbers.

    Raises
    ------
    geo_nk.errors.ReadError
        If it is no CSV, or a position is not one.
    """
    table = read_csv_columns(path)
    names = {name: _column_name(name) for name in table.columns}
    counts = Counter(names.values())
    for name, meant in names.items():
        if counts[meant] > 1:
            others = ", ".join(repr(other) for other in names if names[other] == meant)
            raise ReadError(f"{path}: the columns {others} all mean {meant!r}; keep one ({name!r}?)", path=path)
    cells: dict[str, NDArray[Any]] = {names[name]: column for name, column in table.columns.items()}
    numbers = table.numbers
    for i, shape in enumerate(cells.pop("geometry", ())):
        if shape is not None:
            message = (
                f"{path}: row {numbers[i]}, geometry: {str(shape)[:60]!r} is not read; "
                "write decimal degrees in the columns lon and lat, and remove this one"
            )
            raise ReadError(message, path=path)
    for name in _LISTS & cells.keys():
        cells[name] = each_text(items_of, cells[name])
    for axis, limit in (("lon", LON_LIMIT), ("lat", LAT_LIMIT)):
        cells[axis] = _degrees(cells.get(axis, nothing(len(numbers))), numbers, limit=limit, axis=axis, path=path)
    half = np.flatnonzero(np.isnan(cells["lon"]) != np.isnan(cells["lat"]))
    if len(half):
        raise ReadError(f"{path}: row {numbers[half[0]]} has only one of lon and lat; give both or none", path=path)
    return Columns(numbers, cells, table.notes)


def _degrees(
    texts: NDArray[Any], numbers: NDArray[np.intp], *, limit: float, axis: str, path: Path
) -> NDArray[np.float64]:
    """Return a column of coordinates as numbers, NaN where there is none; the first that is none is named."""
    try:
        degrees = texts.astype("float64")  # None is NaN
    except ValueError:
        degrees = np.array([_number(text) for text in texts], dtype="float64")
    wrong = np.flatnonzero(~(np.abs(degrees) <= limit) & (texts != None))  # noqa: E711 - each of an array
    if len(wrong):
        where = f"{path}: row {numbers[wrong[0]]}, {axis}"
        text, number = texts[wrong[0]], degrees[wrong[0]]
        if np.isnan(number) and text.strip().lower() != "nan":
            message = f"{where}: {text[:60]!r} is not a number; write decimal degrees, such as 128.18"
        else:
            message = f"{where}: {number} is not between -{limit:g} and {limit:g}; are lon and lat swapped?"
        raise ReadError(message, path=path)
    return degrees


def _number(text: str | None) -> float:
    try:
        return float(text or "nan")
    except ValueError:
        return math.nan


def _cell(value: object) -> str:
    text = cell_text(value)
    is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    return text if is_number else guard(text)


def _column_name(name: str) -> str:
    folded = re.sub(r"[\s-]+", "_", name.strip().lower())
    meant = ALIASES.get(folded, folded)
    return meant if meant in _KNOWN or folded in ALIASES else name
