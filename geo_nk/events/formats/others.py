"""Events in the forms of other projects: a table shaped as ACLED's, and the JSON of TimeMap."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import TYPE_CHECKING, Final

from geo_nk._files import guard
from geo_nk.events.categories import load_categories
from geo_nk.events.frame import is_missing, iso_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd

__all__ = ["to_acled", "to_timemap"]

_ACLED: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "country", "admin1", "admin2", "location", "latitude", "longitude", "geo_precision", "source", "notes",
)  # fmt: skip
_TIME: Final = {"day": 1, "part_of_month": 2, "month": 3, "season": 3, "year": 3}
_PLACE: Final = {"exact": 1, "settlement": 1, "county": 2, "province": 3, "linear": 3, "region": 3}


def to_acled(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[str]:
    """Yield a CSV table with the columns of ACLED: for its tools, and not its data.

    Parameters
    ----------
    tables
        Each as from `geo_nk.events.validate_events`.

    Yields
    ------
    str
        The day is the first of the interval, ``time_precision`` 1 (day) to 3 (month or more); events that ACLED has no
        type for are "Strategic developments, Other".
    """
    yield "\ufeff" + _csv([_ACLED])
    for events in tables:
        yield _csv(_acled_rows(events))


def _acled_rows(events: gpd.GeoDataFrame) -> Iterator[list[str]]:
    starts, ends = iso_days(events["date_start"]), iso_days(events["date_end"])
    for row, start, end, point in zip(events.to_dict("records"), starts, ends, events.geometry, strict=True):
        category = load_categories()[row["category"]]
        day = start or end or ""
        yield [
            guard(str(cell))
            for cell in (
                row["event_id"],
                day,
                day[:4],
                _TIME.get(row["date_precision"], 3) if day else "",
                "Strategic developments",
                category.acled_event_type or "Strategic developments",
                category.acled_sub_event_type or "Other",
                "; ".join(row["actors"]),
                _text(row["place_id"])[:2].upper(),
                _text(row["province"]),
                _text(row["county"]),
                _text(row["place_name"]) or _text(row["name_as_written"]),
                "" if point is None else round(point.y, 7),
                "" if point is None else round(point.x, 7),
                _PLACE.get(row["geo_precision"], ""),
                _text(row["publisher"]),
                _text(row["quote"]) or _text(row["title"]),
            )
        ]


def to_timemap(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[str]:
    """Yield the events of a TimeMap (Forensic Architecture): those with a point, as its ``events`` are.

    Parameters
    ----------
    tables
        Each as from `geo_nk.events.validate_events`.

    Yields
    ------
    str
    """
    yield "[\n"
    joint = ""
    number = 0
    for events in tables:
        for row, start, point in zip(
            events.to_dict("records"), iso_days(events["date_start"]), events.geometry, strict=True
        ):
            if point is None:
                continue
            number += 1
            record = {
                "id": number,
                "civId": row["event_id"],
                "date": start or "",
                "time": "",
                "location": _text(row["place_name"]) or _text(row["name_as_written"]),
                "latitude": round(point.y, 7),
                "longitude": round(point.x, 7),
                "description": _text(row["quote"]) or _text(row["title"]),
                "associations": [_label(row["category"])],
                "sources": [_text(row["report_id"])] if _text(row["report_id"]) else [],
                "colour": load_categories()[row["category"]].colour,
            }
            yield joint + json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            joint = ",\n"
    yield "\n]\n"


@cache
def _label(code: str) -> str:
    return load_categories()[code].label


def _text(value: object) -> str:
    return "" if is_missing(value) else str(value)


def _csv(rows: Iterable[Iterable[object]]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue()
