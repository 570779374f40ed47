"""The labelled reports: the answer sheet stands on its text, and reading them reaches what it did."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from geo_nk.evaluate import GoldReport, evaluate_events, evaluate_mentions, read_gold
from geo_nk.evaluate.events import rows_of
from geo_nk.events.categories import load_categories
from geo_nk.extract import extract_events, find_mentions
from geo_nk.extract.mentions import Role
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_nk.evaluate import EventScores
    from geo_nk.evaluate.gold import Point

LABELLED = Path(__file__).parents[1] / "data" / "labelled"
REPORTS = sorted((LABELLED / "reports").glob("*.txt"))
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (LABELLED / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
MARK = "[Made-up report, written to measure geo_nk. It did not happen.]"
NEAR_M = 25_000
NOT_OF_THE_EVENT = {"source", "authority", "not_event"}

PRECISION, RECALL, DATES = 0.81, 0.74, 0.85
"""Shares that reading must reach, a little below what it does."""

NAMES = 0.96
"""Share of names to be found, and of those to be put near where they are."""

MISPLACED = 9
"""Rows at most at places that only told of it, ordered it or were spared."""

by_report = pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["report"])


def _paragraphs(report: str) -> list[str]:
    return (LABELLED / "reports" / f"{report}.txt").read_text(encoding="utf-8").partition("\n\n")[2].split("\n\n")


def test_each_report_has_its_answers() -> None:
    assert [path.stem for path in REPORTS] == sorted(gold["report"] for gold in GOLD)
    assert len(REPORTS) >= 180


def test_unseen_reports_are_labelled_ones() -> None:
    unseen = (LABELLED / "unseen.txt").read_text(encoding="utf-8").split()
    assert set(unseen) <= {path.stem for path in REPORTS}


@by_report
def test_report_says_that_it_is_made_up(gold: dict[str, Any]) -> None:
    assert _paragraphs(gold["report"])[0] == MARK


@by_report
def test_surfaces_stand_where_the_answers_say(gold: dict[str, Any]) -> None:
    paragraphs = _paragraphs(gold["report"])
    for mention in gold["mentions"]:
        assert paragraphs[mention["paragraph"]].startswith(mention["surface"], mention["start"])
        assert mention["role"] in get_args(Role)


@by_report
def test_answers_keep_to_the_table_of_categories_and_to_the_calendar(gold: dict[str, Any]) -> None:
    named = {mention["canonical"] for mention in gold["mentions"]}
    for event in gold["events"]:
        assert event["category"] in load_categories()
        assert 0 < event["sentence_index"] < len(_paragraphs(gold["report"]))
        assert named.issuperset(event["places"]) or set(event["places"]) & named
        days = [dt.date.fromisoformat(day) for day in (event["date_start"], event["date_end"]) if day]
        assert all(first <= last for first, last in pairwise(days))


@pytest.fixture(scope="module")
def events() -> gpd.GeoDataFrame:
    return extract_events(LABELLED / "reports")


@pytest.fixture(scope="module")
def scores(events: gpd.GeoDataFrame) -> EventScores:
    return evaluate_events(LABELLED / "gold.jsonl", events)


def test_what_is_found_is_right(scores: EventScores) -> None:
    assert (scores.precision.value or 0) >= PRECISION


def test_what_happened_is_found(scores: EventScores) -> None:
    assert (scores.recall.value or 0) >= RECALL


def test_dates_overlap_and_are_not_much_longer(scores: EventScores) -> None:
    assert (scores.dates.value or 0) >= DATES


def test_names_are_found_and_put_where_they_are() -> None:
    found = evaluate_mentions(LABELLED / "gold.jsonl", find_mentions(LABELLED / "reports"))
    assert (found.f1 or 0) >= NAMES
    assert (found.near.value or 0) >= NAMES


def _is_near(one: Point, other: Point) -> bool:
    return great_circle_m(*one, *other) <= NEAR_M


def _spared(report: GoldReport) -> list[Point]:
    """Return the places of a report that only told of it, ordered it or were spared."""
    roles: dict[Point, set[str]] = {}
    for mention in report.mentions:
        if mention.point is not None:
            roles.setdefault(mention.point, set()).add(mention.role)
    spots = [spot for event in report.events for spot in event.spots]
    bare = [point for point, had in roles.items() if had <= NOT_OF_THE_EVENT]
    return [point for point in bare if not any(_is_near(point, spot) for spot in spots)]


def test_next_to_nothing_happened_where_only_a_source_or_an_authority_is(events: gpd.GeoDataFrame) -> None:
    spared = {report.report_id: _spared(report) for report in read_gold(LABELLED / "gold.jsonl")}
    rows = [row for row in rows_of(events) if row.category != "other"]
    near = [(row, place) for row in rows for place in spared[row.report_id] if _is_near(place, row.point)]
    quotes = [row.quote for row, _ in near]
    assert len(quotes) <= MISPLACED, quotes


def test_the_document_says_what_is_so(repository: Path, scores: EventScores) -> None:
    text = (repository / "docs" / "accuracy.md").read_text(encoding="utf-8")
    line = next(line for line in text.split("### Events\n")[1].splitlines() if line.startswith("| all |"))
    precision, recall = (float(cell.split()[0]) for cell in line.split("|")[3:5])
    again = "run: python benchmarks/accuracy.py --write"
    assert (precision, recall) == pytest.approx((scores.precision.value, scores.recall.value), abs=0.03), again
