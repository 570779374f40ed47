from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geo_nk.errors import EventSchemaError
from geo_nk.events import events_frame, place_events, read_events, review_events, write_events
from geo_nk.events.decisions import Decision
from geo_nk.events.review import apply_decisions

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

EARLY, LATE = "2026-03-01T09:30:00Z", "2026-03-02T10:00:00Z"


def decision(verdict: str, *, event_id: str = "e1", by: str = "Kim", at: str = EARLY, **more: str) -> Decision:
    return Decision(event_id, verdict, reviewer=by, reviewed_at=at, row=2, **more)


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    row = {
        "category": "phone_crackdown",
        "title": "Phone crackdown, Hyesan",
        "date_start": "2024-03-11",
        "date_end": "2024-03-11",
        "date_precision": "day",
        "place_id": "kp-ryanggang-hyesan",
        "place_name": "Hyesan",
        "place_kind": "city",
        "name_as_written": "Hyesan",
        "match_method": "exact",
        "match_score": 0.99,
        "lon": 128.1778,
        "lat": 41.4029,
        "status": "candidate",
    }
    merged = {"status": "merged", "merged_into": "e1"}
    return events_frame([row | {"event_id": "e1"}, row | {"event_id": "e2"}, row | merged | {"event_id": "e3"}])


def reviewed(events: gpd.GeoDataFrame, *decisions: Decision) -> dict[str, Any]:
    first: dict[str, Any] = review_events(events, decisions).iloc[0].to_dict()
    return first


