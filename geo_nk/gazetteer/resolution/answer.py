"""Which place a name means: the listed names it may be, weighed against what the text says."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.errors import UnknownPlaceError
from geo_nk.gazetteer.place import Answer, Candidate
from geo_nk.gazetteer.resolution.abstention import is_outshone, is_personal, needs_support
from geo_nk.gazetteer.resolution.candidates import Hit, Listing, hits, near_hits
from geo_nk.gazetteer.resolution.features import (
    Area,
    Weight,
    areas_of,
    distance_m,
    is_object,
    is_part,
    is_unit,
    kind_weight,
    kinds_asked,
    may_hold,
    near_weight,
    prior,
    where_weight,
)
from geo_nk.gazetteer.resolution.question import Question
from geo_nk.gazetteer.validity import note_of_kind, note_of_name
from geo_nk.names.doubles import readings
from geo_nk.names.folding import fold
from geo_nk.names.keys import skeleton
from geo_nk.names.kinds import Parts, analyse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo_nk.gazetteer.place import Method, Place

__all__ = ["MATCHED", "NOTHING_LIKE_IT", "SURE", "answer", "likelihood"]

_LONGEST_NAME = 120  # no place has a longer one; a paragraph is not a name

_ACCEPTED = 0.60
_MARGIN = 0.045  # nearer than this, two unrelated places fit equally well
_NARROW, _NARROW_LOSS, _NARROW_BEST = 0.11, 0.06, 0.88
SURE = 0.99
_STAND_IN = 0.85  # the name may be sure; the point of what is not located is that of its county
_WRONG_COUNTRY = -0.45
_SAME_SPOT_M = 5_000.0
_FAR_M = 400_000.0  # from the border: a Chinese city is as little of the subject as any other abroad
_LAY = 0.25  # of the weight of what holds a place today, for what once held it
_CLOSE_BY = 0.05  # of the weight of what is near
_SUGGESTED, _SUGGESTIONS, _LEAST_LETTERS = 0.80, 3, 4
NOTHING_LIKE_IT = "no listed name is written or sounds like it"
_PERSON = "written as a person's name; with County or City behind it, or a province beside it, it is a place"

MATCHED: dict[Method, str] = {
    "exact": "is listed as {!r}",
    "folded": "written like {!r}",
    "romanised": "romanised like {!r}",
    "misspelling": "a known misspelling, {!r}",
    "fuzzy": "differs little from {!r}",
}


class _Spot(NamedTuple):
    """A point that the text speaks of, and what it calls it."""

    lon: float
    lat: float
    text: str


class _Scene(NamedTuple):
    """A question with everything in it worked out that does not depend on the candidate."""

    question: Question
    parts: Parts
    kinds: tuple[str, ...]
    areas: list[Area]
    near: _Spot | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing says where the place lies or what it is."""
        return not (self.kinds or self.placed)

    @property
    def placed(self) -> bool:
        """Whether something says where the place lies."""
        return bool(any(area.known for area in self.areas) or self.near or self.question.country)


class _Judged(NamedTuple):
    """A candidate, and its score before it is cut to what a score can be: two that are sure can still differ."""

    weight: float
    candidate: Candidate


def answer(listing: Listing, question: Question) -> Answer:
    """Answer a question.

    Parameters
    ----------
    listing
        The gazetteer.
    question
        The name and its context.

    Returns
    -------
    Answer
    """
    name = question.name.strip()
    if not name or len(name) > _LONGEST_NAME:
        return Answer(question.name, "unknown", reason="not a name: empty or too long")
    scene = _scene(listing, question if name == question.name else question._replace(name=name))
    if scene.bare and is_personal(name) and not listing.index.named(fold(name.partition(" ")[2])):  # but Shin Uiju
        return _unknown(listing, scene, _PERSON)
    alone = scene.bare and not question.at
    found = hits(listing, name, scene.parts, kind_said=bool(scene.kinds), at=question.at, alone=alone)
    judged, doubted = _told_apart(listing, scene, found)
    if not judged and not doubted and (double := _double(listing, scene)) is not None:
        return double
    if not judged and question.fuzzy:
        contradicted = any(hit.method in {"exact", "folded"} for hit in found)  # the name is known, and lies elsewhere
        judged = [] if contradicted else _told_apart(listing, scene, _near(listing, scene))[0]
        judged = judged or _holder(scene)
    if judged:
        return _chosen(listing, scene, judged)
    return _unknown(listing, scene, _doubt(listing, doubted) if doubted else NOTHING_LIKE_IT)


