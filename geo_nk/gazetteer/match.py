"""Which place a name means: by its letters, then by its sound, then by what differs in a letter or two."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from geo_nk.errors import UnknownPlaceError
from geo_nk.gazetteer.evidence import (
    Area,
    areas_of,
    distance_m,
    is_object,
    is_part,
    kind_weight,
    kinds_asked,
    may_hold,
    prior,
    where_weight,
)
from geo_nk.gazetteer.folding import has_hangul
from geo_nk.gazetteer.names import Parts, analyse, fold, misread_vowels, romanise, skeleton, syllables
from geo_nk.gazetteer.place import Answer, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo_nk.gazetteer.place import Method, Place
    from geo_nk.gazetteer.tables import Name

__all__ = ["Listing", "Question", "answer"]

_LONGEST_NAME = 120  # no place has a longer one; a paragraph is not a name

_BASE: dict[Method, float] = {"exact": 0.97, "folded": 0.96, "misspelling": 0.90}
_SAME_STEM = 0.95  # differs in its unit word only
_SOUND_FLOOR, _SOUND_SPAN = 0.76, 0.18
# How alike the letters must be where a name matches by sound, or nearly: elsewhere, and in Korea, for whose sounds
# the key is made.
_LEAST_LIKE = {False: 0.80, True: 0.60}
_LEAST_LIKE_NEAR = {False: 0.88, True: 0.75}
_KOREAN = frozenset({"KP", "KR"})
_MISREAD = 0.09  # for each vowel that no system writes so
_FUZZY_LOSS, _FUZZY_BEST = 0.12, 0.85
_OUT_OF_TIME = -0.02

_ACCEPTED = 0.60
_MARGIN = 0.045  # nearer than this, two unrelated places fit equally well
_NARROW, _NARROW_LOSS = 0.11, 0.06
_SURE = 0.99
_SAME_SPOT_M = 5_000.0

_CLOSE_WITH_CONTEXT, _CLOSE_ALONE = 0.80, 0.83
_LETTERS_WITH_CONTEXT, _LETTERS_ALONE = 4, 7
_SUGGESTED = 0.70

_TWO = 2
_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*")
_DOUBLE = re.compile(r"\s*(?:/|／|–|—|-|\bor\b|\baka\b)\s*")


class Listing(Protocol):
    """What matching needs of a gazetteer."""

    def get(self, place_id: str) -> Place: ...
    def named(self, folded: str) -> Sequence[Name]: ...
    def keyed(self, key: str) -> Sequence[Name]: ...
    def names_of(self, place_id: str) -> Sequence[Name]: ...
    def holders(self, place_id: str) -> Sequence[str]: ...
    def related(self, place_id: str, relation: str) -> Sequence[Place]: ...
    def borders(self, place_id: str) -> bool: ...
    def near(self, folded: str, key: str, cutoff: float) -> Iterable[tuple[Name, float]]: ...


@dataclass(frozen=True, slots=True)
class Question:
    """A name with what is known about it."""

    name: str
    within: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    at: str | None = None
    fuzzy: bool = True


class _Hit(NamedTuple):
    """A listed name that may be the name asked."""

    name: Name
    method: Method
    base: float
    whole: bool = False  # matched with its unit word, which then is part of the name


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
    scene = _scene(listing, replace(question, name=name))
    candidates = _judged(listing, scene, _hits(listing, scene))
    if not candidates and (double := _double(listing, scene)) is not None:
        return double
    if not candidates and question.fuzzy:
        candidates = _judged(listing, scene, _near_hits(listing, scene)) or _holder(scene)
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


def _hits(listing: Listing, scene: _Scene) -> Iterator[_Hit]:
    """Yield the listed names that match by letters or by sound."""
    name, parts = scene.question.name, scene.parts
    folded = fold(name)
    for row in listing.named(folded):
        method: Method = "exact" if row.name == name else "folded"
        yield _hit(row, method, whole=True)
    stem = fold(parts.name)
    if stem != folded and syllables(stem) > 0:
        for row in listing.named(stem):
            yield _hit(row, "folded")
    if sound := skeleton(parts):
        for row in listing.keyed(sound):
            hit = _sound_hit(listing, row, stem, kind_said=bool(scene.kinds))
            if hit is not None:
                yield hit


def _hit(row: Name, method: Method, *, whole: bool = False) -> _Hit:
    """Make a hit by letters."""
    method = "misspelling" if row.system == "misspelling" else method
    return _Hit(row, method, _BASE[method], whole)


def _sound_hit(listing: Listing, row: Name, stem: str, *, kind_said: bool) -> _Hit | None:
    """Make a hit by sound: the closer the spelling, the better."""
    place = listing.get(row.place_id)
    if _stem_of(row.name) == stem:
        # A bridge is not meant where no bridge is said: "Friendship", "Broken".
        return _Hit(row, "folded", _SAME_STEM) if kind_said or not is_object(place) else None
    if _foreign(place, row, stem):
        return None
    likeness = _likeness(stem, _latin_stem(row.name))
    if likeness < _LEAST_LIKE[place.country in _KOREAN] or not _korean_sound(listing, row):
        return None
    revised = _revised(listing, row.place_id)
    misread = misread_vowels(stem, revised) if revised else 0
    return _Hit(row, "romanised", _SOUND_FLOOR + _SOUND_SPAN * likeness - _MISREAD * misread)


@functools.lru_cache(maxsize=16_384)
def _stem_of(name: str) -> str:
    """Return the folded stem of a listed name."""
    return fold(analyse(name).name)


def _likeness(one: str, other: str) -> float:
    """Return how alike two folded names are, 0 to 1."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - exact names must not wait for it

    return ratio(one, other) / 100


