"""Clauses: where a sentence is cut, and who only says what the others tell."""

from __future__ import annotations

import pytest

from geo_nk.extract.clauses import Clause, clauses_of, telling_clause
from geo_nk.extract.reader import Reader
from geo_nk.reports import Report


def _clauses(text: str) -> list[Clause]:
    reader = Reader()
    found = reader.analyse(Report("r", text))
    return clauses_of(found, 0, reader.weights, key="kp-ryanggang-hyesan", category="arrest_sentence")


def _words(text: str) -> list[tuple[str, bool]]:
    return [(text[c.start : c.end], c.says) for c in _clauses(text)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Four were arrested, a source said.",
            [("Four were arrested", False), ("a source said", True)],
        ),
        (
            "A source in Musan told the paper on May 3 that four were arrested.",
            [("A source in Musan told the paper on May 3 that", True), ("four were arrested", False)],
        ),
        (
            "An agent in Musan, who asked not to be named, told the paper on Monday.",
            [
                ("An agent in Musan", True),
                ("who asked not to be named", True),
                ("told the paper on Monday", True),
            ],
        ),
        (
            "Rice, oil and corn were taken; two fled.",
            [("Rice, oil and corn were taken", False), ("two fled", False)],
        ),
        (
            "Agents of Hyesan, Ryanggang Province, arrested four.",
            [("Agents of Hyesan, Ryanggang Province, arrested four", False)],
        ),
        (
            "On May 3, 2020 the 31st Brigade took 1,200.5 tons.",
            [("On May 3, 2020 the 31st Brigade took 1,200.5 tons", False)],
        ),
    ],
)
def test_marks_cut_a_sentence(text: str, clauses: list[tuple[str, bool]]) -> None:
    assert _words(text) == clauses


def test_the_clause_that_tells_is_the_one_whose_words_weigh_most() -> None:
    clause = telling_clause(_clauses("It had rained, four traders were arrested in Hyesan, and the river rose."))
    assert clause is not None
    assert clause.trigger.text == "arrested"


def test_where_all_is_who_said_it_nothing_tells() -> None:
    assert telling_clause(_clauses("A source said.")) is None
