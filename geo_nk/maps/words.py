"""What the map's page says, in every language it speaks: the table ``assets/words.csv``.

A text may hold names in braces that the page fills in, and ``one|many`` where the number counts. To add a language is
to add a column here, one of labels to ``geo_nk/data/categories.csv``, and its code to ``assets/words.js``.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from geo_nk.maps.seal import asset

__all__ = ["LANGUAGES", "page_words"]

#: Codes of the languages, in the order of the columns; the first is the one in which a page opens.
LANGUAGES: Final = ("en", "ko", "zh")


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
    table = csv.DictReader(io.StringIO(asset("words.csv"), newline=""))
    return {row["key"]: [row[language] for language in LANGUAGES] for row in table}
