"""The words of a text, and what joins them to one name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.data import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Word", "bare", "kind_parts", "kind_written", "run_length", "words_of"]

LONGEST_NAME = 5
"""Words in the longest toponym tried: "Onsong Namyang Customs House", "Amnok (Yalu) River"."""

ABBREVIATION = 2
"""Letters of the longest abbreviation inside a name: "N. Hamgyong", "Mt. Paektu"."""

_WORD = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ\u0300-\u036f]+(?:['’ʼ‘`´][A-Za-zÀ-ɏḀ-ỿ\u0300-\u036f]+)*")
_JOINTS = {" ", "-", "\u2010", "\u2011", " (", ") ", ". ", ".", "\n"}
_APOSTROPHES = ("'", "’")  # what a word must have at its end before it is searched for a possessive
_POSSESSIVE = re.compile(r"['’]s?$")


class Word(NamedTuple):
    """A word in Latin letters, with its characters in the text; a tuple, as a report has many."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def words_of(text: str, start: int, stop: int) -> list[Word]:
    """Return the words in ``text[start:stop]`` that are written in Latin letters."""
    return [Word(*m.span(), m[0]) for m in _WORD.finditer(text, start, stop)]


def run_length(text: str, words: Sequence[Word], at: int) -> int:
    """Return how many words from `at` on may belong to one name: capitalised, or hyphened on, or words of kind."""
    length = 1
    while length < LONGEST_NAME and at + length < len(words):
        before, word = words[at + length - 1], words[at + length]
        joint = text[before.end : word.start]
        if joint not in _JOINTS or (joint in {". ", "."} and len(before.text) > ABBREVIATION):
            break
        if not (word.capital or joint == "-" or word.text.lower() in kind_parts()):
            break
        length += 1
    return length


def bare(word: str) -> str:
    """Return a word without a possessive ending.

    Examples
    --------
    >>> bare("Hyesan's")
    'Hyesan'
    """
    return _POSSESSIVE.sub("", word) if word[-2:-1] in _APOSTROPHES or word[-1:] in _APOSTROPHES else word


def kind_written(words: Sequence[Word]) -> str | None:
    """Return the kind that the last words of a name tell, or None."""
    texts = [bare(word.text).lower() for word in words]
    known = _kind_words()
    for first in range(1, len(texts)):
        if kind := known.get(" ".join(texts[first:])):
            return kind
    return None


@cache
def _kind_words() -> dict[str, str]:
    """Words of kind that stand behind a name, in lower case, such as county, river, customs house."""
    rows = [row for row in read_table("lexicon/kind_words.csv") if row["position"] == "suffix" and row["kinds"]]
    return {row["word"].lower(): row["kinds"].split()[0] for row in rows}


@cache
def kind_parts() -> frozenset[str]:
    """Return the words of which words of kind are made, such as ``house`` of ``customs house``."""
    return frozenset(part for word in _kind_words() for part in word.split())
