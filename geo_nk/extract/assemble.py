"""Make events of what a report says: one for a thing that happened, at its most specific place, with its sentence.

A sentence that tells of an act is a claim. A claim takes place at the places of its sentence whose role is the
event's, else at the place the report was speaking of; it takes its date from its sentence, else from the paragraph.
Claims of one place and of like category are one event.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table
from geo_nk.extract.kinds import Kind, kind_of, main_topics

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from geo_nk.extract.dates import DateMention
    from geo_nk.extract.mentions import Mention
    from geo_nk.reports.report import Report
    from geo_nk.reports.text import Sentence

__all__ = ["Claim", "Event", "assemble"]

NAMED, INHERITED, UNPLACED = 1.0, 0.7, 0.5
"""How much a claim's confidence keeps when its place stands in its sentence, before it, or nowhere."""

LIST_LENGTH = 60
"""Characters over which places stand in one list, about."""

FIRM = 0.65
"""A sentence that neither names a place nor says firmly what happened adds to an event but makes none."""

MEMORY_DAYS = 540
"""What lies further back than a year and a half, and has no place of its own, is told as background."""

WIDE_KINDS = frozenset({"province", "prefecture", "region", "river", "mountain"})
"""Kinds too wide to be where a thing happened, if the report names anything narrower."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that tells of an act, at one of its places.

    Attributes
    ----------
    sentence : geo_nk.reports.text.Sentence
    kind : geo_nk.extract.kinds.Kind
    place : Mention or None
        Where it happened, where the report says.
    inherited : bool
        Whether the place stands elsewhere than in the sentence.
    date : geo_nk.extract.dates.DateMention or None
    """

    sentence: Sentence
    kind: Kind
    place: Mention | None
    inherited: bool
    date: DateMention | None


@dataclass(slots=True)
class Event:
    """One thing that happened at one place, with the claims it rests on, the strongest first."""

    category: str
    place: Mention | None
    claims: list[Claim] = field(default_factory=list)

    def add(self, claim: Claim) -> None:
        """Rest the event on one more claim; the firmest says what it was."""
        self.claims.append(claim)
        self.category = max(self.claims, key=lambda c: (not c.inherited, c.kind.weight)).kind.category

    @property
    def lead(self) -> Claim:
        """The claim whose sentence is quoted."""
        return max(self.claims, key=lambda claim: (not claim.inherited, claim.kind.weight, -claim.sentence.start))

    @property
    def date(self) -> DateMention | None:
        """The date of the quoted claim, else the first that another claim has."""
        dated = [claim.date for claim in (self.lead, *self.claims) if claim.date is not None]
        return dated[0] if dated else None

    @property
    def confidence(self) -> float:
        """How sure the event was read rightly, 0 to 1: not yet calibrated, only ordered."""
        lead = self.lead
        where = UNPLACED if self.place is None else INHERITED if lead.inherited else NAMED
        score = self.place.answer.candidates[0].score if self.place and self.place.answer.candidates else 0.5
        repeated = 1.0 if len(self.claims) > 1 else 0.9
        return round(lead.kind.weight * where * score * repeated, 3)


def assemble(
    report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention], dates: Sequence[DateMention]
) -> list[Event]:
    """Return the events of one report, in the order in which it tells them.

    Parameters
    ----------
    report
        The report.
    sentences
        Its sentences; those that are not of the body are passed over.
    mentions
        Its mentions with their roles.
    dates
        Its dates.

    Returns
    -------
    list of Event
    """
    body = [sentence for sentence in sentences if sentence.kind == "body"]
    topics = main_topics(report.text[s.start : s.end] for s in body)
    return _merge(_claims(report.text, body, mentions, dates, topics), report.published)


def _claims(
    text: str,
    body: Sequence[Sentence],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    topics: frozenset[str],
) -> Iterator[Claim]:
    stage = Stage(mentions, body)
    for sentence in body:
        own = stage.of_sentence(sentence)
        kind = kind_of(text[sentence.start : sentence.end], topics=topics)
        if kind is not None:
            for place in own or stage.around(sentence) or (None,):
                yield Claim(sentence, kind, place, not own, _date_of(sentence, place, body, dates))
        stage.enter(own)


