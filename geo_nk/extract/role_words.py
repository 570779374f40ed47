"""The words beside a name that tell what its place is doing there.

Most are rows of ``lexicon/role_cues.csv``. A row with the role ``bystander`` sets a place aside where the sentence has
another for its act: "guards shot a man in Hyesan, opposite Changbai", "two men whose families live in Musan".
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from geo_nk.data import read_table

__all__ = [
    "BYSTANDER",
    "Cue",
    "cue_endings",
    "cues_beside",
    "gives_orders",
    "is_conceded",
    "is_handed_to",
    "is_of_somebody",
    "is_said_there",
    "name_fillers",
]

BYSTANDER = "bystander"
"""What the table calls a place that is the event's only where its sentence names no other."""

_SEATS = (
    "department|command|court|office|prison|jail|camp|hospital|headquarters|prosecutors?|cent(?:er|re)|facility"
    "|university|college|school|detention house"
)
_AUTHORITY = "(?:department|command|office|committee|headquarters|bureau|branch|ministry|prosecutors?|government|party)"
_ORDER = "(?:orders?|instructions?|decrees?|directives?|permission|approval)"
_WORDS = r"(?: [\w'-]{1,20}){0,5}"
_HANDED_TO = re.compile(
    rf" (?:to|at|in|from) (?:the|a|an|their|his|her)(?: [\w'-]{{1,20}}){{0,4}} (?:{_SEATS}) (?:in|at|near|of)\Z"
)
_SEAT = re.compile(rf" {_AUTHORITY}{_WORDS} (?:in|at|of)\Z")
_ORDERS_FROM = re.compile(rf" {_ORDER} (?:from|of|by){_WORDS} {_AUTHORITY} (?:in|at|of)\Z")
_ORDERED = re.compile(r" (?:has |have |had )?(?:ordered|instructed|directed|commanded|dispatched|sent)\b")
_SAID_BY = re.compile(
    r" (?:said|says|told|reports|reported|explained|recalled|according to) (?:a|an|another|one|two|the)"
    r"(?: [\w'-]{1,20}){1,4} (?:in|from|of|at|near)\Z"
)
_PEOPLE = (
    "cousins?|uncle|aunt|brothers?|sisters?|mother|father|son|daughter|relatives?|friends?|acquaintances?|dealers?|brokers?"
    "|traders?|merchants?|wholesalers?|suppliers?|buyers?|customers?|clients?|soldiers?|farmers?|butchers?|shopkeepers?"
    "|compan(?:y|ies)|firms?|factory|factories|laborator(?:y|ies)|workshops?|warehouses?"
)
_SOMEBODY = "(?:a|an|the|his|her|their|another|one|two|some|several)"
_THROUGH_SOMEBODY = re.compile(
    rf" (?:from|to|for|through|via) {_SOMEBODY}(?: [\w'-]{{1,20}}){{0,2}} (?:{_PEOPLE})"
    r" (?:in|at|near|of|from|outside)\Z"
)
_ONCE_THERE = re.compile(
    r" who (?:used to|once|formerly)(?: [\w'-]{1,20}){1,8} (?:in|at|near)\Z| from [a-z]{3,20}s (?:around|in|near)\Z"
)
_WHILE = re.compile(r"\A\W*(?:while|although|though|even though|whereas)\b[^,;:]{1,200}\Z")
# "A unit sent by an office from", "one of them, a dealer from".
_OF_SOMEBODY = re.compile(r"(?: by(?: [\w'-]{1,20}){1,4}|, (?:a|an|the)(?: [\w'-]{1,20}){1,4}) from\Z")
_ENDS = re.compile(r"\W*\Z|[,.;:”\"]")


class Cue(NamedTuple):
    """Words beside a name, the role they give it, and whether they do so only where somebody says something."""

    words: str
    role: str
    needs_saying: str


@cache
def name_fillers() -> tuple[str, ...]:
    """Return the words that may stand between a cue and its name, each behind a space."""
    return tuple(f" {row['filler']}" for row in read_table("lexicon/name_fillers.csv"))


@cache
def cues_beside(side: str) -> dict[str, list[Cue]]:
    """Return the cues of one side of a name, the longest first, by the word of theirs that stands next to it."""
    cues: dict[str, list[Cue]] = defaultdict(list)
    for row in sorted(read_table("lexicon/role_cues.csv"), key=lambda row: -len(row["cue"])):
        if row["side"] == side:
            words = row["cue"].split(" ")
            beside = words[-1] if side == "before" else words[0]
            cues[beside].append(Cue(row["cue"], row["role"], row["needs_saying"]))
    return dict(cues)


@cache
def cue_endings() -> dict[str, tuple[str, ...]]:
    """Return what a text before a name ends in that holds a cue, by its last word."""
    return {last: tuple(f" {cue.words}" for cue in cues) for last, cues in cues_beside("before").items()}


def is_handed_to(before: str) -> bool:
    """Whether somebody is brought to an institution there, or goods to or from people there: "to a prison near"."""
    return any(words.search(before) for words in (_HANDED_TO, _THROUGH_SOMEBODY, _ONCE_THERE))


def is_conceded(opening: str) -> bool:
    """Whether a name stands in a clause that only grants something: "While the market of Musan is empty, boats"."""
    return _WHILE.match(opening) is not None


def is_of_somebody(before: str) -> bool:
    """Whether the words before a name only say who somebody is: "one of them, a dealer from"."""
    return _OF_SOMEBODY.search(before) is not None


def gives_orders(before: str, behind: str) -> bool:
    """Whether a place is the seat of those who give orders.

    Parameters
    ----------
    before, behind
        What stands before and behind the name, in lower case.

    Examples
    --------
    >>> gives_orders(" the party committee in", " ordered a search")
    True
    """
    if _ORDERS_FROM.search(before):
        return True
    return _ORDERED.match(behind) is not None and _SEAT.search(before) is not None


def is_said_there(before: str, behind: str) -> bool:
    """Whether somebody there is said to speak, behind what he says.

    Parameters
    ----------
    before, behind
        As for `gives_orders`.

    Examples
    --------
    >>> is_said_there(" shots were heard, said a villager in", ".")
    True
    """
    return _SAID_BY.search(before) is not None and _ENDS.match(behind) is not None
