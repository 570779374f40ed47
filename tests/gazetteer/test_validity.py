"""What a place was called and where it lay at a date, and what lies near."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.gazetteer.tables import Name
from geo_nk.gazetteer.validity import covers

if TYPE_CHECKING:
    from geo_nk.gazetteer import Gazetteer

KIMJONGSUK = "kp-ryanggang-kimjongsuk"


@pytest.mark.parametrize(
    ("name", "at", "place_id", "said"),
    [
        ("Sinpa", "2020-01-01", KIMJONGSUK, "was called Sinpa from 1952-12 to 1981, since then Kimjongsuk"),
        ("Sinpa", None, KIMJONGSUK, "since then Kimjongsuk"),
        ("Kimjongsuk County", "1975", KIMJONGSUK, "was called S"),
        ("Samjiyon County", "2021-05-01", "kp-ryanggang-samjiyon", "was a county until 2019-12-10, since then a city"),
        ("Samjiyon County", "2015", "kp-ryanggang-samjiyon", "was a county at that date"),
        ("Saebyol County", "1990", "kp-north-hamgyong-kyongwon", ""),
        ("Huchang", "2010", "kp-ryanggang-kimhyongjik", "until 1988-08, since then Kimhyongjik"),
    ],
)
def test_the_reason_says_what_was_right_at_the_date(
    gazetteer: Gazetteer, name: str, at: str | None, place_id: str, said: str
) -> None:
    best = gazetteer.resolve(name, at=at).best
    assert best is not None
    assert best.place.place_id == place_id
    assert said in best.reason
    if not said:
        assert "was" not in best.reason


@pytest.mark.parametrize("at", ["1975-06-01", dt.date(1975, 6, 1)])
def test_a_name_in_its_time_needs_no_note(gazetteer: Gazetteer, at: Any) -> None:
    best = gazetteer.resolve("Sinpa", at=at).best
    assert best is not None
    assert best.reason == "is listed as 'Sinpa'"


@pytest.mark.parametrize(
    ("name", "within", "at", "said"),
    [
        ("Manpo", "North Pyongan", "1948", "lay in North Pyongan until 1949-01"),
        ("Manpo, North Pyongan", None, "1948", "lay in North Pyongan until 1949-01"),
        ("Hyesan", "South Hamgyong", "1953-05-01", "lay in South Hamgyong until 1954-10"),
        ("Manpo", "Chagang", "2020", "lies in Chagang"),
        ("Manpo", "North Pyongan", "2020", "does not lie in North Pyongan"),
    ],
)
def test_the_province_of_the_time_holds_the_place(
    gazetteer: Gazetteer, name: str, within: str | None, at: str, said: str
) -> None:
    best = gazetteer.resolve(name, within=within, at=at).best
    assert best is not None
    assert said in best.reason


def test_a_month_of_change_belongs_to_both_names() -> None:
    old, new = Name("x", "Old", valid_to="1981"), Name("x", "New", valid_from="1981")
    assert covers(old, "1981-10-01")
    assert covers(new, "1981-10-01")
    assert not covers(old, "1982")


@pytest.mark.parametrize(
    ("near", "place_id"),
    [
        ("Taechon", "kp-north-pyongan-unsan"),
        ("kp-south-pyongan-sunchon", "kp-south-pyongan-unsan"),
        ((125.95, 39.42), "kp-south-pyongan-unsan"),
    ],
)
def test_what_lies_near_decides_between_namesakes(gazetteer: Gazetteer, near: Any, place_id: str) -> None:
    place = gazetteer.resolve("Unsan", near=near).place
    assert place is not None
    assert place.place_id == place_id


def test_a_near_that_is_not_known_says_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Unsan", near="Atlantis").candidates == gazetteer.resolve("Unsan").candidates
