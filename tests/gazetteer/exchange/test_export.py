"""What is written for other programs."""

import csv
import json
from pathlib import Path

import pytest

from geo_nk.errors import AmbiguousPlaceError, GazetteerError, OutputError, UnknownPlaceError
from geo_nk.gazetteer import Gazetteer
from geo_nk.gazetteer.exchange.export import export_places, select_places


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
