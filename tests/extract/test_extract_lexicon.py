"""The tables that extraction reads: each row well-formed, each phrase found."""

from __future__ import annotations

from typing import get_args

import pytest

from geo_nk.data import read_table
from geo_nk.events.categories import load_categories
from geo_nk.extract.acts import NO_ACT, SAME
from geo_nk.extract.kinds import WEAK_ACTS
from geo_nk.extract.mentions import Role
from geo_nk.extract.phrases import Phrases

PHRASES = {
    "acts": ("phrase", "act"),
    "topics": ("phrase", "topic"),
    "goods": ("phrase", "good"),
    "actors": ("phrase", "actor"),
    "penalties": ("phrase", "penalty"),
    "directions": ("phrase", "direction"),
    "modality": ("cue", "modality"),
    "sentence_scopes": ("phrase", "scope"),
    "subordinate_words": ("phrase", "clause"),
}
KEYS = {
    **{table: (phrase,) for table, (phrase, _) in PHRASES.items()},
    "category_rules": ("act", "topic"),
    "category_neighbours": ("one", "other"),
    "role_cues": ("side", "cue"),
    "metonyms": ("name",),
    "surnames": ("surname",),
    "not_places": ("word",),
    "name_tails": ("word",),
    "name_fillers": ("filler",),
    "clause_breaks": ("break",),
    "closed_words": ("word",),
    "units": ("unit",),
    "kind_extents": ("kind",),
}
ALLOWED = {
    ("modality", "modality"): {
        "negated",
        "lacking",
        "hypothetical",
        "planned",
        "habitual",
        "earlier",
        "affirmed",
        "lasting",
        "general",
        "depicted",
        "spoken",
        "refuted",
    },
    ("directions", "direction"): {"import", "export"},
    ("subordinate_words", "clause"): {"time", "reason", "relative"},
    ("role_cues", "role"): {*get_args(Role), "bystander"},
    ("sentence_scopes", "scope"): {"aftermath", "everywhere"},
    ("role_cues", "side"): {"before", "after"},
    ("role_cues", "needs_saying"): {"yes", "no", "people"},
    ("topics", "spreads"): {"yes", "no"},
    ("surnames", "english"): {"yes", "no"},
    ("kind_extents", "geo_precision"): {"exact", "settlement", "county", "province", "linear", "region"},
    ("category_rules", "category"): set(load_categories()),
    ("category_neighbours", "one"): set(load_categories()),
    ("category_neighbours", "other"): set(load_categories()),
    ("units", "kind"): {"mass", "volume", "count"},
}


def _rows(table: str) -> list[dict[str, str]]:
    return read_table(f"lexicon/{table}.csv")


def _column(table: str, column: str) -> set[str]:
    return {row[column] for row in _rows(table)}


@pytest.mark.parametrize("table", KEYS)
def test_no_row_is_listed_twice(table: str) -> None:
    keys = [tuple(row[column] for column in KEYS[table]) for row in _rows(table)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", KEYS)
def test_rows_have_the_columns_of_the_header(table: str) -> None:
    assert all(None not in row and None not in row.values() for row in _rows(table))


@pytest.mark.parametrize(("table", "column"), ALLOWED)
def test_values_are_known(table: str, column: str) -> None:
    assert _column(table, column) <= ALLOWED[table, column]


@pytest.mark.parametrize("table", PHRASES)
def test_phrases_are_plain_words_in_lower_case(table: str) -> None:
    for phrase in _column(table, PHRASES[table][0]):
        assert phrase == phrase.lower().strip()
        assert phrase.replace("*", "a").replace("'", "").replace("-", "").replace(".", "").replace(" ", "").isalnum()
        assert phrase.count("*") + phrase.count("..") <= 2


@pytest.mark.parametrize("table", PHRASES)
def test_each_phrase_is_found_whole(table: str) -> None:
    phrase, value = PHRASES[table]
    finder = Phrases((row[phrase], row[value]) for row in _rows(table))
    for row in _rows(table):
        written = row[phrase].replace("*", "").replace("..", "his cart")
        hits = [(hit.start, hit.end, hit.value) for hit in finder.find(f"x {written} x")]
        assert hits == [(2, 2 + len(written), row[value])]


def test_rules_speak_of_listed_acts() -> None:
    acts = {act for acts in _column("category_rules", "act") for act in acts.split("+")}
    assert acts <= _column("acts", "act")


def test_rules_speak_of_listed_topics() -> None:
    topics = {topic for topics in _column("category_rules", "topic") for topic in topics.split("+")}
    assert topics <= {topic for several in _column("topics", "topic") for topic in several.split("+")} | {"*"}


def test_each_act_decides_something() -> None:
    decided = {act for acts in _column("category_rules", "act") for act in acts.split("+")}
    assert _column("acts", "act") - {NO_ACT, SAME} <= decided


def test_weights_are_shares() -> None:
    assert all(0 < float(weight) <= 1 for weight in _column("category_rules", "weight"))


def test_neighbours_are_listed_once_for_both() -> None:
    pairs = [frozenset((row["one"], row["other"])) for row in _rows("category_neighbours")]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 for pair in pairs)


def test_extents_are_metres() -> None:
    assert all(not extent or 100 <= float(extent) <= 100_000 for extent in _column("kind_extents", "extent_m"))


def test_each_kind_of_the_gazetteer_has_an_extent() -> None:
    kinds = {row["kind"] for row in read_table("gazetteer/places.csv")}
    assert kinds <= _column("kind_extents", "kind")


@pytest.mark.parametrize("table", ["metonyms", "name_tails", "surnames", "not_places"])
def test_names_begin_with_a_capital(table: str) -> None:
    assert all(name[0].isupper() for name in _column(table, KEYS[table][0]))


def test_weak_acts_are_listed() -> None:
    assert _column("acts", "act") >= WEAK_ACTS
