"""What may stand in no file of a release: every value that a row has and that is not shown of it, in one form.

A value that is rightly there is no secret: what a row that is shown says, or what stands in such a file when it holds
no event at all. A town's name out of an interview is no leak where a published report names the town, too.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geo_nk.events.categories import load_categories
from geo_nk.events.frame import is_missing
from geo_nk.events.release.spelling import FEWEST_BYTES, RUN, in_utf8, normal, says
from geo_nk.events.release.withheld import common_words
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geo_nk.events.release.censor import Held, Row, Told

__all__ = ["Needles", "Origin", "cut", "cuts", "points_in", "texts_of", "vocabulary"]

Point = tuple[str, str]

_NUMBER = re.compile(r"(?<![\d.])-?\d{1,3}\.\d+")
_FEWEST_DIGITS: Final = 6
_LONG_NUMBER: Final = 10_000_000  # such as one that a telephone has; smaller ones count something
_UNBROKEN: Final = 24  # characters of a text without blanks, as Chinese has them, that is more than a name
_PIECE: Final = 12
_DECIMALS: Final = 4  # of a degree: ten metres
_MEASURED: Final = 5  # decimals that no number has by chance
_DAY: Final = len("2011-02-14")
_KNOWN: Final = frozenset({"lon", "lat", *(column.name for column in EVENT_COLUMNS)})
_NEXT: Final = 3  # numbers behind a longitude among which its latitude is looked for


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a secret comes from, to be named in its stead.

    Attributes
    ----------
    row : int or None
        The row of the table, counted from 1; None of what is not in the table.
    what : str
        The column; or what it is.
    """

    row: int | None
    what: str

    def __str__(self) -> str:
        return self.what if self.row is None else f"column {self.what} of row {self.row}"


@dataclass(frozen=True, slots=True)
class Needles:
    """Texts and points that are looked for.

    Attributes
    ----------
    texts : dict of str to Origin
        In the form of `normal`.
    runs : dict of str to Origin
        Each run of five words of a longer text, in that form: a part of a sentence tells as much as the whole.
    written : dict of str to Origin
        What of both is not ASCII, in small letters and else as it is written.
    points : dict of tuple of float to Origin
        Longitude and latitude.
    paths : set of str
        Those of the texts that name files and folders of whoever makes the release, and are more than a word: they
        stand in no file rightly.
    """

    texts: dict[str, Origin] = field(default_factory=dict)
    runs: dict[str, Origin] = field(default_factory=dict)
    written: dict[str, Origin] = field(default_factory=dict)
    points: dict[tuple[float, float], Origin] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)

    def add_told(self, told: Told) -> None:
        """Add what is not shown of a row that is."""
        self._add_row(told.number, told.row, shown=told.seen)

    def add_held(self, held: Held) -> None:
        """Add all of a row that is not shown."""
        self._add_row(held.number, held.row, shown={})

    def without(self, said: str) -> Needles:
        """Return what does not stand in a text, which is in the form of `normal`."""
        data = in_utf8(said)
        texts, runs = (
            {text: origin for text, origin in found.items() if not says(data, in_utf8(text))}
            for found in (self.texts, self.runs)
        )
        return replace(self, texts=texts, runs=runs)

    def update(self, other: Needles) -> None:
        """Look for what others look for, too."""
        for name in ("texts", "runs", "written", "points"):
            mine: dict[Any, Origin] = getattr(self, name)
            mine.update(getattr(other, name) | mine)

    def _add_row(self, number: int, row: Row, *, shown: Mapping[str, Any]) -> None:
        for name, value in row.items():
            if name not in shown or shown[name] != value:
                for text in texts_of(value):
                    self.add(text, Origin(number, name))
            if name not in _KNOWN:
                self.add_name(name, "the name of a column")
        if row["lon"] is not None and (shown.get("lon"), shown.get("lat")) != (row["lon"], row["lat"]):
            self.points.setdefault((row["lon"], row["lat"]), Origin(number, "geometry"))

    def add(self, text: str, origin: Origin) -> None:
        """Add a text, or the parts of one that is more than a name."""
        texts, runs = _parts(normal(text), in_pieces=not text.isascii())
        for part in texts:
            if len(in_utf8(part)) >= FEWEST_BYTES and not _is_short_number(part):
                self.texts.setdefault(part, origin)
        for run in runs:
            self.runs.setdefault(run, origin)
        if not text.isascii():
            for part in chain(*_parts(" ".join(text.lower().split()), in_pieces=True)):
                self.written.setdefault(part, origin)

    def add_name(self, name: str, what: str) -> bool:
        """Add what something is called; whether it says anything, as what many are called does not."""
        named = normal(name)
        if named in common_words() or len(named) <= FEWEST_BYTES:
            return False
        self.texts.setdefault(named, Origin(None, what))
        return True

    def add_path(self, path: Path) -> None:
        """Add what a file or a folder is called, and where it lies."""
        resolved = path.absolute()
        for text in (resolved.name, resolved.stem, str(resolved.parent)):
            if self.add_name(text, "the name of an input"):
                named = normal(text)
                if not (named.isascii() and named.isalpha()):
                    self.paths.add(named)


