"""Make events of what a report says: one for a thing that happened, at its most specific place, with its sentence.

A sentence that tells of an act is a claim. A claim takes place at the places of its sentence whose role is the
event's, else at the place the report was speaking of; it takes its date from its sentence, else from the paragraph.
Claims of one place and of like category are one event.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo_nk.extract._shelf import Label, Shelf
from geo_nk.extract.claims import COARSE, Claim, Event, interval, is_wide
from geo_nk.extract.kinds import Kind, kinds_in, neighbours_of, says_again
from geo_nk.extract.leftout import LeftOut
from geo_nk.extract.scopes import is_aftermath, is_everywhere, names_unknown_place
from geo_nk.extract.stage import PARTS_OF_TOWN, Stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from geo_nk.dates import DateMention
    from geo_nk.extract.mentions import Mention
    from geo_nk.reports.report import Report
    from geo_nk.reports.text import Sentence

__all__ = ["Claim", "Event", "assemble"]

_THEM = re.compile(r"\b(?:he|she|they|both)\b", re.IGNORECASE)
_LOOKS_BACK = re.compile(r"\b(?:he|she|they|who) had\b|\A\W?(?:prior to|before) (?:this|that)\b", re.IGNORECASE)

SURE, SURE_IF_DATED = 0.78, 0.59
"""A sentence that names no place makes an event only where it says so surely what happened, or also says when."""

APART = 0.5
"""A sentence that names a place again tells of something else there only where it says so surely what happened."""

SHUT = frozenset({"ban", "close", "suspend"})
"""Acts that a lockdown brings with it."""

MEMORY_DAYS = 540
"""What lies further back than a year and a half, and has no place of its own, is told as background."""

_LONG_PAST = "background: long past when the report appeared, and no place is named"
_UNSURE = "no place is named, and what happened is not told surely enough"
_ELSEWHERE = "no place is named, and one of those told before is enough"
_GOES_ON = "no place is named, and it only says how what was told before went on"


def assemble(
    report: Report,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    *,
    kinds: Sequence[tuple[Kind, ...]] | None = None,
    left_out: list[LeftOut] | None = None,
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
    kinds
        What each sentence of the body says happened; read with the lexicon where not given.
    left_out
        Takes the claims that make no event, with the reason.

    Returns
    -------
    list of Event
        Each rests on at least one claim.

    Examples
    --------
    What a sentence tells of a place, and another of the province around it, is one event.

    >>> from geo_nk.extract.pipeline import Reader
    >>> from geo_nk.reports import Report
    >>> report = Report("r1", "Drugs were seized in Ryanggang Province. Police seized drugs in Hyesan.")
    >>> [(event.place.surface, len(event.claims)) for event in Reader().read(report).events]
    [('Hyesan', 2)]
    """
    body = [sentence for sentence in sentences if sentence.kind == "body"]
    if kinds is None:
        kinds = kinds_in([report.text[s.start : s.end] for s in body])
    notes = [] if left_out is None else left_out
    return _merge(_claims(report, body, mentions, dates, kinds), report.published, notes)


def _claims(
    report: Report,
    body: Sequence[Sentence],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    kinds: Sequence[tuple[Kind, ...]],
) -> Iterator[Claim]:
    text = report.text
    looking_back = {
        s.start
        for s, several in zip(body, kinds, strict=True)
        if several and _LOOKS_BACK.search(text[s.start : s.start + several[0].act.start])
    }
    told_of = {s.start: {kind.category for kind in several} for s, several in zip(body, kinds, strict=True)}
    stage = Stage(body, mentions, dates, looking_back=looking_back, told_of=told_of)
    last: Kind | None = None
    before: Claim | None = None
    for sentence, several in zip(body, kinds, strict=True):
        own = stage.of_sentence(sentence)
        words = text[sentence.start : sentence.end]
        again = says_again(words, last) if own and last and not several else None
        if several and before is not None and _goes_on(before, sentence, words):
            own = ()
        for kind in several or filter(None, [again]):
            last = kind
            inside = _in_clause(own, sentence, kind)
            if own and not inside and _is_beside(kind, several):
                continue
            inside = stage.known(inside or own)
            for place in _places(stage, sentence, words, inside, before):
                # What somebody "had done" before is told of the same place, but not of the same day.
                dated = place in own or sentence.start not in looking_back
                date = stage.own_date(sentence, place if len(inside) > 1 else None, sentence.start + kind.act.end)
                vague = date is None or date.precision in COARSE
                lent = stage.lent_date(sentence, place, _like(kind.category)) if dated and vague else None
                lent = None if _is_long_past(lent, report.published) else lent
                them = _THEM.search(text, sentence.start, sentence.start + kind.act.start) is not None
                before = Claim(sentence, kind, place, not own, date if dated else None, lent, them)
                yield before
        stage.enter(own)


