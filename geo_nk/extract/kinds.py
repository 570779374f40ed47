"""Say what happened: the category of a sentence, from the acts and topics of the lexicon.

An act (arrest, raid, smuggle ...) and a topic (phone, drug, market ...) make a category by the weightiest row of
``lexicon/category_rules.csv`` that fits, the first of equals. Acts that are denied, supposed, planned or usual are
not counted, nor is what a picture shows or what was merely spoken of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table
from geo_nk.extract.acts import SAME, clauses_of, subordinate_acts, told_acts
from geo_nk.extract.phrases import Hit, phrases_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = ["Kind", "kind_of", "kinds_in", "kinds_of", "main_topics", "meant_acts", "neighbours_of", "says_again"]

WEAK_ACTS = frozenset({"build", "burn", "carry", "duty", "find", "go", "hand", "none", "resume", "sell_person", "take"})
"""Acts so common that only their topic makes them one."""

RIVALS = frozenset({"drug", "market", "phone", "trafficking"})
"""Topics of which a sentence that names none borrows only the one spoken of last."""

OPENING, MANY = 5, 3
"""So many sentences say what a report is about; a topic that only comes later must be named in more than so many."""

BORROWED = 0.85
"""A topic that only the rest of the report names makes a category a little less sure."""

BESIDE = 0.7
"""What stands in a clause that says when or why gives way to what the sentence says."""

FIRM = 0.65
"""A clause that says a second thing must say it so firmly."""


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
    start, end : int
        The part of the sentence that says so: all of it, unless it tells of several things.
    """

    category: str
    weight: float
    act: Hit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    acts: frozenset[str]
    topics: frozenset[str]
    category: str
    weight: float


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            frozenset(row["act"].split("+")),
            frozenset(row["topic"].split("+")) - {"*"},
            row["category"],
            float(row["weight"]),
        )
        for row in read_table("lexicon/category_rules.csv")
    )


@lru_cache(maxsize=1024)
def _rules_of(acts: frozenset[str]) -> tuple[_Rule, ...]:
    """Return the rules that ask for no other acts than these."""
    return tuple(rule for rule in _rules() if rule.acts <= acts)


