"""Names of units elsewhere: what they rule out, and what they leave."""

from __future__ import annotations

import pytest

from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.store import Gazetteer


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Gijang-gun", "KR"),
        ("Kijang County", "KR"),
        ("Yangcheon", "KR"),
        ("수성구", "KR"),
        ("백암면", "KR"),
        ("Gangdong", "KR"),
        ("龙川县", "CN"),
        ("Longan County", "CN"),
        ("Pingyang County", "CN"),
    ],
)
def test_a_name_listed_elsewhere_is_no_place_that_resembles_it(gazetteer: Gazetteer, name: str, country: str) -> None:
    answer = gazetteer.resolve(name)
    assert (answer.status, answer.elsewhere) == ("unknown", country)
    assert f"in {country}, and as no place here" in answer.reason


@pytest.mark.parametrize(
    ("name", "within", "place_id"),
    [
        ("Gangdong-gun", None, "kp-pyongyang-kangdong"),
        ("Gangdong", "Pyongyang", "kp-pyongyang-kangdong"),
        ("龙川郡", None, "kp-north-pyongan-ryongchon"),
        ("Changsong-gun", None, "kp-north-pyongan-changsong"),
        ("Pohang District", None, "kp-north-hamgyong-chongjin-pohang"),
        ("Danchon", None, "kp-south-hamgyong-tanchon"),
        ("南阳", None, "kp-north-hamgyong-onsong-namyang"),
    ],
)
def test_what_the_north_writes_or_the_text_places_stays(
    gazetteer: Gazetteer, name: str, within: str | None, place_id: str
) -> None:
    assert gazetteer.locate(name, within=within).place_id == place_id


def test_a_known_name_elsewhere_is_no_other_by_chance(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Changtu")
    assert answer.status == "unknown"
    assert "could be Changtu" in answer.reason


def test_a_gazetteer_of_ones_own_has_nothing_elsewhere() -> None:
    row = {"place_id": "x", "name": "Kijang", "kind": "county", "country": "KP"}
    assert Gazetteer.from_rows([row]).locate("Gijang-gun").place_id == "x"
    assert load_gazetteer().with_places([], []).resolve("Gijang-gun").elsewhere == "KR"
