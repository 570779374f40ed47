"""``geo-nk analyse``, ``geo-nk diff`` and ``geo-nk brief``."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.events import events_frame, write_events

if TYPE_CHECKING:
    from pathlib import Path

TOLD = {"category": "defection", "county": "Hyesan", "province": "Ryanggang", "lon": 128.178, "lat": 41.403}
DAYS = ["2020-07-10", "2020-07-20", "2020-08-10"]


def _file(path: Path, **changes: object) -> Path:
    rows = [TOLD | {"event_id": str(i), "date_start": day, "date_end": day} for i, day in enumerate(DAYS)]
    vague = {"event_id": "v", "category": "other", "province": "Ryanggang", "geo_precision": "province"}
    rows.append(vague | {"date_start": "2020-07-01", "date_end": "2020-07-31", "unplaced_reason": "a province"})
    rows[0] |= changes
    return write_events(events_frame(rows), path)


@pytest.fixture
def events(tmp_path: Path) -> Path:
    return _file(tmp_path / "events.geojson")


def _run(*args: object) -> str:
    done = CliRunner().invoke(app, [str(arg) for arg in args])
    assert done.exit_code == 0, done.output
    return done.output


def test_counts_are_shown_with_what_is_vague(events: Path) -> None:
    said = _run("analyse", events, "--by", "county,month")
    assert "Hyesan" in said
    assert "4 events; known vaguely and shared out: county 1" in said
    assert "left out: county not sure 1" in _run("analyse", events, "--by", "county,month", "--leave-out")


def test_counts_are_written(events: Path, tmp_path: Path) -> None:
    _run("analyse", events, "--by", "month", "-o", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["month"] for row in csv.DictReader(stream)] == ["2020-07-01", "2020-08-01"]
    _run("analyse", events, "-o", tmp_path / "a.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert rows[0] == {"category": "defection", "events": 3.0, "certain": 3}


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    path = _file(tmp_path / "events.geojson", publisher="=1+1")
    _run("analyse", path, "--by", "publisher", "-o", tmp_path / "a.csv")
    assert "'=1+1" in (tmp_path / "a.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("what", ["density", "clusters", "hot-spots", "together", "quantities", "sanctions"])
def test_each_question_is_answered(events: Path, what: str) -> None:
    assert "event" in _run("analyse", events, "--what", what)


def test_a_change_is_told_with_its_interval(events: Path) -> None:
    assert "0.0" in _run("analyse", events, "--what", "change", "--on", "2020-08", "--days", "60")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--what", "change"], "a change needs a day"),
        (["--what", "rates"], "rates need the reports"),
        (["--by", "colour"], "no column is called 'colour'"),
    ],
)
def test_what_is_missing_is_said(events: Path, args: list[str], message: str) -> None:
    done = CliRunner().invoke(app, ["analyse", str(events), *args])
    assert done.exit_code
    assert message in done.output + str(done.exception)


def test_rates_are_over_the_reports_that_were_read(events: Path, example_reports: Path) -> None:
    said = _run("analyse", events, "--what", "rates", "--by", "year", "--reports", example_reports)
    assert "silent" in said
    assert "of no report that is given 4" in said


def test_diff_is_a_table_and_a_map(events: Path, tmp_path: Path) -> None:
    later = _file(tmp_path / "later.geojson", category="other")
    shown = _run("diff", events, later)
    assert "0 new, 1 changed, 0 withdrawn" in shown
    assert "defection" in shown
    _run("diff", events, later, "-o", tmp_path / "diff.csv", "-o", tmp_path / "diff.html")
    assert "changed,0,category,defection,other" in (tmp_path / "diff.csv").read_text("utf-8-sig")
    assert (tmp_path / "diff.html").read_text("utf-8").startswith("<!doctype html>")


def test_diff_with_what_is_no_file_is_refused(events: Path) -> None:
    done = CliRunner().invoke(app, ["diff", "nothing.geojson", str(events)])
    assert done.exit_code == 2
    assert "neither a file nor a date" in " ".join(done.output.replace("│", " ").split())


def test_a_brief_is_written_and_says_what_is_in_it(events: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    said = _run("brief", events, "-o", tmp_path / "brief.pdf", "--change", "2020-08")
    assert "4 events, 3 with a point" in said
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("more", [["calendar"], ["bars", "--by", "category"], ["years"], ["slope", "--on", "2020-08"]])
def test_figures_of_counts(events: Path, tmp_path: Path, more: list[str]) -> None:
    pytest.importorskip("matplotlib")
    _run("figure", events, "-o", tmp_path / "a.svg", "--chart", *more)
    assert (tmp_path / "a.svg").stat().st_size > 5000


def test_a_slope_needs_a_day(events: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["figure", str(events), "-o", str(tmp_path / "a.svg"), "--chart", "slope"])
    assert done.exit_code == 2
