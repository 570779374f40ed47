from __future__ import annotations

from typing import Any

import pytest

from geo_nk.data import read_table
from geo_nk.reports import Report, sentences
from geo_nk.reports.paragraphs import find_kinds

ROWS = read_table("lexicon/reports/boilerplate.csv")
WORDS = read_table("lexicon/language/sentence_words.csv")
PROSE = "Police searched the market in Musan on Monday."


def test_patterns_are_unique() -> None:
    pairs = [(row["pattern"], row["where"]) for row in ROWS]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["pattern"])
def test_row_does_what_it_says(row: dict[str, str]) -> None:
    around = {
        "starts_with": "{} Hyesan",
        "starts_line": "{} Hyesan",
        "ends_with": "Hyesan {}",
        "ends_line": "Snow fell on Hyesan. {} A. Roe/AFP",
        "contains": "Hyesan {} Musan",
        "equals": "{}",
    }
    paragraph = around[row["where"]].format(row["pattern"].upper())
    text = f"{PROSE}\n\n{paragraph}\n\n{PROSE}"
    kinds = [s.kind for s in sentences(Report("a", text))]
    assert kinds[0] == "body"
    assert set(kinds[1:-1]) == {row["kind"]}
    assert kinds[-1] == (row["kind"] if row["extent"] == "rest" else "body")


@pytest.mark.parametrize("row", WORDS, ids=lambda row: f"{row['word']}-{row['use']}")
def test_sentence_words_are_folded(row: dict[str, str]) -> None:
    assert row["word"] == row["word"].lower().strip(".")
    assert row["use"] in {"before_name", "before_number", "may_end", "opens"}


def test_headlines_below_a_heading_of_links_are_not_the_article() -> None:
    text = f"{PROSE}\n\nMost read\n\nMarket raided in Hoeryong\n\nGuards shoot man at Onsong\n\n{PROSE}"
    assert [s.kind for s in sentences(Report("a", text))] == ["body", *["boilerplate"] * 3, "body"]


class _Counting(list[str]):
    """A list that counts what is taken out of it."""

    taken = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        self.taken += len(found) if isinstance(at, slice) else 1
        return found


def test_paragraphs_are_not_compared_with_each_other_all() -> None:
    paragraphs = _Counting(["a."] * 1000)
    assert find_kinds(paragraphs, alone=[False] * 1000) == ["body"] * 1000
    assert paragraphs.taken < 5000
