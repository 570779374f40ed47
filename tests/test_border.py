"""Measures along the border."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod, Proj

from geo_nk.border import BORDER_CRS, border_length_km, border_line, border_position, point_at
from geo_nk.gazetteer import load_gazetteer


def series(*points: tuple[float, float] | None) -> gpd.GeoSeries:
    """Return points given as lon, lat."""
    return gpd.GeoSeries([shapely.Point(point) if point else None for point in points], crs="EPSG:4326")


def test_the_line_runs_from_the_yalu_mouth_to_the_tumen_mouth() -> None:
    coordinates = shapely.get_coordinates(border_line())
    assert coordinates[0] == pytest.approx((124.2, 39.9), abs=0.4)
    assert coordinates[-1] == pytest.approx((130.7, 42.3), abs=0.15)


def test_its_length_is_that_of_the_border() -> None:
    assert 1350 <= border_length_km() <= 1420


def test_the_projection_keeps_lengths() -> None:
    lon, lat = shapely.get_coordinates(border_line()).T
    assert border_length_km() * 1000 == pytest.approx(Geod(ellps="WGS84").line_length(lon, lat), rel=5e-4)
    factors = Proj(BORDER_CRS).get_factors(lon, lat)
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


def test_both_banks_are_told_apart() -> None:
    gazetteer = load_gazetteer()
    pairs = [("Sinuiju", "Dandong"), ("Hyesan", "Changbai"), ("Namyang", "Tumen"), ("Manpo", "Ji'an")]
    for here, there in pairs:
        points = series(*((p.lon, p.lat) for p in map(gazetteer.locate, (here, there))))
        assert border_position(points)["side"].tolist() == ["KP", "other"]


def test_pyongyang_and_beijing_lie_far_off_on_their_sides() -> None:
    measured = border_position(series((125.75, 39.03), (116.4, 39.9)))
    assert measured["side"].tolist() == ["KP", "other"]
    assert (measured["border_distance_m"] > 100_000).all()


def test_a_missing_point_is_missing_in_the_result() -> None:
    measured = border_position(series(None, (128.178, 41.403)))
    assert measured["border_km"].isna().tolist() == [True, False]
    assert measured["side"].isna().tolist() == [True, False]


def test_no_points_give_no_rows() -> None:
    assert border_position(series()).empty


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


def test_the_measures_are_those_of_the_whole_line() -> None:
    line = gpd.GeoSeries([border_line()], crs="EPSG:4326").to_crs(BORDER_CRS)[0]
    rng = np.random.default_rng(7)
    points = gpd.GeoSeries(gpd.points_from_xy(rng.uniform(123, 132, 50), rng.uniform(38, 44, 50)), crs="EPSG:4326")
    measured, metric = border_position(points), points.to_crs(BORDER_CRS).to_numpy()
    assert measured["border_distance_m"].to_numpy() == pytest.approx(shapely.distance(line, metric), abs=0.01)
    assert measured["border_km"].to_numpy() * 1000 == pytest.approx(shapely.line_locate_point(line, metric), abs=0.1)
