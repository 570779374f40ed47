"""Where a report is while it tells: which places, and which date, a sentence speaks of without naming them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from geo_nk.extract.lands import is_capital, is_near_border

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.mentions import Mention
    from geo_nk.reports.text import Sentence

__all__ = ["PARTS_OF_TOWN", "WIDE_KINDS", "Stage"]

LIST_LENGTH = 60
"""Characters over which places stand in one list, about."""

BEHIND_ACT = 60
"""Characters behind an act in which its date stands, where a sentence has several."""

PARTS = ("-dong", "-ri", "neighborhood", "neighbourhood", "district")
"""How names end of what lies in a city or a county."""

PASSAGE = 8
"""Sentences before and behind that speak of the same: a paragraph of more is no paragraph of prose."""

PARTS_OF_TOWN = frozenset({"neighbourhood", "district", "market", "station"})
"""Kinds of which several of one town, in one sentence, are one place of one happening."""

WIDE_KINDS = frozenset({"province", "prefecture", "region", "river", "mountain"})
"""Kinds too wide to be where a thing happened, if the report names anything narrower."""


_LONG = frozenset({"season", "year", "unknown"})
"""Precisions of dates that are lent only where a paragraph has none finer."""


_ELSEWHERE = frozenset({"source", "authority", "not_event"})
# "There is a market" names no place, "there" at the end of a sentence does.
_POINTER = re.compile(
    r"(?:\A|[\s(\"“])(?:(?:[Tt]he|[Tt]hat) (?P<kind>city|county|town|village)\b|[Tt]here\b(?! (?:is|are|was|were|has"
    r"|have|had|will|would|can|could|may|might|must|seem|remain|exist|came)))"
)
_POINTED = {
    "city": {"city"},
    "county": {"county"},
    "town": {"town", "city", "county", "workers_district"},
    "village": {"village", "ri", "town"},
}


class _Placed(Protocol):
    """What stands at a character of the text."""

    @property
    def start(self) -> int: ...


_Spot = TypeVar("_Spot", bound=_Placed)


class Stage:
    """The places and dates of a report, as a reader has them in mind at each sentence.

    Parameters
    ----------
    body
        The sentences of the report's body, in order.
    mentions
        Its mentions with their roles, in order.
    dates
        Its dates, in order.
    looking_back
        Where the sentences start that tell of an act before the others ("had turned"): their dates are their own.
    told_of
        The categories that sentences tell of, by where they start: a sentence lends its date to its like only.
    """

    def __init__(
        self,
        body: Sequence[Sentence],
        mentions: Sequence[Mention],
        dates: Sequence[DateMention],
        *,
        looking_back: Collection[int] = (),
        told_of: Mapping[int, Collection[str]] | None = None,
    ) -> None:
        self._body = body
        self._looking_back = looking_back
        self._told_of = told_of or {}
        self._starts = [sentence.start for sentence in body]
        self._paragraphs = [sentence.paragraph for sentence in body]
        near = [m for m in mentions if self._holds(m.start) and (m.role == "event" or is_near_border(m))]
        self._told = _Row([m for m in near if m.role in {"event", "background"}])
        self._named = _Row([m for m in near if m.role not in _ELSEWHERE and not is_capital(m)])
        self._dates = _Row([d for d in dates if d.use == "event" and d.date_start is not None])
        self._opening = _together(_specific(self._told.all))
        self._entered: tuple[Mention, ...] = ()
        self._places: dict[int, tuple[Mention, ...]] = {}

    def of_sentence(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Return the places where a sentence says it happened."""
        if sentence.start not in self._places:  # each date that it might lend asks again
            events = [m for m in self._told.between(sentence.start, sentence.end) if m.role == "event"]
            self._places[sentence.start] = _without_holders(_specific(events) or events) if events else ()
        return self._places[sentence.start]

    def around(self, sentence: Sentence, text: str = "") -> tuple[Mention, ...]:
        """Return where a sentence that names no place is: its paragraph's places, else those told of last.

        `text` is the sentence, whose "there" and "in the city" point back at a place.
        """
        meant = self._pointed_at(sentence, text)
        if meant is not None:
            return (meant,)
        near = _specific(self._told.between(*self._passage(sentence, paragraphs=0)))
        events = self._last_told([m for m in near if m.role == "event"], sentence)
        _, end = self._passage(sentence, paragraphs=1)
        opening = [m for m in self._opening if m.start < end]
        return _without_holders(events or self._entered or _together(near) or opening)

    def _last_told(self, events: Sequence[Mention], sentence: Sentence) -> Sequence[Mention]:
        """Return those of the last sentence before this one that has any, else those that come later."""
        before = [m for m in events if m.start < sentence.start]
        if not before:
            return events
        start = self._starts[bisect_left(self._starts, before[-1].start + 1) - 1]
        return [m for m in before if m.start >= start]

    def _pointed_at(self, sentence: Sentence, text: str) -> Mention | None:
        """Return the place that "there" or "the city" in a sentence means: the last one named of such a kind."""
        pointer = _POINTER.search(text)
        if pointer is None:
            return None
        kind = pointer["kind"]
        kinds = _POINTED.get(kind.lower()) if kind else None
        start, _ = self._passage(sentence, paragraphs=1)
        before = list(reversed(self._named.between(start, sentence.start)))
        meant = [m for m in before if (m.kind in kinds if kinds else m.kind not in WIDE_KINDS)]
        return next((m for m in meant if kinds and m.role == "event"), meant[0] if meant else None)

    def narrowed(self, sentence: Sentence, own: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return the places of a sentence, or what its paragraph says more narrowly where they are rivers or provinces.

        "Along the Tumen pits are being dug. In Onsong each household had to bring a board."
        """
        if not own or _specific(own):
            return own
        near = _specific(self._told.between(*self._passage(sentence, paragraphs=0)))
        return _without_holders([m for m in near if m.start > sentence.start and _may_lie_in(m, own)]) or own

    def known(self, places: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return the places, or where the gazetteer knows none of them, the one told of last: in which they may lie.

        "People in Musan County ... behind the houses of Sinhung-dong": there are many neighbourhoods of that name.
        """
        parts = [m for m in places if m.answer.place is None and m.surface.lower().endswith(PARTS)]
        if not parts or len(parts) < len(places):
            return places
        last = [m for m in (self._entered or self._opening) if m.answer.place is not None]
        return tuple(last[:1]) or places

    def enter(self, places: tuple[Mention, ...]) -> None:
        """Remember the places of the sentence that was just read."""
        if places:
            self._entered = tuple(_specific(places)) or self._entered

    def own_date(self, sentence: Sentence, place: Mention | None, act: int | None = None) -> DateMention | None:
        """Return the date that stands in a sentence.

        Where it has several, the one next to the place is meant: "in Hamhung on April 10 and in Kaechon on April 20".
        Where it has one place or none, the one behind the act, which ends at `act`, else the first.
        """
        inside = self._dates.between(sentence.start, sentence.end)
        if not inside:
            return None
        if place is not None and sentence.start <= place.start < sentence.end:
            return _nearest(inside, place.end)
        behind = [date for date in inside if act is not None and act <= date.start < act + BEHIND_ACT]
        return behind[0] if behind else inside[0]

    def lent_date(
        self, sentence: Sentence, place: Mention | None, like: Collection[str] | None = None
    ) -> DateMention | None:
        """Return the date that a sentence without one goes by: the nearest in its paragraph, else in one beside it.

        A sentence that tells of something else, at another place, keeps its date to itself; one that is `like` it
        lends rather than another.
        """
        for alike in (like, None):
            for paragraphs in (0, 1):
                passage = self._dates.between(*self._passage(sentence, paragraphs=paragraphs))
                near = [date for date in passage if self._lends(date, place, alike)]
                if near:
                    return _nearest([date for date in near if date.precision not in _LONG] or near, sentence.start)
        return None

    def _lends(self, date: DateMention, place: Mention | None, like: Collection[str] | None) -> bool:
        """Whether the sentence of a date leaves it to others: it has no place of its own but this one or a wider."""
        sentence = self._body[bisect_left(self._starts, date.start + 1) - 1]
        told = self._told_of.get(sentence.start)
        if like is not None and told and not any(category in like for category in told):
            return False
        there = self.of_sentence(sentence)
        if not there:
            return sentence.start not in self._looking_back
        return any(m.kind in WIDE_KINDS or (place is not None and m.place_id == place.place_id) for m in there)

    def _holds(self, at: int) -> bool:
        index = bisect_left(self._starts, at + 1) - 1
        return index >= 0 and at < self._body[index].end

    def _passage(self, sentence: Sentence, *, paragraphs: int) -> tuple[int, int]:
        """Return the characters of a sentence's paragraph, with so many paragraphs on either side."""
        here = bisect_left(self._starts, sentence.start)
        first = max(bisect_left(self._paragraphs, sentence.paragraph - paragraphs), here - PASSAGE)
        last = min(bisect_left(self._paragraphs, sentence.paragraph + paragraphs + 1) - 1, here + PASSAGE)
        return self._body[first].start, self._body[last].end


class _Row(Generic[_Spot]):
    """Mentions or dates in the order of the text, asked by characters."""

    def __init__(self, spots: Iterable[_Spot]) -> None:
        self.all = list(spots)
        self._starts = [spot.start for spot in self.all]

    def between(self, start: int, end: int) -> list[_Spot]:
        """Return those that start in ``text[start:end]``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _may_lie_in(place: Mention, wide: Sequence[Mention]) -> bool:
    """Whether a place lies in the province of these, if one of them is a province."""
    provinces = {m.place_id for m in wide if m.kind == "province"}
    return not provinces or place.answer.place is None or place.answer.place.province_id in provinces


def _nearest(dates: Sequence[DateMention], at: int) -> DateMention:
    return min(dates, key=lambda date: abs(date.start - at))


def _specific(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of places that are neither a river, a mountain nor a whole province."""
    return [m for m in mentions if m.kind not in WIDE_KINDS]


def _together(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the first mention and those listed with it: "in Tumen, Hunchun and Dandong"."""
    return [m for m in mentions if m.start - mentions[0].start < LIST_LENGTH]


def _without_holders(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions without repeats, and without those that only say where another of them lies."""
    holders = {
        holder
        for m in mentions
        if m.answer.place is not None
        for holder in (m.answer.place.province_id, m.answer.place.county_id)
        if holder is not None and holder != m.place_id
    }
    chosen: dict[str, Mention] = {}
    for mention in mentions:
        key = mention.place_id or mention.surface
        if key not in holders:
            chosen.setdefault(key, mention)
    return _one_in_town(chosen.values())


def _one_in_town(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with the first only of several parts of one town: "the markets of Sunam and Pohang"."""
    chosen: dict[str, Mention] = {}
    for number, mention in enumerate(mentions):
        town = mention.answer.place.county_id if mention.answer.place and mention.kind in PARTS_OF_TOWN else None
        chosen.setdefault(town or f"{number}", mention)
    return tuple(chosen.values())
