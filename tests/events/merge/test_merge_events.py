from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.errors import EventSchemaError
from geo_nk.events import (
    EVENT_COLUMNS,
    events_frame,
    explain_merge,
    merge_events,
    read_events,
    undo_merge,
    write_events,
)
from geo_nk.events.merge import count_alike

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

RAID = {
    "category": "phone_crackdown",
    "place_id": "kp-ryanggang-hyesan",
    "place_name": "Hyesan",
    "lon": 128.2,
    "lat": 41.4,
    "geo_precision": "settlement",
    "date_start": "2021-08-06",
    "date_end": "2021-08-06",
    "quote": "Agents seized nine phones in Hyesan on August 6 and fined their owners.",
    "quantity": ["9 phones"],
    "source_kind": "published",
    "confidence": 0.7,
    "status": "candidate",
}
TOLD_ANEW = "Nine handsets were taken by agents from owners, who must pay fines."


def told(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    made = [
        {"event_id": f"e{i}", "report_id": f"r{i}", "publisher": f"Paper {i}", **RAID, **row}
        for i, row in enumerate(rows)
    ]
    return events_frame(made)


def merged_into(*rows: dict[str, Any], **options: Any) -> list[str | None]:
    into: list[str | None] = merge_events(told(*rows), **options)["merged_into"].tolist()
    return into


def test_one_happening_in_two_reports_is_one_event() -> None:
    merged = merge_events(told({}, {"quote": TOLD_ANEW}))
    assert merged["status"].tolist() == ["candidate", "merged"]
    assert merged["merged_into"].tolist() == [None, "e0"]
    assert merged["also_reported_by"].tolist() == [("r1",), ()]
    assert merged["source_count"].tolist()[0] == 2


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"report_id": "r0"}, id="of the same report"),
        pytest.param({"place_id": "kp-north-hamgyong-hoeryong", "lon": 129.75, "lat": 42.44}, id="elsewhere"),
        pytest.param({"date_start": "2021-09-06", "date_end": "2021-09-06", "quote": TOLD_ANEW}, id="a month later"),
        pytest.param({"category": "smuggling_state"}, id="of another kind"),
        pytest.param({"status": "rejected"}, id="rejected"),
        pytest.param(
            {"date_start": "2021-08-07", "date_end": "2021-08-07", "quote": "A trader hid a radio.", "quantity": []},
            id="of the next day",
        ),
    ],
)
def test_what_is_another_happening_stays_apart(other: dict[str, Any]) -> None:
    assert merged_into({}, other) == [None, None]


def test_places_that_hold_each_other_can_be_one() -> None:
    inside = {"place_id": "kp-ryanggang-hyesan-wiyon-dong", "place_name": "Wiyon-dong", "quote": RAID["quote"]}
    assert merged_into({}, inside) == [None, "e0"]


def test_a_wire_text_copied_ten_times_is_one_source() -> None:
    merged = merge_events(told(*({"published": f"2021-08-{8 + i:02}"} for i in range(10))))
    head = merged[merged["source_count"].notna()].iloc[0]
    assert (head["source_count"], len(head["told_by"]), (merged["status"] == "merged").sum()) == (1, 10, 9)
    assert head["told_by"][1] == "Paper 1, 2021-08-09 [r1, copy of r0]"


def test_a_report_that_names_the_other_as_its_source_is_no_source_of_its_own() -> None:
    merged = merge_events(
        told({"published": "2021-08-07"}, {"published": "2021-08-08", "quote": f"{TOLD_ANEW[:-1]}, Paper 0 wrote."})
    )
    assert merged["source_count"].tolist()[0] == 1
    assert merged["told_by"][0][1] == "Paper 1, 2021-08-08 [r1, after r0]"


def test_copies_are_told_by_the_whole_texts_where_they_are_given() -> None:
    text = " ".join(f"word{i}" for i in range(60))
    merged = merge_events(told({}, {"quote": TOLD_ANEW}), texts={"r0": text, "r1": f"By wire. {text[:300]}"})
    assert merged["source_count"].tolist()[0] == 1


def test_what_reports_tell_differently_stands_side_by_side() -> None:
    other = {"quantity": ["about 12 phones"], "date_end": "2021-08-07", "quote": RAID["quote"]}
    assert merge_events(told({}, other))["told_differently"][0] == (
        "date earliest: 2021-08-06 [r0]",
        "date latest: 2021-08-07 [r1]",
        "quantity low: 9 phones [r0]",
        "quantity best: 9 phones [r0]",
        "quantity high: about 12 phones [r1]",
    )


