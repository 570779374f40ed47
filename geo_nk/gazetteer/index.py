"""The names of a gazetteer, to be looked up by their letters, by their sound, and nearly."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from geo_nk.gazetteer.near import Neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo_nk.gazetteer.tables import Name

__all__ = ["NameIndex"]


class NameIndex:
    """Every listed name; immutable once built.

    Parameters
    ----------
    names
        Rows of the table of names, folded and with their keys.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        self._by_folded: dict[str, list[Name]] = defaultdict(list)
        self._by_key: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            self._by_folded[name.folded].append(name)
            if name.key:
                self._by_key[name.key].append(name)

    def named(self, folded: str) -> Sequence[Name]:
        """Return the names that fold to `folded`; what matching looks up first."""
        return self._by_folded.get(folded, ())

    def keyed(self, key: str) -> Sequence[Name]:
        """Return the names that share a romanisation key; what matching looks up next."""
        return self._by_key.get(key, ())

    def near(self, folded: str, key: str, cutoff: float) -> list[tuple[Name, float]]:
        """Return the names that resemble one in letters or in sound, with their likeness, best first."""
        by_letters = ((self._by_folded, *other) for other in self._letters.nearest(folded, cutoff))
        by_sound = ((self._by_key, *other) for other in self._sounds.nearest(key, cutoff))
        found = [(name, nearness) for table, other, nearness in (*by_letters, *by_sound) for name in table[other]]
        return sorted(found, key=lambda each: -each[1])

    def of_place(self, place_id: str) -> Sequence[Name]:
        """Return the names of a place."""
        return self._by_place.get(place_id, ())

    @functools.cached_property
    def _by_place(self) -> dict[str, list[Name]]:
        by_place: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            by_place[name.place_id].append(name)
        return by_place

    @functools.cached_property
    def _letters(self) -> Neighbours:
        return Neighbours(self._by_folded)

    @functools.cached_property
    def _sounds(self) -> Neighbours:
        return Neighbours(self._by_key)
