from __future__ import annotations

import csv
import datetime as dt
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from geo_nk import data
from geo_nk.events.schema import EVENT_COLUMNS, column
from geo_nk.maps.page.story import read_story

MARK = "[Made-up example, written for geo_nk. It did not happen.]"
HEADER = ("published", "publisher", "url", "title")
# A made-up report must not put words into the mouth of anyone who publishes.
OUTLETS = (
    "afp", "al jazeera", "asahi", "asia press", "asiapress", "associated press", "bbc", "chosun", "cnn", "daily nk",
    "dong-a", "donga", "free asia", "global times", "good friends", "guardian", "hankyoreh", "joongang", "kbs", "kcna",
    "kyodo", "mainichi", "new york times", "newsis", "nhk", "nk news", "reuters", "rfa", "rodong sinmun", "sbs",
    "voa", "voice of america", "washington post", "xinhua", "yomiuri", "yonhap",
)  # fmt: skip
NAMES = [row["file"] for row in data.read_table("examples/manifest.csv")]
CITED = data.read_table("examples/cited_events.csv")
CATEGORIES = {row["category"] for row in data.read_table("categories.csv")}
GOLD: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "examples_gold.jsonl").read_text(encoding="utf-8").splitlines()
]
GOLD_EVENTS = [(gold, event) for gold in GOLD for event in gold["events"]]


def split(name: str) -> tuple[dict[str, str], str]:
    head, _, body = data.file(f"examples/reports/{name}").read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def assert_iso_interval(start: str | None, end: str | None) -> None:
    days = [dt.date.fromisoformat(day) for day in (start, end) if day]
    assert all(first <= last for first, last in pairwise(days))


def test_manifest_lists_every_report_once() -> None:
    shipped = [f.name for f in data.file("examples/reports").iterdir()]
    assert sorted(NAMES) == sorted(shipped)
    assert len(NAMES) == 10


@pytest.mark.parametrize("row", data.read_table("examples/manifest.csv"), ids=lambda row: row["file"])
def test_manifest_repeats_the_header(row: dict[str, str]) -> None:
    header, _ = split(row["file"])
    assert {key: row[key] for key in HEADER} == header


@pytest.mark.parametrize("name", NAMES)
def test_report_says_that_it_is_made_up(name: str) -> None:
    header, body = split(name)
    assert header["publisher"] == "Made-up example"
    assert header["url"].startswith("https://example.org/made-up/")
    assert body.split("\n\n")[0] == MARK


@pytest.mark.parametrize("name", NAMES)
def test_report_is_dated_within_the_years_covered(name: str) -> None:
    header, _ = split(name)
    assert 2007 <= dt.date.fromisoformat(header["published"]).year <= 2025


@pytest.mark.parametrize("name", NAMES)
def test_report_is_short(name: str) -> None:
    _, body = split(name)
    assert 120 <= len(body.split()) <= 400
    assert 6 <= len(body.split("\n\n")) <= 9


@pytest.mark.parametrize("name", NAMES)
def test_report_names_no_outlet(name: str) -> None:
    text = data.file(f"examples/reports/{name}").read_text(encoding="utf-8")
    words = f" {' '.join(''.join(c if c.isalnum() or c == '-' else ' ' for c in text.lower()).split())} "
    assert [outlet for outlet in OUTLETS if f" {outlet} " in words] == []


def test_cited_columns_are_those_of_the_event_table_and_two_more() -> None:
    extra = set(CITED[0]) - {c.name for c in EVENT_COLUMNS}
    assert extra == {"note", "report_title"}
    assert "quote" not in CITED[0]


def test_cited_rows_are_as_long_as_their_header() -> None:
    lines = data.file("examples/cited_events.csv").read_text(encoding="utf-8").splitlines()
    assert len({len(row) for row in csv.reader(lines)}) == 1


@pytest.mark.parametrize("row", CITED, ids=lambda row: f"{row['report_id']}-{row['place_name']}")
class TestCitedRow:
    def test_category_is_known(self, row: dict[str, str]) -> None:
        assert row["category"] in CATEGORIES

    @pytest.mark.parametrize("name", ["date_precision", "direction", "source_kind"])
    def test_value_is_in_the_vocabulary(self, row: dict[str, str], name: str) -> None:
        assert row[name] in column(name).values

    def test_dates_are_iso_and_in_order(self, row: dict[str, str]) -> None:
        assert_iso_interval(row["date_start"], row["date_end"])
        assert row["date_end"] <= row["published"]

    def test_cells_are_short_and_clean(self, row: dict[str, str]) -> None:
        assert [cell for cell in row.values() if len(cell) > 160 or cell != cell.strip() or "\n" in cell] == []

    def test_says_that_the_date_of_publication_is_inferred(self, row: dict[str, str]) -> None:
        assert dt.date.fromisoformat(row["published"])
        assert "publication date inferred" in row["note"]


def test_gold_covers_every_report() -> None:
    assert [f"{g['report']}.txt" for g in GOLD] == NAMES


@pytest.mark.parametrize("gold", GOLD, ids=lambda g: g["report"])
def test_gold_mentions_stand_where_gold_says(gold: dict[str, Any]) -> None:
    paragraphs = split(f"{gold['report']}.txt")[1].split("\n\n")
    found = [paragraphs[m["paragraph"]][m["start"] : m["start"] + len(m["surface"])] for m in gold["mentions"]]
    assert found == [m["surface"] for m in gold["mentions"]]


@pytest.mark.parametrize("gold", GOLD, ids=lambda g: g["report"])
def test_gold_places_of_events_are_mentioned_with_that_role(gold: dict[str, Any]) -> None:
    named = {m["canonical"] for m in gold["mentions"] if m["role"] == "event"}
    assert {place for event in gold["events"] for place in event["places"]} <= named
    assert {(e["place"], e["role"]) for e in gold["elsewhere"]} == {
        (m["canonical"], m["role"]) for m in gold["mentions"] if m["role"] != "event"
    }


@pytest.mark.parametrize(("gold", "event"), GOLD_EVENTS, ids=lambda value: value.get("title", value.get("report")))
def test_gold_event_is_dated_and_known(gold: dict[str, Any], event: dict[str, Any]) -> None:
    assert event["category"] in CATEGORIES
    assert event["date_precision"] in column("date_precision").values
    assert_iso_interval(event["date_start"], event["date_end"])
    # Only what is announced may end after the day of publication.
    assert (event["date_end"] > gold["published"]) == event["planned"]


def test_gold_covers_the_categories_of_the_border() -> None:
    assert {event["category"] for _, event in GOLD_EVENTS} == CATEGORIES - {"other"}


def test_gold_has_one_event_that_cannot_be_placed() -> None:
    assert [event["places"] for _, event in GOLD_EVENTS if event["lat"] is None] == [["Ridge Nine hamlet"]]


def test_the_story_of_the_cited_events_can_be_told() -> None:
    ids = {row["event_id"] for row in CITED}
    assert len(ids) == len(CITED)
    assert len(read_story(str(data.file("examples/cited_story.csv")), event_ids=ids)) == 6
