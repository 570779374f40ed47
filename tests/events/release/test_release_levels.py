from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.data import read_table
from geo_nk.events import events_frame, validate_events
from geo_nk.events.formats.geojson import to_geojson
from geo_nk.events.release import LEVELS, only_columns, release, release_events
from geo_nk.events.release.coarse_date import DATE_STEPS, widened
from geo_nk.events.release.coarse_place import PLACE_STEPS, Spot, coarsened
from geo_nk.events.schema import EVENT_COLUMNS, column
from geo_nk.gazetteer import Gazetteer, load_gazetteer
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    import geopandas as gpd

TODAY = dt.date(2022, 1, 1)

TOLD: dict[str, Any] = {
    "event_id": "interview-kim-03",
    "incident_id": "incident-77",
    "category": "defection",
    "title": "Kim leaves from the ferry",
    "date_start": "2021-02-14",
    "date_end": "2021-02-14",
    "date_precision": "day",
    "place_id": "kp-ryanggang-hyesan",
    "place_name": "Hyesan",
    "name_as_written": "the ferry behind the mill",
    "uncertainty_m": 40.0,
    "geo_precision": "exact",
    "match_method": "given",
    "actors": ["Kim of the mill"],
    "goods": ["copper wire"],
    "quantity": ["37 kg"],
    "report_id": "notes-2021-kim",
    "publisher": "our own desk",
    "url": "https://example.org/desk/77",
    "published": "2021-03-01",
    "source_kind": "interview",
    "quote": "We left at night from the ferry behind the mill.",
    "report_sha256": "ab" * 32,
    "confidence": 0.731,
    "lon": 128.18123,
    "lat": 41.40377,
}
READ = TOLD | {"event_id": "article-1", "source_kind": "published", "match_method": "exact"}


def shown(row: dict[str, Any], level: str, **options: Any) -> gpd.GeoDataFrame:
    return release_events(events_frame([row]), level=level, today=TODAY, **options)


def written(events: gpd.GeoDataFrame) -> str:
    """Return all that stands in a table."""
    return "".join(to_geojson([validate_events(events)]))


def test_internal_is_everything() -> None:
    events = events_frame([TOLD | {"my_column": "x"}])
    assert release_events(events, level="internal").equals(validate_events(events))


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_released_is_an_event_table(level: str) -> None:
    rows = [TOLD, READ, {"event_id": "n", "category": "other", "unplaced_reason": "'X' is not known"}]
    validate_events(release_events(events_frame(rows), level=level, today=TODAY))


@pytest.mark.parametrize("level", ["partner", "public"])
def test_what_a_person_told_is_stripped(level: str) -> None:
    text = written(shown(TOLD | {"note": "Kim's brother"}, level))
    for secret in ("kim", "Kim", "ferry", "37 kg", "incident-77", "desk", "abab", "128.1812", "41.4037", "2021-02-14"):
        assert secret not in text


def test_what_a_report_says_stands_as_the_report_says_it() -> None:
    row = shown(READ, "public").iloc[0]
    assert row["quote"] == TOLD["quote"]
    assert row["url"] == TOLD["url"]
    assert row["date_start"] == pd.Timestamp("2021-02-14")


@pytest.mark.parametrize("method", ["exact", "given", None])
def test_a_point_that_was_corrected_by_hand_is_that_of_its_place_in_the_gazetteer(
    method: str | None, gazetteer: Gazetteer
) -> None:
    place = gazetteer.get("kp-ryanggang-hyesan")
    row = shown(READ | {"match_method": method}, "public").iloc[0]
    assert (row.geometry.x, row.geometry.y) == (place.lon, place.lat)
    own = shown(READ | {"lon": place.lon, "lat": place.lat, "uncertainty_m": 6000.0}, "public").iloc[0]
    assert (own.geometry.x, own["uncertainty_m"], own["place_name"]) == (place.lon, 6000.0, "Hyesan")


