"""How each category of event looks, on the map, in its legend and in every other picture; and the colours of the rest.

The look is data: ``geo_nk/data/categories.csv``, and the style sheets of the page. Categories differ in shape as well
as in colour, so that a reader who cannot tell two colours apart, or who prints in grey, can still tell the categories.
"""

from __future__ import annotations

import re
from functools import cache

from geo_nk.events.categories import Category, load_categories
from geo_nk.maps.shared.assets import asset, shared_table

__all__ = ["colours", "legend", "symbols"]

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)
_NAMED = re.compile(r"--([\w-]+): (#[0-9a-f]{6});", re.ASCII)
_SHEETS = ("page.css", "strip/strip.css")


@cache
def colours() -> dict[str, str]:
    """Return the colours of the page on paper, by the names that its style sheets give them.

    Returns
    -------
    dict of str to str
        Those without a share of transparency. Shared: not to be changed.

    Examples
    --------
    >>> colours()["paper"]
    '#ffffff'
    """
    named = [pair for sheet in _SHEETS for pair in _NAMED.findall(asset(sheet))]
    return dict(reversed(named))  # what stands first is for paper, what follows for the dark


def symbols() -> list[str]:
    """Return the names of the symbols that page and print can draw.

    Returns
    -------
    list of str

    Examples
    --------
    >>> symbols()[:3]
    ['square', 'diamond', 'triangle']
    """
    return list(shared_table("parts/symbols.json")["shapes"])


def legend() -> list[dict[str, str]]:
    """Return code, labels, group, colour and symbol of every category, in the order of the table.

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
    if look.symbol not in (known := symbols()):
        raise ValueError(f"categories.csv: {look.category}: symbol {look.symbol!r} is not one of {', '.join(known)}")
    return {
        "code": look.category,
        "label": look.label,
        "label_ko": look.label_ko,
        "label_zh": look.label_zh,
        "group": look.group,
        "colour": look.colour,
        "symbol": look.symbol,
    }
