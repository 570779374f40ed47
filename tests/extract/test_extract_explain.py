from __future__ import annotations

import datetime as dt

import pytest

from geo_nk.extract import Reader
from geo_nk.reports import Report


def _explained(text: str, *, threshold: float = 0.0) -> list[str]:
    reading = Reader().read(Report("r1", text, published=dt.date(2021, 8, 6)))
    return [line.strip() for line in reading.explain(threshold=threshold).split("\n")]


def test_what_was_found_and_what_it_became_is_told() -> None:
    shown = _explained("On July 3 agents seized phones in Hyesan.")
    assert shown[0] == "r1, published 2021-08-06: 1 sentence, 1 event"
    assert 'place "Hyesan": event; Hyesan (city), exact 0.99' in shown
    assert 'date "July 3": event; 2021-07-03 (day)' in shown
    assert any(line.startswith("says phone_crackdown") and '"seized"' in line and '"phones"' in line for line in shown)
    assert "quoted for event 1" in shown
    assert shown[-1].startswith("event 1 (e")
    assert "phone_crackdown, Hyesan, 2021-07-03, confidence" in shown[-1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nobody was arrested in Hyesan.", 'left out: "arrested" is denied by "Nobody"'),
        ("Traders will be arrested in Hyesan.", 'left out: "arrested" is planned, by "will"'),
        ("It rained in Hyesan.", "left out: no word of it tells of an act"),
        ("혜산시에 비가 왔다.", "left out: it is not in English, and only English sentences are understood"),
        ("Read in Korean", "left out: boilerplate, not read"),
        ("In Hyesan it was found.", 'left out: "was found" alone does not say what happened'),
    ],
)
def test_what_is_left_out_is_told_with_the_reason(text: str, reason: str) -> None:
    assert reason in _explained(text)


def test_a_claim_long_past_is_told_as_background() -> None:
    shown = _explained("Prices rose in Hyesan. In March 2012 traders were arrested and jailed.")
    assert any(line.startswith("left out: background: long past") for line in shown)


def test_an_event_below_the_threshold_is_named_as_left_out() -> None:
    assert "left out: below the threshold of 0.99" in _explained("Traders were arrested in Hyesan.", threshold=0.99)


def test_a_sentence_is_shown_on_one_line() -> None:
    assert "[1] Traders were arrested in Hyesan." in _explained("Traders were\tarrested in Hyesan.")


def test_an_unlisted_place_says_why_it_has_no_point() -> None:
    assert any(
        "Gwangmyeong-ri" in line and "no listed name" in line for line in _explained("A raid in Gwangmyeong-ri.")
    )
