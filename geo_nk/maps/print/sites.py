"""Where marks stand on a printed map: events of one place in a ring around it, more than fit as a number in a circle.

A mark never stands on a place that is not its own. The page lays out its marks by the same rules, in
``assets/marks/sites.js``; ``sites.json`` holds what both go by.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from geo_nk.maps.shared.assets import shared_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Site", "ring_offsets", "sites_of", "spots_of"]

_RULES: Final = shared_table("marks/sites.json")
_DIGITS: Final = 5  # decimals of a degree that tell two spots apart


@dataclass(slots=True)
class Site:
    """What is drawn at one point.

    Attributes
    ----------
    x, y : float
        Points, of its largest spot.
    rows : list of numpy.ndarray
        The events of each spot, the largest first.
    r : float
        Radius in points.
    """

    x: float
    y: float
    rows: list[NDArray[np.int64]]
    r: float

    @property
    def size(self) -> int:
        """How many events it has."""
        return sum(map(len, self.rows))

    @property
    def stacked(self) -> bool:
        """Whether it is drawn as a number."""
        return len(self.rows) > 1 or self.size > _RULES["ring_most"]

    @property
    def members(self) -> NDArray[np.int64]:
        """All its events."""
        return np.concatenate(self.rows)


def ring_offsets(n: int, mark: float) -> NDArray[np.float64]:
    """Return where the marks of `n` events of one place stand around it.

    Parameters
    ----------
    n
        Events.
    mark
        Radius of a mark in points.

    Returns
    -------
    numpy.ndarray
        Points to the right and up, a row for each.

    Examples
    --------
    >>> ring_offsets(1, 3.0).tolist()
    [[0.0, 0.0]]
    """
    if n == 1:
        return np.zeros((1, 2))
    angle = np.pi / 2 - 2 * np.pi * np.arange(n) / n
    return _ring(n, mark) * np.column_stack([np.cos(angle), np.sin(angle)])


def _ring(n: int, mark: float) -> float:
    return float(mark * max(_RULES["ring_least"], n * _RULES["ring_apart"] / (2 * np.pi))) if n > 1 else 0.0


def _radius(n: int, spots: int, mark: float) -> float:
    if spots > 1 or n > _RULES["ring_most"]:
        return float(min(3.4, 1.8 + 0.2 * np.log2(n)) * mark)
    return _ring(n, mark) + mark


def sites_of(x: NDArray[np.float64], y: NDArray[np.float64], *, spots: NDArray[np.int64], mark: float) -> list[Site]:
    """Lay out events so that no two marks hide each other.

    Parameters
    ----------
    x, y
        Points, of each event.
    spots
        The spot of each event: events of the same number stand at the same place.
    mark
        Radius of a mark in points.

    Returns
    -------
    list of Site
        Most events first.

    Examples
    --------
    >>> import numpy as np
    >>> x, y = np.array([0.0, 0.0, 90.0]), np.zeros(3)
    >>> [site.size for site in sites_of(x, y, spots=np.array([0, 0, 1]), mark=3.0)]
    [2, 1]
    """
    order = np.argsort(spots, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(spots[order])) + 1) if len(order) else []
    groups.sort(key=len, reverse=True)
    sites = [Site(float(x[rows[0]]), float(y[rows[0]]), [rows], _radius(len(rows), 1, mark)) for rows in groups]
    while True:
        merged = _merged(sites, mark)
        if len(merged) == len(sites):
            return sorted(merged, key=lambda site: -site.size)
        sites = sorted(merged, key=lambda site: -site.size)


def _merged(sites: list[Site], mark: float) -> list[Site]:
    """Put each site into a larger one that it would touch, if there is one."""
    cell = 2 * 3.4 * mark  # no two sites that touch are farther apart
    grid: dict[tuple[int, int], list[Site]] = {}
    kept: list[Site] = []
    for site in sites:
        column, row = int(site.x // cell), int(site.y // cell)
        near = (other for i, j in product((-1, 0, 1), repeat=2) for other in grid.get((column + i, row + j), ()))
        into = next((other for other in near if _touch(site, other)), None)
        if into is None:
            kept.append(site)
            grid.setdefault((column, row), []).append(site)
        else:
            into.rows.extend(site.rows)
            into.r = _radius(into.size, len(into.rows), mark)
    return kept


def _touch(a: Site, b: Site) -> bool:
    reach = _RULES["touching"] * (a.r + b.r)
    return bool((a.x - b.x) ** 2 + (a.y - b.y) ** 2 < reach * reach)


def spots_of(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return a number for each distinct position (degrees); what has none has -1."""
    known = ~np.isnan(lon)
    pairs = np.round(np.stack([lon[known], lat[known]]), _DIGITS)
    codes = np.full(len(lon), -1, dtype="int64")
    codes[known] = np.unique(pairs, axis=1, return_inverse=True)[1].ravel()
    return codes
