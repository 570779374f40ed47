"""Labels that do not collide: each is tried at eight places around its point, and left out where none is free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geo_nk.maps.shared.assets import shared_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.maps.print.pen import Box

__all__ = ["Label", "Placed", "free_places"]

#: To which sides a label stands of its point, the best first (Imhof: right before left, above before below).
_RULES: Final = shared_table("basemap/labels.json")

_CELL: Final = 40.0  # points of a square of the grid in which what is near is looked up


@dataclass(frozen=True, slots=True)
class Label:
    """A text that wants a place at a point; all in points from the lower left corner of the axes.

    Attributes
    ----------
    text : str
        What is written.
    x, y : float
        The point.
    width, height : float
        Of the text.
    gap : float
        From the point to the text.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    gap: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with the lower left corner of its text."""

    label: Label
    left: float
    bottom: float


def free_places(labels: Iterable[Label], *, taken: Iterable[Box], size: tuple[float, float]) -> list[Placed | None]:
    """Give each label a place at which it hides nothing, the first first.

    Parameters
    ----------
    labels
        In the order of their importance.
    taken
        What must not be hidden.
    size
        Width and height of the axes.

    Returns
    -------
    list of Placed or None
        For each label; None where no place was free.

    Examples
    --------
    >>> town = Label("Hyesan", 50, 50, 20, 6, 3)
    >>> [placed and placed.left for placed in free_places([town, town, town], taken=[], size=(100, 100))]
    [53, 27, 40.0]
    """
    grid = _Grid()
    for box in taken:
        grid.add(box)
    return [_placed(label, grid, size) for label in labels]


def _placed(label: Label, grid: _Grid, size: tuple[float, float]) -> Placed | None:
    for side, rise in _RULES["sides"]:
        left = label.x + label.gap if side > 0 else label.x - label.width * (1 if side else 0.5) - label.gap * abs(side)
        middle = label.y + rise * (label.height * _RULES["rise"] + label.gap * (_RULES["gap_beside"] if side else 1))
        box = (left, middle - label.height / 2, left + label.width, middle + label.height / 2)
        if box[0] >= 1 and box[1] >= 1 and box[2] <= size[0] - 1 and box[3] <= size[1] - 1 and grid.is_free(box):
            grid.add(box)
            return Placed(label, box[0], box[1])
    return None


class _Grid:
    """Boxes, found by where they are."""

    def __init__(self) -> None:
        self._boxes: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._boxes.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        left, bottom, right, top = box
        return not any(
            left < c and right > a and bottom < d and top > b
            for cell in _cells(box)
            for a, b, c, d in self._boxes.get(cell, ())
        )


def _cells(box: Box) -> list[tuple[int, int]]:
    left, bottom, right, top = (int(edge // _CELL) for edge in box)
    return [(i, j) for i in range(left, right + 1) for j in range(bottom, top + 1)]
