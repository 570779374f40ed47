"""What needs no weighing gets the answer that weighing gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.resolution.answer import weighed
from geo_nk.gazetteer.resolution.fast_path import fast_answer
from geo_nk.gazetteer.resolution.question import Question
from geo_nk.gazetteer.tables import PlaceRow, name_row

if TYPE_CHECKING:
    from geo_nk.gazetteer import Gazetteer

WORDS = Path(__file__).parents[2] / "data" / "common_words.txt"


@pytest.mark.parametrize("fuzzy", [True, False])
def test_listed_names_and_common_words_are_answered_as_by_weighing(gazetteer: Gazetteer, *, fuzzy: bool) -> None:
    words = {word for line in WORDS.read_text(encoding="utf-8").splitlines() for word in line.title().split()}
    names = words | {name for name, _ in gazetteer.all_names()}
    told = {name: answer for name in names if (answer := fast_answer(gazetteer, name, fuzzy=fuzzy)) is not None}
    assert len(told) > 200
    assert [name for name in told if told[name] != weighed(gazetteer, Question(name, fuzzy=fuzzy))] == []


def test_what_a_name_means_alone_is_weighed_anew_beside_further_places(gazetteer: Gazetteer) -> None:
    other = PlaceRow("x-1", "Hyesan", "city", "KP", "128.1", "41.3", "2000")
    wider = gazetteer.with_places([other], [name_row({"place_id": "x-1", "name": "Kraskino"})])
    assert "Kraskino" in gazetteer.alone
    assert [each.locate("Kraskino").place_id for each in (gazetteer, wider)] == ["ru-primorsky-kraskino", "x-1"]


@given(st.text(st.sampled_from("aeiouwyghjklmnprstHKMNRS"), min_size=1, max_size=12))
def test_any_word_is_answered_as_by_weighing(word: str) -> None:
    gazetteer = load_gazetteer()
    told = fast_answer(gazetteer, word, fuzzy=False)
    assert told in {None, weighed(gazetteer, Question(word, fuzzy=False))}


def test_plain_words_in_a_row_are_two_names_only_where_one_looks_further(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Hyesan or Musan", fuzzy=False).status == "unknown"
    assert "names two places" in gazetteer.resolve("Hyesan or Musan").reason
