"""The whole way from reports to the event table, on made-up reports with an answer sheet."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geo_nk.border import border_position
from geo_nk.errors import ReadError
from geo_nk.events import validate_events
from geo_nk.extract.pipeline import extract_events, find_mentions
from geo_nk.gazetteer import Gazetteer
from geo_nk.geodesy import great_circle_m
from geo_nk.reports import Report

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_nk.reports.report import Refusal

REPORTS = Path(str(resources.files("geo_nk") / "data" / "examples" / "reports"))
GOLD = Path(__file__).parents[1] / "data" / "examples_gold.jsonl"
NEAR_M = 25_000
PRECISION, RECALL, CATEGORIES, MENTIONS = 0.8, 0.8, 0.7, 0.97
"""Shares that reading the examples must reach, a little below what it does."""
ELSEWHERE = 0.2
"""Share of the events that may lie where only a source or an authority is."""
NOT_OF_THE_EVENT = {"source", "authority", "not_event"}


@cache
def _events() -> gpd.GeoDataFrame:
    return extract_events(REPORTS)


@cache
def _gold() -> dict[str, dict[str, Any]]:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return {row["report"]: row for row in rows}


def _near(lon: float, lat: float, row: Any) -> bool:
    return great_circle_m(lon, lat, row.geometry.x, row.geometry.y) <= NEAR_M


def _places(report: dict[str, Any]) -> dict[str, tuple[float, float]]:
    return {m["canonical"]: (m["lon"], m["lat"]) for m in report["mentions"] if m["lon"] is not None}


def _right(row: Any) -> bool:
    """Whether an event found is one of the answer sheet: at one of its places, and not planned."""
    report = _gold()[row.report_id]
    where = _places(report)
    spots = [where[p] for e in report["events"] if not e["planned"] for p in e["places"] if p in where]
    return any(_near(lon, lat, row) for lon, lat in spots)


def _found(report_id: str, event: dict[str, Any]) -> bool:
    rows = _placed()[_placed()["report_id"] == report_id]
    return any(_near(event["lon"], event["lat"], row) for row in rows.itertuples())


def _placed() -> gpd.GeoDataFrame:
    return _events()[_events().geometry.notna()]


def test_the_events_of_the_examples_are_right() -> None:
    rows = list(_placed().itertuples())
    assert sum(map(_right, rows)) / len(rows) >= PRECISION


def test_the_events_of_the_examples_are_found() -> None:
    wanted = [(i, e) for i, r in _gold().items() for e in r["events"] if e["lat"] is not None and not e["planned"]]
    assert sum(_found(*each) for each in wanted) / len(wanted) >= RECALL


def test_the_categories_of_the_examples_are_right() -> None:
    rows = [row for row in _placed().itertuples() if _right(row)]
    fits = [row.category in {e["category"] for e in _gold()[row.report_id]["events"]} for row in rows]
    assert sum(fits) / len(fits) >= CATEGORIES


def test_few_events_lie_where_only_the_source_or_an_authority_is() -> None:
    wrong = 0
    for report_id, report in _gold().items():
        happened = {place for event in report["events"] for place in event["places"]}
        elsewhere = {e["place"] for e in report["elsewhere"] if e["role"] in NOT_OF_THE_EVENT} - happened
        wrong += sum(row.report_id == report_id and row.place_name in elsewhere for row in _placed().itertuples())
    assert wrong / len(_placed()) <= ELSEWHERE


def test_the_mentions_of_the_examples_are_found() -> None:
    found = {(m.report_id, m.surface) for m in find_mentions(REPORTS)}
    wanted = {(i, m["surface"]) for i, r in _gold().items() for m in r["mentions"]}
    assert len(found & wanted) / len(wanted) >= MENTIONS
    assert len(found & wanted) / len(found) >= MENTIONS


def test_the_event_table_of_the_examples_is_valid() -> None:
    validate_events(_events())


def test_event_ids_are_unique() -> None:
    assert _events()["event_id"].is_unique


def test_the_same_reports_give_the_same_table() -> None:
    assert extract_events(REPORTS).equals(_events())


def test_places_of_one_sentence_share_an_incident() -> None:
    events = extract_events(Report("r", "Traders were arrested in Hyesan and Musan."))
    assert events["event_id"].nunique() == 2
    assert len(set(events["incident_id"])) == 1


def test_quotes_are_cut_from_the_text() -> None:
    report = Report("r", "Hyesan is cold.\n\nTraders were arrested in Musan. It rained.")
    events = extract_events(report)
    (row,) = events[events["place_name"] == "Musan"].itertuples()
    assert report.text[row.quote_start : row.quote_end] == row.quote == "Traders were arrested in Musan."


def test_a_header_is_not_read_for_events() -> None:
    text = "title: Traders were arrested in Musan\n\nIt rained."
    assert extract_events(Report("r", text, body_start=text.index("It"))).empty


def test_a_village_that_is_not_listed_gives_a_valid_event_at_its_county() -> None:
    events = validate_events(extract_events(Report("r", "Traders were arrested in Zabul-ri, Musan County.")))
    assert set(events["place_name"]) <= {"Musan", None}


def test_the_threshold_leaves_out_the_unsure() -> None:
    everything = _events()
    surest = extract_events(REPORTS, threshold=0.8)
    assert 0 < len(surest) < len(everything)
    assert surest["confidence"].min() >= 0.8


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_a_threshold_is_a_share(threshold: float) -> None:
    with pytest.raises(ValueError, match=r"threshold is .*; give a confidence from 0 to 1"):
        extract_events([], threshold=threshold)


def test_nothing_gives_an_empty_table() -> None:
    assert validate_events(extract_events([])).empty


def test_an_input_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="missing"):
        extract_events(tmp_path / "missing.txt")


def test_refusals_are_collected_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Traders were arrested in Musan.", encoding="utf-8")
    refusals: list[Refusal] = []
    events = extract_events([tmp_path / "missing.txt", tmp_path / "good.txt"], errors=refusals)
    assert list(events["report_id"]) == ["good"]
    assert ["missing" in refusal.source for refusal in refusals] == [True]


@pytest.mark.parametrize("city", ["Rason", "Pyongyang", "Hyesan"])
def test_a_city_that_is_a_province_of_its_own_has_events(city: str) -> None:
    events = extract_events([Report("r", f"Three drug dealers were arrested in {city} on February 3, 2024.")])
    assert events["place_name"].tolist() == [city]


def test_a_gazetteer_of_ones_own_is_used() -> None:
    place = {"place_id": "x", "name": "Zabulon", "kind": "observatory", "country": "KP", "lon": "128", "lat": "41"}
    events = extract_events(Report("r", "Traders were arrested in Zabulon."), gazetteer=Gazetteer.from_rows([place]))
    assert list(events["place_id"]) == ["x"]


@pytest.mark.parametrize(
    ("text", "precision", "placed"),
    [
        ("Two smugglers were arrested near Hyesan.", "settlement", True),
        ("A man was shot across the river from Namyang.", "settlement", True),
        ("Ten smugglers were arrested along the upper reaches of the Yalu River.", "linear", False),
        ("Police arrested two smugglers in the border areas of North Hamgyong Province.", "region", False),
    ],
)
def test_words_beside_a_name_widen_where_it_was(text: str, precision: str, placed: bool) -> None:
    event = extract_events(Report("r1", text)).iloc[0]
    assert (event["geo_precision"], event.geometry is not None) == (precision, placed)
    assert (event["unplaced_reason"] is None) == placed


def test_near_a_place_is_wider_than_the_place() -> None:
    near = extract_events(Report("r1", "Two smugglers were arrested near Hyesan.")).iloc[0]
    there = extract_events(Report("r1", "Two smugglers were arrested in Hyesan.")).iloc[0]
    assert near["uncertainty_m"] > there["uncertainty_m"]


def test_across_the_river_is_the_other_bank() -> None:
    events = extract_events(Report("r1", "A man was shot across the river from Namyang."))
    assert set(border_position(events.geometry)["side"]) == {"CN"}


def test_a_table_in_memory_is_told_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"no report; give \[geo_nk\.Report\(id, text\)"):
        extract_events(pd.DataFrame({"text": ["A raid."]}))  # type: ignore[arg-type]


def test_an_empty_gazetteer_is_not_replaced_by_the_shipped_one() -> None:
    empty = Gazetteer.from_rows([], [])
    assert not find_mentions(Report("r1", "Arrests in Hyesan."), gazetteer=empty)
