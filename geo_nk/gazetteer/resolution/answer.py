"""Which place a name means: its candidates in order, one of them chosen, or none."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from geo_nk.countries import country_of
from geo_nk.gazetteer.feature_classes import is_object, is_part, is_unit, may_hold
from geo_nk.gazetteer.place import Answer, Candidate, distance_m
from geo_nk.gazetteer.resolution.abstention import (
    NOTHING_LIKE_IT,
    PERSON,
    described,
    doubt,
    is_outshone,
    is_personal,
    needs_support,
    unknown,
)
from geo_nk.gazetteer.resolution.candidates import BY_RULE, Hit, hits, near_hits
from geo_nk.gazetteer.resolution.elsewhere import elsewhere, left_here
from geo_nk.gazetteer.resolution.fast_path import fast_answer
from geo_nk.gazetteer.resolution.features import near_weight
from geo_nk.gazetteer.resolution.question import Question
from geo_nk.gazetteer.resolution.ranking import ACCEPTED, Judged, ranked, where_lies
from geo_nk.gazetteer.resolution.scene import Scene, scene_of
from geo_nk.names.doubles import readings
from geo_nk.names.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo_nk.gazetteer.place import Place
    from geo_nk.gazetteer.resolution.listing import Listing

__all__ = ["answer", "weighed"]

_LONGEST_NAME = 120  # no place has a longer one; a paragraph is not a name

_AS_WRITTEN = frozenset({"exact", "folded"})
_MARGIN = 0.045  # nearer than this, two unrelated places fit equally well
_NARROW, _NARROW_LOSS, _NARROW_BEST = 0.11, 0.06, 0.88
_SAME_SPOT_M = 5_000.0
_CLOSE_BY = 0.05  # of the weight of what is near


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
    if question.bare and (told := fast_answer(listing, question.name, fuzzy=question.fuzzy)) is not None:
        return told
    return weighed(listing, question)


def weighed(listing: Listing, question: Question) -> Answer:
    """Answer a question by weighing its candidates.

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
    asked = question if name == question.name else question._replace(name=name)
    scene = scene_of(listing, asked, functools.partial(answer, listing))
    if scene.bare and is_personal(name) and not listing.index.named(fold(name.partition(" ")[2])):  # but Shin Uiju
        return unknown(listing, scene, PERSON)
    alone = scene.bare and not question.at
    found = hits(listing, name, scene.parts, kind_said=bool(scene.kinds), at=question.at, alone=alone)
    there = None if scene.placed or not (found or question.fuzzy) else elsewhere(listing, name, scene.parts)
    if there is not None:
        found = left_here(listing, found, name, scene.parts)
    judged, doubted = _told_apart(listing, scene, found)
    if not judged and not doubted and (double := _double(listing, scene)) is not None:
        return double
    if not judged and question.fuzzy and there is None:
        contradicted = any(hit.method in _AS_WRITTEN for hit in found)  # the name is known, and lies elsewhere
        judged = [] if contradicted else _told_apart(listing, scene, _near(listing, scene))[0]
        judged = judged or _holder(scene)
    if judged:
        return _chosen(listing, scene, judged)
    if doubted or there is None:
        return unknown(listing, scene, doubt(listing, doubted) if doubted else NOTHING_LIKE_IT)
    reason = f"is listed as a {there.kind} in {there.country}, and as no place here"
    return replace(unknown(listing, scene, reason), elsewhere=there.country)


def _told_apart(listing: Listing, scene: Scene, found: Iterable[Hit]) -> tuple[list[Judged], list[Hit]]:
    """Judge the hits that a name is ground enough for, and return the others beside."""
    found = list(found)
    if scene.placed or not found:
        return ranked(listing, scene, found), []

    def is_doubted(hit: Hit) -> bool:
        # A word for another kind is no support: "In Guido" has none for a village.
        of_kind = listing.get(hit.name.place_id).kind in scene.kinds
        return is_outshone(listing, hit) if of_kind else needs_support(listing, hit, scene.parts)

    doubted = [hit for hit in found if is_doubted(hit)]
    left = [hit for hit in found if hit not in doubted] if doubted else found
    if any(hit.method in _AS_WRITTEN for hit in doubted):
        left = [hit for hit in left if hit.method in _AS_WRITTEN or hit.base >= BY_RULE]  # Changtu is in Liaoning
    return ranked(listing, scene, left), doubted


