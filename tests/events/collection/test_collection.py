from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest

from geo_nk.errors import EventSchemaError, OutputError, ReadError
from geo_nk.events import add_events, compare_events, events_frame, read_collection, read_history
from geo_nk.events.collection import is_collection
from geo_nk.reports.report import Report

if TYPE_CHECKING:
    import geopandas as gpd

RAID = {"category": "phone_crackdown", "lon": 128.2, "lat": 41.4, "report_id": "raid", "goods": ["phones", "a; b"]}
TEXT = "Agents seized nine phones in Hyesan on August 6, and the owners had to pay a fine to the city's police."
MAY, JUNE, JULY = (dt.datetime(2024, month, 10, 12, tzinfo=dt.UTC) for month in (5, 6, 7))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "collection.gpkg"


def table(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    return events_frame([RAID | {"event_id": f"e{i}"} | row for i, row in enumerate(rows)])


def test_what_is_added_is_read_back(path: Path, example_events: gpd.GeoDataFrame) -> None:
    assert add_events(path, example_events).new == len(example_events)
    assert read_collection(path).equals(example_events)


def test_columns_of_ones_own_come_back(path: Path) -> None:
    add_events(path, table({"my_note": "seen", "unplaced_reason": None}))
    assert read_collection(path)["my_note"].tolist() == ["seen"]


def test_adding_again_changes_nothing_and_says_so(path: Path) -> None:
    add_events(path, table({}, {}))
    added = add_events(path, table({}, {}))
    assert (added.new, added.changed, added.same) == (0, 0, 2)
    assert len(read_history(path)) == 2


def test_gdal_draws_the_events_and_lists_the_tables(path: Path) -> None:
    add_events(path, table({}, {"lon": None, "lat": None, "unplaced_reason": "no place"}))
    layers = dict(pyogrio.list_layers(path).tolist())
    events = pyogrio.read_dataframe(path, layer="events")
    assert layers == {"events": "Point", "reports": None, "additions": None, "history": None, "geo_nk_collection": None}
    assert (events.crs.to_epsg(), events.geometry[0].x, events.geometry[1]) == (4326, 128.2, None)
    assert pyogrio.read_info(path, layer="events")["geometry_type"] == "Point"


def test_the_file_is_a_sound_geopackage(path: Path) -> None:
    add_events(path, table({}))
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_decision_stands_when_the_report_is_read_again(path: Path) -> None:
    add_events(path, table({"status": "confirmed", "date_end": "2021-08-06"}, {"status": "rejected"}))
    report = Report("raid", TEXT)
    added = add_events(path, table({"status": "candidate", "date_end": "2021-08-09"}), reports=[report])
    assert (added.kept, added.withdrawn) == (("e0", "e1"), 0)
    assert read_collection(path)["status"].tolist() == ["confirmed", "rejected"]


def test_a_new_decision_takes_the_place_of_an_old_one(path: Path) -> None:
    add_events(path, table({"status": "confirmed"}))
    assert add_events(path, table({"status": "rejected"})).changed == 1


def test_a_row_that_stands_for_merged_ones_keeps_their_names(path: Path) -> None:
    add_events(path, table({"source_count": 2, "told_by": ["Paper [r1]"]}))
    assert add_events(path, table({}), reports=[Report("raid", TEXT)]).kept == ("e0",)


def test_a_decision_is_taken_back_when_that_is_asked_for(path: Path) -> None:
    add_events(path, table({"status": "merged"}))
    assert add_events(path, table({"status": "candidate"}), overwrite=True).changed == 1


def test_what_a_report_no_longer_tells_is_withdrawn(path: Path) -> None:
    add_events(path, table({}, {}, {"report_id": "other"}))
    added = add_events(path, table({}), reports=[Report("raid", TEXT)])
    assert added.withdrawn == 1
    assert read_collection(path)["event_id"].tolist() == ["e0", "e2"]


def test_an_event_file_withdraws_nothing(path: Path) -> None:
    add_events(path, table({}, {}))
    assert add_events(path, table({})).withdrawn == 0


def test_each_version_of_a_report_is_kept(path: Path) -> None:
    add_events(path, table({}), reports=[Report("raid", TEXT, publisher="Made-up Wire")])
    add_events(path, table({}), reports=[Report("raid", TEXT + " Two fled.")])
    add_events(path, table({}), reports=[Report("raid", TEXT + " Two fled.")])
    reports = pyogrio.read_dataframe(path, layer="reports")
    assert reports["text"].tolist() == [TEXT, TEXT + " Two fled."]
    assert reports["publisher"].notna().tolist() == [True, False]


def test_another_report_of_the_same_id_is_refused_and_changes_nothing(path: Path) -> None:
    add_events(path, table({}, {}), reports=[Report("raid", TEXT)])
    other = Report(
        "raid", "A court in Musan sentenced three smugglers to labour camp last week, a source told us there."
    )
    with pytest.raises(ReadError, match="another report 'raid' is in the collection already"):
        add_events(path, table({}), reports=[other])
    assert len(read_collection(path)) == 2


def test_it_is_read_as_it_was_when_a_day_began(path: Path) -> None:
    add_events(path, table({"date_end": "2021-08-06"}, {}), at=MAY)
    add_events(path, table({"date_end": "2021-08-09"}, {}, {"event_id": "later"}), at=JUNE)
    add_events(path, table({}), reports=[Report("raid", TEXT)], at=JULY)
    then = read_collection(path, as_of=JUNE.date())
    assert then["event_id"].tolist() == ["e0", "e1"]
    assert then["date_end"].astype(str).str[:10].tolist()[0] == "2021-08-06"
    assert sorted(read_collection(path, as_of=JULY.date())["event_id"]) == ["e0", "e1", "later"]
    assert read_collection(path, as_of=MAY.date()).empty
    assert read_collection(path)["event_id"].tolist() == ["e0"]


def test_comparison_says_what_is_new_changed_and_withdrawn() -> None:
    compared = compare_events(table({}, {}), table({"goods": ["rice"]}, {"event_id": "e9"}))
    assert dict(zip(compared["event_id"], compared["change"], strict=True)) == {
        "e0": "changed",
        "e9": "new",
        "e1": "withdrawn",
    }
    assert compared["changed_fields"][0] == ("goods: rice, was phones; a; b",)


def test_who_added_and_why_is_kept(path: Path) -> None:
    add_events(path, table({}), by="ana", note="May")
    additions = pyogrio.read_dataframe(path, layer="additions")
    assert additions[["by", "note"]].to_numpy().tolist() == [["ana", "May"]]


def test_a_collection_of_an_earlier_version_gets_the_new_columns(path: Path) -> None:
    add_events(path, table({}))
    with sqlite3.connect(path) as database:
        database.execute("ALTER TABLE events DROP COLUMN told_by")
    assert len(read_collection(path)) == 1
    add_events(path, table({"told_by": ["x"]}))
    assert read_collection(path)["told_by"].tolist() == [("x",)]


def test_a_collection_of_a_later_version_is_refused(path: Path) -> None:
    add_events(path, table({}))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE geo_nk_collection SET layout = 9")
    with pytest.raises(ReadError, match="collection of layout 9"):
        read_collection(path)


def test_another_geopackage_is_refused_and_left_alone(path: Path) -> None:
    pyogrio.write_dataframe(table({})[["event_id", "geometry"]], path, layer="towns")
    before = path.read_bytes()
    with pytest.raises(ReadError, match="is a GeoPackage, but no collection"):
        add_events(path, table({}))
    assert path.read_bytes() == before
    assert not is_collection(path)


@pytest.mark.parametrize("content", [b"", b"category,place\n", b"SQLite format 3\x00" + b"\xff" * 600])
def test_what_is_no_geopackage_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"is no GeoPackage|cannot be read as a GeoPackage"):
        read_collection(path)


def test_a_new_collection_needs_the_ending(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"give it a name that ends in \.gpkg"):
        add_events(tmp_path / "collection.db", table({}))


def test_a_new_collection_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist; make it first"):
        add_events(tmp_path / "none" / "collection.gpkg", table({}))


def test_a_wrong_table_makes_no_file(path: Path) -> None:
    with pytest.raises(EventSchemaError, match="'smugling' is not known"):
        add_events(path, table({"category": "smugling"}))
    assert not path.exists()


def test_nothing_stays_beside_the_file(path: Path) -> None:
    add_events(path, table({}))
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_hostile_text_is_text(path: Path) -> None:
    quote = "'); DROP TABLE events; --\u202e<script>\"'"
    add_events(path, table({"quote": quote, "event_id": "e'0"}))
    assert read_collection(path)["quote"].tolist() == [quote]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_writers_that_are_killed_lose_nothing(repository: Path, tmp_path: Path) -> None:
    script = Path(__file__).with_name("kill_writers.py")
    done = subprocess.run(
        [sys.executable, script, tmp_path, "6"],
        capture_output=True,
        text=True,
        check=False,
        cwd=repository,
        env={"PYTHONPATH": str(repository), "PATH": os.environ["PATH"]},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 rounds")
