"""Candidates in order: each listed name that was hit, weighed by everything that is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo_nk.gazetteer.place import Candidate
from geo_nk.gazetteer.resolution.features import Weight, kind_weight, near_weight, prior, side_weight, where_weight
from geo_nk.gazetteer.validity import note_of_kind, note_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.gazetteer.place import Method, Place
    from geo_nk.gazetteer.resolution.candidates import Hit
    from geo_nk.gazetteer.resolution.listing import Listing
    from geo_nk.gazetteer.resolution.scene import Scene

__all__ = ["ACCEPTED", "MATCHED", "STANDS_IN", "Judged", "ranked", "where_lies"]

ACCEPTED = 0.60
_SURE = 0.99
_STAND_IN = 0.85  # the name may be sure; the point of what is not located is that of its county
_WRONG_COUNTRY = -0.45
_FAR_M = 400_000.0  # from the border: a Chinese city is as little of the subject as any other abroad
_LAY = 0.25  # of the weight of what holds a place today, for what once held it

MATCHED: dict[Method, str] = {
    "exact": "is listed as {!r}",
    "folded": "written like {!r}",
    "romanised": "romanised like {!r}",
    "misspelling": "a known misspelling, {!r}",
    "fuzzy": "differs little from {!r}",
}
STANDS_IN = "; not located, its county stands in"


class Judged(NamedTuple):
    """A candidate, and its score before it is cut to what a score can be: two that are sure can still differ."""

    weight: float
    candidate: Candidate


def ranked(listing: Listing, scene: Scene, found: Iterable[Hit]) -> list[Judged]:
    """Score each place by its best hit, best first, and drop what cannot be meant."""
    best: dict[str, Judged] = {}
    for hit in found:
        judged = _weighed(listing, scene, hit)
        known = best.get(hit.name.place_id)
        if judged.weight >= ACCEPTED and (known is None or judged.weight > known.weight):
            best[hit.name.place_id] = judged
    return sorted(best.values(), key=lambda each: (-each.weight, each.candidate.place.place_id))


def _weighed(listing: Listing, scene: Scene, hit: Hit) -> Judged:
    """Weigh everything that is known about one hit."""
    question, place = scene.question, listing.get(hit.name.place_id)
    weight = hit.base + _likelihood(listing, place, kind_said=place.kind in scene.kinds, namesake=hit.namesake)
    reasons = [MATCHED[hit.method].format(hit.name.name)]
    if note := _note_of_time(listing, scene, hit, place):
        reasons.append(note)
    if question.country and question.country != place.country:
        weight += _WRONG_COUNTRY
        reasons.append(f"lies in {place.country}, not in {question.country}")
    where = where_lies(listing, scene, place) if scene.areas else Weight(0.0)
    if scene.kinds:
        kind = kind_weight(scene.kinds, place)
        in_name = hit.whole and not question.kind
        weight += _word_in_name(kind.value, where.value if scene.areas else None) if in_name else kind.value
        reasons.append(kind.reason)
    if scene.areas:
        weight += where.value + side_weight(place, scene.areas)
        reasons.append(where.reason)
    if scene.near:
        there = near_weight(_located(listing, place), *scene.near)
        weight += there.value
        reasons.append(there.reason)
    weight = max(0.0, round(weight, 3))
    reason = "; ".join(filter(None, reasons)) if len(reasons) > 1 else reasons[0]
    if place.located or place.county_id in {None, place.place_id}:
        return Judged(weight, Candidate(place, hit.name.name, hit.method, min(weight, _SURE), reason))
    reason += STANDS_IN
    return Judged(weight, Candidate(place, hit.name.name, hit.method, min(weight, _STAND_IN), reason))


def _word_in_name(kind: float, where: float | None) -> float:
    """Weigh a kind whose word is a part of the name, such as Tumangang for a town: it says little of the kind.

    Where the text says in what a place lies, it says nothing for one that does not, nor against one that does:
    Taedonggang in Pyongyang is the district.
    """
    if where is None:
        return kind if kind > 0 else kind / 4
    return min(kind, 0.0) / 4 if where <= 0 else max(kind, 0.0)


def _likelihood(listing: Listing, place: Place, *, kind_said: bool, namesake: bool = False) -> float:
    """Return how likely a place is to be meant at all, see :func:`geo_nk.gazetteer.resolution.features.prior`."""
    units = listing.units
    far = place.country == "CN" and place.located and not units.near_border(place.place_id, _FAR_M)
    return prior(place, borders=units.borders(place.place_id), kind_said=kind_said, namesake=namesake, far=far)


def _note_of_time(listing: Listing, scene: Scene, hit: Hit, place: Place) -> str:
    """Say which name or rank was right at the date, where the one that is written was not."""
    at = scene.question.at
    dated = at or hit.name.valid_to or (scene.kinds and place.kind != scene.kinds[0])
    if not dated:
        return ""
    names = listing.index.of_place(place.place_id)
    return note_of_name(place, hit.name, names, at) or note_of_kind(scene.kinds, place, names, at)


def where_lies(listing: Listing, scene: Scene, place: Place) -> Weight:
    """Weigh where a place lies, or lay, against where the text says it lies."""
    units = listing.units
    weight = where_weight(place, units.holders(place.place_id, past=True, at=scene.question.at), scene.areas)
    for area in scene.areas:
        for other in area.places:
            if weight.value > 0 and (until := units.held_until(place.place_id, other.place_id)):
                now = 1.0 if scene.question.at else _LAY  # of two of a name, the one that lies there today
                return Weight(weight.value * now, f"lay in {area.text} until {until}")
    return weight


def _located(listing: Listing, place: Place) -> Place:
    """Return a place, or where it has no point, what holds it and has one."""
    holders = (listing.get(other) for other in listing.units.holders(place.place_id))
    return place if place.located else next((other for other in holders if other.located), place)