class Stage:
    """Where a report is while it tells: the places of the sentence, the paragraph, and what came before.

    Parameters
    ----------
    mentions
        The report's mentions with their roles.
    body
        The sentences of its body.
    """

    def __init__(self, mentions: Sequence[Mention], body: Sequence[Sentence]) -> None:
        told = [m for m in mentions if m.role in {"event", "background"}]
        self._mentions = [m for m in told if any(s.start <= m.start < s.end for s in body)]
        self._paragraphs: dict[int, list[Sentence]] = {}
        for sentence in body:
            self._paragraphs.setdefault(sentence.paragraph, []).append(sentence)
        self._opening = _together(self._specific(self._mentions))
        self._entered: tuple[Mention, ...] = ()

    def of_sentence(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Return the places where a sentence says it happened."""
        events = [m for m in self._mentions if m.role == "event" and sentence.start <= m.start < sentence.end]
        return _without_holders(self._specific(events) or events)

    def around(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Return where a sentence that names no place is: its paragraph's places, else those told of last."""
        paragraph = self._paragraphs[sentence.paragraph]
        near = [m for m in self._mentions if paragraph[0].start <= m.start < paragraph[-1].end]
        events = self._specific([m for m in near if m.role == "event"])
        return _without_holders(events or self._entered or _together(self._specific(near)) or self._opening)

    def enter(self, places: tuple[Mention, ...]) -> None:
        """Remember the places of the sentence that was just read."""
        self._entered = tuple(self._specific(places)) or self._entered

    @staticmethod
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
    return tuple(chosen.values())


def _date_of(
    sentence: Sentence, place: Mention | None, body: Sequence[Sentence], dates: Sequence[DateMention]
) -> DateMention | None:
    """Return the date of a claim: in its sentence, else the nearest in its paragraph, else in one beside it.

    Where a sentence has several, the one next to the place is meant: "in Hamhung on April 10 and in Kaechon on April 20".
    """
    events = [date for date in dates if date.use == "event" and date.date_start is not None]
    inside = [date for date in events if sentence.start <= date.start < sentence.end]
    if inside:
        spot = place.end if place and sentence.start <= place.start < sentence.end else inside[0].start
        return min(inside, key=lambda date: abs(date.start - spot))
    for reach in (0, 1):
        around = [s for s in body if abs(s.paragraph - sentence.paragraph) <= reach]
        near = [d for d in events if around[0].start <= d.start < around[-1].end]
        if near:
            return min(near, key=lambda d: abs(d.start - sentence.start))
    return None


def _merge(claims: Iterable[Claim], published: dt.date | None) -> list[Event]:
    """Make one event of the claims of one place and of like category."""
    events: list[Event] = []
    for claim in claims:
        if _is_aside(claim, published):
            continue
        same = next((e for e in events if _same_place(e.place, claim.place) and _alike(e, claim)), None)
        if same is not None:
            same.add(claim)
        elif not (claim.inherited and claim.kind.weight < FIRM):
            events.append(Event(claim.kind.category, claim.place, [claim]))
    return _absorb(events)


def _is_aside(claim: Claim, published: dt.date | None) -> bool:
    """Whether a claim only tells what went before: long past, and with no place of its own."""
    if not claim.inherited or published is None or claim.date is None or claim.date.date_end is None:
        return False
    return (published - claim.date.date_end).days > MEMORY_DAYS


def _absorb(events: list[Event]) -> list[Event]:
    """Put what is told of a province as a whole, or of nowhere, to a like event at one of its places."""
    kept = [event for event in events if not _is_wide(event)]
    for event in sorted(events, key=lambda event: event.place is None):
        if _is_wide(event):
            host = next((e for e in kept if _holds(event, e) and any(_alike(e, claim) for claim in event.claims)), None)
            if host is None:
                kept.append(event)
            else:
                for claim in event.claims:
                    host.add(claim)
    return sorted(kept, key=lambda event: event.claims[0].sentence.start)


def _is_wide(event: Event) -> bool:
    return event.place is None or event.place.kind in WIDE_KINDS


def _holds(wide: Event, event: Event) -> bool:
    """Whether a wide event may be the same as one at a place: that place lies in it, or it names none or a river."""
    if wide.place is None or wide.place.kind != "province" or event.place is None or event.place.answer.place is None:
        return wide.place is None or wide.place.kind != "province"
    return event.place.answer.place.province_id == wide.place.place_id


def _same_place(one: Mention | None, other: Mention | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.place_id is None or other.place_id is None:
        return one.surface == other.surface
    return one.place_id == other.place_id


def _alike(event: Event, claim: Claim) -> bool:
    """Whether a claim may be of the same thing: like category, and no date that excludes it."""
    if not any(
        claim.kind.category == c.kind.category or _neighbours(claim.kind.category, c.kind.category)
        for c in event.claims
    ):
        return False
    if event.date is None or claim.date is None:
        return True
    ours, theirs = (event.date.date_start, event.date.date_end), (claim.date.date_start, claim.date.date_end)
    if None in ours or None in theirs:
        return True
    return max(ours[0], theirs[0]) <= min(ours[1], theirs[1])  # type: ignore[type-var]


@cache
def _pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset((row["one"], row["other"])) for row in read_table("lexicon/category_neighbours.csv"))


def _neighbours(one: str, other: str) -> bool:
    """Whether an analyst would take two categories for the same thing seen twice, as an arrest and a drug case."""
    return frozenset((one, other)) in _pairs()
