from __future__ import annotations

import datetime as dt

import pytest

from geo_nk.extract import Reader
from geo_nk.reports import Report


def _explained(text: str, *, threshold: float = 0.0) -> list[str]:
    reading = Reader().read(Report("r1", text, published=dt.date(2021, 8, 6)))
    return [line.strip() for line in reading.explain(threshold=threshold).split("\n")]


def test_what_was_found_and_what_it_became_is_told() -> None:
    shown = _explained("On July 3 agents seized Chinese mobile phones from four residents of Hyesan.")
    assert shown[0] == "r1, published 2021-08-06: 1 sentence, 1 event"
    assert any(line.startswith('place "Hyesan": event (') and "Hyesan (city), exact 0.99" in line for line in shown)
    assert 'date "July 3": event; 2021-07-03 (day)' in shown
    assert "quoted for event 1" in shown
    assert shown[-1].startswith("event 1 (e")
    assert "phone_crackdown, Hyesan, 2021-07-03, confidence" in shown[-1]


def test_the_words_that_tell_of_a_happening_are_named_with_what_they_add() -> None:
    (line,) = (line for line in _explained("Police arrested a trader in Hyesan.") if line.startswith("tells of"))
    assert '"arrested" +' in line


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("혜산시에 비가 왔다.", "left out: it is not in English, and only English sentences are understood"),
        ("Read in Korean", "left out: boilerplate, not read"),
        ("Prices are said to rise every spring.", "left out: it does not read like the telling of a happening"),
    ],
)
def test_what_is_left_out_is_told_with_the_reason(text: str, reason: str) -> None:
    assert reason in _explained(text)


def test_an_event_below_the_threshold_is_named_as_left_out() -> None:
    assert "left out: below the threshold of 1" in _explained("Traders were arrested in Hyesan.", threshold=1.0)


def test_a_sentence_is_shown_on_one_line() -> None:
    assert "[1] Traders were arrested in Hyesan." in _explained("Traders were\tarrested in Hyesan.")


def test_an_unlisted_place_says_why_it_has_no_point() -> None:
    assert any(
        "Gwangmyeong-ri" in line and "no listed name" in line for line in _explained("A raid in Gwangmyeong-ri.")
    )
