"""Candidate generation: the listed names that a name may be, by letters, by sound, or but for a letter or two."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.gazetteer.feature_classes import is_object, is_unit
from geo_nk.gazetteer.resolution.namesakes import has_marks, side_of_spelling
from geo_nk.gazetteer.validity import covers
from geo_nk.names.folding import fold, has_hangul
from geo_nk.names.keys import misread_vowels, skeleton, skeletons
from geo_nk.names.kinds import Parts, analyse, syllables
from geo_nk.names.romanisation import romanise
from geo_nk.names.similarity import likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo_nk.gazetteer.place import Method, Place
    from geo_nk.gazetteer.resolution.listing import Listing
    from geo_nk.gazetteer.tables import Name
    from geo_nk.names.romanisation import System

__all__ = ["BY_RULE", "Hit", "hits", "korean_sound", "near_hits", "spelled_by_rule"]

_BASE: dict[Method, float] = {"exact": 0.97, "folded": 0.96, "misspelling": 0.90}
_SAME_STEM = 0.95  # differs in its unit word only
_READ_IN_KOREAN = 0.91
_SOUND_FLOOR, _SOUND_SPAN = 0.76, 0.18
_MISREAD = 0.09  # for each vowel that no system writes so
_FUZZY_LOSS, _FUZZY_BEST = 0.12, 0.85
_OUT_OF_TIME = 0.02
_FORMER = 0.03  # where no date is known, a report rather means what bears the name today
BY_RULE = 0.94  # written as a system of romanisation writes it
_IN_PINYIN = 0.12  # what reports hardly write; Chinese cities have the name
_OTHER_MARKS = 0.06
_OTHER_SIDE = 0.12  # spelled as only the other side of the line through Korea spells

# How alike the letters must be where a name matches by sound, or nearly: elsewhere, and in Korea, for whose sounds
# the key is made.
_LEAST_LIKE = {False: 0.80, True: 0.60}
_LEAST_LIKE_NEAR = {False: 0.90, True: 0.75}
_KOREAN = frozenset({"KP", "KR"})

# What nobody writes who hears Korean: Cooney, Qureshi, Killjoy. Hungarian has sz.
_NOT_KOREAN = re.compile(r"c(?![hks])|[fqvx]|(?<!s)z|[eo]y$")
_IDLE_H = re.compile(r"(?<=[aeiou])h(?=[b-df-gj-np-tv-xz]|$)")  # Sahmbong, Yeonsah: English for a long vowel
_LIQUIDS = ("r", "l")
_LIQUID_SYLLABLES = ("라", "맇")  # the first and the last syllable that begins with ㄹ

# The two with marks differ from these in their marks only.
_SYSTEMS: tuple[System, ...] = ("mr_plain", "dprk_plain", "rr")

_CLOSE_WITH_CONTEXT, _CLOSE_ALONE = 0.80, 0.83
_LETTERS_WITH_CONTEXT, _LETTERS_ALONE = 4, 7


class Hit(NamedTuple):
    """A listed name that may be the name asked.

    `base` is the score that its spelling earns; `whole` says that it matched with its unit word, which then is
    a part of the name; `namesake`, that the other half of Korea has a place of the name.
    """

    name: Name
    method: Method
    base: float
    whole: bool = False
    namesake: bool = False


def hits(
    listing: Listing, name: str, parts: Parts, *, kind_said: bool, at: str | None, alone: bool = False
) -> list[Hit]:
    """Return the best hit of each place, by letters or by sound.

    Parameters
    ----------
    listing
        The gazetteer.
    name
        The name asked.
    parts
        The same, taken apart.
    kind_said
        Whether the kind of place is known; a bridge is not meant where no bridge is said.
    at
        ISO date at which the name was used, or None.
    alone
        Whether nothing but the name is known. Then a county or city that is listed as it is written is not doubted
        for what only sounds like it.

    Returns
    -------
    list of Hit
    """
    best: dict[str, Hit] = {}
    for hit in _by_letters(listing, name, parts):
        _keep_best(best, hit, at)
    if not (alone and any(_is_sure(listing, hit) for hit in best.values())):
        by_letters = frozenset(best)
        for hit in _by_sounds(listing, name, parts, kind_said=kind_said, known=by_letters):
            _keep_best(best, hit, at)
    if len(best) > 1 and has_marks(name):
        _heed_marks(listing, best, parts)
    return _with_namesakes(listing, best, name, parts)


def _heed_marks(listing: Listing, best: dict[str, Hit], parts: Parts) -> None:
    """Where the marks of a name are those of one place, doubt the others: Ŭnsan is not Unsan."""
    written = parts.stem.casefold()
    unlike = [
        place_id
        for place_id in best
        if not any(written in _marked(row.name) for row in listing.index.of_place(place_id) if row.script == "Hang")
    ]
    if len(unlike) < len(best):
        for place_id in unlike:
            best[place_id] = best[place_id]._replace(base=best[place_id].base - _OTHER_MARKS)


def _is_sure(listing: Listing, hit: Hit) -> bool:
    """Say whether a hit is the name that a county or city has today, as it is written."""
    return hit.method == "exact" and not hit.name.valid_to and is_unit(listing.get(hit.name.place_id))


def _keep_best(best: dict[str, Hit], hit: Hit, at: str | None) -> None:
    """Keep a hit if it is the best of its place so far."""
    loss = _loss(hit.name, at)
    known = best.get(hit.name.place_id)
    if known is None or hit.base - loss > known.base:
        best[hit.name.place_id] = hit._replace(base=hit.base - loss) if loss else hit


def _loss(name: Name, at: str | None) -> float:
    """Return what a name that was not in use at a date loses; without a date, what a former one loses."""
    if at is None:
        return _FORMER if name.valid_to else 0.0
    return 0.0 if covers(name, at) else _OUT_OF_TIME


def _with_namesakes(listing: Listing, best: dict[str, Hit], name: str, parts: Parts) -> list[Hit]:
    """Put beside each place those of its Hangul name in the other half of Korea, all spelled equally well."""
    twins = {place_id: listing.namesakes[place_id] for place_id in best if place_id in listing.namesakes}
    if not twins:
        return list(best.values())
    side, sound = side_of_spelling(name), skeleton(parts)
    for place_id, others in twins.items():
        for other_id, shared in others:
            here, there = best[place_id], best.get(other_id)
            if shared.key != sound:
                continue  # Songjin was Kimchaek, and no Seongjin of the South is meant by Kimchaek
            top = max(here.base, there.base if there else 0.0)
            for one in (here, there or Hit(shared._replace(place_id=other_id), "romanised", BY_RULE)):
                away = side not in {"", listing.get(one.name.place_id).country}
                best[one.name.place_id] = one._replace(base=top - _OTHER_SIDE * away, namesake=True)
    return list(best.values())


def _by_letters(listing: Listing, name: str, parts: Parts) -> Iterator[Hit]:
    """Yield the names that are written alike, with their unit word and without."""
    folded = fold(name)
    for row in _dated(listing.index.named(folded)):
        method: Method = "exact" if row.name == name else "folded"
        hit = _hit(row, method, whole=True)
        yield hit._replace(base=hit.base - _IN_PINYIN) if _is_in_pinyin(listing, row) else hit
    stem = fold(parts.name)
    if stem != folded and syllables(stem) > 0:
        for row in _dated(listing.index.named(stem)):
            yield _hit(row, "folded", whole=False)


def _is_in_pinyin(listing: Listing, row: Name) -> bool:
    """Say whether a name is the Chinese reading of a Korean one in Latin letters: Shuozhou is 朔州, and in Shanxi."""
    return row.system == "pinyin" and listing.get(row.place_id).country in _KOREAN


def _dated(rows: Sequence[Name]) -> Sequence[Name]:
    """Give the time of a name to its other spellings: what is said of Sinpa holds for Sinp'a."""
    times = {row.place_id: row for row in rows if row.valid_to}
    if not times:
        return rows
    return [
        row._replace(valid_from=dated.valid_from, valid_to=dated.valid_to)
        if (dated := times.get(row.place_id)) and not row.valid_from
        else row
        for row in rows
    ]


