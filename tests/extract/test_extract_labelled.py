"""The labelled reports: the answer sheet stands on its text, and reading them reaches what it did."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from geo_nk.events.categories import load_categories
from geo_nk.extract import extract_events
from geo_nk.extract.kinds import neighbours_of
from geo_nk.extract.mentions import Role
from geo_nk.gazetteer.evidence import great_circle_m

LABELLED = Path(__file__).parents[1] / "data" / "labelled"
REPORTS = sorted((LABELLED / "reports").glob("*.txt"))
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (LABELLED / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
MARK = "[Made-up report, written to measure geo_nk. It did not happen.]"
NEAR_M = 25_000
NOT_OF_THE_EVENT = {"source", "authority", "not_event"}

PRECISION, RECALL, DATES = 0.76, 0.72, 0.82
"""Shares that reading must reach, a little below what it does."""

MISPLACED = 3
"""Rows at most at places that only told of it, ordered it or were spared."""

by_report = pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["report"])


def _paragraphs(report: str) -> list[str]:
    return (LABELLED / "reports" / f"{report}.txt").read_text(encoding="utf-8").partition("\n\n")[2].split("\n\n")


def test_each_report_has_its_answers() -> None:
    assert [path.stem for path in REPORTS] == sorted(gold["report"] for gold in GOLD)
    assert len(REPORTS) >= 30


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


@cache
def _read() -> dict[str, list[dict[str, Any]]]:
    """Return the placed events of each report, as plain rows."""
    rows: dict[str, list[dict[str, Any]]] = {gold["report"]: [] for gold in GOLD}
    frame = extract_events(LABELLED / "reports")
    for row, point in zip(frame.to_dict("records"), frame.geometry, strict=True):
        if point is not None and row["category"] != "other":
            rows[row["report_id"]].append({**row, "lon": point.x, "lat": point.y})
    return rows


def _near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return great_circle_m(one["lon"], one["lat"], other["lon"], other["lat"]) <= NEAR_M


def _like(one: str, other: str) -> bool:
    return one == other or other in neighbours_of(one)


def _wanted(gold: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """Return where the events of a report took place, each with the number of its event."""
    where = {m["canonical"]: m for m in gold["mentions"] if m["lat"] is not None and m["type"] != "province"}
    return [
        (number, {**event, "lon": where[place]["lon"], "lat": where[place]["lat"]})
        for number, event in enumerate(gold["events"])
        for place in event["places"]
        if place in where
    ]


@cache
def _pairs() -> list[tuple[str, int, dict[str, Any], dict[str, Any]]]:
    """Return report, number of the event, event and row of what was found, each row once and like before alike."""
    pairs = []
    for gold in GOLD:
        open_rows = list(_read()[gold["report"]])
        wanted = _wanted(gold)
        for exact in (True, False):
            for number, event in list(wanted):
                fits = [
                    row
                    for row in open_rows
                    if _near(event, row)
                    and (row["category"] == event["category"] if exact else _like(row["category"], event["category"]))
                ]
                if fits:
                    wanted.remove((number, event))
                    open_rows.remove(fits[0])
                    pairs.append((gold["report"], number, event, fits[0]))
    return pairs


def test_what_is_found_is_right() -> None:
    assert len(_pairs()) / sum(map(len, _read().values())) >= PRECISION


def test_what_happened_is_found() -> None:
    found = {(report, number) for report, number, _, _ in _pairs()}
    wanted = {(gold["report"], number) for gold in GOLD for number, _ in _wanted(gold)}
    assert len(found) / len(wanted) >= RECALL


def test_dates_overlap_and_are_not_much_longer() -> None:
    dated = [(event, row) for _, _, event, row in _pairs() if event["date_start"] and event["date_end"]]
    assert sum(_date_fits(event, row) for event, row in dated) / len(dated) >= DATES


def _date_fits(event: dict[str, Any], row: dict[str, Any]) -> bool:
    if not isinstance(row["date_start"], str) or not isinstance(row["date_end"], str):
        return False
    days = [dt.date.fromisoformat(each[key]) for each in (event, row) for key in ("date_start", "date_end")]
    start, end, first, last = days
    return max(start, first) <= min(end, last) and (last - first) - (end - start) <= dt.timedelta(days=14)


def _misplaced(gold: dict[str, Any]) -> list[str]:
    """Return the quotes of rows at places that only told of it, ordered it or were spared."""
    spots = [event for _, event in _wanted(gold)]
    roles: dict[tuple[float, float], set[str]] = {}
    for mention in gold["mentions"]:
        if mention["lat"] is not None:
            roles.setdefault((mention["lon"], mention["lat"]), set()).add(mention["role"])
    bare = [{"lon": lon, "lat": lat} for (lon, lat), had in roles.items() if had <= NOT_OF_THE_EVENT]
    bare = [place for place in bare if not any(_near(place, spot) for spot in spots)]
    return [row["quote"] for row in _read()[gold["report"]] for place in bare if _near(place, row)]


def test_next_to_nothing_happened_where_only_a_source_or_an_authority_is() -> None:
    assert sum(len(_misplaced(gold)) for gold in GOLD) <= MISPLACED
