from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geo_nk.errors import ReadError
from geo_nk.events import events_frame
from geo_nk.maps import event_map
from geo_nk.maps.page.story import read_story

if TYPE_CHECKING:
    from pathlib import Path

STEP = {"title": "It begins", "text": "A first raid.", "event_id": "a", "zoom": 9, "from": "2007-02", "to": "2007-03"}


def test_a_step_says_where_and_when_to_look() -> None:
    step = read_story([STEP], event_ids={"a"})[0]
    assert (step["event"], step["zoom"], step["lon"]) == ("a", 9.0, None)
    assert step["days"] == [13545, 13603]  # 1 February to 31 March 2007


def test_a_table_and_a_file_tell_the_same(tmp_path: Path) -> None:
    table = pd.DataFrame([STEP, {"title": "It ends", "lon": 129.75, "lat": 42.44}])
    file = tmp_path / "story.csv"
    table.to_csv(file, index=False)
    steps = read_story(table, event_ids=["a"])
    assert read_story(file, event_ids=["a"]) == steps
    assert read_story(str(file), event_ids=["a"]) == steps
    assert steps[1]["days"] is None


def test_a_step_has_an_address_and_opens_the_strip() -> None:
    step = read_story([STEP | {"url": "https://example.org/raid", "strip": "open"}], event_ids={"a"})[0]
    assert (step["url"], step["strip"]) == ("https://example.org/raid", True)


def test_one_date_is_the_whole_of_it() -> None:
    assert read_story([{"title": "x", "to": "1970"}], event_ids=())[0]["days"] == [0, 364]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": " "}, "story: row 1, column title: empty"),
        ({"event_id": "b"}, "row 1, column event_id: 'b' is not on the map"),
        ({"lon": 128}, "row 1, columns lon and lat: only one of them"),
        ({"lon": 128, "lat": "north"}, "row 1, column lat: 'north' is no number from -85 to 85"),
        ({"zoom": 99}, "row 1, column zoom: '99' is no number from 3 to 14"),
        ({"zoom": "nan"}, "row 1, column zoom: 'nan' is no number"),
        ({"from": "03/04/2007"}, "row 1, column from: '03/04/2007' is no date"),
        ({"from": "2008"}, "row 1, columns from and to: '2008' is after '2007-03'"),
        ({"url": "javascript:alert(1)"}, "row 1, column url: 'javascript:alert.1.' is no address; write https://"),
        ({"strip": "yes"}, "row 1, column strip: 'yes' is not known; write open or nothing"),
        ({"colour": "red"}, "column colour: not known; a story has title, text"),
    ],
)
def test_a_fault_is_named_by_row_and_column(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_story([STEP | change], event_ids={"a"})


def test_all_faults_are_named_at_once_and_rows_of_a_file_as_an_editor_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "story.csv"
    file.write_text("title,zoom\n,3\nx,high\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"row 2, column title(.|\n)*row 3, column zoom") as caught:
        read_story(file, event_ids=())
    assert caught.value.path == file


def test_a_story_without_steps_is_none(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no rows; write one for each step"):
        read_story([], event_ids=())
    with pytest.raises(ReadError, match="does not exist; check the name"):
        read_story(tmp_path / "none.csv", event_ids=())


@pytest.mark.parametrize(
    "data",
    [
        "title;text\n혜산;단속\n".encode("cp949"),
        "title\ttext\n혜산\t단속\n".encode("utf-16"),
        "title , text,,\n혜산,단속,,\n".encode(),
    ],
    ids=["semicolons, Korean", "tabs, UTF-16", "empty columns"],
)
def test_a_story_is_read_as_spreadsheets_write_it(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "story.csv"
    file.write_bytes(data)
    (step,) = read_story(file, event_ids=())
    assert (step["title"], step["text"]) == ("혜산", "단속")


def test_a_long_text_is_told_whole(tmp_path: Path) -> None:
    file = tmp_path / "story.csv"
    file.write_text(f"title,text\nx,{'A raid. ' * 25_000}\n", encoding="utf-8")
    assert len(read_story(file, event_ids=())[0]["text"]) == 199_999


def test_a_story_that_is_no_table_or_no_file_is_refused(tmp_path: Path) -> None:
    (file := tmp_path / "story.csv").write_text('title,text\n"x,y\n', encoding="utf-8")
    with pytest.raises(ReadError, match="line 2 is not CSV"):
        read_story(file, event_ids=())
    with pytest.raises(ReadError, match="is a folder"):
        read_story(tmp_path, event_ids=())


def test_of_many_faults_the_first_are_told_and_briefly() -> None:
    with pytest.raises(ReadError, match="and 30 more") as caught:
        read_story([{"title": "x", "event_id": "y" * 10_000}] * 50, event_ids=())
    assert len(str(caught.value)) < 20 * 400
    assert len(caught.value.faults) == 50


def test_the_map_refuses_a_story_about_events_that_are_not_on_it() -> None:
    events = events_frame([{"event_id": "a", "category": "other", "lon": 128.18, "lat": 41.4}])
    with pytest.raises(ReadError, match="'b' is not on the map"):
        event_map(events, story=[{"title": "x", "event_id": "b"}])
