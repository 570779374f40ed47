"""The printed slope chart: how many events to the year there were before a day and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_nk.maps.print.chart import GRID, check_columns, finished, local_names, pen_for
from geo_nk.maps.print.figure_base import ACCENT
from geo_nk.maps.print.figure_foot import HEAD_MM, write_head
from geo_nk.maps.print.pen import INK, MM, SOFT
from geo_nk.maps.shared.style import legend

if TYPE_CHECKING:
    import os

    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from geo_nk.maps.print.pen import Pen

__all__ = ["slope_chart"]

_DAYS: Final = 365.25
_ROW_MM: Final = 4.2
_LOWEST_MM: Final = 46.0
_LEFT_MM: Final = 12.0
_RIGHT_MM: Final = 62.0  # names and ratios
_LEAST_APART: Final = 9.0  # points between two labels
_PAD: Final = 0.12  # of what the rates span, below and above them
_SIZE: Final = 7.0
_MEASURES: Final = ("before", "after", "exposure_before", "exposure_after", "ratio", "low", "high")


def slope_chart(
    change: pd.DataFrame,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    language: str = "en",
    width_mm: float = 120,
    font: str | os.PathLike[str] | None = None,
) -> Axes:
    """Draw the change of rates with a day as lines from before to after, each with its ratio and interval.

    A line is dark where its interval leaves 1 out: there the rate changed, as far as counts of this size can say.

    Parameters
    ----------
    change
        What `geo_nk.event_change` gives, by one column. It is not changed.
    ax
        Axes to draw on, with room on all sides; those of a new figure where None.
    title
        The heading; nothing is written for an empty one.
    language
        ``en``, ``ko`` or ``zh``.
    width_mm
        Of a new figure.
    font
        A font file, used before the ones that come with geo_nk.

    Returns
    -------
    matplotlib.axes.Axes
        0 is before and 1 after; upwards events to the year, or to 100 reports where rates are to the report.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table is none of changes.
    geo_nk.errors.OutputError
        If matplotlib or a font is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"category": "defection", "before": 8, "after": 2, "exposure_before": 365, "exposure_after": 365}
    >>> ax = slope_chart(pd.DataFrame([row | {"ratio": 0.25, "low": 0.03, "high": 1.25}]))
    >>> [float(edge) for edge in ax.get_xlim()]
    [0.0, 1.0]
    """
    check_columns(change, _MEASURES, made_by="event_change")
    inset = (_LEFT_MM, 0.0, min(_RIGHT_MM, 0.55 * width_mm), HEAD_MM + 6)
    height = max(_LOWEST_MM, _ROW_MM * len(change))
    pen = pen_for(ax, language=language, font=font, width_mm=width_mm, height_mm=height, inset_mm=inset)
    per = 100.0 if change.attrs.get("exposure") == "reports" else _DAYS
    before, after = (_rate(change, side, per) for side in ("before", "after"))
    pen.ax.set_xlim(0, 1)
    pen.ax.set_ylim(*_span(np.concatenate([before, after])))
    surely = ((change["low"] > 1) | (change["high"] < 1)).to_numpy(dtype=bool)
    colours = _colours(change)
    _draw(pen, before, after, surely, colours)
    _write(pen, change, (_heights(pen, before), _heights(pen, after)), surely)
    day = str(change.attrs.get("on", ""))
    unit = pen.say("chart.per_reports" if per != _DAYS else "chart.per_year")
    heading = (pen.say("chart.slope_on", day=day) if day else pen.say("chart.slope")) if title is None else title
    write_head(pen, heading, [unit], above=6 * MM, left=3 - inset[0] * MM)
    return finished(
        pen, [pen.say("chart.interval"), pen.say("chart.faint")], below=8, left=3 - inset[0] * MM, fit=ax is None
    )


def _span(rates: NDArray[np.float64]) -> tuple[float, float]:
    """Return the ends of the scale: what the rates span, with room; never below nothing."""
    low, high = float(rates.min(initial=np.inf)), float(rates.max(initial=0.0))
    pad = _PAD * (high - min(low, high)) or 1.0
    return max(0.0, min(low, high) - pad), high + pad


def _heights(pen: Pen, rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many points above the lower edge rates stand."""
    low, high = pen.ax.get_ylim()
    return np.asarray((rates - low) / (high - low) * pen.size[1])


def _rate(change: pd.DataFrame, side: str, per: float) -> NDArray[np.float64]:
    counts, exposure = (change[name].to_numpy(dtype="float64") for name in (side, f"exposure_{side}"))
    return np.asarray(counts / exposure * per)


