"""Quantities as numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.analyse import event_quantities
from geo_nk.events import events_frame


def _read(text: str, **columns: object) -> dict[str, object]:
    row = {"event_id": "a", "category": "other", "unplaced_reason": "x", "quantity": [text]}
    return event_quantities(events_frame([row | columns])).iloc[0].to_dict()


@pytest.mark.parametrize(
    ("text", "amount", "unit", "about"),
    [
        ("3 kilograms", 3, "kg", False),
        ("400 grams", 0.4, "kg", False),
        ("about 1.2 tons", 1200, "kg", True),
        ("some 3,500 cartons", 3500, "carton", True),
        ("two hundred and ten kilos", 210, "kg", False),
        ("half a ton", 500, "kg", False),
        ("two dozen phones", 24, "phone", False),
        ("twenty thousand pills", 20_000, "pill", False),
        ("12 cargo trucks", 12, "truck", False),
        ("thirty-five goats", 35, "goat", False),
    ],
)
def test_a_number_and_its_unit(text: str, amount: float, unit: str, about: bool) -> None:
    found = _read(text)
    assert (found["amount"], found["unit"], found["about"]) == (pytest.approx(amount), unit, about)


@pytest.mark.parametrize("text", ["dozens of boxes", "several trucks", "5,0 tons"])
def test_what_is_no_number_is_missing(text: str) -> None:
    assert math.isnan(_read(text)["amount"])


def test_the_good_is_the_only_one_or_what_is_counted() -> None:
    assert _read("1 ton", goods=["copper"])["good"] == "copper"
    assert _read("3 trucks", goods=["rice", "trucks"])["good"] == "trucks"
    assert _read("1 ton", goods=["rice", "copper"])["good"] is None


@given(st.text(max_size=40))
def test_any_text_can_stand_there(text: str) -> None:
    row = {"event_id": "a", "category": "other", "unplaced_reason": "x", "quantity": [text]}
    assert len(event_quantities(events_frame([row]))) <= 1
