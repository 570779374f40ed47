"""What a release withheld, to look for in what else goes into the same file: a title, the steps of a story."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from geo_nk.data import read_table
from geo_nk.errors import OutputError
from geo_nk.events.categories import load_categories
from geo_nk.events.release.spelling import FEWEST_BYTES, RUN, in_utf8, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Withheld", "common_in", "common_words"]

_WORD = re.compile(r"\w+")
_PARTICLE: Final = 3  # syllables that Korean adds to a name at most: 김철수에게
_HANGUL = re.compile(r"[가-힣]\Z")
_NEAR: Final = 3  # decimals of a degree: a hundred metres
_VOCABULARIES: Final = ("events/goods", "events/actors", "events/penalties")


@dataclass(frozen=True, slots=True)
class Withheld:
    """Texts, sentences and points that may not be seen.

    Attributes
    ----------
    texts : set of str
        Words in small letters, without the blanks around them.
    runs : set of tuple of str
        All runs of five words of longer texts: a part of a sentence tells as much as the whole.
    points : set of tuple of float
        Degrees, as close as a hundred metres.

    Examples
    --------
    >>> withheld = Withheld()
    >>> withheld.add({"report_id": "notes-kim", "quote": "We left at night from the ferry, she said."}.items())
    >>> withheld.found_in("As we left at night, from the town"), withheld.found_in("By NOTES-KIM")
    ('we left at night from', 'notes kim')
    >>> withheld.found_in("They left in 2011") is None
    True
    """

    texts: set[str] = field(default_factory=set)
    runs: set[tuple[str, ...]] = field(default_factory=set)
    points: set[tuple[float, float]] = field(default_factory=set)

    def add(self, values: Iterable[tuple[str, object]]) -> None:
        """Remember the texts of a row by column; words that everybody uses are none of its own."""
        for text in _texts(value for _, value in values):
            words = _words(text)
            if len(words) > RUN:
                self.runs.update(zip(*(words[i:] for i in range(RUN)), strict=False))
            elif len(in_utf8(joined := " ".join(words))) >= FEWEST_BYTES and joined not in common_words():
                self.texts.add(joined)

    def add_point(self, lon: float | None, lat: float | None) -> None:
        """Remember a point."""
        if lon is not None and lat is not None:
            self.points.add((round(lon, _NEAR), round(lat, _NEAR)))

    def without(self, shown: Iterable[Mapping[str, Any]]) -> Withheld:
        """Return what does not stand in rows that are shown, too."""
        seen = Withheld()
        for row in shown:
            seen.add(row.items())
            seen.add_point(row.get("lon"), row.get("lat"))
        return Withheld(self.texts - seen.texts, self.runs - seen.runs, self.points - seen.points)

    def found_in(self, text: str) -> str | None:
        """Return the first of it that stands in a text, or None."""
        words = _words(text)
        run = next((run for run in zip(*(words[i:] for i in range(RUN)), strict=False) if run in self.runs), None)
        if run is not None:
            return " ".join(run)
        return next((bare for span in _spans(words) for bare in _without_particle(span) if bare in self.texts), None)

    def refuse(self, title: str | None, *, level: str) -> None:
        """Raise `geo_nk.errors.OutputError` if a title says any of it."""
        if title and (found := self.found_in(title)):
            raise OutputError(f"title: holds {found[:200]!r}, which a {level} map withholds; write it otherwise")

    def is_near(self, lon: float | None, lat: float | None) -> bool:
        """Whether a point is one of it."""
        return lon is not None and lat is not None and (round(lon, _NEAR), round(lat, _NEAR)) in self.points


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from (item for item in value if isinstance(item, str))


def _without_particle(span: str) -> Iterator[str]:
    """Yield some words as they stand, and Korean ones without what may be an ending."""
    yield span
    if _HANGUL.search(span):
        yield from (span[:-count] for count in range(1, _PARTICLE + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(normal(text))


def common_in(text: str) -> set[str]:
    """Return what everybody says of a text.

    Examples
    --------
    >>> sorted(common_in("Rice of Kim Okja"))
    ['of', 'rice']
    """
    return {span for span in _spans(_words(text)) if span in common_words()}


def _spans(words: list[str]) -> Iterator[str]:
    return (" ".join(words[i : i + n]) for n in range(1, RUN + 1) for i in range(len(words) - n + 1))


@cache
def common_words() -> frozenset[str]:
    """Return the vocabularies of the event table, and what places and kinds of events are called."""
    listed = [cell for name in _VOCABULARIES for row in read_table(f"lexicon/{name}.csv") for cell in row.values()]
    names = [row["name"] for row in read_table("gazetteer/names.csv")]
    labels = [category.label for category in load_categories().values()]
    english = [row["word"] for row in read_table("lexicon/language/english_words.csv")]
    return frozenset(" ".join(_words(text)) for text in (*listed, *names, *labels, *english))
