"""The clauses of a sentence, and which of them tells what happened: the one whose words the reader weighs most."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo_nk.data import read_table
from geo_nk.extract.analysis import OTHER, TOKEN, place_key
from geo_nk.extract.features import PLACE
from geo_nk.extract.toponyms.mention import WIDE_KINDS
from geo_nk.extract.toponyms.words import is_latin
from geo_nk.names.letters import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.toponyms.mention import Mention
    from geo_nk.extract.weights import Weights

__all__ = [
    "Clause",
    "Piece",
    "clauses_of",
    "is_participle",
    "small_words",
    "telling_clause",
    "title_words",
    "weight_of",
]

LONGEST = 3
"""Words of the longest n-gram that is weighed."""

MOST_PIECES = 400
"""Words of a sentence that are looked at; what is longer is no prose."""

LIST_WORDS = 3
"""Words between a comma and an "and" that make a list, at most: "rice, cooking oil and corn" is one clause."""

LONGEST_LIST = 24
"""Words of a list that are looked at."""

BRACKETED = 6
"""Words in brackets that are passed over, at most: "the National Security Agency (NSA)"."""

SAYING = 10
"""Words between a word of saying and its "that", at most: "told RFA's Korean Service on June 9 that"."""

SHORTEST_PARTICIPLE = 4
"""Letters that a word ending in -ed has more than, if it is a participle: "fled" is listed, "need" is none."""

_LIST_ENDS = frozenset({"and", "or"})
_GAPS = frozenset({" ", ", ", "% ", " $"})
_INNER_MARKS = frozenset({"-", "'", "’", "‐", "‑"})
"""Marks that join two parts of one word where no blank stands beside them: "AK-47", "Musan's"."""


class Piece(NamedTuple):
    """A word, a number, a toponym or a temporal expression; a tuple, as a report has many.

    Attributes
    ----------
    start, end : int
        Characters in the report's text.
    text : str
        As written.
    word : str
        The text in small letters with straight apostrophes.
    gap : str
        What joins it to the piece before: a blank, ``", "``, a mark inside a word, or nothing at a clause's beginning.
    mention : int
        The number of the toponym in `Analysis.mentions`, or -1.
    dated : bool
        Whether it is a temporal expression.
    weight : float
        What its n-grams add to "this tells of a happening".
    """

    start: int
    end: int
    text: str
    word: str
    gap: str = ""
    mention: int = -1
    dated: bool = False
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two marks of a sentence.

    Attributes
    ----------
    pieces : tuple of Piece
    says : bool
        Whether it says who told it ("a source told Daily NK"), and not what happened.
    joined : bool
        Whether nothing but a comma stands before it.
    """

    pieces: tuple[Piece, ...]
    says: bool
    joined: bool = False

    @property
    def start(self) -> int:
        """Its first character in the report's text."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """The character behind its last."""
        return self.pieces[-1].end

    @property
    def trigger(self) -> Piece:
        """The word that speaks most for a happening, if it can not stand in any sentence."""
        small = small_words()
        return max(self.pieces, key=lambda piece: (piece.word not in small, piece.weight))

    @property
    def weight(self) -> float:
        """How much its words speak for a happening."""
        return weight_of(self.pieces)


def clauses_of(analysis: Analysis, number: int, weights: Weights, *, key: str | None, category: str) -> list[Clause]:
    """Return the clauses of a sentence, each word with what it adds to a happening.

    Parameters
    ----------
    analysis
        The report.
    number
        The sentence in ``analysis.body``.
    weights
        Of the models.
    key
        The place of the happening, see `geo_nk.extract.analysis.place_key`.
    category
        Of the happening.

    Returns
    -------
    list of Clause
        In the order of the text; marks, and provinces that follow a town of theirs, are in none.
    """
    pieces = list(_pieces(analysis, number))
    weighed = _weighed(analysis, pieces, weights, key, category)
    text = analysis.report.text
    found: list[Clause] = []
    for run in _cut(analysis, weighed):
        joined = bool(found) and text[found[-1].end : run[0].start].strip() == ","
        found += _clauses(run, joined=joined)
    return _with_speakers(found)


def telling_clause(clauses: Sequence[Clause]) -> Clause | None:
    """Return the clause of a sentence that tells what happened, or None where all say only who told it."""
    told = [clause for clause in clauses if not clause.says]
    return max(told, key=lambda clause: clause.weight, default=None)


def _pieces(analysis: Analysis, number: int) -> Iterator[Piece]:
    """Yield the words of a sentence; a toponym or a temporal expression is one piece, whatever marks it holds."""
    text, sentence = analysis.report.text, analysis.body[number]
    mentions, dates = (
        range(*(bisect_left(found, at, key=_start) for at in (sentence.start, sentence.end)))
        for found in (analysis.mentions, analysis.dates)
    )
    spans = [(analysis.mentions[n].start, analysis.mentions[n].end, n) for n in mentions]
    spans += [(analysis.dates[n].start, analysis.dates[n].end, -1) for n in dates]
    spans = sorted(spans)[:MOST_PIECES]
    at, count = sentence.start, 0
    for start, end, mention in [*spans, (sentence.end, sentence.end, -1)]:
        for found in TOKEN.finditer(text, at, max(start, at)):
            if found[0][0].isalnum() and is_latin(found[0]):
                yield Piece(*found.span(), found[0], lower(found[0]))
                count += 1
            if count > MOST_PIECES:
                return
        if start >= at and end > start:
            count += 1
            yield Piece(start, end, text[start:end], lower(text[start:end]), mention=mention, dated=mention < 0)
            at = end


def _start(found: Mention | DateMention) -> int:
    return found.start


def _weighed(
    analysis: Analysis, pieces: Sequence[Piece], weights: Weights, key: str | None, category: str
) -> list[Piece]:
    """Give each word its share of what the n-grams that it stands in add to the scores."""
    masked = [_masked(analysis, piece, key) for piece in pieces]
    held = [n for n, words in enumerate(masked) for _ in words]
    words = [word for each in masked for word in each]
    outputs = [0, *(n for n, name in enumerate(weights.categories, start=1) if name == category)]
    added = np.zeros(len(pieces))
    for block, model, columns in (("s", weights.sentence, [0]), ("o", weights.pair, outputs)):
        plain = [OTHER if block == "s" and word == PLACE else word for word in words]
        grams = [(at, size) for size in range(1, LONGEST + 1) for at in range(len(plain) - size + 1)]
        rows = [model.vocabulary.get(f"{block} {' '.join(plain[at : at + size])}", -1) for at, size in grams]
        known = [(row, *gram) for row, gram in zip(rows, grams, strict=True) if row >= 0]
        if known:
            row, at, size = np.array(known).T
            share = model.idf[row] * model.weights[row][:, columns].sum(axis=1) / size
            for step in range(LONGEST):
                inside = size > step
                np.add.at(added, np.array(held)[at[inside] + step], share[inside])
    return [
        piece if piece.mention >= 0 or piece.dated else piece._replace(weight=weight)
        for piece, weight in zip(pieces, added.round(4).tolist(), strict=True)
    ]


def _masked(analysis: Analysis, piece: Piece, key: str | None) -> list[str]:
    """Return the words of a piece as the features have them."""
    if piece.mention >= 0:
        return [PLACE if place_key(analysis.mentions[piece.mention]) == key else OTHER]
    words = [match[0] for match in TOKEN.finditer(piece.word)] if piece.dated else [piece.word]
    return ["0" if word[0].isdigit() else word for word in words if word[0].isalnum()]


def _cut(analysis: Analysis, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the runs of words that no mark cuts; those in brackets, and a province behind its town, are left out."""
    text = analysis.report.text
    gaps = [text[a.end : b.start] for a, b in pairwise(pieces)]
    run: list[Piece] = []
    mended: str | None = None
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        gap = _gap(gaps[at - 1]) if at and mended is None else mended
        mended = None
        if run and at and "(" in gaps[at - 1] and (close := _closes(gaps, at)):
            at, mended = close, " "
            continue
        if run and gap == ", " and run[-1].mention >= 0 and _is_wide(analysis, piece):
            at, mended = at + 1, " " if at + 1 < len(pieces) and _goes_on(pieces[at + 1]) else None
            continue
        if run and (gap is None or (gap == ", " and not _lists(pieces, gaps, at))):
            yield run
            run = []
        run.append(piece._replace(gap=gap or ""))
        at += 1
    if run:
        yield run


