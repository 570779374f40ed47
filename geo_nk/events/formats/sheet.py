"""Events as an Excel table: typed dates, a header that stays, a filter on every column, and no text that is run."""

from __future__ import annotations

import io
import math
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

import shapely

from geo_nk.errors import OutputError, ReadError
from geo_nk.events.formats.spatial import whole
from geo_nk.events.formats.table import cell_text, items_of
from geo_nk.events.frame import is_missing
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

__all__ = ["from_xlsx", "to_xlsx"]

_DATES: Final = frozenset(c.name for c in EVENT_COLUMNS if c.dtype == "date")
_LISTS: Final = frozenset(c.name for c in EVENT_COLUMNS if c.dtype == "list")
_MOST_ROWS: Final = 1_048_575  # and the header
_LONGEST: Final = 32_767  # characters of a cell
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPE = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
_LITERAL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EPOCH: Final = (2000, 1, 1, 0, 0, 0)
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
        If openpyxl is not installed, there are too many rows, or a text is too long for a cell.
    """
    try:
        import openpyxl  # noqa: PLC0415 - an extra
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above
    except ImportError as error:
        message = "writing .xlsx needs the package openpyxl, which is not installed; pip install 'geo_nk[office]'"
        raise OutputError(message) from error
    events = whole(tables)
    if len(events) > _MOST_ROWS:
        raise OutputError(f"has {len(events):,} rows, and an Excel sheet holds {_MOST_ROWS:,}; write .csv or .gpkg")
    names = [str(name) for name in events.columns if name != "geometry"]
    geometry = events.geometry.to_numpy()
    # All that can be refused comes before the book, which keeps a file open until it is saved.
    columns = [_column(events[name], name) for name in names]
    axes = [_axis(shapely.get_x(geometry).tolist()), _axis(shapely.get_y(geometry).tolist())]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names) + 2)}{len(events) + 1}"

    def cell(value: object) -> Any:  # noqa: ANN401 - openpyxl publishes no types
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            made.data_type = "s"  # never a formula, whatever it begins with
        return made

    sheet.append([cell(name) for name in (*names, "lon", "lat")])
    for row in zip(*columns, *axes, strict=True):
        sheet.append([cell(value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    yield _timeless(stream.getvalue())


def _axis(degrees: list[float]) -> list[float | None]:
    return [None if math.isnan(value) else round(value, 7) for value in degrees]


def _day(value: Any) -> object:  # noqa: ANN401 - a timestamp, or nothing
    """Return a day as Excel has it; one before its calendar begins as text."""
    if is_missing(value):
        return None
    return value.date() if value.year >= _FIRST_YEAR else str(value)[:10]


def _column(values: pd.Series[Any], name: str) -> list[Any]:
    if name in _DATES:
        return [
            None if is_missing(v) else v.date() if v.year >= _FIRST_YEAR else str(v)[:10] for v in values.astype(object)
        ]
    return [_value(value, name, label) for label, value in values.astype(object).items()]


def _value(value: object, name: str, label: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return None if is_missing(value) else value
    text = _escaped(cell_text(value, listed=name in _LISTS))
    if len(text) > _LONGEST:
        raise OutputError(
            f"row {label}, {name}: has {len(text):,} characters, and a cell holds {_LONGEST:,}; write .csv"
        )
    return text or None


def _timeless(data: bytes) -> bytes:
    """Return an archive without the time at which it was written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">2000-01-01T00:00:00Z<", content)
            new.writestr(info, content)
    return stream.getvalue()


def from_xlsx(path: Path) -> dict[int, dict[str, object]]:
    """Return the rows of the first sheet for `geo_nk.events.events_frame`, by the number that a spreadsheet shows.

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot be read.
    """
    try:
        import openpyxl  # noqa: PLC0415 - an extra

        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
        try:
            rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
        finally:
            book.close()
    except ImportError as error:
        message = f"{path}: reading .xlsx needs the package openpyxl; pip install 'geo_nk[office]'"
        raise ReadError(message, path=path) from error
    except Exception as error:  # what damage makes a library raise is not declared anywhere
        raise ReadError(
            f"{path}: cannot be read as an Excel table ({type(error).__name__}); get it again", path=path
        ) from error
    names = [None if is_missing(name) else str(name).strip() for name in (rows[0] if rows else [])]
    return {
        number: {name: _read(value, name) for name, value in zip(names, row, strict=False) if name}
        for number, row in enumerate(rows[1:], start=2)
        if any(not is_missing(value) for value in row)
    }


def _escaped(text: str) -> str:
    """Return text with what XML cannot hold as Excel writes it: ``_x0008_`` for a backspace."""
    literal = _LITERAL.sub("_x005F_", text) if "_x" in text else text
    return _CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", literal)


def _read(value: object, name: str) -> object:
    if isinstance(value, str) and "_x" in value:
        value = _ESCAPE.sub(lambda match: chr(int(match[1][1:5], 16)), value)
    return items_of(value) if name in _LISTS and isinstance(value, str) else value
