from __future__ import annotations

from itertools import pairwise

import pytest

from geo_nk.border import border_length_km
from geo_nk.gazetteer.tongues import tongues
from geo_nk.maps.shared.strip import strip


@pytest.mark.parametrize("row", ["rivers", "provinces", "counties"])
def test_stretches_cover_the_border_without_a_gap(row: str) -> None:
    stretches = strip()[row]
    assert stretches[0][1] == 0
    assert stretches[-1][2] == pytest.approx(border_length_km(), abs=0.1)
    assert all(one[2] == other[1] for one, other in pairwise(stretches))


def test_places_and_crossings_run_from_mouth_to_mouth() -> None:
    for name in ("places", "crossings"):
        kilometres = [row[1] for row in strip()[name]]
        assert kilometres == sorted(kilometres)
        assert 0 <= kilometres[0] < kilometres[-1] <= border_length_km()


def test_the_towns_of_the_border_are_places() -> None:
    names = {row[0][0] for row in strip()["places"]}
    assert {"Sinuiju", "Manpo", "Hyesan", "Musan", "Hoeryong", "Onsong", "Dandong", "Tumen"} <= names
    assert "Pyongyang" not in names


@pytest.mark.parametrize(
    ("place_id", "names"),
    [
        ("kp-ryanggang-hyesan", ["Hyesan", "혜산", "惠山"]),
        ("cn-jilin-changbai", ["Changbai", "창바이", "长白"]),
        ("kp-ryanggang", ["Ryanggang", "량강도", "两江道"]),
        ("river-yalu", ["Yalu River", "압록강", "鸭绿江"]),
    ],
)
def test_names_in_three_languages(place_id: str, names: list[str]) -> None:
    assert tongues(place_id) == names


def test_a_name_of_ones_own_stands_first() -> None:
    assert tongues("kp-ryanggang-hyesan", name="Haesan")[0] == "Haesan"
