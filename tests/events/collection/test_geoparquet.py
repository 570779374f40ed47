"""A collection in a folder of GeoParquet: its parts, its list, and who else is at it."""

from __future__ import annotations

import json
import resource
import shutil
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

from geo_nk.errors import OutputError, ReadError
from geo_nk.events import add_events, events_frame, read_collection, read_history
from geo_nk.events.collection import geoparquet, is_collection
from geo_nk.reports.report import Report
from geo_nk.scale import count_events, sample_events, select_events

if TYPE_CHECKING:
    from pathlib import Path

RAID = {"category": "phone_crackdown", "lon": 128.2, "lat": 41.4, "report_id": "raid"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "collection.parquet"


def table(*ids: str, **values: Any) -> gpd.GeoDataFrame:
    return events_frame([RAID | values | {"event_id": each} for each in ids])


def files_of(path: Path) -> set[str]:
    return {str(file.relative_to(path)) for file in path.rglob("*.parquet")}


def listed(path: Path) -> set[str]:
    told = json.loads((path / "collection.json").read_text())
    return {name for parts in told["parts"].values() for name, _ in parts}


def parts_of(path: Path) -> list[Path]:
    with geoparquet.event_parts(path) as parts:
        return parts


def test_other_programs_read_it(path: Path) -> None:
    add_events(path, table("a"), reports=[Report("raid", "Agents seized nine phones.")], by="ana")
    add_events(path, events_frame([{"event_id": "b", "category": "other", "unplaced_reason": "no place"}]))
    events = gpd.read_parquet(path / "events")
    assert (events.crs.to_epsg(), events.geometry[0].x, events.geometry[1]) == (4326, 128.2, None)
    assert pd.read_parquet(path / "reports")["text"].tolist() == ["Agents seized nine phones."]
    assert pd.read_parquet(path / "additions")["by"].fillna("nobody").tolist() == ["ana", "nobody"]


def test_engines_count_and_select_in_it(path: Path) -> None:
    add_events(path, table("a", mine="a column of one's own"))
    add_events(path, table("b"))
    add_events(path, table("c", status="rejected"))
    assert count_events(path, by=["category"])["events"].tolist() == [2]
    for found in (sample_events(path, 5), select_events(path)):
        pd.testing.assert_frame_equal(found, read_collection(path)[:2])


def test_parts_are_few_and_no_others_are_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geoparquet, "_MOST", 8)
    for n in range(20):
        add_events(path, table(f"e{n}"))
    assert read_collection(path)["event_id"].tolist() == [f"e{n}" for n in range(20)]
    assert len(parts_of(path)) <= 6
    assert files_of(path) == listed(path)


def test_a_change_writes_its_own_part_anew_and_no_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geoparquet, "_MOST", 3)
    add_events(path, table(*"abcdef"))
    before = parts_of(path)
    add_events(path, table("e", goods=["rice"]))
    after = parts_of(path)
    assert (before[0] == after[0], before[1] == after[1], len(after)) == (True, False, 2)
    events = read_collection(path)
    assert "".join(events["event_id"]) == "abcdef"
    assert events["goods"].tolist() == [(), (), (), (), ("rice",), ()]


def test_a_reader_sees_what_was_there_when_it_began(path: Path) -> None:
    add_events(path, table("a"))
    with geoparquet.opened(path) as reading:
        add_events(path, table("b"))
        assert [record["event_id"] for record in reading.events()] == ["a"]
        assert files_of(path) > listed(path)
    add_events(path, table("c"))
    assert files_of(path) == listed(path)


def test_parts_that_are_counted_stay_while_somebody_adds(path: Path) -> None:
    add_events(path, table("a"))
    with geoparquet.event_parts(path) as parts:
        add_events(path, table("b"))
        assert [part.is_file() for part in parts] == [True]
    add_events(path, table("c"))
    assert files_of(path) == listed(path)


def test_a_collection_that_lost_its_list_keeps_its_parts(path: Path) -> None:
    add_events(path, table("a"))
    (path / "collection.json").unlink()
    before = files_of(path)
    with pytest.raises(OutputError, match=r"has lost its collection\.json, which lists its parts; put that back, or"):
        add_events(path, table("b"))
    assert files_of(path) == before


def test_files_of_others_beside_the_parts_are_left_alone(path: Path) -> None:
    add_events(path, table("a"))
    (path / "events" / "mine.parquet").write_text("mine")
    add_events(path, table("b"))
    assert files_of(path) == listed(path) | {"events/mine.parquet"}


def test_an_empty_collection_has_no_parts_to_count(path: Path) -> None:
    add_events(path, events_frame([]))
    with pytest.raises(ReadError, match=r"collection\.parquet: holds no events in GeoParquet"):
        count_events(path)


def test_what_fails_on_the_way_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_events(path, table("a"))
    before = files_of(path)
    monkeypatch.setattr(geoparquet.Dataset, "commit", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add_events(path, table("b"))
    assert read_collection(path)["event_id"].tolist() == ["a"]
    assert files_of(path) == before


def test_the_disk_is_full(path: Path) -> None:
    add_events(path, table("a"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    try:
        with pytest.raises(OutputError, match=r"\.parquet: cannot be written \(File too large\); nothing was changed"):
            add_events(path, table("b"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert files_of(path) == listed(path)
    assert add_events(path, table("a", "b")).new == 1
    assert len(read_history(path)) == 2


def test_a_copy_without_its_lock_is_read(path: Path, tmp_path: Path) -> None:
    add_events(path, table("a"))
    shutil.copytree(path, tmp_path / "copy", ignore=shutil.ignore_patterns("lock"))
    assert is_collection(tmp_path / "copy")
    assert len(read_collection(tmp_path / "copy")) == 1
    add_events(tmp_path / "copy", table("b"))
    assert len(read_collection(tmp_path / "copy")) == 2


def test_other_files_and_folders_are_left_alone(path: Path) -> None:
    path.write_bytes(b"PAR1")
    with pytest.raises(OutputError, match=r"collection\.parquet: is a file; a collection in Parquet is a folder"):
        add_events(path, table("a"))
    path.unlink()
    path.mkdir()
    (path / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"holds other things already, such as mine\.txt; give another name"):
        add_events(path, table("a"))
    with pytest.raises(ReadError, match=r"is no collection; geo-nk add NEW\.\.\. --to NAME\.parquet makes one"):
        read_collection(path)
    assert [file.name for file in path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ('{"layout": 9, "parts": {"events": [], "reports": [], "additions": [], "history": []}}', "of layout 9; this"),
        ('{"layout": 1, "parts": {"events": [["../../etc/passwd", 1]]}}', "is the name of no part"),
        ('{"layout": 1, "parts": {"events": [["events/../a.parquet", 1]]}}', "is the name of no part"),
        ("[" * 100_000, "does not list the parts"),
        ("{", "does not list the parts of a collection"),
    ],
)
def test_a_list_of_something_else_is_refused(told: str, said: str, path: Path) -> None:
    path.mkdir()
    (path / "collection.json").write_text(told)
    with pytest.raises(ReadError, match=said):
        read_collection(path)


def test_a_part_that_is_missing_or_cut_short_is_named(path: Path) -> None:
    add_events(path, table("a"))
    (part,) = parts_of(path)
    part.write_bytes(part.read_bytes()[:-20])
    with pytest.raises(ReadError, match=rf"cannot be read \(.*{part.name}"):
        read_collection(path)
    part.unlink()
    with pytest.raises(ReadError, match=rf"cannot be read \(.*{part.name}"):
        read_collection(path)
