"""Tell a Korean personal name from a toponym: Kim Jong Suk is a person, Kim Jong Suk County is not."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table
from geo_nk.extract.toponyms.words import bare, kind_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo_nk.extract.toponyms.words import Word

__all__ = ["is_given_before", "is_surname", "person_length"]

_SURNAME_BEHIND = re.compile(r" ([A-Z][a-z]+)(?:,|\.|’s|'s|(?= [a-z]))")
LONGEST_PERSON = 3
"""Words in the longest Korean personal name: Kim Jong Suk."""


def person_length(run: Sequence[Word], *, is_place: Callable[[str], bool]) -> int:
    """Return how many words the Korean personal name at the head of a run has, 0 where there is none.

    It is a surname with one or two capitalised words behind it, of which none is a word of kind; but "An Onsong
    trader" is a trader of Onsong.

    Parameters
    ----------
    run
        Words that may be one name.
    is_place
        Whether a word is the name of a place that is listed.

    Returns
    -------
    int

    Examples
    --------
    >>> from geo_nk.extract.toponyms.words import words_of
    >>> person_length(words_of("Kim Jong Suk County"), is_place=lambda name: False)
    3
    """
    is_english = _surnames().get(run[0].text)
    if is_english is None:
        return 0
    count, length = 1, min(len(run), LONGEST_PERSON)
    while count < length and run[count].text.lower() not in kind_parts():
        count += 1
    if count == 1 or (is_english and is_place(bare(run[1].text))):
        return 0
    return count


def is_surname(word: str) -> bool:
    """Whether a word is a Korean surname, as it is written in English.

    Examples
    --------
    >>> is_surname("Kim"), is_surname("Hyesan")
    (True, False)
    """
    return word in _surnames()


def is_given_before(text: str, end: int) -> bool:
    """Whether a Korean surname stands behind a name, which then is a given one: "Musan Kim, 43".

    Parameters
    ----------
    text
        The report's text.
    end
        Where the name ends.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_given_before("Musan Kim, 43, was held", 5), is_given_before("Musan County", 5)
    (True, False)
    """
    behind = _SURNAME_BEHIND.match(text, end)
    return behind is not None and _surnames().get(behind[1]) is False


@cache
def _surnames() -> dict[str, bool]:
    """Surnames, and whether each is an English word too."""
    return {row["surname"]: row["english"] == "yes" for row in read_table("lexicon/names/surnames.csv")}
