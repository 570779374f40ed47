"""Footprints: a point with an honest radius, or a reason why there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geo_nk.data import read_table
from geo_nk.gazetteer import Gazetteer, load_gazetteer
from geo_nk.gazetteer.footprint import Footprint, footprint

COUNTY = {"place_id": "c", "name": "Zabul", "kind": "county", "country": "KP", "lon": "128.5", "lat": "41.5"}
VILLAGE = {"place_id": "v", "name": "Sunpyol", "kind": "ri", "country": "KP"}


def _footprint(place_id: str, *rows: dict[str, str]) -> Footprint:
    gazetteer = Gazetteer.from_rows(rows)
    return footprint(gazetteer.get(place_id), gazetteer)


def _shipped(place_id: str) -> Footprint:
    return footprint(load_gazetteer().get(place_id), load_gazetteer())


def test_a_city_is_a_point_with_the_radius_of_a_city() -> None:
    found = _shipped("kp-ryanggang-hyesan")
    assert (found.lon, found.lat) == (pytest.approx(128.18, abs=0.05), pytest.approx(41.40, abs=0.05))
    assert found.uncertainty_m is not None
    assert found.uncertainty_m >= 6000


def test_a_larger_uncertainty_of_the_place_is_kept() -> None:
    assert _footprint("c", {**COUNTY, "uncertainty_m": "40000"}).uncertainty_m == 40_000


@pytest.mark.parametrize(
    ("place_id", "precision", "reason"),
    [
        ("kp-ryanggang", "province", "known only to the province: Ryanggang"),
        ("river-yalu", "linear", "known only to lie along the Yalu River"),
        ("region-border", "linear", "known only to lie along the China–North Korea border"),
    ],
)
def test_what_is_too_wide_is_no_point(place_id: str, precision: str, reason: str) -> None:
    found = _shipped(place_id)
    assert (found.lon, found.lat, found.geo_precision, found.reason) == (None, None, precision, reason)


def test_a_village_without_a_point_takes_that_of_its_county() -> None:
    found = _footprint("v", {**VILLAGE, "county_id": "c"}, COUNTY)
    assert found == replace(_footprint("c", COUNTY), stand_in="Zabul")


def test_a_stand_in_is_of_the_county_and_covers_it() -> None:
    gazetteer = load_gazetteer()
    radii = {
        row["place_id"]: 1000 * float(row["radius_90_km"]) for row in read_table("lexicon/places/unit_extents.csv")
    }
    stood = [(place, footprint(place, gazetteer)) for place in gazetteer if not place.located]
    stood = [(place, ground) for place, ground in stood if ground.stand_in and place.county_id in radii]
    assert len(stood) > 100
    assert {ground.geo_precision for _, ground in stood} == {"county"}
    assert [place.place_id for place, ground in stood if ground.uncertainty_m < radii[place.county_id]] == []


@pytest.mark.parametrize("county_id", ["", "v", "missing"])
def test_a_village_without_a_located_county_is_not_located(county_id: str) -> None:
    found = _footprint("v", {**VILLAGE, "county_id": county_id})
    assert (found.lon, found.uncertainty_m, found.reason) == (None, None, "Sunpyol is not located")


def test_a_county_without_a_point_lends_none() -> None:
    found = _footprint("v", {**VILLAGE, "county_id": "c"}, {**COUNTY, "lon": "", "lat": "", "county_id": "v"})
    assert found.reason == "Sunpyol is not located"


def test_a_kind_of_ones_own_is_drawn_vague() -> None:
    found = _footprint("c", {**COUNTY, "kind": "observatory"})
    assert (found.geo_precision, found.uncertainty_m) == ("region", 10_000)


def test_each_shipped_place_has_a_point_or_a_reason() -> None:
    gazetteer = load_gazetteer()
    kinds = {row["kind"] for row in read_table("lexicon/places/kind_extents.csv")}
    for place in gazetteer:
        found = footprint(place, gazetteer)
        assert (found.lon is None) == (found.reason is not None), place.place_id
        assert place.kind in kinds


def test_a_point_is_drawn_as_a_disc_that_is_round_on_the_ground() -> None:
    found = _shipped("kp-ryanggang-hyesan")
    corners = shapely.get_coordinates(found.geometry())
    lon, lat = np.full(len(corners), found.lon), np.full(len(corners), found.lat)
    metres = Geod(ellps="WGS84").inv(lon, lat, *corners.T)[2]
    assert metres == pytest.approx(found.uncertainty_m, abs=0.01)


def test_a_point_that_is_sure_is_drawn_as_a_point() -> None:
    assert Footprint(128.0, 41.0, None, "exact").geometry() == shapely.Point(128.0, 41.0)


def test_a_province_is_drawn_as_its_area() -> None:
    inland = _shipped("kp-ryanggang-kapsan")
    area = _shipped("kp-ryanggang").geometry()
    assert area is not None
    assert area.contains(shapely.Point(inland.lon, inland.lat))


@pytest.mark.parametrize(
    ("place_id", "length_km"), [("river-yalu", 785), ("river-tumen", 531), ("region-border", 1358)]
)
def test_a_border_river_is_drawn_as_its_course(place_id: str, length_km: float) -> None:
    course = _shipped(place_id).geometry()
    assert course is not None
    assert Geod(ellps="WGS84").geometry_length(course) / 1000 == pytest.approx(length_km, abs=1)


@pytest.mark.parametrize("place_id", ["river-taedong", "cn-jilin"])
def test_what_has_no_outline_is_not_drawn(place_id: str) -> None:
    assert _shipped(place_id).geometry() is None


def test_a_village_that_is_not_located_is_drawn_as_its_county() -> None:
    assert _footprint("v", {**VILLAGE, "county_id": "c"}, COUNTY).place_id == "c"


def test_a_village_that_is_not_located_may_lie_anywhere_in_its_county() -> None:
    gazetteer, city_id = load_gazetteer(), "kp-north-hamgyong-hoeryong"
    village = next(p for p in gazetteer if p.kind == "ri" and not p.located and p.county_id == city_id)
    around, city = footprint(village, gazetteer), footprint(gazetteer.get(city_id), gazetteer)
    assert (around.lon, around.lat) == (city.lon, city.lat)
    assert around.geo_precision == "county"
    assert around.uncertainty_m is not None
    assert around.uncertainty_m > (city.uncertainty_m or 0.0)
