"""Make an event table of the cells of anybody's table: column by column, and what is wrong with a row names it."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_nk._days import precision_of
from geo_nk._files.columns import nothing, says_nothing
from geo_nk.errors import shown
from geo_nk.events.changed import changed
from geo_nk.events.columns import Columns, each_text, each_value, either, missing, objects
from geo_nk.events.complete import NO_POSITION, completed
from geo_nk.events.corrections import settle
from geo_nk.events.formats.values import items_of
from geo_nk.events.frame import frame_of, is_missing
from geo_nk.events.place import looked_up
from geo_nk.events.schema import CRS, EVENT_COLUMNS, names_of
from geo_nk.events.titles import title_of
from geo_nk.events.validate import faults_of, tidy_events
from geo_nk.reports.report import Refusal
from geo_nk.tables.classify import Classifier, code_of
from geo_nk.tables.days import Days, days_of, order_of
from geo_nk.tables.exports import place_precision_of, widened

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo_nk.gazetteer import Gazetteer
    from geo_nk.tables.headers import Guess
    from geo_nk.tables.sources import Cells

__all__ = ["Reject", "Work"]

_DATES: Final = ("date_start", "date_end", "published")
_TEXTS: Final = names_of("string") - {"quote"}
_LISTS: Final = names_of("list")
_CLOSED: Final = frozenset(c.name for c in EVENT_COLUMNS if c.values)  # noqa: PD011 - not of pandas
_PLACES: Final = ("place_name", "name_as_written", "place_id", "unplaced_reason")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,4}(?:[.,]\d{0,15})?\s?°?\s?[NSEW]?", re.ASCII | re.IGNORECASE)
# West, south, east, north of what reports about the border of North Korea tell of, with the routes of those who left.
_REGION: Final = (95.0, 10.0, 150.0, 55.0)
_NOWHERE: Final = 0.01
_MOST_NAMED: Final = 8
_NO_NUMBER: Final = "is not a number; write decimal degrees, such as 128.18"


@dataclass(frozen=True, slots=True)
class Reject(Refusal):
    """A row of a table that was not taken, and why.

    Attributes
    ----------
    line : int
        Its number, as the file's program shows it.
    column, value : str
        What is wrong in it.
    """

    line: int = 0
    column: str = ""
    value: str = ""


class Work:
    """One table on its way.

    Parameters
    ----------
    cells, guess
        The table, whose columns are taken out of it, and what they mean.
    day_first
        Whether ``3/4/2024`` is the 3rd of April; None where nobody said.
    gazetteer
        Where places are looked up.
    tell
        Told what whoever gave the table should know.
    """

    def __init__(
        self,
        cells: Cells,
        guess: Guess,
        day_first: bool | None,
        gazetteer: Gazetteer,
        tell: Callable[[str], None],
    ) -> None:
        self.rejects: list[Reject] = []
        self._source = cells
        self._guess = guess
        self._gazetteer = gazetteer
        self._tell = tell
        self._classify = Classifier(gazetteer)
        self._day_first = day_first if day_first is not None else self._order()
        self._count = len(cells.numbers)
        self._bad: dict[int, tuple[str, object, str]] = {}
        self._cells: dict[str, NDArray[Any]] = {name: cells.columns[name] for name in guess.others}
        self._cells |= {meaning: cells.columns[name] for meaning, name in guess.meant.items()}
        cells.columns.clear()  # what is read of them takes their place

    def events(self) -> gpd.GeoDataFrame:
        """Return the event table; the rows that were not taken are in `rejects`."""
        self._points()
        for name in _LISTS & self._cells.keys():
            self._cells[name] = each_value(_items, self._cells[name])
        for name in _TEXTS & self._cells.keys():
            self._cells[name] = _stripped(self._cells[name])
        for step in (self._dates, self._what, self._where, self._who):
            step()
        table = frame_of(completed(self._kept(), path=Path(self._source.source)))
        self._cells.clear()
        table = self._without_faulty(table)
        changes, refused = settle(table, gazetteer=self._gazetteer)
        for i, name, message in refused:
            self._reject(int(table.index[i]), name, table[name].iloc[i], message)
        table = changed(table, changes)
        if refused:
            table = table.drop(index=[table.index[i] for i, _, _ in refused])
        placed = looked_up(table.reset_index(drop=True), gazetteer=self._gazetteer)
        return _titled(placed)

    def _order(self) -> bool | None:
        """Say in which order the numbers of a date stand, where the columns tell it."""
        names = [self._guess.meant[name] for name in _DATES if name in self._guess.meant]
        order = order_of(value for name in names for value in pd.unique(self._source.columns[name]))
        if order is not None:
            first = "day" if order else "month"
            self._tell(f"{self._source.source}: dates are read {first} first, as some of them must be")
        return order

    def _refuse(self, i: int, name: str, value: object, message: str) -> None:
        """Leave a row out; the first thing that is wrong with it is named."""
        self._bad.setdefault(int(i), (name, value, message))

    def _reject(self, line: int, name: str, value: object, message: str) -> None:
        told = self._guess.meant.get(name, name)
        where = f"{self._source.source}: {self._source.noun} {line}"
        text = "" if is_missing(value) else shown(value, longest=200)[1:-1]
        said = f"{text[:60]!r} {message}" if text and not message.startswith(("'", '"')) else message
        self.rejects.append(Reject(where, f"{told}: {said}", line, told, text))

    def _kept(self) -> Columns:
        """Return the rows that are not refused so far."""
        numbers = np.asarray(self._source.numbers, dtype=np.intp)
        for i in sorted(self._bad):
            self._reject(int(numbers[i]), *self._bad[i])
        if not self._bad:
            return Columns(numbers, self._cells)
        kept = np.ones(self._count, dtype=bool)
        kept[list(self._bad)] = False
        return Columns(numbers[kept], {name: values[kept] for name, values in self._cells.items()})

    def _without_faulty(self, table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        bad = set()
        for label, name, message in faults_of(table):
            if label not in bad:
                value = None if name == "geometry" else table.loc[label, name]
                self._reject(int(str(label)), name, None if repr(value)[:60] in message else value, message)
                bad.add(label)
        return tidy_events(table.drop(index=list(bad))) if bad else table  # without them, a column may be of numbers

    def _points(self) -> None:
        """Take the points of the geometries, in degrees."""
        if self._source.geometry is None:
            return
        series = self._source.geometry
        series = series.to_crs(CRS) if series.crs is not None else series
        kinds = series.geom_type.to_numpy()
        lon, lat = np.full((2, len(series)), np.nan)
        is_point = kinds == "Point"
        held = gpd.GeoSeries(series[is_point])
        lon[is_point], lat[is_point] = held.x, held.y
        self._cells |= {"lon": lon, "lat": lat}
        for i in np.flatnonzero(series.notna().to_numpy() & ~is_point).tolist():
            self._refuse(i, "geometry", str(kinds[i]), "is no point; give a point and its radius")

    def _dates(self) -> None:
        """Make days of what was typed; a month is its first to its last day, unless its end is told."""
        cells = self._cells
        codes = cells.pop("date_precision", None) if self._guess.export else None
        typed = {name: cells[name] for name in _DATES if name in cells}
        for name, values in typed.items():
            wrong = each_value(lambda value, name=name: self._why_no_date(value, name), values)  # type: ignore[misc]
            for i in np.flatnonzero(wrong.astype(bool)).tolist():
                self._refuse(i, name, values[i], wrong[i])
            cells[name] = self._sides(values, "end" if name == "date_end" else "start")
        if "date_start" not in typed:
            return
        open_end = cells.get("date_end", nothing(self._count)) == None  # noqa: E711 - each of an array
        for name, side in (("date_end", "end"), ("date_precision", "precision")):
            own = cells.get(name, nothing(self._count))
            cells[name] = either(open_end & missing(own), self._sides(typed["date_start"], side), own)
        if codes is not None:
            self._widen(codes)
        rows = np.flatnonzero(missing(cells["date_precision"]))
        spans = list(zip(cells["date_start"][rows], cells["date_end"][rows], strict=True))
        told = {span: precision_of(*map(dt.date.fromisoformat, span)) for span in set(spans) if all(span)}
        cells["date_precision"][rows] = objects(map(told.get, spans))

    def _widen(self, codes: NDArray[Any]) -> None:
        """Make of a day the days that it stands for, by the code of an export."""
        cells = self._cells
        rows = np.flatnonzero((cells["date_start"] != None) & (cells["date_end"] != None))  # noqa: E711 - of an array
        told = list(zip(map(_said, codes[rows]), cells["date_start"][rows], cells["date_end"][rows], strict=True))
        known = {of: widened(self._guess.export, *of) for of in set(told)}
        for name in ("date_start", "date_end", "date_precision"):
            cells[name] = cells[name].copy()
        for i, of in zip(rows.tolist(), told, strict=True):
            days = known[of]
            if isinstance(days, str):
                self._refuse(i, "date_precision", of[0], days)
            elif days != of[1:]:
                cells["date_start"][i], cells["date_end"][i] = days
            cells["date_precision"][i] = None

    def _why_no_date(self, value: object, name: str) -> str | None:
        days = self._days(value)
        if name == "published" and isinstance(days, Days) and days.start != days.end:
            return "is no whole day, on which something is published; write YYYY-MM-DD"
        return days if isinstance(days, str) else None

    def _sides(self, values: NDArray[Any], side: str) -> NDArray[np.object_]:
        """Return the first days, the last or the precisions; None where a cell means no days."""
        return each_value(lambda value: getattr(self._days(value), side, None), values)

    def _days(self, value: object) -> Days | str | None:
        return days_of(value, day_first=self._day_first)

    def _what(self) -> None:
        """Settle the category: a code or a label as it is, and words by what they say."""
        cells = self._cells
        text, written = (each_value(_said, cells.pop(name, nothing(self._count))) for name in ("text", "category"))
        codes, text = each_text(code_of, written).copy(), text.copy()
        for i in np.flatnonzero(missing(codes)).tolist():
            words = " ".join(filter(None, (written[i], text[i])))
            codes[i] = self._classify(words) if words else "other"
            text[i] = text[i] or written[i]
        cells["category"] = codes
        if not missing(text).all():
            quotes = cells.get("quote", nothing(self._count))
            cells["quote"] = either(missing(quotes), text, quotes)
        for name in _CLOSED & cells.keys():
            cells[name] = each_text(lambda value: value.strip().lower() or None, cells[name])
        if self._guess.export and "geo_precision" in cells:
            told = partial(place_precision_of, self._guess.export)
            cells["geo_precision"] = each_value(told, cells["geo_precision"])

    def _where(self) -> None:
        cells = self._cells
        lon, lat = (self._axis(cells.get(name, nothing(self._count)), name) for name in ("lon", "lat"))
        cells |= {"lon": lon, "lat": lat}
        for i in np.flatnonzero(np.isnan(lon) != np.isnan(lat)).tolist():
            name = "lon" if np.isnan(lon[i]) else "lat"
            self._refuse(i, name, None, "only one of lon and lat is given; give both or none")
        self._check_points(lon, lat)
        reasons = cells.get("unplaced_reason", nothing(self._count))
        cells["unplaced_reason"] = either(reasons == NO_POSITION, None, reasons)
        places = cells.get("place_name", nothing(self._count))
        for i in np.flatnonzero(np.isnan(lon)).tolist():
            if isinstance(places[i], str) and "," in places[i]:
                self._within(i)
            if all(is_missing(cells[name][i]) for name in _PLACES if name in cells):
                cells["unplaced_reason"][i] = "the row does not say where"

    def _within(self, i: int) -> None:
        """Take ``Samjang-ri, Taehongdan`` for a place and what holds it, where no column says that."""
        provinces = self._own("province")
        if is_missing(provinces[i]):
            place, _, within = self._cells["place_name"][i].partition(",")
            self._cells["place_name"][i], provinces[i] = place.strip(), within.strip() or None

    def _own(self, name: str) -> NDArray[Any]:
        """Return a column that can be written to."""
        column = self._cells.get(name, nothing(self._count))
        self._cells[name] = column if column.flags.writeable else column.copy()
        return self._cells[name]

    def _axis(self, values: NDArray[Any], name: str) -> NDArray[np.float64]:
        """Return a column of coordinates: numbers, with a decimal comma too; NaN where there is none."""
        try:
            return values.astype("float64")  # None is NaN
        except (TypeError, ValueError, OverflowError):
            degrees = np.full(len(values), np.nan)
        for i, value in enumerate(values):
            found = _degrees(value)
            if isinstance(found, str):
                self._refuse(i, name, value, found)
            else:
                degrees[i] = found
        return degrees

    def _check_points(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> None:
        """Refuse points that are none, and name those that lie elsewhere than what is told."""
        west, south, east, north = _REGION
        source, noun, numbers = self._source.source, self._source.noun, self._source.numbers
        places = self._cells.get("place_name")
        nowhere = (np.abs(lon) < _NOWHERE) & (np.abs(lat) < _NOWHERE)
        for i in np.flatnonzero(nowhere).tolist():
            if places is None or is_missing(places[i]):
                value = f"{lon[i]:g}, {lat[i]:g}"
                self._refuse(i, "lon", value, "is no place, but what programs write for none; correct it")
            else:
                self._tell(f"{source}: {noun} {numbers[i]}: the point 0, 0 is none; {places[i]} is looked up")
                lon[i] = lat[i] = np.nan
        known = ~np.isnan(lon) & ~np.isnan(lat) & ~nowhere
        outside = known & ~((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north))
        swapped = outside & (west <= lat) & (lat <= east) & (south <= lon) & (lon <= north)
        for i in np.flatnonzero(swapped).tolist():
            value = f"{lon[i]:g}, {lat[i]:g}"
            self._refuse(i, "lon", value, "seem to be swapped: lon comes first; correct them")
        far = np.flatnonzero(outside & ~swapped).tolist()
        if far:
            named = f"{noun} {', '.join(str(numbers[i]) for i in far[:_MOST_NAMED])}"
            self._tell(f"{source}: {len(far)} points lie far from Korea: {named}")

    def _who(self) -> None:
        """Take an address in the place of a publisher for what it is."""
        publishers = self._cells.get("publisher")
        if publishers is None:
            return
        addresses = each_value(lambda v: isinstance(v, str) and _ADDRESS.fullmatch(v) is not None, publishers)
        urls = self._own("url")
        for i in np.flatnonzero(addresses.astype(bool)).tolist():
            if is_missing(urls[i]):
                urls[i], publishers[i] = publishers[i], None


def _stripped(values: NDArray[Any]) -> NDArray[Any]:
    """Return a column whose texts have no space around them."""
    if says_nothing(values):
        return values
    held = values.tolist()
    try:
        return objects(map(str.strip, held))
    except TypeError:  # not all of it is text
        return objects(value.strip() if isinstance(value, str) else value for value in held)


def _said(value: object) -> str | None:
    return None if is_missing(value) else str(value).strip()


def _items(value: object) -> tuple[str, ...]:
    """Return the items of a list: a list, its JSON text, or text with semicolons."""
    if isinstance(value, list | tuple | set | np.ndarray):
        return tuple(str(item) for item in value if not is_missing(item))
    if is_missing(value):
        return ()
    text = str(value)
    if text.startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            return tuple(str(item) for item in found if not is_missing(item))
    return items_of(text)


def _degrees(value: object) -> float | str:
    """Return a coordinate, NaN where there is none, or why it is none."""
    if is_missing(value):
        return np.nan
    if isinstance(value, str):
        text = value.strip()
        if _NUMBER.fullmatch(text) is None and not _is_float(text):
            return _NO_NUMBER
        sign = -1.0 if text[-1:].upper() in {"S", "W"} else 1.0
        return sign * float(text.rstrip("NSEWnsew °").replace(",", "."))
    try:
        return float(value)  # type: ignore[arg-type] # what is no number is caught
    except (TypeError, ValueError, OverflowError):
        return _NO_NUMBER


def _is_float(text: str) -> bool:
    try:
        return len(text) < 60 and float(text) is not None  # noqa: PLR2004 - more is no coordinate
    except ValueError:
        return False


def _titled(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give events without a title the generated one."""
    bare = np.flatnonzero(events["title"].isna().to_numpy())
    told = (events[name].to_numpy()[bare] for name in ("category", "place_name", "name_as_written"))
    titles = (title_of(category, place or written) for category, place, written in zip(*told, strict=True))
    return changed(events, {int(i): {"title": title} for i, title in zip(bare, titles, strict=True)})
