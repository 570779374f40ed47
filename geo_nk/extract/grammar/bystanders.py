"""Toponyms that grammar alone keeps from being where something happened.

A landmark says where another place lies ("in Kimchaek, a port 30 kilometers south of Chongjin"), a home where somebody
comes from ("a clerk of the Musan trade office was arrested in Yanji"): the sentence itself says where it happened.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geo_nk.border.near_words import heard
from geo_nk.extract.grammar.unrealised import act_pattern
from geo_nk.extract.toponyms.mention import WIDE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.toponyms.mention import Mention

__all__ = ["bystanders"]

RELATIONS = frozenset({"near", "away", "toward", "opposite", "upstream", "downstream"})
"""What the words between two places say of the second, where they only tell where the first lies."""

REACH = 100
"""Characters between two places, at most."""

DIRECT = 2
"""Words beside those of the relation where no comma parts two places, at most: "Uiju just north of Sinuiju"."""

_APPOSED = re.compile(r"(?:['’]s)?\s?[,(–—-]")
_ANOTHER = re.compile(r"\b(?:and|or|as well)\b")
_OTHER_CLAUSE = re.compile(r"[;:]|[.](?!\d)|\b(?:was|were|has|had)\b")
_OPENS = re.compile(r"\W*(?:(?:in|at|near|around|on|from)\s+(?:the\s+)?)?\Z", re.IGNORECASE)


def bystanders(analysis: Analysis) -> frozenset[int]:
    """Return the numbers of the mentions that say where a place lies, or where somebody comes from.

    Parameters
    ----------
    analysis
        The report.

    Returns
    -------
    frozenset of int

    Examples
    --------
    >>> from geo_nk.extract import Reader
    >>> from geo_nk.reports import Report
    >>> bystanders(Reader().analyse(Report("r", "He was arrested in Kimchaek, a port south of Chongjin.")))
    frozenset({1})
    """
    return frozenset(_bystanders(analysis))


def _bystanders(analysis: Analysis) -> Iterator[int]:
    text, mentions = analysis.report.text, analysis.mentions
    for one, other in pairwise(range(len(mentions))):
        sentence = analysis.sentence_of_mention[one]
        if sentence < 0 or sentence != analysis.sentence_of_mention[other]:
            continue
        first, second = mentions[one], mentions[other]
        between = text[first.end : second.start]
        if len(between) > REACH or not (_is_town(first) and _is_town(second)):
            continue
        if _is_landmark(between):
            yield other
        elif (
            _arrested_elsewhere().fullmatch(between)
            and not _is_one_county(first, second)
            and not _OPENS.match(text, analysis.body[sentence].start, first.start)
        ):
            yield one


def _is_town(mention: Mention) -> bool:
    return mention.answer.place is not None and mention.kind not in WIDE_KINDS


def _is_one_county(first: Mention, second: Mention) -> bool:
    """Whether two places lie in one county, so that one may be a part of the other."""
    one, other = first.answer.place, second.answer.place
    return one is not None and other is not None and one.county_id == other.county_id is not None


def _is_landmark(between: str) -> bool:
    """Whether the words between two places say where the first lies: ", a town some 20 miles north of"."""
    if _ANOTHER.search(between) or _OTHER_CLAUSE.search(between):
        return False
    said = next((each.word for each in heard(between, "") if each.word.relation in RELATIONS), None)
    if said is None:
        return False
    return bool(_APPOSED.match(between)) or len(between.split()) <= len(said.phrase.split()) + DIRECT


@cache
def _arrested_elsewhere() -> re.Pattern[str]:
    """Return the pattern between where somebody comes from and where he was arrested, in one clause."""
    word = r"(?!(?:and|but|while|when|after|that|to|said|as)\b)[^\s,;:.()]+"
    return re.compile(
        rf"(?:['’]s)?(?:\s{word}){{0,8}}?\s(?:was|were|been|being)(?:\s\w+ly)?{act_pattern()}(?:\s{word}){{0,8}}?\s(?:in|at)(?:\sthe)?\s",
        re.IGNORECASE,
    )
