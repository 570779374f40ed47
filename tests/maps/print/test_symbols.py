from __future__ import annotations

import pytest

from geo_nk.maps.print.symbols import inside, outline
from geo_nk.maps.shared.style import symbols


@pytest.mark.parametrize("symbol", symbols())
def test_each_symbol_is_about_a_radius_large(symbol: str) -> None:
    box = outline(symbol).get_extents()
    assert 1.6 < max(box.width, box.height) < 2.6
    inner = inside(symbol)
    assert inner is None or inner.get_extents().width < box.width


def test_up_is_up_in_print() -> None:
    assert outline("triangle").vertices[0].tolist() == [0.0, 1.1]
