"""Names that no list has: what makes a toponym of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.extract.toponyms.unlisted import kind_of_unlisted


def _kind(text: str, name: str, kind: str | None = None) -> str | None:
    return kind_of_unlisted(text, text.index(name), name.split(), kind)


@pytest.mark.parametrize("word", ["General", "Chinese", "Border", "National"])
def test_an_english_word_before_a_word_of_kind_names_nothing(word: str) -> None:
    assert _kind(f"the {word} Market", f"{word} Market", "market") is None


def test_a_market_needs_a_name_that_sounds_korean() -> None:
    assert _kind("at Zvrk Market", "Zvrk Market", "market") is None
    assert _kind("at Sunpyol Market", "Sunpyol Market", "market") == "market"


def test_a_county_may_have_any_name() -> None:
    assert _kind("in Zvrkan County", "Zvrkan County", "county") == "county"


def test_a_possessive_is_no_name() -> None:
    assert kind_of_unlisted("Sunpyol's County", 0, ["Sunpyol's", "County"], "county") is None


@pytest.mark.parametrize(
    "text", ["the towns such as Sunpyol", "places like Gaepyol and Sunpyol", "the Sunpyol area of X"]
)
def test_words_that_only_places_take_tell_a_place(text: str) -> None:
    assert _kind(text, "Sunpyol") == "place"


@pytest.mark.parametrize("text", ["traders such as Sunpyol", "the Sunpyol family of X", "Sunpyol"])
def test_other_words_do_not(text: str) -> None:
    assert _kind(text, "Sunpyol") is None


@given(st.text(min_size=1), st.text(max_size=40))
def test_any_word_is_weighed(word: str, before: str) -> None:
    assert kind_of_unlisted(before + word, len(before), [word], None) in {
        None, "place", "ri", "neighbourhood", "workers_district", "county",
    }  # fmt: skip
