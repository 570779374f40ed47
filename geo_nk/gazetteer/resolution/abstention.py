"""Abstention: when a bare name is no ground for a place, and how an answer says that none is chosen.

With nothing beside it, "Tango" is a dance and no Chinese town. A name alone stands for a country, a province, a city,
for any county of the North, and for what lies by the border. A lesser place elsewhere, or one that matches by sound
only, needs a word for its kind or a wider place beside it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from geo_nk.data import read_table
from geo_nk.gazetteer.feature_classes import is_nature, is_settlement, is_unit
from geo_nk.gazetteer.place import Answer
from geo_nk.gazetteer.resolution.candidates import korean_sound, spelled_by_rule
from geo_nk.names.folding import fold
from geo_nk.names.keys import skeleton
from geo_nk.names.kinds import analyse, spoken, syllables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.gazetteer.place import Place
    from geo_nk.gazetteer.resolution.candidates import Hit
    from geo_nk.gazetteer.resolution.listing import Listing
    from geo_nk.gazetteer.resolution.scene import Scene
    from geo_nk.names.kinds import Parts

__all__ = [
    "NOTHING_LIKE_IT",
    "PERSON",
    "described",
    "doubt",
    "is_outshone",
    "is_personal",
    "needs_support",
    "unknown",
]

NOTHING_LIKE_IT = "no listed name is written or sounds like it"
PERSON = "written as a person's name; with County or City behind it, or a province beside it, it is a place"

_BEYOND_M = {"county": 100_000.0}  # how far from the border a place abroad is well known
_BEYOND_OTHERS_M = 20_000.0
_SHORTEST = 5  # OSI is not Usi, and not 오시천 either
_TELLING = 8  # letters of a name of three syllables that is no other word: Erdaobaihe, Kraskino
_GIVEN_SYLLABLES = 2
_VILLAGES = frozenset({"ri", "neighbourhood", "village"})
_KOREAS = frozenset({"KP", "KR"})
_SUGGESTED, _SUGGESTIONS, _LEAST_LETTERS = 0.80, 3, 4


def is_personal(name: str) -> bool:
    """Say whether a name is written as the name of a Korean person: a surname, and apart from it two syllables.

    Parameters
    ----------
    name
        As it is written.

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_personal(name) for name in ("Kim Jong Suk", "Kim Jong-suk", "Kimjongsuk", "Kim Chaek", "Sin Ui Ju")]
    [True, True, False, False, False]
    """
    surname, space, given = name.partition(" ")
    return bool(space) and surname in _surnames() and syllables(fold(given)) == _GIVEN_SYLLABLES


@functools.cache
def _surnames() -> frozenset[str]:
    """Return the Korean surnames that are no English words."""
    return frozenset(row["surname"] for row in read_table("lexicon/names/surnames.csv") if row["english"] == "no")


def needs_support(listing: Listing, hit: Hit, parts: Parts) -> bool:
    """Say whether a bare name is too little to mean a place.

    Parameters
    ----------
    listing
        The gazetteer.
    hit
        The listed name that matched.
    parts
        The name asked, taken apart.

    Returns
    -------
    bool
    """
    place = listing.get(hit.name.place_id)
    abroad = place.country not in _KOREAS
    stem = fold(parts.name)
    if abroad and not _well_known(listing, place):
        return hit.method not in {"exact", "folded"} or len(stem) < _TELLING or spoken(stem) <= _GIVEN_SYLLABLES
    if hit.method in {"romanised", "fuzzy"} and not hit.namesake and _by_chance(place, stem, parts):
        return (abroad and not is_unit(place)) or not spelled_by_rule(
            listing, place.place_id, stem, apart=len(parts.stem) > len(stem)
        )
    by_the_border = listing.units.borders(place.place_id)
    short = _is_short_byname(hit, place) or (is_nature(place) and not hit.whole and len(stem) < _SHORTEST)
    if short and not by_the_border:
        return True
    if place.kind in _VILLAGES and not hit.whole and not (by_the_border and place.located and " " not in parts.stem):
        return True
    if _is_translation(listing, hit, place) and (is_settlement(place) or (is_nature(place) and not hit.whole)):
        return True  # "Central" for a district, "Heaven" for a lake
    return is_settlement(place) and stem.isascii() and spoken(stem) == 1  # "Chung" for the same


def _is_short_byname(hit: Hit, place: Place) -> bool:
    """Say whether a few letters are what a place was once called, or is called beside its name, where that is abroad.

    Oro was a county, and is gold; Sian is a person's name.
    """
    letters = hit.name.folded
    byname = hit.name.valid_to or (place.country not in _KOREAS and fold(place.name) != letters)
    return bool(byname) and letters.isascii() and len(letters) < _SHORTEST


def is_outshone(listing: Listing, hit: Hit) -> bool:
    """Say whether a village that is not located has the name of a county elsewhere, whose villages are not all listed.

    Parameters
    ----------
    listing
        The gazetteer.
    hit
        The listed name that matched.

    Returns
    -------
    bool
        Hoeryong has a Musan-ri, and so may Musan: a bare name is too little.
    """
    place = listing.get(hit.name.place_id)
    if place.located or place.kind not in _VILLAGES:
        return False
    others = listing.index.named(fold(analyse(hit.name.name).name))
    return any(is_unit(listing.get(row.place_id)) and row.place_id != place.county_id for row in others)


def _is_translation(listing: Listing, hit: Hit, place: Place) -> bool:
    return hit.name.system == "english" and place.country in _KOREAS and not korean_sound(listing, hit.name)


def _by_chance(place: Place, stem: str, parts: Parts) -> bool:
    """Say whether what is like a place may be so by chance: elsewhere, a village, a short word, or two words."""
    return (
        place.country != "KP"
        or not is_unit(place)
        or len(stem) < _SHORTEST
        or len(parts.stem.split()) > 1
        or "-" in parts.stem
    )


def _well_known(listing: Listing, place: Place) -> bool:
    """Say whether a place abroad is a city or more, or lies by the border."""
    if (is_unit(place) and place.kind != "county") or not (is_unit(place) or is_settlement(place)):
        return True
    if listing.units.borders(place.place_id):
        return True
    return listing.units.near_border(place.place_id, _BEYOND_M.get(place.kind, _BEYOND_OTHERS_M))


def described(listing: Listing, place: Place) -> str:
    """Name a place so that it can be told from its namesakes."""
    county = listing.get(place.county_id).name if place.county_id not in {None, place.place_id} else None
    where = ", ".join(dict.fromkeys(part for part in (county, place.province or place.country) if part))
    return f"{place.name} ({place.kind.replace('_', ' ')}, {where})"


def doubt(listing: Listing, doubted: Sequence[Hit]) -> str:
    """Say that a name is listed, and alone too little."""
    place = listing.get(doubted[0].name.place_id)
    return f"could be {described(listing, place)}, but a bare name is too little for it; say in which county it lies"


def unknown(listing: Listing, scene: Scene, reason: str) -> Answer:
    """Say that a name is not known, and what resembles it."""
    question = scene.question
    stem = fold(scene.parts.name)
    alike = question.fuzzy and len(stem) >= _LEAST_LETTERS
    near = listing.index.near(stem, skeleton(scene.parts), _SUGGESTED) if alike else ()
    suggestions = tuple(dict.fromkeys(listing.get(row.place_id).name for row, _ in near))[:_SUGGESTIONS]
    return Answer(
        question.name, "unknown", suggestions=suggestions, reason=reason, within=", ".join(question.within) or None
    )
