"""The shipped border, provinces and basemap are sound."""

import itertools
from typing import Any

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import LineString, Point, shape
from shapely.ops import substring

from geo_nk.data import file, read_json, read_table

ELLIPSOID = Geod(ellps="WGS84")
PLACES = {row["place_id"]: row for row in read_table("gazetteer/places.csv")}
CROSSINGS = sorted(
    (row for row in PLACES.values() if row["place_id"].startswith("crossing-")), key=lambda row: row["place_id"]
)
SURE = [row for row in CROSSINGS if row["confidence"] == "high"]
BASEMAP = read_json("geometry/basemap.json")


@pytest.fixture(scope="module")
def line() -> LineString:
    (feature,) = read_json("geometry/border.geojson")["features"]
    return shape(feature["geometry"])


@pytest.fixture(scope="module")
def provinces() -> list[dict[str, Any]]:
    return read_json("geometry/provinces.geojson")["features"]


def point(row: dict[str, str]) -> Point:
    return Point(float(row["lon"]), float(row["lat"]))


def kilometre(line: LineString, row: dict[str, str]) -> float:
    along = substring(line, 0, line.project(point(row)))
    return ELLIPSOID.geometry_length(along) / 1000


def test_border_is_as_long_as_it_is(line: LineString) -> None:
    assert 1350 < ELLIPSOID.geometry_length(line) / 1000 < 1420


def test_border_runs_from_the_yalu_mouth_to_the_tumen_mouth_and_never_crosses_itself(line: LineString) -> None:
    assert line.is_simple
    assert line.coords[0] == pytest.approx((124.2, 39.8), abs=0.05)
    assert line.coords[-1] == pytest.approx((130.7, 42.3), abs=0.05)


def test_border_has_no_leap(line: LineString) -> None:
    leaps = [(a, b) for a, b in itertools.pairwise(line.coords) if ELLIPSOID.inv(*a, *b)[2] > 12_000]
    assert leaps == []


@pytest.mark.parametrize("row", SURE, ids=lambda row: row["place_id"])
def test_sure_crossings_lie_on_the_border(line: LineString, row: dict[str, str]) -> None:
    nearest = line.interpolate(line.project(point(row)))
    assert ELLIPSOID.inv(float(row["lon"]), float(row["lat"]), nearest.x, nearest.y)[2] < 500


def test_crossings_come_in_order_along_the_border(line: LineString) -> None:
    # x04 stands before x01 on the river; x03 is 80 m below x02
    kilometres = [kilometre(line, row) for row in CROSSINGS if "-x04-" not in row["place_id"]]
    back = [(a, b) for a, b in itertools.pairwise(kilometres) if b < a - 0.5]
    assert len(kilometres) == 32
    assert back == []


def test_provinces_are_valid_and_known(provinces: list[dict[str, Any]]) -> None:
    assert len(provinces) == 11
    assert all(shape(feature["geometry"]).is_valid for feature in provinces)
    assert {feature["properties"]["name"] for feature in provinces} == {
        PLACES[feature["properties"]["place_id"]]["name"] for feature in provinces
    }


def test_provinces_hold_their_seats(provinces: list[dict[str, Any]]) -> None:
    outside = []
    for feature in provinces:
        place = PLACES[feature["properties"]["place_id"]]
        if shape(feature["geometry"]).distance(point(place)) > 0.05:
            outside.append(place["place_id"])
    assert outside == []


def test_basemap_is_small_and_complete() -> None:
    assert len(file("geometry/basemap.json").read_bytes()) < 700_000
    assert len(file("geometry/relief.jpg").read_bytes()) < 50_000
    assert {"land", "home", "lakes", "reservoirs", "rivers", "boundaries", "towns", "attribution"} <= BASEMAP.keys()
    assert "OpenStreetMap" in BASEMAP["attribution"]


def test_basemap_land_holds_its_towns() -> None:
    land = shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in BASEMAP["land"]])
    at_sea = [town["name"] for town in BASEMAP["towns"] if land.distance(Point(town["lon"], town["lat"])) > 0.05]
    assert at_sea == []


def test_towns_are_places_with_a_rank() -> None:
    assert {town["rank"] for town in BASEMAP["towns"]} == {1, 2, 3, 4, 5}
    assert {town["place_id"] for town in BASEMAP["towns"]} <= PLACES.keys()


def test_the_land_goes_on_far_beyond_the_border() -> None:
    land = shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in BASEMAP["land"]])
    kunming, nanning, bangkok, tokyo = (102.72, 25.04), (108.32, 22.82), (100.5, 13.9), (139.4, 35.8)
    assert all(land.contains(Point(place)) for place in (kunming, nanning, bangkok, tokyo))


def test_home_ends_at_the_border() -> None:
    home = shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in BASEMAP["home"]])
    for north, south in (
        ((124.37, 40.14), (124.40, 40.08)),
        ((128.19, 41.43), (128.18, 41.38)),
        ((126.92, 41.82), (126.9, 41.74)),
    ):
        assert not home.contains(Point(north))
        assert home.contains(Point(south))


def test_the_border_river_widens_towards_its_mouth_and_in_its_reservoirs() -> None:
    step, widths = BASEMAP["width_step_km"], BASEMAP["widths_m"]
    sinuiju, supung, musan, kyonghung = (widths[round(km / step)] for km in (50, 150, 960, 1330))
    assert supung > 2000 > sinuiju > 900 > kyonghung > 200 > musan


def test_each_tributary_ends_at_the_border_or_at_another(line: LineString) -> None:
    rivers = {river["names"][0]: LineString(river["line"]) for river in BASEMAP["rivers"]}
    for name, course in rivers.items():
        mouth = Point(course.coords[-1])
        others = [other for called, other in rivers.items() if called != name]
        assert min(mouth.distance(other) for other in [line, *others]) < 0.01, name


def test_each_lake_that_is_named_lies_under_its_name() -> None:
    water = shapely.union_all(
        [shapely.Polygon(rings[0]).buffer(0.05) for rings in [*BASEMAP["lakes"], *BASEMAP["reservoirs"]]]
    )
    assert water.contains(Point(128.056, 42.006))
    assert water.contains(Point(125.06, 40.55))
    assert water.contains(Point(127.23, 40.5))
