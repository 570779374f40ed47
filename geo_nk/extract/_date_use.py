"""What a date in a text is for, told by the cue words around it in its sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from geo_nk.data import read_table

__all__ = ["Use", "cues", "is_dateline", "is_planned", "is_statement", "lead_of", "word_before", "words_ahead"]

#: What the date belongs to; see `geo_nk.extract.dates.DateMention`.
Use = Literal["event", "statement", "publication", "planned", "reference"]

#: How far from a date, in characters, its cue words are sought.
REACH = 110

_WORD = re.compile(r"[^\W\d_][\w'’.-]*|\d+", re.ASCII)
_STOP = re.compile(r"[,;:.!?\"“”()\n]")
_DATELINE = re.compile(r"\s*[A-Z][\w.,'’() -]{1,50}[,(] ?\Z")
_BEHIND_DATELINE = re.compile(r",?\s?(?:\([\w ./-]{1,30}\)|\))?\s?(?:--|—|–|-)\s")
_LEADS = ("reference_lead", "since_lead", "until_lead", "publication_lead")
# "May not be": a lead word may be parted from its date by these.
_FILLER = re.compile(r"(?:\s(?:the|around|about|roughly|approximately|at least|as early as|at the))*\s\Z")


@cache
def cues(role: str) -> frozenset[str]:
    """Return the cue words of one role of ``lexicon/date_cues.csv``."""
    return frozenset(row["cue"] for row in read_table("lexicon/date_cues.csv") if row["role"] == role)


@cache
def _lead_pattern() -> re.Pattern[str]:
    groups = []
    for role in _LEADS:
        words = "|".join(re.escape(cue) for cue in sorted(cues(role), key=lambda cue: (-len(cue), cue)))
        groups.append(rf"(?P<{role}>{words})")
    filler = r"(?: (?:the|around|about|roughly|at least|as early as)){0,2}"
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)}){filler}\s{{1,2}}\Z".replace(" ", r"\s{1,2}"), re.IGNORECASE)


def lead_of(before: str) -> tuple[str, int]:
    """Return the role of the words directly before a date, and how many characters they take; empty where none."""
    tail = before[-40:]
    match = _lead_pattern().search(tail)
    if match is None or match.lastgroup is None:
        return "", 0
    return match.lastgroup, len(tail) - match.start()


def word_before(before: str) -> str:
    """Return the last word of a text in lower case; empty where punctuation stands last."""
    match = re.search(r"([A-Za-z]+)[\s\xa0]\Z", before[-30:])
    return match[1].lower() if match else ""


def words_ahead(after: str) -> str:
    """Return the first word of a text in lower case, or an empty string where punctuation or nothing comes first."""
    match = re.match(r"\s([\w'’]+)", after[:40])
    return match[1].lower() if match else ""


def _backwards(before: str) -> bool:
    """Whether going back from a date over names and link words leads to a word of saying."""
    words = list(_WORD.finditer(before[-REACH:]))
    tail = before[-REACH:]
    right = len(tail)
    for position in range(len(words) - 1, -1, -1):
        word = words[position]
        if _STOP.search(tail, word.end(), right):
            return False
        right = word.start()
        bare = word[0].lower().rstrip(".")
        previous = words[position - 1][0].lower() if position else ""
        if bare in cues("say_verb"):
            # "Residents were told on Friday" is what happened, not who said it.
            return bare != "told" or previous not in cues("passive")
        if bare in cues("say_noun"):
            return True
        if not (word[0][0].isupper() or bare in cues("link") or bare in cues("source_noun")):
            return False
    return False


def _forwards(before: str, after: str) -> bool:
    """Whether a date that opens its sentence is followed by a source and its word of saying."""
    if len(_WORD.findall(before)) > 2:  # noqa: PLR2004 - a preposition and an article
        return False
    seen_source = False
    for word in _WORD.finditer(after[:REACH]):
        bare = word[0].lower().rstrip(".")
        if bare in cues("say_verb"):
            following = after[word.end() : word.end() + 1]
            return seen_source and following != ","
        seen_source = seen_source or bare in cues("source_noun") or bare == "nk"
        if not (word[0][0].isupper() or bare in cues("link") or bare in cues("source_noun")):
            return False
    return False


def is_statement(before: str, after: str) -> bool:
    """Whether a date says when a source spoke or a paper reported.

    Parameters
    ----------
    before, after
        What stands before and after the date in its sentence.

    Examples
    --------
    >>> is_statement("A source told Daily NK on ", " that two men were held.")
    True
    >>> is_statement("He said that two men were held on ", ".")
    False
    """
    return _backwards(before) or _forwards(before, after)


def is_dateline(before: str, after: str) -> bool:
    """Whether a date stands in the dateline that opens a report, such as ``SEOUL, July 15 --``.

    Examples
    --------
    >>> is_dateline("SEOUL, ", " -- A guard was hurt.")
    True
    """
    return bool(_DATELINE.fullmatch(before) and _BEHIND_DATELINE.match(after))


def is_planned(before: str) -> bool:
    """Whether the clause before a date speaks of what is to come.

    Examples
    --------
    >>> is_planned("rations will be issued from "), is_planned("it was said that they left in ")
    (True, False)
    """
    clause = re.split(r"[,;:.!?\"“”]", before[-REACH:])[-1]
    return any(word.lower() in cues("future") for word in _WORD.findall(clause))
