from __future__ import annotations

import pytest

from geo_nk.extract.persons import person_length
from geo_nk.extract.words import run_length, words_of


def _length(text: str) -> int:
    return person_length(text, words_of(text, 0, len(text)), 0, is_place=lambda name: name == "Onsong")


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
    assert run_length(text, words_of(text, 0, len(text)), 0) == length
