"""What a date in a text is for, told by the cue words around it in its sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick

from geo_nk.data import read_table
from geo_nk.names.letters import lower

__all__ = [
    "Use",
    "cues",
    "is_dateline",
    "is_length",
    "is_perfect",
    "is_planned",
    "is_statement",
    "lead_of",
    "may_lie_ahead",
    "word_before",
    "words_ahead",
]

#: What the date belongs to; see `geo_nk.dates.DateMention`.
Use = Literal["event", "statement", "publication", "planned", "reference", "duration"]

#: How far from a date, in characters, its cue words are sought.
REACH = 110

# Words between "told" and its date that can still be for whom it was told: "told a reporter of this paper on".
SOMEBODY = 6

_WORD = re.compile(r"[^\W\d_][\w'’.-]*|\d+", re.ASCII)
_PAUSE = re.compile(r"[,;:!?\"“”]|\.(?!\s?\d)")
_STOP = re.compile(r"[,;:.!?\"“”()\n]")
_DATELINE = re.compile(r"\s*[A-Z][\w.,'’() -]{1,50}[,(] ?\Z")
_BEHIND_DATELINE = re.compile(r",?\s?(?:\([\w ./-]{1,30}\)|\))?\s?(?:--|—|–|-)\s")
_LOCATIVES = frozenset({"in", "at", "near", "from"})
_ALSO_GOING = frozenset({"reached"})
_BY = frozenset({"by", "over", "via", "on", "through", "for"})
# "The source, who visited the city last week, said" tells when he was there, not when it happened.
_OF_SOURCE = re.compile(r"\b(?:source|partner|informant|correspondent|reporter),? who [^,.;]{1,80}\Z", re.IGNORECASE)
_LEADS = ("after_lead", "eve_lead", "reference_lead", "since_lead", "until_lead", "publication_lead")
_LENGTH = re.compile(
    r"(?<!\w)for (?:the )?(?:about |almost |around |at least |more than |nearly |over |some )?\Z".replace(
        " ", r"[\s\xa0]{1,2}"
    ),
    re.IGNORECASE,
)
_FILLERS = ("the", "around", "about", "roughly", "at least", "as early as")
# "A woman who has dealt in it since 2009 was arrested", "they had bought women since 2016": no day of what happened.
# "Trade had already stopped since late January" is one: it says what became otherwise then, not what went on.
_OF_LIFE = re.compile(
    r"\b(?:who|which|had)"
    r"(?! (?:has |have |had )?(?:been |also |already |largely |completely )*(?:arrested|detained|caught|seized|executed"
    r"|fled|crossed|stopped|ceased|halted|suspended|closed|shut|sealed|blocked|banned|tightened|resumed|dried))"
    r"(?: [\w'’-]{1,20}){1,8}[ \xa0]+since[ \xa0](?:at least |about |early |mid-|late )?\Z",
    re.IGNORECASE,
)
_SINCE_CLAUSE = re.compile(r"(?<!\w)since\s[^,;:.!?\"“”()]{1,60}\Z", re.IGNORECASE)
_PERFECT = re.compile(r"(?<!\w)(?:has|have|['’]ve)(?!\w)")


@cache
def cues(role: str) -> frozenset[str]:
    """Return the cue words of one role of ``lexicon/dates/cues.csv``."""
    return frozenset(row["cue"] for row in read_table("lexicon/dates/cues.csv") if row["role"] == role)


@cache
def _lead_endings() -> tuple[str, ...]:
    """Return what the words that lead to a date end in: one question for all of them, as most words lead to none."""
    return tuple({cue.split()[-1].lower() for cue in (*_FILLERS, *(cue for role in _LEADS for cue in cues(role)))})


@cache
def _lead_pattern() -> re.Pattern[str]:
    groups = []
    for role in _LEADS:
        longest_first = sorted(cues(role), key=lambda cue: (-len(cue), cue))
        words = "|".join(re.escape(cue).replace(r"\ ", " ") for cue in longest_first)
        groups.append(rf"(?P<{role}>{words})")
    filler = rf"(?: (?:{'|'.join(_FILLERS)})){{0,2}}"
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)}){filler} \Z".replace(" ", r"[\s\xa0]{1,2}"), re.IGNORECASE)


def lead_of(before: str, after: str) -> tuple[str, int]:
    """Return the role of the words that lead to a date, and how many characters they take; empty where there are none.

    Examples
    --------
    >>> lead_of("They met ahead of ", ".")
    ('reference_lead', 9)
    >>> lead_of("Trade has grown since the border was opened in ", ".")
    ('since_lead', 31)
    """
    tail = before[-40:]
    match = _lead_pattern().search(tail) if tail.rstrip().lower().endswith(_lead_endings()) else None
    if match is not None and match.lastgroup == "since_lead" and _OF_LIFE.search(before):
        return "reference_lead", len(tail) - match.start()
    if match is not None and match.lastgroup is not None:
        return match.lastgroup, len(tail) - match.start()
    # "Since" can also mean "because": only where the sentence tells what has become of it is it time.
    clause = _SINCE_CLAUSE.search(before[-70:]) if "since" in before[-70:].lower() else None
    if clause is not None and is_perfect(before + after):
        return "since_lead", len(clause[0])
    return "", 0


def word_before(before: str) -> str:
    """Return the last word of a text in lower case; empty where punctuation stands last."""
    match = re.search(r"([A-Za-z]+)[\s\xa0]\Z", before[-30:])
    return match[1].lower() if match else ""


def words_ahead(after: str) -> str:
    """Return the first word of a text in lower case, or an empty string where punctuation or nothing comes first."""
    match = re.match(r"\s([\w'’]+)", after[:40])
    return match[1].lower() if match else ""


def _is_link(word: str) -> bool:
    """Whether a word may stand between a date and the word of saying that it belongs to: a name, or a listed word."""
    return word[0].isupper() or word.lower().rstrip(".") in _links()


@cache
def _sayers() -> AhoCorasick:
    """Return the finder of what words of saying are made of."""
    return AhoCorasick(sorted(cues("say_verb") | cues("say_noun") | cues("talk_noun")))


@cache
def _links() -> frozenset[str]:
    return cues("link") | cues("source_noun") | cues("talk_noun")


def _backwards(before: str) -> bool:
    """Whether going back from a date over names and link words leads to a word of saying."""
    tail = before[-REACH:]
    speaks = _sayers().find_matches_as_indexes(lower(tail))  # before most dates nothing does
    words = list(_WORD.finditer(tail)) if speaks else []
    right, ahead = len(tail), ""
    for position in range(len(words) - 1, -1, -1):
        word = words[position]
        if _STOP.search(tail, word.end(), right):
            return False
        right = word.start()
        bare = word[0].lower().rstrip(".")
        previous = words[position - 1][0].lower() if position else ""
        if bare in cues("say_verb"):
            # "Residents were told on Friday" is what happened, not who said it, nor is "were reported in Musan in May".
            if previous in cues("passive"):
                return bare != "told" and not (bare == "reported" and ahead in _LOCATIVES)
            # "Reached by telephone on Friday" is an interview, "reached Musan on Friday" is none.
            return bare not in _ALSO_GOING or ahead in _BY
        # A call is often what someone is punished for; a call with someone whom we can name is an interview.
        if bare in cues("say_noun") or (bare in cues("talk_noun") and ahead == "with"):
            return True
        if not _is_link(word[0]):
            return False
        ahead = bare
    return False


def _told_somebody(before: str) -> bool:
    """Whether "told" and at most a few words for somebody stand before a date: "told this paper's office on"."""
    if "told" not in before.lower():
        return False
    words = [word.lower() for word in _WORD.findall(_PAUSE.split(before[-REACH:])[-1])][-SOMEBODY - 1 :]
    if "told" not in words:
        return False
    told = words.index("told")
    return not (told and words[told - 1] in cues("passive")) and "that" not in words[told:]


def _forwards(before: str, after: str) -> bool:
    """Whether a date that opens its sentence is followed by a source and its word of saying."""
    if not all(word[0].lower() in cues("link") for word in _WORD.finditer(before)):
        return False
    # Behind a closing quotation mark the source is named for what was quoted, date and all.
    clause = re.split(r"[\"“”;.]", after[:REACH])[0]
    seen_source = False
    for word in _WORD.finditer(clause):
        bare = word[0].lower().rstrip(".")
        if bare in cues("say_verb"):
            return seen_source and not clause.startswith(",", word.end())
        seen_source = seen_source or bare in cues("source_noun") or bare == "nk"
        if not _is_link(word[0]):
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
    if (" who " in before.lower() and _OF_SOURCE.search(before)) or _backwards(before) or _told_somebody(before):
        return True
    return _forwards(before, after)


def is_length(before: str) -> bool:
    """Whether the words before a length of time say that something went on so long.

    Examples
    --------
    >>> is_length("It has been shut for more than "), is_length("It was shut in the ")
    (True, False)
    """
    return _LENGTH.search(before[-40:]) is not None


def is_perfect(sentence: str) -> bool:
    """Whether a sentence tells what has become of something: "they have fled".

    Examples
    --------
    >>> is_perfect("Trade has grown."), is_perfect("Trade grew.")
    (True, False)
    """
    return _PERFECT.search(sentence) is not None


def is_dateline(before: str, after: str) -> bool:
    """Whether a date stands in the dateline that opens a report, such as ``SEOUL, July 15 --``.

    Examples
    --------
    >>> is_dateline("SEOUL, ", " -- A guard was hurt.")
    True
    """
    return bool(_DATELINE.fullmatch(before) and _BEHIND_DATELINE.match(after))


def is_planned(before: str, after: str = "") -> bool:
    """Whether the clause around a date speaks of what is to come.

    Examples
    --------
    >>> is_planned("rations will be issued from "), is_planned("it was said that they left in ")
    (True, False)
    """
    return _has_cue(_PAUSE.split(before[-REACH:])[-1], "future") or _has_cue(_PAUSE.split(after[:REACH])[0], "future")


def may_lie_ahead(before: str, after: str) -> bool:
    """Whether the words around a date let it be one to come, where that is the nearer one.

    Examples
    --------
    >>> may_lie_ahead("an order takes effect on ", "."), may_lie_ahead("checks on ", " will be strict")
    (True, True)
    """
    clause = _PAUSE.split(before[-REACH:])[-1]
    return _has_cue(clause, "future", "begin") or _has_cue(_PAUSE.split(after[:REACH])[0], "future")


def _has_cue(clause: str, *roles: str) -> bool:
    words = [word.lower() for word in _WORD.findall(clause)]
    return any(not cues(role).isdisjoint(words) for role in roles)
