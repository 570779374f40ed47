"""What a report tells: events, each of one category at one place, with the sentences that tell it and its date."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import chain
from math import log
from typing import TYPE_CHECKING

import numpy as np

from geo_nk.events.categories import accepted_categories
from geo_nk.extract.analysis import place_key
from geo_nk.extract.details import quoted_details
from geo_nk.extract.happenings import happenings_of
from geo_nk.extract.leftout import LeftOut
from geo_nk.extract.linear import logistic
from geo_nk.extract.scores import kinds_nowhere
from geo_nk.extract.times import at_other_times, dates_told, times_told
from geo_nk.extract.toponyms.mention import WIDE_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.details import Details
    from geo_nk.extract.extractors import ClaimSpan, ToldEvent
    from geo_nk.extract.happenings import Happening
    from geo_nk.extract.scores import Scores
    from geo_nk.extract.times import Time
    from geo_nk.extract.toponyms.mention import Mention
    from geo_nk.extract.weights import Weights
    from geo_nk.reports.text import Sentence

__all__ = ["Event", "claimed_events", "extracted_events", "told_events"]

SECOND, SAME = 0.3, 0.6
"""A second category at a place is an event where its odds are at least this part of those of the first.

The latter where the same sentence tells of both.
"""

TELLING = 0.5
"""A sentence supports an event where it tells of something at least so surely as this part of the quoted one."""

ELSEWHERE = 0.5
"""What a sentence's score keeps where it does not name the place."""

CARRIED = 0.2
"""A sentence's place may be one named before it where something happened there at least so likely."""

QUIET = 0.2
"""No event rests on a sentence that tells of a happening less surely: of a text of one sentence little else is known.
"""

WEIGHED = 0.1
"""What is less sure is not named among what was left out."""

UNPLACED = 0.75
"""A sentence that names no place makes an event without one where it tells of something at least so surely."""

