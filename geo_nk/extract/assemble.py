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
    from collections.abc import Iterable, Sequence

    from geo_nk.extract.dates import DateMention
    from geo_nk.extract.mentions import Mention
    from geo_nk.reports.report import Report
    from geo_nk.reports.text import Sentence

__all__ = ["Claim", "Event", "assemble"]

NAMED, INHERITED, UNPLACED = 1.0, 0.7, 0.5
"""How much a claim's confidence keeps when its place stands in its sentence, before it, or nowhere."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that tells of an act.

    Attributes
    ----------
    sentence : geo_nk.reports.text.Sentence
    kind : geo_nk.extract.kinds.Kind
    places : tuple of Mention
        Where it happened, most specific first; empty where the report does not say.
    inherited : bool
        Whether the places stand before the sentence rather than in it.
    date : geo_nk.extract.dates.DateMention or None
    """

    sentence: Sentence
    kind: Kind
    places: tuple[Mention, ...]
    inherited: bool
    date: DateMention | None


@dataclass(slots=True)
class Event:
    """One thing that happened at one place, with the claims it rests on, the strongest first."""

    category: str
    place: Mention | None
    claims: list[Claim] = field(default_factory=list)

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
    claims = list(_claims(report.text, body, mentions, dates, topics))
    return _merge(claims)


def _claims(
    text: str,
    body: Sequence[Sentence],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    topics: frozenset[str],
) -> Iterable[Claim]:
    focus: tuple[Mention, ...] = ()
    first = _specific([m for m in mentions if m.role == "event"])[:1]
    for sentence in body:
        own = _specific([m for m in mentions if m.role == "event" and sentence.start <= m.start < sentence.end])
        kind = kind_of(text[sentence.start : sentence.end], topics=topics)
        if own:
            focus = own
        if kind is None:
            continue
        places = own or focus or first
        yield Claim(sentence, kind, places, not own, _date_of(sentence, body, dates))


def _specific(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions without those that only say where another of them lies, and without repeats."""
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
        if key not in holders and mention.kind not in {"river", "mountain"}:
            chosen.setdefault(key, mention)
    if not chosen:
        for mention in mentions:
            chosen.setdefault(mention.place_id or mention.surface, mention)
    return tuple(chosen.values())


def _date_of(sentence: Sentence, body: Sequence[Sentence], dates: Sequence[DateMention]) -> DateMention | None:
    """Return the date of a claim: in its sentence, else in an earlier or later sentence of its paragraph."""
    events = [date for date in dates if date.use == "event" and date.date_start is not None]
    inside = [date for date in events if sentence.start <= date.start < sentence.end]
    if inside:
        return inside[0]
    paragraph = [s for s in body if s.paragraph == sentence.paragraph]
    near = [d for d in events if paragraph[0].start <= d.start < paragraph[-1].end]
    return min(near, key=lambda d: abs(d.start - sentence.start), default=None)


def _merge(claims: Sequence[Claim]) -> list[Event]:
    """Make one event of the claims of one place and of like category."""
    events: list[Event] = []
    for claim in claims:
        for place in claim.places or (None,):
            same = next((e for e in events if _same_place(e.place, place) and _alike(e, claim)), None)
            if same is None:
                events.append(Event(claim.kind.category, place, [claim]))
            else:
                same.claims.append(claim)
                same.category = max(same.claims, key=lambda c: c.kind.weight).kind.category
    return events


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
