"""The features by which the trained reader knows a report: strings in blocks, each weighed by its own TF-IDF.

A feature is a string that begins with the letter of its block, so that one vocabulary holds all of them and each
weight can be shown beside the words that it is for:

``o``  n-grams of the sentences that name the place, the place itself as ``<place>``, another place as ``<other>``
``p``  n-grams of the paragraph
``v``  words of the paragraph before
``c``  words at each distance left and right of the place, its kind and its standing in the report
``t``  n-grams of the title
``d``  words of the whole body
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from geo_nk.extract.analysis import OTHER, without_marks
from geo_nk.extract.grammar.bystanders import bystanders
from geo_nk.extract.grams import Block, Grams, Headed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.extract.analysis import Analysis

__all__ = [
    "Pair",
    "before_features",
    "date_features",
    "dates_near",
    "document_features",
    "mention_features",
    "pairs_of",
    "paragraph_features",
    "sentence_features",
]

PLACE = "<place>"
"""The token of the place in question."""

NEAR = 5
"""Words on either side of a place whose distance counts."""

CARRIED = 2
"""Places named before a paragraph that may be those of what it tells."""

REACH, MOST_DATES = 30, 60
"""Sentences on either side of one in which its date may stand, and so many dates at most."""

MOST_PLACES = 40
"""Places of one paragraph that are weighed; a list of more is a table of names."""


REMEMBERED = 4096
"""Places whose standing is kept as features: there are not many ways to stand."""

LONGEST_DATELINE = 90
"""Characters from the beginning of a paragraph in which the dash of a dateline stands."""

_DATELINE = re.compile(r"\W{0,3}[A-Z][A-Z'’ -]+[A-Z]\b[^-–—\n]{0,60}(?:-{1,3}|–|—)\s")


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph and a place that may be where it tells that something happened.

    Attributes
    ----------
    paragraph : int
        Its number among those of the body that are read.
    key : str
        The place, see `geo_nk.extract.analysis.place_key`.
    named : bool
        Whether the paragraph names it; else it was named before.
    own : tuple of int
        The sentences of the body that name it there.
    features : tuple of Block
        The blocks ``o`` and ``c``; the others are those of the paragraph and of the report.
    """

    paragraph: int
    key: str
    named: bool
    own: tuple[int, ...]
    features: tuple[Block, Block]


def pairs_of(analysis: Analysis, paragraphs: Sequence[Sequence[int]]) -> list[Pair]:
    """Return each paragraph with each place that it names, or that was named last before it.

    What only a dateline names is where the report was written, and no place of what it tells; nor is a landmark, or
    where somebody comes from who was arrested elsewhere.

    Parameters
    ----------
    analysis
        The report.
    paragraphs
        The numbers of the sentences of each.

    Returns
    -------
    list of Pair
        In the order of the paragraphs, the places of each in the order of the text.
    """
    first = next(iter(analysis.named), None)
    inside: list[list[int]] = [[] for _ in analysis.body]
    elsewhere = bystanders(analysis)
    for mention, sentence in enumerate(analysis.sentence_of_mention):
        if sentence >= 0 and mention not in elsewhere and not _in_dateline(analysis, mention):
            inside[sentence].append(mention)
    uses = _uses_of_dates(analysis)
    last: dict[str, int] = {}
    found = []
    for number, sentences in enumerate(paragraphs):
        named: dict[str, list[int]] = {}
        for sentence in sentences:
            for at in inside[sentence]:
                own = named.setdefault(analysis.keys[at], [])
                if not own or own[-1] != sentence:
                    own.append(sentence)
        before = list(islice((key for key in reversed(last) if key not in named), CARRIED))
        dated = _dated(uses, sentences)
        for key in [*list(named)[:MOST_PLACES], *before]:
            own = named.get(key, [])
            kind = analysis.mentions[analysis.named[key][0]].kind
            standing = _standing(
                kind, min(number, 4), min(len(named), 5), first=key == first, named=key in named, dated=dated
            )
            tokens = [_masked(analysis, sentence, key) for sentence in own]
            blocks = (
                Block([Grams("o", without_marks(words), 3) for words in tokens]),
                Block(
                    headed=[
                        _beside("c", words, at) for words in tokens for at, word in enumerate(words) if word == PLACE
                    ],
                    others=standing,
                ),
            )
            found.append(Pair(number, key, key in named, tuple(own), blocks))
        for sentence in sentences:
            for at in inside[sentence]:
                last.pop(analysis.keys[at], None)  # so that the one named last stands last
                last[analysis.keys[at]] = at
    return found


