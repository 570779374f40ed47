"""Mentions: which words are the name of a place, and of which."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.extract.toponyms.finder import MentionFinder
from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from geo_nk.extract.toponyms.mention import Mention

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
    for text in ("They threw it into the (Tumen) river.", "A woman drowned in the river (Tumen) at night."):
        assert [mention.kind for mention in _find(text)] == ["river"]


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
    (mine,) = _find("They dug at Onsong Gold Mine.")
    assert (mine.surface, mine.place_id) == ("Onsong Gold Mine", "kp-north-hamgyong-onsong")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It was in the Wiyon district of Hyesan.", {"Wiyon district": "kp-ryanggang-hyesan-wiyon-dong"}),
        (
            "Metal was sold in the Hyesan-Jangbaek region.",
            {"Hyesan": "kp-ryanggang-hyesan", "Jangbaek": "cn-jilin-changbai"},
        ),
        ("They came from Unsan, Yomju and Sonchon counties of North Phyongan.", {"Unsan": "kp-north-pyongan-unsan"}),
        ("In Hoeryong one spoke of Cholwon, in Kangwon Province.", {"Kangwon Province": "kp-kangwon"}),
        ("Musan Kim, 43, was held in Hoeryong.", {"Hoeryong": "kp-north-hamgyong-hoeryong", "Musan": None}),
        ("It is the Chollima Spirit of old.", {"Chollima": None}),
        ("It is a product of Musashi.", {"Musashi": None}),
        ("그들은 25호관리소에서 만났다.", {"25호관리소": "kp-north-hamgyong-chongjin-camp-25"}),
        ("They crossed at An-tung on Monday.", {"An-tung": "cn-liaoning-dandong"}),
        ("The single On Song was heard.", {"On Song": None}),
        ("It stands at Tongchang-ri, Cholsan.", {"Tongchang-ri": "kp-north-pyongan-cholsan-tongchang-ri"}),
    ],
)
def test_what_stands_around_a_name_says_which_place_it_is(text: str, wanted: dict[str, str | None]) -> None:
    found = {mention.surface: mention.place_id for mention in _find(text)}
    assert {name: found.get(name) for name in wanted} == wanted


CARRIERS = {
    "Latn": "They met in {} on Monday.",
    "Hang": "그들은 월요일에 {}에서 만났다.",
    "Hani": "他们星期一在{}见面。",
    "Jpan": "彼らは月曜に{}で会った。",
    "Cyrl": "Они встретились в {} в понедельник.",
}
DISGUISES = {
    "plain": lambda name: name,
    "composed in parts": lambda name: unicodedata.normalize("NFD", name),
    "soft hyphen": lambda name: f"{name[:3]}\u00ad{name[3:]}",
    "fullwidth": lambda name: "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in name),
}


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize(
    ("script", "least"), [("Latn", 0.98), ("Hang", 0.99), ("Hani", 0.97), ("Jpan", 1), ("Cyrl", 1)]
)
def test_a_text_shows_the_places_that_its_names_locate(script: str, least: float, disguise: str) -> None:
    gazetteer = load_gazetteer()
    finder, found, asked = MentionFinder(gazetteer), 0, 0
    for name in (row.name for row in gazetteer.index.names[::3] if row.script == script and len(row.name) > 1):
        place = gazetteer.resolve(name, fuzzy=False).place
        if place is None:
            continue
        written = DISGUISES[disguise](name)
        text = CARRIERS[script].format(written)
        at = text.index(written)
        asked += 1
        found += any(
            m.start < at + len(written) and at < m.end and m.place_id == place.place_id for m in finder.find("r", text)
        )
    assert found >= least * asked > 0


def test_a_name_parted_at_the_end_of_a_line_is_one() -> None:
    (mention,) = _find("They were held in Hoe-\nryong on Monday.")
    assert (mention.surface, mention.place_id) == ("Hoe-\nryong", "kp-north-hamgyong-hoeryong")


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
    begun = time.process_time()
    _find(piece * (200_000 // len(piece)))
    assert time.process_time() - begun < 5


def test_an_odd_spelling_counts_at_the_head_of_a_sentence_if_it_counts_elsewhere() -> None:
    text = "Police in Hoiryeong searched homes. Hoiryeong lies on the border."
    assert [m.surface for m in FINDER.find("r1", text)] == ["Hoiryeong", "Hoiryeong"]
    assert not FINDER.find("r1", "Hoiryeongi lies on the border.")


@pytest.mark.parametrize("opening", ["From", "Over", "Between", "Because"])
def test_a_word_that_opens_a_sentence_is_no_part_of_a_name(opening: str) -> None:
    assert _surfaces(f"{opening} Ryanggang Province a source reports.") == ["Ryanggang Province"]


@pytest.mark.parametrize(
    "text",
    [
        "지난주 백암면에서 불이 났다.",
        "지난주 화룡동에서 불이 났다.",
        "上周龙川县发生火灾。",
        "A fire broke out in Namyang-eup.",
        "He spoke with Tongjun about rice.",
        "They hailed the Chollima spirit.",
    ],
)
def test_a_name_that_begins_another_or_resembles_a_place_is_none(text: str) -> None:
    assert [mention.place_id for mention in _find(text) if mention.place_id] == []


@pytest.mark.parametrize(
    "text", ["백암군에서 불이 났다.", "무산에서 불이 났다.", "혜산동쪽에서 불이 났다.", "A fire in Musahn, too."]
)
def test_a_name_with_its_own_unit_or_an_ending_is_found(text: str) -> None:
    assert len([mention for mention in _find(text) if mention.place_id]) == 1
