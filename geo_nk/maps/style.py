"""How each category of event looks, in the map, its legend and every other picture.

The look is data: ``geo_nk/data/categories.csv``. Categories differ in shape as well as in colour, so that a reader
who cannot tell two colours apart, or who prints in grey, can still tell the categories.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo_nk.data import read_table

__all__ = ["SYMBOLS", "Category", "categories", "contrast", "ink_on"]

#: The shapes that ``assets/symbols.js`` can draw.
SYMBOLS = (
    "square",
    "diamond",
    "triangle",
    "circle",
    "circle_dot",
    "circle_cross",
    "shield",
    "star",
    "arrow",
    "arrow_down",
    "cross",
)

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Category:
    """The look of one category of event.

    Attributes
    ----------
    code : str
        As it stands in the event table, such as ``phone_crackdown``.
    label : str
        For people, such as ``Phone crackdown``.
    group : str
        The heading it stands under in a legend.
    colour : str
        ``#rrggbb``, lower case.
    symbol : str
        One of `SYMBOLS`.
    """

    code: str
    label: str
    group: str
    colour: str
    symbol: str

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.colour):
            raise ValueError(f"categories.csv: category {self.code!r}: colour {self.colour!r} is not of the form #rrggbb")
        if self.symbol not in SYMBOLS:
            known = ", ".join(SYMBOLS)
            raise ValueError(f"categories.csv: category {self.code!r}: symbol {self.symbol!r} is not one of {known}")


@cache
def categories() -> tuple[Category, ...]:
    """Return every category, in the order of the table.

    Returns
    -------
    tuple of Category

    Examples
    --------
    >>> categories()[0].label, categories()[0].symbol
    ('Market crackdown', 'square')
    """
    return tuple(
        Category(code=r["category"], label=r["label"], group=r["group"], colour=r["colour"], symbol=r["symbol"])
        for r in read_table("categories.csv")
    )


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2: 0 for black, 1 for white."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004 - of the norm
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two colours, 1 (none) to 21.

    Parameters
    ----------
    one, other
        ``#rrggbb``.

    Returns
    -------
    float

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Return the colour, near-black or white, in which to write on `colour`.

    Parameters
    ----------
    colour
        ``#rrggbb``.

    Returns
    -------
    str

    Examples
    --------
    >>> ink_on("#003f66"), ink_on("#e69f00")
    ('#ffffff', '#1d2327')
    """
    dark, light = "#1d2327", "#ffffff"
    return dark if contrast(colour, dark) >= contrast(colour, light) else light
