"""Tell a toponym that the gazetteer does not list from any other capitalised word, by what is written around it.

A report names villages and mines that no list has. They are kept, unplaced, rather than lost; but a capital alone
proves nothing, so each rule asks for a word of kind or for words that only places take.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo_nk.extract.phrases import phrases_of
from geo_nk.extract.toponyms.words import word_set
from geo_nk.names.folding import fold
from geo_nk.names.kinds import split_kind, syllables
from geo_nk.reports.language import frequent_words

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TELLING", "is_plain_word", "kind_of_unlisted", "may_be_misspelt"]

#: Kinds whose word behind any capitalised name makes a toponym of it.
TELLING = frozenset(
    {"province", "county", "district", "ri", "neighbourhood", "workers_district", "river", "island", "town"}
)
#: Kinds whose word Koreans join to the name: Gwangmyeong-ri, Paeksandong.
JOINED = frozenset({"ri", "neighbourhood", "workers_district", "county"})

SHORTEST, LONGEST = 4, 24
"""Letters of a word that can be the name of a place."""

MISSPELT = 6
"""Letters from which a misspelling still resembles one name only."""

BEFORE, BEHIND = 80, 16
"""Characters around a name that are looked at."""

_REMEMBERED = 4096  # words: enough for the capitalised ones of many reports

_POSSESSIVES = ("'s", "’s")
_ONSET = r"(?:kk|tt|pp|ss|jj|ch|kh|th|ph|sh|[bdghjklmnprst])"
_VOWEL = r"(?:yeo|yae|wae|weo|eo|eu|ae|oe|ui|oo|ya|yo|yu|ye|wa|wo|we|wi|[aeiou])"
_KOREAN = re.compile(rf"(?:{_ONSET}?{_VOWEL}(?:ng|[bdgklmnpst])?){{2,5}}")

_PLACED = re.compile(r"\b(?:in|at|near|of|around|outside|inside|from) $")
_PART_OF = re.compile(r" (?:area|quarter|section) of (?:the )?[A-Z]")
_LISTED = re.compile(
    r"\b(?:places|areas|towns|cities|counties|villages|districts|regions) (?:such as|like|including) "
    r"(?:[A-Z][A-Za-z'-]{1,24}(?:, and |, or |, | and | or ))*$"
)


def kind_of_unlisted(text: str, start: int, words: Sequence[str], kind: str | None) -> str | None:
    """Return the kind of a place that the gazetteer does not list, or None where nothing says that it is one.

    Parameters
    ----------
    text
        The report's text.
    start
        Where the name begins.
    words
        The name's words, as they stand in `text` from `start` on.
    kind
        The kind that its last word says, where that is a word of kind.

    Returns
    -------
    str or None
        A kind of place; ``place`` where the text says that it is a place and not of which kind.

    Examples
    --------
    >>> kind_of_unlisted("Miners at Sinbong Gold Mine", 10, ["Sinbong", "Gold", "Mine"], "mine")
    'mine'
    >>> kind_of_unlisted("the Black Market", 4, ["Black", "Market"], "market") is None
    True
    >>> kind_of_unlisted("homes in Paeksandong", 9, ["Paeksandong"], None)
    'neighbourhood'
    """
    name, *others = words
    if not SHORTEST <= len(name) <= LONGEST or name.lower() in frequent_words() or name in word_set("names/not_places"):
        return None
    if name.endswith(_POSSESSIVES):
        return None
    if kind is not None:
        return kind if kind in TELLING or (_sounds_korean(name) and _is_plain(others[:-1])) else None
    return _joined_kind(text, start, name, others) or _kind_around(text, start, name, others)


def may_be_misspelt(text: str, start: int, name: str) -> bool:
    """Whether a word may be a listed place in a wrong spelling: it sounds Korean, is long, and is in or at something.

    Parameters
    ----------
    text
        The report's text.
    start
        Where the word begins.
    name
        The word.

    Returns
    -------
    bool

    Examples
    --------
    >>> may_be_misspelt("Boat owners in Sinujiu", 15, "Sinujiu"), may_be_misspelt("said Sinujiu", 5, "Sinujiu")
    (True, False)
    """
    if len(_split(name)[0]) < MISSPELT or name in word_set("names/not_places") or not _sounds_korean(name):
        return False
    return _PLACED.search(text[max(start - BEHIND, 0) : start].lower()) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_plain_word(word: str) -> bool:
    """Whether nothing around a word by itself can make it a place that is not listed: most capitals open a sentence.

    Parameters
    ----------
    word
        The word, without a possessive.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_plain_word("Nobody"), is_plain_word("Sinujiu")
    (True, False)
    """
    if word in word_set("names/not_places") or len(word) < SHORTEST:
        return True
    stem, kind = _split(word)
    return not (_sounds_korean(word) or (kind in JOINED and _sounds_korean(stem)))


def _joined_kind(text: str, start: int, name: str, others: Sequence[str]) -> str | None:
    """Return the kind in "Gwangmyeong-ri", or in "Paeksandong" where it is said to be in, at or near something."""
    if len(others) > 1 or not all(other.islower() for other in others):
        return None
    stem, kind = _split("-".join((name, *others)))
    # Of two syllables at least: Kil-dong is a person.
    if kind not in JOINED or not _sounds_korean(stem):
        return None
    return kind if others or _PLACED.search(text[max(start - BEHIND, 0) : start].lower()) else None


def _kind_around(text: str, start: int, name: str, others: Sequence[str]) -> str | None:
    """Return ``place`` for "the Sunpyol area of Hyesan" and for "towns such as Gaepyol"."""
    if others or not _sounds_korean(name):
        return None
    end = start + len(name)
    part = _PART_OF.match(text[end : end + BEHIND + 1])
    return "place" if part or _LISTED.search(text[max(start - BEFORE, 0) : start]) else None


@lru_cache(maxsize=_REMEMBERED)
def _split(name: str) -> tuple[str, str | None]:
    """Return a name without its word of kind, and the kind; a report repeats its capitalised words."""
    return split_kind(name)


@lru_cache(maxsize=_REMEMBERED)
def _sounds_korean(name: str) -> bool:
    folded = fold(name)
    return len(folded) <= LONGEST and syllables(folded) > 1 and _KOREAN.fullmatch(folded) is not None


def _is_plain(words: Sequence[str]) -> bool:
    """Whether words between a name and its word of kind only say more of the kind: "Gold" Mine, "Railway" Station."""
    return not words or (len(words) == 1 and bool(phrases_of("events/goods", "phrase", "good").find(words[0])))
