"""Say what happened: the category of a sentence, from the acts and topics of the lexicon.

An act (arrest, raid, smuggle ...) and a topic (phone, drug, market ...) make a category by the weightiest row of
``lexicon/category_rules.csv`` that fits, the first of equals. Acts that are denied, supposed, planned or usual are
not counted, nor is what a picture shows or what was merely spoken of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from geo_nk.data import read_table
from geo_nk.extract.phrases import Hit, lower, phrases_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = ["Kind", "kind_of", "kinds_in", "kinds_of", "main_topics", "meant_acts", "neighbours_of", "says_again"]

WORDS_IN_REACH = 6
"""A cue such as "not" or "would" speaks of an act at most so many words behind it."""

SAME = "same"
"""What the table calls words that say again what was told before: "a similar order was issued in"."""

REFUTED = "refuted"
"""What the table calls cues that stand behind the act they speak of."""

AFFIRMED = "affirmed"
"""What it calls words that look like a denial and are none: "not only", "not seen for years"."""

WEAK_ACTS = frozenset({"build", "burn", "carry", "find", "go", "hand", "none", "resume", "sell_person", "take"})
"""Acts so common that only their topic makes them one."""

REACH = 120
"""Characters that those words may fill: a bound for texts that are no prose."""

RIVALS = frozenset({"drug", "market", "phone", "trafficking"})
"""Topics of which a sentence that names none borrows only the one spoken of last."""

OPENING, MANY = 5, 3
"""So many sentences say what a report is about; a topic that only comes later must be named in more than so many."""

BORROWED = 0.85
"""A topic that only the rest of the report names makes a category a little less sure."""

FIRM = 0.65
"""A clause that says a second thing must say it so firmly."""

NO_ACT = "none"
"""What the table calls words that look like an act and are none: "closed doors"."""


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
    acts = _facts(sentence)
    if not acts:
        return ()
    found = phrases_of("topics", "phrase", "topic").find(sentence)
    whole = _decide(acts, found, topics, (0, len(sentence)))
    if whole is None:
        return ()
    clauses = _clauses(sentence)
    home = next((clause for clause in clauses if clause[0] <= whole.act.start < clause[1]), clauses[0])
    if len(clauses) == 1 or len(acts) == 1:
        return (replace(whole, start=home[0], end=home[1]),)
    parts = [kind for clause in clauses if (kind := _decide(acts, found, (), clause))]
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
    again = next((act for act in _facts(sentence) if act.value == SAME), None)
    return None if again is None else Kind(kind.category, kind.weight * BORROWED, again, 0, len(sentence))


def _decide(acts: Iterable[Hit], found: Iterable[Hit], topics: Collection[str], span: tuple[int, int]) -> Kind | None:
    """Return what a part of a sentence says happened, told by the acts and topics that stand in it."""
    start, end = span
    inside = [hit for hit in acts if start <= hit.start < end]
    present = {hit.value for hit in inside}
    own = {hit.value for hit in found if start <= hit.start < end}
    known = own.union(topics)
    fitting = [
        (rule.weight * (1.0 if rule.topics <= own else BORROWED), rule)
        for rule in _rules_of(frozenset(present))
        if rule.topics <= known
    ]
    if not fitting:
        return None
    weight, rule = max(fitting, key=lambda pair: pair[0])
    return Kind(rule.category, weight, next(hit for hit in inside if hit.value in rule.acts), start, end)


def _clauses(sentence: str) -> list[tuple[int, int]]:
    """Return the parts of a sentence between the words that ``lexicon/clause_breaks.csv`` lists."""
    breaks = [start for _, start, _ in clause_breaks().find_matches_as_indexes(lower(sentence))]
    return list(pairwise([0, *breaks, len(sentence)]))


@cache
def clause_breaks() -> AhoCorasick:
    """Return the finder of what ends a clause, for text in lower case."""
    return AhoCorasick([row["break"] for row in read_table("lexicon/clause_breaks.csv")])


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
    own = {hit.value for hit in phrases_of("topics", "phrase", "topic").find(sentence)}
    present = frozenset(act.value for act in acts)
    meant = _strong_acts().union(*(rule.acts for rule in _rules_of(present) if rule.topics <= own))
    return tuple(act for act in acts if act.value in meant)


@cache
def _strong_acts() -> frozenset[str]:
    """Return the acts that the table marks as telling without a topic."""
    return frozenset(row["act"] for row in read_table("lexicon/acts.csv")) - WEAK_ACTS


def _facts(sentence: str) -> list[Hit]:
    """Return the acts of a sentence that are told as facts."""
    acts = [hit for hit in phrases_of("acts", "phrase", "act").find(sentence) if hit.value != NO_ACT]
    if not acts:
        return []
    cues = [cue for cue in phrases_of("modality", "cue", "modality").find(sentence) if not _is_month(sentence, cue)]
    if any(cue.value in {"depicted", "spoken"} for cue in cues):
        return []
    ahead = [cue for cue in cues if cue.value not in {REFUTED, AFFIRMED}]
    ends = [cue.end for cue in ahead]
    refuted = [cue.start for cue in cues if cue.value == REFUTED]
    # If the nearest cue before an act does not reach it, no earlier one does.
    nearest = ((act, bisect_right(ends, act.start) - 1) for act in acts)
    told = [act for act, index in nearest if index < 0 or not _reaches(sentence, ahead[index], act)]
    return [act for act in told if not _taken_back(sentence, act, refuted)]


def _is_month(sentence: str, cue: Hit) -> bool:
    """Whether a cue is the month of May and supposes nothing."""
    return (
        cue.phrase == "may" and sentence[cue.start] == "M" and (cue.start > 0 or sentence[cue.end + 1 :][:1].isdigit())
    )


def _taken_back(sentence: str, act: Hit, refuted: Sequence[int]) -> bool:
    """Whether words behind an act take it back: "arrests in Musan turned out to be wrong", "a tower is planned"."""
    # If the nearest such words do not reach the act, no later ones do.
    behind = bisect_left(refuted, act.end)
    if behind == len(refuted) or refuted[behind] - act.end > REACH:
        return False
    between = sentence[act.end : refuted[behind]]
    return not set(between) & set(",;:—“”") and len(between.split()) <= WORDS_IN_REACH


def _reaches(sentence: str, cue: Hit, act: Hit) -> bool:
    if act.start - cue.end > REACH:
        return False
    between = sentence[cue.end : act.start]
    return not set(between) & set(',;:—"“”') and len(between.split()) <= WORDS_IN_REACH


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
        named = {hit.value for hit in phrases_of("topics", "phrase", "topic").find(sentence)}
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
    named = [
        {hit.value for hit in phrases_of("topics", "phrase", "topic").find(text)} & spreading for text in sentences
    ]
    counts = Counter(topic for topics in named for topic in topics)
    opening: set[str] = set().union(*named[:OPENING])
    return frozenset(topic for topic, count in counts.items() if count > (1 if topic in opening else MANY))


@cache
def _spreading_topics() -> frozenset[str]:
    """Topics that speak for a whole report: one about phones tells of arrests of phone users."""
    return frozenset(row["topic"] for row in read_table("lexicon/topics.csv") if row["spreads"] == "yes")
