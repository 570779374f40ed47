"""Printed small multiples: the border provinces once for each year, counties as dark as they had events."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo_nk.border import border_line
from geo_nk.gazetteer.cells import county_cells
from geo_nk.gazetteer.shapes import reaches
from geo_nk.maps.print.chart import (
    GRID,
    check_columns,
    check_years,
    county_ids,
    finished,
    ink_on_tone,
    number,
    pen_for,
    tones,
)
from geo_nk.maps.print.figure_foot import HEAD_MM, write_head
from geo_nk.maps.print.pen import INK, MM, SOFT, Pen

if TYPE_CHECKING:
    import os

    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["yearly_maps"]

_EDGE_MM: Final = 0.5
_PANEL_MM: Final = 34.0
_GAP_MM: Final = 3.0
_NAME_MM: Final = 4.5
_BORDER: Final = "#7d5a4a"
_PROVINCE: Final = "#9aa3a7"
_PAD: Final = 0.12  # degrees
_CLASSES: Final = 6
_TRACE: Final = 0.05  # which a number is written without
_SCALE_SIZE: Final = 6.6


def yearly_maps(
    counts: pd.DataFrame,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    language: str = "en",
    width_mm: float = 180,
    font: str | os.PathLike[str] | None = None,
) -> Axes:
    """Draw the counties of the border provinces once for each year, in one set of classes.

    The classes grow by about the same factor, so that a county with most of the events does not pale the others.

    Parameters
    ----------
    counts
        What ``count_events(events, by=["county", "year"])`` gives; other columns are summed over. A year in which no
        report was read, where ``reports`` says so, is named and left empty. It is not changed.
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
        Those that hold the small maps, each in axes of its own (``ax.child_axes``) in longitude and latitude.

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
    >>> row = {"county": "Hyesan", "province": "Ryanggang", "year": pd.Timestamp("2020-01-01"), "events": 2.0}
    >>> len(yearly_maps(pd.DataFrame([row])).child_axes)
    1
    """
    check_columns(
        counts, ["county", "province", "year", "events"], made_by='count_events(events, by=["county", "year"])'
    )
    years, values, elsewhere = _by_year(counts)
    wide = width_mm - 2 * _EDGE_MM if ax is None else ax.get_window_extent().width / ax.figure.dpi * 25.4
    columns = max(1, min(len(years), int((wide + _GAP_MM) // (_PANEL_MM + _GAP_MM))))
    rows = math.ceil(len(years) / columns)
    panel = (wide - (columns - 1) * _GAP_MM) / columns if len(years) >= columns > 1 else min(wide, 2 * _PANEL_MM)
    tall = panel / _shape()
    height = rows * (tall + _NAME_MM + _GAP_MM)
    inset = (_EDGE_MM, 0.0, _EDGE_MM, HEAD_MM)
    pen = pen_for(ax, language=language, font=font, width_mm=width_mm, height_mm=height, inset_mm=inset)
    limits = _limits(float(np.nanmax(values, initial=0.0)))
    for k, year in enumerate(years):
        left, top = (k % columns) * (panel + _GAP_MM), (k // columns) * (tall + _NAME_MM + _GAP_MM)
        box = (left * MM / pen.size[0], 1 - (top + _NAME_MM + tall) * MM / pen.size[1])
        size = (panel * MM / pen.size[0], tall * MM / pen.size[1])
        _draw_year(pen.ax.inset_axes((*box, *size)), _class_shares(values[k], limits))
        _write_year(pen, year, values[k], (left * MM, pen.size[1] - (top + _NAME_MM) * MM), panel * MM)
    told = [pen.say("chart.events", n=number(float(np.nansum(values))))]
    write_head(pen, pen.say("chart.years") if title is None else title, told)
    notes = [pen.say("chart.cells"), pen.say("chart.elsewhere", n=number(elsewhere)) if elsewhere else ""]
    silent = pen.say("chart.silent_year") if np.isnan(values).any() else ""
    if len(limits):
        _draw_scale(pen, limits)
    return finished(pen, [pen.say("chart.empty"), *notes, silent], below=0, fit=ax is None)


def _limits(most: float) -> NDArray[np.float64]:
    """Return the largest count of each class: whole numbers that grow by about the same factor."""
    if not most:
        return np.array([])
    return np.unique(np.round(np.geomspace(1, max(math.ceil(most - _TRACE), 1), _CLASSES)))


def _class_shares(values: NDArray[np.float64], limits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the class of each count as a share of all classes; 0 for no events, NaN for what has no data."""
    classes = np.searchsorted(limits, np.nan_to_num(values) - _TRACE) + 1
    return np.where(np.isnan(values), np.nan, np.where(values > 0, np.minimum(classes / max(len(limits), 1), 1.0), 0.0))


