"""The printed strip chart: the border pulled straight, river kilometre across, time down.

It reads as the strip chart of the page does; see ``assets/strip/strip.js``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo_nk.events.along import NEAR_M
from geo_nk.maps.print.drawn import NO_DAY, drawn
from geo_nk.maps.print.figure_foot import HEAD_MM, period, told_left_out, write_foot, write_head
from geo_nk.maps.print.fonts import families
from geo_nk.maps.print.pen import MM, Pen, fit_below, new_axes
from geo_nk.maps.print.strip_frame import GUTTER, HEIGHT_ABOVE, HEIGHT_BELOW, Plot, draw_frame
from geo_nk.maps.print.strip_marks import draw_boxes, draw_shading, is_crowded
from geo_nk.maps.shared.basemap import basemap
from geo_nk.maps.shared.strip import strip

if TYPE_CHECKING:
    import os

    import geopandas as gpd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from geo_nk.events.along import Along
    from geo_nk.maps.print.drawn import Drawn

__all__ = ["strip_chart"]

_LEFT_MM: Final = 11.0
_RIGHT_MM: Final = 3.0
_PAD: Final = 0.02  # of the time shown, above and below
_SHORTEST: Final = 60  # days
_YEAR: Final = 365


def strip_chart(
    events: gpd.GeoDataFrame,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    language: str = "en",
    width_mm: float = 180,
    height_mm: float | None = None,
    level: str = "internal",
    font: str | os.PathLike[str] | None = None,
) -> Axes:
    """Draw events along the border for print: river kilometre across, time down.

    A mark has whiskers as wide as its place is uncertain and as tall as its date. Events without a date stand in a row
    of their own below; those that do not lie along the border are counted. Too many marks become shading.

    Parameters
    ----------
    events
        An event table; see `geo_nk.EVENT_COLUMNS`. It is not changed.
    ax
        Axes to draw on, which should have room above and below them; those of a new figure where None.
    title
        The heading; shown as text, whatever stands in it. Nothing is written for an empty one.
    language
        Of names and words: ``en``, ``ko`` or ``zh``.
    width_mm, height_mm
        Of a new figure and of its axes, in millimetres: 180 wide for a page, 88 for a column.
    level
        ``internal``, ``partner`` or ``public``: how coarse, and without what; see `geo_nk.release_events`.
    font
        A font file, used before the ones that come with geo_nk.

    Returns
    -------
    matplotlib.axes.Axes
        In kilometres from the mouth of the Yalu and days since 1970-01-01, so that more can be drawn on it.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table is not one of events.
    geo_nk.errors.OutputError
        If matplotlib or a font is missing; the message says what to install.
    ValueError
        If the language, the level or the width cannot be drawn.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> event = {"event_id": "a", "category": "phone_crackdown", "lon": 128.18, "lat": 41.4, "date_start": "2021-02-14"}
    >>> [round(float(km)) for km in strip_chart(events_frame([event]), width_mm=88).get_xlim()]
    [0, 1358]
    """
    family = families(language, font=font)  # says what is missing before the work begins
    shown = drawn(events, level=level, title=title)
    along = shown.along()
    rows = np.flatnonzero(~np.isnan(along.km))
    undated = bool((shown.start[rows] == NO_DAY).any())
    below = HEIGHT_BELOW - (GUTTER[1] if undated else 0)
    pen = Pen(ax if ax is not None else _axes(width_mm, height_mm), language, family)
    first, last = _days(shown, rows)
    pen.ax.set_xlim(0, strip()["length_km"])
    pen.ax.set_ylim(last, first)
    pen.ax.set_aspect("auto")
    plot = Plot(pen.size, (0.0, strip()["length_km"]), (first, last), undated=undated)
    draw_frame(pen, plot)
    shaded = is_crowded(along, shown, rows, plot)
    (draw_shading if shaded else draw_boxes)(pen, shown, along, rows, plot)
    told = [pen.say("strip.shown", n=len(rows)), period(shown, rows)]
    write_head(pen, pen.say("strip.title") if title is None else title, told, above=HEIGHT_ABOVE)
    depth = write_foot(pen, shown, rows, notes=_notes(pen, shown, along, shaded=shaded), below=below, marks=not shaded)
    if ax is None:
        fit_below(pen.ax, depth)
    return pen.ax


def _axes(width_mm: float, height_mm: float | None) -> Axes:
    tall = height_mm if height_mm is not None else max(0.42 * width_mm, 58.0)
    above = HEAD_MM + HEIGHT_ABOVE / MM
    return new_axes(width_mm=width_mm, height_mm=above + tall, inset_mm=(_LEFT_MM, 0, _RIGHT_MM, above))


def _days(shown: Drawn, rows: NDArray[np.int64]) -> tuple[float, float]:
    """Return the first and last day of the chart, with room around the events."""
    dated = rows[shown.start[rows] != NO_DAY]
    if not len(dated):
        return 0.0, float(_YEAR)
    first, last = int(shown.start[dated].min()), int(shown.end[dated].max())
    pad = max((last - first) * _PAD, (_SHORTEST - (last - first)) / 2, 1.0)
    return first - pad, last + 1 + pad


def _notes(pen: Pen, shown: Drawn, along: Along, *, shaded: bool) -> list[str]:
    counts = {"far": int(along.far.sum()), "area": int((shown.placed & along.area).sum())}
    told = [pen.say(f"strip.{name}", n=n, km=NEAR_M // 1000) for name, n in counts.items() if n]
    read = [pen.say("figure.shaded" if shaded else "figure.whiskers"), pen.say("figure.crossing")]
    return [*told, *told_left_out(pen, shown), *read, str(basemap()["attribution"])]
