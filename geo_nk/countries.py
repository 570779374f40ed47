"""Countries by the names that reports and people give them (``data/lexicon/countries.csv``)."""

from __future__ import annotations

import functools
from typing import Final

from geo_nk.data import read_table
from geo_nk.folding import fold

__all__ = ["country_of"]

_CODE_LENGTH: Final = 2


@functools.cache
def _countries() -> dict[str, str]:
    """Return country codes by folded name."""
    return {fold(row["name"]): row["country"] for row in read_table("lexicon/countries.csv")}


def country_of(text: str) -> str:
    """Return the country that a text names.

    Parameters
    ----------
    text
        A name in any listed language, or two capitals, which are taken for a code.

    Returns
    -------
    str
        Two letters of ISO 3166, or an empty string.

    Examples
    --------
    >>> country_of("North Korea"), country_of("中國"), country_of("RU"), country_of("Hyesan")
    ('KP', 'CN', 'RU', '')
    """
    if len(text) == _CODE_LENGTH and text.isascii() and text.isupper():
        return text
    return _countries().get(fold(text), "")
