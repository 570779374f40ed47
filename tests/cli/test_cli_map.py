"""The options of ``geo-nk map`` that say who may see what, and whom the page asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.cli.shared.options import Level
from geo_nk.events import events_frame, write_events
from geo_nk.events.release import LEVELS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def events(tmp_path: Path) -> Path:
    row = {
        "event_id": "kim-1",
        "category": "defection",
        "quote": "We left at night.",
        "source_kind": "interview",
        "publisher": "our own desk",
        "date_start": "2011-02-14",
        "date_end": "2011-02-14",
        "place_id": "kp-ryanggang-hyesan",
        "lon": 128.18,
        "lat": 41.4,
    }
    return write_events(events_frame([row]), tmp_path / "events.geojson")


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["map", *map(str, words)])
    return result.exit_code, " ".join(f"{result.output} {result.exception}".replace("│", " ").split())


def test_the_levels_are_those_of_a_release() -> None:
    assert tuple(Level) == LEVELS


def test_a_level_is_written_into_the_map(events: Path, tmp_path: Path) -> None:
    code, _ = run(events, "-o", tmp_path / "map.html", "--level", "public")
    assert code == 0
    assert '"release":{"level":"public"' in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_a_stretch_of_the_border_is_no_point_at_a_level_either(tmp_path: Path) -> None:
    row = {"category": "other", "place_name": "Yalu River", "source_kind": "published", "publisher": "Example Weekly"}
    path = write_events(events_frame([row | {"event_id": "e1", "unplaced_reason": "a river"}]), tmp_path / "e.geojson")
    _, output = run(path, "-o", tmp_path / "map.html", "--level", "public")
    assert "public: 1 event, 0 with a point" in output


def test_an_unknown_level_is_a_wrong_usage(events: Path, tmp_path: Path) -> None:
    code, output = run(events, "-o", tmp_path / "map.html", "--level", "secret")
    assert code == 2
    assert "'secret' is not one of" in output


def test_an_unknown_column_is_a_wrong_usage(events: Path, tmp_path: Path) -> None:
    code, output = run(events, "-o", tmp_path / "map.html", "--columns", "date_start,kuote")
    assert code == 2
    assert "kuote: not a column of events" in output


def test_chosen_columns_are_taken(events: Path, tmp_path: Path) -> None:
    code, _ = run(events, "-o", tmp_path / "map.html", "--columns", "date_start, date_end")
    assert code == 0


def test_the_hosts_that_a_map_contacts_are_named(events: Path, tmp_path: Path) -> None:
    code, output = run(events, "-o", tmp_path / "map.html", "--basemap", "OpenStreetMap.Mapnik")
    assert code == 0
    assert "will contact https://tile.openstreetmap.org each time" in output


def test_an_unknown_basemap_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    code, output = run(tmp_path / "nothing", "-o", tmp_path / "map.html", "--basemap", "OpenStretMap")
    assert code != 0
    assert "resembles OpenStreetMap" in output
