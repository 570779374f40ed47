"""Folding, unit words, romanisation and keys."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.data import read_table
from geo_nk.names.folding import fold
from geo_nk.names.keys import key, misread_vowels
from geo_nk.names.kinds import analyse, split_kind
from geo_nk.names.romanisation import north, romanise, south

with (Path(__file__).parent / "romanised.csv").open(encoding="utf-8") as _stream:
    ROMANISED = list(csv.DictReader(_stream))

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=6)

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
@pytest.mark.parametrize("system", ["mr", "dprk", "rr"])
def test_romanise_follows_each_system(row: dict[str, str], system: str) -> None:
    assert romanise(row["north"], system) == row[system]


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


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("P'yŏngan-bukto", "pyonganbukto"),
        ("P’yŏngan bukto", "pyonganbukto"),
        ("Hǒeryõng", "hoeryong"),
        ("  Ji'an ", "jian"),
        ("Ｈｙｅｓａｎ", "hyesan"),
        ("圖們", "图们"),
        ("恵山", "惠山"),
        (unicodedata.normalize("NFD", "혜산"), "혜산"),
        ("フェリョン", "フェリョン"),
    ],
)
def test_fold_keeps_the_letters_that_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=40))
def test_fold_and_key_take_any_text_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert isinstance(key(text), str)


def test_han_variants_lead_to_a_form_that_stays() -> None:
    rows = read_table("lexicon/han_variants.csv")
    variants = {row["variant"] for row in rows}
    assert not [row for row in rows if row["folded"] in variants]


@pytest.mark.parametrize(
    ("name", "stem", "kind"),
    [
        ("Pochon County", "Pochon", "county"),
        ("Hoeryŏng-si", "Hoeryŏng", "city"),
        ("Kimhyŏngjik-kun", "Kimhyŏngjik", "county"),
        ("North Hamkyung Province", "North Hamkyung", "province"),
        ("Northern Hamgyong", "North Hamgyong", None),
        ("N. Hamgyong", "North Hamgyong", None),
        ("Hamgyongbuk-do", "North Hamgyong", "province"),
        ("P'yŏngan-bukto", "North P'yŏngan", "province"),
        ("Namyang Workers' District", "Namyang", "workers_district"),
        ("Yusŏn worker’s region", "Yusŏn", "workers_district"),
        ("P'yŏngsal-lodongjagu", "P'yŏngsal", "workers_district"),
        ("Hwajonri", "Hwajon", "ri"),
        ("Kasal-li", "Kasal", "ri"),
        ("Kumsandong", "Kumsan", "neighbourhood"),
        ("Mt. Paektu", "Paektu", "mountain"),
        ("AmnokRiver", "Amnok", "river"),
        ("Amnokkang", "Amnok", "river"),
        ("Namyang Customs House", "Namyang", "customs"),
        ("Longcheng township", "Longcheng", "township"),
        ("Jung District", "Jung", "district"),
        ("남양로동자구", "남양", "workers_district"),
        ("압록강", "압록", "river"),
        ("图们市", "图们", "city"),
        ("长白朝鲜族自治县", "长白", "county"),
        ("уезд Ыйджу", "Ыйджу", "county"),
    ],
)
def test_split_kind_takes_the_unit_word_off(name: str, stem: str, kind: str | None) -> None:
    assert split_kind(name) == (stem, kind)


@pytest.mark.parametrize(
    "name", ["Sindo", "Manpo", "Hyesan", "Musan", "Chosan", "Chunggang", "Usi", "신도", "중강", "Komusan"]
)
def test_split_kind_leaves_names_whole_that_only_end_like_a_unit(name: str) -> None:
    assert split_kind(name) == (name, None)


def test_a_hyphen_before_a_short_name_is_evidence_but_cuts_nothing() -> None:
    parts = analyse("Chun-dong")
    assert parts.kind == "neighbourhood"
    assert fold(parts.stem) == "chundong"


@pytest.mark.parametrize(
    "row", [row for row in ROMANISED if row["north"] != row["south"]], ids=lambda row: row["north"]
)
def test_north_and_south_spell_the_same_name(row: dict[str, str]) -> None:
    assert south(row["north"]) == row["south"]
    assert row["north"] in north(row["south"])


@given(HANGUL)
def test_any_hangul_is_romanised_to_latin_letters(name: str) -> None:
    for system in ("mr_plain", "dprk_plain", "rr"):
        assert romanise(name, system).isascii()


def test_romanise_keeps_what_is_not_hangul() -> None:
    assert romanise("5호물동", "dprk_plain") == "5Homultong"


def test_romanise_refuses_an_unknown_system() -> None:
    with pytest.raises(ValueError, match="unknown system 'yale'; choose one of mr, mr_plain"):
        romanise("혜산", "yale")


@pytest.mark.parametrize(
    ("written", "revised", "count"),
    [("chungjin", "cheongjin", 0), ("mosan", "musan", 1), ("onsan", "unsan", 1), ("hamhung", "hamheung", 0)],
)
def test_vowels_that_no_system_writes_are_counted(written: str, revised: str, count: int) -> None:
    assert misread_vowels(written, revised) == count
