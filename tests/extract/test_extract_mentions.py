"""Mentions: which words are the name of a place, and of which."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.extract.mentions import Mention, MentionFinder
from geo_nk.gazetteer import load_gazetteer

FINDER = MentionFinder(load_gazetteer())


def _find(text: str) -> list[Mention]:
    return FINDER.find("r", text)


def _surfaces(text: str) -> list[str]:
    return [mention.surface for mention in _find(text)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Traders of Hyesan, Musan and Onsong met.", ["Hyesan", "Musan", "Onsong"]),
        ("They came to Musan, North Hamgyong Province.", ["Musan", "North Hamgyong Province"]),
        ("Vendors at Hyesan Market wept.", ["Hyesan Market"]),
        ("A shift at Musan Mine ended.", ["Musan Mine"]),
        ("Hyesan's vendors wept.", ["Hyesan"]),
        ("Hyesan’s vendors wept.", ["Hyesan"]),
        ("They looked over the Amnok (Yalu) River.", ["Amnok (Yalu) River"]),
        ("N. Hamgyong is cold.", ["N. Hamgyong"]),
        ("It was in HYESAN.", ["HYESAN"]),
    ],
)
def test_names_are_found_whole(text: str, surfaces: list[str]) -> None:
    assert _surfaces(text) == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "Kim Jong Suk wept.",
        "Ri Kyung-ho wept.",
        "A trader called Pak Chol Market wept.",
        "Kim Yong Chol District Secretary wept.",
        "The Pyongyang Times wrote of it.",
        "China and North Korea met.",
        "The Black Market and the Central Market thrive.",
        "None of them saw the Port Authority.",
        "He left in May.",
    ],
)
def test_persons_media_and_words_are_no_places(text: str) -> None:
    assert _surfaces(text) == []


@pytest.mark.parametrize("text", ["Kim Jong Suk County slept.", "They saw Kim Hyong Jik County."])
def test_a_county_named_for_a_person_is_a_place(text: str) -> None:
    assert [mention.kind for mention in _find(text)] == ["county"]


@pytest.mark.parametrize("text", ["An Onsong trader wept.", "So Onsong slept.", "No Onsong trader wept."])
def test_a_word_that_is_a_surname_too_makes_no_person_of_a_town(text: str) -> None:
    assert _surfaces(text) == ["Onsong"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They swam the Tumen at night.", "river"),
        ("They swam the Tumen.", "river"),
        ("Smuggling over the Tumen stopped.", "river"),
        ("They lived in Tumen.", "city"),
        ("They lived in Tumen city.", "city"),
        ("They liked the Tumen market.", "city"),
    ],
)
def test_the_article_tells_the_river_from_the_city(text: str, kind: str) -> None:
    assert [mention.kind for mention in _find(text)] == [kind]


def test_both_of_two_rivers_are_rivers() -> None:
    assert [mention.kind for mention in _find("Guards along the Yalu and Tumen rivers were doubled.")] == ["river"] * 2


def test_decomposed_letters_are_one_name() -> None:
    (mention,) = _find("They met in Hoeryo\u0306ng.")
    assert mention.surface == "Hoeryo\u0306ng"
    assert mention.place_id == "kp-north-hamgyong-hoeryong"


def test_hangul_and_hanzi_are_found_in_english_text() -> None:
    assert _surfaces("They met in 혜산 and 丹东.") == ["혜산", "丹东"]


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("They met in Zabulon County.", "Zabulon County", "county"),
        ("They met at Zabulon Zinc.", None, None),
        ("They dug at Sunpyol Gold Mine.", "Sunpyol Gold Mine", "mine"),
        ("They met in Gwangpyol-ri.", "Gwangpyol-ri", "ri"),
        ("Homes in Paeksuldong burnt.", "Paeksuldong", "neighbourhood"),
        ("The trader Paeksuldong wept.", None, None),
        ("Kil-dong wept.", None, None),
        ("They met in the Sunpyol area of Zabulon.", "Sunpyol", "place"),
    ],
)
def test_an_unlisted_name_needs_words_that_only_places_take(text: str, surface: str | None, kind: str | None) -> None:
    assert [(m.surface, m.kind) for m in _find(text)] == ([(surface, kind)] if surface else [])


def test_a_list_of_towns_names_towns() -> None:
    assert _surfaces("They were sent to places such as Sunpyol, Gaepyol or Tongmu.") == ["Sunpyol", "Gaepyol", "Tongmu"]


def test_an_unlisted_mine_of_a_listed_town_is_in_the_town() -> None:
    assert _surfaces("They dug at Onsong Gold Mine.") == ["Onsong"]


def test_an_unlisted_place_has_no_id_and_a_reason() -> None:
    (mention,) = _find("They met in Zabulon County.")
    assert mention.place_id is None
    assert mention.answer.status == "unknown"
    assert mention.answer.reason


def test_two_places_of_one_name_stay_open() -> None:
    (mention,) = _find("They met in Sambong.")
    assert mention.answer.status == "ambiguous"
    assert len(mention.answer.candidates) > 1


def test_the_county_beside_a_name_settles_it() -> None:
    first, _ = _find("They met in Sambong, Onsong County.")
    assert first.place_id == "kp-north-hamgyong-onsong-sambong"


def test_a_name_means_one_place_throughout_a_report() -> None:
    first, *_, last = _find("They met in Sambong. It was dark.\n\nSambong, Onsong County, slept.")[:2]
    assert first.place_id == last.place_id == "kp-north-hamgyong-onsong-sambong"


def test_only_the_part_asked_for_is_read() -> None:
    text = "Musan. Hyesan. Onsong."
    assert [m.surface for m in FINDER.find("r", text, start=6, end=14)] == ["Hyesan"]


PIECES = st.sampled_from(
    [
        "Hyesan",
        "Kim",
        "Jong Suk",
        "County",
        "-ri",
        " (",
        ")",
        ", ",
        "'s",
        "\n",
        "혜산",
        "\x00",
        "\u202e",
        "\ud800",
        "the ",
        ".",
    ]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_any_text_gives_mentions_in_order_and_apart(text: str) -> None:
    mentions = _find(text)
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.parametrize("piece", ["Hyesan ", "Kim Chol ", "A", "Amnok (Yalu) ", "Hyesan, ", "혜산 ", "É\u0301"])
def test_a_long_run_takes_linear_time(piece: str) -> None:
    begun = time.perf_counter()
    _find(piece * (200_000 // len(piece)))
    assert time.perf_counter() - begun < 5


def test_an_odd_spelling_counts_at_the_head_of_a_sentence_if_it_counts_elsewhere() -> None:
    text = "Police in Hoiryeong searched homes. Hoiryeong lies on the border."
    assert [m.surface for m in FINDER.find("r1", text)] == ["Hoiryeong", "Hoiryeong"]
    assert not FINDER.find("r1", "Hoiryeongi lies on the border.")


@pytest.mark.parametrize("opening", ["From", "Over", "Between", "Because"])
def test_a_word_that_opens_a_sentence_is_no_part_of_a_name(opening: str) -> None:
    assert _surfaces(f"{opening} Ryanggang Province a source reports.") == ["Ryanggang Province"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("两名商人在惠山被捕。", ["惠山"]),
        ("朝鲜两江道惠山市的市场", ["两江道", "惠山市"]),
        ("他们收集安全资料。", []),
    ],
)
def test_names_in_running_chinese_begin_behind_particles_and_wider_places(text: str, names: list[str]) -> None:
    assert _surfaces(text) == names
