"""Check a table against the schema at the door, and name every fault at once."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from geo_nk._files.columns import nothing
from geo_nk.errors import EventSchemaError, faults_message, shown
from geo_nk.events.categories import load_categories
from geo_nk.events.columns import no_items
from geo_nk.events.frame import days_in_form, is_day, iso_days, tidy
from geo_nk.events.in_form import lists_in_form, texts_in_form
from geo_nk.events.schema import CRS, EVENT_COLUMNS, Column, Dtype
from geo_nk.gazetteer.place import LAT_LIMIT, LON_LIMIT, on_earth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

__all__ = ["faults_of", "find_faults", "geometry_faults", "raise_faults", "tidy_events", "validate_events"]

_INTERVALS: Final = (
    ("date_start", "date_end"),
    ("date_char_start", "date_char_end"),
    ("name_start", "name_end"),
    ("km_start", "km_end"),
    ("quote_start", "quote_end"),
)
_LIST_TEXT = re.compile(r"[(\[]\s*(?:['\"].*|[)\]]\s*)\Z", re.DOTALL)
_SAMPLE: Final = 8192  # rows that tell whether a column repeats itself
_STORED: Final = {"float": "float64", "integer": "Int64"}
_IN_FORM: Final = {"string": texts_in_form, "list": lists_in_form}
_CHECKED: Final = frozenset({"date", "float", "integer"})
_ATTRIBUTES = tuple(column for column in EVENT_COLUMNS if column.dtype != "geometry")


def validate_events(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the table in its one form, or say all that is wrong with it.

    Parameters
    ----------
    frame
        A table with at least the required columns of `EVENT_COLUMNS` and points in EPSG:4326. Not changed.

    Returns
    -------
    geopandas.GeoDataFrame
        A copy: all columns of `EVENT_COLUMNS` in order, then the others; the index of `frame`.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If anything is wrong. ``faults`` has every fault, the message the first 20.

    Examples
    --------
    >>> from geo_nk.events.frame import events_frame
    >>> validate_events(events_frame([{"event_id": "e1", "category": "smugling", "lon": 128.2, "lat": 41.4}]))
    Traceback (most recent call last):
    ...
    geo_nk.errors.EventSchemaError: not an event table: row 0, category: 'smugling' is not known; it is one of ...
    """
    events = tidy_events(frame)
    raise_faults(list(find_faults(events)), what="not an event table")
    return events


def raise_faults(faults: list[str], *, what: str) -> None:
    """Raise the faults, if there are any, as one `EventSchemaError` that shows the first 20, each on a line."""
    if faults:
        raise EventSchemaError(faults_message(what, faults), faults=faults)


