"""Events as a table shaped as ACLED's, for its tools: not its data, and not read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from geo_nk.events.categories import load_categories
from geo_nk.events.formats.table import axes, csv_bytes, csv_header, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd
    import pandas as pd

__all__ = ["to_acled"]

_TIME: Final = {"day": 1, "part_of_month": 2, "month": 3, "season": 3, "year": 3}
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
    start, end = (events[name].to_numpy().astype("datetime64[D]") for name in ("date_start", "date_end"))
    day = np.where(np.isnat(start), end, start)
    dated = ~np.isnat(day)
    categories = load_categories()
    types = {code: c.acled_event_type or _NO_TYPE[0] for code, c in categories.items()}
    sub_types = {code: c.acled_sub_event_type or _NO_TYPE[1] for code, c in categories.items()}
    lon, lat = axes(events)
    precision = [
        _TIME.get(known, 3) if told else None for known, told in zip(events["date_precision"], dated, strict=True)
    ]
    return {
        "event_id_cnty": _texts(events["event_id"]),
        "event_date": pa.array(day),
        "year": pa.array(day.astype("datetime64[Y]").astype(np.int64) + 1970, mask=~dated),
        "time_precision": pa.array(precision, pa.int8()),
        "disorder_type": _texts([_NO_TYPE[0]] * len(events)),
        "event_type": _texts(events["category"].map(types)),
        "sub_event_type": _texts(events["category"].map(sub_types)),
        "actor1": _texts(["; ".join(items) if items else None for items in events["actors"].to_numpy()]),
        "country": _texts([place and place[:2].upper() for place in events["place_id"].to_numpy()]),
        "admin1": _texts(events["province"]),
        "admin2": _texts(events["county"]),
        "location": _texts(_first(events, "place_name", "name_as_written")),
        "latitude": lat,
        "longitude": lon,
        "geo_precision": pa.array([_PLACE.get(known) for known in events["geo_precision"].to_numpy()], pa.int8()),
        "source": _texts(events["publisher"]),
        "notes": _texts(_first(events, "quote", "title")),
    }


def _first(events: gpd.GeoDataFrame, name: str, other: str) -> pd.Series[Any]:
    """Return a column, and where it says nothing the other."""
    told: pd.Series[Any] = events[name].where(events[name].notna(), events[other])
    return told


def _texts(values: pd.Series[Any] | list[str | None]) -> pa.Array:
    held = values if isinstance(values, list) else values.to_numpy(dtype=object)
    return safe(pa.array(held, pa.large_string(), from_pandas=True))
