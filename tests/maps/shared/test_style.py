from __future__ import annotations

import itertools

import pytest

from geo_nk.events.categories import Category
from geo_nk.maps.shared import style
from geo_nk.maps.shared.style import legend

LOOKS = legend()

# What a reader without green receptors sees of linear RGB (Vienot, Brettel and Mollon 1999).
DEUTERANOPE = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))


def channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def as_deuteranope(colour: str) -> list[float]:
    linear = [c**2.2 for c in channels(colour)]
    return [max(0.0, sum(a * b for a, b in zip(row, linear, strict=True))) ** (1 / 2.2) for row in DEUTERANOPE]


def test_no_two_categories_share_a_symbol() -> None:
    assert len({look["symbol"] for look in LOOKS}) == len(LOOKS)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(LOOKS, 2)), ids=lambda look: look["code"])
def test_categories_that_look_alike_in_colour_differ_in_shape(one: dict[str, str], other: dict[str, str]) -> None:
    near = (
        sum(abs(a - b) for a, b in zip(as_deuteranope(one["colour"]), as_deuteranope(other["colour"]), strict=True))
        < 0.15
    )
    assert not near or one["symbol"].split("_")[0] != other["symbol"].split("_")[0]


@pytest.mark.parametrize(
    ("field", "value", "said"), [("colour", "red", "not of the form"), ("symbol", "heart", "not one of")]
)
def test_a_look_that_cannot_be_drawn_is_named(
    monkeypatch: pytest.MonkeyPatch, field: str, value: str, said: str
) -> None:
    look = {"category": "odd", "group": "g", "label": "Odd", "colour": "#000000", "symbol": "star", field: value}
    odd = Category(**look, label_ko="", label_zh="", acled_event_type="", acled_sub_event_type="", ucdp="", meaning="")
    monkeypatch.setattr(style, "load_categories", lambda: {"odd": odd})
    with pytest.raises(ValueError, match=f"odd: {field} '{value}' is {said}"):
        legend()
