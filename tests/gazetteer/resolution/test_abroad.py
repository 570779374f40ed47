"""Names from outside the North and its border are not answered with a place inside."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from geo_nk.gazetteer import Gazetteer

with (Path(__file__).parents[2] / "data" / "abroad.csv").open(encoding="utf-8") as stream:
    ABROAD = list(csv.DictReader(stream))


@pytest.mark.parametrize("row", ABROAD, ids=lambda row: row["name"])
def test_a_name_from_abroad_is_no_place_of_the_north(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    answer = gazetteer.resolve(row["name"])
    best = answer.best
    assert best is None or best.place.country == (row["country"] or best.place.country)
    assert best is None or best.place.country != "KP"


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("龙川", "广东"),
        ("定州", "河北"),
        ("Musan", "South Korea"),
        ("Kangan-dong", "Hyesan"),
        ("Sunchon", "South Jeolla"),
        ("Hyesan", "Yunnan"),
        ("Sanhe", "Hebei"),
    ],
)
def test_what_contains_a_place_rules_its_namesakes_out(gazetteer: Gazetteer, name: str, within: str) -> None:
    answer = gazetteer.resolve(name, within=within)
    bare = gazetteer.resolve(name)
    assert answer.place is None or answer.place != bare.place


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("チョサン", "kp-chagang-chosan"),
        ("ヘサン", "kp-ryanggang-hyesan"),
        ("キムヒョンジク", "kp-ryanggang-kimhyongjik"),
        ("Хэсан", "kp-ryanggang-hyesan"),
        ("Синыйчжу", "kp-north-pyongan-sinuiju"),
        ("図們", "cn-jilin-tumen"),
        ("恵山鎮", "kp-ryanggang-hyesan"),
        ("厚昌", "kp-ryanggang-kimhyongjik"),
        ("南浦港", "kp-nampo"),
        ("Huchang Gold Mine", "kp-ryanggang-kimhyongjik"),
        ("Hunchun Quanhe Port", "cn-jilin-quanhe"),
        ("Sinuiju Youth Station", "kp-north-pyongan-sinuiju"),
        ("Songbong 1-dong", "kp-ryanggang-hyesan-songbong-dong"),
        ("Mt. Komu", "kp-north-hamgyong-puryong-komusan"),
        ("Political Prison Camp No. 25", "kp-north-hamgyong-chongjin-camp-25"),
        ("Kwanliso 16", "kp-north-hamgyong-myonggan-camp-16"),
        ("Erdaobaihe", "cn-jilin-erdaobaihe"),
        ("南阳", "kp-north-hamgyong-onsong-namyang"),
    ],
)
def test_other_scripts_and_words_around_a_name(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    place = gazetteer.resolve(name).place
    assert place is not None
    assert place.place_id == place_id


@pytest.mark.parametrize(
    ("name", "within", "place_id"),
    [
        ("Kangan-dong", "Hyesan", "kp-ryanggang-hyesan-kangan-dong"),
        ("Taedonggang", "Pyongyang", "kp-pyongyang-taedonggang"),
        ("Sinhung", "South Hamgyong", "kp-south-hamgyong-sinhung"),
        ("함경북도 무산군", None, "kp-north-hamgyong-musan"),
        ("吉林省图们市", None, "cn-jilin-tumen"),
        ("Kanggye City, Jagang", None, "kp-chagang-kanggye"),
        ("the border town of Namyang", None, "kp-north-hamgyong-onsong-namyang"),
        ("порт Раджин", None, "kp-rason-rajin"),
        ("Hjeszan", None, "kp-ryanggang-hyesan"),
        ("나진항", None, "kp-rason-rajin"),
    ],
)
def test_what_holds_a_place_decides_between_namesakes(
    gazetteer: Gazetteer, name: str, within: str | None, place_id: str
) -> None:
    place = gazetteer.resolve(name, within=within).place
    assert place is not None
    assert place.place_id == place_id


@pytest.mark.parametrize(("name", "within"), [("高山市", "岐阜県"), ("Хасан", "Татарстан"), ("Donggang", "Taiwan")])
def test_a_division_of_another_country_rules_its_namesakes_out(gazetteer: Gazetteer, name: str, within: str) -> None:
    place = gazetteer.resolve(name, within=within).place
    assert place is None or not gazetteer.units.borders(place.place_id)


def test_a_village_of_a_countys_name_needs_its_own_county(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Musan-ri").status == "unknown"
    assert gazetteer.resolve("Musan-ri", within="Hoeryong").status == "found"


@pytest.mark.parametrize("name", ["Shuozhou", "Putian", "Tainan", "Kozan", "Kumasi", "Waegwan"])
def test_a_city_elsewhere_has_its_name_before_a_reading_of_a_korean_one(gazetteer: Gazetteer, name: str) -> None:
    answer = gazetteer.resolve(name)
    assert answer.place is None or answer.place.country != "KP"


@pytest.mark.parametrize("name", ["Rambo", "Cooney", "Qureshi", "Killjoy", "Licon"])
def test_what_nobody_writes_who_hears_korean_is_no_match_by_sound(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.resolve(name, fuzzy=False).status == "unknown"


@pytest.mark.parametrize("name", ["Makioka Sisters (Sasame-yuki)", "My Adventures As An", "Population Fund (UNFPA)"])
def test_what_stands_beside_the_second_of_two_names_must_be_a_name(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.resolve(name).status == "unknown"


@pytest.mark.parametrize(
    ("within", "country"), [("Kangwon Province", "KP"), ("Gangwon-do", "KR"), ("Kangwŏn", "KP"), ("강원도", "KP")]
)
def test_how_kangwon_is_romanised_says_on_which_side_it_lies(gazetteer: Gazetteer, within: str, country: str) -> None:
    answer = gazetteer.resolve("Cholwon", within=within)
    assert answer.place is not None
    assert answer.place.country == country


def test_a_place_told_from_its_namesake_by_a_romanisation_alone_is_not_sure(gazetteer: Gazetteer) -> None:
    best = gazetteer.resolve("Cholwon", within="Kangwon Province").best
    assert best is not None
    assert best.score < 0.9
