"""What maps say, in every language they speak: ``words.csv`` in ``assets/words/``, and ``figure_words.csv`` for print.

A text may hold names in braces that are filled in, and ``one|many`` where the number counts. To add a language is to
add its code to `geo_nk.gazetteer.tongues` and to ``assets/words/languages.json``, a column to these tables and to
``assets/words/labels.csv``, and one of labels to ``geo_nk/data/categories.csv``.
"""

from __future__ import annotations

import csv
import io
from functools import cache

from geo_nk.gazetteer.tongues import LANGUAGES
from geo_nk.maps.shared.assets import asset

__all__ = ["LANGUAGES", "figure_words", "in_each_language", "page_words"]


def in_each_language(name: str) -> list[tuple[dict[str, str], list[str]]]:
    """Return the rows of a table in ``assets/``, each with its texts in the order of `LANGUAGES`.

    Parameters
    ----------
    name
        Of the file.

    Returns
    -------
    list of tuple of dict and list

    Examples
    --------
    >>> in_each_language("words/labels.csv")[0][1][0]
    'CHINA'
    """
    rows = csv.DictReader(io.StringIO(asset(name), newline=""))
    return [(row, [row[language] for language in LANGUAGES]) for row in rows]


def page_words() -> dict[str, list[str]]:
    """Return the texts of the page by their key.

    Returns
    -------
    dict
        For each key one text for each of `LANGUAGES`.

    Examples
    --------
    >>> page_words()["card.close"]
    ['Close', '닫기', '关闭']
    """
    return {row["key"]: texts for row, texts in in_each_language("words/words.csv")}


@cache
def figure_words() -> dict[str, list[str]]:
    """Return the texts of printed figures by their key: those of the page, and their own.

    Returns
    -------
    dict
        As `page_words` does. Shared: not to be changed.

    Examples
    --------
    >>> figure_words()["figure.km"]
    ['{n} km', '{n}km', '{n}公里']
    """
    return page_words() | {row["key"]: texts for row, texts in in_each_language("words/figure_words.csv")}
