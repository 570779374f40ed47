"""Look for what a model quotes in the sentences that it was shown."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from geo_nk.extract.analysis import LONGEST_SENTENCE
from geo_nk.extract.llm.question import UNSAFE
from geo_nk.names.letters import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo_nk.extract.llm.question import Question

__all__ = ["Quotes"]

FIRST_UNSPACED: Final = "\u1100"
"""From Hangul on, scripts do not part words from endings by spaces: a quote may end where an ending begins."""

_GAP: Final = "\0"
_SAME: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}) | UNSAFE
_SAME[ord(_GAP)] = "\ufffd"
_WORD = re.compile(r"\S+")
_NUMBER_SIGNS: Final = frozenset(".,")


class Quotes:
    """The sentences of a question, whatever blanks, capitals and quotation marks a quote of them has.

    What stands between them and was not shown, such as a caption, cannot be quoted.

    Parameters
    ----------
    question
        What was asked.
    """

    def __init__(self, question: Question) -> None:
        body = question.analysis.body
        self._parts = {number: (body[number].start, body[number].end) for number in question.sentences}
        first = body[question.sentences[0]].start
        words = [*_WORD.finditer(lower("".join(_shown(question))))]
        self._flat = " ".join(word.group() for word in words)
        #: Where each character of the words, and the blank behind each word, stands in the report.
        self._at = [first + at for word in words for at in range(word.start(), word.end() + 1)]

    def find(self, quote: str, sentences: Iterable[int] = ()) -> tuple[int, int] | None:
        """Return the characters of a report that a quote copies, None where it cuts a word or stands nowhere.

        Parameters
        ----------
        quote
            What is said to stand there.
        sentences
            Numbers in `Analysis.body` of sentences that come before the others.
        """
        words = lower(" ".join(quote.translate(_SAME).split()))
        if not words:
            return None
        parts = [self._parts[number] for number in sentences if number in self._parts]
        spans = [(bisect_left(self._at, begin), bisect_left(self._at, end)) for begin, end in parts]
        for begin, end in (*spans, (0, len(self._flat))):
            for at in self._places(words, begin, end):
                return self._at[at], self._at[at + len(words) - 1] + 1
        return None

    def _places(self, words: str, begin: int, end: int) -> Iterator[int]:
        """Yield where words stand that are whole."""
        at = self._flat.find(words, begin, end)
        while at >= 0:
            if not (self._is_cut(at) or self._is_cut(at + len(words))):
                yield at
            at = self._flat.find(words, at + 1, end)

    def _is_cut(self, at: int) -> bool:
        """Whether a word or a number goes on here: "3" is not quoted of "31", nor "500" of "1,500"."""
        before, behind = self._flat[max(at - 2, 0) : at], self._flat[at : at + 2]
        if before[-1:] in _NUMBER_SIGNS and behind[:1].isdecimal():
            return before[:-1].isdecimal()
        if behind[:1] in _NUMBER_SIGNS and before[-1:].isdecimal():
            return behind[1:].isdecimal()
        return _is_letter(before[-1:]) and _is_letter(behind[:1])


def _shown(question: Question) -> Iterator[str]:
    """Yield the text from the first sentence to the last as far as it was shown; no character moves."""
    text, body = question.analysis.report.text, question.analysis.body
    at = body[question.sentences[0]].start
    for number in question.sentences:
        between = text[at : body[number].start]
        yield _GAP * len(between) if between.strip() else between
        sentence = question.analysis.text_of(body[number])
        yield sentence[:LONGEST_SENTENCE].translate(_SAME)
        yield _GAP * (len(sentence) - LONGEST_SENTENCE)
        at = body[number].end


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and sign < FIRST_UNSPACED
