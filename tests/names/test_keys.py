"""One key for all spellings of a name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.names.keys import key, misread_vowels

with (Path(__file__).parent / "romanised.csv").open(encoding="utf-8") as _stream:
    ROMANISED = list(csv.DictReader(_stream))

ONE_NAME = {
    "Hoeryong": "Hyeryung Hoiryeong Huiryung Hweryong Hoeryŏng-si 회령시",
    "Uiju": "Euiju Ŭiju 의주군",
    "Jagang": "Chagang-do Chakang Jakangto 자강도",
    "Kapsan": "Kabsan Gapsan",
    "Mundok": "Mundeuk 문덕",
    "Ryanggang": "Yanggang Yangkang Yangang Ryangkangto 양강도 량강도",
    "Ryongchon": "Yongchon Yongch’ŏn 룡천 용천군",
    "Rason": "Nason Naseon 라선시 나선",
    "Amrok": "Amnok Aprok Amnokkang 압록강",
    "Hyesan": "Haesan Hesan 혜산",
    "Kilchu": "Kilju Gilju 길주",
    "Sambong": "Sahmbong",
    "Paegam": "Baekam Baegam 백암",
    "Nangnang": "Rangnang Rakrang 락랑 낙랑",
    "Chungjin": "Chongjin Cheongjin Ch'ŏngjin 청진",
}


@pytest.mark.parametrize("row", ROMANISED, ids=lambda row: row["north"])
def test_all_spellings_of_a_name_share_its_key(row: dict[str, str]) -> None:
    keys = {key(spelling) for spelling in row.values()}
    assert len(keys) == 1


@pytest.mark.parametrize("name", ONE_NAME)
def test_press_spellings_share_the_key(name: str) -> None:
    assert {key(spelling) for spelling in ONE_NAME[name].split()} == {key(name)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uiju", "Sinuiju"),
        ("Onsong", "Onsan"),
        ("Changbai", "Changbaek"),
        ("Unhung", "Sinhung"),
        ("Chosan", "Chasong"),
        ("North Hamgyong", "South Hamgyong"),
        ("Kyongwon", "Kyonghung"),
        ("Musan", "Munsan"),
    ],
)
def test_names_of_different_places_do_not_share_a_key(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("word", ["can", "car", "song", "Han", "Kim", "", "会宁", "Хесан", "!?"])
def test_one_syllable_and_other_scripts_have_no_key(word: str) -> None:
    assert key(word) == ""


@given(st.text(max_size=40))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(key(text), str)


@pytest.mark.parametrize(
    ("written", "revised", "count"),
    [("chungjin", "cheongjin", 0), ("mosan", "musan", 1), ("onsan", "unsan", 1), ("hamhung", "hamheung", 0)],
)
def test_vowels_that_no_system_writes_are_counted(written: str, revised: str, count: int) -> None:
    assert misread_vowels(written, revised) == count
