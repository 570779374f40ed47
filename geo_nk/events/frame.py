"""Make an event table out of rows, each value in the one form its column has."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_nk._files import as_text
from geo_nk._files.columns import nothing, says_nothing
from geo_nk.errors import EventSchemaError, shown
from geo_nk.events.columns import columns_of, each_text, each_value, either, is_missing, missing, objects
from geo_nk.events.in_form import lists_in_form, numbers_in_form, texts_in_form
from geo_nk.events.schema import CRS, EVENT_COLUMNS, Dtype

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo_nk.events.columns import Columns

__all__ = ["days_in_form", "events_frame", "frame_of", "is_day", "is_missing", "iso_days", "tidy"]

_LARGEST_WHOLE: Final = 2.0**62  # what is larger may not fit into Int64
#: Seconds, in which every year of ISO 8601 can be written.
_UNIT: Final = "datetime64[s]"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RESERVED = frozenset({"geometry", "lon", "lat"})


def events_frame(rows: Iterable[Mapping[str, object]]) -> gpd.GeoDataFrame:
    """Make an event table: every column of `EVENT_COLUMNS` in order, then what else the rows have.

    Nothing is checked here; see `geo_nk.events.validate_events`.

    Parameters
    ----------
    rows
        One mapping an event. Its position is ``lon`` and ``lat`` in degrees or a shapely point ``geometry``.

    Returns
    -------
    geopandas.GeoDataFrame
        Text is ``str`` or None, dates are ``datetime64`` or NaT, lists are tuples of ``str``, numbers are ``float64``
        or ``Int64``; the CRS is EPSG:4326.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If a ``lon`` or ``lat`` is not a number, or a ``geometry`` no shapely geometry.

    Examples
    --------
    >>> events = events_frame([{"category": "defection", "lon": 128.18, "lat": 41.4, "goods": ["rice"]}])
    >>> events["goods"][0], events.geometry[0].x
    (('rice',), 128.18)
    """
    return frame_of(columns_of(dict(enumerate(rows)))).reset_index(drop=True)


def frame_of(table: Columns) -> gpd.GeoDataFrame:
    """Make an event table of columns; see `events_frame`. Its index has the numbers of the rows."""
    count = len(table.numbers)
    known = [column for column in EVENT_COLUMNS if column.dtype != "geometry"]
    data = {column.name: tidy(table.cells.get(column.name, nothing(count)), column.dtype) for column in known}
    extra = {str(name): cells for name, cells in table.cells.items() if name not in data and name not in _RESERVED}
    data |= {name: _own(cells) for name, cells in extra.items()}
    data["geometry"] = gpd.GeoSeries(_points(table.cells, count), crs=CRS)
    ordered = {name: data[name] for name in [*(column.name for column in EVENT_COLUMNS), *extra]}
    # None of the columns is anybody else's: a copy of a million rows would take as much memory again.
    return gpd.GeoDataFrame(ordered, geometry="geometry", crs=CRS, copy=False).set_axis(pd.Index(table.numbers), axis=0)


def tidy(values: Iterable[object] | NDArray[Any], dtype: Dtype) -> pd.Series[Any]:
    """Bring the values of a column into their one form; what does not fit is left for the validation to name.

    Parameters
    ----------
    values
        The column, with any mark for a missing value.
    dtype
        As in `geo_nk.events.schema.Column`.

    Returns
    -------
    pandas.Series
        With a fresh index.

    Examples
    --------
    >>> tidy(["2021-08-06", float("nan"), ""], "date").dt.year.tolist()
    [2021.0, nan, nan]
    """
    held = values if isinstance(values, np.ndarray) else objects(values)
    if len(held) > 1 and says_nothing(held):
        return tidy(held[:1], dtype).take(np.zeros(len(held), dtype=np.intp)).reset_index(drop=True)
    if dtype == "date":
        return _days(_read_days(held))
    if dtype == "list":
        return _own(held if lists_in_form(held) else each_value(_strings, held))
    if dtype == "string":
        return _own(held if texts_in_form(held) else each_value(_string, held))
    return _numbers(held, whole=dtype == "integer")


def _own(values: NDArray[Any]) -> pd.Series[Any]:
    """Return a column of its own; what was read is nobody's else, but for what stands for no value at all."""
    return pd.Series(values if values.flags.writeable else values.copy(), dtype=object, copy=False)


