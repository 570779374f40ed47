"""Printed bars, ranked: the places, kinds or goods with the most events first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_nk.errors import EventSchemaError
from geo_nk.maps.print.chart import GRID, check_columns, finished, local_names, number, pen_for
from geo_nk.maps.print.figure_base import ACCENT
from geo_nk.maps.print.figure_foot import HEAD_MM, write_head
from geo_nk.maps.print.pen import INK, MM, SOFT
from geo_nk.maps.shared.style import legend

if TYPE_CHECKING:
    import os

    from matplotlib.axes import Axes

    from geo_nk.maps.print.pen import Pen

__all__ = ["ranked_bars"]

_ROW_MM: Final = 5.4
_LABEL: Final = 0.42  # of the width of the figure that labels may take
_LABEL_MM: Final = 46.0  # and no more than that
_NUMBER_MM: Final = 12.0
_MEASURES: Final = frozenset({"events", "certain", "reports"})
_SIZE: Final = 7.2
_SMALL: Final = 6.2
_STAMP: Final = 3.1
#: The headings of what is counted by one thing; anything else is just events.
_TITLES: Final = {"county": "brief.by_county", "category": "brief.by_category"}


def ranked_bars(
    counts: pd.DataFrame,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    most: int = 15,
    language: str = "en",
    width_mm: float = 88,
    font: str | os.PathLike[str] | None = None,
) -> Axes:
    """Draw counts as bars, the longest first.

    The dark part of a bar is what happened there for sure, the light part what may have.

    Parameters
    ----------
    counts
        What `geo_nk.count_events` gives by anything; the last column that is counted by becomes the label, with those
        before it behind it in grey. It is not changed.
    ax
        Axes to draw on, with room to the left and below; those of a new figure where None.
    title
        The heading; nothing is written for an empty one.
    most
        Bars that are drawn; what is shorter is counted below.
    language
        ``en``, ``ko`` or ``zh``.
    width_mm
        Of a new figure: 88 for a column, 180 for a page.
    font
        A font file, used before the ones that come with geo_nk.

    Returns
    -------
    matplotlib.axes.Axes
        Events across, rows down from 0, so that more can be drawn on it.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table has no counts.
    geo_nk.errors.OutputError
        If matplotlib or a font is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"category": ["defection", "other"], "events": [4.0, 1.0], "certain": [3, 1]})
    >>> [float(edge) for edge in ranked_bars(table).get_xlim()]
    [0.0, 4.0]
    """
    check_columns(counts, ["events"], made_by="count_events")
    names = [str(name) for name in counts.columns if name not in _MEASURES]
    if not names:
        raise EventSchemaError("the table has no column beside its counts; count by something: by='county'")
    held = counts[counts["events"] > 0].sort_values("events", ascending=False, kind="stable")
    drawn, rest = held.head(most), held.iloc[most:]
    inset = (min(_LABEL * width_mm, _LABEL_MM), 0.0, min(0.1 * width_mm, _NUMBER_MM), HEAD_MM)
    height = _ROW_MM * max(len(drawn), 1)
    pen = pen_for(ax, language=language, font=font, width_mm=width_mm, height_mm=height, inset_mm=inset)
    longest = float(drawn["events"].max()) if len(drawn) else 1.0
    pen.ax.set_xlim(0, longest)
    pen.ax.set_ylim(max(len(drawn), 1), 0)
    _draw(pen, drawn)
    _write(pen, drawn, names, longest, room=inset[0] * MM - 8)
    total = float(held["events"].sum())
    told = [pen.say("chart.events", n=number(total))]
    write_head(
        pen, pen.say(_TITLES.get(_main(names), "chart.bars")) if title is None else title, told, left=3 - inset[0] * MM
    )
    return finished(
        pen, _notes(pen, drawn, rest, unknown=_unknown(counts, names)), below=4, left=3 - inset[0] * MM, fit=ax is None
    )


def _draw(pen: Pen, drawn: pd.DataFrame) -> None:
    from matplotlib.collections import LineCollection, PolyCollection  # noqa: PLC0415 - an extra

    values = drawn["events"].to_numpy(dtype="float64")
    sure = drawn["certain"].to_numpy(dtype="float64") if "certain" in drawn else values
    entries = {each["code"]: each["colour"] for each in legend()}
    of_category = drawn["category"].map(entries) if "category" in drawn else pd.Series([ACCENT] * len(drawn))
    colours = of_category.fillna(ACCENT).tolist()
    for ends, alpha in ((values, 0.35), (np.minimum(sure, values), 1.0)):
        bars: Any = [[(0, y + 0.2), (x, y + 0.2), (x, y + 0.8), (0, y + 0.8)] for y, x in enumerate(ends.tolist())]
        pen.ax.add_collection(PolyCollection(bars, facecolors=colours, edgecolors="none", alpha=alpha), autolim=False)
    axis: Any = [[(0, 0), (0, max(len(drawn), 1))]]
    pen.ax.add_collection(LineCollection(axis, colors=GRID, linewidths=0.8, zorder=3), autolim=False)


def _write(pen: Pen, drawn: pd.DataFrame, names: list[str], longest: float, *, room: float) -> None:
    """Write the label of each bar before it, and its number behind it."""
    main = _main(names)
    labels = local_names(pen.language, drawn, main)
    behind = [local_names(pen.language, drawn, name) for name in names if name != main]
    entries = {each["code"]: each for each in legend()}
    tall = pen.size[1] / max(len(drawn), 1)
    codes = drawn["category"].tolist() if main == "category" else [None] * len(drawn)
    for row, (label, code, value) in enumerate(zip(labels, codes, _numbers(drawn["events"].tolist()), strict=True)):
        y = pen.size[1] - (row + 0.5) * tall
        gap = 4.0
        if code in entries:
            pen.stamp(entries[code], np.array([[-7.0, y]]), r=_STAMP, hollow=False)
            gap = 14.0
        more = "  ".join(each[row] for each in behind)
        shown = _cut(pen, label, room - gap)
        pen.write(-gap, y, shown, size=_SIZE, ha="right", va="center_baseline")
        left = room - gap - pen.width(shown, _SIZE)
        if more and left > pen.width(more, _SMALL) + 5:
            at = -gap - pen.width(shown, _SIZE) - 5
            pen.write(at, y, more, size=_SMALL, ha="right", va="center_baseline", color=SOFT)
        x = drawn["events"].iloc[row] / longest * pen.size[0]
        pen.write(x + 3, y, value, size=_SIZE, va="center_baseline", color=INK)


def _main(names: list[str]) -> str:
    """Return the column whose values are the labels; the others stand before them."""
    return "county" if "county" in names else names[-1]


def _numbers(values: list[float]) -> list[str]:
    """Return numbers as a chart writes them; all of them with a decimal where one has it, so that they compare."""
    texts = [number(value) for value in values]
    if all("." not in text for text in texts):
        return texts
    return [text if "." in text else f"{value:,.1f}" for text, value in zip(texts, values, strict=True)]


def _cut(pen: Pen, text: str, room: float) -> str:
    """Return as much of a text as there is room for."""
    if pen.width(text, _SIZE) <= room:
        return text
    while len(text) > 1 and pen.width(text + "…", _SIZE) > room:
        text = text[:-1].rstrip()
    return text + "…"


def _unknown(counts: pd.DataFrame, names: list[str]) -> int:
    """Return how many events are in no bar because what is counted by is not known of them."""
    left_out = counts.attrs.get("left_out", {})
    return sum(left_out.get(f"no {name}", 0) for name in names)


def _notes(pen: Pen, drawn: pd.DataFrame, rest: pd.DataFrame, *, unknown: int) -> list[str]:
    notes = []
    if "certain" in drawn and (drawn["events"] - drawn["certain"] > 0.01).any():  # noqa: PLR2004 - a trace
        notes.append(pen.say("chart.certain"))
    if len(rest):
        notes.append(pen.say("chart.rest", n=len(rest), events=number(float(rest["events"].sum()))))
    if unknown:
        notes.append(pen.say("chart.unknown", n=unknown))
    return notes
