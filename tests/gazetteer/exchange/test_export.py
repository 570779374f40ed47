"""What is written for other programs, and what is told of one place and of all tables."""

import csv
import json
from pathlib import Path

import pytest

from geo_nk.errors import AmbiguousPlaceError, GazetteerError, OutputError, ReadError, UnknownPlaceError
from geo_nk.gazetteer import Gazetteer
from geo_nk.gazetteer.check.census import check_gazetteer
from geo_nk.gazetteer.check.faults import read_tables
from geo_nk.gazetteer.exchange.export import export_places, select_places
from geo_nk.gazetteer.profile import profile

EDITED = Path(__file__).parents[3] / "gazetteer"


@pytest.mark.parametrize("name", ["places.json", "places.geojson", "places.csv"])
def test_the_same_places_give_the_same_bytes(gazetteer: Gazetteer, tmp_path: Path, name: str) -> None:
    (tmp_path / "again").mkdir()
    for folder in (tmp_path, tmp_path / "again"):
        assert export_places(gazetteer, folder / name, within="Ryanggang") > 1
    assert (tmp_path / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_geojson_is_points_and_null(gazetteer: Gazetteer, tmp_path: Path) -> None:
    count = export_places(gazetteer, tmp_path / "p.geojson", country="KP")
    collection = json.loads((tmp_path / "p.geojson").read_text(encoding="utf-8"))
    assert len(collection["features"]) == count
    assert "crs" not in collection
    located = {f["id"] for f in collection["features"] if f["geometry"] and f["geometry"]["type"] == "Point"}
    assert located == {place.place_id for place in gazetteer if place.located and place.country == "KP"}


def test_lpf_names_its_sources(gazetteer: Gazetteer, tmp_path: Path) -> None:
    export_places(gazetteer, tmp_path / "p.json", kind="city", country="KP")
    assert "OpenStreetMap contributors; ODbL 1.0" in json.loads((tmp_path / "p.json").read_bytes())["attribution"]


def test_a_form_can_be_given_whatever_the_ending(gazetteer: Gazetteer, tmp_path: Path) -> None:
    export_places(gazetteer, tmp_path / "p.txt", form="csv", kind="airport")
    rows = list(csv.DictReader((tmp_path / "p.txt").read_text(encoding="utf-8").splitlines()))
    assert [row["kind"] for row in rows] == ["airport"] * len(rows)


def test_a_table_runs_no_formula(tmp_path: Path) -> None:
    mine = Gazetteer.from_rows(
        [{"place_id": "x", "name": "=1+1", "kind": "ri", "country": "KP", "lon": "-1", "lat": "1"}]
    )
    export_places(mine, tmp_path / "p.csv")
    row = next(csv.DictReader((tmp_path / "p.csv").read_text(encoding="utf-8").splitlines()))
    assert (row["name"], row["names"], row["lon"]) == ("'=1+1", "'=1+1", "-1")


def test_within_takes_what_lies_in_a_place_and_the_place(gazetteer: Gazetteer) -> None:
    ids = {place.place_id for place in select_places(gazetteer, within="kp-ryanggang-hyesan")}
    assert {"kp-ryanggang-hyesan", "kp-ryanggang-hyesan-wiyon-dong"} <= ids
    assert all("kp-ryanggang-hyesan" in {i, *gazetteer.holders(i)} for i in ids)


@pytest.mark.parametrize(
    ("choice", "error", "message"),
    [
        ({"kind": "hamlet"}, GazetteerError, "'hamlet' is no kind of place; use one of province"),
        ({"country": "Atlantis"}, GazetteerError, "'Atlantis' is no country"),
        ({"within": "Atlantis"}, UnknownPlaceError, "'Atlantis'"),
        ({"within": "Sambong"}, AmbiguousPlaceError, "places fit equally well"),
    ],
)
def test_a_choice_that_means_nothing_is_refused(
    gazetteer: Gazetteer, choice: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        select_places(gazetteer, **choice)


def test_an_unknown_ending_is_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"'\.xls' says no form of places; use \.json"):
        export_places(gazetteer, tmp_path / "p.xls")
    assert list(tmp_path.iterdir()) == []


def test_a_profile_tells_both_ends_of_a_relation(gazetteer: Gazetteer) -> None:
    told = {(each["relation"], each["place_id"]) for each in profile(gazetteer, "kp-ryanggang")["relations"]}
    assert ("seat", "kp-ryanggang-hyesan") in told


def test_a_profile_at_a_date_leaves_out_what_did_not_hold() -> None:
    names = [
        {"place_id": "x", "name": "Old", "valid_to": "1977"},
        {"place_id": "x", "name": "New", "valid_from": "1977-05"},
    ]
    mine = Gazetteer.from_rows([{"place_id": "x", "name": "X", "kind": "ri", "country": "KP"}], names)
    assert {name["name"] for name in profile(mine, "x", at="1960-01-01")["names"]} == {"X", "Old"}
    assert {name["name"] for name in profile(mine, "x", at="2021-01-01")["names"]} == {"X", "New"}
    assert {name["name"] for name in profile(mine, "x", at="1977-05-03")["names"]} == {"X", "Old", "New"}


def copied(folder: Path, table: str, old: str, new: str) -> Path:
    for file in EDITED.glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(text.replace(old, new, 1) if file.stem == table else text, encoding="utf-8")
    return folder


def test_the_edited_tables_are_sound() -> None:
    census = check_gazetteer(EDITED)
    assert census.sound
    assert census.unsourced == 0
    assert census.places > 900


def test_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    census = check_gazetteer(copied(tmp_path, "places", ",city,", ",hamlet,"))
    assert not census.sound
    assert any("kind 'hamlet' is not one of airport" in fault for fault in census.faults)


def test_a_row_without_a_source_is_counted(tmp_path: Path) -> None:
    census = check_gazetteer(copied(tmp_path, "relations", "compiled\n", "\n"))
    assert census.unsourced == 1


def test_a_contradiction_is_told_and_no_fault(tmp_path: Path) -> None:
    lines = (EDITED / "relations.csv").read_text(encoding="utf-8").splitlines()
    real = next(line for line in lines if line.startswith("kp-ryanggang-hyesan,opposite,"))
    census = check_gazetteer(
        copied(tmp_path, "relations", real, "kp-ryanggang-hyesan,opposite,kp-ryanggang-pochon,,,compiled")
    )
    assert census.sound
    assert any("on the same side of the border" in each for each in census.contradictions)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        (b"", "is empty or no CSV"),
        (b"\xff\xfe", "is not UTF-8 at byte 0"),
        (b'"', "is empty or no CSV at line 1"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    copied(tmp_path, "", "", "")
    if content is None:
        (tmp_path / "names.csv").unlink()
    else:
        (tmp_path / "names.csv").write_bytes(content)
    with pytest.raises(ReadError, match=rf"names\.csv: {message}"):
        read_tables(tmp_path)


def test_the_edited_tables_do_not_contradict_themselves() -> None:
    assert check_gazetteer(EDITED).contradictions == ()


def test_a_place_too_far_from_its_county_is_told(tmp_path: Path) -> None:
    census = check_gazetteer(copied(tmp_path, "places", ",128.1105,42.4246,", ",128.1105,41.4246,"))
    assert census.contradictions == ("cn-jilin-erdaobaihe: lies 198 km from cn-jilin-antu, which holds it",)
