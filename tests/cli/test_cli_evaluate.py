"""``geo-nk evaluate`` as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geo_nk import extract_events, write_events

if TYPE_CHECKING:
    from pathlib import Path

GOLD = {
    "report": "r1",
    "mentions": [
        {"surface": "Hyesan", "paragraph": 0, "start": 29, "role": "event", "lat": 41.403, "lon": 128.178},
        {"surface": "Musan", "paragraph": 0, "start": 48, "role": "not_event", "lat": 42.226, "lon": 129.208},
    ],
    "events": [{"category": "arrest_sentence", "title": "Two arrested", "places": ["Hyesan"]}],
}


def evaluate(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "geo_nk", "evaluate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labelled")
    (folder / "reports").mkdir()
    text = "Two traders were arrested in Hyesan, but not in Musan."
    (folder / "reports" / "r1.txt").write_text(text, encoding="utf-8")
    (folder / "gold.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    write_events(extract_events(folder / "reports"), folder / "events.geojson")
    found = {"report_id": "r1", "start": 29, "end": 35, "surface": "Hyesan", "role": "event", "lon": 128.2, "lat": 41.4}
    (folder / "mentions.jsonl").write_text(json.dumps(found), encoding="utf-8")
    return folder


def test_events_are_scored_in_lines(labelled: Path) -> None:
    done = evaluate(labelled / "gold.jsonl", labelled / "events.geojson", "--list")
    assert done.returncode == 0, done.stderr
    assert "recall      1.00  1 of 1, 0.21 to 1.00" in done.stdout
    assert "arrest_sentence" in done.stdout
    assert "missed: 0" in done.stdout


def test_mentions_are_scored_as_json(labelled: Path) -> None:
    done = evaluate(labelled / "gold.jsonl", labelled / "mentions.jsonl", "--list", "--format", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["recall"] == {"value": 0.5, "right": 1, "of": 2, "low": 0.0945, "high": 0.9055}
    assert told["near"]["value"] == 1
    assert told["missed"] == [{"report": "r1", "surface": "Musan", "paragraph": 0}]


def test_the_texts_may_lie_elsewhere(labelled: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    done = evaluate(tmp_path / "gold.jsonl", labelled / "mentions.jsonl", "--reports", labelled / "reports")
    assert done.returncode == 0, done.stderr


def test_an_event_file_is_no_gold_for_mentions(labelled: Path) -> None:
    done = evaluate(labelled / "events.geojson", labelled / "mentions.jsonl")
    assert done.returncode == 2
    assert "an event file has no mentions to compare" in done.stderr


@pytest.mark.parametrize(
    ("gold", "pred", "message"),
    [
        ("gold.jsonl", "none.geojson", "none.geojson: does not exist"),
        ("none.jsonl", "events.geojson", "does not exist"),
    ],
)
def test_a_file_that_is_not_there_is_named(labelled: Path, gold: str, pred: str, message: str) -> None:
    done = evaluate(labelled / gold, labelled / pred)
    assert done.returncode == 2
    assert message in done.stderr


def test_how_often_rows_of_each_reader_are_right_is_written(labelled: Path, tmp_path: Path) -> None:
    done = evaluate(labelled / "gold.jsonl", labelled / "events.geojson", "--confidence", tmp_path / "c.json")
    assert done.returncode == 0, done.stderr
    (row,) = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["rows"]
    assert (row["reader"][:8], row["status"], row["right"]) == ("trained ", "candidate", 1)
    assert evaluate(labelled / "gold.jsonl", labelled / "events.geojson", "--confidence", tmp_path).returncode == 2
