from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.events import events_frame, read_events
from geo_nk.maps.basemap import SCALE, pack_line
from geo_nk.maps.payload import SHOWN, columns
from geo_nk.maps.seal import json_for_page

if TYPE_CHECKING:
    import geopandas as gpd


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    return read_events(Path(__file__).with_name("three_events.geojson"))


def unpacked(column: Any) -> list[Any]:
    return [column["values"][code] for code in column["codes"]] if isinstance(column, dict) else column


def test_an_event_without_a_point_has_no_position(events: gpd.GeoDataFrame) -> None:
    assert columns(events)["lon"] == [128.1778, 128.1778, None]


def test_lists_stay_lists(events: gpd.GeoDataFrame) -> None:
    assert columns(events)["goods"] == [["phones"], None, None]


def test_a_column_without_values_is_left_out(events: gpd.GeoDataFrame) -> None:
    assert "penalty" not in columns(events)


def test_texts_that_repeat_stand_once() -> None:
    events = events_frame([{"event_id": str(i), "category": "other"} for i in range(4)])
    assert columns(events)["category"] == {"values": ["other"], "codes": [0, 0, 0, 0]}


@given(st.lists(st.text(), min_size=1, max_size=8))
def test_every_text_comes_back(texts: list[str]) -> None:
    events = events_frame([{"event_id": str(i), "category": "other", "quote": text} for i, text in enumerate(texts)])
    packed = json.loads(json_for_page(columns(events)))
    kept = [value or None for value in events["quote"]]
    assert unpacked(packed.get("quote", [None] * len(texts))) == kept


def test_what_could_name_a_source_is_not_shown() -> None:
    assert not {"report_sha256", "quote_start", "quote_end"} & set(SHOWN)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1))
def test_a_packed_line_comes_back_to_its_end(line: list[tuple[float, float]]) -> None:
    packed = pack_line(line)
    assert (sum(packed[::2]), sum(packed[1::2])) == (round(line[-1][0] * SCALE), round(line[-1][1] * SCALE))
