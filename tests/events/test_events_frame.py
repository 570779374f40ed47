from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import shapely

from geo_nk.errors import EventSchemaError
from geo_nk.events import EVENT_COLUMNS, events_frame, validate_events
from geo_nk.events.frame import tidy

NAMES = [c.name for c in EVENT_COLUMNS]


def test_empty_table_is_an_event_table() -> None:
    events = events_frame([])
    assert list(events.columns) == NAMES
    assert len(validate_events(events)) == 0


def test_columns_are_in_order_and_others_behind() -> None:
    events = events_frame([{"note": 1, "title": "T", "category": "other"}])
    assert list(events.columns) == [*NAMES, "note"]


def test_dtypes_do_not_depend_on_the_rows() -> None:
    row = {
        "quote_start": 1,
        "quote_end": 2,
        "uncertainty_m": 5,
        "match_score": 1,
        "confidence": 0.5,
        "lon": 1,
        "lat": 2,
    }
    assert events_frame([row]).dtypes.equals(events_frame([]).dtypes)


def test_points() -> None:
    rows = [{"lon": 128.18, "lat": 41.4}, {"lon": None, "lat": 41.4}, {"geometry": shapely.Point(1, 2)}, {}]
    points = events_frame(rows).geometry
    assert [None if p is None else (p.x, p.y) for p in points] == [(128.18, 41.4), None, (1, 2), None]
    assert points.crs.to_epsg() == 4326


def test_position_that_is_no_number() -> None:
    with pytest.raises(EventSchemaError, match="row 1, lat: 'north' is not a number"):
        events_frame([{}, {"lon": 1, "lat": "north"}])


DAY = pd.Timestamp(2021, 8, 6)


@pytest.mark.parametrize(
    ("values", "dtype", "expected"),
    [
        (["a", None, float("nan"), pd.NA, " ", 7, "x\x00"], "string", ["a", None, None, None, None, "7", "x\ufffd"]),
        (
            [dt.date(2021, 8, 6), pd.Timestamp(2021, 8, 6), " 2021-08-06 ", pd.NaT],
            "date",
            [DAY, DAY, DAY, pd.NaT],
        ),
        (["2021-08-06", "yesterday", None], "date", ["2021-08-06", "yesterday", None]),
        ([["a", " b "], "c", None, np.array(["d", ""]), ()], "list", [("a", "b"), ("c",), (), ("d",), ()]),
        ([1, "2.5", None], "float", [1.0, 2.5, float("nan")]),
        ([1, 2.0, "3", None], "integer", [1, 2, 3, pd.NA]),
        ([1, "x"], "float", [1, "x"]),
        ([1.5], "integer", [1.5]),
    ],
)
def test_tidy(values: list[object], dtype: str, expected: list[object]) -> None:
    made = tidy(values, dtype).tolist()
    assert repr(made) == repr(expected)


def test_a_number_too_large_for_a_float_is_no_position() -> None:
    with pytest.raises(EventSchemaError, match=r"row 0, lon: '10+' is not a number"):
        events_frame([{"lon": 10**400, "lat": 1}])


def test_a_geometry_is_a_shapely_one() -> None:
    with pytest.raises(EventSchemaError, match=r"row 1, geometry: 'POINT \(1 2\)' is no shapely geometry; give lon"):
        events_frame([{"geometry": float("nan")}, {"geometry": "POINT (1 2)"}])


def test_a_whole_number_that_no_column_holds_is_left_to_be_named() -> None:
    assert tidy([10**300], "integer").tolist() == [10**300]
