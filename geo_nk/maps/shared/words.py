"""What maps say, in every language they speak: ``words.csv`` in ``assets/words/``, and ``figure_words.csv`` for print.

A text may hold names in braces that are filled in, and ``one|many`` where the number counts. To add a language is to
add its code to `geo_nk.gazetteer.tongues` and to ``assets/words/languages.json``, a column to these tables and to
``assets/words/labels.csv``, and one of labels to ``geo_nk/data/categories.csv``.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache

from geo_nk.gazetteer.tongues import LANGUAGES
from geo_nk.maps.shared.assets import asset

__all__ = ["LANGUAGES", "figure_words", "in_each_language", "page_words", "said"]

_HOLE = re.compile(r"\{(\w+)\}")


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


def said(key: str, language: str, **values: object) -> str:
    """Return a text of `figure_words` in a language, with its numbers; ``one|many`` chooses by `n`.

    Parameters
    ----------
    key
        Of the text.
    language
        One of `LANGUAGES`.
    **values
        By the names in braces.

    Returns
    -------
    str

    Examples
    --------
    >>> said("figure.events", "en", n=1), said("figure.events", "en", n=1200)
    ('1 event', '1,200 events')
    """
    forms = figure_words()[key][LANGUAGES.index(language)].split("|")
    form = forms[0] if str(values.get("n")) == "1" else forms[-1]
    told = {name: f"{value:,}" if isinstance(value, int) else str(value) for name, value in values.items()}
    return _HOLE.sub(lambda hole: told.get(hole[1], hole[0]), form)
