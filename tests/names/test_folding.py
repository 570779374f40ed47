"""Folding of names in any script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.data import read_table
from geo_nk.names.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("P'yŏngan-bukto", "pyonganbukto"),
        ("P’yŏngan bukto", "pyonganbukto"),
        ("Hǒeryõng", "hoeryong"),
        ("  Ji'an ", "jian"),
        ("Ｈｙｅｓａｎ", "hyesan"),
        ("圖們", "图们"),
        ("恵山", "惠山"),
        (unicodedata.normalize("NFD", "혜산"), "혜산"),
        ("フェリョン", "フェリョン"),
    ],
)
def test_fold_keeps_the_letters_that_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=40))
def test_any_text_folds_and_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_han_variants_lead_to_a_form_that_stays() -> None:
    rows = read_table("lexicon/names/han_variants.csv")
    variants = {row["variant"] for row in rows}
    assert not [row for row in rows if row["folded"] in variants]
