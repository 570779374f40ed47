"""The events on the printed strip chart: boxes with a mark where they can be told apart, shading where they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo_nk.maps.print.drawn import NO_DAY
from geo_nk.maps.print.strip_frame import GUTTER, boxes, segments
from geo_nk.maps.shared.assets import shared_table
from geo_nk.maps.shared.style import colours, legend

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo_nk.events.along import Along
    from geo_nk.maps.print.drawn import Drawn
    from geo_nk.maps.print.pen import Pen
    from geo_nk.maps.print.strip_frame import Plot

__all__ = ["draw_boxes", "draw_shading", "is_crowded"]

_MOST_MARKS: Final = 3000
_RULES: Final = shared_table("strip/strip.json")
_LARGEST: Final = 3.1  # radius of a mark in points
_SMALLEST: Final = 1.5
_INK: Final = 70.0  # square points of wash that each event has, thin over a large box
_CELL: Final = 2.4  # points of a cell of the shading
_LEAST_WHISKER: Final = 4.0  # points


def is_crowded(along: Along, shown: Drawn, rows: NDArray[np.int64], plot: Plot) -> bool:
    """Return whether marks would lie on each other."""
    dated = rows[shown.start[rows] != NO_DAY]
    if len(rows) > _MOST_MARKS:
        return True
    if len(dated) <= _RULES["few"]:
        return False
    size = 2 * _SMALLEST
    middle = (shown.start[dated] + shown.end[dated] + 1) / 2
    cells = np.stack([plot.x(along.km[dated]) // size, plot.y(middle) // size])
    return bool(1 - np.unique(cells, axis=1).shape[1] / len(dated) > _RULES["crowded"])


def draw_boxes(pen: Pen, shown: Drawn, along: Along, rows: NDArray[np.int64], plot: Plot) -> None:
    """Draw each event: as wide as its place is uncertain, as tall as its date, with its mark in the middle."""
    share = _RULES["covered"] * plot.size[0] * plot.size[1] / max(len(rows), 1)
    r = float(np.clip(np.sqrt(share / np.pi), _SMALLEST, _LARGEST))
    dated = shown.start[rows] != NO_DAY
    middle = (GUTTER[0] + GUTTER[1]) / 2
    top = np.where(dated, plot.y(np.where(dated, shown.start[rows], 0)), middle)
    bottom = np.where(dated, plot.y(np.where(dated, shown.end[rows], 0) + 1), middle)
    left, right = plot.x(along.first[rows]), plot.x(along.last[rows])
    area = (right - left + 2) * (top - bottom + 2)
    order = np.argsort(-area, kind="stable")  # the vague first, so that a veil never hides a spot
    entries = legend()
    at = np.column_stack([plot.x(along.km[rows]), (top + bottom) / 2])
    at = _dodged(at, r)
    edges = np.column_stack([left, bottom - 0.6, right, top + 0.6])[order]
    colours = [entries[code]["colour"] for code in shown.category[rows][order]]
    wash = np.clip(_INK / area[order], *_RULES["wash"])
    boxes(pen, [tuple(edge) for edge in edges.tolist()], zorder=4, facecolors=_washed(colours, wash), edgecolors="none")
    _draw_whiskers(pen, edges, at[order], colours)
    for code in np.unique(shown.category[rows]).tolist():
        for hollow in (True, False):
            of = (shown.category[rows] == code) & (shown.vague[rows] == hollow)
            pen.stamp(entries[code], at[of], r=r, hollow=hollow, zorder=6)


def _washed(colours: list[str], alpha: NDArray[np.float64]) -> NDArray[np.float64]:
    from matplotlib.colors import to_rgba_array  # noqa: PLC0415 - an extra

    return np.reshape(to_rgba_array(colours, alpha) if colours else np.empty((0, 4)), (-1, 4))


def _draw_whiskers(pen: Pen, edges: NDArray[np.float64], at: NDArray[np.float64], colours: list[str]) -> None:
    """Draw lines with a bar at either end, as far as place and date are uncertain."""
    lines: list[list[tuple[float, float]]] = []
    inks: list[str] = []
    bar = 1.3
    for (left, bottom, right, top), (x, y), ink in zip(edges.tolist(), at.tolist(), colours, strict=True):
        found: list[list[tuple[float, float]]] = []
        if right - left > _LEAST_WHISKER:
            found += [[(left, y), (right, y)], *([(end, y - bar), (end, y + bar)] for end in (left, right))]
        if top - bottom > _LEAST_WHISKER + 1.2:
            found += [[(x, bottom), (x, top)], *([(x - bar, end), (x + bar, end)] for end in (bottom, top))]
        lines += found
        inks += [ink] * len(found)
    segments(pen, lines, zorder=5, colors=inks, linewidths=0.6, alpha=0.8)


def _dodged(at: NDArray[np.float64], r: float) -> NDArray[np.float64]:
    """Move marks that would hide each other to the side: the whiskers still tell where the events are."""
    moved = at.copy()
    taken: dict[tuple[int, int], int] = {}
    for i, (x, y) in enumerate(at.tolist()):
        square = (round(x / r), round(y / (1.6 * r)))
        k = taken.get(square, 0)
        taken[square] = k + 1
        step = -(-k // 2) * (1 if k % 2 else -1)  # to the right, to the left, farther right ...
        if abs(step) <= _RULES["most_beside"]:
            moved[i, 0] += step * _RULES["beside"] * r
    return moved


def draw_shading(pen: Pen, shown: Drawn, along: Along, rows: NDArray[np.int64], plot: Plot) -> None:
    """Shade cells by how many events may have happened in them; each event is spread over its box."""
    dated = rows[shown.start[rows] != NO_DAY]
    left, right = plot.x(along.first[dated]), plot.x(along.last[dated])
    bottom, top = plot.y(shown.end[dated] + 1), plot.y(shown.start[dated])
    grid = _spread(left, right, bottom, top, plot.size)
    pen.ax.imshow(
        _shaded(grid, grid.max(initial=0.0)),
        extent=(plot.km[0], plot.km[1], plot.days[1], plot.days[0]),
        origin="lower",
        aspect="auto",
        interpolation="nearest",
        zorder=4,
    )
    other = rows[shown.start[rows] == NO_DAY]
    if len(other):
        tall = GUTTER[0] - GUTTER[1]
        flat = np.zeros(len(other))
        row = _spread(plot.x(along.first[other]), plot.x(along.last[other]), flat, flat, (plot.size[0], _CELL))[0]
        held = np.flatnonzero(row)
        wide = plot.size[0] / len(row)
        cells = [(k * wide, GUTTER[1] + 1, (k + 1) * wide, GUTTER[1] + tall - 1) for k in held.tolist()]
        boxes(pen, cells, zorder=4, facecolors=_shaded(row[held], row.max()), edgecolors="none")


def _spread(
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    bottom: NDArray[np.float64],
    top: NDArray[np.float64],
    size: tuple[float, float],
) -> NDArray[np.float64]:
    """Return how many events there are in each cell, rows from below; sums of differences, so it is quick for many."""
    columns, lines = (max(int(length / _CELL), 1) for length in size)
    a, b = (np.clip((edge / size[0] * columns).astype("int64"), 0, columns - 1) for edge in (left, right))
    c, d = (np.clip((edge / size[1] * lines).astype("int64"), 0, lines - 1) for edge in (bottom, top))
    share = 1.0 / ((b - a + 1) * (d - c + 1))
    steps = np.zeros((lines + 1, columns + 1))
    for row, column, sign in ((c, a, 1), (c, b + 1, -1), (d + 1, a, -1), (d + 1, b + 1, 1)):
        np.add.at(steps, (row, column), sign * share)
    return np.asarray(np.maximum(steps.cumsum(axis=0).cumsum(axis=1)[:-1, :-1], 0.0))


def _shaded(counts: NDArray[np.float64], most: float) -> NDArray[np.float64]:
    """Return colours by powers of the share, so that one event among thousands still shows."""
    from matplotlib.colors import to_rgb  # noqa: PLC0415 - an extra

    share = counts / most if most else counts
    deep = np.broadcast_to(to_rgb(colours()["strip-shading"]), (*counts.shape, 3))
    shade = _RULES["shade"]
    alpha = np.minimum(shade["least"] + (1 - shade["least"]) * share ** shade["power"], 1.0)
    alpha = np.where(share < shade["nothing"], 0.0, alpha)
    return np.concatenate([deep, alpha[..., None]], axis=-1)
