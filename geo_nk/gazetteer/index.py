"""The names of a gazetteer, to be looked up by their letters, by their sound, and nearly."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from geo_nk.names.keys import opening, sound
from geo_nk.names.similarity import Neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo_nk.gazetteer.tables import Name

__all__ = ["NameIndex"]

_OPENING = 6  # letters that tell most other words from the listed names
_REMEMBERED = 65_536
_REMEMBERED_NEAR = 64  # a name that is not found asks again for what to suggest


class NameIndex:
    """Every listed name; immutable once built.

    Parameters
    ----------
    names
        Rows of the table of names, folded and with their keys.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        self._near = functools.lru_cache(_REMEMBERED_NEAR)(self._look_near)
        self._opens = functools.lru_cache(_REMEMBERED)(self._may_open)
        self._by_folded: dict[str, list[Name]] = defaultdict(list)
        self._by_key: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            self._by_folded[name.folded].append(name)
            if name.key:
                self._by_key[name.key].append(name)

    def may_sound(self, folded: str) -> bool:
        """Say whether a folded name that holds no unit word may sound like a listed one."""
        return self._opens(folded[:_OPENING]) and (not folded.isalpha() or sound(folded) in self._by_key)

    def _may_open(self, letters: str) -> bool:
        """Say whether any key begins as these letters sound."""
        return bool(letters) and opening(letters) in self._openings

    @functools.cached_property
    def _openings(self) -> frozenset[str]:
        """All beginnings of keys; those of provinces have their direction before them."""
        return frozenset(key[:end] for key in self._by_key for end in range(len(key) + 1))

    def named(self, folded: str) -> Sequence[Name]:
        """Return the names that fold to `folded`; what matching looks up first."""
        return self._by_folded.get(folded, ())

    def keyed(self, key: str) -> Sequence[Name]:
        """Return the names that share a romanisation key; what matching looks up next."""
        return self._by_key.get(key, ())

    def near(self, folded: str, key: str, cutoff: float) -> list[tuple[Name, float]]:
        """Return the names that resemble one in letters or in sound, with their likeness, best first."""
        return self._near(folded, key, cutoff)

    def _look_near(self, folded: str, key: str, cutoff: float) -> list[tuple[Name, float]]:
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
