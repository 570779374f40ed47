"""``geo-nk figure`` writes figures for print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.errors import OutputError
from geo_nk.events import events_frame, write_events

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def events(tmp_path: Path) -> Path:
    row = {"event_id": "a", "category": "defection", "date_start": "2011-02-14", "date_end": "2011-02-14"}
    place = {"place_id": "kp-ryanggang-hyesan", "lon": 128.18, "lat": 41.4}
    return write_events(events_frame([row | place]), tmp_path / "events.geojson")


@pytest.mark.parametrize("more", [[], ["--strip", "--language", "ko", "--width", "88", "--title", "\uc81c\ubaa9"]])
def test_it_writes_a_figure(events: Path, more: list[str]) -> None:
    out = events.with_name("figure.pdf")
    result = CliRunner().invoke(app, ["figure", str(events), "-o", str(out), *more])
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF")


def test_a_width_that_cannot_be_printed_is_refused(events: Path) -> None:
    result = CliRunner().invoke(app, ["figure", str(events), "-o", str(events.with_name("f.pdf")), "--width", "3"])
    assert result.exit_code == 2


def test_an_ending_that_is_not_known_is_refused(events: Path) -> None:
    result = CliRunner().invoke(app, ["figure", str(events), "-o", str(events.with_name("f.gif"))])
    assert isinstance(result.exception, OutputError)
    assert "use .pdf or .png or .svg" in str(result.exception)
