"""Lines of a page, as a PDF has them, made into the paragraphs that they were before they were set."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_nk.data import file
from geo_nk.reports.language import frequent_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

__all__ = ["Line", "lines_of", "paragraphs_of"]

_SENTENCE_END = re.compile(
    r"(?:[.!?…。！？:]['\"”’»)\]」』]*|[^\W\d]['\"”’»)]*[.!?]['\"”’»)]*\d{1,3})\Z"
)  # and a note's number
_LAST_WORD = re.compile(r"(?<!\w)(\w+).\Z")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"[•▪●◦■□∙*–—-]\s|\(?\d{1,2}[.)]\s")
_HYPHENS: Final = ("-", "\u2010")
_LONGEST_WORD: Final = 40
_SOFT: Final = "\u00ad"
_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
_OTHER_SIZE = 0.08  # by so large a share do the letters of a heading differ from those of what follows
_GAP = 1.25  # so many times the usual step from line to line is one from paragraph to paragraph
_INDENT = 0.8  # of the size of a letter
_FULL = 0.88  # of the usual width in characters, which in type of many widths is not the same for all full lines
_NEARLY_FULL = 0.75
_NARROWEST = 30  # lines of a table or a list are shorter
_USUAL = 0.9  # the width that so many of the lines do not exceed


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes
    ----------
    text : str
    page : int
    x, y, size : float
        Where it begins, upwards from the foot of the page, and how large its letters are, in points.
    """

    text: str
    page: int = 0
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


def lines_of(page: Any, number: int) -> list[Line]:  # noqa: ANN401 - pypdf's, which is an extra
    """Return the lines of a page with where they stand.

    Parameters
    ----------
    page
        As pypdf has it.
    number
        Which page it is.

    Returns
    -------
    list of Line
        In the order of the file, which is that of reading for nearly all.
    """
    lines: list[list[Line]] = [[]]

    def note(text: str, by: Sequence[float], at: Sequence[float], _font: object, size: float) -> None:
        first, *others = text.translate(_LIGATURES).split("\n")
        where = (number, at[4] * by[0] + by[4], at[5] * by[3] + by[5], abs(size * at[3] * by[3]) or size)
        lines[-1].append(Line(first, *where))
        lines.extend([Line(other, *where)] for other in others)

    page.extract_text(visitor_text=note)
    return [_line(pieces) for pieces in lines]


def _line(pieces: Sequence[Line]) -> Line:
    """Put the pieces of a line together: it stands where its first letter does."""
    inked = [piece for piece in pieces if piece.text.strip()] or list(pieces[:1])
    if not inked:
        return Line("")
    first, main = inked[0], max(inked, key=lambda piece: len(piece.text))
    return Line("".join(piece.text for piece in pieces), first.page, first.x, main.y, main.size)


def paragraphs_of(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the paragraphs of a document, each on one line.

    A word that was divided at the end of a line is put together where it, or another of the document or of the
    lexicon, stands undivided; elsewhere the hyphen may be its own, and stays.

    Parameters
    ----------
    lines
        Of all its pages.

    Yields
    ------
    str

    Examples
    --------
    >>> list(paragraphs_of([Line("Police came to the mar-"), Line("ket in Hyesan and took the"), Line("phones.")]))
    ['Police came to the market in Hyesan and took the phones.']
    """
    own = _without_running_heads(lines)
    inked = [line for line in own if line.text.strip()]
    words = {word.lower() for line in inked for word in _WORD.findall(line.text)} | _vocabulary()
    breaks = _Breaks(inked)
    blank_before = {id(line) for above, line in pairwise(own) if not above.text.strip()}
    parts: list[str] = []
    above: Line | None = None
    for line in inked:
        written = line.text.strip()
        if above is not None:
            if (id(line) in blank_before and above.page == line.page) or breaks.between(above, line):
                yield "".join(parts)
                parts = []
            else:
                parts[-1] = _before(parts[-1], written, words)
        parts.append(written)
        above = line
    if parts:
        yield "".join(parts)


class _Breaks:
    """Knows what is usual in a document, and by that where a paragraph ends."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._widths: dict[int, int] = {}
        sizes = {round(line.size) for line in lines}
        for size in sizes:
            widths = sorted(len(line.text.strip()) for line in lines if round(line.size) == size)
            self._widths[size] = widths[min(int(len(widths) * _USUAL), len(widths) - 1)]
        steps = [above.y - line.y for above, line in pairwise(lines) if above.y > line.y and above.page == line.page]
        self._step = median(steps) if steps else 0.0

    def between(self, above: Line, line: Line) -> bool:
        before, behind = above.text.strip(), line.text.strip()
        if abs(above.size - line.size) > _OTHER_SIZE * max(above.size, line.size) or _BULLET.match(behind):
            return True
        goes_on = behind[:1].islower() or before.rsplit(maxsplit=1)[-1].lower() in frequent_words()
        ended = _SENTENCE_END.search(before) is not None
        if goes_on and not ended:
            return False
        follows = above.page == line.page and above.y >= line.y
        if follows and (above.y - line.y > _GAP * self._step or line.x - above.x > _INDENT * line.size):
            return True
        width = self._widths[round(above.size)]
        room = len(before) + 1 + len(behind.split(maxsplit=1)[0])
        if ended:
            return not follows or room <= width * _FULL
        return width < _NARROWEST or room <= width * _NEARLY_FULL


def _without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """Leave out what stands at the same place of half the pages or more, but for the first time."""
    pages = len({line.page for line in lines})
    places = {(line.page, _place(line)) for line in lines if line.text.strip()}
    count = Counter(place for _, place in places)
    running = {place for place, times in count.items() if times > 1 and times * 2 >= pages}
    seen: set[tuple[str, int]] = set()
    kept = []
    for line in lines:
        place = _place(line)
        if place not in running or place not in seen:
            kept.append(line)
        seen.add(place)
    return kept


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", " ".join(line.text.split())), round(line.y)


def _before(line: str, following: str, words: Collection[str]) -> str:
    """Return a line as it stands before the one that goes on with it: with a blank, or with its last word undivided."""
    if line.endswith(_SOFT):
        return line[:-1]
    begun = _LAST_WORD.search(line[-_LONGEST_WORD:]) if line.endswith(_HYPHENS) else None
    rest = _WORD.match(following)
    if begun is None or rest is None:
        return f"{line} "
    whole = f"{begun[1]}{rest[0]}".lower()
    return line[:-1] if following[0].islower() and whole in words else line


@cache
def _vocabulary() -> frozenset[str]:
    """Return the words that the reader of reports has learned, which are those of reports."""
    with np.load(io.BytesIO(file("reader.npz").read_bytes()), allow_pickle=False) as arrays:
        features = bytes(arrays["pair_words"]).decode("utf-8").split("\n")
    return frozenset(word for block, _, word in (feature.partition(" ") for feature in features) if block == "p")
