"""A share and how far it may be trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.evaluate.shares import Share, f1_of


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (29, 29, 0.8830, 1.0)],
)
def test_interval_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17: 857-872, table I, method 3."""
    assert Share(right, of).interval == pytest.approx((low, high), abs=6e-5)


@given(st.integers(0, 500), st.integers(1, 500))
def test_interval_holds_the_share_and_stays_within_bounds(right: int, of: int) -> None:
    share = Share(min(right, of), of)
    low, high = share.interval
    assert 0 <= low <= share.right / share.of <= high <= 1


def test_share_of_nothing_has_no_value() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval == (0, 1)
    assert f1_of(Share(0, 0), Share(1, 1)) is None


def test_nothing_right_and_nothing_found_is_zero() -> None:
    assert f1_of(Share(0, 3), Share(0, 2)) == 0


def test_more_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2 is no share"):
        Share(3, 2)