def _scene(listing: Listing, question: Question) -> _Scene:
    """Work out what a question says."""
    parts = analyse(question.name)
    kinds = kinds_asked(question.kind) or parts.kinds
    if not (question.within or question.near):
        return _Scene(question, parts, kinds, [])
    known = functools.partial(_known, listing)

    def resolve(text: str) -> Answer:
        return answer(listing, Question(text, at=question.at, fuzzy=question.fuzzy))

    areas = areas_of(question.within, resolve, known)
    return _Scene(question, parts, kinds, areas, _spot(question.near, resolve, known))


def _known(listing: Listing, place_id: str) -> Place | None:
    try:
        return listing.get(place_id)
    except UnknownPlaceError:
        return None


def _spot(
    near: str | tuple[float, float] | None, resolve: Callable[[str], Answer], known: Callable[[str], Place | None]
) -> _Spot | None:
    """Find the point of a `near`; one that is not known says nothing."""
    if not isinstance(near, str):
        return None if near is None else _Spot(*near, "there")
    place = known(near) or resolve(near).place
    if place is None or place.lon is None or place.lat is None:
        return None
    return _Spot(place.lon, place.lat, place.name)


def _told_apart(listing: Listing, scene: _Scene, found: Iterable[Hit]) -> tuple[list[_Judged], list[Hit]]:
    """Judge the hits that a name is ground enough for, and return the others beside."""
    found = list(found)
    if scene.placed or not found:
        return _judged(listing, scene, found), []

    def is_doubted(hit: Hit) -> bool:
        # A word for another kind is no support: "In Guido" has none for a village.
        of_kind = listing.get(hit.name.place_id).kind in scene.kinds
        return is_outshone(listing, hit) if of_kind else needs_support(listing, hit, scene.parts)

    doubted = [hit for hit in found if is_doubted(hit)]
    return _judged(listing, scene, [hit for hit in found if hit not in doubted] if doubted else found), doubted


def _near(listing: Listing, scene: _Scene) -> Iterator[Hit]:
    """Yield the names that differ in a letter or two."""
    country = scene.question.country

    def supports(place: Place) -> bool:
        """Say whether a place lies where the text says, and is what the text says."""
        if country and place.country != country:
            return False
        if scene.areas:
            return _where(listing, scene, place).value > 0
        if scene.near:
            return near_weight(place, *scene.near).value > _CLOSE_BY
        # There are few counties, and many villages that differ in a letter.
        return not scene.kinds or (place.kind in scene.kinds and is_unit(place))

    return near_hits(listing, scene.parts, kind_said=bool(scene.kinds), supports=None if scene.bare else supports)


def _judged(listing: Listing, scene: _Scene, found: Iterable[Hit]) -> list[_Judged]:
    """Score each place by its best hit, best first, and drop what cannot be meant."""
    best: dict[str, _Judged] = {}
    for hit in found:
        judged = _weighed(listing, scene, hit)
        known = best.get(hit.name.place_id)
        if judged.weight >= _ACCEPTED and (known is None or judged.weight > known.weight):
            best[hit.name.place_id] = judged
    return sorted(best.values(), key=lambda each: (-each.weight, each.candidate.place.place_id))


