"""A collection in a real PostgreSQL with PostGIS is what one in a GeoPackage is."""

from __future__ import annotations

import datetime as dt
import re
import sys
import threading
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.errors import OutputError, ReadError
from geo_nk.events import events_frame
from geo_nk.events.collection import add_events, is_collection, read_collection, read_history
from geo_nk.events.collection.postgis import Database
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


def test_it_holds_and_remembers_what_a_geopackage_does(database: Path, tmp_path: Path) -> None:
    package = tmp_path / "collection.gpkg"
    assert fill(database) == fill(package)
    pd.testing.assert_frame_equal(read_collection(database), read_collection(package))
    pd.testing.assert_frame_equal(read_history(database), read_history(package))
    day = dt.date(2024, 5, 15)
    pd.testing.assert_frame_equal(read_collection(database, as_of=day), read_collection(package, as_of=day))
    assert len(read_collection(database, as_of=dt.date(2024, 5, 1))) == 0


def test_another_report_of_the_same_id_is_refused_and_nothing_changes(database: Path) -> None:
    fill(database)
    other = Report("r1", "A wholly other text about the snow that fell on the mountain in winter.")
    with pytest.raises(ReadError, match="another report 'r1' is in the collection already"):
        add_events(database, rows({}), reports=[other])
    assert len(read_history(database)) == 5


def test_several_add_at_once(database: Path) -> None:
    def add(who: int) -> None:
        for n in range(3):
            add_events(database, events_frame([ROW | {"event_id": f"{who}-{n}"}]))

    threads = [threading.Thread(target=add, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_collection(database)) == len(read_history(database)) == 12


def test_what_fails_on_the_way_changes_nothing(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(database)
    before, apply = read_collection(database), Database.apply

    def failing(self: Database, *given: Any) -> None:
        apply(self, *given)
        self._connection.execute("SELECT 1 / 0")

    monkeypatch.setattr(Database, "apply", failing)
    with pytest.raises(OutputError, match=r"collection\.postgis: cannot be written \(division by zero\); nothing was"):
        add_events(database, events_frame([ROW | {"event_id": "new"}]))
    pd.testing.assert_frame_equal(read_collection(database), before)


def test_the_commands_take_it(database: Path, example_reports: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    added = runner.invoke(app, ["add", str(example_reports), "--to", str(database)])
    assert added.exit_code == 0, added.output
    drawn = runner.invoke(app, ["map", str(database), "-o", str(tmp_path / "map.html")])
    assert drawn.exit_code == 0, drawn.output
    assert f"{len(read_collection(database))} events" in drawn.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mysql://localhost/reports", "names no database; write the address .* such as postgresql://localhost/reports"),
        ("", "names no database"),
        ("postgresql:///none?host=/nowhere", "the database that it names does not answer"),
    ],
)
def test_a_file_that_names_no_database_says_what_to_write(text: str, said: str, tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    file = tmp_path / "collection.postgis"
    file.write_text(text)
    assert is_collection(file)
    with pytest.raises(ReadError, match=f"collection.postgis: {said}"):
        read_collection(file)


@pytest.mark.parametrize("password", ["dove/1sky", "dove@sky", "5432/sky", "do%ve"])
def test_a_password_that_is_not_escaped_is_said_to_be_and_not_shown(password: str, tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    file = tmp_path / "collection.postgis"
    file.write_text(f"postgresql://kim:{password}@localhost/reports")
    with pytest.raises(ReadError, match=r"its address cannot be read; write .* in a password %25 for %") as caught:
        read_collection(file)
    assert not any(part in str(caught.value) for part in ("dove", "sky"))


def test_an_empty_database_is_no_collection(database: Path) -> None:
    with pytest.raises(ReadError, match=r"holds no collection; geo-nk add NEW\.\.\. --to collection\.postgis makes it"):
        read_collection(database)


def test_a_missing_package_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ReadError, match=re.escape("needs the package psycopg; pip install 'geo_nk[postgis]'")):
        read_collection(tmp_path / "collection.postgis")


@pytest.mark.parametrize(
    "address",
    ["postgresql://a:hunter2%zz@127.0.0.1/x", "postgresql://a:hunter2@[::1/x", "postgresql://a@h/x?p=hunter2"],
)
def test_a_password_is_in_no_message(tmp_path: Path, address: str) -> None:
    store = tmp_path / "reports.postgis"
    store.write_text(address, encoding="utf-8")
    with pytest.raises(ReadError, match="its address cannot be read; write postgresql://USER:PASSWORD@HOST") as raised:
        read_collection(store)
    assert "hunter2" not in str(raised.value)
    assert raised.value.__cause__ is None
