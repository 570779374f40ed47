"""A collection in one GeoPackage, as other programs see it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest

from geo_nk.errors import ReadError
from geo_nk.events import add_events, events_frame, read_collection
from geo_nk.events.collection import is_collection
from geo_nk.reports.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

RAID = {"category": "phone_crackdown", "lon": 128.2, "lat": 41.4, "report_id": "raid", "goods": ["phones", "a; b"]}
TEXT = "Agents seized nine phones in Hyesan on August 6, and the owners had to pay a fine to the city's police."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "collection.gpkg"


def table(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    return events_frame([RAID | {"event_id": f"e{i}"} | row for i, row in enumerate(rows)])


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


def test_each_version_of_a_report_is_kept(path: Path) -> None:
    add_events(path, table({}), reports=[Report("raid", TEXT, publisher="Made-up Wire")])
    add_events(path, table({}), reports=[Report("raid", TEXT + " Two fled.")])
    add_events(path, table({}), reports=[Report("raid", TEXT + " Two fled.")])
    reports = pyogrio.read_dataframe(path, layer="reports")
    assert reports["text"].tolist() == [TEXT, TEXT + " Two fled."]
    assert reports["publisher"].notna().tolist() == [True, False]


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


def test_nothing_stays_beside_the_file(path: Path) -> None:
    add_events(path, table({}))
    assert [file.name for file in path.parent.iterdir()] == [path.name]