def _hit(row: Name, method: Method, *, whole: bool) -> Hit:
    """Make a hit by letters."""
    method = "misspelling" if row.system == "misspelling" else method
    return Hit(row, method, _BASE[method], whole)


def _by_sounds(listing: Listing, name: str, parts: Parts, *, kind_said: bool, known: frozenset[str]) -> Iterator[Hit]:
    """Yield the names that sound alike, without their unit word and with it: 형제산 is a district, no mountain.

    Places that are `known` by their letters are passed over.
    """
    stem = fold(parts.name)
    for sound in skeletons(parts):
        for row in listing.index.keyed(sound):
            if row.place_id not in known and (hit := _by_sound(listing, row, stem, kind_said=kind_said)):
                yield hit
    if parts.word and (whole := skeleton(Parts(name))):
        for row in listing.index.keyed(whole):
            if row.place_id not in known and (hit := _by_sound(listing, row, fold(name), kind_said=kind_said)):
                yield hit._replace(whole=True)


def _by_sound(listing: Listing, row: Name, stem: str, *, kind_said: bool) -> Hit | None:
    """Make a hit by sound: the closer the spelling, the better."""
    place = listing.get(row.place_id)
    word = _kinds_of(row.name)
    if word and place.kind not in word:
        return None  # what looks like a unit word is a part of the name: Taedonggang is a district
    if place.country in _KOREAN and not _may_be_heard(listing, row.place_id, stem):
        return None
    if _stem_of(row.name) == stem:
        # Not "Friendship" for the Friendship Bridge.
        return Hit(row, "folded", _SAME_STEM) if kind_said or not is_object(place) else None
    if _foreign(place, row, stem):
        return Hit(row, "romanised", _READ_IN_KOREAN) if stem in _romanisations(row.name) else None
    if spelled_by_rule(listing, row.place_id, stem):
        return Hit(row, "romanised", BY_RULE)
    return _alike(listing, row, stem, korean=place.country in _KOREAN) if korean_sound(listing, row) else None


