"""Events are found by category and month, and the same ones are found as by a look at all."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.extract import assemble
from geo_nk.extract._shelf import Label, Shelf
from geo_nk.reports.text import Sentence

days = st.dates(dt.date(2019, 12, 1), dt.date(2021, 2, 1))
intervals = st.tuples(days, days).map(sorted) | st.just([None, None])
labels = st.builds(
    lambda categories, both: Label(categories, *both), st.sets(st.sampled_from("abc"), min_size=1), intervals
)


def _fits(one: Label, other: Label) -> bool:
    if not set(one.categories) & set(other.categories):
        return False
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return max(one.start, other.start) <= min(one.end, other.end)


@given(st.lists(labels, max_size=12), labels)
def test_the_first_that_fits_is_among_what_is_found(put: list[Label], sought: Label) -> None:
    shelf = Shelf()
    for number, label in enumerate(put):
        shelf.put(number, label)
    fitting = [number for number, label in enumerate(put) if _fits(label, sought)]
    found = [number for number in shelf.find(sought) if _fits(put[number], sought)]
    assert min(found, default=None) == min(fitting, default=None)


def _claim(number: int, place: str | None) -> assemble.Claim:
    day = dt.date(2000, 1, 1) + dt.timedelta(days=number)
    return assemble.Claim(
        Sentence(number, number + 1, 0, "body"),
        cast("Any", SimpleNamespace(category="defection", weight=0.9, act=SimpleNamespace(value="defect"))),
        cast("Any", place and SimpleNamespace(place_id=place, kind="city", answer=SimpleNamespace(place=None))),
        inherited=False,
        date=cast("Any", SimpleNamespace(date_start=day, date_end=day)),
    )


@pytest.mark.parametrize("place", ["hyesan", None])
def test_claims_of_many_days_are_not_compared_with_each_other_all(
    place: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike, compared = assemble._alike, []

    def counted(event: assemble.Event, claim: assemble.Claim) -> bool:
        compared.append(claim)
        return alike(event, claim)

    monkeypatch.setattr(assemble, "_alike", counted)
    claims = [_claim(number, place) for number in range(2000)]
    assert len(assemble._merge(claims, None, [])) == len(claims)
    assert len(compared) < 100 * len(claims)
