"""The words of a text, and what joins them to one name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.data import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

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

_RANGES = ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x300, 0x36F), (0x1E00, 0x1EFF))
_LETTERS = [chr(code) for first, last in _RANGES for code in range(first, last + 1)]
_LETTER = f"[{''.join(_LETTERS)}]"
_CAPITAL = f"[{''.join(letter for letter in _LETTERS if letter.isupper())}]"
_APOSTROPHE = "['’ʼ‘`´]"
_REST = f"{_LETTER}*(?:{_APOSTROPHE}{_LETTER}+)*"
_WORD = re.compile(f"{_LETTER}{_REST}")
# Looks back only behind a capital, so that small letters are passed over fast.
_OPENING = f"{_CAPITAL}(?<!{_LETTER}{_CAPITAL})(?<!{_LETTER}{_APOSTROPHE}{_CAPITAL}){_REST}"
_BEHIND = re.compile(rf" ({_LETTER}{_REST})")
_APOSTROPHES = ("'", "’")  # what a word must have at its end before it is searched for a possessive
_POSSESSIVE = re.compile(r"['’]s?$")


class Word(NamedTuple):
    """A word in Latin letters, with its characters in the text; a tuple, as a report has many."""

    start: int
    end: int
    text: str


def words_of(text: str, start: int = 0, stop: int | None = None) -> list[Word]:
    """Return the words of a text, or of ``text[start:stop]``, that are written in Latin letters."""
    return [Word(*m.span(), m[0]) for m in _WORD.finditer(text, start, len(text) if stop is None else stop)]


def is_latin(word: str) -> bool:
    """Whether a word begins with a Latin letter or a digit.

    Examples
    --------
    >>> is_latin("Cholsan"), is_latin("혜산")
    (True, False)
    """
    return word[0].isdigit() or _WORD.match(word) is not None


def next_run(text: str, start: int, stop: int) -> re.Match[str] | None:
    """Return the first run of words in ``text[start:stop]`` that may be one name.

    A run begins with a capital; it goes on over capitals, hyphens and words of kind. Only such words are looked at, as
    most words of a report begin with a small letter.

    Examples
    --------
    >>> text = "traders of Pochon County said"
    >>> next_run(text, 0, len(text))[0]
    'Pochon County'
    """
    return _runs().search(text, start, stop)


@cache
def _runs() -> re.Pattern[str]:
    """Return what matches a run: a dot joins only an abbreviation, such as "N." and "Mt.", to what follows."""
    long = f"(?<!{_LETTER}{{3}})(?<!{_LETTER}{_APOSTROPHE}{_LETTER})(?<!{_LETTER}{_APOSTROPHE}{_LETTER}{{2}})"
    kinds = "|".join(sorted(map(re.escape, kind_parts()), key=len, reverse=True))
    whole = f"(?!{_LETTER}|{_APOSTROPHE}{_LETTER})"
    joint = rf"(?: \(|\) |[ \n\u2010\u2011-]|{long}\. ?)"
    joined = f"(?:{joint}(?:{_CAPITAL}{_REST}|(?:{kinds}){whole})|-{_LETTER}{_REST})"
    return re.compile(f"{_OPENING}{joined}{{0,{LONGEST_NAME - 1}}}")


def word_behind(text: str, end: int, stop: int) -> str | None:
    """Return the word behind a blank at `end`, or None where something else stands there."""
    found = _BEHIND.match(text, end, stop)
    return found[1] if found is not None else None


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
