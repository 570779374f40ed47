"""The symbols of the categories as outlines for print: the shapes of ``assets/parts/symbols.js``, with up as up."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from matplotlib.path import Path

__all__ = ["CORNERS", "inside", "outline"]

_TURN: Final = np.pi / 5
_RAYS: Final = tuple(
    ((0.46 if i % 2 else 1.0) * np.cos(i * _TURN + np.pi / 2), (0.46 if i % 2 else 1.0) * np.sin(i * _TURN + np.pi / 2))
    for i in range(10)
)

#: Size and corners of each symbol with corners, y upwards, for a radius of 1.
CORNERS: Final = {
    "square": (0.84, ((-1, 1), (1, 1), (1, -1), (-1, -1))),
    "diamond": (1.14, ((0, 1), (1, 0), (0, -1), (-1, 0))),
    "triangle": (1.1, ((0, 1), (0.98, -0.78), (-0.98, -0.78))),
    "shield": (
        1.0,
        ((-0.88, 0.92), (0.88, 0.92), (0.88, -0.15), (0.5, -0.72), (0, -1.08), (-0.5, -0.72), (-0.88, -0.15)),
    ),
    "star": (1.22, _RAYS),
    "arrow": (
        1.1,
        ((-1, 0.38), (0.02, 0.38), (0.02, 0.95), (1, 0), (0.02, -0.95), (0.02, -0.38), (-1, -0.38)),
    ),
    "arrow_down": (
        1.1,
        ((-0.38, 1), (-0.38, -0.02), (-0.95, -0.02), (0, -1), (0.95, -0.02), (0.38, -0.02), (0.38, 1)),
    ),
    "cross": (
        1.0,
        (
            (-0.34, 1), (0.34, 1), (0.34, 0.34), (1, 0.34), (1, -0.34), (0.34, -0.34),
            (0.34, -1), (-0.34, -1), (-0.34, -0.34), (-1, -0.34), (-1, 0.34), (-0.34, 0.34),
        ),
    ),
}  # fmt: skip

_ROUND: Final = 0.95
_DOT: Final = 0.36
_STROKE: Final = (0.42, 0.13)  # half the length and half the width of the strokes of the cross in a circle


@cache
def outline(symbol: str) -> Path:
    """Return the outline of a symbol of radius 1.

    Parameters
    ----------
    symbol
        One of `geo_nk.maps.shared.style.SYMBOLS`.

    Returns
    -------
    matplotlib.path.Path

    Examples
    --------
    >>> float(outline("diamond").get_extents().height)
    2.28
    """
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    if symbol in CORNERS:
        size, corners = CORNERS[symbol]
        return Path(size * np.array([*corners, corners[0]], dtype=float), closed=True)
    return Path.circle(radius=_ROUND)


@cache
def inside(symbol: str) -> Path | None:
    """Return what stands in a symbol in the colour of paper; None for most.

    Parameters
    ----------
    symbol
        One of `geo_nk.maps.shared.style.SYMBOLS`.

    Returns
    -------
    matplotlib.path.Path or None

    Examples
    --------
    >>> inside("square") is None
    True
    """
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    if symbol == "circle_dot":
        return Path.circle(radius=_DOT)
    if symbol == "circle_cross":
        long, thick = _STROKE
        a, b = long + thick / np.sqrt(2), np.sqrt(2) * thick
        corners = [
            (0, b), (a - b, a), (a, a - b), (b, 0), (a, b - a), (a - b, -a),
            (0, -b), (b - a, -a), (-a, b - a), (-b, 0), (-a, a - b), (b - a, a), (0, b),
        ]  # fmt: skip
        return Path(np.array(corners, dtype=float), closed=True)
    return None