def paragraph_features(analysis: Analysis, sentences: Sequence[int]) -> Block:
    """Return the block ``p`` of a paragraph."""
    return Block([Grams("p", analysis.words[sentence], 2) for sentence in sentences])


def before_features(analysis: Analysis, sentences: Sequence[int]) -> Block:
    """Return the block ``v`` of the paragraph before."""
    return Block([Grams("v", analysis.words[sentence]) for sentence in sentences])


def document_features(analysis: Analysis) -> tuple[Block, Block]:
    """Return the blocks ``t`` and ``d`` of a report."""
    title = (analysis.report.title or "").lower().split()
    words = ["".join(c for c in word if c.isalnum() or c in "-'") for word in title]
    body = [token for tokens in analysis.tokens for token in tokens if token != OTHER]
    return Block([Grams("t", without_marks(words), 2)]), Block([Grams("d", body)])


def sentence_features(analysis: Analysis, sentence: int, words: Sequence[str] | None = None) -> Block:
    """Return the features by which a sentence is known to tell of a happening: its n-grams, and whether it is dated.

    Parameters
    ----------
    analysis
        The report.
    sentence
        Its number in the body.
    words
        Those of its words that are looked at, without its dates; all of them where None.
    """
    dated = "s# dated" if words is None and sentence in analysis.dated else "s# undated"
    place = f"s# {'first' if sentence == 0 else 'later'}"
    return Block([Grams("s", analysis.words[sentence] if words is None else words, 3)], others=[dated, place])


def mention_features(analysis: Analysis, number: int) -> Block:
    """Return the features by which the role of a toponym is known: the words around it, and its kind."""
    mention, sentence = analysis.mentions[number], analysis.sentence_of_mention[number]
    if sentence < 0:
        return Block(others=["m# outside"])
    tokens = analysis.tokens[sentence]
    at = next((place for place, other in analysis.toponyms[sentence] if other == number), -1)
    if at < 0:  # behind what is read of a sentence that is a table
        return Block(others=["m# outside"])
    left, right = tokens[:at], tokens[at + 1 :]
    found = [f"m {n}< {' '.join(left[-n:])}" for n in (2, 3) if len(left) >= n]
    found += [f"m {n}> {' '.join(right[:n])}" for n in (2, 3) if len(right) >= n]
    if left and right:
        found.append(f"m <> {left[-1]} {right[0]}")
    place = mention.answer.place
    found += [
        f"m# kind {mention.kind}",
        f"m# country {place.country if place else None}",
        f"m# opens {at == 0}",
        f"m# lead {sentence == 0}",
        f"m# dateline {_in_dateline(analysis, number)}",
        f"m# capital {mention.kind == 'city' and place is not None and place.place_id in CAPITALS}",
    ]
    return Block([Grams("m =", list(dict.fromkeys((*left, *right))))], [_beside("m", tokens, at)], found)


CAPITALS = frozenset({"kp-pyongyang", "cn-beijing"})
"""Places that stand for a government more often than for themselves."""


LENGTH_DAYS, LENGTHS = (-1, 0, 31, 366), ("open", "day", "month", "year", "long")
AGE_DAYS, AGES = (-1, 8, 45, 400), ("none", "week", "month", "year", "old")
"""How long a date is, and how long before publication it lies, in steps of days."""


