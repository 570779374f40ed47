"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.calendar_names import MONTH_FORMS, MONTHS
from geo_nk.sentence_ends import cut


@pytest.mark.parametrize("short", sorted(set(MONTH_FORMS) - set(MONTHS)))
def test_a_month_cut_short_ends_no_sentence(short: str) -> None:
    assert len(list(cut(f"Police came on {short.capitalize()}. 3 to town."))) == 1


@given(st.text())
def test_no_character_but_blanks_is_lost(text: str) -> None:
    assert "".join("".join(text[start:end] for start, end in cut(text)).split()) == "".join(text.split())
