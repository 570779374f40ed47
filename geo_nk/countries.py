"""Countries by the names that reports and people give them (``data/lexicon/places/countries.csv``).

Their largest divisions that the gazetteer has no rows of, such as the prefectures of Japan, are in
``data/lexicon/places/divisions.csv``: what lies in one is no place of the North.
"""

from __future__ import annotations

import functools
from typing import Final

from geo_nk.data import read_table
from geo_nk.names.folding import fold

__all__ = ["country_of", "country_of_division"]

_CODE_LENGTH: Final = 2


@functools.cache
def _countries() -> dict[str, str]:
    """Return country codes by folded name."""
    return {fold(row["name"]): row["country"] for row in read_table("lexicon/places/countries.csv")}


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


@functools.cache
def _divisions() -> dict[str, str]:
    """Return country codes by the folded name of a division."""
    return {fold(row["name"]): row["country"] for row in read_table("lexicon/places/divisions.csv")}


def country_of_division(text: str, stem: str = "") -> str:
    """Return the country of a prefecture, a region or a republic that a text names.

    Parameters
    ----------
    text
        A name.
    stem
        The same without its word of kind, where it has one.

    Returns
    -------
    str
        Two letters of ISO 3166, or an empty string.

    Examples
    --------
    >>> country_of_division("Gifu Prefecture", "Gifu"), country_of_division("Татарстан"), country_of_division("Jilin")
    ('JP', 'RU', '')
    """
    return _divisions().get(fold(text), "") or (_divisions().get(fold(stem), "") if stem else "")
