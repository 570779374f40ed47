"""Whether a report is in English: the sentences of no other language are read."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from geo_nk.data import read_table

__all__ = ["frequent_words", "is_english"]

_SAMPLE: Final = 4_000  # characters from which the language is told
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_FEWEST_WORDS: Final = 40  # a headline or a list of places has few of the words that tell a language
_LEAST_SHARE: Final = 0.06  # English prose has a third, telegraphic notes a tenth, German and French a fiftieth


def is_english(text: str) -> bool:
    """Whether a text is in English, as far as its letters and its most frequent words tell.

    Parameters
    ----------
    text
        A report's body. Names in another script in it do not count against it.

    Returns
    -------
    bool
        True also where there is too little to tell.

    Examples
    --------
    >>> is_english("Police searched homes in Hyesan (혜산)."), is_english("혜산시(Hyesan)에서 단속이 있었다.")
    (True, False)
    """
    words = _WORD.findall(text[:_SAMPLE])
    latin = [word for word in words if _LATIN.fullmatch(word)]
    if sum(map(len, latin)) * 2 < sum(map(_weight, words)):
        return False
    if len(latin) < _FEWEST_WORDS:
        return True
    return sum(word.lower() in frequent_words() for word in latin) >= len(latin) * _LEAST_SHARE


def _weight(word: str) -> int:
    """Return how many Latin letters a word would take: a syllable of Hangul or a Han character stands for two."""
    return len(word) if _LATIN.fullmatch(word) else 2 * len(word)


@cache
def frequent_words() -> frozenset[str]:
    """Return the most frequent words of English, in small letters."""
    return frozenset(row["word"] for row in read_table("lexicon/language/english_words.csv"))
