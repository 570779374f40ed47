"""Find the phrases of a lexicon table in a text, all in one pass.

A phrase in a table is plain words; ``*`` at the end of a word stands for any ending of that word, alone for any word,
and ``..`` for a few words or none: "took .. away". Nothing in a table is ever a regular expression, so neither a table
nor a report can make matching slow.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from geo_nk.data import read_table
from geo_nk.names.letters import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Hit", "Lexicon", "Phrases", "phrases_of"]

_JOINT = re.compile(r"(\*|\.\.)")

REMEMBERED = 1024
"""Texts whose phrases are kept: kinds, roles and details ask for those of one sentence in turn."""

LONGEST_REMEMBERED = 2_000
"""Characters of a sentence; what is longer is no prose, and would fill the memory."""

_TOGETHER = (
    ("events/actors", "phrase", "actor"),
    ("events/goods", "phrase", "good"),
    ("events/penalties", "phrase", "penalty"),
    ("events/directions", "phrase", "direction"),
)
"""What `phrases_of` is asked for of one sentence after another: all of it is found in one pass."""

LONGEST_ENDING = 8
"""Letters that ``*`` stands for, at most: "trafficking" is an ending of "traffic", not another word."""

LONGEST_GAP, WORDS_IN_GAP = 36, 5
"""Characters and words that ``..`` stands for, at most: "took the man and his son away"."""


class Hit(NamedTuple):
    """A phrase of a table found in a text.

    Attributes
    ----------
    start, end : int
        Characters in the text; the end includes the ending that ``*`` stood for.
    value : str
        What the table says of the phrase.
    phrase : str
        The phrase as the table writes it.
    """

    start: int
    end: int
    value: str
    phrase: str


class Lexicon:
    """Several tables of phrases, all found in one pass over a text: a sentence is asked for most of them in turn.

    Parameters
    ----------
    tables
        Rows of phrase and value, table by table.
    """

    def __init__(self, tables: Iterable[Iterable[tuple[str, str]]]) -> None:
        named = [(table, phrase, value) for table, rows in enumerate(tables) for phrase, value in rows]
        # A `*` inside a phrase ("tighten* the crackdown") splits it into a head to find and a tail to check.
        parts = [_split(lower(phrase)) for _, phrase, _ in named]
        self._automaton = AhoCorasick([head for head, *_ in parts], matchkind=MatchKind.Standard)
        self._rows = [(*row, tail) for row, (_, *tail) in zip(named, parts, strict=True)]
        self._found: dict[str, dict[int, tuple[Hit, ...]]] = {}

    def find(self, text: str) -> dict[int, tuple[Hit, ...]]:
        """Return the phrases in a text by the number of their table, as `Phrases.find` does."""
        found = self._found.get(text)
        if found is None:
            lowered = lower(text)
            found = self._find(lowered)
            if len(lowered) <= LONGEST_REMEMBERED:
                if len(self._found) >= REMEMBERED:
                    self._found.clear()
                self._found[text] = self._found[lowered] = found
        return found

    def _find(self, lowered: str) -> dict[int, tuple[Hit, ...]]:
        rows, last = self._rows, len(lowered)
        hits: dict[int, list[Hit]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            if start and lowered[start - 1].isalnum():
                continue
            table, phrase, value, tail = rows[index]
            stop = _match_tail(lowered, end, tail) if tail else end
            if stop is not None and (stop == last or not lowered[stop].isalnum()):
                hits.setdefault(table, []).append(Hit(start, stop, value, phrase))
        return {table: _leftmost_longest(several) for table, several in hits.items()}


class Phrases:
    """The phrases of one table, ready to be found.

    Parameters
    ----------
    rows
        Pairs of phrase and value; with a `lexicon`, those that are its table of this number.
    lexicon, table
        A lexicon that holds the table, and which of its tables it is; by itself the table is one of its own.

    Examples
    --------
    >>> [hit.value for hit in Phrases([("arrest*", "arrest"), ("ice", "drug")]).find("Arrested with ice and rice")]
    ['arrest', 'drug']
    """

    def __init__(self, rows: Iterable[tuple[str, str]] = (), *, lexicon: Lexicon | None = None, table: int = 0) -> None:
        self._lexicon = Lexicon([rows]) if lexicon is None else lexicon
        self._table = table

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return the phrases in a text, leftmost and longest first, none overlapping another.

        Of two alike, the one without a gap, then the one of more words.

        Parameters
        ----------
        text
            Any text; upper and lower case are alike.

        Returns
        -------
        tuple of Hit
            In the order of the text.
        """
        return self._lexicon.find(text).get(self._table, ())


def _leftmost_longest(hits: list[Hit]) -> tuple[Hit, ...]:
    """Return the hits that do not overlap one that begins before them, or with them and ends later."""
    if len(hits) == 1:
        return (hits[0],)
    hits.sort(key=lambda hit: (hit.start, -hit.end, ".." in hit.phrase, -len(hit.phrase)))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def _split(phrase: str) -> list[str]:
    """Split a phrase into the text that it begins with, and joints with the text behind each."""
    return _JOINT.split(phrase)


def _match_tail(text: str, at: int, tail: list[str]) -> int | None:
    """Return where a phrase ends whose head ends at `at`, or None where the text goes on otherwise."""
    for joint, literal in zip(tail[::2], tail[1::2], strict=True):
        if joint == "..":
            found = text.find(literal, at - 1, at + LONGEST_GAP + len(literal))
            if found < 0 or not _is_gap(text[at:found]):
                return None
            at = found
        else:
            ending = 0
            while ending < LONGEST_ENDING and at < len(text) and text[at].isalnum():
                at, ending = at + 1, ending + 1
        if not text.startswith(literal, at):
            return None
        at += len(literal)
    return at


def _is_gap(between: str) -> bool:
    """Whether ``..`` may stand for these characters: a few words of one clause."""
    return not set(between) & set(',;:.()—–"“”') and len(between.split()) <= WORDS_IN_GAP


@cache
def phrases_of(table: str, phrase: str, value: str) -> Phrases:
    """Return the finder of a lexicon table.

    Parameters
    ----------
    table
        The table's name without ending, such as ``"events/goods"``.
    phrase, value
        The columns that hold the phrase and what it stands for.

    Returns
    -------
    Phrases
        Made once and kept.

    Examples
    --------
    >>> [hit.value for hit in phrases_of("events/goods", "phrase", "good").find("flour and cooking oil")]
    ['flour', 'cooking oil']
    """
    named = (table, phrase, value)
    if named in _TOGETHER:
        return Phrases(lexicon=_together(), table=_TOGETHER.index(named))
    return Phrases(_rows(*named))


@cache
def _together() -> Lexicon:
    return Lexicon(_rows(*named) for named in _TOGETHER)


def _rows(table: str, phrase: str, value: str) -> Iterator[tuple[str, str]]:
    return ((row[phrase], row[value]) for row in read_table(f"lexicon/{table}.csv"))
