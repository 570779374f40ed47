"""The map from scores to shares: what it must be, and that the shipped table is one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.evaluate.calibration import Judged, bands_of, brier, cross_validated, fit
from geo_nk.evaluate.shares import Share

SCORES = st.floats(0, 1)
ROWS = st.lists(st.builds(Judged, st.sampled_from("abc"), SCORES, st.booleans()), min_size=1, max_size=60)


def drawn(count: int, *, reports: int = 20) -> list[Judged]:
    """Return rows of which so many are right as their score says."""
    dice = random.Random(1)  # noqa: S311 - a die, no secret
    scores = [dice.random() for _ in range(count)]
    return [Judged(f"r{number % reports}", score, dice.random() < score) for number, score in enumerate(scores)]


def test_a_fit_comes_near_what_is_so() -> None:
    curve = fit(drawn(4000))
    assert [curve(score) for score in (0.3, 0.5, 0.7)] == pytest.approx([0.3, 0.5, 0.7], abs=0.05)


@given(ROWS, SCORES, SCORES)
def test_a_fit_never_falls_and_stays_a_share(rows: list[Judged], one: float, other: float) -> None:
    curve = fit(rows)
    assert 0 <= curve(min(one, other)) <= curve(max(one, other)) <= 1


def test_the_level_comes_from_the_rows_named_for_it() -> None:
    rows = drawn(400)
    wrong = [Judged("u", 0.5, right=number % 4 == 0) for number in range(200)]
    assert fit([*rows, *wrong], level_of=wrong)(0.5) == pytest.approx(0.25, abs=0.01)


def test_nothing_to_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="no rows to fit"):
        fit([])


def test_what_is_said_of_a_report_was_fitted_without_it() -> None:
    rows = [Judged(report, 0.5, report == "b") for report in "aaabbb"]
    assert cross_validated(rows, lambda part: lambda _: sum(row.right for row in part) / len(part), folds=2) == [
        *[1.0] * 3,
        *[0.0] * 3,
    ]


def test_a_fitted_map_beats_a_score_that_is_too_sure() -> None:
    rows = [Judged(row.report_id, row.score**0.3, row.right) for row in drawn(800)]
    assert brier(rows, cross_validated(rows, fit)) < brier(rows, [row.score for row in rows]) - 0.02


def test_rows_of_one_score_stay_in_one_band() -> None:
    rows = [Judged("r", 0.5, right=True)] * 7 + [Judged("r", 0.9, right=False)]
    assert [(band.score, band.share) for band in bands_of(rows, float, count=4)] == [
        (0.5, Share(7, 7)),
        (0.9, Share(0, 1)),
    ]
