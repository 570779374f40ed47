"""What the charts share: their axes, the shading of numbers, names in the reader's language, notes below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_nk._files import clean
from geo_nk.errors import AnalysisError, EventSchemaError
from geo_nk.gazetteer.cells import county_cells
from geo_nk.gazetteer.tongues import LANGUAGES, tongues
from geo_nk.maps.print.figure_foot import write_notes
from geo_nk.maps.print.fonts import families
from geo_nk.maps.print.pen import PAPER, Pen, fit_below, new_axes
from geo_nk.maps.shared.style import legend

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from geo_nk.maps.print.pen import Box

__all__ = [
    "GRID",
    "check_columns",
    "check_years",
    "finished",
    "ink_on",
    "ink_on_tone",
    "local_names",
    "number",
    "pen_for",
    "shades",
    "tones",
]

GRID: Final = "#dfe3e5"
#: What had no events; what has no data is left as paper with a stroke through it.
_EMPTY: Final = "#f4f5f5"

_MOST_YEARS: Final = 100
_LIGHT: Final = np.array([0xE3, 0xEC, 0xF1]) / 255
_DEEP: Final = np.array([0x12, 0x49, 0x6B]) / 255
_BEND: Final = 0.6  # of the scale, so that one event among many still shows
_STRETCHES: Final = {"Yalu": "river-yalu", "Paektu": "mountain-paektu", "Tumen": "river-tumen"}
#: Share of the scale from which white ink can be read (4.5 to 1, as WCAG AA asks); below it only black can.
_DARK: Final = 0.69
_BLACK: Final = "#000000"


def pen_for(
    ax: Axes | None,
    *,
    language: str,
    font: str | os.PathLike[str] | None,
    width_mm: float,
    height_mm: float,
    inset_mm: Box,
) -> Pen:
    """Return a pen for given axes, or for those of a new figure whose axes are `height_mm` high."""
    family = families(language, font=font)  # says what is missing before the work begins
    if ax is None:
        _, below, _, above = inset_mm
        ax = new_axes(width_mm=width_mm, height_mm=below + height_mm + above, inset_mm=inset_mm)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_facecolor("none")
    for spine in ax.spines.values():
        spine.set_visible(False)
    return Pen(ax, language, family)


def finished(pen: Pen, notes: Sequence[str], *, below: float, fit: bool, left: float = 0.0) -> Axes:
    """Write notes below a chart, from `left` points beside its axes, and make its figure as tall as they need."""
    depth = write_notes(pen, [note for note in notes if note], below=below, left=left)
    if fit:
        fit_below(pen.ax, depth)
    return pen.ax


def check_columns(table: pd.DataFrame, names: Sequence[str], *, made_by: str) -> None:
    """Raise if a table of counts lacks what is drawn."""
    missing = [name for name in names if name not in table.columns]
    if missing:
        found = ", ".join(map(str, table.columns))
        raise EventSchemaError(
            f"no column is called {', '.join(missing)}; the columns are {found}: draw what {made_by} gives"
        )


def check_years(first: int, last: int) -> None:
    """Raise if years are more than a chart can hold: one date that is far off makes thousands of them."""
    if last - first >= _MOST_YEARS:
        raise AnalysisError(
            f"the dates reach from {first} to {last}, and a chart holds {_MOST_YEARS} years: correct the date that is "
            "far off, or leave years out"
        )


def shades(values: NDArray[np.float64], most: float) -> NDArray[np.float64]:
    """Return colours of numbers from 0 to the largest; of nothing the colour of nothing."""
    return tones(np.clip(values / most if most else values, 0.0, 1.0) ** _BEND)


def tones(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the colours of shares of the scale; of 0 the colour of nothing."""
    colours = _LIGHT + share[..., None] * (_DEEP - _LIGHT)
    empty = np.array([int(_EMPTY[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where((share > 0)[..., None], colours, empty)


def ink_on(value: float, most: float) -> str:
    """Return the colour of ink that can be read on the shade of a number."""
    return ink_on_tone((value / most) ** _BEND if most else 0.0)


def ink_on_tone(share: float) -> str:
    """Return the colour of ink that can be read on the colour of a share of the scale."""
    return PAPER if share > _DARK else _BLACK


def number(value: float) -> str:
    """Return a number as a chart writes it: whole, or with one decimal; a trace of an event is no 0.

    Examples
    --------
    >>> number(3.0), number(2.25), number(1234.0), number(0.02)
    ('3', '2.2', '1,234', '<0.1')
    """
    if 0 < value < 0.05:  # noqa: PLR2004 - what would be written as 0.0
        return "<0.1"
    return f"{value:,.0f}" if abs(value - round(value)) < 0.05 else f"{value:,.1f}"  # noqa: PLR2004 - as above


def local_names(language: str, table: pd.DataFrame, name: str) -> list[str]:
    """Return the values of a column in a language: categories, counties and provinces are translated."""
    tongue = LANGUAGES.index(language)
    values = ["—" if pd.isna(value) else clean(str(value)) for value in table[name].tolist()]
    if name == "category":
        labels = {each["code"]: each["label" if language == "en" else f"label_{language}"] for each in legend()}
        return [labels.get(value, value) for value in values]
    if name == "county" and tongue:
        ids = county_ids()
        provinces: list[Any] = table["province"].tolist() if "province" in table else [None] * len(table)
        pairs = zip(values, provinces, strict=True)
        return [tongues(ids.get(pair, ""), name=pair[0])[tongue] for pair in pairs]
    if name == "province" and tongue:
        return [tongues(f"kp-{value.lower().replace(' ', '-')}", name=value)[tongue] for value in values]
    if name == "stretch":
        return [tongues(_STRETCHES.get(value, ""), name=value)[tongue] for value in values]
    return [value[:10] for value in values] if pd.api.types.is_datetime64_any_dtype(table[name]) else values


def county_ids() -> dict[tuple[str, Any], str]:
    """Return the place ids of counties by their name and that of their province."""
    cells = county_cells()
    return dict(zip(zip(cells["county"], cells["province"], strict=True), cells.index, strict=True))
