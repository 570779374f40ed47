"""What a name alone does not settle is settled by what stands around it.

A wider place in apposition ("Musan, North Hamgyong Province"), the provinces that the report speaks of, words that make
a name a river's, the one sense that the name has elsewhere in the report.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo_nk.extract.toponyms.mention import WIDER, kind_of
from geo_nk.extract.toponyms.words import OTHER_SCRIPT, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.extract.toponyms.mention import Mention, Names
    from geo_nk.gazetteer.place import Answer

__all__ = ["in_context"]

TELLING_LENGTH = 5
"""Letters from which a name that only sounds like a listed one is taken for a name at all."""

TELLING_SCORE = 0.9
"""Of a name that only sounds like a listed one: below it, what stands before the name must be what places follow."""

WIDER_BEHIND = 2
"""Mentions behind a name in which its wider place is looked for: "Namyang, Onsong, North Hamgyong Province"."""

GAP = 6
"""Characters between a name and the wider place in apposition to it, at most."""

FAR = 60
"""Characters from which nothing that stands between two names joins them."""

OPENING = 8
"""Characters before a name in which a sentence may open: blanks, quotation marks, brackets."""

LEADING = 24
"""Characters before a name in which the words stand that make it a river's."""

LISTED = 8
"""Places of a list that are looked at for what holds them all."""

CAPITALS = frozenset({"kp-pyongyang", "kr-seoul"})
"""Places that stand for a government in any report of either."""

_FOLLOWING = re.compile(r"\s+([a-zA-Z]{1,40})")
_RIVERS = re.compile(r"\s+rivers\b", re.IGNORECASE)
_BEFORE_RIVERS = ("the ", "and ", "or ")
_SECOND_RIVER = re.compile(r"\bthe (?:yalu|amnok|aprok|amrok) (?:and|or) \Z")
_ALONG = re.compile(r"\b(?:along|over|across|into|beyond|on|down|up|crossed|crosses|crossing|cross|waded|swam) the \Z")
_RIVER_BEHIND = re.compile(r"\) rivers?\b", re.IGNORECASE)
_RIVER_BEFORE = re.compile(r"\briver,? \((?:the )?\Z", re.IGNORECASE)
_PLACED = re.compile(
    r"(?:\b(?:in|at|near|from|of|to|around|outside|inside|between|through|via|into|towards?|and|or|as|over|across"
    r"|opposite|beyond|reach(?:ed)?|leav(?:e|ing)|left|behind|along)|[,(\-/–—;])(?: the)?\s*\Z",
    re.IGNORECASE,
)
_HEADED = re.compile(r"(?: [A-Z][a-z]{1,20}){1,2} in ")  # Saphyong Farm in Kapsan County
_SHARED_TAIL = re.compile(r"(?:counties|cities|districts|towns|villages|provinces),? (?:of|in)")
_PARTS = frozenset(
    {"border", "bridge", "customs", "detention", "market", "police", "railway", "road", "side", "station"}
)


def in_context(names: Names, text: str, found: list[Mention], *, vouched: bool = False) -> list[Mention]:
    """Settle what a name alone does not, and drop what only chance supports.

    Parameters
    ----------
    names
        Is asked again with what stands around a name.
    text
        The report's text.
    found
        Its mentions, in order.
    vouched
        Whether somebody says that each is a toponym, so that none is dropped.

    Returns
    -------
    list of Mention
    """
    provinces = list(dict.fromkeys(m.place_id for m in found if m.kind == "province" and m.place_id))
    settled: list[tuple[Mention, bool]] = []
    for index, mention in enumerate(found):
        wider = _holds_all(text, mention, found[index + 1 : index + 1 + LISTED]) or _apposed(
            text, mention, found[index + 1 : index + 1 + WIDER_BEHIND]
        )
        if wider is None and index:
            wider = _before_it(text, found[index - 1], mention)
        better = _settle(names, text, mention, wider, provinces)
        known = vouched or better.answer.status == "unknown" or wider is not None
        settled.append((better, known or _stands_alone(text, better, better.answer)))
    # What is enough of a name in one place of a report is one at the head of a sentence, too.
    enough_of = {mention.surface for mention, enough in settled if enough}
    return _of_the_north(names, _one_sense([mention for mention, _ in settled if mention.surface in enough_of]))


def _of_the_north(names: Names, mentions: list[Mention]) -> list[Mention]:
    """Take what both Koreas have, such as Kangwon, for the North's where a report names no other of the South's."""
    if all(mention.answer.status != "ambiguous" for mention in mentions):
        return mentions
    countries = Counter(m.answer.place.country for m in mentions if m.answer.place and m.place_id not in CAPITALS)
    if not countries["KP"] or countries["KR"]:
        return mentions
    return [
        mention
        if mention.answer.status != "ambiguous"
        or (answer := names.resolve(mention.surface, country="KP", fuzzy=False)).place is None
        or {each.place.country for each in mention.answer.candidates} != {"KP", "KR"}
        else replace(mention, answer=answer, kind=kind_of(answer))
        for mention in mentions
    ]


def _settle(names: Names, text: str, mention: Mention, wider: Mention | None, provinces: Sequence[str]) -> Mention:
    answer = mention.answer
    kind = "river" if _is_river(names, text, mention) else None
    if wider is not None and wider.place_id:
        again = _better(names, answer, mention.surface, within=[wider.place_id], kind=kind)
        if again is answer and answer.place and _is_in(text, mention, wider):
            # What is said to lie in another place than this one is another.
            again = names.resolve(mention.surface, within=[wider.place_id], kind=kind, fuzzy=False)
        answer = again
    elif answer.status != "found" or kind:
        answer = _better(names, answer, mention.surface, within=provinces or None, kind=kind)
    place_kind = answer.place.kind if answer.place else mention.kind
    unchanged = answer is mention.answer and place_kind == mention.kind
    return mention if unchanged else replace(mention, answer=answer, kind=place_kind)


