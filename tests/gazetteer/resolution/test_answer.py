"""Which place a name means."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.errors import AmbiguousPlaceError, UnknownPlaceError
from geo_nk.gazetteer import Gazetteer, load_gazetteer

if TYPE_CHECKING:
    from geo_nk.gazetteer import Answer

HOERYONG = "kp-north-hamgyong-hoeryong"


def one_id(answer: Answer) -> str | None:
    """Return the id of the chosen place."""
    return answer.place.place_id if answer.place else None


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Hyesan", "kp-ryanggang-hyesan"),
        ("혜산시", "kp-ryanggang-hyesan"),
        ("Hyeryung", HOERYONG),
        ("Huiryung city", HOERYONG),
        ("Hoeryeong", HOERYONG),
        ("Hamkyungbuk-do", "kp-north-hamgyong"),
        ("Northern Hamgyung Province", "kp-north-hamgyong"),
        ("N. Hamgyong", "kp-north-hamgyong"),
        ("평안북도", "kp-north-pyongan"),
        ("Yangkang Province", "kp-ryanggang"),
        ("Euiju County", "kp-north-pyongan-uiju"),
        ("Bocheon County", "kp-ryanggang-pochon"),
        ("Kim Hyong-jik County", "kp-ryanggang-kimhyongjik"),
        ("Samjiyon County", "kp-ryanggang-samjiyon"),
        ("Saebyul County", "kp-north-hamgyong-kyongwon"),
        ("圖們", "cn-jilin-tumen"),
        ("Changbai", "cn-jilin-changbai"),
        ("Doman River", "river-tumen"),
        ("AmnokRiver", "river-yalu"),
        ("Jangbaek", "cn-jilin-changbai"),
    ],
)
def test_any_systematic_spelling_leads_to_the_place(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert one_id(gazetteer.resolve(name)) == place_id


@pytest.mark.parametrize(
    ("name", "method"),
    [("Hyesan", "exact"), ("HYESAN", "folded"), ("Musahn", "romanised"), ("Sinujiu", "fuzzy"), ("Heoryung", "fuzzy")],
)
def test_an_answer_says_how_the_name_was_matched(gazetteer: Gazetteer, name: str, method: str) -> None:
    best = gazetteer.resolve(name).best
    assert best is not None
    assert best.method == method


def test_the_score_falls_with_the_method(gazetteer: Gazetteer) -> None:
    scores = [gazetteer.resolve(name).candidates[0].score for name in ("Musan", "Musahn", "Sinujiu")]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] >= 0.9 > scores[2]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tumen River", "river"),
        ("Tumen city", "city"),
        ("Tumen", "city"),
        ("Tumangang", "river"),
        ("Mt. Paektu", "mountain"),
    ],
)
def test_the_kind_in_a_name_is_evidence(gazetteer: Gazetteer, name: str, kind: str) -> None:
    place = gazetteer.resolve(name).place
    assert place is not None
    assert place.kind == kind


def test_the_kind_can_be_asked_for(gazetteer: Gazetteer) -> None:
    assert one_id(gazetteer.resolve("Tumen", kind="river")) == "river-tumen"
    assert gazetteer.resolve("Hyesan", kind="river").status == "unknown"


def test_what_is_not_listed_falls_back_to_the_place_it_is_named_after(gazetteer: Gazetteer) -> None:
    best = gazetteer.resolve("Hyesan Station").best
    assert best is not None
    assert best.place.place_id == "kp-ryanggang-hyesan"
    assert "no station of this name is listed" in best.reason


def test_a_village_that_is_not_listed_falls_back_to_the_county_said_to_hold_it(gazetteer: Gazetteer) -> None:
    best = gazetteer.resolve("Qoqun-ri", within="Musan County").best
    assert best is not None
    assert (best.place.place_id, best.method) == ("kp-north-hamgyong-musan", "within")
    assert best.score < 0.7


def test_a_village_does_not_fall_back_to_a_province(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Qoqun-ri", within="North Hamgyong Province").status == "unknown"


def test_a_village_is_not_the_county_of_its_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Ryongchon-ri").status == "unknown"


@pytest.mark.parametrize(
    ("name", "place_id"),
    [("Rajung-ri", "kp-ryanggang-kimhyongjik-rajuk-ri"), ("Misal-li", "kp-north-hamgyong-onsong-misan-ri")],
)
def test_a_stem_may_be_written_as_it_sounds_before_ri(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert one_id(gazetteer.resolve(name)) == place_id


@pytest.mark.parametrize("name", ["Sambong", "Unsan", "Muchang-ri", "Sinhung", "Kangwon"])
def test_two_places_that_fit_equally_are_an_ambiguity(gazetteer: Gazetteer, name: str) -> None:
    answer = gazetteer.resolve(name)
    assert answer.status == "ambiguous"
    assert answer.place is None
    assert len(answer.candidates) >= 2


@pytest.mark.parametrize(
    ("name", "within", "place_id"),
    [
        ("Sambong", "Onsong", "kp-north-hamgyong-onsong-sambong"),
        ("Unsan", "North Pyongan", "kp-north-pyongan-unsan"),
        ("Muchang-ri", "kp-ryanggang-kimhyongjik", "kp-ryanggang-kimhyongjik-muchang-ri"),
        ("Muchang-ri", ("Kimhyongjik County", "Yanggang"), "kp-ryanggang-kimhyongjik-muchang-ri"),
        ("Chongsong", "Sakju", "kp-north-pyongan-sakju-chongsong"),
        ("Pocheon", "Ryanggang Province", "kp-ryanggang-pochon"),
        ("Dandong", "China", "cn-liaoning-dandong"),
    ],
)
def test_what_the_text_says_decides(gazetteer: Gazetteer, name: str, within: Any, place_id: str) -> None:
    assert one_id(gazetteer.resolve(name, within=within)) == place_id


def test_a_wrong_within_lowers_a_sure_answer_and_does_not_hide_it(gazetteer: Gazetteer) -> None:
    right, wrong = (gazetteer.resolve("Musan", within=area) for area in ("North Hamkyung", "Ryanggang"))
    assert one_id(right) == one_id(wrong) == "kp-north-hamgyong-musan"
    assert wrong.candidates[0].score < right.candidates[0].score
    assert "does not lie in Ryanggang" in wrong.reason


def test_an_unknown_within_is_passed_over(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Onsong", within="Atlantis").candidates == gazetteer.resolve("Onsong").candidates


def test_the_country_excludes(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Musan", country="CN").status == "unknown"


def test_a_date_weighs_against_a_name_of_another_time(gazetteer: Gazetteer) -> None:
    mine = Gazetteer.from_rows(
        [
            {"place_id": "old", "name": "Huchang", "kind": "county", "country": "KP"},
            {"place_id": "new", "name": "Kimhyongjik", "kind": "county", "country": "KP"},
        ],
        [{"place_id": "old", "name": "Sinmun", "valid_to": "1988-08"}, {"place_id": "new", "name": "Sinmun"}],
    )
    then = mine.resolve("Sinmun", at="1988-08-15").candidates
    later = mine.resolve("Sinmun", at="2020-01-01").candidates
    assert then[0].score == then[1].score
    assert later[0].place.place_id == "new"
    assert later[0].score > later[1].score
    assert gazetteer.resolve("Huchang", at="2020-01-01").place is not None


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Amnok (Yalu) River", "river-yalu"),
        ("Yalu (Amrok) River", "river-yalu"),
        ("Paektusan (Mt. Paektu)", "mountain-paektu"),
        ("Hyesan (the border city)", "kp-ryanggang-hyesan"),
        ("Hoeryong, North Hamgyong Province", HOERYONG),
        ("Uiju County, N. Pyongan", "kp-north-pyongan-uiju"),
    ],
)
def test_a_double_name_is_one_place(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    answer = gazetteer.resolve(name)
    assert one_id(answer) == place_id
    assert answer.query == name


def test_a_name_of_two_places_says_so(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Hyesan/Changbai")
    assert answer.status == "ambiguous"
    assert answer.reason.startswith("names two places: Changbai")


@pytest.mark.parametrize("name", ["Uiju", "Onsong", "Pochon", "Namyang", "Rason", "Hamhung", "Kaesong", "Chagang"])
def test_a_county_and_its_town_are_no_ambiguity(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.resolve(name).status == "found"


WORDS = [
    "can",
    "car",
    "song",
    "ice",
    "Han",
    "Chosun",
    "Darwin",
    "phone",
    "domain",
    "broken",
    "friendship",
    "government",
    "County",
    "River",
    "North",
    ".*",
    "../../etc",
    "Jeong-un",
]


@pytest.mark.parametrize("name", [*WORDS, "Kim Jong", "", " ", "\0", "x" * 500, "<script>alert(1)</script>"])
def test_what_is_no_place_is_unknown(gazetteer: Gazetteer, name: str) -> None:
    answer = gazetteer.resolve(name)
    assert answer.status == "unknown"
    assert answer.candidates == ()


def test_fuzzy_matching_can_be_turned_off(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Sinujiu", fuzzy=False).status == "unknown"


def test_a_short_name_is_matched_fuzzily_only_with_context(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Saju").status == "unknown"
    assert one_id(gazetteer.resolve("Saju County")) == "kp-north-pyongan-sakju"
    assert one_id(gazetteer.resolve("Saju", within="North Pyongan")) == "kp-north-pyongan-sakju"


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    answer = load_gazetteer().resolve(text)
    assert (answer.status == "unknown") == (answer.candidates == ())


def test_locate_raises_with_suggestions(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownPlaceError, match=r"'Atlantis': no listed name .*; check the spelling"):
        gazetteer.locate("Atlantis")
    with pytest.raises(UnknownPlaceError, match=r"did you mean .*Sakju") as caught:
        gazetteer.locate("Saju")
    assert "Sakju" in caught.value.suggestions


def test_locate_raises_with_candidates(gazetteer: Gazetteer) -> None:
    with pytest.raises(
        AmbiguousPlaceError, match=r"'Unsan': 2 places fit equally well: .* say in which province"
    ) as caught:
        gazetteer.locate("Unsan")
    assert len(caught.value.candidates) == 2


def test_locate_many_keeps_the_index_and_every_row(gazetteer: Gazetteer) -> None:
    names = pd.Series(["Hyesan", "Atlantis", None, "Unsan", "Unsan"], index=[3, 1, 4, 15, 9])
    table = gazetteer.locate_many(names, within=["Ryanggang", None, None, None, "South Pyongan"])
    assert list(table.index) == [3, 1, 4, 15, 9]
    assert list(table["status"]) == ["found", "unknown", "unknown", "ambiguous", "found"]
    assert table.crs == "EPSG:4326"
    assert table.geometry.isna().tolist() == [False, True, True, True, False]
    assert table.loc[3, "query"] == "Hyesan"
    assert table.geometry[3].x == gazetteer.get("kp-ryanggang-hyesan").lon


def test_locate_many_takes_an_empty_column(gazetteer: Gazetteer) -> None:
    table = gazetteer.locate_many([])
    assert len(table) == 0
    assert "place_id" in table.columns


def test_locate_many_refuses_a_within_of_another_length(gazetteer: Gazetteer) -> None:
    with pytest.raises(ValueError, match="within has 1 entries for 2 names"):
        gazetteer.locate_many(["Hyesan", "Musan"], within=["Ryanggang"])


@pytest.mark.parametrize("piece", ["ab ", "(ab) ", "[ab", "ab, ", "ab-", "무산군 ", "city of "])
def test_a_name_of_many_parts_takes_no_longer_by_their_number(piece: str) -> None:
    begun = time.process_time()
    load_gazetteer().resolve((piece * 100)[:100])
    assert time.process_time() - begun < 0.5