def _goes_on(piece: Piece) -> bool:
    """Whether a clause goes on with this word behind what two commas part: "agents of Hyesan, ..., arrested"."""
    small = title_words("auxiliary", "preposition", "conjunction")
    return piece.word in small or (piece.text.islower() and is_participle(piece.word))


def is_participle(word: str) -> bool:
    """Whether a word in small letters may be a past participle."""
    return (len(word) > SHORTEST_PARTICIPLE and word.endswith("ed")) or word in title_words("participle")


def _gap(between: str) -> str | None:
    """Return what joins two words, or None where a mark cuts them."""
    if not between or between in _INNER_MARKS:
        return between
    flat = " ".join(between.split()) + (" " if between[-1:].isspace() else "")
    flat = flat if flat.strip() or not between else " "
    flat = f" {flat.strip()}" if between[:1].isspace() and flat.strip() == "$" else flat
    return flat if flat in _GAPS else None


def _closes(gaps: Sequence[str], at: int) -> int | None:
    """Return the number of the first word behind a bracket that opens before the word `at`."""
    return next((n + 1 for n in range(at, min(at + BRACKETED, len(gaps))) if ")" in gaps[n]), None)


def _lists(pieces: Sequence[Piece], gaps: Sequence[str], at: int) -> bool:
    """Whether the comma before the word `at` stands in a list."""
    words = 0
    for n in range(at, min(at + LONGEST_LIST, len(pieces))):
        gap = _gap(gaps[n - 1]) if n > at else ""
        if gap is None:
            return False
        if gap == ", ":
            words = 0
        if pieces[n].word in _LIST_ENDS:
            return n > at
        words += 1
        if words > LIST_WORDS:
            return False
    return False


