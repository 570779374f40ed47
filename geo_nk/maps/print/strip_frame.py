"""The frame of the printed strip chart: places, rivers and crossings above, time at the side, kilometres below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_nk.maps.print.pen import INK, SOFT
from geo_nk.maps.print.symbols import crossing, ruin
from geo_nk.maps.shared.assets import shared_table
from geo_nk.maps.shared.strip import strip
from geo_nk.maps.shared.style import colours

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray

    from geo_nk.maps.print.pen import Pen

__all__ = ["GUTTER", "HEIGHT_ABOVE", "HEIGHT_BELOW", "Plot", "boxes", "draw_frame", "segments", "time_ticks"]

_ROWS: Final = 3
_ROW: Final = 8.6
_RIBBON: Final = 9.5
_CROSSINGS: Final = 9.0

#: Points above and below the axes that the frame takes; below, without the row of events without a date.
HEIGHT_ABOVE: Final = _ROWS * _ROW + 4 + 2 * _RIBBON + _CROSSINGS
HEIGHT_BELOW: Final = 20.0

#: Top and bottom of the row of events without a date, in points from the lower edge of the axes.
GUTTER: Final = (-3.0, -19.0)

_WATER: Final = colours()["strip-water"]
_EARTH: Final = colours()["strip-earth"]
_LAND: Final = colours()["strip-land"]
_TEXT: Final = colours()["strip-ribbon-text"]
_RULE: Final = "#dedad0"
_GUIDE: Final = "#e6d8cf"
_BROWN: Final = colours()["strip-crossing"]

_RULES: Final = shared_table("strip/strip.json")
_TICK_ROOM: Final = 13.0  # points
_KM_ROOM: Final = 24.0  # points
_CROSSING: Final = 1.2  # points, half the width of its way
_CROSSING_ROOM: Final = 3.6  # points; of crossings nearer to each other, the one with customs is drawn


@dataclass(frozen=True, slots=True)
class Plot:
    """The inside of the chart.

    Attributes
    ----------
    size : tuple of float
        Width and height in points.
    km, days : tuple of float
        At the left and right edge, and at the upper and lower edge.
    undated : bool
        Whether there is a row for events without a date.
    """

    size: tuple[float, float]
    km: tuple[float, float]
    days: tuple[float, float]
    undated: bool

    def x(self, km: Any) -> NDArray[np.float64]:  # noqa: ANN401 - a number or an array of them
        """Return the points from the left edge for kilometres."""
        return np.asarray((np.asarray(km) - self.km[0]) / (self.km[1] - self.km[0]) * self.size[0])

    def y(self, day: Any) -> NDArray[np.float64]:  # noqa: ANN401 - as above
        """Return the points from the lower edge for days."""
        return np.asarray((self.days[1] - np.asarray(day)) / (self.days[1] - self.days[0]) * self.size[1])


def time_ticks(days: tuple[float, float], most: float) -> list[tuple[int, int, int]]:
    """Return firsts of months or years between two days, at most as many as there is room for.

    Parameters
    ----------
    days
        First and last, counted from 1970-01-01.
    most
        How many there is room for.

    Returns
    -------
    list of tuple of int
        Day, year and month from 0.

    Examples
    --------
    >>> [(year, month) for _, year, month in time_ticks((0, 400), 3)]
    [(1970, 0), (1970, 6), (1971, 0)]
    """
    first, last = days
    months = (last - first) / 30.436875
    step = next((each for each in _RULES["month_steps"] if months / each <= most), _RULES["month_steps"][-1])
    start = int(np.datetime64(int(np.floor(first)), "D").astype("datetime64[M]").astype("int64")) + 1970 * 12
    found = []
    for month in range(-(-start // step) * step, start + int(months) + 2, step):
        day = int(np.datetime64(month - 1970 * 12, "M").astype("datetime64[D]").astype("int64"))
        if first <= day <= last:
            found.append((day, month // 12, month % 12))
    return found


def draw_frame(pen: Pen, plot: Plot) -> None:
    """Draw all that does not depend on the events.

    Parameters
    ----------
    pen
        For the axes, whose limits are set.
    plot
        Their measures.
    """
    for spine in pen.ax.spines.values():
        spine.set_visible(False)
    pen.ax.set_xticks([])
    pen.ax.set_yticks([])
    ribbons = plot.size[1] + _CROSSINGS
    _draw_time(pen, plot)
    _draw_places(pen, plot, top=ribbons + 2 * _RIBBON)
    _draw_ribbon(pen, plot, strip()["rivers"], bottom=ribbons + _RIBBON, fills=(_WATER, _EARTH))
    _draw_ribbon(pen, plot, strip()["provinces"], bottom=ribbons, fills=(_LAND,))
    _draw_crossings(pen, plot, y=plot.size[1] + _CROSSINGS / 2)
    _draw_kilometres(pen, plot)


def segments(pen: Pen, lines: Sequence[ArrayLike], *, zorder: float, **look: Any) -> None:  # noqa: ANN401 - as matplotlib takes them
    """Draw lines given in points of the axes."""
    from matplotlib.collections import LineCollection  # noqa: PLC0415 - an extra

    held = LineCollection(
        [np.asarray(each, dtype=float) for each in lines], transform=pen.points, zorder=zorder, **look
    )
    held.set_clip_on(False)
    pen.ax.add_collection(held, autolim=False)


def boxes(pen: Pen, corners: Iterable[tuple[float, float, float, float]], *, zorder: float, **look: Any) -> None:  # noqa: ANN401 - as above
    """Fill boxes (left, bottom, right, top) given in points of the axes."""
    from matplotlib.collections import PolyCollection  # noqa: PLC0415 - an extra

    shapes = [[(a, b), (c, b), (c, d), (a, d)] for a, b, c, d in corners]
    held = PolyCollection([np.array(each, dtype=float) for each in shapes], transform=pen.points, zorder=zorder, **look)
    held.set_clip_on(False)
    pen.ax.add_collection(held, autolim=False)


def _draw_time(pen: Pen, plot: Plot) -> None:
    width, height = plot.size
    for day, year, month in time_ticks(plot.days, max(height / _TICK_ROOM, 2)):
        y = float(plot.y(day))
        whole = month == 0
        segments(pen, [[(0, y), (width, y)]], zorder=1, colors=_RULE, linewidths=0.6 if whole else 0.35)
        text = str(year) if whole else pen.say(f"month_short.{month + 1}")
        pen.write(
            -5,
            y,
            text,
            size=6.6,
            weight=600 if whole else 400,
            color=INK if whole else SOFT,
            ha="right",
            va="center_baseline",
        )
    if plot.undated:
        top, bottom = GUTTER
        boxes(pen, [(0, bottom, width, top)], zorder=0.5, facecolors="#f3f2ee", edgecolors="none")
        pen.write(
            -5, (top + bottom) / 2, pen.say("strip.undated"), size=6.2, color=SOFT, ha="right", va="center_baseline"
        )


def _draw_places(pen: Pen, plot: Plot, *, top: float) -> None:
    """Write the names of places in rows that do not collide, each with a leader to its kilometre."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_ROWS)]
    leaders: list[tuple[float, int]] = []
    ranked = sorted(strip()["places"], key=lambda place: (place[2] + (place[3] != "KP") * _RULES["abroad"], place[1]))
    for names, km, _, country in ranked:
        text, x, home = names[pen.tongue], float(plot.x(km)), country == "KP"
        wide = pen.width(text, 6.6)
        left = min(max(x - wide / 2, -30.0), plot.size[0] + 8 - wide)
        span = (left - 3, left + wide + 3)
        row = next((k for k in range(_ROWS) if _fits(span, x, k, taken)), None)
        if row is None or any(other > row and span[0] < at < span[1] for at, other in leaders):
            continue
        taken[row].append(span)
        leaders.append((x, row))
        bottom = top + 3 + row * _ROW
        segments(pen, [[(x, top), (x, bottom)]], zorder=2, colors=_GUIDE if home else _RULE, linewidths=0.6)
        if home:
            foot = GUTTER[1] if plot.undated else 0
            segments(pen, [[(x, foot), (x, plot.size[1])]], zorder=1, colors=_GUIDE, linewidths=0.5)
        pen.write(left, bottom + 1.6, text, size=6.6, color=INK if home else SOFT, zorder=3)


