"""Events as a TimeMap of Forensic Architecture has them: not read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo_nk.events.categories import load_categories
from geo_nk.events.formats.table import axes
from geo_nk.events.frame import iso_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd

__all__ = ["to_timemap"]


def to_timemap(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[str]:
    """Yield the events of a TimeMap: those with a point, as its ``events`` are.

    Parameters
    ----------
    tables
        Each as from `geo_nk.events.validate_events`.

    Yields
    ------
    str
    """
    yield "[\n"
    number = 0
    for events in tables:
        placed = events[events.geometry.notna()]
        if len(placed):
            yield (",\n" if number else "") + ",\n".join(_records(placed, number + 1))
        number += len(placed)
    yield "\n]\n"


def _records(events: gpd.GeoDataFrame, first: int) -> Iterator[str]:
    """Yield each event as the text of a record, counted from `first`."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    categories = load_categories()
    told = ("event_id", "place_name", "name_as_written", "quote", "title", "category", "report_id")
    columns = (events[name].tolist() for name in told)
    lon, lat = (axis.tolist() for axis in axes(events))
    rows = zip(*columns, iso_days(events["date_start"]), lon, lat, strict=True)
    for number, (event_id, place, written, quote, title, code, report, day, x, y) in enumerate(rows, start=first):
        yield encode(
            {
                "id": number,
                "civId": event_id,
                "date": day or "",
                "time": "",
                "location": place or written or "",
                "latitude": y,
                "longitude": x,
                "description": quote or title or "",
                "associations": [categories[code].label],
                "sources": [report] if report else [],
                "colour": categories[code].colour,
            }
        )
