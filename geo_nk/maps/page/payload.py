"""The events as the page reads them: typed columns in one deflated block, and only the columns that the page shows.

What is not listed in `SHOWN` never reaches the file, whatever else the table holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_nk.border import border_line, border_position
from geo_nk.events.sanctions import coverage
from geo_nk.events.schema import CRS, column
from geo_nk.maps.page.areas import county_areas, hexagons, honest_resolution
from geo_nk.maps.page.pack import Packer
from geo_nk.maps.page.places import place_table
from geo_nk.maps.shared.basemap import pack_line
from geo_nk.maps.shared.marks import are_vague, marks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from numpy.typing import NDArray

    from geo_nk.events.sanctions import Case

__all__ = ["SHOWN", "Packed", "pack_events"]

#: The columns that the page shows, in the order in which they stand in it.
SHOWN: Final = (
    "event_id",
    "category",
    "title",
    "date_start",
    "date_end",
    "date_precision",
    "place_id",
    "place_name",
    "place_kind",
    "name_as_written",
    "uncertainty_m",
    "geo_precision",
    "stand_in",
    "km_start",
    "km_end",
    "match_method",
    "match_score",
    "actors",
    "goods",
    "quantity",
    "penalty",
    "direction",
    "report_id",
    "publisher",
    "published",
    "url",
    "source_kind",
    "quote",
    "date_as_written",
    "reader",
    "confidence",
    "status",
    "reviewed_by",
    "reviewed_at",
    "review_note",
    "corrected",
    "also_reported_by",
    "told_by",
    "source_count",
    "told_differently",
    "change",
    "changed_fields",
    "unplaced_reason",
)

#: Those that the page reads first, to draw the map while it still loads the texts.
DRAWN: Final = frozenset(
    {
        "category",
        "date_start",
        "date_end",
        "place_id",
        "place_name",
        "place_kind",
        "name_as_written",
        "uncertainty_m",
        "geo_precision",
        "km_start",
        "km_end",
        "confidence",
    }
)

#: Units to the degree: 1.1 m.
_SCALE = 100_000

_NEAR = 3.0  # degrees around the border; farther off, its kilometres say nothing
_SAMPLE = 8192  # rows that tell whether a column repeats itself
_MOST_DISTINCT = 1 << 16


@dataclass(frozen=True, slots=True)
class Packed:
    """An event table, ready for the page.

    Attributes
    ----------
    head : dict
        What stands where in the block; JSON can hold it. ``first`` says how many pieces hold what draws the map.
    pieces : list of bytes
        The block, deflated.
    placed : int
        Events that have a mark.
    """

    head: dict[str, Any]
    pieces: list[bytes]
    placed: int


def pack_events(events: gpd.GeoDataFrame, *, use_up: bool = False) -> Packed:
    """Return the events as the page reads them.

    Parameters
    ----------
    events
        A valid event table.
    use_up
        Whether its columns may be taken out of it as they are packed: a million events take half a gigabyte.

    Returns
    -------
    Packed
        Marks to 5 decimals of a degree, numbers to 3 decimals, the columns of `SHOWN` that have any value, what the
        Security Council says of the goods, kilometre along the border and distance from it, and what the gazetteer
        knows of the places.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> packed = pack_events(events_frame([{"event_id": "a", "category": "other", "lon": 128.18, "lat": 41.4}]))
    >>> packed.head["size"], packed.placed, list(packed.head["columns"])
    (1, 1, ['event_id', 'category'])
    """
    shown = [name for name in SHOWN if name in events.columns and events[name].notna().any()]
    place_ids = events["place_id"].unique().tolist() if "place_id" in shown else []
    size = len(events)
    with Packer() as packer:
        columns = {n: _column(packer, events[n], column(n).dtype) if n in DRAWN else {} for n in shown}
        points = _Marks.of(events)
        positions = points.add(packer)
        places = packer.plain(place_table(place_ids))
        counties = packer.plain(county_areas())
        first = packer.cut()
        positions |= _border(packer, points) | {"hexagons": _hexagons(packer, events, points)}
        if {"quote", "name_as_written"} <= set(shown):
            columns["name_at"] = _numbers(packer, _name_in_quote(events))
        if "goods" in shown:
            columns |= _sanctions(packer, events)
        if not use_up:
            events = events.copy(deep=False)
        for name in [name for name in events.columns if name not in shown or name in DRAWN]:
            del events[name]
        for name in list(events.columns):
            columns[name] = _column(packer, events[name], column(name).dtype)
            del events[name]
        head = {
            "size": size,
            "first": first,
            "columns": {name: spec for name, spec in columns.items() if spec},
            "positions": positions,
            "places": places,
            "counties": counties,
        }
        pieces = packer.pieces()
    return Packed(head | {"length": packer.size, "pieces": [len(piece) for piece in pieces]}, pieces, points.placed)


def _column(packer: Packer, values: pd.Series[Any], dtype: str) -> dict[str, Any]:
    """Add one column; return nothing for one without any value."""
    if dtype == "date":
        return _days(packer, values)
    if dtype in {"float", "integer"}:
        return _numbers(packer, values.to_numpy(dtype="float64", na_value=np.nan))
    if dtype == "list":
        return _coded_lists(packer, values)
    return _texts(packer, values)


def _days(packer: Packer, values: pd.Series[Any]) -> dict[str, Any]:
    """Add days since 1970-01-01, counted from the day before the first; 0 is a day that is not known."""
    days = values.to_numpy().astype("datetime64[D]")
    known = ~np.isnat(days)
    numbers = days.astype("int64")
    base = int(numbers[known].min()) - 1
    return {"kind": "days", "days": packer.whole(np.where(known, numbers, base), base=base)}


def _numbers(packer: Packer, values: NDArray[np.float64]) -> dict[str, Any]:
    rounded = np.round(values, 3)
    distinct, codes = np.unique(rounded, return_inverse=True)
    if len(distinct) > _MOST_DISTINCT:
        return {"kind": "numbers", "values": packer.floats(rounded)}
    return {"kind": "numbers", "values": packer.floats(distinct), "codes": packer.whole(codes, base=0)}


def _name_in_quote(events: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """Return at which character of its quote each event's place is named; NaN where it is named elsewhere.

    Where the quote stands in the report is nobody's business on a map.
    """
    if not {"quote_start", "name_start"} <= set(events.columns):
        return np.full(len(events), np.nan)
    start, quote = (events[name].to_numpy(dtype="float64", na_value=np.nan) for name in ("name_start", "quote_start"))
    length = events["quote"].str.len().to_numpy(dtype="float64", na_value=np.nan)
    at = start - quote
    return np.where((at >= 0) & (at < length), at, np.nan)


def _texts(packer: Packer, values: pd.Series[Any]) -> dict[str, Any]:
    """Add texts; of a column that repeats itself, each distinct one and a code for each row."""
    array = values.to_numpy(dtype=object)
    sample = array[:: max(1, len(array) // _SAMPLE)]
    if 2 * len(pd.unique(sample)) > len(sample):
        array = np.where(values.isna().to_numpy(), "", array)
        return {"kind": "texts", "texts": packer.texts(array.tolist())}
    codes, distinct = pd.factorize(array)
    texts = packer.texts(["", *distinct.tolist()])
    return {"kind": "codes", "texts": texts, "codes": packer.whole(codes + 1, base=0)}


def _coded_lists(packer: Packer, values: pd.Series[Any]) -> dict[str, Any]:
    codes, distinct = pd.factorize(values.to_numpy(dtype=object))
    lists: Sequence[tuple[str, ...]] = distinct.tolist()
    return _lists(packer, [(), *lists], codes + 1) if any(lists) else {}


def _lists(packer: Packer, lists: Sequence[tuple[str, ...]], codes: NDArray[np.int64]) -> dict[str, Any]:
    """Add a column of lists, of which each row has one."""
    return {"kind": "codes", "list": True, "texts": packer.lists(lists), "codes": packer.whole(codes, base=0)}


def _sanctions(packer: Packer, events: gpd.GeoDataFrame) -> dict[str, dict[str, Any]]:
    """Add the chapters of the goods, and the measures that may cover them; nothing where no good has any."""
    found = coverage(events)
    measures = [tuple(dict.fromkeys(map(_measure, cases))) for cases in found.cases]
    told = {"hs_chapters": found.chapters, "sanctions": measures}
    return {name: _lists(packer, lists, found.codes) for name, lists in told.items() if any(lists)}


def _measure(case: Case) -> str:
    """Return a measure as ``assets/data/sanctions.js`` reads it."""
    told = case.measure
    return f"{told.resolution}|{told.paragraph}|{told.measure}|{told.direction}|{case.doubt}"


@dataclass(frozen=True, slots=True)
class _Marks:
    """The distinct marks, in units of `_SCALE`, and which of them each event has; the code behind the last is none."""

    east: NDArray[np.int64]
    north: NDArray[np.int64]
    codes: NDArray[np.int64]

    @classmethod
    def of(cls, events: gpd.GeoDataFrame) -> Self:
        lon, lat = marks(events)
        placed = ~np.isnan(lon)
        east, north = (np.round(values[placed] * _SCALE).astype("int64") for values in (lon, lat))
        keys, codes = np.unique((east << 32) + north, return_inverse=True)
        east = (keys + (1 << 31)) >> 32  # undo the sum, whose lower half may be negative
        all_codes = np.full(len(events), len(keys), dtype="int64")
        all_codes[placed] = codes
        return cls(east, keys - (east << 32), all_codes)

    @property
    def lon(self) -> NDArray[np.float64]:
        return self.east / _SCALE

    @property
    def lat(self) -> NDArray[np.float64]:
        return self.north / _SCALE

    @property
    def placed(self) -> int:
        """How many events have a mark."""
        return int((self.codes < len(self.east)).sum())

    def add(self, packer: Packer) -> dict[str, Any]:
        return {
            "scale": _SCALE,
            "lon": packer.whole(np.diff(self.east, prepend=0)),
            "lat": packer.whole(np.diff(self.north, prepend=0)),
            "codes": packer.whole(self.codes, base=0),
        }


def _border(packer: Packer, points: _Marks) -> dict[str, Any]:
    """Add kilometre along the border and metres from it, for each distinct mark that is near it."""
    west, south, east_end, north_end = border_line().bounds
    lon, lat = points.lon, points.lat
    near = (lon > west - _NEAR) & (lon < east_end + _NEAR) & (lat > south - _NEAR) & (lat < north_end + _NEAR)
    if not near.any():
        return {}
    measured = border_position(gpd.GeoSeries(shapely.points(lon[near], lat[near]), crs=CRS))
    km, metres = np.full(len(near), np.nan), np.full(len(near), np.nan)
    km[near] = measured["border_km"].round(1)
    metres[near] = measured["border_distance_m"].round()
    return {"km": packer.floats(km), "metres": packer.floats(metres)}


def _hexagons(packer: Packer, events: gpd.GeoDataFrame, points: _Marks) -> list[dict[str, Any]]:
    """Add the cell of each distinct mark, in a grid as fine as most events that name a spot allow, and coarser ones."""
    spots = events.geometry.notna().to_numpy() & ~are_vague(events)
    known = "uncertainty_m" in events.columns
    radii = events["uncertainty_m"].to_numpy(dtype="float64", na_value=np.nan) if known else np.zeros(len(events))
    resolution = honest_resolution(radii[spots])
    return [
        {
            "edge": grid.edge_m,
            "codes": packer.whole(grid.codes, base=0),
            "outlines": packer.plain([pack_line(outline) for outline in grid.outlines]),
        }
        for grid in hexagons(points.lon.tolist(), points.lat.tolist(), resolution=resolution)
    ]
