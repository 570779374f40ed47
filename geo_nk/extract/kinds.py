"""Say what happened: the category of a sentence, from the acts and topics of the lexicon.

An act (arrest, raid, smuggle ...) and a topic (phone, drug, market ...) make a category by the weightiest row of
``lexicon/category_rules.csv`` that fits, the first of equals. Acts that are denied, supposed, planned or usual are
not counted, nor is what a picture shows or what was merely spoken of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table
from geo_nk.extract.phrases import Hit, phrases_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Kind", "kind_of", "main_topics"]

WORDS_IN_REACH = 6
"""A cue such as "not" or "would" speaks of an act at most so many words behind it."""

REACH = 120
"""Characters that those words may fill: a bound for texts that are no prose."""

BORROWED = 0.85
"""A topic that only the rest of the report names makes a category a little less sure."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a sentence says happened.

    Attributes
    ----------
    category : str
        A code of ``categories.csv``.
    weight : float
        How telling the rule is, 0 to 1.
    act : geo_nk.extract.phrases.Hit
        The act that decided; offsets are into the sentence.
    """

    category: str
    weight: float
    act: Hit


@dataclass(frozen=True, slots=True)
class _Rule:
    acts: frozenset[str]
    topic: str
    category: str
    weight: float


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(frozenset(row["act"].split("+")), row["topic"], row["category"], float(row["weight"]))
        for row in read_table("lexicon/category_rules.csv")
    )


def kind_of(sentence: str, *, topics: Collection[str] = ()) -> Kind | None:
    """Return what a sentence says happened, or None where it tells of nothing that did.

    Parameters
    ----------
    sentence
        One sentence.
    topics
        What the report is about, for sentences that do not repeat it; see `main_topics`.

    Returns
    -------
    Kind or None

    Examples
    --------
    >>> kind_of("Agents raided the market and confiscated goods.").category
    'market_crackdown'
    >>> kind_of("Nobody was arrested.") is None
    True
    """
    acts = _facts(sentence)
    if not acts:
        return None
    present = {hit.value for hit in acts}
    own = {hit.value for hit in phrases_of("topics", "phrase", "topic").find(sentence)}
    fitting = [
        (rule.weight * (1.0 if rule.topic == "*" or rule.topic in own else BORROWED), rule)
        for rule in _rules()
        if rule.acts <= present and (rule.topic == "*" or rule.topic in own or rule.topic in topics)
    ]
    if not fitting:
        return None
    weight, rule = max(fitting, key=lambda pair: pair[0])
    return Kind(rule.category, weight, next(hit for hit in acts if hit.value in rule.acts))


def _facts(sentence: str) -> list[Hit]:
    """Return the acts of a sentence that are told as facts."""
    acts = phrases_of("acts", "phrase", "act").find(sentence)
    cues = phrases_of("modality", "cue", "modality").find(sentence)
    if any(cue.value in {"depicted", "spoken"} for cue in cues):
        return []
    ends = [cue.end for cue in cues]
    # If the nearest cue before an act does not reach it, no earlier one does.
    nearest = ((act, bisect_right(ends, act.start) - 1) for act in acts)
    return [act for act, index in nearest if index < 0 or not _reaches(sentence, cues[index], act)]


def _reaches(sentence: str, cue: Hit, act: Hit) -> bool:
    if act.start - cue.end > REACH:
        return False
    between = sentence[cue.end : act.start]
    return not set(between) & set(',;:—"“”') and len(between.split()) <= WORDS_IN_REACH


def main_topics(sentences: Iterable[str]) -> frozenset[str]:
    """Return what a report is about: topics that it names in at least two sentences.

    Parameters
    ----------
    sentences
        The sentences of its body.

    Returns
    -------
    frozenset of str
        Topics of ``lexicon/topics.csv``, those only whose row says that they spread over a report.

    Examples
    --------
    >>> sorted(main_topics(["Phones were found.", "A phone costs much.", "Rice does too."]))
    ['phone']
    """
    spreading = _spreading_topics()
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update({hit.value for hit in phrases_of("topics", "phrase", "topic").find(sentence)} & spreading)
    return frozenset(topic for topic, count in counts.items() if count > 1)


@cache
def _spreading_topics() -> frozenset[str]:
    """Topics that speak for a whole report: one about phones tells of arrests of phone users."""
    return frozenset(row["topic"] for row in read_table("lexicon/topics.csv") if row["spreads"] == "yes")
