"""Which place a name means: the listed names it may be, weighed against what the text says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.errors import UnknownPlaceError
from geo_nk.gazetteer.doubles import readings
from geo_nk.gazetteer.evidence import (
    Area,
    areas_of,
    distance_m,
    is_part,
    is_unit,
    kind_weight,
    kinds_asked,
    may_hold,
    prior,
    where_weight,
)
from geo_nk.gazetteer.hits import Hit, Listing, hits, near_hits
from geo_nk.gazetteer.names import Parts, analyse, fold, skeleton
from geo_nk.gazetteer.place import Answer, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo_nk.gazetteer.place import Method, Place

__all__ = ["Question", "answer"]

_LONGEST_NAME = 120  # no place has a longer one; a paragraph is not a name

_ACCEPTED = 0.60
_MARGIN = 0.045  # nearer than this, two unrelated places fit equally well
_NARROW, _NARROW_LOSS, _NARROW_BEST = 0.11, 0.06, 0.88
_SURE = 0.99
_WRONG_COUNTRY = -0.45
_SAME_SPOT_M = 5_000.0
_SUGGESTED, _SUGGESTIONS, _LEAST_LETTERS = 0.70, 3, 4


_MATCHED: dict[Method, str] = {
    "exact": "is listed as {!r}",
    "folded": "written like {!r}",
    "romanised": "romanised like {!r}",
    "misspelling": "a known misspelling, {!r}",
    "fuzzy": "differs little from {!r}",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A name with what is known about it."""

    name: str
    within: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    at: str | None = None
    fuzzy: bool = True


class _Scene(NamedTuple):
    """A question with everything in it worked out that does not depend on the candidate."""

    question: Question
    parts: Parts
    kinds: tuple[str, ...]
    areas: list[Area]


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
    scene = _scene(listing, question if name == question.name else replace(question, name=name))
    alone = not (scene.areas or scene.kinds or question.country or question.at)
    found = hits(listing, name, scene.parts, kind_said=bool(scene.kinds), at=question.at, alone=alone)
    candidates = _judged(listing, scene, found)
    if not candidates and (double := _double(listing, scene)) is not None:
        return double
    if not candidates and question.fuzzy:
        candidates = _judged(listing, scene, _near(listing, scene)) or _holder(scene)
    if not candidates:
        return _unknown(listing, scene)
    return _chosen(listing, scene, candidates)


def _scene(listing: Listing, question: Question) -> _Scene:
    """Work out what a question says."""
    parts = analyse(question.name)
    kinds = kinds_asked(question.kind) or parts.kinds

    def known(place_id: str) -> Place | None:
        try:
            return listing.get(place_id)
        except UnknownPlaceError:
            return None

    def resolve(text: str) -> Answer:
        return answer(listing, Question(text, fuzzy=question.fuzzy))

    return _Scene(question, parts, kinds, areas_of(question.within, resolve, known))


def _near(listing: Listing, scene: _Scene) -> Iterator[Hit]:
    """Yield the names that differ in a letter or two."""
    country = scene.question.country

    def supports(place: Place) -> bool:
        """Say whether a place lies where the text says, and is what the text says."""
        if country and place.country != country:
            return False
        if scene.areas:
            return where_weight(place, listing.units.holders(place.place_id, past=True), scene.areas).value > 0
        # There are few counties, and many villages that differ in a letter.
        return not scene.kinds or (place.kind in scene.kinds and is_unit(place))

    context = bool(scene.areas or scene.kinds or country)
    return near_hits(listing, scene.parts, kind_said=bool(scene.kinds), supports=supports if context else None)


def _judged(listing: Listing, scene: _Scene, found: Iterable[Hit]) -> list[Candidate]:
    """Score each place by its best hit, best first, and drop what cannot be meant."""
    best: dict[str, Candidate] = {}
    for hit in found:
        candidate = _candidate(listing, scene, hit)
        known = best.get(candidate.place.place_id)
        if candidate.score >= _ACCEPTED and (known is None or candidate.score > known.score):
            best[candidate.place.place_id] = candidate
    return sorted(best.values(), key=lambda each: (-each.score, each.place.place_id))


