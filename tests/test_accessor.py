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
    assert not hasattr(pd.DataFrame({"a": [1]}), "nk")


def test_it_counts_releases_and_measures() -> None:
    row = {"category": "defection", "lon": 128.18, "lat": 41.4, "date_start": "2021-08-06", "date_end": "2021-08-06"}
    table = events_frame([row | {"event_id": "a"}, row | {"event_id": "b", "category": "other"}])
    assert table.nk.counts()[["category", "events"]].to_numpy().tolist() == [["defection", 1], ["other", 1]]
    assert table.nk.counts("year")["events"].tolist() == [2]
    assert len(table.nk.release("public")) == 2
    assert table.nk.border_position()["side"].tolist() == ["KP", "KP"]
    assert table.nk.density()["density"].sum() == pytest.approx(2, rel=0.01)
    with pytest.raises(EventSchemaError, match="no column is called 'colour'; the columns are event_id"):
        table.nk.counts("colour")


def test_it_draws_for_print() -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    table = events_frame([{"event_id": "a", "category": "defection", "lon": 128.18, "lat": 41.4}])
    assert table.nk.figure().get_xlim()
    assert table.nk.strip(title="Along the border").get_xlim()
    matplotlib.pyplot.close("all")