def _weighed(listing: Listing, scene: _Scene, hit: Hit) -> _Judged:
    """Weigh everything that is known about one hit."""
    question, place = scene.question, listing.get(hit.name.place_id)
    weight = hit.base + likelihood(listing, place, kind_said=place.kind in scene.kinds, namesake=hit.namesake)
    reasons = [MATCHED[hit.method].format(hit.name.name)]
    if note := _note_of_time(listing, scene, hit, place):
        reasons.append(note)
    if question.country and question.country != place.country:
        weight += _WRONG_COUNTRY
        reasons.append(f"lies in {place.country}, not in {question.country}")
    where = _where(listing, scene, place) if scene.areas else Weight(0.0)
    if scene.kinds:
        kind = kind_weight(scene.kinds, place)
        in_name = hit.whole and not question.kind
        weight += _word_in_name(kind.value, where.value if scene.areas else None) if in_name else kind.value
        reasons.append(kind.reason)
    if scene.areas:
        weight += where.value
        reasons.append(where.reason)
    if scene.near:
        there = near_weight(_located(listing, place), *scene.near)
        weight += there.value
        reasons.append(there.reason)
    weight = max(0.0, round(weight, 3))
    reason = "; ".join(filter(None, reasons)) if len(reasons) > 1 else reasons[0]
    if place.located or place.county_id in {None, place.place_id}:
        return _Judged(weight, Candidate(place, hit.name.name, hit.method, min(weight, SURE), reason))
    reason = f"{reason}; not located, its county stands in"
    return _Judged(weight, Candidate(place, hit.name.name, hit.method, min(weight, _STAND_IN), reason))


def _word_in_name(kind: float, where: float | None) -> float:
    """Weigh a kind whose word is a part of the name, such as Tumangang for a town: it says little of the kind.

    Where the text says in what a place lies, it says nothing for one that does not, nor against one that does:
    Taedonggang in Pyongyang is the district.
    """
    if where is None:
        return kind if kind > 0 else kind / 4
    return min(kind, 0.0) / 4 if where <= 0 else max(kind, 0.0)


def likelihood(listing: Listing, place: Place, *, kind_said: bool, namesake: bool = False) -> float:
    """Return how likely a place is to be meant at all, see :func:`geo_nk.gazetteer.resolution.features.prior`."""
    units = listing.units
    far = place.country == "CN" and place.located and not units.near_border(place.place_id, _FAR_M)
    return prior(place, borders=units.borders(place.place_id), kind_said=kind_said, namesake=namesake, far=far)


def _note_of_time(listing: Listing, scene: _Scene, hit: Hit, place: Place) -> str:
    """Say which name or rank was right at the date, where the one that is written was not."""
    at = scene.question.at
    dated = at or hit.name.valid_to or (scene.kinds and place.kind != scene.kinds[0])
    if not dated:
        return ""
    names = listing.index.of_place(place.place_id)
    return note_of_name(place, hit.name, names, at) or note_of_kind(scene.kinds, place, names, at)


def _where(listing: Listing, scene: _Scene, place: Place) -> Weight:
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


def _chosen(listing: Listing, scene: _Scene, judged: list[_Judged]) -> Answer:
    """Choose the best candidate, or say that several fit equally well."""
    best, *others = judged
    question = scene.question
    within = ", ".join(question.within) or None
    rivals = [each for each in others if not _same_locality(listing, best.candidate.place, each.candidate.place)]
    fit = (best, *(each for each in rivals if best.weight - each.weight < _MARGIN))
    candidates = tuple(each.candidate for each in judged)
    if len(fit) > 1:
        places = "; ".join(_described(listing, each.candidate.place) for each in fit[:4])
        reason = f"{len(fit)} places fit equally well: {places}; say in which province or county it lies"
        return Answer(question.name, "ambiguous", candidates, reason=reason, within=within)
    if rivals and best.weight - rivals[0].weight < _NARROW:
        top = min(round(candidates[0].score - _NARROW_LOSS, 3), _NARROW_BEST)
        candidates = tuple(replace(each, score=min(each.score, top)) for each in candidates)
    return Answer(question.name, "found", candidates, reason=candidates[0].reason, within=within)