def kind_of(sentence: str, *, topics: Collection[str] = ()) -> Kind | None:
    """Return the surest of what a sentence says happened, or None where it tells of nothing that did.

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
    kinds = kinds_of(sentence, topics=topics)
    return max(kinds, key=lambda kind: kind.weight) if kinds else None


def kinds_of(sentence: str, *, topics: Collection[str] = ()) -> tuple[Kind, ...]:
    """Return what a sentence says happened: more than one thing where its clauses tell of things that are not alike.

    Parameters
    ----------
    sentence, topics
        As for `kind_of`.

    Returns
    -------
    tuple of Kind
        In the order of the sentence; empty where it tells of nothing that did happen.

    Examples
    --------
    >>> [kind.category for kind in kinds_of("A post was built at Musan; in Onsong agents raided the market.")]
    ['border_control', 'market_crackdown']
    """
    acts = told_acts(sentence)
    if not acts:
        return ()
    found = phrases_of("topics", "phrase", "topic").find(sentence)
    beside = subordinate_acts(sentence, acts)
    whole = _decide(acts, found, topics, (0, len(sentence)), beside)
    if whole is None or (acts[0].value == SAME and whole.weight < FIRM):
        return ()
    clauses = clauses_of(sentence)
    home = next((clause for clause in clauses if clause[0] <= whole.act.start < clause[1]), clauses[0])
    if len(clauses) == 1 or len(acts) == 1:
        return (replace(whole, start=home[0], end=home[1]),)
    parts = [kind for clause in clauses if (kind := _decide(acts, found, (), clause, beside))]
    others = [part for part in parts if part.start != home[0] and part.weight >= FIRM and not _akin(part, whole)]
    if not others:
        return (whole,)
    kept = [replace(whole, start=home[0], end=home[1]), *others]
    return tuple(sorted(kept, key=lambda kind: kind.start))


def says_again(sentence: str, kind: Kind) -> Kind | None:
    """Return the kind of the sentence before for one that says that it happened again, else None.

    Parameters
    ----------
    sentence
        A sentence that names no act of its own.
    kind
        What was told last.

    Returns
    -------
    Kind or None

    Examples
    --------
    >>> told = kind_of("Hyesan was put under lockdown.")
    >>> says_again("A similar order was issued in Sakju.", told).category
    'border_control'
    """
    again = next((act for act in told_acts(sentence) if act.value == SAME), None)
    return None if again is None else Kind(kind.category, kind.weight * BORROWED, again, 0, len(sentence))


def _decide(
    acts: Sequence[Hit],
    found: Sequence[Hit],
    topics: Collection[str],
    span: tuple[int, int],
    beside: Collection[Hit] = (),
) -> Kind | None:
    """Return what a part of a sentence says happened, told by the acts and topics that stand in it.

    Acts that stand `beside` only say when or why, and give way to others.
    """
    start, end = span
    inside = _between(acts, start, end)
    present = {hit.value for hit in inside}
    main = {hit.value for hit in inside if hit not in beside}
    own = _topics_of(_between(found, start, end))
    known = own.union(topics)
    fitting = [
        (
            rule.weight * (1.0 if rule.topics <= own else BORROWED) * (BESIDE if main.isdisjoint(rule.acts) else 1.0),
            rule,
        )
        for rule in _rules_of(frozenset(present))
        if rule.topics <= known
    ]
    if not fitting:
        return None
    weight, rule = max(fitting, key=lambda pair: pair[0])
    named = [hit for hit in inside if hit.value in rule.acts]
    act = next((hit for hit in named if hit not in beside), named[0])
    return Kind(rule.category, weight, act, start, end)


def _between(hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
    """Return the hits of a clause, of those of its sentence: a sentence may have thousands of either."""
    return hits[bisect_left(hits, start, key=_start) : bisect_left(hits, end, key=_start)]


def _start(hit: Hit) -> int:
    return hit.start


def _topics_of(found: Iterable[Hit]) -> set[str]:
    """Return the topics that phrases name; ``border+troops`` names two."""
    return {topic for hit in found for topic in _parts(hit.value)}


@cache
def _parts(value: str) -> tuple[str, ...]:
    return tuple(value.split("+"))


def _akin(one: Kind, other: Kind) -> bool:
    return one.category == other.category or other.category in neighbours_of(one.category)


@cache
def neighbours_of(category: str) -> frozenset[str]:
    """Return what an analyst would take for the same thing seen twice, as an arrest and a drug case."""
    pairs = [(row["one"], row["other"]) for row in read_table("lexicon/category_neighbours.csv")]
    both = [*pairs, *((other, one) for one, other in pairs)]
    return frozenset(other for one, other in both if one == category)


def meant_acts(sentence: str) -> tuple[Hit, ...]:
    """Return the acts of a sentence that mean something in it, be they told as facts or denied.

    "Found" is an act where drugs are, and "carried" where it was done by night; elsewhere they are but words.

    Parameters
    ----------
    sentence
        One sentence.

    Returns
    -------
    tuple of Hit
        In the order of the sentence.
    """
    acts = phrases_of("acts", "phrase", "act").find(sentence)
    if all(act.value not in WEAK_ACTS for act in acts):
        return tuple(acts)
    own = _topics_of(phrases_of("topics", "phrase", "topic").find(sentence))
    present = frozenset(act.value for act in acts)
    meant = _strong_acts().union(*(rule.acts for rule in _rules_of(present) if rule.topics <= own))
    return tuple(act for act in acts if act.value in meant)


@cache
def _strong_acts() -> frozenset[str]:
    """Return the acts that the table marks as telling without a topic."""
    return frozenset(row["act"] for row in read_table("lexicon/acts.csv")) - WEAK_ACTS


def kinds_in(sentences: Sequence[str]) -> list[tuple[Kind, ...]]:
    """Return what each sentence of a report says happened, read in the light of the sentences before it.

    Parameters
    ----------
    sentences
        The sentences of its body.

    Returns
    -------
    list of tuple of Kind
        As `kinds_of`. A sentence that names no topic is of what was spoken of last, if the report is about that.

    Examples
    --------
    >>> told = kinds_in(["Agents seized phones.", "A phone costs much.", "Two men were searched."])
    >>> [kind.category for kinds in told for kind in kinds]
    ['phone_crackdown', 'phone_crackdown']
    """
    main = main_topics(sentences)
    spoken = rivals = main & RIVALS
    told = []
    for sentence in sentences:
        named = _topics_of(phrases_of("topics", "phrase", "topic").find(sentence))
        spoken = rivals & named or spoken
        told.append(kinds_of(sentence, topics=(main - RIVALS) | spoken))
    return told


def main_topics(sentences: Iterable[str]) -> frozenset[str]:
    """Return what a report is about: topics that it opens with and names again, or names time and again.

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
    named = [_topics_of(phrases_of("topics", "phrase", "topic").find(text)) & spreading for text in sentences]
    counts = Counter(topic for topics in named for topic in topics)
    opening: set[str] = set().union(*named[:OPENING])
    return frozenset(topic for topic, count in counts.items() if count > (1 if topic in opening else MANY))


@cache
def _spreading_topics() -> frozenset[str]:
    """Topics that speak for a whole report: one about phones tells of arrests of phone users."""
    return frozenset(row["topic"] for row in read_table("lexicon/topics.csv") if row["spreads"] == "yes")
