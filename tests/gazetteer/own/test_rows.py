"""Rows for a gazetteer of one's own: what cannot be is refused by row, column and value."""

from __future__ import annotations

from typing import Any

import pytest

from geo_nk.errors import ReadError
from geo_nk.gazetteer import Gazetteer

ROW = {"place_id": "x", "name": "Hwajon-ri", "kind": "ri", "country": "KP"}


@pytest.mark.parametrize(
    ("cells", "match"),
    [
        ({"kind": None}, "places, row 1: has no kind; its columns are place_id, name, kind, country"),
        ({"place_id": ""}, "places, row 1: has no place_id"),
        ({"lon": "41.4", "lat": "128.18"}, r"places, row 1: lon '41\.4', lat '128\.18' is no position"),
        ({"lon": "128.18"}, r"lon '128\.18', lat '' is no position; give decimal degrees, or neither"),
        ({"lon": "E128", "lat": "41"}, "lon 'E128'"),
        ({"uncertainty_m": "-5"}, "uncertainty_m '-5' is no radius; give metres"),
        ({"uncertainty_m": "wide"}, "uncertainty_m 'wide' is no radius"),
    ],
)
def test_a_place_that_cannot_be_is_refused(cells: dict[str, Any], match: str) -> None:
    with pytest.raises(ReadError, match=match):
        Gazetteer.from_rows([ROW | cells])


def test_a_place_that_stands_twice_is_refused() -> None:
    with pytest.raises(ReadError, match="places, row 2: place_id 'x' stands twice"):
        Gazetteer.from_rows([ROW, ROW])


def test_a_name_of_no_place_is_refused() -> None:
    with pytest.raises(ReadError, match="names, row 1: place_id 'y' is not among the places"):
        Gazetteer.from_rows([ROW], names=[{"place_id": "y", "name": "Elsewhere"}])


def test_numbers_are_taken_as_they_are() -> None:
    place = Gazetteer.from_rows([ROW | {"lon": 0.0, "lat": 41.4, "uncertainty_m": 500}]).get("x")
    assert (place.lon, place.lat, place.uncertainty_m) == (0.0, 41.4, 500.0)