def _is_wide(analysis: Analysis, piece: Piece) -> bool:
    return piece.mention >= 0 and analysis.mentions[piece.mention].kind in WIDE_KINDS


def _clauses(pieces: list[Piece], *, joined: bool) -> list[Clause]:
    """Part what somebody says from the words that he is said by: "a source said that | four were arrested"."""
    said = next((n for n, piece in enumerate(pieces) if piece.word in _say_verbs()), None)
    if said is None:
        return [Clause(tuple(pieces), says=False, joined=joined)]
    that = next((n for n in range(said + 1, min(said + SAYING, len(pieces))) if pieces[n].word == "that"), said)
    head, told = pieces[: that + 1], pieces[that + 1 :]
    if weight_of(told) > weight_of(head):
        return [Clause(tuple(head), says=True, joined=joined), Clause(tuple(told), says=False)]
    return [Clause(tuple(pieces), says=True, joined=joined)]


def _with_speakers(clauses: Sequence[Clause]) -> list[Clause]:
    """Mark whoever says it where a clause parts him from saying: "an agent, | who asked not to be named, | said"."""
    found = list(clauses)
    for at in range(2, len(found)):
        before, parted, said = found[at - 2 : at + 1]
        if said.says and said.joined and parted.joined and said.pieces[0].word in _say_verbs():
            # "said the head of ..." has its speaker behind it, unless a relative clause stands before it.
            inverted = said.pieces[1:] and said.pieces[1].word in title_words("article")
            first = parted.pieces[0].word
            if first in title_words("subordinator") or (first in title_words("preposition") and not inverted):
                found[at - 2 : at] = [replace(before, says=True), replace(parted, says=True)]
    return found


def weight_of(pieces: Iterable[Piece]) -> float:
    """Return how much some words speak for a happening; small words, and what speaks against one, are left aside."""
    small = small_words()
    return sum(piece.weight for piece in pieces if piece.weight > 0 and piece.word not in small)


@cache
def small_words() -> frozenset[str]:
    """Return words that stand in any sentence."""
    return title_words("article", "auxiliary", "preposition", "conjunction", "subordinator", "pronoun")


@cache
def title_words(*uses: str) -> frozenset[str]:
    """Return the words of some uses in the table of small words.

    Examples
    --------
    >>> sorted(title_words("article"))
    ['a', 'an', 'the']
    """
    return frozenset(row["word"] for row in read_table("lexicon/events/title_words.csv") if row["use"] in uses)


@cache
def _say_verbs() -> frozenset[str]:
    cues = read_table("lexicon/dates/cues.csv")
    return title_words("saying") | {row["cue"] for row in cues if row["role"] == "say_verb"}
