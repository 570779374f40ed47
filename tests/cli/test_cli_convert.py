"""``geo-nk convert``: an event file in another format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.events import events_frame, read_events, write_events

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("ending", [".gpkg", ".xlsx", ".kml", ".acled.csv", ".timemap.json"])
def test_the_ending_says_the_format(tmp_path: Path, ending: str) -> None:
    row = {"event_id": "a", "category": "defection", "lon": 128.18, "lat": 41.4}
    source = write_events(events_frame([row]), tmp_path / "events.geojson")
    target = tmp_path / f"out{ending}"
    result = CliRunner().invoke(app, ["convert", str(source), "-o", str(target)])
    assert result.exit_code == 0, result.output
    assert "1 event, " in result.output
    if ending in {".gpkg", ".xlsx", ".kml"}:
        assert read_events(target)["event_id"].tolist() == ["a"]


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["convert", str(tmp_path / "a.csv"), "-o", str(tmp_path / "a.shp")])
    assert result.exit_code != 0
    assert "the ending '.shp' is not known here" in str(result.exception)
