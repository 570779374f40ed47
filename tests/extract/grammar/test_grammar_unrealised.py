"""Acts that a sentence names and does not tell."""

from __future__ import annotations

import datetime as dt

import pytest

from geo_nk.extract.grammar.unrealised import realised
from geo_nk.extract.reader import Reader
from geo_nk.reports import Report


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("no one was arrested , a source said .", ", a source said ."),
        ("no smugglers were caught , they say .", ", they say ."),
        ("that no broker was caught , they say .", ", they say ."),
        ("the ministry ordered the bureau to arrest anyone .", "the ministry ."),
        ("police arrested no one , a source said .", "police , a source said ."),
        ("they fear being arrested by agents .", "they ."),
        ("six were arrested , but nobody has been punished .", "six were arrested , but ."),
        ("a man who had avoided arrest for years was caught .", "a man who had was caught ."),
        ("anyone would be arrested because of it .", "anyone because of it ."),
    ],
)
def test_what_an_act_is_governed_by_is_left_out_with_it(sentence: str, left: str) -> None:
    assert realised(sentence.split()) == tuple(left.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "a man was arrested on orders of the ministry .",
        "in order to catch him they set out .",
        "on may 0 he was sentenced .",
        "a woman with no visa was arrested .",
        "snow fell .",
    ],
)
def test_an_act_that_is_told_is_left_alone(sentence: str) -> None:
    assert realised(sentence.split()) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Residents of Onsong fear being arrested for watching South Korean films.", False),
        ("Three students in Onsong were arrested for watching South Korean films, and others fear the same.", True),
        ("No one was arrested in Hoeryong, a source said.", False),
        ("Six people were arrested in Hoeryong on May 7, but no one was punished, a source said.", True),
    ],
)
def test_an_arrest_that_nobody_tells_is_no_event(text: str, told: bool) -> None:
    events = Reader().read(Report("r", text, published=dt.date(2023, 5, 12))).events
    assert any(event.category == "arrest_sentence" for event in events) is told
