from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geo_nk.events import EVENT_COLUMNS, column, load_categories

if TYPE_CHECKING:
    from geo_nk.events.schema import Column


def test_names_are_unique() -> None:
    names = [c.name for c in EVENT_COLUMNS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("declared", EVENT_COLUMNS, ids=lambda c: c.name)
def test_column_is_declared_for_people(declared: Column) -> None:
    assert declared.meaning
    assert column(declared.name) is declared


def test_unknown_column() -> None:
    with pytest.raises(KeyError, match="colour"):
        column("colour")


@pytest.mark.parametrize("code", load_categories())
def test_category(code: str) -> None:
    category = load_categories()[code]
    assert category.category == code
    assert category.label
    assert category.meaning
    assert re.fullmatch("#[0-9a-f]{6}", category.colour)


def test_categories_look_different() -> None:
    categories = load_categories().values()
    assert len({c.colour for c in categories}) == len({c.symbol for c in categories}) == len(categories)


def test_categories_cannot_be_changed() -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        load_categories()["other"] = None  # type: ignore[index]