def points_in(text: str) -> Iterator[tuple[Point, int]]:
    """Yield pairs of numbers that stand close to each other, either way round, with the place of the first.

    Examples
    --------
    >>> ("128.1812", "41.4037") in {point for point, _ in points_in("<coordinates>128.181230,41.403770</coordinates>")}
    True
    """
    numbers = [(_cut(match[0]), match.start()) for match in _NUMBER.finditer(text)]
    for i, (number, at) in enumerate(numbers):
        for other, _ in numbers[i + 1 : i + 1 + _NEXT]:
            yield (number, other), at
            yield (other, number), at


def cut(lon: float, lat: float) -> Point:
    """Return a point as its numbers are cut.

    Examples
    --------
    >>> cut(128.18129, 41.5)
    ('128.1812', '41.5')
    """
    return _cut(f"{lon:.9f}"), _cut(f"{lat:.9f}")


def cuts(lon: float, lat: float) -> set[Point]:
    """Return what a point may be cut to: as it is, and rounded by whoever wrote it.

    Examples
    --------
    >>> sorted(cuts(128.18129, 41.5))
    [('128.1812', '41.5'), ('128.1813', '41.5')]
    """
    exact, rounded = cut(lon, lat), cut(round(lon, _DECIMALS), round(lat, _DECIMALS))
    return {(x, y) for x in (exact[0], rounded[0]) for y in (exact[1], rounded[1])}


def _cut(number: str) -> str:
    whole, _, decimals = number.partition(".")
    return f"{whole}.{decimals[:_DECIMALS].rstrip('0')}"


@cache
def vocabulary() -> tuple[str, ...]:
    """Return the words of the event table itself: its columns, what stands in closed ones, and what happens."""
    labels = [label for category in load_categories().values() for label in (category.category, category.label)]
    return (*(c.name for c in EVENT_COLUMNS), *(value for c in EVENT_COLUMNS for value in c.values), *labels)


def texts_of(value: object) -> Iterator[str]:
    """Yield the texts of a value; numbers only where they are too long to be there by chance.

    Examples
    --------
    >>> list(texts_of(["https://desk.example/7", 3.5, 0.7312345, 8501912345678.0]))
    ['https://desk.example/7', 'desk.example', '0.7312345', '8501912345678']
    """
    if isinstance(value, str):
        yield value
        if "://" in value:
            yield from _host(value)
    elif isinstance(value, dict):
        yield from (text for item in value.items() for part in item for text in texts_of(part))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (text for item in value for text in texts_of(item))
    elif isinstance(value, int | float):
        yield from _long_number(value)
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
    elif value is not None and not is_missing(value):
        yield value.isoformat()[:_DAY] if isinstance(value, dt.date) else str(value)


def _long_number(value: float) -> Iterator[str]:
    """Yield a number that is there by no chance: measured finely, or as long as one that a telephone has."""
    if isinstance(value, float) and not value.is_integer():
        if len(repr(value).partition(".")[2]) >= _MEASURED:
            yield repr(value)
    elif abs(value) >= _LONG_NUMBER:
        yield str(abs(int(value)))


def _host(address: str) -> Iterator[str]:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return
    if host:
        yield host


def _parts(text: str, *, in_pieces: bool) -> tuple[list[str], list[str]]:
    """Return what of a text is looked for as it is, and its runs of words where it has more of them than a name has."""
    words = text.split(" ")
    if len(words) > RUN:
        return [], [" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]
    if in_pieces and len(words) == 1 and len(text) > _UNBROKEN:
        starts = (*range(0, len(text) - _PIECE, _PIECE // 2), len(text) - _PIECE)
        return [text[i : i + _PIECE] for i in starts], []
    return [text], []


def _is_short_number(text: str) -> bool:
    return text.isdecimal() and len(text) < _FEWEST_DIGITS