def _places(
    stage: Stage, sentence: Sentence, words: str, inside: tuple[Mention, ...], before: Claim | None
) -> tuple[Mention | None, ...]:
    """Return where a sentence says it happened, or the places before it that it leaves unsaid."""
    if inside:
        return stage.narrowed(sentence, inside)
    if before is not None and _goes_on(before, sentence, words):
        return (before.place,)
    if is_everywhere(words) or names_unknown_place(words):
        return (None,)
    return stage.around(sentence, words) or (None,)


def _goes_on(before: Claim, sentence: Sentence, words: str) -> bool:
    """Whether a sentence only says what has become of the people of the claim before."""
    return sentence.paragraph - before.sentence.paragraph <= 1 and is_aftermath(words)


def _in_clause(own: tuple[Mention, ...], sentence: Sentence, kind: Kind) -> tuple[Mention, ...]:
    """Return the places of a sentence that stand in the clause of a kind."""
    start, end = sentence.start + kind.start, sentence.start + kind.end
    return tuple(place for place in own if start <= place.start < end)


def _is_beside(kind: Kind, several: Sequence[Kind]) -> bool:
    """Whether another clause of the sentence says more surely what happened: "were shot while carrying goods"."""
    return any(other.weight > kind.weight for other in several)


def _merge(claims: Iterable[Claim], published: dt.date | None, left_out: list[LeftOut]) -> list[Event]:
    """Make one event of the claims of one place and of like category."""
    events: list[Event] = []
    at_place: dict[str, Shelf] = defaultdict(Shelf)
    told: dict[str, set[str]] = defaultdict(set)
    last: dict[str, int] = {}
    made: set[tuple[int, str]] = set()
    for claim in claims:
        if _is_aside(claim, published):
            left_out.append(LeftOut(claim.sentence, _LONG_PAST))
            continue
        key = _place_key(claim.place)
        there = at_place[key]
        fits = (number for number in there.find(_sought(claim)) if _alike(events[number], claim))
        same = max(fits, key=lambda number: events[number].claims[-1].sentence.start, default=None)
        if same is not None and _is_another(events[same], claim):
            same = None
        if same is not None:
            events[same].add(_as_part(events[same], claim))
        elif claim.inherited and (claim.sentence.start, claim.kind.category) in made:
            left_out.append(LeftOut(claim.sentence, _ELSEWHERE))
            continue
        elif claim.inherited and (reason := _unfounded(claim, told[key], last.get(key))):
            left_out.append(LeftOut(claim.sentence, reason))
            continue
        else:
            same = len(events)
            events.append(Event(claim))
            made.add((claim.sentence.start, claim.kind.category))
        told[key].add(claim.kind.category)
        last[key] = claim.sentence.paragraph
        there.put(same, _label(events[same]))
    return _absorb(_into_parts(events))


def _into_parts(events: list[Event]) -> list[Event]:
    """Put what is told of a town to a like event in a part of it, where only one of the two has a date, or none."""
    parts: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        place = event.place.answer.place if event.place else None
        if place and place.county_id and place.kind in PARTS_OF_TOWN:
            parts[place.county_id].append(event)
    kept = []
    for event in events:
        inside = parts.get(_place_key(event.place), ())
        host = next((part for part in inside if part is not event and _is_same_within(event, part)), None)
        if host is None:
            kept.append(event)
        else:
            for claim in event.claims:
                host.add(claim)
    return kept


def _is_same_within(event: Event, part: Event) -> bool:
    return event.category == part.category and None in {event.own_date, part.own_date}


def _as_part(event: Event, claim: Claim) -> Claim:
    """Return a claim as one of an event; what a lockdown brought with it says no more than the lockdown."""
    if not event.categories.isdisjoint(_like(claim.kind.category)):
        return claim
    return replace(claim, kind=replace(claim.kind, category=event.category, weight=0.0))


def _is_another(event: Event, claim: Claim) -> bool:
    """Whether a claim tells of something else at a place than an event: it names the place anew, for another category.

    Within a paragraph, an arrest and what it was made for are one thing.
    """
    if claim.kind.category in event.categories:
        return False
    if claim.inherited:
        surely = claim.dated and event.own_date is None and claim.kind.weight >= SURE
        return surely and claim.sentence.paragraph != event.claims[-1].sentence.paragraph
    if event.lead.inherited:
        return False
    return claim.sentence.paragraph != event.claims[-1].sentence.paragraph and claim.kind.weight >= APART


