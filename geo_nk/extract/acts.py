"""The acts of a sentence: which are told as facts, and which only say when or why.

Acts that are denied, supposed, planned or usual are not counted, nor is what a picture shows or what was merely spoken
of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from geo_nk.data import read_table
from geo_nk.extract.phrases import phrases_of
from geo_nk.letters import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo_nk.extract.phrases import Hit

__all__ = ["NO_ACT", "REFUTED", "SAME", "STOPPED", "clause_breaks", "clauses_of", "subordinate_acts", "told_acts"]

WORDS_IN_REACH = 6
"""A cue such as "not" or "would" speaks of an act at most so many words behind it."""

SAME = "same"
"""What the table calls words that say again what was told before: "a similar order was issued in"."""

REFUTED = "refuted"
"""What the table calls cues that stand behind the act they speak of."""

GENERAL = "general"
"""What it calls words of laws and customs, which speak of nobody in particular."""

AFFIRMED = "affirmed"
"""What it calls words that look like a denial and are none: "not only", "not seen for years"."""

LASTING = "lasting"
"""What it calls words that make a stop of what is denied: "not a car has come over since"."""

STOPPED = "standstill"
"""The act that such a denial tells of."""

MOVING = frozenset({"carry", "smuggle", "state_smuggle", "resume"})
"""Acts of moving goods, whose denial may tell of a stop."""

EARLIER = "earlier"
"""What it calls words that date by an act, the one next to them: "since the lockdown nobody leaves"."""

REACH = 120
"""Characters that those words may fill: a bound for texts that are no prose."""

NO_ACT = "none"
"""What the table calls words that look like an act and are none: "closed doors"."""


def told_acts(sentence: str) -> list[Hit]:
    """Return the acts of a sentence that are told as facts.

    Parameters
    ----------
    sentence
        One sentence.

    Returns
    -------
    list of Hit
        In the order of the sentence.

    Examples
    --------
    >>> [act.phrase for act in told_acts("Nobody was arrested, but a house was searched.")]
    ['search*']
    """
    acts = [hit for hit in phrases_of("acts", "phrase", "act").find(sentence) if hit.value != NO_ACT]
    if not acts:
        return []
    cues = [cue for cue in phrases_of("modality", "cue", "modality").find(sentence) if not _is_month(sentence, cue)]
    if _is_supposed(sentence, cues) or any(cue.value in {"depicted", "spoken"} for cue in cues):
        return []
    ahead = [cue for cue in cues if cue.value not in {REFUTED, AFFIRMED, GENERAL, LASTING}]
    lasting = any(cue.value in {LASTING, EARLIER} for cue in cues)
    ends = [cue.end for cue in ahead]
    refuted = [cue.start for cue in cues if cue.value == REFUTED]
    # If the nearest cue before an act does not reach it, no earlier one does.
    nearest = ((act, bisect_right(ends, act.start) - 1) for act in acts)
    told: list[Hit] = []
    dating = -1
    for act, index in nearest:
        if index in {-1, dating} or not _reaches(sentence, ahead[index], act):
            told.append(act)
        elif ahead[index].value == EARLIER:
            dating = index
        elif lasting and ahead[index].value == "negated" and act.value in MOVING:
            told.append(act._replace(value=STOPPED))
    told = [act for act in told if not _taken_back(sentence, act, refuted)]
    general = [cue.start for cue in cues if cue.value == GENERAL]
    return told if not told or not general else _in_particular(sentence, told, general)


def _is_supposed(sentence: str, cues: Sequence[Hit]) -> bool:
    """Whether all of a sentence is supposed: "If one flees, the whole village is punished"."""
    return bool(cues) and cues[0].phrase == "if" and not sentence[: cues[0].start].strip('"“‘ ')


def _in_particular(sentence: str, acts: Iterable[Hit], general: Iterable[int]) -> list[Hit]:
    """Return the acts outside the clauses that say what the law is: "anyone found to sell it is sent away"."""
    clauses = [clause for clause in clauses_of(sentence) if any(clause[0] <= at < clause[1] for at in general)]
    return [act for act in acts if not any(start <= act.start < end for start, end in clauses)]


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


def subordinate_acts(sentence: str, acts: Sequence[Hit]) -> frozenset[Hit]:
    """Return the acts that only say when, why or of whom: "were shot after they had smuggled cars".

    Parameters
    ----------
    sentence
        One sentence.
    acts
        Its acts, in order.

    Returns
    -------
    frozenset of Hit
        Empty where all are such.

    Examples
    --------
    >>> sentence = "He was arrested because he had smuggled copper."
    >>> [act.phrase for act in subordinate_acts(sentence, told_acts(sentence))]
    ['smuggled']
    """
    beside: set[Hit] = set()
    for cue in phrases_of("subordinate_words", "phrase", "clause").find(sentence):
        behind = [act for act in acts if act.start >= cue.end]
        if not behind:
            break
        stop = next((at for at in range(cue.end, behind[0].start) if sentence[at] in ",;:—–"), None)
        if stop is not None:
            continue
        if cue.value == "relative" and not any(act.end <= cue.start for act in acts):
            beside.add(behind[0])
            continue
        end = next((at for at in range(cue.end, len(sentence)) if sentence[at] in ",;:—–"), len(sentence))
        beside.update(act for act in behind if act.start < end)
    return frozenset() if len(beside) == len(acts) else frozenset(beside)


def clauses_of(sentence: str) -> list[tuple[int, int]]:
    """Return the parts of a sentence between the words that ``lexicon/clause_breaks.csv`` lists.

    Parameters
    ----------
    sentence
        One sentence.

    Returns
    -------
    list of tuple of int
        Start and end of each, in characters.

    Examples
    --------
    >>> clauses_of("It rained; he slept.")
    [(0, 9), (9, 20)]
    """
    breaks = [start for _, start, _ in clause_breaks().find_matches_as_indexes(lower(sentence))]
    return list(pairwise([0, *breaks, len(sentence)]))


@cache
def clause_breaks() -> AhoCorasick:
    """Return the finder of what ends a clause, for text in lower case."""
    return AhoCorasick([row["break"] for row in read_table("lexicon/clause_breaks.csv")])
