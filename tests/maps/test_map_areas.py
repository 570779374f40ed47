from __future__ import annotations

import h3
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.maps.areas import RESOLUTIONS, county_seats, hexagons, honest_resolution

HYESAN, MUSAN = (128.178, 41.403), (129.211, 42.229)


@pytest.mark.parametrize(("metres", "resolution"), [(0, 6), (3000, 6), (6000, 5), (20000, 4), (900000, 3)])
def test_cells_are_as_large_as_the_events_are_vague(metres: float, resolution: int) -> None:
    assert honest_resolution(np.array([metres], dtype=float)) == resolution


def test_a_few_vague_events_do_not_coarsen_the_grid() -> None:
    assert honest_resolution(np.array([5000.0] * 9 + [50000.0])) == 5


def test_without_events_or_uncertainty_the_grid_is_fine() -> None:
    assert honest_resolution(np.array([])) == RESOLUTIONS[0]
    assert honest_resolution(np.array([np.nan])) == RESOLUTIONS[0]


@given(st.lists(st.floats(0, 60000), min_size=1, max_size=20))
def test_most_events_are_surer_than_their_cell(radii: list[float]) -> None:
    edge = h3.average_hexagon_edge_length(honest_resolution(np.array(radii)), unit="m")
    assert sum(radius <= edge for radius in radii) >= 0.8 * len(radii)


def test_a_point_lies_in_the_outline_of_its_cell() -> None:
    found = hexagons(*zip(HYESAN, MUSAN, HYESAN, strict=True), resolution=5)
    assert found.codes.tolist() == [0, 1, 0]
    for spot, outline in zip((HYESAN, MUSAN), found.outlines, strict=True):
        assert shapely.Polygon(outline).contains(shapely.Point(spot))


def test_no_points_have_no_cells() -> None:
    assert hexagons([], [], resolution=5).outlines == []


def test_the_seat_of_the_county_of_a_village() -> None:
    seats = county_seats(
        ["kp-ryanggang-hyesan-wiyon-dong", "kp-north-hamgyong-musan", "river-yalu", "of-no-place", None]
    )
    assert list(seats) == ["kp-north-hamgyong-musan", "kp-ryanggang-hyesan"]
    assert seats["kp-north-hamgyong-musan"] == pytest.approx((129.2, 42.2), abs=0.1)
