from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo_nk.errors import ReadError
from geo_nk.events import place_events, read_events
from geo_nk.gazetteer.place import Answer, Candidate, Place

DATA = Path(__file__).parents[1] / "data" / "tables"
HYESAN = Place("kp-ryanggang-hyesan", "Hyesan", "city", "KP", 128.18, 41.4, 3000.0, province="Ryanggang")
MUSAN = Place("kp-north-hamgyong-musan", "Musan", "county", "KP", 129.2, 42.2, 9000.0, province="North Hamgyong")
RYANGGANG = Place("kp-ryanggang", "Ryanggang", "province", "KP", 128.2, 41.4, 90000.0)


class Gazetteer:
    """Knows two towns and a province, and two Namyangs."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []

    def get(self, place_id: str, /) -> Place:
        raise KeyError(place_id)

    def resolve(self, name: str, *, within: str | None = None) -> Answer:
        self.asked.append((name, within))
        known = {place.name: place for place in (HYESAN, MUSAN, RYANGGANG)}
        if name in known:
            return Answer(name, "found", (Candidate(known[name], name, "exact", 0.9, "listed"),))
        if name == "Namyang":
            return Answer(name, "ambiguous", tuple(Candidate(p, name, "exact", 0.9, "") for p in (HYESAN, MUSAN)))
        return Answer(name, "unknown", suggestions=("Hyesan",))


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_few_columns_are_enough(tmp_path: Path) -> None:
    events = read_events(_write(tmp_path, "Category,Place,Date\nDrug crackdown,Musan,2021-08-06\n"))
    row = events.iloc[0]
    assert (row["category"], row["place_name"], row["name_as_written"]) == ("drug_crackdown", "Musan", "Musan")
    assert row["date_start"] == row["date_end"] == pd.Timestamp("2021-08-06")
    assert row["unplaced_reason"] == "no coordinates in the table"


def test_coordinates_are_enough(tmp_path: Path) -> None:
    events = read_events(_write(tmp_path, "category;Longitude;LAT\nother;128.18;41.4\n"))
    assert (events.geometry[0].x, events.geometry[0].y) == (128.18, 41.4)
    assert events["match_method"][0] == "given"


def test_ids_stay_when_rows_are_added(tmp_path: Path) -> None:
    first = read_events(_write(tmp_path, "category,place\nother,Musan\n"))["event_id"]
    both = read_events(_write(tmp_path, "category,place\nother,Hyesan\nother,Musan\nother,Musan\n"))["event_id"]
    assert first[0] == both[1]
    assert both.is_unique


def test_lists_are_split() -> None:
    events = read_events(DATA / "events.csv")
    assert events["goods"][2] == ("shoes", "soap")
    assert events["date_start"][2] is pd.NaT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("place,title\nMusan,x\n", "has no column 'category', .*; its columns are place_name, title"),
        (
            "category,title\nother,x\n",
            "has nothing that tells where: neither the column 'place_name' nor 'lon' and 'lat'",
        ),
        (
            "category,lon,lat\nother,41.4,128.2\n",
            "row 2, lat: 128.2 is not between -90 and 90; are lon and lat swapped?",
        ),
        ("category,lon,lat\nother,x,41\n", "row 2, lon: 'x' is not a number"),
        ("category,lon,lat\nother,nan,41\n", "row 2, lon: nan is not between"),
        ("category,lon,lat\nother,128,\n", "row 2 has only one of lon and lat"),
        ("category,lon,longitude\nother,1,2\n", "the columns 'lon', 'longitude' all mean 'lon'"),
    ],
)
def test_fault(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ReadError, match=rf"mine\.csv: {message}"):
        read_events(_write(tmp_path, text))


def test_missing_category_in_a_file() -> None:
    with pytest.raises(ReadError, match="has no column 'category', which says what happened; its columns are title, "):
        read_events(DATA / "events_missing_category.csv")


def test_places_are_looked_up(tmp_path: Path) -> None:
    events = read_events(_write(tmp_path, "category,place,province\nother,Hyesan,Ryanggang\nother,Hyesan,Ryanggang\n"))
    gazetteer = Gazetteer()
    placed = place_events(events, gazetteer=gazetteer)
    assert gazetteer.asked == [("Hyesan", "Ryanggang")]
    assert placed["place_id"].tolist() == [HYESAN.place_id] * 2
    assert placed.geometry[0].coords[0] == (128.18, 41.4)
    assert placed["unplaced_reason"].isna().all()
    assert placed["event_id"].tolist() == events["event_id"].tolist()
    assert events.geometry.isna().all()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Namyang", "'Namyang' may be Hyesan (city, Ryanggang) or Musan (county, North Hamgyong); say the province"),
        ("Hysan", "'Hysan' is not in the gazetteer; resembles Hyesan"),
        ("Ryanggang", "known only to the province: Ryanggang"),
    ],
)
def test_what_is_not_placed_says_why(tmp_path: Path, name: str, reason: str) -> None:
    placed = place_events(read_events(_write(tmp_path, f"category,place\nother,{name}\n")), gazetteer=Gazetteer())
    assert placed.geometry[0] is None
    assert placed["unplaced_reason"][0] == reason


def test_namesakes_of_one_province_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    placed = place_events(read_events(_write(tmp_path, "category,place,province\nother,Sambong,North Hamgyong\n")))
    assert placed["unplaced_reason"][0] == (
        "'Sambong' may be kp-north-hamgyong-musan-sambong (workers_district, North Hamgyong) or "
        "kp-north-hamgyong-onsong-sambong (workers_district, North Hamgyong); write one of these into place_id"
    )


def test_given_points_stay(tmp_path: Path) -> None:
    events = read_events(_write(tmp_path, "category,place,lon,lat\nother,Hyesan,1,2\n"))
    gazetteer = Gazetteer()
    assert place_events(events, gazetteer=gazetteer).equals(events)
    assert gazetteer.asked == []