def _same_locality(listing: Listing, one: Place, other: Place) -> bool:
    """Say whether two places are one locality: a county and its town, a city and its quarter."""
    if one.place_id in listing.units.holders(other.place_id) or other.place_id in listing.units.holders(one.place_id):
        return True
    apart = distance_m(one, other)
    if one.county_id and one.county_id == other.county_id and apart <= _SAME_SPOT_M:
        return True
    if is_object(one) != is_object(other) and apart <= _SAME_SPOT_M:
        return True  # Dandong, and the bridge that ends there
    return any(
        there.place_id in listing.units.others(here.place_id, relation)
        for here, there in ((one, other), (other, one))
        for relation in ("seat_of", "successor_of")
    )


def _described(listing: Listing, place: Place) -> str:
    """Name a place so that it can be told from its namesakes."""
    county = listing.get(place.county_id).name if place.county_id not in {None, place.place_id} else None
    where = ", ".join(dict.fromkeys(part for part in (county, place.province or place.country) if part))
    return f"{place.name} ({place.kind.replace('_', ' ')}, {where})"


def _double(listing: Listing, scene: _Scene) -> Answer | None:
    """Read a name that is two: `Amnok (Yalu) River`, `Onsong-Namyang Customs House`, `Hoeryong, North Hamgyong`."""
    question = scene.question
    two: tuple[Candidate, Candidate] | None = None
    for name, within, same_kind in readings(question.name):
        kind = question.kind or (scene.parts.kind if same_kind else None)
        found = answer(
            listing, question._replace(name=name, within=(*question.within, *within), kind=kind, fuzzy=False)
        )
        if not found.candidates:
            continue
        other = answer(listing, Question(within[-1], fuzzy=False)).best if within else None
        if found.best and other and not _together(listing, found.best.place, other.place):
            two = found.best, other
            continue
        return replace(found, query=question.name)
    if two is None:
        return None
    reason = f"names two places: {' and '.join(_described(listing, each.place) for each in two)}"
    return Answer(question.name, "ambiguous", two, reason=reason)


def _together(listing: Listing, place: Place, other: Place) -> bool:
    """Say whether two places that stand in one name can be one: the same, or one in the other."""
    held = listing.units.holders(place.place_id, past=True)
    return place.place_id == other.place_id or other.place_id in held or _same_locality(listing, place, other)


def _holder(scene: _Scene) -> list[_Judged]:
    """Fall back to the town or county said to hold what the name itself calls a village, a quarter or a market."""
    asked = scene.parts.kind
    if asked is None or not is_part(asked):
        return []
    holders = [area.places[0] for area in scene.areas if len(area.places) == 1 and may_hold(area.places[0])]
    said = asked.replace("_", " ")
    return [
        _Judged(
            _ACCEPTED,
            Candidate(
                place, place.name, "within", _ACCEPTED, f"no {said} of this name is listed; {place.name} holds it"
            ),
        )
        for place in holders[-1:]
    ]


def _doubt(listing: Listing, doubted: list[Hit]) -> str:
    """Say that a name is listed, and alone too little."""
    place = listing.get(doubted[0].name.place_id)
    return f"could be {_described(listing, place)}, but a bare name is too little for it; say in which county it lies"


def _unknown(listing: Listing, scene: _Scene, reason: str) -> Answer:
    """Say that a name is not known, and what resembles it."""
    question = scene.question
    stem = fold(scene.parts.name)
    alike = question.fuzzy and len(stem) >= _LEAST_LETTERS
    near = listing.index.near(stem, skeleton(scene.parts), _SUGGESTED) if alike else ()
    suggestions = tuple(dict.fromkeys(listing.get(row.place_id).name for row, _ in near))[:_SUGGESTIONS]
    return Answer(
        question.name, "unknown", suggestions=suggestions, reason=reason, within=", ".join(question.within) or None
    )