def _may_be_heard(listing: Listing, place_id: str, stem: str) -> bool:
    """Say whether one who hears a Korean name may write it so: R and L are for ㄹ, and Rambo is not 남포."""
    if _NOT_KOREAN.search(stem):
        return False
    if not stem.startswith(_LIQUIDS):
        return True
    hangul = [row.name for row in listing.index.of_place(place_id) if row.script == "Hang"]
    first, last = _LIQUID_SYLLABLES
    return not hangul or any(first <= name[0] <= last for name in hangul)


def _alike(listing: Listing, row: Name, stem: str, *, korean: bool) -> Hit | None:
    """Make a hit of a name that sounds alike, if it is written alike, too."""
    alike = likeness(stem, _latin_stem(row.name))
    if alike < _LEAST_LIKE[korean]:
        return None
    revised = _revised(listing, row.place_id)
    misread = misread_vowels(stem, revised) if revised else 0
    return Hit(row, "romanised", _SOUND_FLOOR + _SOUND_SPAN * alike - _MISREAD * misread)


def near_hits(
    listing: Listing, parts: Parts, *, kind_said: bool, supports: Callable[[Place], bool] | None
) -> Iterator[Hit]:
    """Yield the listed names that differ in a letter or two, where the context or their length allows.

    Parameters
    ----------
    listing
        The gazetteer.
    parts
        The name asked, taken apart.
    kind_said
        Whether the kind of place is known.
    supports
        Says whether the context speaks for a place; None where there is no context.

    Yields
    ------
    Hit
    """
    stem = fold(parts.name)
    if len(stem) < (_LETTERS_WITH_CONTEXT if supports else _LETTERS_ALONE):
        return
    for row, nearness in listing.index.near(stem, skeleton(parts), _CLOSE_WITH_CONTEXT):
        place = listing.get(row.place_id)
        listed = _latin_stem(row.name)
        if _foreign(place, row, stem) or (is_object(place) and not kind_said):
            continue
        korean = place.country in _KOREAN
        if likeness(stem, listed) < _LEAST_LIKE_NEAR[korean] or (korean and not korean_sound(listing, row)):
            continue
        alone = nearness >= _CLOSE_ALONE and len(stem) >= _LETTERS_ALONE and abs(len(stem) - len(listed)) <= 1
        if alone or (supports is not None and supports(place)):
            yield Hit(row, "fuzzy", min(nearness - _FUZZY_LOSS, _FUZZY_BEST))


