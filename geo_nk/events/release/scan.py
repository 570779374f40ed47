"""Look through the finished bytes of a file for what may not stand in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
from ahocorasick_rs import BytesAhoCorasick

from geo_nk.events.release.layers import Layer, layers
from geo_nk.events.release.needles import cuts, points_in
from geo_nk.events.release.spelling import in_utf8, normal, stands_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from geo_nk.events.release.needles import Needles, Origin, Point

__all__ = ["Hit", "Scan"]

_SURE: Final = 6  # bytes: a shorter one stands among bytes that are no text by chance
_SEED: Final = 3  # words of a run that are looked for; where they stand, the others must, too
#: What points are made of in WKB and in columns, each with the bytes that may stand before it.
_PACKED: Final = tuple((kind, start) for kind in ("<f8", ">f8", "<f4", ">f4") for start in range(int(kind[-1])))
_AROUND: Final = 100  # bytes beside a longitude among which its latitude is looked for
_NEAR: Final = 0.001  # of a degree: more than a point is rounded by
_BETWEEN: Final = "\n\0\n"  # texts, so that the end of one and the beginning of another are no third


@dataclass(frozen=True, slots=True)
class Hit:
    """A secret in a file. It says where, and never what.

    Attributes
    ----------
    file : str
        The name of the file.
    ways : tuple of str
        How it is hidden there, from the outside in; empty where it stands as it is.
    at : int
        The byte at which it stands, in small letters, in what was unpacked.
    origin : Origin
        Where it comes from.
    """

    file: str
    ways: tuple[str, ...]
    at: int
    origin: Origin

    def __str__(self) -> str:
        hidden = f" of what is behind {', '.join(self.ways)}" if self.ways else ""
        return f"{self.file}: at byte {self.at}{hidden}: {self.origin}"


class Scan:
    """Looks for what may not stand in the files of a release.

    Parameters
    ----------
    needles
        What is looked for.
    shown
        Texts that may stand in any of the files: what is shown of the rows.
    shown_points
        Longitudes and latitudes that may.

    Examples
    --------
    >>> from geo_nk.events.release.needles import Needles, Origin
    >>> needles = Needles()
    >>> needles.add("Kim of the mill", Origin(7, "actors"))
    >>> print(*Scan(needles, shown=[]).hits("events.csv", b"by KIM%20of%20the%20mill"))
    events.csv: at byte 3 of what is behind percent signs: column actors of row 7
    """

    def __init__(
        self, needles: Needles, *, shown: Iterable[str], shown_points: Iterable[tuple[float, float]] = ()
    ) -> None:
        public = in_utf8(normal(_BETWEEN.join(shown)))
        self._paths = {in_utf8(path) for path in needles.paths}
        self._texts = _Automaton(_sought(needles))
        self._texts.leave_out(
            {needle for needle, at, _ in self._texts.found(public) if stands_alone(public, at, needle)}
        )
        # What is no text cannot be brought into one form: there, a secret is looked for as it may be written, too.
        self._forms = _Automaton(_forms(needles.written, known=self._texts.needles))
        points = {point for point, _ in points_in(public.decode())} | set().union(
            *(cuts(*point) for point in shown_points)
        )
        self._points = {
            point: origin for spot, origin in needles.points.items() for point in cuts(*spot) if point not in points
        }
        longitudes = {lon.encode() for lon, _ in self._points}
        self._numbers = BytesAhoCorasick(list(longitudes)) if longitudes else None
        self._extent = _extent(needles.points)

    def hits(
        self,
        name: str,
        data: bytes,
        *,
        blank: Callable[[], bytes] | None = None,
        reveal: Callable[[bytes], str] | None = None,
    ) -> list[Hit]:
        """Return what a file holds that it may not, once for each secret.

        Parameters
        ----------
        name
            The file.
        data
            Its bytes.
        blank
            Makes the same kind of file without an event, in which what stands is no secret.
        reveal
            Returns what of the file no general way unpacks.

        Returns
        -------
        list of Hit
        """
        found = self._all(data, reveal)
        if found and blank is not None:
            harmless = self._all(blank(), reveal)
            found = {key: hit for key, hit in found.items() if key not in harmless or key in self._paths}
        return [Hit(name, ways, at, origin) for ways, at, origin in found.values()]

    def _all(
        self, data: bytes, reveal: Callable[[bytes], str] | None
    ) -> dict[object, tuple[tuple[str, ...], int, Origin]]:
        """Return where each secret stands first."""
        found: dict[object, tuple[tuple[str, ...], int, Origin]] = {}
        more = [] if reveal is None else [Layer(("packed numbers",), reveal(data).encode(), is_text=True)]
        for layer in chain(layers(data), more):
            for key, at, origin in self._in_layer(layer):
                found.setdefault(key, (layer.ways, at, origin))
        return found

    def _in_layer(self, layer: Layer) -> Iterator[tuple[object, int, Origin]]:
        if not layer.is_text:
            yield from self._among_bytes(layer.data)
            return
        text = normal(layer.data.decode("utf-8"))
        data = in_utf8(text)
        yield from (found for found in self._texts.found(data) if stands_alone(data, found[1], found[0]))
        yield from self._points_in_text(data)

    def _points_in_text(self, data: bytes) -> Iterator[tuple[Point, int, Origin]]:
        """Yield the points near which stands one of their longitudes."""
        if self._numbers is None:
            return
        for _, start, end in self._numbers.find_matches_as_indexes(data):
            first = max(0, start - _AROUND)
            around = data[first : end + _AROUND].decode("utf-8", "replace")
            near = ((point, first + at) for point, at in points_in(around))
            yield from ((point, at, self._points[point]) for point, at in near if point in self._points)

    def _among_bytes(self, data: bytes) -> Iterator[tuple[object, int, Origin]]:
        small = data.lower()
        # Every second byte of UTF-16 is ASCII where the letters are.
        for part in (small, small[::2], small[1::2]):
            yield from (found for found in self._texts.found(part) if len(found[0]) >= _SURE)
        yield from self._forms.found(small)
        if self._points:
            near = _points_among(data, self._extent)
            yield from ((point, at, self._points[point]) for point, at in near if point in self._points)


@dataclass(frozen=True, slots=True)
class _Sought:
    """Bytes that are looked for by a part of them.

    Attributes
    ----------
    whole : bytes
        All of them.
    before : int
        How many stand before that part.
    needle : bytes
        The secret that they are.
    origin : Origin
        Where it comes from.
    """

    whole: bytes
    before: int
    needle: bytes
    origin: Origin


class _Automaton:
    """Finds all of many byte strings in one pass, each by a part that several may share."""

    def __init__(self, sought: Iterable[tuple[bytes, _Sought]]) -> None:
        self._by_part: dict[bytes, list[_Sought]] = {}
        for part, each in sought:
            self._by_part.setdefault(part, []).append(each)
        self._listed = list(self._by_part)
        self._automaton = BytesAhoCorasick(self._listed) if self._listed else None

    @property
    def needles(self) -> set[bytes]:
        """The secrets that are looked for."""
        return {each.needle for listed in self._by_part.values() for each in listed}

    def leave_out(self, needles: Collection[bytes]) -> None:
        """Look for some of them no more."""
        for part, listed in self._by_part.items():
            self._by_part[part] = [each for each in listed if each.needle not in needles]

    def found(self, data: bytes) -> Iterator[tuple[bytes, int, Origin]]:
        """Yield each that stands somewhere, with the byte at which it does."""
        if self._automaton is None:
            return
        for index, at, _ in self._automaton.find_matches_as_indexes(data, overlapping=True):
            for each in self._by_part[self._listed[index]]:
                start = at - each.before
                if start >= 0 and data.startswith(each.whole, start):
                    yield each.needle, start, each.origin


def _sought(needles: Needles) -> Iterator[tuple[bytes, _Sought]]:
    """Yield texts by themselves, and runs by the longest three words of them, which many runs share."""
    for text, origin in needles.texts.items():
        yield in_utf8(text), _Sought(in_utf8(text), 0, in_utf8(text), origin)
    for run, origin in needles.runs.items():
        needle = in_utf8(run)
        words = needle.split(b" ")
        part = max((b" ".join(words[i : i + _SEED]) for i in range(len(words) - _SEED + 1)), key=len)
        yield part, _Sought(needle, needle.find(part), needle, origin)


def _forms(written: Mapping[str, Origin], *, known: Collection[bytes]) -> Iterator[tuple[bytes, _Sought]]:
    """Yield texts that are not ASCII as they may stand among other bytes: composed or not, in UTF-8 or UTF-16."""
    for text, origin in written.items():
        needle = in_utf8(normal(text))
        if needle in known:
            composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
            forms = {
                in_utf8(composed),
                in_utf8(apart),
                *(composed.encode(f"utf-16-{end}", "replace") for end in ("le", "be")),
            }
            yield from (
                (form.lower(), _Sought(form.lower(), 0, needle, origin)) for form in forms if len(form) >= _SURE
            )


def _extent(points: Collection[tuple[float, float]]) -> NDArray[np.float64]:
    """Return the least and the greatest longitude and latitude of points, and a little more."""
    if not points:
        return np.zeros((2, 2))
    spots = np.array(list(points))
    return np.stack([spots.min(axis=0) - _NEAR, spots.max(axis=0) + _NEAR])


def _points_among(data: bytes, extent: NDArray[np.float64]) -> Iterator[tuple[Point, int]]:
    """Yield the pairs of numbers that stand one behind the other among bytes and lie in an extent, with their byte."""
    for kind, start in _PACKED:
        size = np.dtype(kind).itemsize
        numbers = np.frombuffer(data[start : len(data) - (len(data) - start) % size], kind)
        with np.errstate(invalid="ignore"):  # most of them are none
            within = [(extent[0, axis] <= numbers) & (numbers <= extent[1, axis]) for axis in (0, 1)]
        for at in np.flatnonzero(within[0][:-1] & within[1][1:]).tolist():
            for point in cuts(float(numbers[at]), float(numbers[at + 1])):
                yield point, start + at * size
