"""Measures along the border."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Geod, Proj

from geo_nk.border import (
    BORDER_CRS,
    border_length_km,
    border_line,
    border_position,
    crossings,
    point_at,
    stretch_between,
)
from geo_nk.gazetteer import Gazetteer, load_gazetteer

KP_SEATS = [
    "Sinuiju", "Uiju", "Sakju", "Changsong", "Pyoktong", "Chosan", "Wiwon", "Manpo", "Chasong", "Chunggang",
    "Kimhyongjik", "Hyesan", "Pochon", "Samjiyon", "Taehongdan", "Musan", "Hoeryong", "Onsong", "Kyongwon", "Rason",
]  # fmt: skip
CN_SEATS = [
    "Dandong",
    "Kuandian",
    "Ji'an",
    "Linjiang",
    "Changbai",
    "Helong",
    "Longjing",
    "Tumen city",
    "Hunchun",
]
RU_SEATS = ["Khasan", "Kraskino", "Slavyanka", "Vladivostok", "Ussuriysk"]

#: From the mouth of the Yalu to the mouth of the Tumen. Left out: the second of two that stand side by side.
ORDER = [
    "x04", "x01", "x02", "x05", "x06", "x07", "x08", "x09", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17",
    "x18", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x27", "x28", "x29", "x31", "x32", "x33",
]  # fmt: skip

#: Their points are of a town beside the crossing, farther from the line than their radius says.
WEAK = ["crossing-x13-unbong-qingshi", "crossing-x29-ryudasom-shatuozi"]


def series(*points: tuple[float, float] | None) -> gpd.GeoSeries:
    """Return points given as lon, lat."""
    return gpd.GeoSeries([shapely.Point(point) if point else None for point in points], crs="EPSG:4326")


def test_the_line_runs_from_the_yalu_mouth_to_the_tumen_mouth() -> None:
    coordinates = shapely.get_coordinates(border_line())
    assert coordinates[0] == pytest.approx((124.2, 39.9), abs=0.4)
    assert coordinates[-1] == pytest.approx((130.7, 42.3), abs=0.15)


def test_its_length_is_that_of_the_border() -> None:
    assert 1350 <= border_length_km() <= 1420


def test_its_length_is_measured_on_the_ellipsoid() -> None:
    lon, lat = shapely.get_coordinates(border_line()).T
    assert border_length_km() * 1000 == pytest.approx(Geod(ellps="WGS84").line_length(lon, lat))


def test_the_projection_is_true_along_the_border() -> None:
    factors = Proj(BORDER_CRS).get_factors(*shapely.get_coordinates(border_line()).T)
    assert np.abs(factors.meridional_scale - 1).max() < 4e-4


def test_kilometres_grow_from_west_to_east() -> None:
    gazetteer = load_gazetteer()
    names = ["Sinuiju", "Uiju", "Manpo", "Hyesan", "Musan", "Hoeryong", "Onsong"]
    places = [gazetteer.locate(name) for name in names]
    points = gpd.GeoSeries(
        gpd.points_from_xy([p.lon for p in places], [p.lat for p in places]), index=names, crs="EPSG:4326"
    )
    measured = border_position(points)
    assert measured["border_km"].is_monotonic_increasing
    assert (measured["side"] == "KP").all()
    assert (measured["border_distance_m"] < 20_000).all()


@pytest.mark.parametrize(
    ("name", "side"),
    [(name, "KP") for name in KP_SEATS] + [(name, "CN") for name in CN_SEATS] + [(name, "RU") for name in RU_SEATS],
)
def test_the_seats_on_the_border_lie_on_their_side(name: str, side: str) -> None:
    place = load_gazetteer().locate(name, country=side)
    assert border_position(series((place.lon, place.lat)))["side"].tolist() == [side]


def test_every_listed_place_near_the_border_lies_on_its_side() -> None:
    places = [p for p in load_gazetteer() if p.located and not p.place_id.startswith("crossing-")]
    measured = border_position(series(*((p.lon, p.lat) for p in places)))
    measured.index = [p.place_id for p in places]
    measured["country"] = [p.country for p in places]
    measured["within_m"] = [p.uncertainty_m for p in places]
    near = measured[(measured["border_distance_m"] < 100_000) & (measured["border_distance_m"] > measured["within_m"])]
    assert len(near) > 300
    assert near.index[near["side"] != near["country"]].tolist() == ["cn-jilin-qingshi"]  # its point is south of the dam


def test_the_country_of_what_is_far_is_not_told() -> None:
    measured = border_position(series((125.75, 39.03), (116.4, 39.9), (126.98, 37.57)))
    assert measured["side"].isna().tolist() == [False, True, True]
    assert measured["side"][0] == "KP"
    assert (measured["border_distance_m"] > 100_000).all()


def test_what_is_far_is_measured_on_the_ellipsoid() -> None:
    measured = border_position(series((116.4, 39.9))).iloc[0]
    foot = point_at(measured["border_km"])
    geodesic = Geod(ellps="WGS84").inv(116.4, 39.9, foot.x, foot.y)[2]
    assert measured["border_distance_m"] == pytest.approx(geodesic, abs=1)


@pytest.mark.parametrize(
    ("km", "stretch"), [(0, "Yalu"), (679, "Yalu"), (800, "Paektu"), (1000, "Tumen"), (1358, "Tumen")]
)
def test_the_stretch_is_named(km: float, stretch: str) -> None:
    assert border_position(gpd.GeoSeries([point_at(km)], crs=4326))["stretch"][0] == stretch


def test_the_nearest_crossing_is_named_with_its_distance() -> None:
    measured = border_position(series((128.178, 41.403))).iloc[0]
    assert measured["nearest_crossing"] == "crossing-x17-changbai-hyesan"
    bridge = crossings().geometry[measured["nearest_crossing"]]
    geodesic = Geod(ellps="WGS84").inv(128.178, 41.403, bridge.x, bridge.y)[2]
    assert measured["crossing_distance_m"] == pytest.approx(geodesic, rel=1e-3)


def test_a_ruin_is_no_crossing_to_be_near_to() -> None:
    ruin = crossings().query("category == 'ruin'").geometry
    assert not set(border_position(ruin)["nearest_crossing"]) & set(ruin.index)


def test_a_table_of_points_is_measured_by_its_geometry() -> None:
    table = gpd.GeoDataFrame({"event": ["a"]}, geometry=series((128.178, 41.403)).array, index=["e1"], crs=4326)
    assert border_position(table).index.tolist() == ["e1"]


def test_a_missing_point_is_missing_in_the_result() -> None:
    measured = border_position(series(None, (128.178, 41.403)))
    assert measured.iloc[0].isna().all()
    assert measured.iloc[1].notna().all()


def test_no_points_give_no_rows() -> None:
    assert border_position(series()).columns.tolist() == border_position(series((128, 41))).columns.tolist()
    assert border_position(series(None))["border_km"].isna().all()


def test_another_reference_system_is_understood() -> None:
    degrees = series((128.178, 41.403))
    assert border_position(degrees.to_crs(5179))["border_km"][0] == pytest.approx(
        border_position(degrees)["border_km"][0], abs=1e-3
    )


def test_a_line_is_refused_with_its_row() -> None:
    lines = gpd.GeoSeries([shapely.LineString([(128, 41), (129, 42)])], index=["e7"], crs="EPSG:4326")
    with pytest.raises(TypeError, match="row 'e7' is a LineString; border_position measures points"):
        border_position(lines)


@pytest.mark.parametrize("km", [0, 100, 700.5, 1300])
def test_point_at_undoes_border_position(km: float) -> None:
    measured = border_position(gpd.GeoSeries([point_at(km)], crs="EPSG:4326"))
    assert measured["border_distance_m"][0] == pytest.approx(0, abs=1)
    assert measured["border_km"][0] == pytest.approx(km, abs=0.01)


@pytest.mark.parametrize("km", [-1, 5000, float("nan")])
def test_point_at_refuses_a_kilometre_that_is_not_there(km: float) -> None:
    with pytest.raises(ValueError, match=r"km is .*; the border has kilometres 0 to 1[34]\d\d"):
        point_at(km)


def test_many_kilometres_give_many_points_with_their_index() -> None:
    points = point_at(pd.Series([10.0, np.nan, 1300.0], index=["a", "b", "c"]))
    assert points.index.tolist() == ["a", "b", "c"]
    assert points.isna().tolist() == [False, True, False]
    assert points["c"].equals(point_at(1300.0))


def test_one_wrong_kilometre_among_many_is_named() -> None:
    with pytest.raises(ValueError, match="km is 4000; the border has kilometres 0 to 1358"):
        point_at([10, 4000])


@given(st.floats(0, 1358), st.floats(0, 1358))
def test_a_stretch_is_as_long_as_its_kilometres_say(km_a: float, km_b: float) -> None:
    assume(abs(km_a - km_b) > 0.01)
    lon, lat = shapely.get_coordinates(stretch_between(km_a, km_b)).T
    assert Geod(ellps="WGS84").line_length(lon, lat) == pytest.approx(abs(km_a - km_b) * 1000, abs=1)
    assert (lon[0], lat[0]) == pytest.approx(point_at(km_a).coords[0])


def test_a_stretch_of_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="km_a and km_b are both 5; a stretch has a length"):
        stretch_between(5, 5)


def test_a_stretch_beyond_the_border_is_refused() -> None:
    with pytest.raises(ValueError, match="km is 1400; the border has kilometres 0 to"):
        stretch_between(5, 1400)


def test_the_feet_are_those_of_the_whole_line() -> None:
    line = gpd.GeoSeries([border_line()], crs="EPSG:4326").to_crs(BORDER_CRS)[0]
    rng = np.random.default_rng(7)
    points = gpd.GeoSeries(gpd.points_from_xy(rng.uniform(123, 132, 50), rng.uniform(38, 44, 50)), crs="EPSG:4326")
    measured, metric = border_position(points), points.to_crs(BORDER_CRS).to_numpy()
    feet = shapely.line_interpolate_point(line, shapely.line_locate_point(line, metric))
    found = point_at(measured["border_km"]).to_crs(BORDER_CRS).to_numpy()
    assert shapely.distance(feet, found).max() < 1
    near = (measured["border_distance_m"] < 100_000).to_numpy()
    distances = measured["border_distance_m"].to_numpy()
    assert distances[near] == pytest.approx(shapely.distance(line, metric)[near], abs=0.01)


def test_crossings_with_a_sure_point_lie_on_the_line() -> None:
    table = crossings()
    assert (table.loc[table["confidence"] == "high", "border_distance_m"] <= 500).all()
    assert (table["border_distance_m"] <= table["uncertainty_m"].clip(lower=500)).drop(WEAK).all()


def test_crossings_come_in_the_order_known_on_the_ground() -> None:
    found = [each.split("-")[1] for each in crossings().index]
    places = {each: found.index(each) for each in found}
    assert sorted(ORDER, key=places.__getitem__) == ORDER


def test_every_listed_crossing_has_a_status() -> None:
    listed = {place.place_id for place in load_gazetteer() if place.place_id.startswith("crossing-")}
    table = crossings()
    assert set(table.index) == listed
    assert table[["category", "form", "status", "status_as_of", "dprk_place", "other_place"]].notna().all(axis=None)


def test_both_sides_of_a_crossing_are_named() -> None:
    bridge = crossings().loc["crossing-x32-tumangang-khasan-rail"]
    assert (bridge["dprk_place"], bridge["other_place"], bridge["other_country"]) == ("Rason", "Khasan", "RU")
    assert "Мост Дружбы" in bridge["other_names"]


def test_a_gazetteer_without_crossings_gives_none() -> None:
    assert crossings(gazetteer=Gazetteer.from_rows([])).empty
