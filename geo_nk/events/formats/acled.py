"""Events as a table shaped as ACLED's, for its tools: not its data, and not read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from geo_nk.events.categories import load_categories
from geo_nk.events.formats.table import axes, csv_bytes, csv_header, listed, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import geopandas as gpd
    import pandas as pd

__all__ = ["to_acled"]

_TIME: Final = {"day": 1, "part_of_month": 2}
_LEAST_PRECISE: Final = 3
_PLACE: Final = {"exact": 1, "settlement": 1, "county": 2, "province": 3, "linear": 3, "region": 3}
_NO_TYPE: Final = ("Strategic developments", "Other")


def to_acled(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    """Yield a CSV table with the columns of ACLED.

    Parameters
    ----------
    tables
        Each as from `geo_nk.events.validate_events`.

    Yields
    ------
    bytes
        The day is the first of the interval, ``time_precision`` 1 (day) to 3 (month or more); events that ACLED has no
        type for are "Strategic developments, Other".
    """
    head = True
    for events in tables:
        columns = _columns(events)
        if head:
            yield csv_header(columns)
            head = False
        yield csv_bytes(columns.values())


def _columns(events: gpd.GeoDataFrame) -> dict[str, pa.Array]:
    start, end = (pa.array(events[name].to_numpy().astype("datetime64[D]")) for name in ("date_start", "date_end"))
    day = pc.coalesce(start, end)
    precision = _meant(_texts(events["date_precision"]), _TIME.get, pa.int8()).fill_null(_LEAST_PRECISE)
    categories = load_categories()
    codes = _texts(events["category"])
    lon, lat = axes(events)
    return {
        "event_id_cnty": safe(_texts(events["event_id"])),
        "event_date": day,
        "year": pc.year(day),
        "time_precision": pc.if_else(day.is_valid(), precision, None),
        "disorder_type": pa.repeat(_NO_TYPE[0], len(events)),
        "event_type": _meant(codes, lambda code: categories[code].acled_event_type or _NO_TYPE[0]),
        "sub_event_type": _meant(codes, lambda code: categories[code].acled_sub_event_type or _NO_TYPE[1]),
        "actor1": listed(events["actors"].to_numpy(), "; ".join),
        "country": safe(_meant(_texts(events["place_id"]), lambda place: place[:2].upper())),
        "admin1": safe(_texts(events["province"])),
        "admin2": safe(_texts(events["county"])),
        "location": safe(_first(events, "place_name", "name_as_written")),
        "latitude": lat,
        "longitude": lon,
        "geo_precision": _meant(_texts(events["geo_precision"]), _PLACE.get, pa.int8()),
        "source": safe(_texts(events["publisher"])),
        "notes": safe(_first(events, "quote", "title")),
    }


def _texts(values: pd.Series[Any]) -> pa.Array:
    return pa.array(values.to_numpy(dtype=object), pa.large_string(), from_pandas=True)


def _first(events: gpd.GeoDataFrame, name: str, other: str) -> pa.Array:
    """Return a column, and where it says nothing the other."""
    texts = _texts(events[name])
    return pc.coalesce(texts, _texts(events[other])) if texts.null_count else texts


def _meant(texts: pa.Array, meaning: Callable[[str], object], kind: pa.DataType | None = None) -> pa.Array:
    """Return what texts mean, each distinct one asked once."""
    coded = texts.dictionary_encode()
    meant = pa.array(map(meaning, coded.dictionary.to_pylist()), kind or texts.type)
    return meant.take(coded.indices)
