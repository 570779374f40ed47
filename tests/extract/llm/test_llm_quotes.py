"""Quotes are found as they are copied: whole words and numbers, of what was shown and of nothing else."""

from __future__ import annotations

import time

import pytest

from geo_nk import Report
from geo_nk.extract.analysis import LONGEST_SENTENCE
from geo_nk.extract.llm import load_conventions
from geo_nk.extract.llm.question import Question, questions_of
from geo_nk.extract.llm.quotes import Quotes
from geo_nk.extract.reader import Reader

OPENING = (
    "Five women of Hyesan carried 31 kilograms of “ginseng”  over the ice on May 31, and 1,500 yuan.\n\n"
    "File photo: guards with gold.\n\nSnow fell."
)
TEXT = f"{OPENING}\n\n지난 3일 상인들이 체포됐다. Gu\u202eards saw it on May 3."


def quotes_of(text: str) -> Quotes:
    return Quotes(question_of(text))


def question_of(text: str) -> Question:
    analysis = Reader().analyse(Report("r", text))
    return questions_of(analysis, load_conventions(), model="m", seed=0, most_tokens=1)[0]


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("five WOMEN", "Five women"),
        ('"ginseng" over', "“ginseng”  over"),
        ("31 kilograms", "31 kilograms"),
        ("May 3", "May 3"),
        ("상인", "상인"),
        ("3일", "3일"),
        ("Gu\ufffdards", "Gu\u202eards"),
        ("1,500", "1,500"),
    ],
)
def test_a_copy_is_found(quote: str, stands: str) -> None:
    span = quotes_of(TEXT).find(quote)
    assert span is not None
    assert TEXT[slice(*span)] == stands


@pytest.mark.parametrize(
    "quote",
    ["men", "wom", "3", "500", "1", "1 kilograms", "May 3", "gold", "File photo", "", " ", "\0", "\0\0\0", "\ud800"],
)
def test_a_part_of_a_word_or_a_number_and_what_was_not_shown_is_none(quote: str) -> None:
    assert quotes_of(OPENING).find(quote) is None


def test_the_sentences_that_tell_it_come_first() -> None:
    text = "Guards came to Musan. Snow fell. Guards came to Musan."
    assert quotes_of(text).find("guards", [2]) == (33, 39)
    assert quotes_of(text).find("guards", [1]) == (0, 6)


def test_what_was_not_shown_of_a_long_sentence_cannot_be_quoted() -> None:
    quotes = quotes_of("Hyesan " + "x" * LONGEST_SENTENCE + " gold.")
    assert quotes.find("hyesan") == (0, 6)
    assert quotes.find("gold") is None


def test_no_report_makes_the_search_long() -> None:
    quotes = quotes_of("Hyesan " + "a " * 500_000)
    began = time.perf_counter()
    assert [quotes.find("a " * 79 + "b") for _ in range(50)] == [None] * 50
    assert time.perf_counter() - began < 2


def test_half_a_character_of_an_answer_is_not_sent_back() -> None:
    body = question_of("Two were seen in Hyesan.").again('{"\ud800', ["a fault"])
    assert body["messages"][2] == {"role": "assistant", "content": '{"\ufffd'}