_WIDE = "the same as at a place in that province"
_QUIET = "no sentence tells that it happened"
_ECHO = "the same as another category at that place"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at one place.

    Attributes
    ----------
    category : str
        A code of ``categories.csv``.
    place : Mention or None
        Where it is named: in the quoted sentence, if it is named there. None where the report does not say.
    sentences : tuple of Sentence
        Those that tell of it; the first is quoted.
    date : DateMention or None
    confidence : float or None
        How likely it is that the event was read rightly, 0 to 1; None where that was never measured.
    details : Details or None
        Particulars that an extractor gave; those that the sentences name where None.
    status : str
        Of the column of this name.
    reader : str
        Who read it, where that is not the reader of the whole report.
    distinguish : str or None
        Tells it apart from another of its category and place that the same sentence tells of another time.
    """

    category: str
    place: Mention | None
    sentences: tuple[Sentence, ...]
    date: DateMention | None
    confidence: float | None
    details: Details | None = None
    status: str = "candidate"
    reader: str = ""
    distinguish: str | None = None

    @property
    def quoted(self) -> Sentence:
        """The sentence that tells of it most surely."""
        return self.sentences[0]


def told_events(analysis: Analysis, scores: Scores, weights: Weights) -> tuple[list[Event], list[LeftOut]]:
    """Return what a report tells, as the trained reader sees it.

    Parameters
    ----------
    analysis, scores
        The report, and what `geo_nk.extract.scores.score_report` says of it.
    weights
        Of the models.

    Returns
    -------
    list of Event
        In the order in which the report tells them.
    list of LeftOut
        What was weighed and found too light.
    """
    found = happenings_of(analysis, scores, weights, least=min(WEIGHED, weights.threshold))
    left_out: list[LeftOut] = []
    sure = _without_echoes(analysis, scores, found, left_out, weights.threshold)
    times = times_told(analysis, scores, weights, sure)
    kept = [
        _event(analysis, happening, time) for (happening, _), told in zip(sure, times, strict=True) for time in told
    ]
    for happening in found:
        if WEIGHED <= happening.confidence < weights.threshold:
            quoted = analysis.body[_telling(scores, happening)[0]]
            name = _mention(analysis, happening.key, quoted).surface
            reason = f"{happening.category} at {name} is too unsure ({happening.confidence:.2f})"
            left_out.append(LeftOut(quoted, reason))
    kept += _unplaced(analysis, scores, weights, kept)
    return sorted(kept, key=lambda event: event.quoted.start), left_out


def claimed_events(
    analysis: Analysis, scores: Scores, weights: Weights, claims: Iterable[ClaimSpan], roles: Sequence[str]
) -> list[Event]:
    """Return the events of claims of another extractor: its categories, at the places that the reader gives them.

    Parameters
    ----------
    analysis, scores, weights
        As for `told_events`.
    claims
        In the order of the text.
    roles
        Of the mentions.

    Returns
    -------
    list of Event
        One for each category and place.
    """
    found: dict[tuple[str, str | None], list[tuple[float, int]]] = {}
    starts = [sentence.start for sentence in analysis.body]
    places = _places_of_sentences(analysis, scores, roles)
    for claim in claims:
        sentence = bisect_right(starts, claim.start) - 1
        if sentence < 0 or claim.start >= analysis.body[sentence].end:
            continue
        for key in places[sentence]:
            found.setdefault((claim.category, key), []).append((claim.weight, sentence))
    events = []
    dates = dates_told(analysis, scores, weights, [_surest(told)[0] for told in found.values()])
    for (category, key), told in found.items():
        numbers = _surest(told)
        place = _mention(analysis, key, analysis.body[numbers[0]]) if key is not None else None
        sentences = tuple(analysis.body[n] for n in dict.fromkeys(numbers))
        confidence = max(weight for weight, _ in told)
        events.append(Event(category, place, sentences, dates[numbers[0]], confidence))
    return sorted(events, key=lambda event: event.quoted.start)


def extracted_events(analysis: Analysis, told: Iterable[ToldEvent]) -> list[Event]:
    """Return the events that an extractor tells whole, one for each of their places.

    Parameters
    ----------
    analysis
        The report.
    told
        What the extractor tells.

    Returns
    -------
    list of Event
        In the order of the sentences that are quoted. What says the same of the same place by the same sentence comes
        once, unless two times are told.
    """
    events: dict[tuple[str, str, int], list[Event]] = {}
    for each in told:
        sentences = tuple(analysis.body[n] for n in each.sentences)
        details = quoted_details(each.details)
        for place in each.places or (None,):
            event = Event(each.category, place, sentences, each.date, each.confidence, details)
            key = place_key(place) if place else ""
            same = events.setdefault((each.category, key, sentences[0].start), [])
            if all(at_other_times(event.date, other.date) for other in same):
                same.append(replace(event, distinguish=str(len(same) + 1)) if same else event)
    return sorted(chain.from_iterable(events.values()), key=lambda event: event.quoted.start)


def _surest(told: Iterable[tuple[float, int]]) -> list[int]:
    """Return the sentences of some claims, the surest first."""
    return [sentence for _, sentence in sorted(told, key=lambda each: (-each[0], each[1]))]


def _without_echoes(
    analysis: Analysis, scores: Scores, found: Sequence[Happening], left_out: list[LeftOut], threshold: float
) -> list[tuple[Happening, list[int]]]:
    """Leave out what says again at a wider place, or under another category, what is told already.

    A second category at a place stands only where it is almost as sure.
    """
    sure = [happening for happening in found if happening.confidence >= threshold]
    fine = {_province(analysis, h.key) for h in sure if not _is_wide(analysis, h.key)}
    kept: list[tuple[Happening, list[int]]] = []
    by_key: dict[str, list[tuple[Happening, list[int]]]] = {}
    for happening in sure:  # those of a place come in the order in which the words speak for their categories
        sentences = _telling(scores, happening)
        quoted = analysis.body[sentences[0]]
        if happening.key in fine and _is_wide(analysis, happening.key):  # a city may be a province of its own: Rason
            left_out.append(LeftOut(quoted, _WIDE))
            continue
        if scores.sentences[sentences[0]] < QUIET:
            left_out.append(LeftOut(quoted, _QUIET))
            continue
        rivals = by_key.setdefault(happening.key, [])
        if any(
            happening.category in accepted_categories(other.category)
            or happening.odds < other.odds + log(SAME if sentences[0] == told[0] else SECOND)
            for other, told in rivals
        ):
            left_out.append(LeftOut(quoted, f"{happening.category}: {_ECHO}"))
            continue
        kept.append((happening, sentences))
        rivals.append(kept[-1])
    return kept


def _event(analysis: Analysis, happening: Happening, time: Time) -> Event:
    quoted = analysis.body[time.sentences[0]]
    return Event(
        happening.category,
        _mention(analysis, happening.key, quoted),
        tuple(analysis.body[n] for n in time.sentences),
        time.date,
        round(happening.confidence, 3),
        distinguish=time.distinguish,
    )


def _telling(scores: Scores, happening: Happening) -> list[int]:
    """Return the sentences that tell of a happening, the surest first."""
    ranked: dict[int, float] = {}
    for number in happening.pairs:
        pair = scores.pairs[number]
        own, sure = frozenset(pair.own), float(scores.told[number])
        for sentence in scores.paragraphs[pair.paragraph]:
            names = sentence in own or not pair.named
            told = float(scores.sentences[sentence]) * (1.0 if names else ELSEWHERE) * sure
            ranked[sentence] = max(ranked.get(sentence, 0.0), told)
    order = sorted(ranked, key=lambda sentence: (-ranked[sentence], sentence))
    return [sentence for sentence in order if ranked[sentence] >= TELLING * ranked[order[0]]]


def _unplaced(analysis: Analysis, scores: Scores, weights: Weights, kept: Sequence[Event]) -> list[Event]:
    """Return what sentences tell surely of which no place is told: it is listed, and drawn nowhere."""
    used = {sentence for event in kept for sentence in event.sentences}
    told, surest = scores.sentences.tolist(), scores.told.tolist()
    inside: dict[int, list[int]] = {}
    for n, pair in enumerate(scores.pairs):
        inside.setdefault(pair.paragraph, []).append(n)
    found: dict[str, tuple[float, int]] = {}
    for number, sentences in enumerate(scores.paragraphs):
        pairs = inside.get(number, [])
        best = max(sentences, key=told.__getitem__)
        if told[best] < UNPLACED or any(scores.pairs[n].named for n in pairs):
            continue
        if any(analysis.body[s] in used for s in sentences):
            continue
        kinds = (
            scores.kinds[max(pairs, key=surest.__getitem__)]
            if pairs
            else kinds_nowhere(analysis, scores, weights, number)
        )
        category = weights.categories[int(kinds.argmax())]
        confidence = round(_calibrated(told[best] * float(kinds.max()), *weights.unplaced), 3)
        if confidence > found.get(category, (-1.0, 0))[0] and not any(
            event.category in accepted_categories(category) for event in kept
        ):
            found[category] = confidence, best
    dates = dates_told(analysis, scores, weights, [sentence for _, sentence in found.values()])
    return [
        Event(category, None, (analysis.body[sentence],), dates[sentence], confidence)
        for category, (confidence, sentence) in found.items()
    ]


def _calibrated(likelihood: float, slope: float, offset: float) -> float:
    """Return the share of what was thought so likely that was right."""
    odds = log(likelihood / (1 - likelihood)) if likelihood < 1 else float("inf")
    return float(logistic(np.array([slope * odds + offset], dtype=np.float32))[0])


def _places_of_sentences(
    analysis: Analysis, scores: Scores, roles: Sequence[str]
) -> Mapping[int, Collection[str | None]]:
    """Return where each sentence's claims may have happened: its places of an event, else the likeliest before it."""
    own: dict[int, dict[str, None]] = {}
    for number, sentence in enumerate(analysis.sentence_of_mention):
        if roles[number] == "event":
            own.setdefault(sentence, {})[analysis.keys[number]] = None
    around: dict[int, tuple[float, str]] = {}
    for pair, told in zip(scores.pairs, scores.told.tolist(), strict=True):
        if told >= CARRIED and told > around.get(pair.paragraph, (0.0, ""))[0]:
            around[pair.paragraph] = told, pair.key
    places: dict[int, Collection[str | None]] = {}
    for paragraph, sentences in enumerate(scores.paragraphs):
        likeliest = around[paragraph][1] if paragraph in around else None
        places |= {sentence: own.get(sentence, [likeliest]) for sentence in sentences}
    return places


def _mention(analysis: Analysis, key: str, quoted: Sentence) -> Mention:
    """Return where a place is named: in the quoted sentence, else nearest to it."""
    named = [analysis.mentions[n] for n in analysis.named[key]]
    inside = [mention for mention in named if quoted.start <= mention.start < quoted.end]
    return min(inside or named, key=lambda mention: abs(mention.start - quoted.start))


def _is_wide(analysis: Analysis, key: str) -> bool:
    return analysis.mentions[analysis.named[key][0]].kind in WIDE_KINDS


def _province(analysis: Analysis, key: str) -> str | None:
    place = analysis.mentions[analysis.named[key][0]].answer.place
    return place.province_id if place else None