def _korean_sound(listing: Listing, row: Name) -> bool:
    """Say whether a name sounds like a Korean name of its place, as no Japanese or Chinese reading of it does."""
    return row.script == "Hang" or any(
        name.key == row.key for name in listing.names_of(row.place_id) if name.script == "Hang"
    )


def _revised(listing: Listing, place_id: str) -> str:
    """Return the stem of a place in Revised Romanization, or an empty string where it has no Hangul name."""
    return next((_latin_stem(name.name) for name in listing.names_of(place_id) if name.script == "Hang"), "")


@functools.lru_cache(maxsize=16_384)
def _latin_stem(name: str) -> str:
    """Return the folded stem of a listed name, Hangul in Revised Romanization."""
    stem = analyse(name).stem if has_hangul(name) else analyse(name).name
    return fold(romanise(stem, "rr") if has_hangul(stem) else stem)


def _near_hits(listing: Listing, scene: _Scene) -> Iterator[_Hit]:
    """Yield the listed names that differ in a letter or two, where the context or their length allows."""
    stem = fold(scene.parts.name)
    supported = bool(scene.areas or scene.kinds or scene.question.country)
    if len(stem) < (_LETTERS_WITH_CONTEXT if supported else _LETTERS_ALONE):
        return
    for row, likeness in listing.near(stem, skeleton(scene.parts), _CLOSE_WITH_CONTEXT):
        place = listing.get(row.place_id)
        listed = _latin_stem(row.name)
        if _foreign(place, row, stem) or (is_object(place) and not scene.kinds):
            continue
        if _likeness(stem, listed) < _LEAST_LIKE_NEAR[place.country in _KOREAN]:
            continue
        alone = likeness >= _CLOSE_ALONE and len(stem) >= _LETTERS_ALONE and abs(len(stem) - len(listed)) <= 1
        if alone or (supported and _supported(listing, scene, place)):
            yield _Hit(row, "fuzzy", min(likeness - _FUZZY_LOSS, _FUZZY_BEST))


def _foreign(place: Place, row: Name, stem: str) -> bool:
    """Say whether a name is the Hangul of a place abroad and the name asked is not: nobody romanises 허룽 for Helong."""
    return row.script == "Hang" and place.country not in _KOREAN and not has_hangul(stem)


def _supported(listing: Listing, scene: _Scene, place: Place) -> bool:
    """Say whether the context speaks for a place: it lies where the text says, and is what the text says."""
    country = scene.question.country
    if country and place.country != country:
        return False
    if scene.areas:
        return where_weight(place, listing.holders(place.place_id), scene.areas).value > 0
    return not scene.kinds or place.kind in scene.kinds


def _judged(listing: Listing, scene: _Scene, hits: Iterable[_Hit]) -> list[Candidate]:
    """Score each place by its best hit, best first, and drop what cannot be meant."""
    best: dict[str, Candidate] = {}
    for hit in hits:
        place_id = hit.name.place_id
        known = best.get(place_id)
        # The same weights apply to every name of a place, unless one of them holds the unit word.
        if known is not None and known.score >= hit.base + _SURE - _ACCEPTED:
            continue
        candidate = _candidate(listing, scene, hit)
        if known is None or candidate.score > known.score:
            best[place_id] = candidate
    fit = [candidate for candidate in best.values() if candidate.score >= _ACCEPTED]
    return sorted(fit, key=lambda each: (-each.score, each.place.place_id))


def _candidate(listing: Listing, scene: _Scene, hit: _Hit) -> Candidate:
    """Weigh everything that is known about one hit."""
    place = listing.get(hit.name.place_id)
    kind = kind_weight(scene.kinds, place)
    where = where_weight(place, listing.holders(place.place_id), scene.areas)
    score = hit.base + where.value
    # A name that has the word in itself, such as Tumangang for a town, says little against another kind.
    score += kind.value / 4 if hit.whole and kind.value < 0 and not scene.question.kind else kind.value
    score += prior(place, borders=listing.borders(place.place_id), kind_said=place.kind in scene.kinds)
    reasons = [_MATCHED[hit.method].format(hit.name.name)]
    if scene.question.country and scene.question.country != place.country:
        score -= 0.3
        reasons.append(f"lies in {place.country}, not in {scene.question.country}")
    if _out_of_time(hit.name, scene.question.at):
        score += _OUT_OF_TIME
        reasons.append("a name of another time")
    reasons += [weight.reason for weight in (kind, where) if weight.reason]
    return Candidate(place, hit.name.name, hit.method, max(0.0, min(round(score, 3), _SURE)), "; ".join(reasons))


