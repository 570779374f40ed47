from __future__ import annotations

import pytest

from geo_nk.extract.toponyms.persons import person_length
from geo_nk.extract.toponyms.words import Word, bare, next_run, word_behind, words_of


def _run(text: str, stop: int | None = None) -> list[Word]:
    found = next_run(text, 0, len(text) if stop is None else stop)
    return words_of(found[0]) if found else []


def _length(text: str) -> int:
    return person_length(_run(text), is_place=lambda name: name == "Onsong")


@pytest.mark.parametrize(
    ("text", "length"),
    [("Kim Jong Suk", 3), ("Kim Jong", 2), ("Kim said", 0), ("Kim County", 0), ("An Onsong trader", 0), ("Musan", 0)],
)
def test_a_person_is_a_surname_with_names_behind_it(text: str, length: int) -> None:
    assert _length(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Pochon County", 2),
        ("Hwajon-ri", 2),
        ("Musan said", 1),
        ("Amnok (Yalu) River", 3),
        ("Musan. Hyesan", 1),
        ("N. Hamgyong", 2),
        ("One Two Three Four Five Six", 5),
    ],
)
def test_a_name_goes_on_over_capitals_hyphens_and_words_of_kind(text: str, length: int) -> None:
    assert len(_run(text)) == length


@pytest.mark.parametrize("text", ["", "musan", "oMusan", "o'Musan", "éMusan"])
def test_a_run_begins_with_a_capital_at_the_head_of_a_word(text: str) -> None:
    assert _run(text) == []


def test_a_run_stops_where_the_search_does() -> None:
    assert [word.text for word in _run("in Musan County", 8)] == ["Musan"]


@pytest.mark.parametrize(
    ("word", "stem"), [("Musan's", "Musan"), ("Musan’s", "Musan"), ("Uijus'", "Uijus"), ("a", "a")]
)
def test_a_possessive_is_no_part_of_a_name(word: str, stem: str) -> None:
    assert bare(word) == stem


@pytest.mark.parametrize(("text", "word"), [("Daily NK", "NK"), ("Daily, NK", None), ("Daily", None)])
def test_the_word_behind_a_blank(text: str, word: str | None) -> None:
    assert word_behind(text, 5, len(text)) == word
