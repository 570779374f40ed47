"""Phrases of a table: found whole, by their endings, and without moving a character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.extract.phrases import Phrases, phrases_of


def _values(text: str, *rows: tuple[str, str]) -> list[str]:
    return [hit.value for hit in Phrases(rows).find(text)]


def test_a_phrase_is_found_in_capitals() -> None:
    assert _values("RAIDS began", ("raids", "raid")) == ["raid"]


@pytest.mark.parametrize("text", ["price", "icecream", "ice2"])
def test_a_phrase_is_not_found_inside_a_word(text: str) -> None:
    assert _values(text, ("ice", "drug")) == []


def test_a_star_takes_an_ending() -> None:
    (hit,) = Phrases([("arrest*", "arrest")]).find("two arrested there")
    assert (hit.start, hit.end) == (4, 12)


def test_a_star_inside_a_phrase_takes_an_ending_there() -> None:
    assert _values("they tightened the net", ("tighten* the net", "guard")) == ["guard"]


def test_a_star_alone_takes_a_word_or_a_number() -> None:
    found = Phrases([("got * years", "sentence")])
    assert [hit.end for text in ("got two years", "got 15 years") for hit in found.find(text)] == [13, 12]


@pytest.mark.parametrize("between", ["the man", "his son and his wife"])
def test_dots_take_a_few_words(between: str) -> None:
    assert Phrases([("took .. away", "arrest")]).find(f"took {between} away")


@pytest.mark.parametrize("between", ["his coat, and ran", "a very long look at all the others and ran"])
def test_dots_take_no_other_clause_and_not_many_words(between: str) -> None:
    assert not Phrases([("took .. away", "arrest")]).find(f"took {between} away")


def test_the_longer_phrase_wins() -> None:
    assert _values("state smuggling", ("smuggling", "short"), ("state smuggling", "long")) == ["long"]


def test_a_phrase_across_a_curly_apostrophe_is_found() -> None:
    assert _values("they didn’t", ("didn't", "negated")) == ["negated"]


def test_a_table_is_read_once() -> None:
    assert phrases_of("events/goods", "phrase", "good") is phrases_of("events/goods", "phrase", "good")


@given(st.text(alphabet=st.characters() | st.sampled_from("\ud800 arest"), max_size=60))
def test_hits_lie_in_order_and_apart(text: str) -> None:
    hits = Phrases([("arrest*", "a"), ("re", "b"), ("a re", "c")]).find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