def date_features(
    analysis: Analysis, number: int, quoted: int, told: Sequence[float], near_by: Sequence[int]
) -> tuple[str, ...]:
    """Return the features by which a temporal expression is known to date what a sentence tells.

    Parameters
    ----------
    analysis
        The report.
    number
        The date in ``analysis.dates``.
    quoted
        The sentence of the body that tells of the happening.
    told
        For each sentence of the body, how surely it tells of any.
    near_by
        The dates that come into question, this one among them, see `dates_near`.
    """
    date, sentence = analysis.dates[number], analysis.sentence_of_date[number]
    step = sentence - quoted
    near = f"{'+' if step > 0 else '-' if step < 0 else ''}{min(abs(step), 4)}"
    same = analysis.body[sentence].paragraph == analysis.body[quoted].paragraph
    beside = [n for n in near_by if analysis.sentence_of_date[n] == sentence]
    closer = any(
        n != number and abs(analysis.sentence_of_date[n] - quoted) < abs(step) and analysis.dates[n].use == "event"
        for n in near_by
    )
    lead = date.surface.split(" ", 1)[0].lower()
    text, published = analysis.report.text, analysis.report.published
    before = text[max(analysis.body[sentence].start, date.start - 30) : date.start].lower().split()[-2:]
    after = text[date.end : min(date.end + 30, analysis.body[sentence].end)].lower().split()[:1]
    days = (date.date_end - date.date_start).days if date.date_start and date.date_end else -1
    length = LENGTHS[bisect_left(LENGTH_DAYS, days)]
    age = (published - date.date_start).days if published and date.date_start else -1
    ago = AGES[bisect_left(AGE_DAYS, age)]
    surer = "surer" if told[sentence] > told[quoted] else "less"
    return (
        f"use {date.use}",
        f"use {date.use} {near}",
        f"precision {date.precision}",
        f"precision {date.precision} {near}",
        f"near {near}",
        f"near {near} {'same' if same else 'other'}",
        f"told {surer} {near}",
        f"closer {closer}",
        f"closer {closer} {date.use}",
        f"order {min(beside.index(number), 2)} of {min(len(beside), 3)}",
        f"lead {lead}",
        f"length {length} {date.use}",
        f"ago {ago} {date.use}",
        f"ago {ago} {near}",
        *(f"before {word}" for word in before),
        *(f"after {word}" for word in after),
        f"opens {date.start == analysis.body[sentence].start}",
    )


def _in_dateline(analysis: Analysis, number: int) -> bool:
    """Whether a toponym stands before the dash of "DANDONG, China, Oct. 6 (Yonhap) -- ..."."""
    sentence = analysis.sentence_of_mention[number]
    if sentence < 0:
        return False
    start, end = analysis.body[sentence].start, analysis.mentions[number].end
    if end - start > LONGEST_DATELINE:
        return False
    line = _DATELINE.match(analysis.report.text, start, start + LONGEST_DATELINE)
    return line is not None and end <= line.end()


def dates_near(analysis: Analysis, quoted: int) -> list[int]:
    """Return the dates that may be those of what a sentence tells: the nearest, so that no report takes long."""
    holders = analysis.sentence_of_date
    first, last = bisect_left(holders, quoted - REACH), bisect_left(holders, quoted + REACH + 1)
    near = sorted(range(first, last), key=lambda n: abs(holders[n] - quoted))[:MOST_DATES]
    return sorted(n for n in near if holders[n] >= 0 and analysis.dates[n].use != "publication")


def _uses_of_dates(analysis: Analysis) -> dict[int, set[str]]:
    """Return what the dates of each sentence are for."""
    found: dict[int, set[str]] = {}
    for date, sentence in zip(analysis.dates, analysis.sentence_of_date, strict=True):
        found.setdefault(sentence, set()).add(date.use)
    return found


def _dated(uses: dict[int, set[str]], sentences: Sequence[int]) -> str:
    found = {use for sentence in sentences for use in uses.get(sentence, ())}
    return "event" if "event" in found else "other" if found else "none"


@lru_cache(maxsize=REMEMBERED)
def _standing(
    kind: str | None, paragraph: int, places: int, *, first: bool, named: bool, dated: str
) -> tuple[str, ...]:
    """Return what is known of a place in its paragraph apart from the words around it."""
    said = [
        f"kind {kind}",
        f"places {places}",
        f"paragraph {paragraph}",
        f"first {first}",
        f"dated {dated}",
    ]
    here = "named" if named else "carried"
    return (f"c# {here}", *(f"c# {each}" for each in said), *(f"c# {here} {each}" for each in said))


def _masked(analysis: Analysis, sentence: int, key: str) -> list[str]:
    """Return the tokens of a sentence, the place in question and all others each as one word."""
    words = list(analysis.tokens[sentence])
    for at, number in analysis.toponyms[sentence]:
        if analysis.keys[number] == key:
            words[at] = PLACE
    return words


def _beside(block: str, words: Sequence[str], at: int) -> Headed:
    """Return the words on either side of one: by their distance, and by their side alone."""
    before, behind = words[max(at - NEAR, 0) : at][::-1], words[at + 1 : at + 1 + NEAR]
    left, right = _heads(block, "<"), _heads(block, ">")
    heads = [*left[0][: len(before)], *left[1][: len(before)], *right[0][: len(behind)], *right[1][: len(behind)]]
    return Headed(heads, [*before, *before, *behind, *behind])


@cache
def _heads(block: str, side: str) -> tuple[list[str], list[str]]:
    """Return what the words on a side are headed by, the nearest first."""
    return [f"{block} {side}{k}" for k in range(1, NEAR + 1)], [f"{block} {side}"] * NEAR
