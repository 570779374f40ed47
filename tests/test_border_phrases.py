"""What the words next to a name mean on the ground; all phrases are made up."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo_nk.border import PhraseFootprint, border_line, border_position, phrase_footprint, stretch_between
from geo_nk.border.near_words import heard
from geo_nk.data import read_table
from geo_nk.gazetteer import Gazetteer, load_gazetteer
from geo_nk.gazetteer.footprint import footprint

GEOD = Geod(ellps="WGS84")
IDS = {
    "Hyesan": "kp-ryanggang-hyesan",
    "Musan": "kp-north-hamgyong-musan",
    "Hoeryong": "kp-north-hamgyong-hoeryong",
    "Namyang": "kp-north-hamgyong-onsong-namyang",
    "Pyongsong": "kp-south-pyongan-pyongsong",
    "Hamhung": "kp-south-hamgyong-hamhung",
    "Ryanggang": "kp-ryanggang",
    "South Hamgyong": "kp-south-hamgyong",
    "Changbai": "cn-jilin-changbai",
    "Khasan": "ru-primorsky-khasan",
    "Yalu": "river-yalu",
    "Tumen": "river-tumen",
    "Taedong": "river-taedong",
    "border": "region-border",
}


def asked(before: str, *names: str, after: str = "") -> PhraseFootprint | None:
    """Ask what a phrase around places means."""
    gazetteer = load_gazetteer()
    return phrase_footprint(before, [gazetteer.get(IDS[name]) for name in names], after, gazetteer)


def found(before: str, *names: str, after: str = "") -> PhraseFootprint:
    """Ask what a phrase means that is understood."""
    answer = asked(before, *names, after=after)
    assert answer is not None
    return answer


def metres(one: PhraseFootprint, name: str) -> float:
    """Return how far a point is from a place."""
    place = load_gazetteer().get(IDS[name])
    return float(GEOD.inv(one.lon, one.lat, place.lon, place.lat)[2])


def kilometres(one: PhraseFootprint) -> float:
    """Return the length of a line."""
    return float(GEOD.geometry_length(one.geometry)) / 1000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("troops camped near ", ""),
        ("Near ", ""),
        ("on the outskirts of ", ""),
        ("in the vicinity of\nthe ", ""),
        ("a market in ", "'s outskirts was shut"),
        ("in the ", " area."),
    ],
)
def test_near_is_the_place_and_half_as_much_again(before: str, after: str) -> None:
    near, place = found(before, "Hyesan", after=after), load_gazetteer().get(IDS["Hyesan"])
    assert (near.lon, near.lat) == (place.lon, place.lat)
    assert near.uncertainty_m == 1.5 * (footprint(place, load_gazetteer()).uncertainty_m or 0)
    assert (near.relation, near.reason) == ("near", "near Hyesan")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("in ", ""),
        ("linear ", ""),
        ("the upper ", ""),
        ("along ", ""),
        ("99999 km from ", ""),
        ("0 km from ", ""),
        ("near. ", ""),
        ("in ", ", near the"),
        ("in ", " areas"),
        ("", ""),
    ],
)
def test_other_words_leave_the_place_as_it_is(before: str, after: str) -> None:
    assert asked(before, "Hyesan", after=after) is None


def test_near_a_province_is_nowhere_and_says_so() -> None:
    near = found("near ", "Ryanggang")
    assert (near.geometry, near.lon, near.uncertainty_m) == (None, None, None)
    assert near.reason == "near Ryanggang: known only to the province: Ryanggang"


def test_near_a_river_is_a_line() -> None:
    near = found("a path near the ", "Tumen")
    assert (near.geo_precision, near.lon) == ("linear", None)
    assert kilometres(near) == pytest.approx(531, abs=1)


@pytest.mark.parametrize(
    ("before", "length_m"),
    [
        ("about 10 km from ", 10_000),
        ("some 10km from the ", 10_000),
        ("1.5 miles outside ", 2414),
        ("1,500 meters from ", 1500),
        ("1,5 km from ", 1500),
        ("20 kilometres away from ", 20_000),
        ("ten or 25 ri from ", 9817),
    ],
)
def test_a_distance_without_a_direction_is_a_larger_disc(before: str, length_m: float) -> None:
    away, plain = found(before, "Hyesan"), footprint(load_gazetteer().get(IDS["Hyesan"]), load_gazetteer())
    assert away.relation == "away"
    assert away.uncertainty_m == pytest.approx(1.1 * length_m + (plain.uncertainty_m or 0), abs=2)


def test_within_a_distance_is_a_disc_of_it() -> None:
    within = found("within 10 km of ", "Hyesan")
    assert (within.relation, within.uncertainty_m, within.geo_precision) == ("within", 16_000, "county")


@pytest.mark.parametrize(("direction", "bearing"), [("north", 0), ("southeast", 135), ("west", -90)])
def test_a_direction_moves_the_point(direction: str, bearing: float) -> None:
    moved, place = found(f"20 km {direction} of ", "Hyesan"), load_gazetteer().get(IDS["Hyesan"])
    there, _, length = GEOD.inv(place.lon, place.lat, moved.lon, moved.lat)
    assert (there, length) == (pytest.approx(bearing, abs=0.01), pytest.approx(20_000, abs=1))
    assert moved.uncertainty_m == 10_000


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Hyesan", "opposite Hyesan: Changbai"),
        ("Changbai", "opposite Changbai: Hyesan"),
        ("Namyang", "opposite Namyang: Tumen"),
    ],
)
def test_across_the_river_lies_the_place_that_is_listed_there(name: str, reason: str) -> None:
    across = found("a village across the river from ", name)
    assert across.reason == reason
    assert metres(across, name) < 10_000


def test_across_from_a_place_with_none_listed_lies_the_bank() -> None:
    across = found("across from ", "Hoeryong")
    assert across.reason == "opposite Hoeryong: the other bank"
    assert shapely.distance(across.geometry, border_line()) < 1e-6
    assert metres(across, "Hoeryong") <= (across.uncertainty_m or 0)


def test_opposite_an_inland_place_is_nowhere() -> None:
    assert found("opposite ", "Hamhung").geometry is None


def test_between_two_places_on_the_border_is_the_border_between_them() -> None:
    between = found("somewhere between ", "Hyesan", "Musan")
    assert (between.geo_precision, between.lon) == ("linear", None)
    assert kilometres(between) == pytest.approx(266, abs=5)
    assert found("between ", "Musan", "Hyesan").geometry.equals(between.geometry)


def test_between_two_inland_places_is_the_middle() -> None:
    between = found("the road between ", "Pyongsong", "Hamhung")
    assert metres(between, "Pyongsong") == pytest.approx(metres(between, "Hamhung"), rel=1e-6)
    assert between.uncertainty_m == pytest.approx(metres(between, "Hamhung"))


def test_between_a_place_and_a_province_is_nowhere() -> None:
    assert found("between ", "Hyesan", "South Hamgyong").reason == (
        "between Hyesan and South Hamgyong: known only to the province: South Hamgyong"
    )


@pytest.mark.parametrize(("before", "names"), [("between ", ["Hyesan"]), ("near ", ["Hyesan", "Musan"])])
def test_words_for_another_number_of_places_say_nothing(before: str, names: list[str]) -> None:
    assert asked(before, *names) is None


@pytest.mark.parametrize(
    ("before", "river", "after", "ends"),
    [
        ("in the upper reaches of the ", "Yalu", "", (437, 785)),
        ("the middle ", "Yalu", "", (126, 437)),
        ("the lower stretches of the ", "Tumen", "", (1225, 1358)),
        ("at the mouth of the ", "Yalu", "", (0, 30)),
        ("in the ", "Yalu", " estuary", (0, 30)),
        ("the headwaters of the ", "Tumen", "", (827, 857)),
        ("along the ", "Yalu", "", (0, 785)),
        ("on the ", "Tumen", "'s banks", (827, 1358)),
        ("all along the ", "border", "", (0, 1358)),
    ],
)
def test_a_reach_of_a_river_is_its_stretch(before: str, river: str, after: str, ends: tuple[float, float]) -> None:
    part = found(before, river, after=after)
    assert part.geo_precision == "linear"
    assert shapely.hausdorff_distance(part.geometry, stretch_between(*ends)) < 0.01


def test_a_river_without_a_course_is_nowhere() -> None:
    assert found("along the ", "Taedong").reason == ("along Taedong River: known only to lie along the Taedong River")


@pytest.mark.parametrize(
    ("before", "after"), [("the border areas of ", ""), ("in ", "'s border areas"), ("along the border in ", "")]
)
def test_the_border_area_of_a_province_lies_on_its_side_by_the_border(before: str, after: str) -> None:
    area = found(before, "Ryanggang", after=after)
    assert (area.geo_precision, area.lon) == ("region", None)
    assert area.reason == "border area of Ryanggang: kilometres 477 to 903, 10 km deep"
    hyesan, kapsan = (load_gazetteer().get(f"kp-ryanggang-{name}") for name in ("hyesan", "kapsan"))
    assert area.geometry.contains(shapely.Point(hyesan.lon, hyesan.lat))
    assert not area.geometry.contains(shapely.Point(kapsan.lon, kapsan.lat))


def test_the_border_areas_of_the_two_banks_do_not_overlap() -> None:
    here, there = found("border area of ", "Hyesan"), found("border area of ", "Changbai")
    assert here.geometry.intersection(there.geometry).area < 1e-6
    assert here.geometry.buffer(1e-4).intersects(there.geometry)


def test_the_border_area_of_russia_is_in_russia() -> None:
    khasan = load_gazetteer().get(IDS["Khasan"])
    assert found("border area of ", "Khasan").geometry.contains(shapely.Point(khasan.lon, khasan.lat))


def test_the_border_area_of_an_inland_province_is_nowhere() -> None:
    assert found("border areas of ", "South Hamgyong").geometry is None


@pytest.mark.parametrize(
    ("before", "name", "way"),
    [
        ("10 km downstream of ", "Hyesan", -10),
        ("10 km upstream of ", "Hyesan", 10),
        ("10 km downstream from ", "Musan", 10),
        ("10 km upstream from ", "Musan", -10),
    ],
)
def test_kilometres_grow_up_the_yalu_and_down_the_tumen(before: str, name: str, way: int) -> None:
    at = found(before, name)
    place = load_gazetteer().get(IDS[name])
    both = border_position(gpd.GeoSeries(gpd.points_from_xy([at.lon, place.lon], [at.lat, place.lat])))
    assert both["border_km"][0] - both["border_km"][1] == pytest.approx(way, abs=0.01)


def test_downstream_without_a_distance_is_the_next_stretch() -> None:
    assert kilometres(found("downstream of ", "Hyesan")) == pytest.approx(20, abs=0.01)


def test_downstream_of_an_inland_place_is_nowhere() -> None:
    assert found("downstream of ", "Hamhung").reason == (
        "downstream of Hamhung: it does not lie on the Yalu or the Tumen"
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_heard_without_an_error(before: str, after: str) -> None:
    assert all(each.length_m is None or each.length_m > 0 for each in heard(before, after))


@pytest.mark.parametrize("row", read_table("lexicon/places/near_words.csv"), ids=lambda row: row["phrase"])
def test_each_phrase_of_the_table_is_heard(row: dict[str, str]) -> None:
    said = row["phrase"].replace("#", "5 km") if row["side"] != "unit" else f"5 {row['phrase']} from"
    words = list(heard(f" {said} ", "") if row["side"] != "after" else heard("", f" {said},"))
    expected = row["phrase"] if row["side"] != "unit" else "# from"
    assert expected in [each.word.phrase for each in words]


def test_a_place_nobody_located_is_nowhere() -> None:
    gazetteer = Gazetteer.from_rows([{"place_id": "x", "name": "Sunpyol", "kind": "ri", "country": "KP"}])
    near = phrase_footprint("near ", [gazetteer.get("x")], "", gazetteer)
    assert near is not None
    assert near.reason == "near Sunpyol: Sunpyol is not located"