def _is_river(names: Names, text: str, mention: Mention) -> bool:
    """Whether "the Tumen" is the river, where "in Tumen" and "the Tumen market" are of the city.

    So is the second of "the Yalu and Tumen rivers", what one goes along or over, and what stands in brackets beside the
    word: "the (Tumen) river".
    """
    if " " in mention.surface:
        return False
    if _beside_river(text, mention):
        return names.resolve(mention.surface, kind="river", fuzzy=False).status == "found"
    before = text[max(0, mention.start - LEADING) : mention.start].lower()
    if not before.endswith(_BEFORE_RIVERS) and not _RIVERS.match(text, mention.end):
        return False  # most names, and seen at once
    following = _FOLLOWING.match(text, mention.end)
    word = following[1].lower() if following else ""
    if word != "rivers" and not _SECOND_RIVER.search(before):
        ends = not word or word in word_set("language/closed_words")
        if not before.endswith("the ") or not (ends or (_ALONG.search(before) and word not in _PARTS)):
            return False
    return names.resolve(mention.surface, kind="river", fuzzy=False).status == "found"


def _beside_river(text: str, mention: Mention) -> bool:
    """Whether a name in brackets stands before or behind the word "river"."""
    before, behind = text[max(0, mention.start - LEADING) : mention.start], text[mention.end : mention.end + LEADING]
    return (before.endswith("(") and bool(_RIVER_BEHIND.match(behind))) or bool(_RIVER_BEFORE.search(before))


def _better(names: Names, answer: Answer, surface: str, *, within: Sequence[str] | None, kind: str | None) -> Answer:
    # Edit distance is allowed only where a wider place stands beside the name.
    again = names.resolve(surface, within=within, kind=kind, fuzzy=within is not None)
    return again if again.status == "found" or answer.status != "found" else answer


def _one_sense(mentions: list[Mention]) -> list[Mention]:
    """Give a name that is ambiguous in one sentence the one place that it means elsewhere in the report."""
    if all(mention.answer.status != "ambiguous" for mention in mentions):
        return mentions
    senses: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        if mention.place_id:
            senses.setdefault(mention.surface, {})[mention.place_id] = mention
    return [
        replace(mention, answer=same[0].answer, kind=same[0].kind)
        if mention.answer.status == "ambiguous" and len(same := list(senses.get(mention.surface, {}).values())) == 1
        else mention
        for mention in mentions
    ]


def _holds_all(text: str, mention: Mention, later: Sequence[Mention]) -> Mention | None:
    """Return what holds each of a list of places: "Unsan, Yomju and Sonchon counties of North Pyongan"."""
    end = mention.end
    for other in later:
        if other.start - end > FAR:
            return None
        between = text[end : other.start].strip(" \n")
        if _SHARED_TAIL.fullmatch(between) and other.place_id:
            return other
        if between not in {",", "and", "or", ", and", ", or"}:
            return None
        end = other.end
    return None


def _apposed(text: str, mention: Mention, later: Sequence[Mention]) -> Mention | None:
    """Return the wider place in apposition: "Musan, North Hamgyong Province"; "Wiyon district of Hyesan"."""
    end = mention.end
    for other in later:
        if other.start - end > FAR:
            return None
        between = text[end : other.start]
        headed = other is later[0] and _HEADED.fullmatch(between)
        if not headed and (between.strip(" \n") not in {",", "in", "of", "(", ", in", ""} or len(between) > GAP):
            return None
        if other.kind in WIDER and other.place_id:
            return other
        end = other.end
    return None


def _before_it(text: str, before: Mention, mention: Mention) -> Mention | None:
    """Return the wider place that stands before a name, as Korean and Chinese have it: 广东省龙川县."""
    between = text[before.end : mention.start]
    if between not in {"", " "} or not before.place_id or before.kind not in WIDER:
        return None
    return before if OTHER_SCRIPT.match(mention.surface) and OTHER_SCRIPT.match(before.surface) else None


def _is_in(text: str, mention: Mention, wider: Mention) -> bool:
    """Say whether a text says that a place lies in another, and does not only name both, as a list does."""
    if wider.end <= mention.start:
        return True
    between = text[mention.end : wider.start]
    return bool(_HEADED.fullmatch(between)) or between.strip(" \n") in {"in", "of", "(", ", in"}


def _stands_alone(text: str, mention: Mention, answer: Answer) -> bool:
    """Whether a name without a wider place beside it is enough of a name.

    A listed name is. A spelling that only sounds like a listed name needs a word of kind, or a place inside a sentence,
    where English writes only names with a capital.
    """
    if all(c.method in {"exact", "folded", "misspelling"} for c in answer.candidates[:1]):
        return True
    if " " in mention.surface or "-" in mention.surface:
        return True
    if answer.best and answer.best.score < TELLING_SCORE:
        return _PLACED.search(text[max(mention.start - LEADING, 0) : mention.start]) is not None
    before = text[max(mention.start - OPENING, 0) : mention.start].rstrip(" \"'“‘(")[-1:]
    return len(mention.surface) >= TELLING_LENGTH and before not in {"", ".", "!", "?", "\n", ":"}