def _numbers(values: NDArray[Any], *, whole: bool) -> pd.Series[Any]:
    present = values if numbers_in_form(values) else either(missing(values), None, values)
    try:
        floats = present.astype("float64")  # None is NaN
    except (TypeError, ValueError, OverflowError):
        return pd.Series(present, dtype=object)
    if not whole:
        return pd.Series(floats)
    known = floats[~np.isnan(floats)]
    if (np.abs(known) > _LARGEST_WHOLE).any() or (np.floor(known) != known).any():
        return pd.Series(present, dtype=object)
    return pd.Series(pd.array(floats, dtype="Float64")).astype("Int64")


def _read_days(values: NDArray[Any]) -> NDArray[Any]:
    """Read days value by value; a table holds the same texts again and again."""
    return each_text(_date, values) if texts_in_form(values) else objects(map(_date, values.tolist()))


def _days(values: NDArray[Any]) -> pd.Series[Any]:
    """Return ISO days as `datetime64`, or as they are where one of them is none, for the validation to name."""
    codes, distinct = pd.factorize(values)
    if not all(map(is_day, distinct)):
        return pd.Series(values, dtype=object)
    days = np.append(np.array(distinct, dtype="datetime64[D]"), np.datetime64("NaT"))
    return pd.Series(days[codes].astype(_UNIT))  # what has no value has the code -1


def days_in_form(values: pd.Series[Any]) -> pd.Series[Any] | None:
    """Return a column of `datetime64` cut to days, in its one form; None of any other column."""
    if not pd.api.types.is_datetime64_any_dtype(values):
        return None
    naive = values if values.dt.tz is None else values.dt.tz_localize(None)
    return pd.Series(naive.to_numpy().astype("datetime64[D]").astype(_UNIT))


def is_day(text: object) -> bool:
    """Whether a text is a day as ISO 8601 has it, such as ``2021-08-06``."""
    try:
        return isinstance(text, str) and _DAY.fullmatch(text) is not None and dt.date.fromisoformat(text) is not None
    except ValueError:
        return False


def iso_days(values: pd.Series[Any]) -> list[str | None]:
    """Return a column of days as texts; None where there is none.

    Parameters
    ----------
    values
        Of an event table.

    Returns
    -------
    list of str or None

    Examples
    --------
    >>> iso_days(tidy(["2021-08-06", None], "date"))
    ['2021-08-06', None]
    """
    if values.dtype == object:
        return [None if is_missing(value) else str(value)[:10] for value in values]
    codes, days = pd.factorize(
        values.to_numpy().astype("datetime64[D]").astype(_UNIT)
    )  # a million events have few days
    texts = [*np.datetime_as_string(days.astype("datetime64[D]")).tolist(), None]
    return list(np.array(texts, dtype=object)[codes])  # what has no day has the code -1


def _string(value: object) -> str | None:
    if is_missing(value):
        return None
    return as_text(value)


def _date(value: object) -> str | None:
    if isinstance(value, dt.date) and not is_missing(value):
        return value.isoformat()[:10]
    text = _string(value)
    return text and text.strip()


def _strings(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, list | tuple | set | frozenset | np.ndarray):
        value = (value,)
    texts = (_string(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value))
    return tuple(text.strip() for text in texts if text is not None)


def _points(cells: Mapping[str, NDArray[Any]], count: int) -> NDArray[np.object_]:
    points = np.full(count, None, dtype=object)
    for i, shape in enumerate(cells.get("geometry", ())):
        points[i] = _geometry(shape, where=f"row {i}, geometry")
    if {"lon", "lat"} <= cells.keys():
        lonlat = np.column_stack([_axis(cells[name], name) for name in ("lon", "lat")]) + 0.0  # -0.0 is 0.0
        placed = ~np.isnan(lonlat).any(axis=1)
        at, distinct = pd.factorize(lonlat[placed, 0] + 1j * lonlat[placed, 1])  # a million events have few places
        points[placed] = np.asarray(shapely.points(distinct.real, distinct.imag), dtype=object)[at]
    return points


def _axis(values: NDArray[Any], name: str) -> NDArray[np.float64]:
    if values.dtype != object:
        return values
    return np.array([_degrees(value, where=f"row {i}, {name}") for i, value in enumerate(values)], dtype="float64")


def _geometry(value: object, *, where: str) -> object:
    if is_missing(value):
        return None
    if not shapely.is_geometry(value):
        fault = f"{where}: {shown(value)} is no shapely geometry; give lon and lat in degrees"
        raise EventSchemaError(fault, faults=[fault])
    return value


def _degrees(value: object, *, where: str) -> float:
    if is_missing(value):
        return math.nan
    try:
        return float(value)  # type: ignore[arg-type] # what is no number is caught
    except (TypeError, ValueError, OverflowError) as error:
        fault = f"{where}: {shown(value)} is not a number; write decimal degrees, such as 128.18"
        raise EventSchemaError(fault, faults=[fault]) from error