def test_a_village_without_a_point_is_its_county_whatever_the_row_calls_it() -> None:
    told = TOLD | {"lon": None, "lat": None, "unplaced_reason": "x", "geo_precision": "linear", "uncertainty_m": 3737.0}
    village = shown(told | {"place_id": "kp-north-hamgyong-onsong-namyang"}, "public").iloc[0]
    assert (village["place_name"], village["geo_precision"]) == ("Onsong", "county")


def test_a_release_says_which_sources_it_took_for_open_and_why() -> None:
    rows = [
        READ,
        READ | {"event_id": "b", "source_kind": None},
        READ | {"event_id": "c", "url": None, "publisher": None},
    ]
    said = {(s.is_open, s.name, s.why): n for s, n in release(events_frame(rows), level="public").sources.items()}
    assert said == {
        (True, "our own desk", "source_kind is published, with publisher and url"): 1,
        (False, "", "source_kind is empty"): 1,
        (False, "", "source_kind is published, but neither publisher nor url says where"): 1,
    }


def test_a_position_that_was_given_is_no_finer_than_the_place_that_the_report_names() -> None:
    row = shown(READ | {"match_method": "given"}, "public").iloc[0]
    assert row.geometry != shapely.Point(TOLD["lon"], TOLD["lat"])
    assert row["uncertainty_m"] >= 6000


def test_published_without_saying_where_is_not_open() -> None:
    row = shown(READ | {"url": None, "publisher": None}, "public").iloc[0]
    assert row["quote"] is None


@pytest.mark.parametrize("kind", ["interview", "field_note", "imagery", "unknown", None])
def test_what_is_not_known_to_be_open_is_closed(kind: str | None) -> None:
    assert shown(READ | {"source_kind": kind}, "public")["quote"][0] is None


def test_what_is_fresh_is_held_back_until_its_whole_quarter_is_old_enough() -> None:
    days = [("2021-10-01", 0), ("2021-09-30", 1)]
    for day, rows in days:
        assert len(shown(TOLD | {"date_start": day, "date_end": day}, "public")) == rows


def test_the_last_day_of_the_calendar_is_too_recent() -> None:
    ever = TOLD | {"date_start": "9999-12-31", "date_end": "9999-12-31"}
    assert dict(release(events_frame([ever]), level="public", today=TODAY).held_back) == {"too recent": 1}


def test_an_undated_event_is_as_old_as_its_report() -> None:
    undated = TOLD | {"date_start": None, "date_end": None}
    assert len(shown(undated, "public")) == 1
    held = release(events_frame([undated | {"published": None}]), level="public", today=TODAY)
    assert dict(held.held_back) == {"undated": 1}


@pytest.mark.parametrize("status", ["rejected", "merged"])
def test_what_review_took_out_is_not_released(status: str) -> None:
    assert len(shown(READ | {"status": status}, "partner")) == 0


def test_counts_say_what_was_done() -> None:
    done = release(
        events_frame([TOLD, READ, READ | {"event_id": "x", "status": "rejected"}]), level="public", today=TODAY
    )
    assert dict(done.held_back) == {"rejected or merged": 1}
    assert dict(done.coarser) == {"date": 1, "place": 2}
    assert {"quote", "publisher", "report_sha256"} <= set(done.without)
    assert "category" not in done.without


def test_neither_the_order_nor_the_ids_of_the_input_come_through() -> None:
    rows = [TOLD | {"event_id": f"kim-{i}", "category": c} for i, c in enumerate(("other", "defection"))]
    forth, back = (release_events(events_frame(r), level="public", today=TODAY) for r in (rows, rows[::-1]))
    assert forth.equals(back)
    assert forth["event_id"].is_unique
    assert not forth["event_id"].str.contains("kim").any()


def test_twins_get_ids_of_their_own() -> None:
    twins = events_frame([TOLD, TOLD | {"event_id": "interview-kim-04"}])
    assert release_events(twins, level="public", today=TODAY)["event_id"].is_unique


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="level='secret' is not known; it is one of internal, partner, public"):
        release_events(events_frame([TOLD]), level="secret")