def _draw_scale(pen: Pen, limits: NDArray[np.float64]) -> None:
    """Draw the classes at the right of the heading, each with the largest count that it holds."""
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    texts = [number(float(limit)) for limit in limits]
    wide, tall, y = max(13.0, pen.width(texts[-1], _SCALE_SIZE) + 4), 8.5, pen.size[1] + 4
    left = pen.size[0] - wide * len(limits) - 1
    shares = np.arange(1, len(limits) + 1) / len(limits)
    box = Path([(0, 0), (wide, 0), (wide, tall), (0, tall), (0, 0)], closed=True)
    at = np.column_stack([left + wide * np.arange(len(limits)), np.full(len(limits), y)])
    pen.draw([box], at, zorder=4, facecolors=tones(shares), edgecolors="none")
    look: dict[str, Any] = {"size": _SCALE_SIZE, "va": "center_baseline"}
    pen.write(left - 3, y + tall / 2, "\u2264", ha="right", color=SOFT, **look)
    for text, share, (x, _) in zip(texts, shares.tolist(), at.tolist(), strict=True):
        pen.write(x + wide / 2, y + tall / 2, text, ha="center", color=ink_on_tone(share), zorder=5, **look)


@cache
def _cells() -> Any:  # noqa: ANN401 - a GeoDataFrame, for which there are no types
    """Return the counties of the provinces on the border."""
    cells = county_cells()
    beside = {each.place_id for each in reaches() if each.reach == "border"}
    provinces = set(cells.loc[cells.index.isin(beside), "province"])
    return cells[cells["province"].isin(provinces)]


def _bounds() -> tuple[float, float, float, float]:
    west, south, east, north = _cells().total_bounds
    return west - _PAD, south - _PAD, east + _PAD, north + _PAD


def _shape() -> float:
    """Return how much wider than tall the map is on paper."""
    west, south, east, north = _bounds()
    return (east - west) * math.cos(math.radians((south + north) / 2)) / (north - south)


def _by_year(counts: pd.DataFrame) -> tuple[list[int], NDArray[np.float64], float]:
    """Return the years, the events of each county in each, and how many events are in no county that is drawn."""
    held = counts[counts["year"].notna()]
    years = held["year"].dt.year
    if len(held):
        check_years(int(years.min()), int(years.max()))
    span = list(range(int(years.min()), int(years.max()) + 1)) if len(held) else [1970]
    ids, cells = county_ids(), _cells()
    place: Any = [ids.get(pair) for pair in zip(held["county"], held["province"], strict=True)]
    table = held.assign(_year=years, _place=place)
    summed = table.pivot_table(index="_year", columns="_place", values="events", aggfunc="sum")
    values = summed.reindex(index=span, columns=list(cells.index)).fillna(0.0).to_numpy(dtype="float64", copy=True)
    if "reports" in held.columns:
        read = table.groupby("_year")["reports"].max().reindex(span).fillna(0)
        values[(read == 0).to_numpy() & (values.sum(axis=1) == 0)] = np.nan
    return span, values, float(held["events"].sum() - np.nansum(values))


def _draw_year(ax: Axes, shares: NDArray[np.float64]) -> None:
    from matplotlib.collections import LineCollection, PolyCollection  # noqa: PLC0415 - an extra

    west, south, east, north = _bounds()
    ax.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor="none")
    ax.set_aspect("auto")
    for spine in ax.spines.values():
        spine.set_visible(False)
    rings, codes = _rings()
    known = ~np.isnan(shares)
    colours = np.where(known[:, None], tones(np.nan_to_num(shares)), 1.0)
    edges = "#ffffff" if known.any() else GRID
    ax.add_collection(
        PolyCollection(rings, facecolors=colours[codes], edgecolors=edges, linewidths=0.25), autolim=False
    )
    lines: Any = [np.asarray(line.coords) for line in _provinces()]
    ax.add_collection(LineCollection(lines, colors=_PROVINCE, linewidths=0.4), autolim=False)
    ax.add_collection(LineCollection([np.asarray(border_line().coords)], colors=_BORDER, linewidths=0.7), autolim=False)


@cache
def _rings() -> tuple[list[Any], NDArray[np.int64]]:
    """Return the outer rings of the counties, and of which county each is."""
    parts, codes = shapely.get_parts(_cells().geometry.to_numpy(), return_index=True)
    return [np.asarray(part.exterior.coords) for part in parts], codes


@cache
def _provinces() -> list[Any]:
    """Return the outlines of the provinces."""
    whole = _cells().dissolve("province").geometry.boundary
    return [line for each in whole for line in shapely.get_parts(each)]


def _write_year(pen: Pen, year: int, values: NDArray[np.float64], at: tuple[float, float], wide: float) -> None:
    x, y = at
    pen.write(x + 1, y + 1, str(year), size=7.4, weight=600, color=INK)
    total = float(np.nansum(values))
    text = "–" if np.isnan(values).all() else number(total)
    pen.write(x + wide - 1, y + 1, text, size=7, ha="right", color=SOFT)
