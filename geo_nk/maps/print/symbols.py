"""The symbols of the categories, and that of a crossing, as outlines for print, with up as up.

They are the page's: ``assets/parts/symbols.json`` holds them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo_nk.maps.shared.assets import shared_table

if TYPE_CHECKING:
    from matplotlib.path import Path
    from numpy.typing import NDArray

__all__ = ["crossing", "inside", "outline", "ruin"]


@cache
def outline(symbol: str) -> Path:
    """Return the outline of a symbol of radius 1.

    Parameters
    ----------
    symbol
        One of `geo_nk.maps.shared.style.symbols`.

    Returns
    -------
    matplotlib.path.Path

    Examples
    --------
    >>> float(outline("diamond").get_extents().height)
    2.28
    """
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    shape = _shape(symbol)
    if "corners" in shape:
        return Path(_upwards([*shape["corners"], shape["corners"][0]]), closed=True)
    return Path.circle(radius=shape["radius"])


@cache
def inside(symbol: str) -> Path | None:
    """Return what stands in a symbol in the colour of paper; None for most.

    Parameters
    ----------
    symbol
        One of `geo_nk.maps.shared.style.symbols`.

    Returns
    -------
    matplotlib.path.Path or None

    Examples
    --------
    >>> inside("square") is None
    True
    """
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    shape = _shape(symbol)
    if "dot" in shape:
        return Path.circle(radius=shape["dot"])
    if "cross" in shape:
        long, thick = shape["cross"][0], shape["cross"][1] / 2
        a, b = long + thick / np.sqrt(2), np.sqrt(2) * thick
        corners = [
            (0, b), (a - b, a), (a, a - b), (b, 0), (a, b - a), (a - b, -a),
            (0, -b), (b - a, -a), (-a, b - a), (-b, 0), (-a, a - b), (b - a, a), (0, b),
        ]  # fmt: skip
        return Path(np.array(corners, dtype=float), closed=True)
    return None


def crossing() -> list[NDArray[np.float64]]:
    """Return the two abutments of a crossing whose way is 2 wide.

    Returns
    -------
    list of numpy.ndarray
        Corners, a row for each.

    Examples
    --------
    >>> [len(abutment) for abutment in crossing()]
    [4, 4]
    """
    return [_upwards(abutment) for abutment in shared_table("parts/symbols.json")["crossing"]]


def ruin() -> NDArray[np.float64]:
    """Return the stroke through a crossing whose bridge is gone, as `crossing` returns its abutments.

    Returns
    -------
    numpy.ndarray

    Examples
    --------
    >>> ruin().tolist()
    [[-2.0, -0.75], [2.0, 0.75]]
    """
    return _upwards(shared_table("parts/symbols.json")["ruin"])


def _shape(symbol: str) -> dict[str, Any]:
    shape: dict[str, Any] = shared_table("parts/symbols.json")["shapes"][symbol]
    return shape


def _upwards(corners: list[list[float]]) -> NDArray[np.float64]:
    return np.array(corners, dtype=float) * [1.0, -1.0]
