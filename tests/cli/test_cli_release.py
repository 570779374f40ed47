from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from geo_nk import read_events, write_events
from geo_nk.cli.app import app
from geo_nk.errors import OutputError
from geo_nk.events import events_frame

if TYPE_CHECKING:
    from pathlib import Path

ROW: dict[str, Any] = {
    "category": "defection",
    "source_kind": "interview",
    "date_start": "2021-02-14",
    "date_end": "2021-02-14",
    "place_id": "kp-ryanggang-hyesan",
    "lon": 128.18123,
    "lat": 41.40377,
}


@pytest.fixture
def events(tmp_path: Path) -> Path:
    rows = [ROW | {"event_id": f"kim-{i}", "report_id": f"notes-{i}", "actors": [f"Kim Chol {i}"]} for i in range(3)]
    article = ROW | {"event_id": "a", "source_kind": "published", "publisher": "Example Weekly"}
    return write_events(events_frame([*rows, article]), tmp_path / "events.geojson")


def released(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["release", *map(str, arguments)])


def test_a_release_is_a_folder_of_files_with_a_record(events: Path, tmp_path: Path) -> None:
    result = released(
        events, "-o", tmp_path / "out", "--format", "kml,xlsx", "--format", ".gpkg", "--date", "2022-01-01"
    )
    assert result.exit_code == 0, result.output
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names == {
        *(f"events.{ending}" for ending in ("csv", "geojson", "gpkg", "kml", "xlsx")), "map.html", "release.json"
    }  # fmt: skip
    said = " ".join(result.output.split())
    assert "looked through, nothing found that may not be seen; public: 4 events, 4 with a point" in said
    assert "taken for a person's: 3, as source_kind is interview" in said
    assert "for you alone" in said
    assert json.loads((tmp_path / "out" / "release.json").read_text())["date"] == "2022-01-01"


def test_the_level_says_how_many_must_tell(events: Path, tmp_path: Path) -> None:
    day = ("--date", "2022-01-01")
    assert released(events, "-o", tmp_path / "four", "--min-count", "4", *day).exit_code == 0
    assert released(events, "-o", tmp_path / "partner", "--level", "partner", "--min-count", "1", *day).exit_code == 0
    assert len(read_events(tmp_path / "four" / "events.geojson")) == 1
    assert len(read_events(tmp_path / "partner" / "events.geojson")) == 4


def test_an_event_is_withdrawn_from_the_next_release(events: Path, tmp_path: Path) -> None:
    released(events, "-o", tmp_path / "one", "--date", "2022-01-01")
    again = ("--earlier", tmp_path / "one", "--withdraw", "kim-1,a", "--date", "2022-02-01")
    result = released(events, "-o", tmp_path / "two", *again)
    assert result.exit_code == 0, result.output
    assert "2 held back as withdrawn" in " ".join(result.output.split())
    assert (tmp_path / "two" / "withdrawn.csv").read_text().count("2022-02-01") == 2


def test_what_is_gone_untold_is_named(events: Path, tmp_path: Path) -> None:
    released(events, "-o", tmp_path / "one", "--date", "2022-01-01")
    table = read_events(events)
    fewer = write_events(table[table["event_id"] != "a"], tmp_path / "fewer.csv")
    result = released(fewer, "-o", tmp_path / "two", "--date", "2022-01-01", "--earlier", tmp_path / "one")
    assert result.exit_code == 0, result.output
    assert re.search(r"1 of .*one are not in it any more, untold: r\w{12};", " ".join(result.output.split()))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "doc"], "doc: not a format of a release; choose from html, geojson"),
        (["--date", "May 2024"], "'May 2024' is no day; write it as 2024-05-31"),
        (["--withdraw", "a", "--date", "2022-01-01"], "say in which release, with earlier"),
        (["--level", "internal"], "'internal' is not one of 'partner', 'public'"),
    ],
)
def test_a_wrong_option_is_named(events: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    result = released(events, "-o", tmp_path / "out", *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())
    assert not (tmp_path / "out").exists()


def test_a_folder_that_exists_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="exists, and is not replaced"):
        CliRunner().invoke(app, ["release", "no-such-file.csv", "-o", str(tmp_path)], catch_exceptions=False)
