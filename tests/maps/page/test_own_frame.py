"""A map of any GeoDataFrame, as ``explore`` draws it."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo_nk.errors import EventSchemaError, WrongTypeError
from geo_nk.events import events_frame
from geo_nk.maps import event_map
from geo_nk.maps.page.own_frame import as_events


def mine(**columns: Any) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy([128.18, 129.2], [41.4, 42.2])
    return gpd.GeoDataFrame({"what": ["Defection", "a festival"], **columns}, geometry=points, crs=4326)


def test_a_table_of_ones_own_is_drawn() -> None:
    table = mine(when=pd.to_datetime(["2021-08-06", None]), line=["Two leave", "Dancing"])
    made = event_map(table.to_crs(3857), category="what", date="when", title="line")
    assert made.counts["placed"] == 2
    events = as_events(table, category="what", date="when", title="line")
    assert events["category"].tolist() == ["defection", "other"]
    assert events["title"].tolist() == ["Two leave", "Dancing"]
    assert str(events["date_start"][0])[:10] == "2021-08-06"
    assert pd.isna(events["date_start"][1])


def test_a_column_that_tells_must_be_said() -> None:
    assert event_map(mine(), title="what").counts["placed"] == 2
    with pytest.raises(EventSchemaError, match=r"'event_id', 'category' is missing.*say which of them tell: category="):
        event_map(mine(), title="My points")


def test_days_may_be_typed() -> None:
    events = as_events(mine(when=["Aug 2021", None]), date="when")
    assert str(events["date_end"][0])[:10] == "2021-08-31"


def test_lines_and_areas_are_drawn_hollow_in_their_middle() -> None:
    shapes = [shapely.LineString([(128, 41), (129, 42)]), shapely.box(128, 41, 129, 42)]
    events = as_events(gpd.GeoDataFrame({"a": ["x", "y"]}, geometry=shapes, crs=4326), title="a")
    assert events["geo_precision"].tolist() == ["linear", "region"]
    assert events.geometry.geom_type.tolist() == ["Point", "Point"]


def test_columns_of_the_event_table_are_kept_where_they_hold_what_they_should() -> None:
    events = as_events(mine(publisher=["A", "B"], confidence=[0.5, 7], status=["confirmed", "new"]), title="what")
    assert events["publisher"].tolist() == ["A", "B"]
    assert events["confidence"].isna().all()


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        (mine(), {"category": "kind"}, "has no column 'kind'; its columns are what, geometry"),
        (mine().set_crs(None, allow_override=True), {"title": "what"}, "has no CRS"),
        (mine(when=["x", None]), {"date": "when"}, "row 0, when: 'x' is no date"),
    ],
)
def test_what_cannot_be_drawn_is_refused(table: gpd.GeoDataFrame, options: dict[str, str], said: str) -> None:
    with pytest.raises(EventSchemaError, match=said):
        event_map(table, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [None, float("nan"), b"x", shapely.Point(1, 2), pd.DataFrame({"a": [1]})])
def test_a_wrong_type_is_named(wrong: Any) -> None:
    with pytest.raises(WrongTypeError, match=r"event_map is given a .*; give a GeoDataFrame"):
        event_map(wrong)


def test_a_copy_of_a_map_seals_as_the_map_does() -> None:
    made = event_map(events_frame([{"event_id": "a", "category": "other", "lon": 128.2, "lat": 41.4}]))
    assert copy.deepcopy(made).to_html() == made.to_html()
    assert pickle.loads(pickle.dumps(made)).to_html() == made.to_html()  # noqa: S301 - our own
