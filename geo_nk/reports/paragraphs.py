"""Find the paragraphs of a text, and what is no prose among them: headings, captions, the page around the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from geo_nk._files import clean
from geo_nk.data import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Kind", "Span", "find_kinds", "find_paragraphs"]

#: What a paragraph is: prose, a heading, the words below a picture, or what the page says around the article.
Kind = Literal["body", "title", "boilerplate", "caption"]

_LINE = re.compile(r"[^\n]+")
_PROSE_END = re.compile(r"[.!?…。！？:;,]['\"”’»)\]」』]*\Z")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]」』]*\Z")
_SEPARATORS = re.compile(r"[,;|.]")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
# A text is wrapped by hand or by a mail program at 50 to 100 characters; a longer line is a whole paragraph.
_NARROWEST, _WIDEST = 40, 120
_FEWEST_WRAPS, _WRAPPED_SHARE = 2, 0.6
_LONGEST_HEADING = 150
_FEWEST_KEYWORDS, _KEYWORD_WORDS = 4, 4
_WHERE: Final[dict[str, Callable[[str, str], bool]]] = {
    "starts_with": str.startswith,
    "ends_with": str.endswith,
    "contains": str.__contains__,
    "equals": str.__eq__,
    # A line of the page and no prose: "By A. Reporter" is one, "By custom they were sent home." is not.
    "starts_line": lambda text, words: f"{text} ".startswith(f"{words} ") and not _PROSE_END.search(text),
    # The credit behind the words below a picture: "Guards patrol. Photo by A. Roe/AFP".
    "ends_line": lambda text, words: words in text and not _PROSE_END.search(text),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A paragraph: characters `start` to `end` (not included), without blanks around it.

    Attributes
    ----------
    start, end : int
    alone : bool
        Whether empty lines, or the ends of the text, stand on both sides.
    """

    start: int
    end: int
    alone: bool


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A row of ``lexicon/reports/boilerplate.csv``. Plain words, so that no text and no table is ever a program."""

    words: str
    fits: Callable[[str, str], bool]
    kind: Kind
    extent: str
    longest: int

    def matches(self, folded: str) -> bool:
        return len(folded) <= self.longest and self.fits(folded, self.words)


def find_paragraphs(text: str, start: int = 0) -> list[Span]:
    r"""Return the paragraphs of `text` from `start` on.

    An empty line ends a paragraph. So does any line end, unless the text is wrapped: no line is wider than a page, and
    the next word would not have fitted any more.

    Parameters
    ----------
    text
        The text, with ``\n`` line ends.
    start
        Where to begin.

    Returns
    -------
    list of Span

    Examples
    --------
    >>> [(p.start, p.end) for p in find_paragraphs("One.\nTwo.\n\nThree.")]
    [(0, 4), (5, 9), (11, 17)]
    """
    trimmed = (_trim(text, match.start(), match.end()) for match in _LINE.finditer(text, start))
    lines = [(a, b) for a, b in trimmed if a < b]
    joined = lines[:1]
    for (a, b), goes_on in zip(lines[1:], _find_wraps(text, lines), strict=True):
        if goes_on:
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    borders = [start, *(x for span in joined for x in span), len(text)]
    gaps = [_is_gap(text, a, b) for a, b in zip(borders[::2], borders[1::2], strict=True)]
    gaps[0] = gaps[-1] = True
    return [Span(a, b, gaps[i] and gaps[i + 1]) for i, (a, b) in enumerate(joined)]


def find_kinds(paragraphs: Sequence[str], *, alone: Sequence[bool], title: str | None = None) -> list[Kind]:
    """Say of each paragraph what it is.

    Parameters
    ----------
    paragraphs
        Their texts, in order.
    alone
        Whether each stands between empty lines.
    title
        The report's title, where it is known.

    Returns
    -------
    list of str

    Examples
    --------
    >>> find_kinds(["Border sealed", "Guards sealed the border at Musan.", "Read in Korean"], alone=[True] * 3)
    ['title', 'body', 'boilerplate']
    """
    folded = [_fold(paragraph) for paragraph in paragraphs]
    kinds = _listed_kinds(paragraphs, folded)
    known_title = _fold(title or "")
    following = ""  # the next paragraph of the body, which going backwards tells without a search
    for i in range(len(paragraphs) - 1, -1, -1):
        if kinds[i] != "body":
            continue
        paragraph = paragraphs[i]
        heads = (alone[i] or i == 0) and _is_heading(paragraph, following)
        if heads or (known_title and folded[i] == known_title):
            kinds[i] = "title"
        following = paragraph
    return kinds


def _listed_kinds(paragraphs: Sequence[str], folded: Sequence[str]) -> list[Kind]:
    kinds: list[Kind] = []
    rest: Kind | None = None
    begun = False  # whether there was anything of the article
    links = False  # whether what follows is a list of headlines of other articles, up to the next sentence
    for paragraph, words in zip(paragraphs, folded, strict=True):
        pattern = _match(words)
        begun = begun or kinds[-1:] == ["body"]
        if rest is None and pattern is not None and pattern.extent == "rest" and begun:
            rest = pattern.kind
        links = links and not _SENTENCE_END.search(paragraph)
        if rest is not None:
            kinds.append(rest)
        elif pattern is not None:
            kinds.append(pattern.kind)
            links = links or pattern.extent == "links"
        elif links:
            kinds.append("boilerplate")
        else:
            kinds.append("boilerplate" if _is_keywords(paragraph) or _has_no_letter(paragraph) else "body")
    return kinds


@cache
def _patterns() -> tuple[_Pattern, ...]:
    kinds: dict[str, Kind] = {"boilerplate": "boilerplate", "caption": "caption"}
    return tuple(
        _Pattern(
            words=_fold(row["pattern"]),
            fits=_WHERE[row["where"]],
            kind=kinds[row["kind"]],
            extent=row["extent"],
            longest=int(row["longest"] or 1_000_000),
        )
        for row in read_table("lexicon/reports/boilerplate.csv")
    )


def _match(folded: str) -> _Pattern | None:
    """Return the first pattern that fits; only those whose words stand in the paragraph are tried."""
    finder, rows = _finder()
    found = finder.find_matches_as_indexes(clean(folded), overlapping=True)
    if not found:
        return None
    numbers = sorted({number for index, _, _ in found for number in rows[index]})
    return next((pattern for number in numbers if (pattern := _patterns()[number]).matches(folded)), None)


@cache
def _finder() -> tuple[AhoCorasick, list[list[int]]]:
    """Return what finds the words of the patterns, and for each of them the numbers of its patterns."""
    rows: dict[str, list[int]] = {}
    for number, pattern in enumerate(_patterns()):
        rows.setdefault(pattern.words, []).append(number)
    return AhoCorasick(list(rows), matchkind=MatchKind.Standard), list(rows.values())


def _fold(text: str) -> str:
    straight = text if text.isascii() else text.translate(_QUOTES)
    return " ".join(straight.casefold().split())


def _is_heading(paragraph: str, following: str) -> bool:
    """Whether a paragraph is a short line without a full stop above one that is longer and has one."""
    short = len(paragraph) <= _LONGEST_HEADING and not _PROSE_END.search(paragraph)
    return short and len(following) > len(paragraph) and _PROSE_END.search(following) is not None


def _is_keywords(paragraph: str) -> bool:
    if not paragraph.lstrip()[:1].islower():  # most begin with a capital
        return False
    items = [item.strip() for item in _SEPARATORS.split(paragraph)]
    if len(items) < _FEWEST_KEYWORDS or _PROSE_END.search(paragraph):
        return False
    return all(item[:1].islower() and len(item.split()) <= _KEYWORD_WORDS for item in items)


def _has_no_letter(paragraph: str) -> bool:
    return not any(character.isalpha() for character in paragraph)


def _find_wraps(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """Say of each line but the first whether it goes on with the line above: only where the whole text is wrapped."""
    width = max((end - start for start, end in lines), default=0)
    touching = [not _is_gap(text, above[1], line[0]) for above, line in pairwise(lines)]
    full = [_is_full(text, above, line, width) for above, line in pairwise(lines)]
    wraps = [a and b for a, b in zip(touching, full, strict=True)]
    enough = sum(wraps) >= max(_FEWEST_WRAPS, sum(touching) * _WRAPPED_SHARE)
    return wraps if enough and _NARROWEST <= width <= _WIDEST else [False] * len(wraps)


def _is_full(text: str, above: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Whether the first word of a line would not have fitted any more into the line above."""
    before = text[slice(*above)]
    word = text[slice(*line)].split(maxsplit=1)[0]
    return len(before) + 1 + len(word) > width and not _SENTENCE_END.search(before)


def _is_gap(text: str, start: int, end: int) -> bool:
    return text.count("\n", start, end) > 1


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return end - len(line.lstrip()), start + len(line.rstrip())
