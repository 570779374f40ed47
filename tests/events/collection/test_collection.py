"""What a collection holds and remembers, wherever it is kept."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.errors import EventSchemaError, OutputError, ReadError
from geo_nk.events import add_events, compare_events, events_frame, read_collection, read_history
from geo_nk.reports.report import Report

if TYPE_CHECKING:
    import geopandas as gpd

RAID = {"category": "phone_crackdown", "lon": 128.2, "lat": 41.4, "report_id": "raid", "goods": ["phones", "a; b"]}
TEXT = "Agents seized nine phones in Hyesan on August 6, and the owners had to pay a fine to the city's police."
MAY, JUNE, JULY = (dt.datetime(2024, month, 10, 12, tzinfo=dt.UTC) for month in (5, 6, 7))


ENDINGS = ("gpkg", "parquet")


@pytest.fixture(params=ENDINGS)
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return tmp_path / f"collection.{request.param}"


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


def test_a_day_may_be_typed_as_on_the_command_line(path: Path) -> None:
    add_events(path, table({}), at=MAY)
    written = f"{JUNE:%Y-%m}"
    assert len(read_collection(path, as_of=written)) == 1
    with pytest.raises(ValueError, match="as_of='soon' is not a day; write 2024-05-31, 2024-05 or 2024"):
        read_collection(path, as_of="soon")


def test_comparison_says_what_is_new_changed_and_withdrawn() -> None:
    compared = compare_events(table({}, {}), table({"goods": ["rice"]}, {"event_id": "e9"}))
    assert dict(zip(compared["event_id"], compared["change"], strict=True)) == {
        "e0": "changed",
        "e9": "new",
        "e1": "withdrawn",
    }
    assert compared["changed_fields"][0] == ("goods: rice, was phones; a; b",)


def test_a_new_collection_needs_the_ending(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"give it a name that ends in \.gpkg or \.parquet"):
        add_events(tmp_path / "collection.db", table({}))


def test_a_new_collection_needs_a_folder(path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist; make it first"):
        add_events(path.parent / "none" / path.name, table({}))


def test_a_wrong_table_makes_no_file(path: Path) -> None:
    with pytest.raises(EventSchemaError, match="'smugling' is not known"):
        add_events(path, table({"category": "smugling"}))
    assert not path.exists()


def test_hostile_text_is_text(path: Path) -> None:
    quote = "'); DROP TABLE events; --\u202e<script>\"'"
    add_events(path, table({"quote": quote, "event_id": "e'0"}))
    assert read_collection(path)["quote"].tolist() == [quote]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("ending", ENDINGS)
def test_two_writers_that_are_killed_lose_nothing(ending: str, repository: Path, tmp_path: Path) -> None:
    script = Path(__file__).with_name("kill_writers.py")
    done = subprocess.run(
        [sys.executable, script, tmp_path, "6", ending],
        capture_output=True,
        text=True,
        check=False,
        cwd=repository,
        env={"PYTHONPATH": str(repository), "PATH": os.environ["PATH"]},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 rounds")
