"""Collections that grow past one file hold and remember what one in a GeoPackage does."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.errors import ReadError
from geo_nk.events import events_frame
from geo_nk.events.collection import add_events, read_collection, read_history
from geo_nk.reports import Report

if TYPE_CHECKING:
    from pathlib import Path

ROW = {
    "category": "border_control",
    "lon": 128.18,
    "lat": 41.4,
    "goods": ["rice", "“copper”; {a,b}"],
    "date_start": "2021-08-06",
    "date_end": "2021-08-07",
    "confidence": 0.123456789,
    "quote_start": 12,
    "mine": "a column of one's own",
}
FIRST, SECOND = (dt.datetime(2024, month, 1, 12, tzinfo=dt.UTC) for month in (5, 6))


@pytest.fixture(params=["parquet", "postgis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Return where a collection may be made."""
    return request.getfixturevalue("database") if request.param == "postgis" else tmp_path / "collection.parquet"


def rows(*changes: dict[str, Any]) -> Any:
    return events_frame([ROW | {"event_id": f"e{n}", "report_id": "r1"} | each for n, each in enumerate(changes)])


def fill(store: Path) -> list[Any]:
    """Add, change, decide and withdraw; return what came of each."""
    report = Report(
        "r1", "혜산에서 police raided the market.", published=dt.date(2021, 8, 6), url="https://example.org/1"
    )
    unplaced = {"lon": None, "lat": None, "unplaced_reason": "may be two places"}
    return [
        add_events(store, rows({}, {"status": "confirmed"}, unplaced), reports=[report], by="A", at=FIRST),
        add_events(store, rows({"category": "defection"}, {"category": "defection"}), reports=[report], at=SECOND),
    ]


def test_half_a_character_in_a_column_of_ones_own_is_kept(store: Path) -> None:
    add_events(store, rows({"mine": "\ud83d"}))
    assert read_collection(store)["mine"].tolist() == ["\ud83d"]
    assert add_events(store, rows({"mine": "\ud83d"})).same == 1


def test_it_holds_and_remembers_what_a_geopackage_does(store: Path, tmp_path: Path) -> None:
    package = tmp_path / "collection.gpkg"
    assert fill(store) == fill(package)
    pd.testing.assert_frame_equal(read_collection(store), read_collection(package))
    pd.testing.assert_frame_equal(read_history(store), read_history(package))
    day = dt.date(2024, 5, 15)
    pd.testing.assert_frame_equal(read_collection(store, as_of=day), read_collection(package, as_of=day))
    assert len(read_collection(store, as_of=dt.date(2024, 5, 1))) == 0


def test_another_report_of_the_same_id_is_refused_and_nothing_changes(store: Path) -> None:
    fill(store)
    other = Report("r1", "A wholly other text about the snow that fell on the mountain in winter.")
    with pytest.raises(ReadError, match="another report 'r1' is in the collection already"):
        add_events(store, rows({}), reports=[other])
    assert len(read_history(store)) == 5


def test_several_add_at_once(store: Path) -> None:
    def add(who: int) -> None:
        for n in range(3):
            add_events(store, events_frame([ROW | {"event_id": f"{who}-{n}"}]))

    threads = [threading.Thread(target=add, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_collection(store)) == len(read_history(store)) == 12


def test_the_commands_take_it(store: Path, example_reports: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    added = runner.invoke(app, ["add", str(example_reports), "--to", str(store)])
    assert added.exit_code == 0, added.output
    drawn = runner.invoke(app, ["map", str(store), "-o", str(tmp_path / "map.html")])
    assert drawn.exit_code == 0, drawn.output
    assert f"{len(read_collection(store))} events" in drawn.output
    since = ["--since", "2001-01-01", "--changed"]
    drawn = runner.invoke(app, ["map", str(store), *since, "-o", str(tmp_path / "map.html")])
    assert drawn.exit_code == 0, drawn.output
    assert f"{len(read_collection(store))} new" in drawn.output