def _colours(change: pd.DataFrame) -> list[str]:
    entries = {each["code"]: each["colour"] for each in legend()}
    if "category" not in change:
        return [ACCENT] * len(change)
    return [entries.get(code, ACCENT) for code in change["category"].tolist()]


def _draw(
    pen: Pen, before: NDArray[np.float64], after: NDArray[np.float64], surely: NDArray[np.bool_], colours: list[str]
) -> None:
    from matplotlib.collections import LineCollection  # noqa: PLC0415 - an extra
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    sides: Any = [[(x, end) for end in pen.ax.get_ylim()] for x in (0, 1)]
    pen.ax.add_collection(LineCollection(sides, colors=GRID, linewidths=0.9, zorder=1), autolim=False)
    lines: Any = [[(0, a), (1, b)] for a, b in zip(before.tolist(), after.tolist(), strict=True)]
    wide, alpha = np.where(surely, 1.7, 0.9), np.where(surely, 1.0, 0.5)
    held = LineCollection(lines, colors=colours, linewidths=wide, alpha=alpha, zorder=3, capstyle="round")
    held.set_clip_on(False)
    pen.ax.add_collection(held, autolim=False)
    for x, values in ((0.0, before), (1.0, after)):
        at = np.column_stack([np.full(len(values), x * pen.size[0]), _heights(pen, values)])
        pen.draw([Path.circle(radius=2.4)], at, zorder=4, facecolors=colours, edgecolors="white", linewidths=0.8)


def _write(
    pen: Pen,
    change: pd.DataFrame,
    heights: tuple[NDArray[np.float64], NDArray[np.float64]],
    surely: NDArray[np.bool_],
) -> None:
    wide, tall = pen.size
    name = next((each for each in change.columns if each not in _MEASURES), None)
    names = local_names(pen.language, change, str(name)) if name is not None else [pen.say("chart.all")] * len(change)
    for x, key in ((0.0, "chart.before"), (wide, "chart.after")):
        pen.write(x, tall + 7, pen.say(key), size=_SIZE, weight=600, ha="center")
    left, right = (_apart(height) for height in heights)
    _lead(pen, heights, (left, right))
    counts = change[["before", "after"]].to_numpy().tolist()
    told = change[["ratio", "low", "high"]].to_numpy(dtype="float64").tolist()
    for i, label in enumerate(names):
        weight, color = (600, INK) if surely[i] else (400, SOFT)
        pen.write(-12, left[i], str(counts[i][0]), size=_SIZE, ha="right", va="center_baseline", color=SOFT)
        count = str(counts[i][1])
        pen.write(wide + 12, right[i], count, size=_SIZE, va="center_baseline", color=SOFT)
        x = wide + 17 + pen.width(count, _SIZE)
        pen.write(x, right[i], label, size=_SIZE, weight=weight, color=color, va="center_baseline")
        x += pen.width(label, _SIZE, weight) + 5
        pen.write(x, right[i], _ratio(*told[i]), size=6.2, color=SOFT, va="center_baseline")


def _lead(
    pen: Pen,
    heights: tuple[NDArray[np.float64], NDArray[np.float64]],
    labels: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> None:
    """Draw a thin line from each point to its label."""
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    for x, way, points, texts in ((0.0, -1.0, heights[0], labels[0]), (pen.size[0], 1.0, heights[1], labels[1])):
        paths = [
            Path([(x + way * 3.5, a), (x + way * 10.0, b)])
            for a, b in zip(points.tolist(), texts.tolist(), strict=True)
        ]
        at = np.zeros((len(paths), 2))
        pen.draw(paths, at, zorder=2, facecolors="none", edgecolors=GRID, linewidths=0.6)


def _ratio(ratio: float, low: float, high: float) -> str:
    def said(value: float) -> str:
        return "∞" if np.isinf(value) else f"{value:#.2g}" if value < 9.95 else f"{value:.0f}"  # noqa: PLR2004 - two digits

    return "" if np.isnan(ratio) else f"×{said(ratio)} ({said(low)}–{said(high)})"


def _apart(at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move labels apart, as little as may be, in the order in which they stand; none goes below the chart."""
    order = np.argsort(at, kind="stable")
    moved = at[order].copy()
    for _ in range(60):
        gaps = np.diff(moved)
        short = np.clip(_LEAST_APART - gaps, 0, None)
        if not (short > 0.1).any():  # noqa: PLR2004 - a tenth of a point
            break
        moved[:-1] -= short / 2
        moved[1:] += short / 2
    steps = np.arange(len(moved)) * _LEAST_APART
    moved = np.maximum.accumulate(np.maximum(moved - steps, 0.0)) + steps
    found: NDArray[np.float64] = np.empty_like(moved)
    found[order] = moved
    return found
