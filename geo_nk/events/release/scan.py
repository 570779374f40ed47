"""Look through the finished bytes of a file for what may not stand in it."""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from ahocorasick_rs import BytesAhoCorasick

from geo_nk.events.release.layers import Layer, layers
from geo_nk.events.release.needles import cut, normal, points_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geo_nk.events.release.needles import Needles, Origin

__all__ = ["Hit", "Scan"]

_LONG: Final = 8  # bytes: a shorter text is one only where no letter stands before or behind it
_SURE: Final = 6  # bytes: a shorter one stands among bytes that are no text by chance
_DOUBLES: Final = ("<2d", ">2d")  # a point as it stands in WKB and in columns
_LETTERS: Final = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")


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
        public = normal("\n".join(shown))
        texts = _Automaton({text.encode("utf-8", "replace"): origin for text, origin in needles.texts.items()})
        held = {needle for needle, _, _ in texts.found(public.encode("utf-8", "replace"))}
        self._paths = {path.encode("utf-8", "replace") for path in needles.paths}
        self._texts = _Automaton({needle: o for needle, o in texts.needles.items() if needle not in held})
        points = {point for point, _ in points_in(public)} | {cut(*point) for point in shown_points}
        spots = {point: origin for point, origin in needles.points.items() if cut(*point) not in points}
        self._points = {cut(*point): origin for point, origin in spots.items()}
        doubles = {struct.pack(order, *point).lower(): origin for point, origin in spots.items() for order in _DOUBLES}
        # What is no text cannot be brought into one form: there, each secret is looked for in all of its forms.
        forms = {form: o for needle, o in self._texts.needles.items() for form in _forms(needle) if len(form) >= _SURE}
        self._forms = _Automaton(forms | doubles)

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
            yield from self._forms.found(layer.data.lower())
            return
        text = normal(layer.data.decode("utf-8"))
        data = text.encode("utf-8", "replace")
        yield from (found for found in self._texts.found(data) if _stands_alone(data, found[1], len(found[0])))
        if self._points:
            yield from ((point, at, self._points[point]) for point, at in points_in(text) if point in self._points)


class _Automaton:
    """Finds all of many byte strings in one pass."""

    def __init__(self, needles: Mapping[bytes, Origin]) -> None:
        self.needles = needles
        self._listed = list(needles)
        self._automaton = BytesAhoCorasick(self._listed) if needles else None

    def found(self, data: bytes) -> Iterator[tuple[bytes, int, Origin]]:
        """Yield each that stands somewhere, with the byte at which it does."""
        if self._automaton is None:
            return
        for index, start, _ in self._automaton.find_matches_as_indexes(data, overlapping=True):
            needle = self._listed[index]
            yield needle, start, self.needles[needle]


def _forms(needle: bytes) -> set[bytes]:
    """Return a text as it may stand among other bytes: composed or not, in UTF-8 or UTF-16.

    Of the latter, the zero byte at one end is left out, so that either order of bytes is found where letters are Latin.
    """
    text = needle.decode("utf-8")
    wide = text.encode("utf-16-le")
    forms = {needle, unicodedata.normalize("NFD", text).encode(), wide.removesuffix(b"\0")}
    if not text.isascii():
        forms.add(text.encode("utf-16-be"))
    return {form.lower() for form in forms}


def _stands_alone(data: bytes, start: int, length: int) -> bool:
    """Whether what was found is long, or a word of its own."""
    end = start + length
    if length >= _LONG:
        return True
    before = start > 0 and data[start] in _LETTERS and data[start - 1] in _LETTERS
    behind = end < len(data) and data[end - 1] in _LETTERS and data[end] in _LETTERS
    return not before and not behind