def tidy_events(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a copy with every column of the schema, in order and in its one form; check only what that needs.

    Parameters
    ----------
    frame
        A table of points.

    Returns
    -------
    geopandas.GeoDataFrame

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it has no geometry, no or another CRS, or lacks a required column.
    """
    raise_faults(list(_shape_faults(frame)), what="not an event table")
    data: dict[str, Any] = {}
    for column in _ATTRIBUTES:
        if column.name in frame.columns:
            data[column.name] = _tidied(frame[column.name], column.dtype).set_axis(frame.index)
        else:
            data[column.name] = _empty(column, frame.index)
    taken = {*data, "geometry", frame.geometry.name}
    geometry = gpd.GeoSeries(frame.geometry.to_numpy(), index=frame.index, crs=CRS)
    geometry[geometry.is_empty] = None
    extra = {name: frame[name] for name in frame.columns if name not in taken}
    # The columns are new, or not changed: a copy of a million rows would take as much memory again.
    return gpd.GeoDataFrame(
        {**data, "geometry": geometry, **extra}, geometry="geometry", crs=CRS, index=frame.index, copy=False
    )


def _tidied(values: pd.Series[Any], dtype: Dtype) -> pd.Series[Any]:
    """Return a column in its one form, and what has it already without a look at each value."""
    if dtype == "date":
        days = days_in_form(values)
        return tidy(_objects(values), dtype) if days is None else days
    if values.dtype == _STORED.get(dtype) or (
        values.dtype == object and _IN_FORM.get(dtype, _never)(values.to_numpy())
    ):
        return values.copy()
    return tidy(_objects(values), dtype)


def _never(_: object) -> bool:
    return False


def _empty(column: Column, index: pd.Index[Any]) -> pd.Series[Any]:
    """Return a column without values, as `tidy` makes it."""
    return tidy(nothing(len(index)), column.dtype).set_axis(index)


def _objects(values: pd.Series[Any]) -> list[Any]:
    """Return the values of a column; a missing one of a column of texts is None, not the NaN that pandas stores."""
    if not isinstance(values.dtype, pd.StringDtype):
        return values.tolist()
    if 2 * values.iloc[:_SAMPLE].nunique() > min(len(values), _SAMPLE):
        return values.astype(object).where(values.notna(), None).tolist()
    # What repeats becomes one object, not one for each row: a million rows have a few thousand places.
    codes, distinct = pd.factorize(values)
    known = np.empty(len(distinct) + 1, dtype=object)  # the last is None: the code of a missing value is -1
    known[:-1] = distinct
    return list(known[codes])


def find_faults(events: gpd.GeoDataFrame, *, noun: str = "row") -> Iterator[str]:
    """Yield what is wrong with the values of a tidy event table.

    Parameters
    ----------
    events
        As from `tidy_events`.
    noun
        What a row is called in its file.

    Yields
    ------
    str
        Row (by its label in the index), column, value and what to do.
    """
    for label, name, message in faults_of(events):
        yield f"{noun} {label}, {name}: {message}"


def faults_of(events: gpd.GeoDataFrame) -> Iterator[tuple[object, str, str]]:
    """Yield what is wrong with the values of a tidy event table: label of the row, column, and what to do."""
    for column in _ATTRIBUTES:
        values = events[column.name]
        if column.name == "date_end":  # what is wrong with a day is said once
            values = values.where(values != events["date_start"])
        for label, message in _column_faults(values, column):
            yield label, column.name, message
    yield from _row_faults(events)


def _shape_faults(frame: object) -> Iterator[str]:
    if not isinstance(frame, gpd.GeoDataFrame):
        advice = "give a GeoDataFrame, such as events_frame(rows) makes" if isinstance(frame, pd.DataFrame) else ""
        yield f"it is a {type(frame).__name__}; {advice or 'give a GeoDataFrame'}"
        return
    spelt: dict[str, list[object]] = defaultdict(list)  # a number and its digits are one name in a file
    for name in frame.columns:
        spelt[str(name)].append(name)
    for names in sorted((names for names in spelt.values() if len(names) > 1), key=str)[:1]:
        alike = len(set(names)) == 1
        yield (
            f"the column {str(names[0])!r} stands twice; remove one"
            if alike
            else f"the columns {' and '.join(map(repr, names))} have one name in a file; rename one"
        )
    missing = [c.name for c in _ATTRIBUTES if c.required and c.name not in frame.columns]
    if missing:
        found = ", ".join(map(str, frame.columns))
        yield f"the column {', '.join(map(repr, missing))} is missing; the columns are {found}"
    yield from geometry_faults(frame)


def geometry_faults(frame: gpd.GeoDataFrame) -> Iterator[str]:
    """Yield what is wrong with the geometry of a table as a whole."""
    if frame.active_geometry_name is None:
        yield "it has no geometry; call .set_geometry(geopandas.points_from_xy(lon, lat, crs=4326))"
    elif frame.crs is None:
        yield "it has no CRS; if its coordinates are degrees, call .set_crs(4326)"
    elif not _is_wgs84(frame.crs):
        yield f"its CRS is {frame.crs.name}; call .to_crs(4326)"


def _is_wgs84(crs: pyproj.CRS) -> bool:
    return bool(crs == pyproj.CRS(CRS) or crs == pyproj.CRS("OGC:CRS84"))


def _column_faults(values: pd.Series[Any], column: Column) -> Iterator[tuple[object, str]]:
    if column.dtype == "list":
        yield from _list_faults(values)
    if not (column.required or column.values or column.dtype in _CHECKED):  # noqa: PD011 - not of pandas
        return
    missing = values.isna()
    present = values[~missing] if missing.any() else values  # not copied without need: there may be a million
    if column.required:
        for label in values.index[missing]:
            yield label, "is empty; every event needs one"
    if column.name == "event_id":
        for label, value in present[present.duplicated()].items():
            yield label, f"{value!r} stands twice; every row needs its own"
    elif allowed := tuple(load_categories()) if column.name == "category" else column.values:  # noqa: PD011
        yield from _unlike(present, allowed.__contains__, f"is not known; it is one of {', '.join(allowed)}")
    elif column.dtype == "date" and present.dtype == object:
        yield from _unlike(present, is_day, "is not a date; write YYYY-MM-DD")
    elif column.dtype in {"float", "integer"}:
        yield from _number_faults(present, column)


def _list_faults(values: pd.Series[Any]) -> Iterator[tuple[object, str]]:
    """Yield what another tool made of a list: its text, such as ``('rice', 'corn')``."""
    if no_items(values.to_numpy()):
        return
    lengths = np.fromiter(map(len, values.to_numpy()), dtype=np.intp, count=len(values))
    for label, items in values[lengths == 1].items():
        if items[0][0] in "([" and _LIST_TEXT.match(items[0]):
            told = f"{items[0][:60]!r} is the text of a list, as another program wrote it"
            yield label, f"{told}; read its file with geo_nk.read_events, or give a list"


def _unlike(present: pd.Series[Any], fits: Callable[[Any], bool], message: str) -> Iterator[tuple[object, str]]:
    """Judge each distinct value once: tables are long, vocabularies are short."""
    bad = [value for value in present.unique() if not fits(value)]
    for label, value in present[present.isin(bad)].items() if bad else ():
        yield label, f"{value[:60]!r} {message}"


def _number_faults(present: pd.Series[Any], column: Column) -> Iterator[tuple[object, str]]:
    kind = "a whole number" if column.dtype == "integer" else "a number"
    if present.dtype == object:  # `tidy` leaves a column as it is when a value of it is no such number
        for label, value in present.items():
            if tidy([value], column.dtype).dtype == object:
                yield label, f"{shown(value)} is not {kind}"
        return
    low, high = column.bounds or (-np.inf, np.inf)
    outside = ~present.between(low, high)
    for label, value in present[outside].items():
        yield label, f"{value} is out of bounds; {kind} from {low:g} to {high:g}"


def _row_faults(events: gpd.GeoDataFrame) -> Iterator[tuple[object, str, str]]:
    for low, high in _INTERVALS:
        first, last = events[low], events[high]
        rows = _maybe_before(last, first)
        for i, a, b in zip(rows, *(_comparables(values.iloc[rows]) for values in (first, last)), strict=True):
            if type(a) is type(b) and isinstance(a, str | int | float) and b < a and _comparable(a, b):
                yield events.index[i], high, f"{b} is before {low} {a}; swap or correct them"
    yield from _point_faults(events)


def _maybe_before(one: pd.Series[Any], other: pd.Series[Any]) -> NDArray[np.intp]:
    """Return the rows in which one value is before another, or all rows with both where some cannot be compared."""
    if object not in {one.dtype, other.dtype}:
        return np.flatnonzero((one < other).to_numpy(dtype=bool, na_value=False))
    return np.flatnonzero((one.notna() & other.notna()).to_numpy())


def _comparables(values: pd.Series[Any]) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(values):
        return iso_days(values)
    return list(values.to_numpy(dtype=object))


def _comparable(*values: str | float) -> bool:
    return all(isinstance(value, int | float) or is_day(value) for value in values)


def _point_faults(events: gpd.GeoDataFrame) -> Iterator[tuple[object, str, str]]:
    geometry = events.geometry.to_numpy()
    kinds = shapely.get_type_id(geometry)
    reasons = events["unplaced_reason"].isna().to_numpy()
    for label in events.index[(kinds == -1) & reasons]:
        yield label, "geometry", "is empty; give a point, or say why there is none in unplaced_reason"
    for i in np.flatnonzero(kinds > 0):
        message = f"is a {geometry[i].geom_type}; an event is a point (with uncertainty_m around it)"
        yield events.index[i], "geometry", message
    lon, lat = shapely.get_x(geometry), shapely.get_y(geometry)
    inside = (np.abs(lon) <= LON_LIMIT) & (np.abs(lat) <= LAT_LIMIT)
    for i in np.flatnonzero((kinds == 0) & ~inside):
        swapped = on_earth(lat[i], lon[i])
        advice = (
            "they seem to be swapped: lon comes first" if swapped else "lon is -180 to 180, lat is -90 to 90 degrees"
        )
        yield events.index[i], "geometry", f"lon {lon[i]}, lat {lat[i]} is not on the earth; {advice}"
