from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.events import read_collection, read_events, write_events

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


@pytest.fixture
def articles(tmp_path: Path, example_reports: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for file in sorted(example_reports.glob("*.txt"))[:2]:
        shutil.copy(file, folder)
    return folder


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    return tmp_path / "collection.gpkg"


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*map(str, words)])
    return result.exit_code, " ".join(f"{result.output} {result.exception}".replace("│", " ").split())


def test_reports_are_added_and_added_again(articles: Path, collection: Path) -> None:
    code, output = run("add", articles, "--to", collection)
    assert code == 0
    assert "events: 6 new; 2 reports or new versions of them" in output
    _, again = run("add", articles, "--to", collection)
    assert "events: 6 as they were; 0 reports" in again


def test_a_report_that_was_rewritten_changes_and_withdraws(articles: Path, collection: Path) -> None:
    run("add", articles, "--to", collection)
    file = articles / "02_hoiryeong_market.txt"
    text = file.read_text(encoding="utf-8").replace(
        "On the same day, the markets in Musan and Onsung stayed open as usual.\n", ""
    )
    file.write_text(text, encoding="utf-8")
    _, output = run("add", articles, "--to", collection)
    assert "1 changed, 2 withdrawn, 3 as they were" in output


def test_a_decision_is_added_and_outlasts_another_reading(articles: Path, collection: Path, tmp_path: Path) -> None:
    run("add", articles, "--to", collection)
    events = read_collection(collection)
    events["status"] = "confirmed"
    _, output = run("add", write_events(events, tmp_path / "reviewed.geojson"), "--to", collection)
    assert "6 changed" in output
    _, again = run("add", articles, "--to", collection)
    assert "6 were read otherwise now; what was decided on them stands" in again
    assert set(read_collection(collection)["status"]) == {"confirmed"}


def test_a_collection_is_no_input_of_its_own(collection: Path, articles: Path) -> None:
    run("add", articles, "--to", collection)
    code, output = run("add", collection, "--to", collection)
    assert code != 0
    assert "is the collection itself" in output


def test_a_collection_is_drawn_merged_and_written_to_a_file(articles: Path, collection: Path, tmp_path: Path) -> None:
    run("add", articles, "--to", collection)
    code, output = run("map", collection, "-o", tmp_path / "map.html")
    assert code == 0
    assert "6 events, 6 with a point" in output
    assert run("extract", collection, "-o", tmp_path / "all.geojson")[0] == 0
    assert len(read_events(tmp_path / "all.geojson")) == 6
    assert run("merge", collection, "-o", tmp_path / "merged.geojson")[0] == 0


def test_a_map_shows_what_changed_since_a_date_or_a_file(
    articles: Path, collection: Path, tmp_path: Path, example_events: gpd.GeoDataFrame
) -> None:
    run("add", articles, "--to", collection)
    _, since_date = run("map", collection, "-o", tmp_path / "map.html", "--since", "2024-05", "--changed")
    assert "since 2024-05: 6 new, 0 changed, 0 withdrawn" in since_date
    old = write_events(example_events[3:8], tmp_path / "old.geojson")
    _, since_file = run("map", collection, "-o", tmp_path / "map.html", "--since", old, "--changed")
    assert re.search(r"[1-5] new, 0 changed, [1-4] withdrawn", since_file)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--changed",), "say since when"),
        (("--since", "lately"), "is neither a file nor a date"),
    ],
)
def test_a_comparison_needs_something_to_compare_with(
    articles: Path, collection: Path, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    run("add", articles, "--to", collection)
    code, output = run("map", collection, "-o", tmp_path / "map.html", *options)
    assert code == 2
    assert message in output


def test_a_date_needs_a_collection(tmp_path: Path, example_events: gpd.GeoDataFrame) -> None:
    file = write_events(example_events, tmp_path / "events.geojson")
    code, output = run("map", file, "-o", tmp_path / "map.html", "--since", "2024")
    assert code == 2
    assert "a date needs one collection as input" in output