def _candidate(listing: Listing, scene: _Scene, hit: Hit) -> Candidate:
    """Weigh everything that is known about one hit."""
    place = listing.get(hit.name.place_id)
    kind = kind_weight(scene.kinds, place)
    where = where_weight(place, listing.units.holders(place.place_id, past=True), scene.areas)
    score = hit.base + where.value
    # A name that has the word in itself, such as Tumangang for a town, says little against another kind.
    score += kind.value / 4 if hit.whole and kind.value < 0 and not scene.question.kind else kind.value
    score += prior(place, borders=listing.units.borders(place.place_id), kind_said=place.kind in scene.kinds)
    reasons = [_MATCHED[hit.method].format(hit.name.name)]
    if scene.question.country and scene.question.country != place.country:
        score += _WRONG_COUNTRY
        reasons.append(f"lies in {place.country}, not in {scene.question.country}")
    reasons += [weight.reason for weight in (kind, where) if weight.reason]
    return Candidate(place, hit.name.name, hit.method, max(0.0, min(round(score, 3), _SURE)), "; ".join(reasons))


def _chosen(listing: Listing, scene: _Scene, candidates: list[Candidate]) -> Answer:
    """Choose the best candidate, or say that several fit equally well."""
    best, *others = candidates
    question = scene.question
    within = ", ".join(question.within) or None
    rivals = [each for each in others if not _same_locality(listing, best.place, each.place)]
    equals = [each for each in rivals if best.score - each.score < _MARGIN]
    if equals:
        fit = (best, *equals)
        places = "; ".join(_described(listing, each.place) for each in fit[:4])
        reason = f"{len(fit)} places fit equally well: {places}; say in which province or county it lies"
        return Answer(question.name, "ambiguous", tuple(candidates), reason=reason, within=within)
    if rivals and best.score - rivals[0].score < _NARROW:
        best = replace(best, score=min(round(best.score - _NARROW_LOSS, 3), _NARROW_BEST))
    return Answer(question.name, "found", (best, *others), reason=best.reason, within=within)


def _same_locality(listing: Listing, one: Place, other: Place) -> bool:
    """Say whether two places are one locality: a county and its town, a city and its quarter."""
    if one.place_id in listing.units.holders(other.place_id) or other.place_id in listing.units.holders(one.place_id):
        return True
    if one.county_id and one.county_id == other.county_id and distance_m(one, other) <= _SAME_SPOT_M:
        return True
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
    for name, within in readings(question.name):
        asked = replace(question, name=name, within=(*question.within, *within), kind=question.kind or scene.parts.kind)
        found = answer(listing, replace(asked, fuzzy=False))
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
    return place.place_id == other.place_id or _same_locality(listing, place, other)


def _holder(scene: _Scene) -> list[Candidate]:
    """Fall back to the town or county said to hold what the name itself calls a village, a quarter or a market."""
    asked = scene.parts.kind
    if asked is None or not is_part(asked):
        return []
    holders = [area.places[0] for area in scene.areas if len(area.places) == 1 and may_hold(area.places[0])]
    return [
        Candidate(
            place,
            place.name,
            "within",
            _ACCEPTED,
            f"no {asked.replace('_', ' ')} of this name is listed; {place.name} holds it",
        )
        for place in holders[-1:]
    ]


def _unknown(listing: Listing, scene: _Scene) -> Answer:
    """Say that a name is not known, and what resembles it."""
    question = scene.question
    stem = fold(scene.parts.name)
    alike = question.fuzzy and len(stem) >= _LEAST_LETTERS
    near = listing.index.near(stem, skeleton(scene.parts), _SUGGESTED) if alike else ()
    suggestions = tuple(dict.fromkeys(listing.get(row.place_id).name for row, _ in near))[:_SUGGESTIONS]
    reason = "no listed name is written or sounds like it"
    return Answer(
        question.name, "unknown", suggestions=suggestions, reason=reason, within=", ".join(question.within) or None
    )