def _foreign(place: Place, row: Name, stem: str) -> bool:
    """Say whether a name is Hangul for a place abroad and the name asked is not.

    Jangbaek is Changbai, 장백; but Heoryung is not Helong, though 허룽 sounds like it.
    """
    return row.script == "Hang" and place.country not in _KOREAN and not has_hangul(stem)


def korean_sound(listing: Listing, row: Name) -> bool:
    """Say whether a name sounds like a Korean name of its place, as no Japanese or Chinese reading of it does."""
    if row.script == "Hang":
        return True
    korean = [name.key for name in listing.index.of_place(row.place_id) if name.script == "Hang"]
    return not korean or row.key in korean


def spelled_by_rule(listing: Listing, place_id: str, stem: str, *, apart: bool = False) -> bool:
    """Say whether a system writes a Hangul name of a place in these letters, or syllable by syllable if `apart`."""
    hangul = [row.name for row in listing.index.of_place(place_id) if row.script == "Hang"]
    stem = _IDLE_H.sub("", stem)
    return any(stem in _romanisations(name) or (apart and stem in _syllables(name)) for name in hangul)


def _revised(listing: Listing, place_id: str) -> str:
    """Return the stem of a place in Revised Romanization, or an empty string where it has no Hangul name."""
    return next((_latin_stem(name.name) for name in listing.index.of_place(place_id) if name.script == "Hang"), "")


@functools.lru_cache(maxsize=16_384)
def _stem_of(name: str) -> str:
    """Return the folded stem of a listed name."""
    return fold(analyse(name).name)


@functools.lru_cache(maxsize=4096)
def _romanisations(hangul: str) -> frozenset[str]:
    """Return the folded stem of a Hangul name in every system."""
    parts = analyse(hangul)
    return frozenset(parts.direction + fold(romanise(parts.stem, system)) for system in _SYSTEMS)


@functools.lru_cache(maxsize=4096)
def _syllables(hangul: str) -> frozenset[str]:
    """Return the same with each syllable romanised for itself."""
    parts = analyse(hangul)
    apart = ("".join(romanise(letter, system) for letter in parts.stem) for system in _SYSTEMS)
    return frozenset(parts.direction + fold(written) for written in apart)


@functools.lru_cache(maxsize=4096)
def _marked(hangul: str) -> frozenset[str]:
    """Return the stem of a Hangul name in the two systems that write marks."""
    stem = analyse(hangul).stem
    return frozenset(romanise(stem, system).casefold() for system in ("mr", "dprk"))


@functools.lru_cache(maxsize=16_384)
def _kinds_of(name: str) -> tuple[str, ...]:
    """Return the kinds that the unit word of a listed name fits."""
    return analyse(name).kinds


@functools.lru_cache(maxsize=16_384)
def _latin_stem(name: str) -> str:
    """Return the folded stem of a listed name, Hangul in Revised Romanization."""
    parts = analyse(name)
    return fold(romanise(parts.stem, "rr")) if has_hangul(parts.stem) else _stem_of(name)
