from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest

from geo_nk import events_frame, read_events
from geo_nk.errors import EventSchemaError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    return events_frame([{"event_id": "a", "category": "defection", "lon": 128.18, "lat": 41.4}])


def test_a_table_draws_itself(events: gpd.GeoDataFrame) -> None:
    assert events.nk.map(title="Hyesan").title == "Hyesan"


def test_a_table_becomes_geojson(events: gpd.GeoDataFrame) -> None:
    assert json.loads(events.nk.to_geojson())["features"][0]["geometry"]["coordinates"] == [128.18, 41.4]


def test_a_table_writes_itself(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    assert read_events(events.nk.to_file(tmp_path / "a.csv"))["event_id"].tolist() == ["a"]


def test_what_is_no_table_of_events_is_refused() -> None:
    with pytest.raises(EventSchemaError, match="'category' is missing"):
        gpd.GeoDataFrame({"a": [1]}, geometry=[None]).nk.to_geojson()


def test_a_plain_table_is_refused() -> None:
    with pytest.raises(EventSchemaError, match="works on a GeoDataFrame"):
        _ = pd.DataFrame({"a": [1]}).nk
