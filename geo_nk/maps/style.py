"""How each category of event looks, on the map, in its legend and in every other picture.

The look is data: ``geo_nk/data/categories.csv``. Categories differ in shape as well as in colour, so that a reader
who cannot tell two colours apart, or who prints in grey, can still tell the categories.
"""

from __future__ import annotations

import re
from typing import Final

from geo_nk.events.categories import Category, load_categories

__all__ = ["SYMBOLS", "contrast", "ink_on", "legend"]

#: The shapes that ``assets/symbols.js`` can draw.
SYMBOLS: Final = (
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

_DARK, _LIGHT = "#1d2327", "#ffffff"
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)
_STRAIGHT_PART = 0.04045  # of the sRGB curve, by WCAG 2


def legend() -> list[dict[str, str]]:
    """Return code, label, group, colour and symbol of every category, in the order of the table.

    Returns
    -------
    list of dict

    Raises
    ------
    ValueError
        If the table names a colour or a symbol that cannot be drawn.

    Examples
    --------
    >>> legend()[0]["label"], legend()[0]["symbol"]
    ('Market crackdown', 'square')
    """
    return [_entry(category) for category in load_categories().values()]


def _entry(look: Category) -> dict[str, str]:
    if not _COLOUR.fullmatch(look.colour):
        raise ValueError(f"categories.csv: {look.category}: colour {look.colour!r} is not of the form #rrggbb")
    if look.symbol not in SYMBOLS:
        raise ValueError(f"categories.csv: {look.category}: symbol {look.symbol!r} is not one of {', '.join(SYMBOLS)}")
    return {
        "code": look.category,
        "label": look.label,
        "group": look.group,
        "colour": look.colour,
        "symbol": look.symbol,
    }


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2: 0 for black, 1 for white."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= _STRAIGHT_PART else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


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
    return max(_DARK, _LIGHT, key=lambda ink: contrast(colour, ink))