def _unfounded(claim: Claim, told: AbstractSet[str], last: int | None) -> str | None:
    """Return why a claim that names no place makes no event of its own, or None where it does."""
    if claim.kind.weight < (SURE_IF_DATED if claim.dated else SURE):
        return _UNSURE
    alike = claim.kind.category in told or not told.isdisjoint(neighbours_of(claim.kind.category))
    here = claim.sentence.paragraph == last
    if alike and (not claim.dated or (here and claim.same_people)):
        return _GOES_ON
    return _GOES_ON if here and not claim.dated else None


def _place_key(place: Mention | None) -> str:
    return "" if place is None else place.place_id or place.surface


def _is_aside(claim: Claim, published: dt.date | None) -> bool:
    """Whether a claim only tells what went before: long past, and with no place of its own."""
    return claim.inherited and _is_long_past(claim.date or claim.lent, published)


def _is_long_past(date: DateMention | None, published: dt.date | None) -> bool:
    if date is None or date.date_end is None or published is None:
        return False
    return (published - date.date_end).days > MEMORY_DAYS


def _absorb(events: list[Event]) -> list[Event]:
    """Put what is told of a province as a whole, or of nowhere, to a like event at one of its places."""
    kept = [event for event in events if not _is_loose(event)]
    listed: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for event in kept:
        listed[_first_told(event)].append(event)
    shelf = Shelf()
    for number, event in enumerate(kept):
        shelf.put(number, _label(event))
    wide = [event for event in events if _is_loose(event)]
    for event in sorted(wide, key=lambda event: event.place is None):
        host = _host(event, kept, shelf)
        if host is None:
            host = len(kept)
            kept.append(event)
        else:
            for sibling in listed.get(_first_told(kept[host]), [kept[host]]):
                if _holds(event, sibling):
                    for claim in event.claims:
                        sibling.add(claim)
        shelf.put(host, _label(kept[host]))
    return sorted(kept, key=lambda event: event.claims[0].sentence.start)


def _host(wide: Event, kept: Sequence[Event], shelf: Shelf) -> int | None:
    """Return the number of the first kept event that may be the same as a wide one."""
    likely = (
        (number, claim)
        for claim in _unlike(wide.claims)
        for number in (range(len(kept)) if None in interval(claim.date) else shelf.find(_sought(claim)))
    )
    fits = (number for number, claim in likely if _holds(wide, kept[number]) and _alike(kept[number], claim))
    return min(fits, default=None)


def _label(event: Event) -> Label:
    """Return what an event is found by."""
    return Label(event.categories, *interval(event.own_date))


def _sought(claim: Claim) -> Label:
    """Return what the events that a claim may be of are found by."""
    shut = {"border_control"} if claim.kind.act.value in SHUT else frozenset()
    return Label(_like(claim.kind.category) | shut, *interval(claim.date))


def _first_told(event: Event) -> tuple[int, str]:
    """Return by what the places of one list are known, "in Hoeryong and Musan": the sentence and what it tells of."""
    first = event.claims[0]
    return first.sentence.start, first.kind.category


def _is_loose(event: Event) -> bool:
    """Whether an event may be what is told of a place later: it names none, a wide one, or one that only follows."""
    if event.place is None or is_wide(event.place):
        return True
    return event.lead.inherited and event.place.start > event.claims[-1].sentence.end


def _holds(wide: Event, event: Event) -> bool:
    """Whether a wide event may be the same as one at a place: that place lies in it, or it names none or a river."""
    if not is_wide(wide.place):
        return event.category == wide.category
    if wide.place is None or wide.place.kind != "province" or event.place is None or event.place.answer.place is None:
        return wide.place is None or wide.place.kind != "province"
    return event.place.answer.place.province_id == wide.place.place_id


def _like(category: str) -> frozenset[str]:
    """Return a category and those that an analyst would take for it."""
    return neighbours_of(category) | {category}


def _unlike(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims that differ in category or date, which is all that likeness looks at."""
    return list({(claim.kind.category, interval(claim.date)): claim for claim in claims}.values())


def _alike(event: Event, claim: Claim) -> bool:
    """Whether a claim may be of the same thing: like category, and no date that excludes it."""
    category = claim.kind.category
    if event.categories.isdisjoint(_like(category)) and not _is_shut_within(event, claim):
        return False
    date = event.own_date if category == event.category else event.told_date
    (start, end), (other_start, other_end) = interval(date), interval(claim.date)
    if start is None or end is None or other_start is None or other_end is None:
        return True
    return max(start, other_start) <= min(end, other_end)


def _is_shut_within(event: Event, claim: Claim) -> bool:
    """Whether a claim tells what is shut in a town that the event sealed off, as its market."""
    return claim.kind.act.value in SHUT and any(told.kind.act.value == "lockdown" for told in event.claims)
