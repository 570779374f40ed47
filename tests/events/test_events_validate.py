from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo_nk.errors import EventSchemaError
from geo_nk.events import EVENT_COLUMNS, events_frame, validate_events

GOOD = {"event_id": "e1", "category": "defection", "lon": 128.18, "lat": 41.4}


def _faults(*rows: dict[str, object]) -> list[str]:
    with pytest.raises(EventSchemaError) as caught:
        validate_events(events_frame(rows))
    return list(caught.value.faults)


def test_input_is_untouched_and_index_kept() -> None:
    frame = gpd.GeoDataFrame({"note": ["x"], "category": ["other"], "event_id": ["e"]}, geometry=[shapely.Point(1, 2)])
    frame = frame.set_crs(4326).set_axis([7], axis=0)
    before = frame.copy()
    events = validate_events(frame)
    assert list(events.columns) == [*(c.name for c in EVENT_COLUMNS), "note"]
    assert list(events.index) == [7]
    pd.testing.assert_frame_equal(frame, before)


def test_validation_twice_changes_nothing() -> None:
    events = validate_events(events_frame([GOOD]))
    pd.testing.assert_frame_equal(validate_events(events), events)


def test_index_may_repeat() -> None:
    events = events_frame([GOOD, {**GOOD, "event_id": "e2", "date_start": "2021-02-01", "date_end": "2021-01-01"}])
    with pytest.raises(EventSchemaError, match="row 0, date_end: 2021-01-01 is before date_start 2021-02-01"):
        validate_events(events.set_axis([0, 0], axis=0))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"event_id": None}, "row 0, event_id: is empty; every event needs one"),
        ({"category": " "}, "row 0, category: is empty; every event needs one"),
        ({"category": "smugling"}, "row 0, category: 'smugling' is not known; it is one of market_crackdown, "),
        (
            {"status": "maybe"},
            "row 0, status: 'maybe' is not known; it is one of candidate, to_review, confirmed, rejected, merged",
        ),
        ({"date_start": "2021-13-01"}, "row 0, date_start: '2021-13-01' is not a date; write YYYY-MM-DD"),
        ({"published": "20210806"}, "row 0, published: '20210806' is not a date"),
        ({"quote_start": 5, "quote_end": 4}, "row 0, quote_end: 4 is before quote_start 5"),
        ({"name_start": 5, "name_end": 4}, "row 0, name_end: 4 is before name_start 5"),
        ({"date_char_start": 5, "date_char_end": 4}, "row 0, date_char_end: 4 is before date_char_start 5"),
        ({"km_start": 5.5, "km_end": 4}, "row 0, km_end: 4.0 is before km_start 5.5; swap or correct them"),
        ({"km_end": -1}, "row 0, km_end: -1.0 is out of bounds; a number from 0 to 2000"),
        ({"place_from": "title"}, "row 0, place_from: 'title' is not known; it is one of quote, context"),
        ({"quote_start": -1}, "row 0, quote_start: -1 is out of bounds; a whole number from 0"),
        ({"quote_start": 1.5}, "row 0, quote_start: '1.5' is not a whole number"),
        ({"confidence": 1.01}, "row 0, confidence: 1.01 is out of bounds; a number from 0 to 1"),
        ({"confidence": "high"}, "row 0, confidence: 'high' is not a number"),
        ({"uncertainty_m": float("inf")}, "row 0, uncertainty_m: inf is out of bounds"),
        ({"lon": None}, "row 0, geometry: is empty; give a point, or say why there is none in unplaced_reason"),
        (
            {"lon": 41.4, "lat": 128.18},
            "row 0, geometry: lon 41.4, lat 128.18 is not on the earth; they seem to be swapped",
        ),
        ({"lon": 200.0, "lat": 100.0}, "row 0, geometry: lon 200.0, lat 100.0 is not on the earth; lon is -180 to 180"),
        (
            {"lon": None, "geometry": shapely.LineString([(0, 0), (1, 1)])},
            "row 0, geometry: is a LineString; an event is",
        ),
        ({"lon": None, "geometry": shapely.Point()}, "row 0, geometry: is empty"),
    ],
)
def test_fault(change: dict[str, object], fault: str) -> None:
    (found,) = _faults({**GOOD, **change})
    assert found.startswith(fault)


def test_unplaced_with_a_reason_is_fine() -> None:
    row = {"event_id": "e1", "category": "other", "unplaced_reason": "known only to the province"}
    assert validate_events(events_frame([row])).geometry[0] is None


def test_all_faults_are_told_together() -> None:
    faults = _faults({**GOOD, "status": "x"}, {**GOOD, "direction": "up", "date_end": "now"})
    assert [fault.split(":")[0] for fault in faults] == [
        "row 1, event_id",
        "row 1, date_end",
        "row 1, direction",
        "row 0, status",
    ]


def test_long_lists_of_faults_are_cut() -> None:
    rows = [{**GOOD, "event_id": str(i), "status": "x"} for i in range(50)]
    with pytest.raises(EventSchemaError, match=r"and 30 more$") as caught:
        validate_events(events_frame(rows))
    assert len(caught.value.faults) == 50
    assert str(caught.value).count("status") == 20


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"event_id": ["e"]}), "it is a DataFrame; give a GeoDataFrame, such as events_frame"),
        ([{"event_id": "e"}], "it is a list; give a GeoDataFrame"),
        (events_frame([GOOD]).drop(columns="category"), "the column 'category' is missing; the columns are event_id, "),
        (events_frame([GOOD]).to_crs(3857), r"its CRS is WGS 84 / Pseudo-Mercator; call \.to_crs\(4326\)"),
        (events_frame([GOOD]).set_crs(None, allow_override=True), r"it has no CRS; if .*\.set_crs\(4326\)"),
        (gpd.GeoDataFrame({"event_id": ["e"], "category": ["other"]}), "it has no geometry"),
    ],
)
def test_what_is_no_event_table(frame: object, message: str) -> None:
    with pytest.raises(EventSchemaError, match=f"^not an event table: {message}"):
        validate_events(frame)


def test_crs84_is_taken_as_wgs84() -> None:
    events = validate_events(events_frame([GOOD]).set_crs("OGC:CRS84", allow_override=True))
    assert events.crs.to_epsg() == 4326


def test_geometry_column_of_another_name() -> None:
    assert validate_events(events_frame([GOOD]).rename_geometry("where")).geometry.name == "geometry"


def test_a_day_that_is_none_is_named_once() -> None:
    row = {"event_id": "e1", "category": "other", "unplaced_reason": "x", "date_start": "foo", "date_end": "foo"}
    with pytest.raises(EventSchemaError) as caught:
        validate_events(events_frame([row]))
    assert caught.value.faults == ("row 0, date_start: 'foo' is not a date; write YYYY-MM-DD",)


def test_days_that_are_none_are_not_put_in_order() -> None:
    row = {"event_id": "e1", "category": "other", "unplaced_reason": "x", "date_start": "foo", "date_end": "bar"}
    with pytest.raises(EventSchemaError) as caught:
        validate_events(events_frame([row]))
    assert [fault.partition(":")[0] for fault in caught.value.faults] == ["row 0, date_start", "row 0, date_end"]


def test_names_that_are_one_in_a_file() -> None:
    events = events_frame([{"event_id": "e1", "category": "other", "unplaced_reason": "x"}])
    events[5], events["5"] = 1, 2
    with pytest.raises(EventSchemaError, match="the columns 5 and '5' have one name in a file; rename one"):
        validate_events(events)
