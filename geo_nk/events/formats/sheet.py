"""Events as an Excel table: typed dates, a header that stays, a filter on every column, and no text that is run."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_nk._files.columns import nothing
from geo_nk._files.sheet import read_sheet
from geo_nk.errors import OutputError
from geo_nk.events.columns import Columns, no_items, objects
from geo_nk.events.formats.table import axes
from geo_nk.events.formats.values import cell_text, items_of, whole
from geo_nk.events.frame import is_missing
from geo_nk.events.in_form import texts_in_form
from geo_nk.events.schema import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["from_xlsx", "to_xlsx"]

_DATES: Final = names_of("date")
_LISTS: Final = names_of("list")
_MOST_ROWS: Final = 1_048_575  # and the header
_LONGEST: Final = 32_767  # characters of a cell
_LARGEST: Final = 2.0**53  # a larger whole number would lose digits
_ESCAPE = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
_NOT_XML: Final = dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD)
_ODD: Final = f"[{''.join(map(chr, _NOT_XML))}]"
_WRITTEN_ON: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones
_FIRST_YEAR: Final = 1900  # with which Excel's calendar begins


def to_xlsx(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    """Yield an Excel file with one sheet.

    Parameters
    ----------
    tables
        Each as from `geo_nk.events.validate_events`.

    Yields
    ------
    bytes
        Lists are joined by semicolons, as in CSV. Control characters are escaped as Excel does; days before
        1900, which Excel does not know, are text.

    Raises
    ------
    geo_nk.errors.OutputError
        If XlsxWriter is not installed, there are too many rows, or a text is too long for a cell.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = "writing .xlsx needs the package XlsxWriter, which is not installed; pip install 'geo_nk[office]'"
        raise OutputError(message) from error
    events = whole(tables)
    if len(events) > _MOST_ROWS:
        raise OutputError(f"has {len(events):,} rows, and an Excel sheet holds {_MOST_ROWS:,}; write .csv or .gpkg")
    columns = _columns(events)  # all that can be refused comes before the book, which keeps a file open
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        book.set_properties({"created": _WRITTEN_ON})  # the same events give the same bytes, whenever they are written
        clerk = _Clerk(book, book.add_worksheet("events"))
        clerk.sheet.freeze_panes(1, 0)
        clerk.sheet.autofilter(0, 0, len(events), len(columns) - 1)
        for at, name in enumerate(columns):
            clerk.text(0, at, name)
        told = {at: values for at, values in enumerate(columns.values()) if any(value is not None for value in values)}
        writers = [(at, clerk.writer(values)) for at, values in told.items()]
        for row, cells in enumerate(zip(*told.values(), strict=True), start=1):
            for (at, write), value in zip(writers, cells, strict=True):
                if value is not None:
                    write(row, at, value)
    yield stream.getvalue()


class _Clerk:
    """Writes cells by the type of their value: text is never taken for a formula, a link, a number or markup.

    Parameters
    ----------
    book, sheet
        Of XlsxWriter.
    """

    def __init__(self, book: Any, sheet: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self.sheet = sheet
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._plain = book.add_format()

    def writer(self, values: Iterable[object]) -> Callable[[int, int, Any], object]:
        """Return what writes the values of a column."""
        kinds = set(map(type, values)) - {type(None)}
        if kinds == {str}:
            return self.text
        return self.sheet.write_number if kinds <= {int, float} else self.value

    def text(self, row: int, column: int, text: str) -> None:
        """Write a text as such."""
        if text.startswith("<r>") and text.endswith("</r>"):  # which XlsxWriter would take for markup, and put in raw
            self.sheet.write_rich_string(row, column, text[:1], self._plain, text[1:])
        else:
            self.sheet.write_string(row, column, text)

    def value(self, row: int, column: int, value: object) -> None:
        """Write anything."""
        if isinstance(value, str):
            self.text(row, column, value)
        elif isinstance(value, bool):
            self.sheet.write_boolean(row, column, value)
        elif isinstance(value, dt.date):
            self.sheet.write_datetime(row, column, value, self._day)
        else:
            self.sheet.write_number(row, column, value)


def _columns(events: gpd.GeoDataFrame) -> dict[str, list[Any]]:
    """Return the columns as Excel has them, None where a cell is empty."""
    names = [str(name) for name in events.columns if name not in {"geometry", "lon", "lat"}]
    lon, lat = (axis.to_pylist() for axis in axes(events))
    return {**{name: _column(events[name], name) for name in names}, "lon": lon, "lat": lat}


def _column(values: pd.Series[Any], name: str) -> list[Any]:
    if name in _DATES:
        days = values.dt.date if values.dtype != object else values
        return [None if is_missing(day) else day if day.year >= _FIRST_YEAR else str(day) for day in days]
    held = values.astype(object).to_numpy()
    if name in _LISTS and no_items(held):
        return [None] * len(held)
    if name not in _LISTS and _is_plain(held):
        return held.tolist()
    says = np.fromiter(map(bool, held), dtype=bool) if name in _LISTS else values.notna().to_numpy()
    cells = np.full(len(held), None, dtype=object)
    cells[says] = [_value(held[i], name, values.index[i]) for i in np.flatnonzero(says).tolist()]
    return cells.tolist()


def _is_plain(values: NDArray[np.object_]) -> bool:
    """Whether each value is None, or a text that Excel takes as it is."""
    if not texts_in_form(values):
        return False
    texts = pa.array(values, pa.large_string())
    longest = pc.max(pc.binary_length(texts)).as_py() or 0
    return longest <= _LONGEST and not pc.any(pc.match_substring_regex(texts, _ODD)).as_py()


def _value(value: object, name: str, label: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and abs(value) <= _LARGEST:
        return value
    text = cell_text(value, listed=name in _LISTS).translate(_NOT_XML)
    length = len(text.encode("utf-16-le")) // 2  # as Excel counts: what is beyond its first plane counts twice
    if length > _LONGEST:
        raise OutputError(f"row {label}, {name}: has {length:,} characters, and a cell holds {_LONGEST:,}; write .csv")
    return text or None


def from_xlsx(path: Path) -> Columns:
    """Return the columns of the first sheet; its rows have the numbers that a spreadsheet shows.

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot be read.
    """
    sheet = read_sheet(path)
    cells = {name: objects(_read(value, name) for value in values) for name, values in sheet.columns.items()}
    count = len(sheet.numbers)
    return Columns(sheet.numbers, {"lon": nothing(count), "lat": nothing(count)} | cells, sheet.notes)


def _read(value: object, name: str) -> object:
    if isinstance(value, str) and "_x" in value:
        value = _ESCAPE.sub(lambda match: chr(int(match[1][1:5], 16)), value)
    return items_of(value) if name in _LISTS and isinstance(value, str) else value
