"""What stands above and below the drawing of every figure: heading, legend with counts, notes, attribution."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from geo_nk._files import clean
from geo_nk.maps.print.drawn import NO_DAY
from geo_nk.maps.print.pen import MM, SOFT
from geo_nk.maps.shared.style import legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo_nk.maps.print.drawn import Drawn
    from geo_nk.maps.print.pen import Pen

__all__ = ["HEAD_MM", "period", "told_left_out", "write_foot", "write_head", "write_notes"]

#: Room above the drawing for its heading.
HEAD_MM: Final = 11.0

_COLUMN_MM: Final = 40.0
_ROW_PT: Final = 11.5
_NOTE_PT: Final = 6.2
_LINE_PT: Final = 8.2


def _columns(width_mm: float) -> int:
    return max(2, int(width_mm // _COLUMN_MM))


def write_head(pen: Pen, title: str, told: Sequence[str], *, above: float = 0.0, left: float = 0.0) -> None:
    """Write a title as it stands `above` points over the axes, and what is told under it; nothing without a title.

    It begins `left` points from the axes, where labels stand before them.
    """
    if not title:
        return
    top = pen.size[1] + above
    lines = pen.wrapped([clean(title)], 10.5, pen.size[0] - left - 4)
    pen.write(left, top + 14, lines[0] + ("…" if len(lines) > 1 else ""), size=10.5, weight=600)
    pen.write(left, top + 5, " · ".join(part for part in told if part), size=7.2, color=SOFT)


def write_foot(
    pen: Pen, shown: Drawn, rows: NDArray[np.int64], *, notes: Sequence[str], below: float, marks: bool = True
) -> float:
    """Write the legend of the categories of some events with their counts, and notes below it.

    Parameters
    ----------
    pen
        For the axes.
    shown
        The events.
    rows
        Those that are drawn.
    notes
        What is to be said, the last on a line of its own.
    below
        Points below the axes at which the foot begins.
    marks
        Whether the drawing has the symbols of the categories, so that the legend says what they mean.

    Returns
    -------
    float
        Points below the axes at which it ends.
    """
    entries = legend()
    counts = np.bincount(shown.category[rows], minlength=len(entries))
    held = [(entry, int(n)) for entry, n in zip(entries, counts, strict=True) if n]
    columns = _columns(pen.size[0] / MM)
    deep = math.ceil(len(held) / columns)
    step = pen.size[0] / columns
    for k, (entry, n) in enumerate(held):
        x, y = (k // deep) * step, -below - (k % deep) * _ROW_PT
        if marks:
            pen.stamp(entry, np.array([[x + 4, y - 4.5]]), r=3.4, hollow=False)
            x += 11
        label = entry["label"] if pen.language == "en" else entry[f"label_{pen.language}"]
        pen.write(x, y - 4.5, label, size=7, va="center_baseline")
        wide = pen.width(label, 7)
        pen.write(x + wide + 4, y - 4.5, f"{n:,}", size=7, va="center_baseline", color=SOFT)
    *first, last = notes
    depth = write_notes(pen, first, below=below + deep * _ROW_PT + 5)
    return write_notes(pen, [last], below=depth, size=_NOTE_PT - 0.6)


def write_notes(pen: Pen, notes: Sequence[str], *, below: float, size: float = _NOTE_PT, left: float = 0.0) -> float:
    """Write notes in lines `below` points under the axes; return how far below them they end."""
    for line in pen.wrapped(notes, size, pen.size[0] - left):
        below += _LINE_PT
        pen.write(left, 3 - below, line, size=size, color=SOFT)
    return below


def told_left_out(pen: Pen, shown: Drawn, *, outside: int = 0) -> list[str]:
    """Return what is not drawn, and for whom the figure is, in words."""
    counts = {**shown.left_out, "outside": outside}
    told = [pen.say(f"figure.{name}", n=n) for name, n in counts.items() if n]
    return told if shown.level == "internal" else [*told, pen.say(f"figure.level.{shown.level}")]


def period(shown: Drawn, rows: NDArray[np.int64]) -> str:
    """Return the years of events in words; nothing where no date is known."""
    dated = rows[shown.start[rows] != NO_DAY]
    if not len(dated):
        return ""
    days = np.array([shown.start[dated].min(), shown.end[dated].max()], dtype="datetime64[D]")
    first, last = days.astype("datetime64[Y]").astype(str).tolist()
    return first if first == last else f"{first}–{last}"
