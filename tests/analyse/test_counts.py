"""Counts: worked by hand, and held against pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_nk.analyse import count_events, event_clusters
from geo_nk.errors import EventSchemaError
from geo_nk.events import events_frame
from geo_nk.gazetteer.cells import county_cells

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., gpd.GeoDataFrame]

DAYS = st.integers(18_000, 20_000)
KNOWN_AS = ("Hyesan", "Musan", "Ryanggang", "km 900 to 906")


def _rows(counts: pd.DataFrame) -> list[list[object]]:
    return counts.to_numpy().tolist()


def test_by_county_and_month(table: Make) -> None:
    events = table(("Hyesan", "2021-08-06"), ("Hyesan", "2021-08-30"), ("Musan", "2021-09-01"))
    counts = count_events(events, by=["county", "month"])
    assert counts["month"].dt.strftime("%Y-%m").tolist() == ["2021-08", "2021-09"]
    assert counts[["county", "province", "events", "certain"]].to_numpy().tolist() == [
        ["Hyesan", "Ryanggang", 2.0, 2],
        ["Musan", "North Hamgyong", 1.0, 1],
    ]


def test_an_interval_is_shared_out_by_its_days(table: Make) -> None:
    events = table(("Hyesan", "2021-01-22", "2021-02-10"))
    counts = count_events(events, by="month")
    assert counts["events"].tolist() == [0.5, 0.5]
    assert counts["certain"].tolist() == [0, 0]
    assert counts.attrs == {"events": 1, "spread": {"month": 1}, "left_out": {}}


def test_a_province_is_shared_out_by_area(table: Make) -> None:
    counts = count_events(table(("Ryanggang", "2021-08-06")), by="county")
    areas = county_cells().query("province == 'Ryanggang'").sort_values("county")
    assert counts["county"].tolist() == areas["county"].tolist()
    assert counts["events"].to_numpy() == pytest.approx(areas["area_km2"].to_numpy() / areas["area_km2"].sum())


def test_a_stretch_is_shared_out_by_kilometre(table: Make) -> None:
    """Taehongdan reaches to kilometre 903 and Musan begins there."""
    counts = count_events(table(("km 900 to 906", "2021-08-06")), by="county")
    assert dict(zip(counts["county"], counts["events"], strict=True)) == {"Musan": 0.5, "Taehongdan": 0.5}


def test_what_is_vague_can_be_left_out(table: Make) -> None:
    events = table(("Hyesan", "2021-08-06"), ("Ryanggang", "2021-08-06"), ("Musan", "2021-07-01", "2021-08-31"))
    counts = count_events(events, by=["county", "month"], imprecise="leave_out")
    assert counts["events"].sum() == 1
    assert counts.attrs["left_out"] == {"county not sure": 1, "month not sure": 1}


def test_what_has_no_date_or_was_rejected_is_counted_as_left_out(table: Make) -> None:
    events = table(("Hyesan",), ("Hyesan", "2021-08-06"), ("Musan", "2021-08-06"), status=[None, None, "rejected"])
    counts = count_events(events, by="month")
    assert counts["events"].tolist() == [1]
    assert counts.attrs["left_out"] == {"rejected": 1, "no month": 1}


def test_an_event_counts_with_each_of_its_goods(table: Make) -> None:
    events = table(("Hyesan", "2021-08-06"), ("Musan", "2021-08-06"), goods=[("rice", "corn", "rice"), ("rice",)])
    assert _rows(count_events(events, by="goods")) == [["corn", 1.0, 1], ["rice", 2.0, 2]]


def test_zero_filled_has_every_month_and_category(table: Make) -> None:
    events = table(("Hyesan", "2021-01-06"), ("Hyesan", "2021-04-06"))
    assert count_events(events, by="month", zero_filled=True)["events"].tolist() == [1, 0, 0, 1]
    by_county = count_events(events, by=["county", "year"], zero_filled=True)
    assert len(by_county) == len(county_cells())
    assert by_county["events"].sum() == 2


def test_no_data_is_not_no_events(table: Make) -> None:
    events = table(("Hyesan", "2021-01-06"), ("Hyesan", "2021-04-06"))
    reports = pd.DataFrame({"report_id": ["a", "b", "c"], "published": ["2021-01-07", "2021-02-01", "2021-04-07"]})
    counts = count_events(events, by="month", zero_filled=True, reports=reports)
    assert counts["reports"].tolist() == [1, 1, 0, 1]
    assert counts["events"].fillna(-1).tolist() == [1, 0, -1, 1]


def test_the_line_is_counted_in_its_order(table: Make) -> None:
    events = table(("Musan", "2021-01-06"), ("Hyesan", "2021-04-06"))
    assert count_events(events, by="stretch")["stretch"].tolist() == ["Yalu", "Tumen"]


def test_the_table_stays_as_it_is(table: Make) -> None:
    events = table(("Hyesan", "2021-01-06"), ("Ryanggang", "2021-01-06", "2021-03-06"))
    before = events.copy(deep=True)
    count_events(events, by=["county", "month"], zero_filled=True)
    pd.testing.assert_frame_equal(pd.DataFrame(events), pd.DataFrame(before))
    assert events.attrs == {}


def test_any_index_will_do(table: Make) -> None:
    events = table(("Hyesan", "2021-01-06"), ("Ryanggang", "2021-01-06")).set_index(pd.Index(["x", "x"]))
    assert count_events(events, by=["county", "year"])["events"].sum() == pytest.approx(2)


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=12))
def test_no_share_is_lost(days: list[tuple[int, int]]) -> None:
    dated = [(np.datetime64(first, "D"), np.datetime64(first + more, "D")) for first, more in days]
    rows = [
        {"event_id": str(i), "category": "other", "date_start": str(a), "date_end": str(b), "unplaced_reason": "x"}
        for i, (a, b) in enumerate(dated)
    ]
    for unit in ("day", "week", "month", "quarter", "year"):
        assert count_events(events_frame(rows), by=unit)["events"].sum() == pytest.approx(len(days))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(KNOWN_AS), DAYS, st.integers(0, 400)), min_size=1, max_size=8))
def test_no_share_of_a_vague_place_is_lost(table: Make, told: list[tuple[str, int, int]]) -> None:
    days = [(place, np.datetime64(first, "D"), np.datetime64(first + more, "D")) for place, first, more in told]
    events = table(*((place, str(first), str(last)) for place, first, last in days))
    for unit in ("county", "province", "stretch", "border_km"):
        counts = count_events(events, by=[unit, "quarter"])
        assert counts["events"].sum() == pytest.approx(counts.attrs["events"])
        assert counts["certain"].sum() <= counts.attrs["events"]


def test_a_point_without_a_county_counts_for_the_outline_that_holds_it() -> None:
    told = {"category": "other", "unplaced_reason": None}
    places = [("a", 128.178, 41.403, None), ("b", 128.178, 41.403, "Chagang"), ("c", 116.4, 39.9, None)]
    rows = [told | {"event_id": i, "lon": lon, "lat": lat, "province": name} for i, lon, lat, name in places]
    counts = count_events(events_frame(rows), by="county")
    assert counts[["county", "province", "events"]].to_numpy().tolist() == [["Hyesan", "Ryanggang", 1.0]]
    assert counts.attrs["left_out"] == {"no county": 2}


def test_counts_of_the_precise_are_those_of_pandas() -> None:
    rng = np.random.default_rng(1)
    days = pd.Series(np.datetime64("2015-01-01") + rng.integers(0, 2000, 500)).astype("datetime64[s]")
    frame = pd.DataFrame({"county": rng.choice(["A", "B", "C"], 500), "date_start": days, "date_end": days})
    events = gpd.GeoDataFrame(frame.assign(province="P", category="other"), geometry=[None] * 500, crs=4326)
    counts = count_events(events, by=["county", "month"])
    expected = frame.groupby(["county", days.dt.to_period("M").dt.to_timestamp()]).size()
    assert counts["events"].tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("by", "message"),
    [("colour", "no column is called 'colour'; the columns are event_id"), ([], "by is empty; say what to count by")],
)
def test_what_cannot_be_counted_by_is_named(table: Make, by: str, message: str) -> None:
    with pytest.raises(EventSchemaError, match=message):
        count_events(table(("Hyesan", "2021-01-06")), by=by)


def test_coordinates_that_are_no_degrees_are_named(table: Make) -> None:
    with pytest.raises(EventSchemaError, match=r"its CRS is WGS 84 / Pseudo-Mercator; call \.to_crs\(4326\)"):
        count_events(table(("Hyesan", "2021-01-06")).to_crs(3857), by="border_km")


@pytest.mark.parametrize("shape", [None, shapely.Point(), shapely.Point(float("nan"), 41), shapely.box(1, 1, 2, 2)])
def test_what_is_no_point_lies_nowhere(table: Make, shape: shapely.Geometry | None) -> None:
    events = table(("Hyesan", "2021-01-06"), ("Hyesan", "2021-01-06")).drop(columns=["county", "province"])
    events.loc[0, "geometry"] = shape
    assert count_events(events, by="county").attrs["left_out"] == {"no county": 1}
    assert count_events(events, by="border_km").attrs["left_out"] == {"no border_km": 1}
    assert event_clusters(events, least=1).tolist() == [pd.NA, 0]


def test_what_is_no_date_is_named() -> None:
    events = gpd.GeoDataFrame({"category": ["other"], "date_start": ["soon"]}, geometry=[None], crs=4326)
    with pytest.raises(EventSchemaError, match="row 0, date_start: 'soon' is not a date; write YYYY-MM-DD"):
        count_events(events, by="month")


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(EventSchemaError, match="it is a DataFrame; give a GeoDataFrame"):
        count_events(pd.DataFrame({"category": ["other"]}))  # type: ignore[arg-type]


def test_reports_need_a_period_or_a_publisher(table: Make) -> None:
    reports = pd.DataFrame({"report_id": ["a"], "published": ["2021-01-07"]})
    with pytest.raises(EventSchemaError, match="add one of them to by"):
        count_events(table(("Hyesan", "2021-01-06")), by="county", reports=reports)
