"""Names that other countries publish of their own units: where one is written, no place of the North is meant.

The table (``gazetteer/elsewhere.csv``) has no points and makes no answer. It rules out hits by chance: 기장군 is no
misspelling of Kujang, and 龙川县 no county of the North, whose counties are 郡.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.gazetteer.feature_classes import is_unit
from geo_nk.gazetteer.resolution.candidates import spelled_by_rule
from geo_nk.gazetteer.resolution.namesakes import is_southern
from geo_nk.gazetteer.tables import Elsewhere
from geo_nk.names.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.gazetteer.place import Place
    from geo_nk.gazetteer.resolution.candidates import Hit
    from geo_nk.gazetteer.resolution.listing import Listing
    from geo_nk.names.kinds import Parts

__all__ = ["elsewhere", "left_here"]

_UNITS = frozenset({"province", "city", "county", "district"})
_WRITTEN = _UNITS | {
    "town",
    "township",
}  # kinds whose word makes a name that of a unit; a customs house is another thing


def elsewhere(listing: Listing, name: str, parts: Parts) -> Elsewhere | None:
    """Return what a name is elsewhere: with its unit word, else without.

    Parameters
    ----------
    listing
        The gazetteer.
    name
        As it is written.
    parts
        The same, taken apart.

    Returns
    -------
    Elsewhere or None

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> from geo_nk.names.kinds import analyse
    >>> elsewhere(load_gazetteer(), "Gijang-gun", analyse("Gijang-gun")).country
    'KR'
    """
    if parts.kind and parts.kind not in _WRITTEN:
        return None
    for written in (name, parts.name) if parts.word else (name,):
        if found := listing.elsewhere.get(folded := fold(written)):
            return Elsewhere(folded, *found)
    return None


def left_here(listing: Listing, found: Sequence[Hit], name: str, parts: Parts) -> list[Hit]:
    """Return the hits that a name may mean although it is one of elsewhere.

    Parameters
    ----------
    listing
        The gazetteer.
    found
        The hits of the name.
    name
        As it is written.
    parts
        The same, taken apart.

    Returns
    -------
    list of Hit
        Those that are listed as it is written. As the South alone writes, it is the name of a southern unit first.
    """
    there = elsewhere(listing, name, parts)
    if there is None:
        return list(found)
    whole = bool(parts.word) and there.folded == fold(name)
    stem = fold(parts.name)
    better_known = _is_better_known(there, name)

    def may_be_meant(hit: Hit) -> bool:
        place = listing.get(hit.name.place_id)
        if place.country == "KR":
            return True
        if hit.method == "romanised" and not spelled_by_rule(listing, place.place_id, stem):
            return there.kind not in _UNITS and is_unit(place) and place.country == "KP" and not whole
        if hit.whole and parts.word:
            return True
        if parts.word:
            return _is_of_kind(there, parts, place) and (place.country == there.country or not whole)
        return place.country == there.country or not better_known or listing.units.borders(place.place_id)

    return [hit for hit in found if may_be_meant(hit)]


def _is_of_kind(there: Elsewhere, parts: Parts, place: Place) -> bool:
    """Say whether a place is what the unit word says, as far as what lies elsewhere is."""
    if there.kind == parts.kind:
        return place.kind == there.kind
    return place.kind in parts.kinds or is_unit(place) or not {there.kind, parts.kind or ""} <= _UNITS


def _is_better_known(there: Elsewhere, name: str) -> bool:
    """Say whether a name without its unit is rather that of the place elsewhere: as only the South spells, or a city's.

    大同 is a city of three million in Shanxi, and the county of the North has its characters.
    """
    if there.country == "KR":
        return there.kind in _UNITS and is_southern(name)
    return there.country == "CN" and there.kind in {"province", "city"} and not name.isascii()