def test_the_row_that_was_confirmed_stands_for_the_others() -> None:
    assert merged_into({}, {"status": "confirmed"}) == ["e1", None]


def test_an_open_source_stands_for_one_that_is_a_person() -> None:
    assert merged_into({"source_kind": "interview"}, {}) == ["e1", None]


def test_merging_again_changes_nothing() -> None:
    once = merge_events(told({}, {"quote": TOLD_ANEW}, {"category": "defection"}))
    assert merge_events(once).equals(once)


def test_the_order_of_the_rows_does_not_matter() -> None:
    events = told({}, {"quote": TOLD_ANEW}, {"quantity": ["12 phones"]})
    one, other = (merge_events(events.iloc[::step].reset_index(drop=True)).set_index("event_id") for step in (1, -1))
    assert one["merged_into"].to_dict() == other["merged_into"].to_dict()
    assert one.loc["e0", "told_by"] == other.loc["e0", "told_by"]


@pytest.mark.parametrize("ending", [".geojson", ".csv", ".jsonl"])
def test_undo_restores_the_bytes(tmp_path: Path, ending: str) -> None:
    events = told({"also_reported_by": ["r1", "x"]}, {"quote": TOLD_ANEW}, {"status": "confirmed"}, {"status": None})
    before = write_events(events, tmp_path / f"before{ending}")
    before = write_events(read_events(before), tmp_path / f"read{ending}")  # with the county and province of each place
    merged = write_events(merge_events(read_events(before)), tmp_path / f"merged{ending}")
    after = write_events(undo_merge(read_events(merged)), tmp_path / f"after{ending}")
    assert merged.read_bytes() != before.read_bytes()
    assert after.read_bytes() == before.read_bytes()


def test_one_event_can_be_taken_apart() -> None:
    later = {"date_start": "2023-01-05", "date_end": "2023-01-05"}
    merged = merge_events(told({}, {}, later, later))
    assert undo_merge(merged, ["e0"])["merged_into"].tolist() == [None, None, None, "e2"]


def test_undo_names_an_id_into_which_nothing_was_merged() -> None:
    with pytest.raises(EventSchemaError, match="nothing was merged into 'e1'"):
        undo_merge(merge_events(told({}, {})), ["e1"])


def test_rows_merged_by_hand_stay_merged() -> None:
    by_hand = {"status": "merged", "merged_into": "e0"}
    assert undo_merge(merge_events(told({}, by_hand)))["merged_into"].tolist() == [None, "e0"]


def test_a_threshold_that_is_no_probability_is_refused() -> None:
    with pytest.raises(ValueError, match=r"threshold=1 is no probability"):
        merge_events(told({}), threshold=1)


def test_the_explanation_names_sources_differences_and_weights() -> None:
    lines = explain_merge(merge_events(told({}, {"quote": TOLD_ANEW, "quantity": ["7 phones"]})))
    assert lines[0].endswith("2 reports, 2 sources")
    assert "  differs: quantity low: 7 phones [r1]" in lines
    assert "    +3 the same day" in lines


def test_what_looks_alike_is_counted_without_a_merge() -> None:
    assert count_alike(told({}, {}, {"category": "defection"})) == (2, 1)


def test_what_is_merged_already_is_not_counted_again() -> None:
    assert count_alike(merge_events(told({}, {}))) == (0, 0)


def test_a_flood_of_rows_of_one_day_and_place_is_compared_in_bounded_time() -> None:
    events = told(*({"quote": f"Agents took phone {i}.", "quantity": []} for i in range(600)))
    assert len(merge_events(events)) == 600


def test_nothing_of_a_merge_is_released(tmp_path: Path) -> None:
    from geo_nk.events import release_events  # noqa: PLC0415

    released = release_events(merge_events(told({"url": "https://example.org"}, {})), level="public")
    assert len(released) == 1
    assert "Paper 1" not in write_events(released, tmp_path / "r.geojson").read_text(encoding="utf-8")


def test_every_column_of_a_merge_is_declared() -> None:
    columns = {column.name for column in EVENT_COLUMNS}
    assert set(merge_events(told({}, {})).columns) == columns


def test_made_up_tales_are_merged_as_well_as_the_docs_say(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(repository / "benchmarks")
    benchmark = importlib.import_module("merge")
    precision, recall, faults = benchmark.score(merge_events(benchmark.labelled(*benchmark.read_tales())))
    assert precision >= 0.95, faults
    assert recall >= 0.85, faults