_MATCHED: dict[Method, str] = {
    "exact": "is listed as {!r}",
    "folded": "written like {!r}",
    "romanised": "romanised like {!r}",
    "misspelling": "a known misspelling, {!r}",
    "fuzzy": "differs little from {!r}",
}


def _out_of_time(name: Name, at: str | None) -> bool:
    """Say whether a name was not in use at a date; dates compare as text, as far as both go."""
    if not at:
        return False
    begun, ended = name.valid_from, name.valid_to
    return bool((begun and at[: len(begun)] < begun) or (ended and at[: len(ended)] > ended))


def _chosen(listing: Listing, scene: _Scene, candidates: list[Candidate]) -> Answer:
    """Choose the best candidate, or say that several fit equally well."""
    best, *others = candidates
    question = scene.question
    within = ", ".join(question.within) or None
    rivals = [each for each in others if not _same_locality(listing, best.place, each.place)]
    equals = [each for each in rivals if best.score - each.score < _MARGIN]
    if equals:
        fit = (best, *equals)
        places = "; ".join(_described(each.place) for each in fit[:4])
        reason = f"{len(fit)} places fit equally well: {places}; say in which province or county it lies"
        return Answer(question.name, "ambiguous", tuple(candidates), reason=reason, within=within)
    if rivals and best.score - rivals[0].score < _NARROW:
        best = replace(best, score=round(best.score - _NARROW_LOSS, 3))
    return Answer(question.name, "found", (best, *others), reason=best.reason, within=within)


def _same_locality(listing: Listing, one: Place, other: Place) -> bool:
    """Say whether two places are one locality: a county and its town, a city and its quarter, a name and its successor."""
    if one.place_id in listing.holders(other.place_id) or other.place_id in listing.holders(one.place_id):
        return True
    if one.county_id and one.county_id == other.county_id and distance_m(one, other) <= _SAME_SPOT_M:
        return True
    return any(
        there in listing.related(here.place_id, relation)
        for here, there in ((one, other), (other, one))
        for relation in ("seat_of", "successor_of")
    )


def _described(place: Place) -> str:
    """Name a place so that it can be told from its namesakes."""
    where = place.province or place.country
    county = f"{place.county_id.rsplit('-', 1)[-1].capitalize()}, " if place.county_id else ""
    return f"{place.name} ({place.kind.replace('_', ' ')}, {county}{where})"


def _double(listing: Listing, scene: _Scene) -> Answer | None:
    """Read a name that is two: `Amnok (Yalu) River`, `Onsong-Namyang Customs House`, `Hoeryong, North Hamgyong`."""
    question = scene.question
    for name, within in _readings(question.name):
        if not name or not all(answer(listing, Question(text, fuzzy=False)).candidates for text in within):
            continue
        asked = replace(question, name=name, within=(*question.within, *within), kind=question.kind or scene.parts.kind)
        found = answer(listing, asked)
        if found.candidates and found.candidates[0].method != "fuzzy":
            return replace(found, query=question.name)
    return None


def _readings(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the names that a double name may hold, each with what the rest says of where it lies."""
    if bracket := _BRACKETS.search(name):
        outer = (name[: bracket.start()] + " " + name[bracket.end() :]).strip()
        yield outer, (bracket[1],)
        yield bracket[1], (outer,)
    first, comma, rest = name.partition(",")
    if comma:
        yield first.strip(), tuple(part.strip() for part in rest.split(",") if part.strip())
    pieces = [piece for piece in _DOUBLE.split(name) if piece]
    if len(pieces) == _TWO:
        # "Onsong-Namyang Customs House": what stands first holds what stands last
        yield pieces[1], (pieces[0],)


def _holder(scene: _Scene) -> list[Candidate]:
    """Fall back to the town or county that holds something which the name itself calls a village, a quarter or a market."""
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
    alike = question.fuzzy and len(stem) >= _LETTERS_WITH_CONTEXT
    near = listing.near(stem, skeleton(scene.parts), _SUGGESTED) if alike else ()
    suggestions = tuple(dict.fromkeys(listing.get(row.place_id).name for row, _ in near))[:3]
    reason = "no listed name is written or sounds like it"
    return Answer(
        question.name, "unknown", suggestions=suggestions, reason=reason, within=", ".join(question.within) or None
    )
