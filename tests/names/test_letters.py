"""Letters changed in place: no character moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo_nk.names.letters import encodable, lower


def test_a_lone_surrogate_is_replaced_in_place() -> None:
    assert encodable("a\ud800b") == "a\ufffdb"


@given(st.text())
def test_lowering_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)
