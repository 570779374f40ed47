"""Tell a Korean personal name from a toponym: Kim Jong Suk is a person, Kim Jong Suk County is not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table
from geo_nk.extract.words import bare, kind_parts, run_length

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo_nk.extract.words import Word

__all__ = ["is_surname", "person_length"]

LONGEST_PERSON = 3
"""Words in the longest Korean personal name: Kim Jong Suk."""


def person_length(text: str, words: Sequence[Word], at: int, *, is_place: Callable[[str], bool]) -> int:
    """Return how many words the Korean personal name at word `at` has, 0 where there is none.

    It is a surname with one or two capitalised words behind it, of which none is a word of kind; but "An Onsong
    trader" is a trader of Onsong.

    Parameters
    ----------
    text
        The text.
    words
        Its words.
    at
        Where among them the name may begin.
    is_place
        Whether a word is the name of a place that is listed.

    Returns
    -------
    int

    Examples
    --------
    >>> from geo_nk.extract.words import words_of
    >>> text = "Kim Jong Suk County; Kim Jong Suk"
    >>> words = words_of(text, 0, len(text))
    >>> [person_length(text, words, at, is_place=lambda name: False) for at in (0, 4)]
    [3, 3]
    """
    is_english = _surnames().get(words[at].text)
    if is_english is None:
        return 0
    count, length = 1, min(run_length(text, words, at), LONGEST_PERSON)
    while count < length and words[at + count].text.lower() not in kind_parts():
        count += 1
    if count == 1 or (is_english and is_place(bare(words[at + 1].text))):
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


@cache
def _surnames() -> dict[str, bool]:
    """Surnames, and whether each is an English word too."""
    return {row["surname"]: row["english"] == "yes" for row in read_table("lexicon/surnames.csv")}
