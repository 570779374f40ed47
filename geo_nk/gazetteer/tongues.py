"""Names of places in the languages that the page speaks: English, Korean, Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk.gazetteer.shipped import load_gazetteer
from geo_nk.names.folding import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.gazetteer.tables import Name

__all__ = ["LANGUAGES", "tongues"]

#: Codes of the languages, in the order in which texts and names are listed; the first is the one in which a page opens.
LANGUAGES: Final = ("en", "ko", "zh")

# Kinds whose names are listed with and without the unit's own word; a map leaves it out: 혜산 for 혜산시.
_SHORTENED: Final = frozenset({"city", "county", "district", "town"})
_LEAST: Final = 2  # characters of a shortened name
# Of names in Chinese characters: simplified before traditional before the Korean way of writing them.
_CHINESE: Final = ("zh-Hans", "zh-Hant", "hanja")


def tongues(place_id: str, *, name: str = "") -> list[str]:
    """Return the names of a place in English, Korean and Chinese (in simplified characters), as a map writes them.

    Parameters
    ----------
    place_id
        Of the place; one that the shipped gazetteer lacks has only `name`.
    name
        The English name, where it is another than the gazetteer's; it stands in for a missing one.

    Returns
    -------
    list of str
        In the order of `LANGUAGES`.

    Examples
    --------
    >>> tongues("kp-ryanggang-hyesan")
    ['Hyesan', '혜산', '惠山']
    >>> tongues("kp-north-hamgyong-hoeryong")
    ['Hoeryong', '회령', '会宁']
    >>> tongues("of-no-place", name="Somewhere")
    ['Somewhere', 'Somewhere', 'Somewhere']
    """
    gazetteer = load_gazetteer()
    if place_id not in gazetteer:
        return [name] * len(LANGUAGES)
    place = gazetteer.get(place_id)
    english, short = name or place.name, place.kind in _SHORTENED
    names = [each for each in gazetteer.names_of(place_id) if not each.valid_to]
    korean = [each for each in names if each.script == "Hang"]
    chinese = [each for system in _CHINESE for each in names if each.script == "Hani" and each.system == system]
    return [english, _shown(korean, short=short) or english, simplified(_shown(chinese, short=short)) or english]


def _shown(names: Iterable[Name], *, short: bool) -> str:
    """Return the preferred of names, else the first; where it may be shortened, the shortest listed beginning of it."""
    listed = [each.name for each in sorted(names, key=lambda name: name.preferred != "1")]
    if not listed or not short:
        return listed[0] if listed else ""
    beginnings = (name for name in listed if len(name) >= _LEAST and listed[0].startswith(name))
    return min(beginnings, key=len, default=listed[0])
