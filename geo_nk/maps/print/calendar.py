"""The printed calendar: years down, months across, each month as dark as it had events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_nk.maps.print.chart import GRID, check_columns, check_years, finished, ink_on, number, pen_for, shades
from geo_nk.maps.print.figure_base import ACCENT
from geo_nk.maps.print.figure_foot import HEAD_MM, write_head
from geo_nk.maps.print.pen import INK, MM, PAPER, SOFT

if TYPE_CHECKING:
    import os

    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from geo_nk.maps.print.pen import Pen

__all__ = ["calendar_chart"]

_MONTHS: Final = 12
_TOTALS: Final = 2.6  # widths of a month that the bars of the years take
_ROW_MM: Final = 6.2
_LEFT_MM: Final = 11.0
_NAMES_MM: Final = 4.0
_SMALLEST: Final = 9.0  # points of a cell that holds a number


def calendar_chart(
    counts: pd.DataFrame,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    language: str = "en",
    width_mm: float = 180,
    font: str | os.PathLike[str] | None = None,
) -> Axes:
    """Draw how many events each month had, a row for each year.

    A month without an event is grey; one of which no report was read has no colour, and a stroke through it.

    Parameters
    ----------
    counts
        What ``count_events(events, by="month", zero_filled=True, reports=...)`` gives, or any table with ``month`` and
        ``events``; other columns are summed over. It is not changed.
    ax
        Axes to draw on, with room above and below; those of a new figure where None.
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
        Months are 0 to 12 across, rows 0 to the number of years down, so that more can be drawn on it.

    Raises
    ------
    geo_nk.errors.AnalysisError
        If it holds more than a hundred years.
    geo_nk.errors.EventSchemaError
        If the table has no such columns.
    geo_nk.errors.OutputError
        If matplotlib or a font is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> months = pd.to_datetime(["2020-08-01", "2021-02-01"])
    >>> ax = calendar_chart(pd.DataFrame({"month": months, "events": [3.0, 1.5]}), width_mm=88)
    >>> [float(edge) for edge in ax.get_ylim()]
    [2.0, 0.0]
    """
    check_columns(counts, ["month", "events"], made_by='count_events(events, by="month")')
    first, grid = _grid(counts)
    inset = (_LEFT_MM, 0.0, 1.0, HEAD_MM + _NAMES_MM)
    height = _ROW_MM * len(grid)
    pen = pen_for(ax, language=language, font=font, width_mm=width_mm, height_mm=height, inset_mm=inset)
    pen.ax.set_xlim(0, _MONTHS + _TOTALS)
    pen.ax.set_ylim(len(grid), 0)
    _draw_cells(pen, grid)
    _write_names(pen, first, grid)
    _draw_totals(pen, grid)
    total = float(np.nansum(grid))
    told = [pen.say("chart.events", n=number(total)), f"{first}–{first + len(grid) - 1}"]
    write_head(pen, pen.say("chart.calendar") if title is None else title, told, above=_NAMES_MM * MM)
    shared = bool((np.nan_to_num(grid) % 1 > 0).any())
    held = {"chart.empty": (grid == 0).any(), "chart.silent": np.isnan(grid).any(), "chart.shared": shared}
    return finished(pen, [pen.say(key) for key, is_so in held.items() if is_so], below=3, fit=ax is None)


def _grid(counts: pd.DataFrame) -> tuple[int, NDArray[np.float64]]:
    """Return the first year, and the events of each year and month; NaN where nothing is known."""
    months = counts["month"].to_numpy().astype("datetime64[M]").astype("int64")
    held = ~np.isnat(counts["month"].to_numpy())
    if not held.any():
        return 1970, np.full((1, _MONTHS), np.nan)
    years = 1970 + months[held] // _MONTHS
    check_years(int(years.min()), int(years.max()))
    grid = np.full((int(years.max() - years.min()) + 1, _MONTHS), np.nan)
    values = counts["events"].to_numpy(dtype="float64", na_value=np.nan)[held]
    at = (years - years.min(), months[held] % _MONTHS)
    known = ~np.isnan(values)
    if "reports" not in counts.columns:
        grid[:] = 0.0  # nobody says that nothing was read
    row, column = (each[known] for each in at)
    grid[row, column] = 0.0
    np.add.at(grid, (row, column), values[known])
    return int(years.min()), grid


def _draw_cells(pen: Pen, grid: NDArray[np.float64]) -> None:
    from matplotlib.collections import LineCollection, PolyCollection  # noqa: PLC0415 - an extra

    rows, columns = np.nonzero(~np.isnan(grid))
    corners = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
    most = float(np.nanmax(grid, initial=0.0))
    boxes: Any = np.column_stack([columns, rows])[:, None, :] + corners
    colours = shades(grid[rows, columns], most)
    pen.ax.add_collection(PolyCollection(boxes, facecolors=colours, edgecolors=PAPER, linewidths=1.4), autolim=False)
    silent = np.argwhere(np.isnan(grid))[:, ::-1]
    strokes = [[(x + 0.3, y + 0.66), (x + 0.7, y + 0.34)] for x, y in silent.tolist()]
    pen.ax.add_collection(LineCollection(strokes, colors=GRID, linewidths=0.8), autolim=False)
    wide, tall = pen.size[0] / (_MONTHS + _TOTALS), pen.size[1] / len(grid)
    if min(wide, tall) < _SMALLEST:
        return
    for row, column in np.argwhere(grid > 0).tolist():
        text = number(float(grid[row, column]))
        size = min(7.0, 7.0 * 0.8 * wide / max(pen.width(text, 7.0), 1.0))
        at = ((column + 0.5) * wide, pen.size[1] - (row + 0.5) * tall)
        pen.write(*at, text, size=size, ha="center", va="center_baseline", color=ink_on(grid[row, column], most))


def _write_names(pen: Pen, first: int, grid: NDArray[np.float64]) -> None:
    wide, tall = pen.size[0] / (_MONTHS + _TOTALS), pen.size[1] / len(grid)
    for column, name in enumerate(pen.say("chart.months").split(" ")):
        pen.write((column + 0.5) * wide, pen.size[1] + 4, name, size=6.6, ha="center", color=SOFT)
    step = max(1, int(np.ceil(8.0 / tall)))
    for row in range(0, len(grid), step):
        pen.write(-4, pen.size[1] - (row + 0.5) * tall, str(first + row), size=7, ha="right", va="center_baseline")


def _draw_totals(pen: Pen, grid: NDArray[np.float64]) -> None:
    """Draw the sum of each year as a bar beside it."""
    from matplotlib.collections import PolyCollection  # noqa: PLC0415 - an extra

    totals = np.nansum(grid, axis=1)
    most = float(totals.max(initial=0.0)) or 1.0
    left, room = _MONTHS + 0.25, _TOTALS - 1.15
    held = [(row, left, left + room * total / most) for row, total in enumerate(totals.tolist()) if total]
    bars: Any = [[(a, row + 0.28), (b, row + 0.28), (b, row + 0.72), (a, row + 0.72)] for row, a, b in held]
    pen.ax.add_collection(PolyCollection(bars, facecolors=ACCENT, edgecolors="none", alpha=0.75), autolim=False)
    wide, tall = pen.size[0] / (_MONTHS + _TOTALS), pen.size[1] / len(grid)
    if tall < _SMALLEST:
        return
    for row, _, end in held:
        at = (end * wide + 3, pen.size[1] - (row + 0.5) * tall)
        pen.write(*at, number(float(totals[row])), size=7, va="center_baseline", color=INK)
