from __future__ import annotations

from typing import Any

from geo_nk.events import events_frame, keep_reviewed, review_events
from geo_nk.events.decisions import Decision
from geo_nk.events.keep import Keeper

HYESAN = {"place_id": "kp-ryanggang-hyesan", "place_name": "Hyesan", "name_as_written": "Hyesan"}
MUSAN = {"place_id": "kp-north-hamgyong-musan", "place_name": "Musan", "name_as_written": "Musan"}


def event(event_id: str, **more: Any) -> dict[str, Any]:
    told = {"report_id": "r1", "quote": "Phones were seized\nin Hyesan.", "category": "phone_crackdown"}
    return {"event_id": event_id, "unplaced_reason": "not said", "status": "candidate", **HYESAN, **told, **more}


def decision(event_id: str, verdict: str, **more: str) -> Decision:
    return Decision(event_id, verdict, reviewer="Kim", reviewed_at="2026-03-01T09:30:00Z", **more)


READ = events_frame([event("a"), event("b", report_id="r2"), event("c", report_id="r3")])


def test_the_reviewed_row_wins_and_the_rest_is_read_anew() -> None:
    reviewed = review_events(READ, [decision("b", "correct", category="defection")])
    kept = keep_reviewed(READ, reviewed)
    assert kept["event_id"].tolist() == ["b", "a", "c"]
    assert kept["category"].tolist() == ["defection", "phone_crackdown", "phone_crackdown"]


def test_a_decision_on_what_is_no_longer_read_is_kept_and_counted() -> None:
    keeper = Keeper(review_events(READ, [decision("a", "reject"), decision("c", "confirm")]))
    assert keeper.rest(READ.iloc[:2])["event_id"].tolist() == ["b"]
    assert (len(keeper), keeper.again, keeper.otherwise, keeper.missed) == (2, 1, 0, 1)


def test_a_note_is_kept_too() -> None:
    kept = keep_reviewed(READ, review_events(READ, [decision("c", "note", note="ask")]))
    assert kept["review_note"].tolist() == ["ask", None, None]


def test_a_claim_is_known_by_its_sentence_where_its_id_is_new() -> None:
    reviewed = review_events(READ, [decision("a", "reject")])
    anew = events_frame([event("z", date_start="2024-03-01", quote="Phones were  seized in Hyesan.")])
    assert keep_reviewed(anew, reviewed)["event_id"].tolist() == ["a"]


def test_what_is_now_read_as_it_was_corrected_is_the_same_claim() -> None:
    reviewed = review_events(READ, [decision("a", "correct", category="defection")])
    assert keep_reviewed(events_frame([event("z", category="defection")]), reviewed)["event_id"].tolist() == ["a"]


def test_a_place_that_is_now_resolved_otherwise_is_the_same_claim() -> None:
    reviewed = review_events(READ, [decision("a", "confirm")])
    anew = events_frame([event("z", place_id="kp-x", place_name="Hyesan-ri")])
    assert keep_reviewed(anew, reviewed)["event_id"].tolist() == ["a"]


def test_another_claim_of_the_same_sentence_stays() -> None:
    reviewed = review_events(READ, [decision("a", "reject")])
    anew = events_frame([event("a"), event("y", category="arrest_sentence"), event("z", **MUSAN)])
    assert keep_reviewed(anew, reviewed)["event_id"].tolist() == ["a", "y", "z"]


def test_one_decision_stands_for_one_claim() -> None:
    reviewed = review_events(READ, [decision("a", "reject")])
    anew = events_frame([event("y", date_start="2024-03-01"), event("z", date_start="2024-04-01")])
    assert keep_reviewed(anew, reviewed)["event_id"].tolist() == ["a", "z"]


def test_rows_that_nobody_decided_on_are_not_kept() -> None:
    assert keep_reviewed(READ.iloc[:1], READ)["event_id"].tolist() == ["a"]
