from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.events import event_id

CLAIM = {
    "category": "defection",
    "report_id": "raid",
    "quote": "Two left.",
    "place_id": "kp-ryanggang-hyesan",
    "name_as_written": "Hyesan",
    "date_start": "2021-08-01",
    "date_end": "2021-08-06",
    "distinguish": "2",
}


def test_id_never_changes() -> None:
    assert event_id(category="defection") == "eb15c65c6ccdd"


@pytest.mark.parametrize("part", CLAIM)
def test_each_part_matters(part: str) -> None:
    assert event_id(**{**CLAIM, part: "other"}) != event_id(**CLAIM)


def test_line_breaks_in_a_quote_do_not_matter() -> None:
    assert event_id(**{**CLAIM, "quote": "Two\n left."}) == event_id(**CLAIM)


@given(st.text(), st.text())
def test_any_text_makes_an_id(quote: str, name: str) -> None:
    made = event_id(category="other", quote=quote, name_as_written=name)
    assert len(made) == 13
    assert int(made[1:], 16) >= 0