def test_the_input_is_not_changed() -> None:
    events = events_frame([TOLD])
    before = events.copy()
    release_events(events, level="public", today=TODAY)
    assert events.equals(before)


def test_every_column_and_every_kind_of_source_has_its_rule() -> None:
    assert {row["field"] for row in read_table("release_fields.csv")} == {c.name for c in EVENT_COLUMNS}
    assert {row["source_kind"] for row in read_table("release_sources.csv")} == set(column("source_kind").values)
    rules = {"yes", "if_open", "no", "made_anew", "renumbered"}
    assert {row[level] for row in read_table("release_fields.csv") for level in LEVELS[1:]} <= rules


def test_every_level_has_a_rule_for_every_class_of_sources() -> None:
    rows = read_table("release_levels.csv")
    assert [(row["level"], row["source"]) for row in rows] == [(a, b) for a in LEVELS for b in ("open", "closed")]
    assert all(row["place"] in PLACE_STEPS and row["date"] in DATE_STEPS for row in rows)


def test_columns_that_are_not_chosen_are_empty() -> None:
    text = written(only_columns(events_frame([TOLD]), columns=["date_start", "goods"]))
    assert "copper wire" in text
    assert "2021-02-14" in text
    for secret in ("Kim", "kim", "ferry", "Hyesan", "hyesan", "37 kg", "incident-77", "desk", "abab"):
        assert secret not in text


def test_a_province_stays_a_province_whatever_is_chosen() -> None:
    row = TOLD | {"place_id": "kp-ryanggang", "geo_precision": "province"}
    chosen = only_columns(events_frame([row]), columns=["date_start"])
    assert chosen.loc[0, ["place_id", "geo_precision"]].tolist() == ["kp-ryanggang", "province"]


def test_a_column_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="columns: 'kuote' is not known; choose from event_id"):
        only_columns(events_frame([TOLD]), columns=["kuote", "title"])


@given(day=st.dates(), step=st.sampled_from(sorted(DATE_STEPS)))
def test_a_widened_interval_holds_its_days_and_is_the_same_for_all_of_them(day: dt.date, step: str) -> None:
    first, last = widened(day.isoformat(), day.isoformat(), step=step)
    assert first is not None
    assert last is not None
    assert first <= day.isoformat() <= last
    assert widened(first, last, step=step) == (first, last)


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return load_gazetteer()


@given(
    lon=st.floats(124, 131),
    lat=st.floats(37.5, 43),
    place=st.sampled_from([None, "kp-ryanggang-hyesan", "kp-north-hamgyong-musan", "no-such-place"]),
    step=st.sampled_from(["as_reported", "county"]),
)
def test_a_coarse_place_holds_the_place_as_it_was(
    lon: float, lat: float, place: str | None, step: str, shipped: Gazetteer
) -> None:
    radius = 1000 * lon % 977 * 30
    spot = Spot(lon, lat, radius, place, "a name typed by hand", "mill", "exact", "given")
    coarse = coarsened(spot, shipped, step=step)
    assert coarse.lon is not None
    assert coarse.lat is not None
    assert coarse.uncertainty_m is not None
    assert great_circle_m(lon, lat, coarse.lon, coarse.lat) + radius <= coarse.uncertainty_m * 1.001
    assert coarse.place_name != "a name typed by hand"


@given(east=st.floats(0.01, 0.24), north=st.floats(0.01, 0.24))
def test_all_points_of_a_cell_are_drawn_at_one(east: float, north: float, shipped: Gazetteer) -> None:
    cells = {
        (coarse.lon, coarse.lat)
        for spot in (Spot(128.0 + east, 41.0 + north), Spot(128.1, 41.1))
        for coarse in [coarsened(spot, shipped, step="county")]
    }
    assert cells == {(128.125, 41.125)}
