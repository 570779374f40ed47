"""Every shipped row of the gazetteer is what its column says; a failing test lists the rows."""

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import shapely

from geo_nk.data import read_json, read_table
from geo_nk.gazetteer import load_gazetteer

EDITED = Path(__file__).parents[2] / "gazetteer"
sys.path.insert(0, str(EDITED))

import build_names  # noqa: E402

PLACES = read_table("gazetteer/places.csv")
NAMES = read_table("gazetteer/names.csv")
RELATIONS = read_table("gazetteer/relations.csv")
SOURCES = read_table("gazetteer/sources.csv")
BY_ID = {row["place_id"]: row for row in PLACES}
BORDER_UNITS = sorted(
    row["place_id"]
    for row in RELATIONS
    if row["relation"] == "on_river" and row["place_id"].startswith("kp-") and BY_ID[row["place_id"]]["lon"]
)


def test_there_are_as_many_rows_as_were_curated() -> None:
    assert len(PLACES) > 1200
    assert len(NAMES) > 9000
    assert len(RELATIONS) > 1400


def test_place_ids_are_unique() -> None:
    assert [place for place, count in Counter(row["place_id"] for row in PLACES).items() if count > 1] == []


@pytest.mark.parametrize("column", ["name", "kind", "country", "confidence", "source_id"])
def test_places_have_what_is_required(column: str) -> None:
    assert [row for row in PLACES if not row[column]] == []


def test_points_of_north_korea_lie_in_north_korea() -> None:
    outside = [
        row["place_id"]
        for row in PLACES
        if row["country"] == "KP"
        and row["lon"]
        and not (124 <= float(row["lon"]) <= 131 and 37.5 <= float(row["lat"]) <= 43.1)
    ]
    assert outside == []


def test_a_place_without_a_point_has_no_confidence_and_no_radius() -> None:
    wrong = [
        row["place_id"]
        for row in PLACES
        if bool(row["lon"]) != (row["confidence"] != "none") or bool(row["lon"]) != bool(row["uncertainty_m"])
    ]
    assert wrong == []


def test_radii_are_honest() -> None:
    low = [row["place_id"] for row in PLACES if row["confidence"] == "low" and float(row["uncertainty_m"]) < 500]
    assert low == []
    assert [
        row["place_id"]
        for row in PLACES
        if row["kind"] == "province" and row["lon"] and float(row["uncertainty_m"]) < 90_000
    ] == []


def test_villages_never_borrow_the_point_of_their_county() -> None:
    points = {
        (row["lon"], row["lat"]): row["place_id"]
        for row in PLACES
        if row["kind"] == "county" and row["confidence"] == "low"
    }
    borrowed = [
        row["place_id"]
        for row in PLACES
        if (row["lon"], row["lat"]) in points and row["kind"] != "county" and not row["seat_of"]
    ]
    assert borrowed == []


@pytest.mark.parametrize("column", ["province_id", "county_id", "seat_of"])
def test_units_of_a_place_are_known(column: str) -> None:
    assert [row for row in PLACES if row[column] and row[column] not in BY_ID] == []


def test_every_place_below_a_province_of_north_korea_has_its_province() -> None:
    lost = [row["place_id"] for row in PLACES if row["place_id"].startswith("kp-") and not row["province_id"]]
    assert lost == []


def test_names_and_relations_name_known_places() -> None:
    assert [row for row in NAMES if row["place_id"] not in BY_ID] == []
    assert [row for row in RELATIONS if not {row["place_id"], row["other_id"]} <= BY_ID.keys()] == []


def test_every_name_is_folded_and_every_border_unit_has_a_key() -> None:
    assert [row["name"] for row in NAMES if not row["folded"]] == []
    keyed = {row["place_id"] for row in NAMES if row["key"]}
    assert set(BORDER_UNITS) <= keyed


def test_the_preferred_name_is_the_one_shown() -> None:
    shown = {row["place_id"]: row["name"] for row in NAMES if row["preferred"] and row["script"] == "Latn"}
    assert shown == {row["place_id"]: row["name"] for row in PLACES}


