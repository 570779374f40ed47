"""Distances on a sphere agree with those on the ellipsoid to half a percent."""

from __future__ import annotations

import math

import pytest
from pyproj import Geod

from geo_nk.geodesy import great_circle_m


@pytest.mark.parametrize("there", [(128.178, 41.404), (129.208, 42.226), (124.398, 40.1), (-71.06, 42.36)])
def test_a_distance_is_that_on_the_ellipsoid(there: tuple[float, float]) -> None:
    here = (128.178, 41.403)
    assert great_circle_m(*here, *there) == pytest.approx(Geod(ellps="WGS84").inv(*here, *there)[2], rel=0.005)


def test_the_farthest_point_is_half_way_round() -> None:
    assert great_circle_m(128.178, 41.403, 128.178 - 180, -41.403) == pytest.approx(math.pi * 6_371_008.8)