@pytest.mark.parametrize(("verdict", "status"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_a_decision_keeps_who_and_when(events: gpd.GeoDataFrame, verdict: str, status: str) -> None:
    row = reviewed(events, decision(verdict, note="seen"))
    assert (row["status"], row["reviewed_by"], row["reviewed_at"], row["review_note"]) == (status, "Kim", EARLY, "seen")
    assert row["corrected"] == ()


def test_a_note_leaves_the_event_a_candidate(events: gpd.GeoDataFrame) -> None:
    row = reviewed(events, decision("note", note="ask again"))
    assert (row["status"], row["review_note"]) == ("candidate", "ask again")


def test_the_other_rows_and_the_table_that_was_given_stay(events: gpd.GeoDataFrame) -> None:
    before = events.copy()
    after = review_events(events, [decision("reject")])
    assert events.equals(before)
    assert after.iloc[1:].equals(before.iloc[1:])


def test_a_corrected_category_renews_the_title_and_keeps_the_id(events: gpd.GeoDataFrame) -> None:
    row = reviewed(events, decision("correct", category="Defection"))
    assert (row["event_id"], row["category"], row["title"]) == ("e1", "defection", "Defection, Hyesan")
    assert row["corrected"] == ("category: phone_crackdown",)


@pytest.mark.parametrize("said", [{"place_id": "kp-north-hamgyong-musan"}, {"place_name": "Musahn County"}])
def test_a_corrected_place_brings_its_point_and_its_kind(events: gpd.GeoDataFrame, said: dict[str, str]) -> None:
    row = reviewed(events, decision("correct", **said))
    assert (row["place_name"], row["place_kind"], row["title"]) == ("Musan", "county", "Phone crackdown, Musan")
    assert (row["geometry"].x, row["match_method"], row["geo_precision"]) == (
        pytest.approx(129.21, abs=0.05),
        "reviewed",
        "county",
    )
    assert row["corrected"] == ("place_id: kp-ryanggang-hyesan", "place_name: Hyesan")


def test_a_place_that_the_report_does_not_say_leaves_a_reason(events: gpd.GeoDataFrame) -> None:
    row = reviewed(events, decision("correct", place_id="none"))
    assert (row["geometry"], row["title"]) == (None, "Phone crackdown")
    assert row["unplaced_reason"] == "the reviewer found no place that fits"
    assert (row["county"], row["province"]) == (None, None)


def test_a_place_that_was_taken_away_is_not_looked_up_again(events: gpd.GeoDataFrame) -> None:
    written = events.assign(name_as_written="Hyesan")
    taken = review_events(written, [decision("correct", place_id="none")])
    again = place_events(taken)
    assert (again.geometry[0], again["place_id"][0]) == (None, None)
    assert again["unplaced_reason"][0] == "the reviewer found no place that fits"


def test_a_title_in_the_words_of_the_report_keeps_them(events: gpd.GeoDataFrame) -> None:
    told = events.assign(title="Police seize 30 phones, Hyesan")
    row = reviewed(told, decision("correct", place_name="Musan County", category="other"))
    assert row["title"] == "Police seize 30 phones, Musan"


@pytest.mark.parametrize(
    ("said", "days", "precision"),
    [
        ({"date_start": "2024-03-02", "date_end": "2024-03-02"}, ("2024-03-02", "2024-03-02"), "day"),
        ({"date_start": "2024-03-02", "date_end": "2024-03-09"}, ("2024-03-02", "2024-03-09"), "part_of_month"),
        ({"date_start": "2024-02"}, ("2024-02-01", "2024-02-29"), "month"),
        ({"date_start": "2024-03-01", "date_end": "2024-05-31"}, ("2024-03-01", "2024-05-31"), "season"),
        ({"date_start": "2024"}, ("2024-01-01", "2024-12-31"), "year"),
        ({"date_start": "none"}, (None, None), "unknown"),
        ({"date_end": "2024-03-20"}, ("2024-03-11", "2024-03-20"), "part_of_month"),
    ],
)
def test_a_corrected_date_brings_its_precision(
    events: gpd.GeoDataFrame, said: dict[str, str], days: tuple[str | None, str | None], precision: str
) -> None:
    row = reviewed(events, decision("correct", **said))
    told = [None if pd.isna(day) else str(day)[:10] for day in (row["date_start"], row["date_end"])]
    assert (*told, row["date_precision"]) == (*days, precision)


def test_what_was_read_first_is_kept_through_later_corrections(events: gpd.GeoDataFrame) -> None:
    once = review_events(events, [decision("correct", category="defection")])
    again = review_events(once, [decision("correct", category="other", at=LATE)])
    back = review_events(again, [decision("correct", category="phone_crackdown", at=LATE)])
    assert again["corrected"][0] == ("category: phone_crackdown",)
    assert back["corrected"][0] == ()


def test_a_later_decision_replaces_an_earlier_one_and_both_are_named(events: gpd.GeoDataFrame) -> None:
    done = apply_decisions(review_events(events, [decision("confirm")]), [decision("reject", by="Park", at=LATE)])
    assert done.events["status"][0] == "rejected"
    assert done.replaced == ("e1: confirmed by Kim on 2026-03-01, now rejected by Park",)


def test_an_earlier_decision_does_not_undo_a_later_one(events: gpd.GeoDataFrame) -> None:
    done = apply_decisions(review_events(events, [decision("confirm", at=LATE)]), [decision("reject", by="Park")])
    assert done.events["status"][0] == "confirmed"
    assert done.older == ("e1: confirmed by Kim on 2026-03-02",)
    assert done.counts == {}


def test_decisions_applied_twice_change_nothing_more(events: gpd.GeoDataFrame) -> None:
    made = [decision("correct", place_id="kp-north-hamgyong-musan", date_start="2024-02", note="seen")]
    once = review_events(events, made)
    assert review_events(once, made).equals(once)


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (decision("confirm", event_id="e9"), "row 2, event_id: 'e9' is not among the events; give the event file"),
        (decision("confirm", event_id="e3"), "row 2, event_id: 'e3' was merged into e1; decide on that event"),
        (decision("correct", category="smugling"), "row 2, category: 'smugling' is not known; it is one of market_"),
        (decision("correct", place_id="kp-atlantis"), "row 2, place_id: 'kp-atlantis' is not in the gazetteer; clear"),
        (decision("correct", place_name="Atlantis"), "row 2, place_name: 'Atlantis' is not in the gazetteer"),
        (decision("correct", place_name="Sambong"), "row 2, place_name: 'Sambong' may be kp-north-hamgyong-"),
        (
            decision("correct", place_id="kp-ryanggang-hyesan", place_name="Musan"),
            "row 2, place_name: 'Musan' is no name of kp-ryanggang-hyesan (Hyesan) in the column place_id; clear one",
        ),
        (decision("correct", date_start="03/04/2021"), "row 2, date_start: '03/04/2021' is not a date; write YYYY"),
        (decision("correct", date_end="2024-01-01"), "row 2, date_end: 2024-01-01 is before date_start 2024-03-11"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_applied(
    events: gpd.GeoDataFrame, made: Decision, fault: str
) -> None:
    with pytest.raises(EventSchemaError) as caught:
        review_events(events, [made])
    assert fault in str(caught.value)


@pytest.mark.parametrize("ending", [".geojson", ".csv", ".jsonl"])
def test_decisions_come_through_a_file_unchanged(events: gpd.GeoDataFrame, tmp_path: Path, ending: str) -> None:
    made = [
        decision("correct", place_id="kp-north-hamgyong-musan", date_start="2024-02", note="=1+1"),
        decision("reject", event_id="e2"),
    ]
    done = review_events(events, made)
    back = read_events(write_events(done, tmp_path / f"reviewed{ending}"))
    names = ["status", "reviewed_by", "reviewed_at", "review_note", "corrected", "place_id", "match_method", "title"]
    assert back[names].to_numpy().tolist() == done[names].to_numpy().tolist()
