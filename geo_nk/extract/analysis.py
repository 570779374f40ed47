"""What a report holds before anything is said of what happened: made once, and handed on to all that reads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.mentions import Mention
    from geo_nk.reports.report import Report
    from geo_nk.reports.text import Sentence

__all__ = ["TOKEN", "Analysis", "Token", "place_key"]

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\s\w]")

LONGEST_SENTENCE = 4000
"""Characters of a sentence that are read: what is longer is a table or a page without full stops."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark of a sentence, or a toponym as one.

    Attributes
    ----------
    text : str
        In lower case, a number as ``0``; empty for a toponym.
    mention : int
        The number of the toponym in `Analysis.mentions`, or -1.
    """

    text: str
    mention: int = -1


@dataclass(frozen=True, slots=True)
class Analysis:
    """The sentences of a report's body with their tokens, toponyms and dates.

    Attributes
    ----------
    report : geo_nk.reports.Report
    sentences : tuple of Sentence
        All of them; those that are not of the body are not read.
    body : tuple of Sentence
        Those that are read.
    mentions : tuple of Mention
        The toponyms of the body, in order.
    dates : tuple of DateMention
        The temporal expressions of the body, in order.
    tokens : tuple of tuple of Token
        Those of each sentence of the body.
    sentence_of_mention, sentence_of_date : tuple of int
        The number in `body` of the sentence that holds each; -1 where none does.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    body: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    tokens: tuple[tuple[Token, ...], ...]
    sentence_of_mention: tuple[int, ...]
    sentence_of_date: tuple[int, ...]

    @classmethod
    def of(
        cls,
        report: Report,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        dates: Sequence[DateMention],
    ) -> Analysis:
        """Put together what was found in a report.

        Parameters
        ----------
        report
            The report.
        sentences
            Its sentences, in order.
        mentions, dates
            What was found in its body, each in order.

        Returns
        -------
        Analysis
        """
        body = tuple(s for s in sentences if s.kind == "body")
        of_mention = _holders(body, [m.start for m in mentions])
        inside: list[list[int]] = [[] for _ in body]
        for number, holder in enumerate(of_mention):
            if holder >= 0:
                inside[holder].append(number)
        tokens = tuple(
            tuple(_tokens(report.text, s, numbers, mentions)) for s, numbers in zip(body, inside, strict=True)
        )
        of_date = _holders(body, [d.start for d in dates])
        return cls(report, tuple(sentences), body, tuple(mentions), tuple(dates), tokens, of_mention, of_date)

    def words(self, sentence: Sentence) -> str:
        """Return the text of a sentence."""
        return self.report.text[sentence.start : sentence.end]

    def paragraphs(self) -> list[list[int]]:
        """Return the numbers of the sentences of the body, paragraph by paragraph."""
        found: list[list[int]] = []
        for number, sentence in enumerate(self.body):
            if found and self.body[found[-1][0]].paragraph == sentence.paragraph:
                found[-1].append(number)
            else:
                found.append([number])
        return found


def place_key(mention: Mention) -> str:
    """Return what two mentions of one place share: its id, or the name as written where no place is known."""
    return mention.place_id or f"?{mention.surface}"


def _holders(body: Sequence[Sentence], starts: Sequence[int]) -> tuple[int, ...]:
    """Return for each position the number of the sentence that holds it, or -1."""
    firsts = [s.start for s in body]
    found = []
    for start in starts:
        number = bisect_right(firsts, start) - 1
        found.append(number if number >= 0 and start < body[number].end else -1)
    return tuple(found)


def _tokens(text: str, sentence: Sentence, numbers: Sequence[int], mentions: Sequence[Mention]) -> list[Token]:
    """Return the tokens of a sentence, each toponym as one of them."""
    found: list[Token] = []
    at, stop = sentence.start, min(sentence.end, sentence.start + LONGEST_SENTENCE)
    for number in numbers:
        mention = mentions[number]
        if mention.start >= stop:
            break
        found += _plain(text, at, mention.start)
        found.append(Token("", number))
        at = max(at, mention.end)
    return found + _plain(text, at, stop)


def _plain(text: str, start: int, stop: int) -> list[Token]:
    return [
        Token("0" if (word := match[0])[0].isdigit() else word.lower().replace("’", "'"))
        for match in TOKEN.finditer(text, start, stop)
    ]
