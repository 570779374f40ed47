"""How far a sentence that names no place reaches: it may go on with what was told, or speak of the whole border.

Such a sentence takes no place from the sentences around it. The words are rows of ``lexicon/sentence_scopes.csv``.
"""

from __future__ import annotations

import re
from functools import cache

from geo_nk.calendar_names import MONTHS, WEEKDAYS
from geo_nk.data import read_table
from geo_nk.extract.phrases import phrases_of

__all__ = ["is_aftermath", "is_everywhere", "names_unknown_place"]

_KNOWN_PEOPLE = re.compile(r"\W*(?:he|she|they|both|all|the|his|her|their|these|those)\b", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"\b(?:near|in|at|outside|around) (?:the (?:city|town|village|port|county) of )?(?P<name>[A-Z][a-z]{3,20})"
    r"(?=[,.;]| (?:on|in|by|and|last|at)\b)"
)


def is_aftermath(sentence: str) -> bool:
    """Whether a sentence only says what has become of people who were told of: "They are being questioned in".

    Parameters
    ----------
    sentence
        One sentence.

    Examples
    --------
    >>> is_aftermath("The two are in custody in Chongjin."), is_aftermath("Two men are in custody in Chongjin.")
    (True, False)
    """
    return _KNOWN_PEOPLE.match(sentence) is not None and _says(sentence, "aftermath")


def is_everywhere(sentence: str) -> bool:
    """Whether a sentence speaks of the whole border or country.

    Parameters
    ----------
    sentence
        One sentence.

    Examples
    --------
    >>> is_everywhere("Guards along the whole border were told to shoot.")
    True
    """
    return _says(sentence, "everywhere")


def names_unknown_place(sentence: str) -> bool:
    """Whether something happened in or near a place that no list knows: then it is not where the report was before.

    Parameters
    ----------
    sentence
        A sentence in which no listed place is named.

    Examples
    --------
    >>> names_unknown_place("Five were caught near Sainshand."), names_unknown_place("Five were caught in March.")
    (True, False)
    """
    return any(found["name"].lower() not in _calendar() for found in _UNKNOWN.finditer(sentence))


def _says(sentence: str, scope: str) -> bool:
    return any(hit.value == scope for hit in phrases_of("sentence_scopes", "phrase", "scope").find(sentence))


@cache
def _calendar() -> frozenset[str]:
    """Return what is written with a capital and is no place: months, days, countries and other listed words."""
    listed = [row["word"] for row in read_table("lexicon/not_places.csv")]
    countries = [word for row in read_table("lexicon/countries.csv") for word in row["name"].split()]
    return frozenset(map(str.lower, [*MONTHS, *WEEKDAYS, *listed, *countries]))
