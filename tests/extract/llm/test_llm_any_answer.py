"""Whatever a report holds and whatever is answered, nothing is raised, and what is taken stands in the report."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from geo_nk import Report, load_categories
from geo_nk.extract.llm import load_conventions
from geo_nk.extract.llm.answer import read_answer
from geo_nk.extract.llm.question import Question, questions_of, request_hash
from geo_nk.extract.reader import Reader

READER = Reader()

TEXTS = st.text(
    st.sampled_from("Hyesan Musan 혜산 惠山 May 3, 2020. S1: P0 D1 \n\r\u2028\u202e\ud800\"'{}[]\\")
    | st.characters(min_codepoint=1),
    max_size=200,
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NUMBERS = st.sampled_from(["S1", "S2", "P0", "P1", "D0", "D1", 1, 0, "own", "x"])
EVENTS = st.fixed_dictionaries(
    {
        "category": st.sampled_from([*load_categories(), "none"]) | ANYTHING,
        "sentences": st.lists(NUMBERS, max_size=3) | ANYTHING,
        "places": st.lists(NUMBERS, max_size=3) | ANYTHING,
        "places_quoted": st.lists(st.sampled_from(["Hyesan", "musan", "S1", "."]) | TEXTS, max_size=2) | ANYTHING,
        "date": NUMBERS | ANYTHING,
        "date_start": st.sampled_from(["2020-05-03", "2020-13-01", ""]) | ANYTHING,
        "date_end": st.sampled_from(["2020-05-03", "2019-05-03"]) | ANYTHING,
        "date_words": st.sampled_from(["May 3", "May"]) | ANYTHING,
        "goods": st.lists(TEXTS, max_size=2) | ANYTHING,
        "said_by": ANYTHING,
    }
)


def question_of(text: str) -> Question | None:
    report = Report("r", f"Two were seen in Hyesan on May 3.\n\n{text}", published=dt.date(2020, 5, 9), title=text[:20])
    found = questions_of(READER.analyse(report), load_conventions(), model="m", seed=0, most_tokens=1)
    return found[0] if found else None


@given(text=TEXTS, events=st.lists(EVENTS, max_size=3))
@settings(max_examples=150, deadline=None)
def test_what_is_taken_of_any_answer_stands_in_the_report(text: str, events: list[dict[str, Any]]) -> None:
    question = question_of(text)
    assert question is not None
    assert len(request_hash(question.body)) == 64
    answer = read_answer(json.dumps({"events": events}), question)
    body, whole = question.analysis.body, question.analysis.report.text
    for event in answer.events:
        assert event.category in load_categories()
        assert all(number in question.sentences for number in event.sentences)
        assert all(any(s.start <= start < end for s in body) for start, end in event.quoted)
        assert all(piece in " ".join(whole.split()) for pieces in event.details.values() for piece in pieces)
        if event.date is not None:
            assert whole[event.date.start : event.date.end] == event.date.surface


@given(reply=TEXTS | st.text())
@settings(max_examples=150, deadline=None)
def test_any_reply_is_an_answer_or_a_fault(reply: str) -> None:
    question = question_of("Snow fell.")
    assert question is not None
    answer = read_answer(reply, question)
    assert answer.events or answer.faults
