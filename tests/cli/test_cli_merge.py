from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.events import events_frame, read_events, write_events

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ("Agents seized nine phones in Hyesan on August 6.", "In Hyesan nine phones were seized by agents on August 6.")


@pytest.fixture
def events(tmp_path: Path) -> Path:
    row = {"category": "phone_crackdown", "place_id": "kp-ryanggang-hyesan", "lon": 128.2, "lat": 41.4}
    row |= {"date_start": "2021-08-06", "date_end": "2021-08-06", "status": "candidate"}
    rows = [row | {"event_id": f"e{i}", "report_id": f"r{i}", "quote": text} for i, text in enumerate(TEXTS)]
    return write_events(events_frame(rows), tmp_path / "events.geojson")


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*map(str, words)])
    return result.exit_code, " ".join(f"{result.output} {result.exception}".replace("│", " ").split())


def test_merge_says_what_it_did_and_why(events: Path, tmp_path: Path) -> None:
    code, output = run("merge", events, "-o", tmp_path / "merged.geojson", "--explain")
    assert code == 0
    assert "2 rows tell of 1 happening that several reports have; 1 of them now have the status merged" in output
    assert "+3 the same day" in output
    assert read_events(tmp_path / "merged.geojson")["status"].tolist() == ["candidate", "merged"]


def test_undo_restores_the_file(events: Path, tmp_path: Path) -> None:
    run("merge", events, "-o", tmp_path / "merged.geojson")
    code, output = run("merge", tmp_path / "merged.geojson", "--undo", "-o", tmp_path / "again.geojson")
    assert code == 0
    assert "1 row taken out of other events again" in output
    read = write_events(read_events(events), tmp_path / "read.geojson")  # with the county and province of each place
    assert (tmp_path / "again.geojson").read_bytes() == read.read_bytes()


def test_reports_tell_copies_by_their_texts(events: Path, tmp_path: Path) -> None:
    for name, head in (("r0", ""), ("r1", "From the wires. ")):
        (tmp_path / f"{name}.txt").write_text(head + "One two three four five six seven eight nine ten. " * 3)
    code, output = run("merge", events, "--reports", tmp_path / "r0.txt", "--reports", tmp_path / "r1.txt", "--explain")
    assert code == 0
    assert "r1, copy of r0" in output


def test_something_must_be_asked_for(events: Path) -> None:
    code, output = run("merge", events)
    assert code == 2
    assert "give the file to write" in output


def test_only_is_for_undo(events: Path, tmp_path: Path) -> None:
    code, output = run("merge", events, "-o", tmp_path / "m.geojson", "--only", "e0")
    assert code == 2
    assert "is for --undo" in output


def test_a_map_says_how_many_look_alike_and_merges_when_asked(events: Path, tmp_path: Path) -> None:
    _, plain = run("map", events, "-o", tmp_path / "map.html")
    assert "2 rows look like 1 happening told by several reports; --merge makes each one event" in plain
    _, merged = run("map", events, "-o", tmp_path / "map.html", "--merge")
    assert "1 of them now have the status merged" in merged
    assert '"merged":1' in (tmp_path / "map.html").read_text(encoding="utf-8")
