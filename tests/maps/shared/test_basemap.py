from __future__ import annotations

import itertools

import pytest
import shapely

from geo_nk.border import border_line
from geo_nk.gazetteer.shapes import outlines
from geo_nk.maps.shared.basemap import SCALE, basemap

PROVINCES = outlines()


@pytest.mark.parametrize(
    ("place_id", "lon", "lat"),
    [
        ("kp-north-pyongan", 124.40, 40.08),
        ("kp-chagang", 126.29, 41.15),
        ("kp-ryanggang", 128.18, 41.40),
        ("kp-north-hamgyong", 129.75, 42.43),
    ],
)
def test_a_town_on_the_border_lies_in_its_province(place_id: str, lon: float, lat: float) -> None:
    assert PROVINCES[place_id].distance(shapely.Point(lon, lat)) < 0.01


@pytest.mark.parametrize(("lon", "lat"), [(124.37, 40.15), (128.19, 41.43), (129.85, 42.98), (126.92, 41.82)])
def test_a_chinese_town_lies_in_no_province(lon: float, lat: float) -> None:
    assert not any(area.contains(shapely.Point(lon, lat)) for area in PROVINCES.values())


def test_the_provinces_reach_the_border() -> None:
    whole = shapely.union_all(list(PROVINCES.values()))
    inland = shapely.get_parts(shapely.ops.substring(border_line(), 0.05, 0.95, normalized=True))
    away = [shapely.Point(point).distance(whole) for line in inland for point in line.coords]
    assert sum(distance > 0.01 for distance in away) / len(away) < 0.01


def test_the_provinces_hardly_overlap() -> None:
    pairs = itertools.combinations(PROVINCES.values(), 2)
    assert max(one.intersection(other).area for one, other in pairs) < 0.002


def test_each_label_stands_in_its_province() -> None:
    assert all(PROVINCES[p["id"]].contains(shapely.Point(p["label"])) for p in basemap()["provinces"])


def test_the_kilometres_run_along_the_border() -> None:
    marks = basemap()["kilometres"]
    assert len(marks) > 130
    assert max(border_line().distance(shapely.Point(mark)) for mark in marks) < 0.001


def test_the_packed_border_ends_at_the_mouth_of_the_tumen() -> None:
    (packed,) = basemap()["border"]
    assert (sum(packed[::2]) / SCALE, sum(packed[1::2]) / SCALE) == pytest.approx(border_line().coords[-1], abs=1e-4)
