"""What a report holds before anything is said of what happened: made once, and handed on to all that reads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.toponyms.mention import Mention, Role
    from geo_nk.reports.report import Report
    from geo_nk.reports.text import Sentence

__all__ = ["OTHER", "TOKEN", "Analysis", "place_key", "without_marks"]

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\s\w]")

OTHER = "<other>"
"""The token of a toponym, unless it is the place in question."""

LONGEST_SENTENCE = 4000
"""Characters of a sentence that are read: what is longer is a table or a page without full stops."""


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
    tokens : tuple of tuple of str
        Those of each sentence of the body: a word or a mark in lower case, a number as ``0``, a toponym as `OTHER`.
    words : tuple of list of str
        The tokens of each sentence without the marks.
    toponyms : tuple of tuple
        Those of each sentence: which of its tokens each is, and its number in `mentions`.
    keys : tuple of str
        The place of each mention, see `place_key`.
    named : dict
        The numbers of the mentions of each place, by its key, in order.
    sentence_of_mention, sentence_of_date : tuple of int
        The number in `body` of the sentence that holds each; -1 where none does.
    dated : frozenset of int
        The sentences of the body that hold a date.
    given : mapping of int to str
        The roles that an extractor gave, by the first character of the mention.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    body: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    tokens: tuple[tuple[str, ...], ...]
    words: tuple[list[str], ...]
    toponyms: tuple[tuple[tuple[int, int], ...], ...]
    keys: tuple[str, ...]
    named: dict[str, list[int]]
    sentence_of_mention: tuple[int, ...]
    sentence_of_date: tuple[int, ...]
    dated: frozenset[int]
    given: Mapping[int, Role]

    @classmethod
    def of(
        cls,
        report: Report,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        dates: Sequence[DateMention],
        *,
        given: Mapping[int, Role] | None = None,
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
        given
            The roles that an extractor gave, by the first character of the mention.

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
        keys = tuple(map(place_key, mentions))
        named: dict[str, list[int]] = {}
        for number, key in enumerate(keys):
            named.setdefault(key, []).append(number)
        of_date = _holders(body, [d.start for d in dates])
        cut = [_tokens(report.text, s, numbers, mentions) for s, numbers in zip(body, inside, strict=True)]
        return cls(
            report,
            tuple(sentences),
            body,
            tuple(mentions),
            tuple(dates),
            tuple(tokens for tokens, _ in cut),
            tuple(without_marks(tokens) for tokens, _ in cut),
            tuple(toponyms for _, toponyms in cut),
            keys,
            named,
            of_mention,
            of_date,
            frozenset(of_date),
            given or {},
        )

    def text_of(self, sentence: Sentence) -> str:
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


def without_marks(tokens: Iterable[str]) -> list[str]:
    """Return the tokens that are words, numbers or toponyms.

    Examples
    --------
    >>> without_marks(["in", "<other>", ",", "0"])
    ['in', '<other>', '0']
    """
    return [token for token in tokens if len(token) > 1 or token.isalnum()]


def _tokens(
    text: str, sentence: Sentence, numbers: Sequence[int], mentions: Sequence[Mention]
) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Return the tokens of a sentence, each toponym as one of them, and which those are."""
    found: list[str] = []
    toponyms: list[tuple[int, int]] = []
    at, stop = sentence.start, min(sentence.end, sentence.start + LONGEST_SENTENCE)
    for number in numbers:
        mention = mentions[number]
        if mention.start >= stop:
            break
        found += _plain(text, at, mention.start)
        toponyms.append((len(found), number))
        found.append(OTHER)
        at = max(at, mention.end)
    found += _plain(text, at, stop)
    return tuple(found), tuple(toponyms)


def _plain(text: str, start: int, stop: int) -> list[str]:
    words = TOKEN.findall(text, start, stop)
    # All in one go: a report has hundreds.
    lowered = "\n".join(words).lower().replace("’", "'").split("\n") if words else []
    return ["0" if word[0].isdigit() else word for word in lowered]
