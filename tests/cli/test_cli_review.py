"""``geo-nk review``, and ``geo-nk extract --reviewed``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.events import read_events

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "event_id,decision,category,note,reviewer,reviewed_at"
TEXT = "published: 2024-03-14\n\nPolice searched homes in {place} on March 11 for Chinese mobile phones.\n"


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*map(str, words)])
    return result.exit_code, " ".join(f"{result.output} {result.exception}".replace("│", " ").split())


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, place in (("one", "Hyesan"), ("two", "Musan County")):
        (folder / f"{name}.txt").write_text(TEXT.format(place=place), encoding="utf-8")
    return folder


@pytest.fixture
def events(reports: Path, tmp_path: Path) -> Path:
    run("extract", reports, "-o", tmp_path / "events.geojson")
    return tmp_path / "events.geojson"


@pytest.fixture
def decisions(events: Path, tmp_path: Path) -> Path:
    first = read_events(events)["event_id"][0]
    file = tmp_path / "decisions.csv"
    file.write_text(f"{HEAD}\n{first},correct,border_control,seen,Kim,2026-03-01\n", encoding="utf-8")
    return file


@pytest.fixture
def reviewed(events: Path, decisions: Path, tmp_path: Path) -> Path:
    run("review", events, decisions, "-o", tmp_path / "reviewed.geojson")
    return tmp_path / "reviewed.geojson"


def test_decisions_are_applied_and_counted(events: Path, decisions: Path, tmp_path: Path) -> None:
    code, output = run("review", events, decisions, "-o", tmp_path / "out.geojson")
    assert code == 0
    assert "1 decision (1 corrected); 1 of 2 events are still to be reviewed" in output
    assert read_events(tmp_path / "out.geojson")["reviewed_by"].tolist() == ["Kim", None]


def test_several_reviewers_are_applied_in_turn_and_what_was_replaced_is_said(
    events: Path, decisions: Path, tmp_path: Path
) -> None:
    first = read_events(events)["event_id"][0]
    other = tmp_path / "other.csv"
    other.write_text(f"{HEAD}\n{first},reject,,,,2026-03-02\n", encoding="utf-8")
    code, output = run("review", events, decisions, other, "-o", tmp_path / "out.csv", "--reviewer", "Park")
    assert code == 0
    assert "an earlier decision was replaced by a later one (1)" in output
    assert "confirmed by Kim on 2026-03-01, now rejected by Park" in output


def test_what_does_not_fit_is_refused_with_file_row_column_and_value(
    events: Path, decisions: Path, tmp_path: Path
) -> None:
    decisions.write_text(f"{HEAD}\ne0,confirm,,,Kim,2026-03-01\n", encoding="utf-8")
    code, output = run("review", events, decisions, "-o", tmp_path / "out.geojson")
    assert code == 1
    assert "decisions.csv: decisions that do not fit the events: row 2, event_id: 'e0' is not among the" in output
    assert not (tmp_path / "out.geojson").exists()


def test_the_events_are_not_overwritten(events: Path, decisions: Path) -> None:
    assert "is read as an input and would be overwritten" in run("review", events, decisions, "-o", events)[1]


def test_reading_again_loses_no_decision_and_says_so(reports: Path, reviewed: Path, tmp_path: Path) -> None:
    code, output = run("extract", reports, "-o", tmp_path / "again.geojson", "--reviewed", reviewed)
    assert code == 0
    assert "1 decision stands, and no candidate takes its place: 1 of events read again" in output
    again = read_events(tmp_path / "again.geojson")
    assert again[["category", "reviewed_by"]].to_numpy().tolist() == [
        ["border_control", "Kim"],
        ["phone_crackdown", None],
    ]


def test_a_decision_on_a_report_that_is_gone_stays(reports: Path, reviewed: Path, tmp_path: Path) -> None:
    (reports / "one.txt").unlink()
    _, output = run("extract", reports, "-o", tmp_path / "again.csv", "--reviewed", reviewed)
    assert "1 of events no longer found, which are kept" in output
    assert read_events(tmp_path / "again.csv")["reviewed_by"].tolist() == ["Kim", None]