def test_every_unit_of_north_korea_has_its_hangul() -> None:
    hangul = {row["place_id"] for row in NAMES if row["script"] == "Hang"}
    units = {
        row["place_id"] for row in PLACES if row["country"] == "KP" and row["kind"] in {"province", "city", "county"}
    }
    assert units - hangul == set()


@pytest.mark.parametrize("system", ["mr", "dprk", "rr"])
def test_every_korean_name_that_is_shown_is_written_in_every_system(system: str) -> None:
    written = {(row["place_id"], row["name"]) for row in NAMES}
    missing = [
        row["name"]
        for row in NAMES
        if row["preferred"]
        and row["script"] == "Hang"
        and BY_ID[row["place_id"]]["country"] == "KP"
        and (row["place_id"], build_names.romanised(row["name"], system)) not in written
    ]
    assert missing == []


def test_nearly_every_station_and_crossing_along_the_border_is_located() -> None:
    kinds = {"station", "customs", "crossing", "bridge"}
    named = [row for row in PLACES if row["county_id"] in set(BORDER_UNITS) and row["kind"] in kinds]
    assert sum(bool(row["lon"]) for row in named) > 0.9 * len(named)


def test_every_row_has_a_known_source() -> None:
    known = {row["id"] for row in SOURCES}
    assert {row["source_id"] for rows in (PLACES, NAMES, RELATIONS) for row in rows} <= known


def test_sources_count_their_rows() -> None:
    counted = Counter(row["source_id"] for rows in (PLACES, NAMES, RELATIONS) for row in rows)
    wrong = {
        row["id"]: (row["rows"], counted[row["id"]]) for row in SOURCES if int(row["rows"] or 0) != counted[row["id"]]
    }
    assert wrong == {}


def test_the_border_has_26_units() -> None:
    assert len(BORDER_UNITS) == 27  # Samjiyon lies on both rivers
    assert len(set(BORDER_UNITS)) == 26


@pytest.mark.parametrize("place_id", sorted(set(BORDER_UNITS)))
def test_border_units_lie_near_the_border(place_id: str) -> None:
    line = shapely.geometry.shape(read_json("geometry/border.geojson")["features"][0]["geometry"])
    row = BY_ID[place_id]
    assert line.distance(shapely.Point(float(row["lon"]), float(row["lat"]))) < 0.35
    facing = {r["other_id"] for r in RELATIONS if r["place_id"] == place_id and r["relation"] == "opposite"}
    assert facing
    assert {BY_ID[other]["country"] for other in facing} <= {"CN", "RU"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kp-ryanggang-pochon", "kr-gyeonggi-pocheon"),
        ("kp-kangwon-kosong", "kr-gangwon-goseong"),
        ("kp-north-pyongan-unsan", "kp-south-pyongan-unsan"),
        ("kp-north-hamgyong-onsong-sambong", "kp-north-hamgyong-musan-sambong"),
        ("kp-rason-muchang-ri", "kp-ryanggang-kimhyongjik-muchang-ri"),
        ("cn-jilin-tumen", "river-tumen"),
        ("kp-north-hamgyong-jongsong", "kp-north-pyongan-sakju-chongsong"),
        ("kp-rason-tumangang-dong", "river-tumen"),
    ],
)
def test_places_that_are_often_confused_stay_two(one: str, other: str) -> None:
    native = defaultdict(set)
    for row in NAMES:
        native[row["place_id"]].add(row["name"])
    assert one in BY_ID
    assert other in BY_ID
    assert native[one] != native[other]


def test_a_village_that_sounds_like_it_leaves_khasan_alone() -> None:
    found = load_gazetteer().resolve("Khasan").place
    assert found is not None
    assert found.place_id == "ru-primorsky-khasan"
    assert "kp-ryanggang-pochon-kasan-ri" in BY_ID


def test_former_names_have_their_time() -> None:
    saebyol = next(row for row in NAMES if row["name"] == "Saebyol")
    assert (saebyol["valid_from"], saebyol["valid_to"]) == ("1977-09", "2005-04")


def test_notes_stay_in_the_edited_table() -> None:
    assert "note" not in PLACES[0]
    with (EDITED / "places.csv").open(encoding="utf-8", newline="") as stream:
        assert "note" in next(csv.reader(stream))
