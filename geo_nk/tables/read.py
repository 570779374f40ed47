"""Make an event table of anybody's table: columns by what they mean, and each row by itself."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np

from geo_nk.data import read_table as shipped_table
from geo_nk.errors import EventSchemaError, ReadError, RefusalWarning, faults_message, shown
from geo_nk.events.changed import changed
from geo_nk.events.complete import NO_POSITION, complete_rows
from geo_nk.events.corrections import settle
from geo_nk.events.frame import events_frame, is_missing
from geo_nk.events.place import place_events
from geo_nk.events.schema import CRS, EVENT_COLUMNS
from geo_nk.events.titles import title_of
from geo_nk.events.validate import faults_of
from geo_nk.gazetteer import load_gazetteer
from geo_nk.reports.refusing import check_errors
from geo_nk.reports.report import Refusal
from geo_nk.tables.classify import Classifier, code_of
from geo_nk.tables.days import Days, days_of, order_of
from geo_nk.tables.headers import Guess, guess_columns
from geo_nk.tables.sources import Cells, cells_of

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    import pandas as pd

    from geo_nk.gazetteer import Gazetteer
    from geo_nk.reports.refusing import Errors

__all__ = ["Guess", "Reject", "guess_columns", "read_table"]

_DATES: Final = ("date_start", "date_end", "published")
_KINDS: Final = {c.name: c.dtype for c in EVENT_COLUMNS}
_CLOSED: Final = frozenset(c.name for c in EVENT_COLUMNS if c.values)  # noqa: PD011 - not of pandas
_ITEM = re.compile(r"((?:[^;\\]|\\[;\\]?)*)(?:;|\Z)")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,4}(?:[.,]\d{0,15})?\s?°?\s?[NSEW]?", re.ASCII | re.IGNORECASE)
# West, south, east, north of what reports about the border of North Korea tell of, with the routes of those who left.
_REGION: Final = (95.0, 10.0, 150.0, 55.0)
_NOWHERE: Final = 0.01

Row = dict[str, Any]


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


def read_table(
    source: str | os.PathLike[str] | pd.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    errors: Errors = "raise",
    gazetteer: Gazetteer | None = None,
    notify: Callable[[str], None] | None = None,
) -> gpd.GeoDataFrame:
    """Read any table of events: a spreadsheet, a file of another program, or a table in memory.

    What the columns mean is told by their names, in English, Korean or Chinese: `Town`, `When`, `What happened`,
    `Source`. Free text on what happened is classified by the reader of reports. Dates are read as people type them. A
    place that has a name and no point gets its point from the gazetteer. Exports of ACLED, UCDP GED and GDELT are known
    by their headers.

    Parameters
    ----------
    source
        A file: CSV (comma, semicolon or tab, in any encoding that reports come in), Excel, JSON lines, GeoJSON,
        GeoPackage, GeoParquet, FlatGeobuf, KML or KMZ; or a DataFrame or GeoDataFrame.
    columns
        The names of columns by what they mean, where the names do not tell: ``{"place": "Town", "date": "When"}``.
    day_first
        Whether ``3/4/2024`` is the 3rd of April. Where None, a column in which some date can be read in one way only
        is read so, and else such a date is refused.
    errors
        What becomes of rows that cannot be read: ``raise`` raises an error that names them all; ``warn`` warns of each
        with a `geo_nk.errors.RefusalWarning`; a list takes them as `Reject`.
    gazetteer
        Where places are looked up; the one that ships with geo_nk where None.
    notify
        Told what the columns were taken for, and what else whoever gave the table should know.

    Returns
    -------
    geopandas.GeoDataFrame
        The event table, with the columns that mean nothing known behind it.

    Raises
    ------
    geo_nk.errors.ReadError
        If the file cannot be read, or no column tells where.
    geo_nk.errors.EventSchemaError
        If rows cannot be read and `errors` is ``raise``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"Town": ["Hyesan"], "When": ["spring 2024"], "What happened": ["Copper was smuggled."]})
    >>> read_table(table).loc[0, ["place_id", "category", "date_precision"]].tolist()
    ['kp-ryanggang-hyesan', 'smuggling_individual', 'season']
    """
    check_errors(errors)
    cells = cells_of(source)
    guess = guess_columns(list(cells.columns), said=columns, source=cells.source)
    tell = notify if notify is not None else _silent
    if cells.columns:
        tell(f"{cells.source}: {guess.told()}")
        if "category" not in guess.meant:
            told = f"read from {guess.meant['text']}" if "text" in guess.meant else "other, as no column tells it"
            tell(f"{cells.source}: what happened is {told}")
    _require_place(cells, guess)
    asked = gazetteer if gazetteer is not None else load_gazetteer()
    work = _Work(cells, guess, day_first, asked, tell)
    events = work.events()
    _settle_errors(work.rejects, errors, cells)
    return events


def _silent(_: str) -> None:
    return


def _require_place(cells: Cells, guess: Guess) -> None:
    """Refuse a table that says nowhere where."""
    meant = guess.meant
    told = {"place_name", "name_as_written", "place_id", "unplaced_reason"} & set(meant)
    if not cells.numbers or told or {"lon", "lat"} <= set(meant) or cells.geometry is not None:
        return
    names = ", ".join(cells.columns)[:500]
    raise ReadError(
        f"{cells.source}: has nothing that tells where: neither a place nor lon and lat; its columns are {names}. "
        "Say which it is, such as --columns place=NAME"
    )


class _Work:
    """One table on its way."""

    def __init__(
        self,
        cells: Cells,
        guess: Guess,
        day_first: bool | None,
        gazetteer: Gazetteer,
        tell: Callable[[str], None],
    ) -> None:
        self.rejects: list[Reject] = []
        self._cells = cells
        self._guess = guess
        self._gazetteer = gazetteer
        self._tell = tell
        self._classify = Classifier(gazetteer)
        self._day_first = day_first if day_first is not None else self._order()
        self._outside: list[int] = []
        self._shapes: dict[int, str] = {}

    def events(self) -> gpd.GeoDataFrame:
        rows = self._rows()
        path = Path(self._cells.source)
        table = events_frame(complete_rows(rows.values(), path=path)).set_axis(list(rows), axis=0)
        table = self._without_faulty(table)
        changes, refused = settle(table, gazetteer=self._gazetteer)
        for i, name, message in refused:
            self._reject(int(table.index[i]), name, table[name].iloc[i], message)
        table = changed(table, changes).drop(index=[table.index[i] for i, _, _ in refused])
        placed = place_events(table.reset_index(drop=True), gazetteer=self._gazetteer)
        if self._outside:
            named = f"{self._cells.noun} {', '.join(map(str, self._outside[:8]))}"
            self._tell(f"{self._cells.source}: {len(self._outside)} points lie far from Korea: {named}")
        return _titled(placed)

    def _order(self) -> bool | None:
        """Say in which order the numbers of a date stand, where the columns tell it."""
        dates = [self._cells.columns[self._guess.meant[name]] for name in _DATES if name in self._guess.meant]
        order = order_of(value for values in dates for value in values)
        if order is not None:
            first = "day" if order else "month"
            self._tell(f"{self._cells.source}: dates are read {first} first, as some of them must be")
        return order

    def _reject(self, line: int, name: str, value: object, message: str) -> None:
        told = self._guess.meant.get(name, name)
        where = f"{self._cells.source}: {self._cells.noun} {line}"
        text = "" if is_missing(value) else shown(value, longest=200)[1:-1]
        said = f"{text[:60]!r} {message}" if text and not message.startswith(("'", '"')) else message
        self.rejects.append(Reject(where, f"{told}: {said}", line, told, text))

    def _without_faulty(self, table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        bad = set()
        for label, name, message in faults_of(table):
            if label not in bad:
                value = None if name == "geometry" else table.loc[label, name]
                self._reject(int(str(label)), name, None if repr(value)[:60] in message else value, message)
                bad.add(label)
        return table.drop(index=list(bad))

    def _rows(self) -> dict[int, Row]:
        meant, others = self._guess.meant, self._guess.others
        columns = {meaning: self._cells.columns[name] for meaning, name in meant.items()}
        extra = {name: self._cells.columns[name] for name in others}
        points = self._points()
        rows: dict[int, Row] = {}
        for i, line in enumerate(self._cells.numbers):
            row: Row = {name: values[i] for name, values in columns.items()}
            row |= {name: values[i] for name, values in extra.items()}
            if points is not None:
                row["lon"], row["lat"] = points[i]
            try:
                rows[line] = self._row(row, line, self._shapes.get(i))
            except _Bad as bad:
                self._reject(line, bad.column, bad.value, bad.message)
        return rows

    def _points(self) -> list[tuple[float | None, float | None]] | None:
        """Return the points of the geometries, in degrees."""
        if self._cells.geometry is None:
            return None
        series = self._cells.geometry
        series = series.to_crs(CRS) if series.crs is not None else series
        kinds = series.geom_type.to_numpy()
        lon, lat = np.full(len(series), np.nan), np.full(len(series), np.nan)
        is_point = kinds == "Point"
        held = gpd.GeoSeries(series[is_point])
        lon[is_point], lat[is_point] = held.x, held.y
        self._shapes = {int(i): str(kinds[i]) for i in np.flatnonzero(series.notna().to_numpy() & ~is_point)}
        return [(None, None) if np.isnan(x) else (x, y) for x, y in zip(lon.tolist(), lat.tolist(), strict=True)]

    def _row(self, row: Row, line: int, shape: str | None) -> Row:
        if shape is not None:
            raise _Bad("geometry", shape, "is no point; give a point and its radius")
        for name, dtype in _KINDS.items():
            if name in row and dtype == "list":
                row[name] = _items(row[name])
        self._dates(row)
        self._what(row)
        self._where(row, line)
        self._who(row)
        return row

    def _dates(self, row: Row) -> None:
        for name in _DATES:
            found = days_of(row.get(name), day_first=self._day_first)
            if isinstance(found, str):
                raise _Bad(name, row[name], found)
            if found is None:
                row.update({name: None} if name in row else {})
                continue
            if name == "published" and found.start != found.end:
                raise _Bad(name, row[name], "is no whole day, on which something is published; write YYYY-MM-DD")
            row[name] = found.end if name == "date_end" else found.start
            if name == "date_start":
                start = found
                own_end = days_of(row.get("date_end"), day_first=self._day_first)
                if not isinstance(own_end, Days | str):
                    row["date_end"] = start.end
                    row["date_precision"] = row.get("date_precision") or start.precision

    def _what(self, row: Row) -> None:
        """Settle the category: a code or a label as it is, and words by what they say."""
        text, written = (None if is_missing(row.get(name)) else str(row[name]).strip() for name in ("text", "category"))
        row.pop("text", None)
        words = " ".join(filter(None, (written, text)))
        code = code_of(written) if written else None
        row["category"] = code or (self._classify(words) if words else "other")
        said = text or (written if code is None else None)
        if said and is_missing(row.get("quote")):
            row["quote"] = said
        for name in _CLOSED & row.keys():
            if isinstance(row[name], str):
                row[name] = row[name].strip().lower() or None
        if self._guess.export and not is_missing(row.get("geo_precision")):
            row["geo_precision"] = _codes(self._guess.export).get(str(row["geo_precision"]).partition(".")[0])

    def _where(self, row: Row, line: int) -> None:
        for name in ("lon", "lat"):
            row[name] = _degrees(row.get(name), name)
        lon, lat = row["lon"], row["lat"]
        place = None if is_missing(row.get("place_name")) else str(row["place_name"]).strip()
        if (lon is None) != (lat is None):
            raise _Bad("lon" if lon is None else "lat", None, "only one of lon and lat is given; give both or none")
        if lon is not None and lat is not None:
            self._check_point(lon, lat, row, place, line)
        if place and "," in place and is_missing(row.get("province")) and row["lon"] is None:
            place, _, within = place.partition(",")
            row["place_name"], row["province"] = place.strip(), within.strip() or None
        told = (row.get(name) for name in ("place_name", "name_as_written", "place_id", "unplaced_reason"))
        if row["lon"] is None and all(is_missing(value) for value in told):
            row["unplaced_reason"] = "the row does not say where"
        if row.get("unplaced_reason") == NO_POSITION:
            row["unplaced_reason"] = None

    def _check_point(self, lon: float, lat: float, row: Row, place: str | None, line: int) -> None:
        """Refuse a point that is none, and name one that lies elsewhere than what is told."""
        west, south, east, north = _REGION
        if abs(lon) < _NOWHERE and abs(lat) < _NOWHERE:
            if place is None:
                raise _Bad("lon", f"{lon:g}, {lat:g}", "is no place, but what programs write for none; correct it")
            row["lon"] = row["lat"] = None
            self._tell(f"{self._cells.source}: {self._cells.noun} {line}: the point 0, 0 is none; {place} is looked up")
        elif not (west <= lon <= east and south <= lat <= north):
            if west <= lat <= east and south <= lon <= north:
                raise _Bad("lon", f"{lon:g}, {lat:g}", "seem to be swapped: lon comes first; correct them")
            self._outside.append(line)

    def _who(self, row: Row) -> None:
        publisher = row.get("publisher")
        if isinstance(publisher, str) and _ADDRESS.fullmatch(publisher.strip()) and is_missing(row.get("url")):
            row["url"], row["publisher"] = publisher.strip(), None


class _Bad(Exception):  # noqa: N818 - no error, but the way out of a row
    """A row cannot be taken."""

    def __init__(self, name: str, value: object, message: str) -> None:
        super().__init__(name, message)
        self.column, self.value, self.message = name, value, message


def _items(value: object) -> list[str]:
    """Return the items of a list: a list, its JSON text, or text with semicolons."""
    if is_missing(value):
        return []
    if isinstance(value, list | tuple | set | np.ndarray):
        return [str(item) for item in value if not is_missing(item)]
    text = str(value)
    if text.startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            return [str(item) for item in found if not is_missing(item)]
    return [item for part in _ITEM.findall(text) if (item := re.sub(r"\\([;\\])", r"\1", part).strip())]


def _degrees(value: object, name: str) -> float | None:
    """Return a coordinate: a number, with a decimal comma too."""
    if is_missing(value):
        return None
    if isinstance(value, str):
        text = value.strip()
        if _NUMBER.fullmatch(text) is None and not _is_float(text):
            raise _Bad(name, value, "is not a number; write decimal degrees, such as 128.18")
        sign = -1.0 if text[-1:].upper() in {"S", "W"} else 1.0
        return sign * float(text.rstrip("NSEWnsew °").replace(",", "."))
    try:
        return float(value)  # type: ignore[arg-type] # what is no number is caught
    except (TypeError, ValueError, OverflowError):
        raise _Bad(name, value, "is not a number; write decimal degrees, such as 128.18") from None


def _is_float(text: str) -> bool:
    try:
        return len(text) < 60 and float(text) is not None  # noqa: PLR2004 - more is no coordinate
    except ValueError:
        return False


def _codes(export: str) -> dict[str, str]:
    rows = shipped_table("lexicon/table_codes.csv")
    return {row["code"]: row["geo_precision"] for row in rows if row["export"] == export}


def _titled(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give events without a title the generated one."""
    bare = np.flatnonzero(events["title"].isna().to_numpy())
    columns = (events[name].tolist() for name in ("category", "place_name", "name_as_written"))
    categories, places, written = columns
    return changed(events, {int(i): {"title": title_of(categories[i], places[i] or written[i])} for i in bare})


def _settle_errors(rejects: list[Reject], errors: Errors, cells: Cells) -> None:
    if isinstance(errors, list):
        errors.extend(rejects)
    elif errors == "warn":
        for reject in rejects:
            warnings.warn(f"{reject.source}: {reject.reason}", RefusalWarning, stacklevel=3)
    elif rejects:
        faults = [f"{cells.noun} {reject.line}, {reject.reason}" for reject in rejects]
        raise EventSchemaError(faults_message(f"{cells.source}: rows that cannot be read", faults), faults=faults)
