"""Say what each place is doing where it is named.

What a text names is not what happened there: a source speaks from somewhere, a capital gives orders, goods come from
one town and go to another, and "in Uiju there was nothing of the kind". The cues are rows of
``lexicon/role_cues.csv``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, cast

from geo_nk.data import read_table
from geo_nk.extract.phrases import Hit, lower, phrases_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.extract.mentions import Mention, Role
    from geo_nk.reports.text import Sentence

__all__ = ["assign_roles"]

# Words that may stand between a cue and the name: "a source in the northern province of Yanggang".
_FILLERS = (
    " the",
    " a",
    " province of",
    " city of",
    " county of",
    " town of",
    " border city of",
    " border town of",
    " downtown",
    " nearby",
    " northern",
    " southern",
    " central",
    " chinese",
    " city",
    " district of",
    " area of",
    " outskirts of",
    " mt.",
)
_JOINTS = {",", "and", ", and", "or", "nor", "&", "/"}
_LOCATIVES = ("in", "at", "near", "around", "inside", "outside", "within", "throughout", "across", "off")


def assign_roles(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with their roles.

    Parameters
    ----------
    text
        The report's text.
    sentences
        Its sentences, in order.
    mentions
        Its mentions, in order.

    Returns
    -------
    list of Mention
        As many, in the same order.
    """
    done: list[Mention] = []
    for sentence in sentences:
        inside = [m for m in mentions if sentence.start <= m.start < sentence.end]
        done.extend(_in_sentence(text[sentence.start : sentence.end], sentence.start, inside))
    return done


def _in_sentence(sentence: str, offset: int, mentions: Sequence[Mention]) -> list[Mention]:
    acts = phrases_of("acts", "phrase", "act").find(sentence)
    roles: list[Role] = []
    for index, mention in enumerate(mentions):
        start, end = mention.start - offset, mention.end - offset
        if index and _continues(sentence, mentions[index - 1], mention, offset):
            roles.append(roles[-1])
        else:
            roles.append(_role(sentence, start, end, mention, acts))
    _promote_lone_origins(roles, acts)
    return [replace(mention, role=role) for mention, role in zip(mentions, roles, strict=True)]


def _role(sentence: str, start: int, end: int, mention: Mention, acts: Sequence[Hit]) -> Role:
    before, after = _before(sentence, start), lower(sentence[end : end + 24])
    cued = _cued(before, after)
    if cued in {"source", "authority", "not_event"}:
        return cast("Role", cued)
    if _is_dateline(sentence, start, end):
        return "source"
    name = mention.answer.place.name if mention.answer.place else mention.surface
    if name in _metonyms() and not before.endswith(tuple(f" {w}" for w in _LOCATIVES)) and cued is None:
        return "authority"
    if _denied(sentence, start, end, acts):
        return "not_event"
    if cued is not None:
        return cast("Role", cued)
    return "event" if acts else "background"


def _before(sentence: str, start: int) -> str:
    """Return what stands before a name, in lower case, without the words that may come between it and a cue."""
    before = " " + lower(sentence[:start]).rstrip(" \"'“‘(")
    while True:
        for filler in _FILLERS:
            if before.endswith(filler):
                before = before[: -len(filler)].rstrip()
                break
        else:
            return before


@cache
def _cues(side: str) -> tuple[tuple[str, str], ...]:
    rows = [row for row in read_table("lexicon/role_cues.csv") if row["side"] == side]
    return tuple((row["cue"], row["role"]) for row in sorted(rows, key=lambda row: -len(row["cue"])))


def _cued(before: str, after: str) -> str | None:
    for cue, role in _cues("before"):
        if before.endswith(f" {cue}"):
            return role
    for cue, role in _cues("after"):
        joint = "" if cue.startswith("-") else " "
        if after.startswith(joint + cue) and not after[len(joint + cue) :][:1].isalpha():
            return role
    return None


@cache
def _metonyms() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("lexicon/metonyms.csv"))


def _is_dateline(sentence: str, start: int, end: int) -> bool:
    """Whether a name opens a report as its dateline: "SEOUL, July 15 --"."""
    return (
        start == 0
        and ("--" in sentence[end : end + 24] or "—" in sentence[end : end + 24])
        and sentence[:end].isupper()
    )


def _continues(sentence: str, previous: Mention, mention: Mention, offset: int) -> bool:
    """Whether a name goes on from the one before: in a list, or as the wider place behind a comma."""
    between = sentence[previous.end - offset : mention.start - offset].strip().lower()
    return between in _JOINTS or between.removesuffix(" the").strip() in {",", "and", ", and", "in", "of", "-"}


def _denied(sentence: str, start: int, end: int, acts: Sequence[Hit]) -> bool:
    """Whether the clause says that it did not happen there: "In Uiju, the next county, there was no such order"."""
    clause_start, clause_end = _clause(sentence, start, end)
    denials = [
        hit.start
        for hit in phrases_of("modality", "cue", "modality").find(sentence[clause_start:clause_end])
        if hit.value == "negated"
    ]
    if not denials:
        return False
    first = clause_start + denials[0]
    return not any(clause_start <= act.start < first for act in acts)


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the clause around a name: the part of the sentence between two of ``lexicon/clause_breaks.csv``."""
    lowered = lower(sentence)
    breaks = _clause_breaks()
    begin = max((at + len(b) for b in breaks if (at := lowered.rfind(b, 0, start)) >= 0), default=0)
    stop = min((at for b in breaks if (at := lowered.find(b, end)) >= 0), default=len(sentence))
    return begin, stop


@cache
def _clause_breaks() -> tuple[str, ...]:
    return tuple(row["break"] for row in read_table("lexicon/clause_breaks.csv"))


def _promote_lone_origins(roles: list[Role], acts: Sequence[Hit]) -> None:
    """Make an origin the place of the event where the sentence has an act and no other place for it.

    "They fled from Hyesan" is an event at Hyesan; "a broker from Hoeryong was arrested in Hamhung" is none at Hoeryong.
    """
    if acts and "event" not in roles and "not_event" not in roles:
        for index, role in enumerate(roles):
            if role == "origin_destination":
                roles[index] = "event"
