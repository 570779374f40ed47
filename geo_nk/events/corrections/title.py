"""Settle the title of a corrected row: one that was generated of another category or place is made anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo_nk.events.columns import values_of
from geo_nk.events.titles import split_title, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd

    from geo_nk.events.changed import Change
    from geo_nk.gazetteer import Gazetteer

__all__ = ["titles_that_follow"]


def titles_that_follow(
    events: gpd.GeoDataFrame, changes: Mapping[int, Change], *, gazetteer: Gazetteer
) -> Iterator[tuple[int, Change]]:
    """Yield the rows whose title has to follow, with it."""
    clerk = _TitleClerk(gazetteer)
    names = ("title", "category", "place_name", "name_as_written")
    columns = (values_of(events[name]) for name in names)
    for i, (title, category, place, written) in enumerate(zip(*columns, strict=True)):
        if title is not None and (change := clerk.title(title, category, place, written, changes.get(i, {}))):
            yield i, change


@dataclass(frozen=True, slots=True)
class _TitleClerk:
    """Settles titles, one by one."""

    gazetteer: Gazetteer
    listed: dict[str, bool] = field(default_factory=dict)

    def title(self, title: str, category: str | None, name: str | None, written: str | None, moved: Change) -> Change:
        """Return the title where it was generated of another category or place."""
        place = name if moved.get("place_name") is None else str(moved["place_name"])
        made = split_title(title)
        if made is None:
            return self._in_words(title, place, written)
        if category is None:
            return {}
        code, named = made
        renamed = named and place is not None and named != place and self._is_listed(named, written)
        stale = renamed or (not named and "place_name" in moved)
        if (code == category and not stale) or not (stale or named in {"", place, written}):
            return {}
        try:
            return {"title": title_of(category, place if stale or named == place else named or place)}
        except KeyError:  # a category that is none is said by the validation
            return {}

    def _in_words(self, title: str, place: str | None, written: str | None) -> Change:
        """Return a title in the report's words with another place at its end, where that was corrected."""
        told, _, named = title.rpartition(", ")
        if not told or place is None or named == place or not self._is_listed(named, written):
            return {}
        return {"title": f"{told}, {place}"}

    def _is_listed(self, named: str, written: str | None) -> bool:
        if named not in self.listed:
            is_word = any(map(str.isalpha, named))  # what a title ends with may be a day, too
            self.listed[named] = is_word and self.gazetteer.resolve(named).place is not None
        return named == written or self.listed[named]
