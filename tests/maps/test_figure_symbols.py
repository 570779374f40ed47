"""The symbols of print are those of the page."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from geo_nk.maps.print.symbols import CORNERS, inside, outline
from geo_nk.maps.shared.assets import asset
from geo_nk.maps.shared.style import SYMBOLS

POLYGON = re.compile(r"(\w+): \(c, x, y, r\) =>\s+polygon\(c, x, y, r(?: \* ([\d.]+))?, (\[.*?\])\)", re.DOTALL)


def page_polygons() -> dict[str, tuple[float, list[list[float]]]]:
    """Return the shapes with listed corners of symbols.js, y downwards as there."""
    found = POLYGON.findall(asset("parts/symbols.js"))
    return {name: (float(size or 1), json.loads(re.sub(r",(\s*\])", r"\1", corners))) for name, size, corners in found}


@pytest.mark.parametrize(("name", "shape"), sorted(page_polygons().items()))
def test_corners_are_those_of_the_page(name: str, shape: tuple[float, list[list[float]]]) -> None:
    size, corners = shape
    assert CORNERS[name][0] == size
    assert np.array(CORNERS[name][1]) * [1, -1] == pytest.approx(np.array(corners))


def test_most_symbols_are_compared() -> None:
    assert set(page_polygons()) >= {"diamond", "triangle", "shield", "arrow", "arrow_down", "cross"}


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_each_symbol_is_about_a_radius_large(symbol: str) -> None:
    box = outline(symbol).get_extents()
    assert 1.6 < max(box.width, box.height) < 2.6
    inner = inside(symbol)
    assert inner is None or inner.get_extents().width < box.width
