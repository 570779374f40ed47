"""Where sentences end: at a full stop that stands behind no abbreviation, without moving a character."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.calendar_names import MONTH_FORMS, MONTHS
from geo_nk.data import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["cut"]

_STOP = re.compile(
    r"(?P<stop>[。！？．.!?…](?:(?<=[。！？．])[。！？．]*|(?:\s?[.!?…])*))"  # `. . .` is one stop
    r"(?P<close>(?:['\"”’»)\]」』】]|\[[0-9]{1,3}\])*)"
)
_NEXT = re.compile(r"\s*(?P<mark>[-–—,;:]?)['\"“‘«(\[「『【]*(?P<word>\w*)")
_TOKEN = re.compile(r"[^\s'\"“‘«(\[—–]*\Z")
_INK = re.compile(r"\S")
_DOTTED = re.compile(r"(?:\w\.)+\w")
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3]")
_LONGEST_ABBREVIATION = 24
_SHORT_MONTHS = frozenset(MONTH_FORMS) - frozenset(MONTHS)


def cut(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph begin and end.

    Parameters
    ----------
    paragraph
        Any text.

    Yields
    ------
    tuple of int
        First character and the one behind the last; every character that is not blank is in one of them.

    Examples
    --------
    >>> list(cut("Police came on Jan. 31. They took 1.5 kg."))
    [(0, 23), (24, 41)]
    """
    start = 0
    for match in _STOP.finditer(paragraph):
        end = match.end()
        if end < len(paragraph) and _ends_sentence(paragraph, start, match):
            yield start, end
            start = _behind_blanks(paragraph, end)
    if start < len(paragraph):
        yield start, len(paragraph)


def _behind_blanks(text: str, start: int) -> int:
    found = _INK.search(text, start)
    return found.start() if found else len(text)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop (or what stands for one) behind `start` ends the sentence."""
    stop, close = match["stop"], match["close"]
    if stop[0] in "。！？．":
        return True
    spaced = text[match.end()].isspace()
    if not spaced:  # Korean is often typed without a blank between sentences
        around = text[max(match.start() - 1, 0)] + text[match.end()]
        return len(_EAST_ASIAN.findall(around)) == len(around)
    following = _NEXT.match(text, match.end())
    mark, word = (following["mark"], following["word"]) if following else ("", "")
    if mark or word[:1].islower():
        return False
    if close.startswith(")") and text[start] != "(":
        return False  # ends what stands in brackets, not the sentence around them
    if stop == "." and not close.strip(")]"):
        # Only a few characters back, so that a report without sentences takes no longer than one with them.
        token = _TOKEN.search(text, max(start, match.start() - _LONGEST_ABBREVIATION), match.start())
        return token is None or _ends_behind_word(token[0], word, opens=token.start() == start)
    return True


def _ends_behind_word(token: str, following: str, *, opens: bool) -> bool:
    """Whether one full stop ends a sentence, by the word before it (is it the first?) and the word that follows."""
    word, use = token.lower(), _words()
    if word in use["before_name"]:
        return False
    if word in use["before_number"] and following[:1].isdigit():
        return False
    if token.isdigit() and opens:
        return False  # the number of a list item
    initial = len(token) == 1 and token.isupper()
    if initial or word in use["may_end"] or (_DOTTED.fullmatch(token) and not token.islower()):
        return not following or following.lower() in use["opens"]
    return True


@cache
def _words() -> dict[str, frozenset[str]]:
    rows = read_table("lexicon/language/sentence_words.csv")
    use = {use: frozenset(row["word"] for row in rows if row["use"] == use) for use in {row["use"] for row in rows}}
    return use | {"before_number": use["before_number"] | _SHORT_MONTHS}
