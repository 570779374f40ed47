"""A few events, counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo_nk.events import events_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

PLACES = {
    "Hyesan": {"county": "Hyesan", "province": "Ryanggang", "lon": 128.178, "lat": 41.403},
    "Musan": {"county": "Musan", "province": "North Hamgyong", "lon": 129.218, "lat": 42.226},
    "Ryanggang": {"province": "Ryanggang", "geo_precision": "province", "unplaced_reason": "a province"},
    "km 900 to 906": {"geo_precision": "linear", "km_start": 900.0, "km_end": 906.0, "unplaced_reason": "a stretch"},
}


@pytest.fixture
def table() -> Callable[..., gpd.GeoDataFrame]:
    """Return a function that makes events of (place, first day, last day) or (place, day), with further columns."""

    def make(*rows: tuple[str, ...], **columns: list[object]) -> gpd.GeoDataFrame:
        held = [
            {"event_id": str(i), "category": "other", **PLACES[place]}
            | ({"date_start": days[0], "date_end": days[-1]} if days else {})
            for i, (place, *days) in enumerate(rows)
        ]
        return events_frame([row | {name: values[i] for name, values in columns.items()} for i, row in enumerate(held)])

    return make
