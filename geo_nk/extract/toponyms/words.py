"""The words of a text, and what joins them to one name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.data import read_table

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

__all__ = [
    "OTHER_SCRIPT",
    "Word",
    "bare",
    "is_latin",
    "kind_parts",
    "kind_written",
    "next_run",
    "word_behind",
    "word_set",
    "words_of",
]

OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""A letter of Cyrillic, kana, Han or Hangul."""

LONGEST_NAME = 5
"""Words in the longest toponym tried: "Onsong Namyang Customs House", "Amnok (Yalu) River"."""

ABBREVIATION = 2
"""Letters of the longest abbreviation inside a name: "N. Hamgyong", "Mt. Paektu"."""

_RANGES = ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x300, 0x36F), (0x1E00, 0x1EFF))
_LETTERS = [chr(code) for first, last in _RANGES for code in range(first, last + 1)]
_LETTER = f"[{''.join(_LETTERS)}]"
_CAPITAL = f"[{''.join(letter for letter in _LETTERS if letter.isupper())}]"
_APOSTROPHE = "['’ʼ‘`´]"
_REST = f"{_LETTER}*(?:{_APOSTROPHE}{_LETTER}+)*"
_WORD = re.compile(f"{_LETTER}{_REST}")
# Looks back only behind a capital, so that small letters are passed over fast.
_OPENING = re.compile(f"{_CAPITAL}(?<!{_LETTER}{_CAPITAL})(?<!{_LETTER}{_APOSTROPHE}{_CAPITAL}){_REST}")
_FOLLOWING = re.compile(rf"( \(|\) |\. |[ .\n\-\u2010\u2011])({_LETTER}{_REST})")
_APOSTROPHES = ("'", "’")  # what a word must have at its end before it is searched for a possessive
_POSSESSIVE = re.compile(r"['’]s?$")


class Word(NamedTuple):
    """A word in Latin letters, with its characters in the text; a tuple, as a report has many."""

    start: int
    end: int
    text: str


def words_of(text: str) -> list[Word]:
    """Return the words of a text that are written in Latin letters."""
    return [Word(*m.span(), m[0]) for m in _WORD.finditer(text)]


def is_latin(word: str) -> bool:
    """Whether a word begins with a Latin letter or a digit.

    Examples
    --------
    >>> is_latin("Cholsan"), is_latin("혜산")
    (True, False)
    """
    return word[0].isdigit() or _WORD.match(word) is not None


def next_run(text: str, start: int, stop: int, passed: Container[str] = ()) -> list[Word]:
    """Return the words of the first run in ``text[start:stop]`` that may be one name, or none.

    A run begins with a capital; it goes on over capitals, hyphens and words of kind. Only such words are looked at, as
    most words of a report begin with a small letter. A word of `passed` that stands alone is passed over.

    Examples
    --------
    >>> text = "traders of Pochon County said"
    >>> [word.text for word in next_run(text, 0, len(text))]
    ['Pochon', 'County']
    """
    while (found := _OPENING.search(text, start, stop)) is not None:
        word, start = found[0], found.end()
        further = _FOLLOWING.match(text, start, stop)
        goes_on = further is not None and _goes_on(word, further)
        if not goes_on and word in passed:
            continue
        run = [Word(found.start(), start, word)]
        while goes_on and further is not None:
            run.append(Word(*further.span(2), further[2]))
            further = _FOLLOWING.match(text, run[-1].end, stop) if len(run) < LONGEST_NAME else None
            goes_on = further is not None and _goes_on(run[-1].text, further)
        return run
    return []


def _goes_on(last: str, further: re.Match[str]) -> bool:
    """Whether what follows the last word of a run is a part of the run."""
    joint, word = further.groups()
    if joint[0] == "." and len(last) > ABBREVIATION:
        return False
    return word[0].isupper() or joint == "-" or word.lower() in kind_parts()


def word_behind(text: str, end: int, stop: int) -> str | None:
    """Return the word behind a blank at `end`, or None where something else stands there."""
    found = _FOLLOWING.match(text, end, stop)
    return found[2] if found is not None and found[1] == " " else None


def bare(word: str) -> str:
    """Return a word without a possessive ending.

    Examples
    --------
    >>> bare("Hyesan's")
    'Hyesan'
    """
    return _POSSESSIVE.sub("", word) if word[-2:-1] in _APOSTROPHES or word[-1:] in _APOSTROPHES else word


def kind_written(words: Sequence[str]) -> str | None:
    """Return the kind that the last of some words tell, or None.

    Parameters
    ----------
    words
        In small letters, without possessives.

    Examples
    --------
    >>> kind_written(["onsong", "customs", "house"])
    'customs'
    """
    if len(words) == 1 or words[-1] not in kind_parts():
        return None
    known = _kind_words()
    for first in range(1, len(words)):
        if kind := known.get(" ".join(words[first:])):
            return kind
    return None


@cache
def _kind_words() -> dict[str, str]:
    """Words of kind that stand behind a name, in lower case, such as county, river, customs house."""
    rows = [row for row in read_table("lexicon/places/kind_words.csv") if row["position"] == "suffix" and row["kinds"]]
    return {row["word"].lower(): row["kinds"].split()[0] for row in rows}


@cache
def kind_parts() -> frozenset[str]:
    """Return the words of which words of kind are made, such as ``house`` of ``customs house``."""
    return frozenset(part for word in _kind_words() for part in word.split())


@cache
def word_set(table: str) -> frozenset[str]:
    """Return the words that a table of the lexicon lists.

    Examples
    --------
    >>> "border" in {word.lower() for word in word_set("names/not_places")}
    True
    """
    return frozenset(row["word"] for row in read_table(f"lexicon/{table}.csv"))
