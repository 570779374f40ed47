"""The tables that extraction reads: each row well-formed, each phrase found."""

from __future__ import annotations

import pytest

from geo_nk.data import read_table
from geo_nk.extract.phrases import Phrases

PHRASES = {
    "events/goods": ("phrase", "good"),
    "events/actors": ("phrase", "actor"),
    "events/penalties": ("phrase", "penalty"),
    "events/directions": ("phrase", "direction"),
}
KEYS = {
    **{table: (phrase,) for table, (phrase, _) in PHRASES.items()},
    "names/surnames": ("surname",),
    "names/not_places": ("word",),
    "names/name_tails": ("word",),
    "language/closed_words": ("word",),
    "events/units": ("unit",),
    "places/kind_extents": ("kind",),
}
ALLOWED = {
    ("events/directions", "direction"): {"import", "export"},
    ("names/surnames", "english"): {"yes", "no"},
    ("places/kind_extents", "geo_precision"): {"exact", "settlement", "county", "province", "linear", "region"},
    ("events/units", "kind"): {"mass", "volume", "holder", "count"},
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


def test_extents_are_metres() -> None:
    assert all(not extent or 100 <= float(extent) <= 100_000 for extent in _column("places/kind_extents", "extent_m"))


def test_each_kind_of_the_gazetteer_has_an_extent() -> None:
    kinds = {row["kind"] for row in read_table("gazetteer/places.csv")}
    assert kinds <= _column("places/kind_extents", "kind")


@pytest.mark.parametrize("table", ["names/surnames", "names/not_places"])
def test_names_begin_with_a_capital(table: str) -> None:
    assert all(name[0].isupper() for name in _column(table, KEYS[table][0]))