def _fits(span: tuple[float, float], x: float, row: int, taken: list[list[tuple[float, float]]]) -> bool:
    """Whether a name finds room in a row, and its leader crosses no name below."""
    free = all(span[1] <= a or span[0] >= b for a, b in taken[row])
    return free and all(x <= a or x >= b for below in taken[:row] for a, b in below)


def _draw_ribbon(pen: Pen, plot: Plot, stretches: list[list[Any]], *, bottom: float, fills: tuple[str, ...]) -> None:
    for k, (names, first, last) in enumerate(stretches):
        left, right = float(plot.x(first)), float(plot.x(min(last, plot.km[1])))
        box = (left + (0.4 if k else 0), bottom + 0.4, right - 0.4, bottom + _RIBBON - 0.4)
        boxes(pen, [box], zorder=2, facecolors=fills[k % len(fills)], edgecolors="none")
        text = names[pen.tongue]
        if pen.width(text, 6.2) < right - left - 4:
            middle = bottom + _RIBBON / 2
            pen.write(
                (left + right) / 2,
                middle,
                text,
                size=6.2,
                color=_TEXT,
                ha="center",
                va="center_baseline",
                zorder=3,
            )


def _draw_crossings(pen: Pen, plot: Plot, *, y: float) -> None:
    """Draw two abutments for each crossing; broken where there is no customs, crossed out where the bridge is gone."""
    solid: list[NDArray[np.float64]] = []
    broken: list[NDArray[np.float64]] = []
    out: list[NDArray[np.float64]] = []
    drawn: list[float] = []
    for _, km, category, _lon, _lat in sorted(strip()["crossings"], key=lambda each: each[2] != "official"):
        x = float(plot.x(km))
        if any(abs(x - other) < _CROSSING_ROOM for other in drawn):
            continue
        drawn.append(x)
        bars = solid if category == "official" else broken
        bars += [[x, y] + _CROSSING * abutment for abutment in crossing()]
        if category == "ruin":
            out.append([x, y] + _CROSSING * ruin())
    segments(pen, solid, zorder=3, colors=_BROWN, linewidths=0.75)
    segments(pen, broken, zorder=3, colors=_BROWN, linewidths=0.6, linestyles=(0, (1.6, 1.2)))
    segments(pen, out, zorder=3, colors=_BROWN, linewidths=0.6)


def _draw_kilometres(pen: Pen, plot: Plot) -> None:
    base = GUTTER[1] if plot.undated else 0.0
    width = plot.size[0]
    segments(pen, [[(0, base), (width, base)]], zorder=2, colors="#b5a89d", linewidths=0.6)
    length = plot.km[1]
    last = pen.say("strip.tumen_mouth", km=round(length))
    first = pen.say("strip.yalu_mouth")
    look: dict[str, Any] = {"size": 6.2, "color": SOFT, "va": "top"}
    pen.write(0, base - 4, first, **look)
    pen.write(width, base - 4, last, ha="right", **look)
    room = (pen.width(first, 6.2) + 5, width - pen.width(last, 6.2) - 5)
    step = next((each for each in _RULES["km_steps"] if length / each <= width / _KM_ROOM), _RULES["km_steps"][-1])
    for km in range(step, int(length), step):
        x, text = float(plot.x(km)), f"{km:,}"
        half = pen.width(text, 6.2) / 2
        segments(pen, [[(x, base), (x, base - 2.5)]], zorder=2, colors="#b5a89d", linewidths=0.6)
        if room[0] < x - half and x + half < room[1]:
            pen.write(x, base - 4, text, ha="center", **look)
