from __future__ import annotations

import h3
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from geo_nk.data import read_json, read_table
from geo_nk.gazetteer import load_gazetteer
from geo_nk.maps.page.areas import RESOLUTIONS, county_areas, hexagons, honest_resolution

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


def test_a_point_lies_in_the_outline_of_its_cell_in_each_grid() -> None:
    grids = hexagons(*zip(HYESAN, MUSAN, HYESAN, strict=True), resolution=5)
    assert [grid.resolution for grid in grids] == [5, 4, 3]
    for grid in grids:
        for spot, cell in zip((HYESAN, MUSAN, HYESAN), grid.codes.tolist(), strict=True):
            assert shapely.Polygon(grid.outlines[cell]).contains(shapely.Point(spot))


def test_no_points_have_no_cells() -> None:
    assert all(grid.outlines == [] for grid in hexagons([], [], resolution=5))


def _areas() -> dict[str, shapely.Geometry]:
    features = read_json("geometry/counties.geojson")["features"]
    return {feature["properties"]["place_id"]: shape(feature["geometry"]) for feature in features}


def test_each_unit_has_an_area_that_holds_its_seat() -> None:
    areas, gazetteer = _areas(), load_gazetteer()
    units = [
        row["place_id"] for row in read_table("lexicon/places/unit_extents.csv") if row["place_id"].startswith("kp-")
    ]
    assert set(units) <= set(areas)
    seats = {unit: shapely.Point(gazetteer.get(unit).lon, gazetteer.get(unit).lat) for unit in units}
    assert {unit for unit in units if areas[unit].distance(seats[unit]) > 0.02} == set()


def test_areas_are_about_as_large_as_the_units_are() -> None:
    areas = _areas()
    rows = [row for row in read_table("lexicon/places/unit_extents.csv") if row["place_id"].startswith("kp-")]
    sizes = {row["place_id"]: float(row["area_km2"]) for row in rows}
    shares = [areas[unit].area * 111.32**2 * np.cos(np.radians(40.3)) / size for unit, size in sizes.items()]
    assert np.median(np.abs(np.log(shares))) < 0.15


def test_areas_do_not_lie_on_each_other() -> None:
    ours = [area for place_id, area in _areas().items() if place_id.startswith("kp-")]
    assert shapely.union_all(ours).area == pytest.approx(sum(area.area for area in ours), rel=0.002)


def test_the_packed_areas_are_those_of_the_file() -> None:
    assert list(county_areas()) == sorted(_areas())
