"""Features of a candidate besides its spelling: its kind, where it lies, how likely it is at all.

The weights are parts of a score between 0 and 1. Their order matters more than their size: a spelling that
fits beats a prior, a place that lies where the text says beats one that does not.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.countries import country_of, country_of_division
from geo_nk.data import read_table
from geo_nk.gazetteer.feature_classes import DIVISIONS, NATURE, SETTLEMENTS, TOWNS, UNITS, is_part
from geo_nk.gazetteer.place import distance_m
from geo_nk.gazetteer.resolution.namesakes import side_of_province
from geo_nk.geodesy import great_circle_m
from geo_nk.names.kinds import analyse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo_nk.gazetteer.place import Answer, Place

__all__ = [
    "Area",
    "Weight",
    "areas_of",
    "kind_weight",
    "kinds_asked",
    "near_weight",
    "prior",
    "side_weight",
    "where_weight",
]

# A bare name means the larger place: Sambong the workers' district before Sambong the bridge. Who means a village
# writes its -ri.
_LEVELS = {"district": -0.03, "town": -0.05, "workers_district": -0.04, "neighbourhood": -0.10, "ri": -0.10}
_FEATURE = -0.06  # rivers, lakes, mountains, islands
_OBJECT = -0.11  # bridges, crossings, camps, mines: reports say the word
_BORDER = 0.03  # reports are about the border
_COUNTRIES = {"KP": 0.0, "CN": -0.01, "RU": -0.01, "KR": -0.05}
_ELSEWHERE = -0.04
_FAR = -0.09
_BY_THE_LINE_LAT = 37.6  # what the war cut in two is as near to the subject as the North's own

_RIGHT_KIND, _FITTING_KIND = 0.02, -0.03
_HOLDS_IT = -0.06  # Hyesan for "Hyesan Station"
_UNLIKE_UNIT = -0.10  # writers take one unit for another: "Ryanggang County"
_UNLIKE_OBJECT = -0.20
_UNLIKE_SETTLEMENT = -0.36  # Ryongchon-ri is not Ryongchon-up
_ANOTHER = -0.45  # a river is no town, and a village no county

_INSIDE, _INSIDE_AGAIN, _OUTSIDE = 0.06, 0.02, -0.12
_RIVER = -0.03  # a river runs through a town and lies in none
_CONTRADICTED = -0.50  # the village of another county, the town of another country
_KOREAS = frozenset({"KP", "KR"})
_WRITTEN_SIDE, _LIKELY_SIDE = 0.20, 0.05
_KNOWN_DIVISIONS = frozenset({"CN", "KR"})  # nobody takes one of their provinces for another
_NEARBY_M = 40_000.0
_NEAR, _NEAR_M, _NEAR_SAID = 0.16, 50_000.0, 0.02


class Weight(NamedTuple):
    """A part of a score, and the clause that says why; no clause where there is nothing to say."""

    value: float
    reason: str = ""


class Area(NamedTuple):
    """Something that a text says a place lies in: a country, a `division` of one, or any of a few places.

    A province that is not known here is neither; the place then hardly is one that is.
    """

    text: str
    country: str = ""
    places: tuple[Place, ...] = ()
    division: bool = False

    @property
    def known(self) -> bool:
        """Whether it says where the place lies."""
        return bool(self.country or self.places)


def areas_of(texts: Sequence[str], resolve: Callable[[str], Answer], get: Callable[[str], Place | None]) -> list[Area]:
    """Find what each text of a `within` means; one that means nothing is passed over."""
    return [area for text in texts if (area := _area(text, resolve, get)) is not None]


def _area(text: str, resolve: Callable[[str], Answer], get: Callable[[str], Place | None]) -> Area | None:
    """Find what one text means."""
    if (place := get(text)) is not None:
        return Area(text, places=(place,))
    if country := country_of(text):
        return Area(text, country=country)
    parts = analyse(text)
    if country := country_of_division(text, parts.stem if parts.kind in DIVISIONS | {"county"} else ""):
        return Area(text, country=country, division=True)
    meant = resolve(text)
    fit = (meant.best,) if meant.best else meant.candidates
    if fit:
        return Area(text, places=tuple(each.place for each in fit))
    return Area(text) if parts.kind in DIVISIONS else None


def where_weight(place: Place, holders: Sequence[str], areas: Sequence[Area]) -> Weight:
    """Weigh where a candidate lies against where the text says it lies."""
    if not areas:
        return Weight(0.0)
    inside = [area.text for area in areas if _inside(place, holders, area)]
    if inside:
        return Weight(_INSIDE + _INSIDE_AGAIN * (len(inside) - 1), f"lies in {inside[0]}")
    if any(_neighbour(place, area) for area in areas):
        in_town = place.kind == "river" and all(other.kind in TOWNS for area in areas for other in area.places)
        return Weight(_RIVER if in_town and areas[0].places else 0.0)
    value = _CONTRADICTED if all(_contradicts(place, area) for area in areas) else _OUTSIDE
    return Weight(value, f"does not lie in {areas[0].text}")


def side_weight(place: Place, areas: Sequence[Area]) -> float:
    """Weigh on which side of the line a place lies, where what holds it has a namesake on the other.

    Parameters
    ----------
    place
        The candidate.
    areas
        What the text says it lies in.

    Returns
    -------
    float
        Kangwon is the North's as it is written, Gangwon the South's; 강원도 rather the North's, of which reports tell.
    """
    for area in areas:
        if {other.country for other in area.places} == _KOREAS:
            side = side_of_province(area.text)
            return (_WRITTEN_SIDE if side else _LIKELY_SIDE) * (place.country == (side or "KP"))
    return 0.0


def _contradicts(place: Place, area: Area) -> bool:
    """Say whether an area rules a place out that lies elsewhere: writers take one province for another, no more."""
    if area.country or not area.known:
        return area.known
    abroad = all(other.country != place.country for other in area.places)
    if place.country in _KNOWN_DIVISIONS and all(other.kind in DIVISIONS for other in area.places):
        return True
    return abroad or (is_part(place.kind) and all(other.kind in TOWNS for other in area.places))


def _inside(place: Place, holders: Sequence[str], area: Area) -> bool:
    """Say whether the area is the place, or holds it."""
    if area.country:
        return place.country == area.country and not area.division
    return any(other.place_id == place.place_id or other.place_id in holders for other in area.places)


def _neighbour(place: Place, area: Area) -> bool:
    """Say whether the area says nothing against the place: it lies close by or in it, or the place is no settlement."""
    if area.division:
        return place.country == area.country and place.province_id is None  # its division is not listed
    if area.country:
        return place.kind in NATURE
    return any(
        place.kind in NATURE
        or place.place_id in {other.province_id, other.county_id}
        or (other.kind not in UNITS - TOWNS and distance_m(place, other) <= _NEARBY_M)
        for other in area.places
    )


@functools.cache
def kinds_asked(kind: str | None) -> tuple[str, ...]:
    """Return the kinds of place that fit a kind asked for, itself first."""
    if not kind:
        return ()
    for row in read_table("lexicon/places/kind_words.csv"):
        kinds = tuple(row["kinds"].split())
        if kinds[:1] == (kind,) and len(kinds) > 1:
            return kinds
    return (kind,)


def kind_weight(kinds: Sequence[str], place: Place) -> Weight:
    """Weigh the kind of a candidate against the kind that the text says."""
    if not kinds:
        return Weight(0.0)
    asked, has = kinds[0], place.kind
    if has in kinds:
        return Weight(_RIGHT_KIND if has == asked else _FITTING_KIND)
    word, said = has.replace("_", " "), asked.replace("_", " ")
    if asked in SETTLEMENTS and has in UNITS:
        return Weight(_ANOTHER, f"is the {word}; no {said} of this name is listed")
    if asked not in UNITS | SETTLEMENTS | NATURE and has in UNITS | SETTLEMENTS:
        return Weight(_HOLDS_IT, f"no {said} of this name is listed; the place itself")
    return Weight(_mismatch(asked, has), f"is a {word}, not a {said}")


def _mismatch(asked: str, has: str) -> float:
    """Weigh a kind that is not what the text says."""
    if asked in NATURE or has in NATURE:
        return _ANOTHER
    if asked in UNITS and has in UNITS | SETTLEMENTS:
        return _UNLIKE_UNIT
    if asked in SETTLEMENTS:
        return _UNLIKE_SETTLEMENT if has in SETTLEMENTS else _ANOTHER
    return _UNLIKE_OBJECT


def prior(place: Place, *, borders: bool, kind_said: bool, namesake: bool = False, far: bool = False) -> float:
    """Return how likely a place is to be meant at all, before anything is known of the text.

    A `namesake` of a place in the other half of Korea is as likely as that; what lies `far` away shares many a name in
    Chinese characters with a place of the North.
    """
    level = 0.0
    if not kind_said and place.kind not in UNITS:
        level = _LEVELS.get(place.kind, _FEATURE if place.kind in NATURE else _OBJECT)
    by_the_line = place.country == "KR" and (namesake or (place.lat or 0.0) > _BY_THE_LINE_LAT)
    where = 0.0 if by_the_line else _FAR if far else _COUNTRIES.get(place.country, _ELSEWHERE)
    return level + (_BORDER if borders else 0.0) + where


def near_weight(place: Place, lon: float, lat: float, text: str) -> Weight:
    """Weigh how near a candidate lies to a place that the text speaks of."""
    if place.lon is None or place.lat is None:
        return Weight(0.0)
    away_m = great_circle_m(place.lon, place.lat, lon, lat)
    value = _NEAR / (1 + (away_m / _NEAR_M) ** 2)
    return Weight(value, f"lies {away_m / 1000:.0f} km from {text}" if value > _NEAR_SAID else "")
