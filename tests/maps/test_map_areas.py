from __future__ import annotations

import h3
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.maps.areas import RESOLUTIONS, counties, hexagons

HYESAN, MUSAN = (128.178, 41.403), (129.211, 42.229)


@pytest.mark.parametrize(("metres", "resolution"), [(0.0, 6), (3000.0, 6), (6000.0, 5), (20000.0, 4), (900000.0, 3)])
def test_cells_are_as_large_as_the_events_are_vague(metres: float, resolution: int) -> None:
    assert hexagons([HYESAN], [metres]).resolution == resolution


def test_a_few_vague_events_do_not_coarsen_the_grid_and_stay_out_of_it() -> None:
    found = hexagons([HYESAN] * 9 + [MUSAN], [5000.0] * 9 + [50000.0])
    assert found.resolution == 5
    assert found.cells.count(None) == 1
    assert found.cells[9] is None


def test_an_event_lies_in_the_outline_of_its_cell() -> None:
    found = hexagons([HYESAN, MUSAN], [100.0, 100.0])
    for spot, cell in zip((HYESAN, MUSAN), found.cells, strict=True):
        assert shapely.Polygon(found.outlines[cell or ""]).contains(shapely.Point(spot))


def test_no_events_have_no_cells() -> None:
    assert hexagons([], []).outlines == {}
    assert hexagons([None], [None]).cells == [None]


@given(st.lists(st.floats(0, 300000), min_size=1, max_size=20))
def test_no_event_is_vaguer_than_its_cell(radii: list[float]) -> None:
    found = hexagons([HYESAN] * len(radii), radii)
    assert found.resolution in RESOLUTIONS
    assert all(
        (cell is not None) == (radius <= h3.average_hexagon_edge_length(found.resolution, unit="m"))
        for cell, radius in zip(found.cells, radii, strict=True)
    )


@pytest.mark.parametrize(
    ("place_id", "county"),
    [
        ("kp-ryanggang-hyesan", "kp-ryanggang-hyesan"),
        ("kp-ryanggang-hyesan-wiyon-dong", "kp-ryanggang-hyesan"),
        ("kp-ryanggang", None),
        ("river-yalu", None),
        ("of-no-place", None),
        (None, None),
    ],
)
def test_the_county_of_a_place(place_id: str | None, county: str | None) -> None:
    assert counties([place_id]).ids == [county]


def test_a_county_has_a_seat() -> None:
    names, lon, lat = counties(["kp-north-hamgyong-musan"]).seats["kp-north-hamgyong-musan"]
    assert names == ["Musan", "무산", "茂山"]
    assert (lon, lat) == pytest.approx((129.2, 42.2), abs=0.1)