def _near(listing: Listing, scene: Scene) -> Iterator[Hit]:
    """Yield the names that differ in a letter or two."""
    country = scene.question.country

    def supports(place: Place) -> bool:
        """Say whether a place lies where the text says, and is what the text says."""
        if country and place.country != country:
            return False
        if scene.areas:
            return where_lies(listing, scene, place).value > 0
        if scene.near:
            return near_weight(place, *scene.near).value > _CLOSE_BY
        # There are few counties, and many villages that differ in a letter.
        return not scene.kinds or (place.kind in scene.kinds and is_unit(place))

    return near_hits(listing, scene.parts, kind_said=bool(scene.kinds), supports=None if scene.bare else supports)


def _chosen(listing: Listing, scene: Scene, judged: list[Judged]) -> Answer:
    """Choose the best candidate, or say that several fit equally well."""
    best, *others = judged
    question = scene.question
    within = ", ".join(question.within) or None
    rivals = [each for each in others if not _same_locality(listing, best.candidate.place, each.candidate.place)]
    fit = (best, *(each for each in rivals if best.weight - each.weight < _MARGIN))
    candidates = tuple(each.candidate for each in judged)
    if len(fit) > 1:
        places = "; ".join(described(listing, each.candidate.place) for each in fit[:4])
        reason = f"{len(fit)} places fit equally well: {places}; say in which province or county it lies"
        return Answer(question.name, "ambiguous", candidates, reason=reason, within=within)
    if rivals and (best.weight - rivals[0].weight < _NARROW or _is_across(scene, best, rivals[0])):
        top = min(round(candidates[0].score - _NARROW_LOSS, 3), _NARROW_BEST)
        candidates = tuple(replace(each, score=min(each.score, top)) for each in candidates)
    return Answer(question.name, "found", candidates, reason=candidates[0].reason, within=within)


def _is_across(scene: Scene, best: Judged, rival: Judged) -> bool:
    """Say whether only how a province is romanised tells a place from one across the line through Korea."""
    there = {best.candidate.place.country, rival.candidate.place.country}
    return len(there) > 1 and any({each.country for each in area.places} == there for area in scene.areas)


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


def _double(listing: Listing, scene: Scene) -> Answer | None:
    """Read a name that is two: `Amnok (Yalu) River`, `Onsong-Namyang Customs House`, `Hoeryong, North Hamgyong`."""
    question = scene.question
    two: tuple[Candidate, Candidate] | None = None
    for name, within, same_kind, bound in readings(question.name):
        kind = question.kind or (scene.parts.kind if same_kind else None)
        found = answer(
            listing, question._replace(name=name, within=(*question.within, *within), kind=kind, fuzzy=False)
        )
        if not found.candidates:
            continue
        where = answer(listing, Question(within[-1], fuzzy=False)) if within else None
        if bound and where and where.status == "unknown" and not country_of(within[-1]):
            continue
        other = where.best if where else None
        if found.best and other and not _together(listing, found.best.place, other.place):
            two = found.best, other
            continue
        return replace(found, query=question.name)
    if two is None:
        return None
    reason = f"names two places: {' and '.join(described(listing, each.place) for each in two)}"
    return Answer(question.name, "ambiguous", two, reason=reason)


def _together(listing: Listing, place: Place, other: Place) -> bool:
    """Say whether two places that stand in one name can be one: the same, or one in the other."""
    held = listing.units.holders(place.place_id, past=True)
    return place.place_id == other.place_id or other.place_id in held or _same_locality(listing, place, other)


def _holder(scene: Scene) -> list[Judged]:
    """Fall back to the town or county said to hold what the name itself calls a village, a quarter or a market."""
    asked = scene.parts.kind
    if asked is None or not is_part(asked):
        return []
    holders = [area.places[0] for area in scene.areas if len(area.places) == 1 and may_hold(area.places[0])]
    said = asked.replace("_", " ")
    return [
        Judged(
            ACCEPTED,
            Candidate(
                place, place.name, "within", ACCEPTED, f"no {said} of this name is listed; {place.name} holds it"
            ),
        )
        for place in holders[-1:]
    ]
