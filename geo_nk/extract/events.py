"""What a report tells: events, each of one category at one place, with the sentences that tell it and its date."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from geo_nk.events.categories import accepted_categories
from geo_nk.extract.analysis import place_key
from geo_nk.extract.details import VOCABULARIES, Details, details_of, in_vocabulary
from geo_nk.extract.features import date_features, dates_near
from geo_nk.extract.happenings import happenings_of
from geo_nk.extract.leftout import LeftOut
from geo_nk.extract.linear import logistic
from geo_nk.extract.mentions import WIDE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.extractors import ClaimSpan, ToldEvent
    from geo_nk.extract.happenings import Happening, Scores
    from geo_nk.extract.mentions import Mention
    from geo_nk.extract.weights import Weights
    from geo_nk.reports.text import Sentence

__all__ = ["Event", "claimed_events", "dated_by", "extracted_events", "told_events"]

SECOND, SAME = 0.3, 0.6
"""A second category at a place is an event where its odds are at least this part of those of the first.

The latter where the same sentence tells of both.
"""

TELLING = 0.5
"""A sentence supports an event where it tells of something at least so surely as this part of the quoted one."""

ELSEWHERE = 0.5
"""What a sentence's score keeps where it does not name the place."""

DATED = 0.2
"""A temporal expression dates an event where that is at least so likely."""

WEIGHED = 0.1
"""What is less sure is not named among what was left out."""

UNPLACED = 0.75
"""A sentence that names no place makes an event without one where it tells of something at least so surely."""

_WIDE = "the same as at a place in that province"
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
    """

    category: str
    place: Mention | None
    sentences: tuple[Sentence, ...]
    date: DateMention | None
    confidence: float | None
    details: Details | None = None
    status: str = "candidate"
    reader: str = ""

    @property
    def quoted(self) -> Sentence:
        """The sentence that tells of it most surely."""
        return self.sentences[0]


def told_events(analysis: Analysis, scores: Scores, weights: Weights) -> tuple[list[Event], list[LeftOut]]:
    """Return what a report tells, as the trained reader sees it.

    Parameters
    ----------
    analysis, scores
        The report, and what `geo_nk.extract.happenings.score_report` says of it.
    weights
        Of the models.

    Returns
    -------
    list of Event
        In the order in which the report tells them.
    list of LeftOut
        What was weighed and found too light.
    """
    found = happenings_of(analysis, scores, weights)
    left_out: list[LeftOut] = []
    kept = []
    for happening, sentences in _without_echoes(analysis, scores, found, left_out, weights.threshold):
        kept.append(_event(analysis, scores, weights, happening, sentences))
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
    for claim in claims:
        sentence = next((n for n, s in enumerate(analysis.body) if s.start <= claim.start < s.end), None)
        if sentence is None:
            continue
        for key in _places_of_claim(analysis, scores, sentence, roles):
            found.setdefault((claim.category, key), []).append((claim.weight, sentence))
    events = []
    for (category, key), told in found.items():
        numbers = [sentence for _, sentence in sorted(told, key=lambda each: (-each[0], each[1]))]
        place = _mention(analysis, key, analysis.body[numbers[0]]) if key is not None else None
        sentences = tuple(analysis.body[n] for n in dict.fromkeys(numbers))
        date = dated_by(analysis, scores, weights, numbers[0])
        events.append(Event(category, place, sentences, date, max(weight for weight, _ in told)))
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
        once.
    """
    events: dict[tuple[str, str, int], Event] = {}
    for each in told:
        sentences = tuple(analysis.body[n] for n in each.sentences)
        words = details_of(analysis.words(sentence) for sentence in sentences)
        folded = {name: in_vocabulary(each.details.get(name, ()), *table) for name, table in VOCABULARIES.items()}
        details = Details(**folded, quantity=tuple(each.details.get("quantity", ())), direction=words.direction)
        for place in each.places or (None,):
            event = Event(each.category, place, sentences, each.date, each.confidence, details)
            key = place_key(place) if place else ""
            events.setdefault((each.category, key, sentences[0].start), event)
    return sorted(events.values(), key=lambda event: event.quoted.start)


def dated_by(analysis: Analysis, scores: Scores, weights: Weights, quoted: int) -> DateMention | None:
    """Return the temporal expression that most likely dates what a sentence of the body tells, or None."""
    best: tuple[float, int] | None = None
    told = scores.sentences.tolist()
    near = dates_near(analysis, quoted)
    for number in near:
        odds = weights.date.bias + weights.date.part(date_features(analysis, number, quoted, told, near))
        likely = float(logistic(odds)[0])
        if best is None or likely > best[0]:
            best = likely, number
    return analysis.dates[best[1]] if best is not None and best[0] >= DATED else None


def _without_echoes(
    analysis: Analysis, scores: Scores, found: Sequence[Happening], left_out: list[LeftOut], threshold: float
) -> list[tuple[Happening, list[int]]]:
    """Leave out what says again at a wider place, or under another category, what is told already.

    A second category at a place stands only where it is almost as sure.
    """
    sure = [happening for happening in found if happening.confidence >= threshold]
    fine = {_province(analysis, h.key) for h in sure if not _is_wide(analysis, h.key)}
    kept: list[tuple[Happening, list[int]]] = []
    for happening in sure:  # those of a place come in the order in which the words speak for their categories
        sentences = _telling(scores, happening)
        quoted = analysis.body[sentences[0]]
        if happening.key in fine:
            left_out.append(LeftOut(quoted, _WIDE))
            continue
        rivals = [(other, told) for other, told in kept if other.key == happening.key]
        if any(
            happening.category in accepted_categories(other.category)
            or happening.odds < other.odds + log(SAME if sentences[0] == told[0] else SECOND)
            for other, told in rivals
        ):
            left_out.append(LeftOut(quoted, f"{happening.category}: {_ECHO}"))
            continue
        kept.append((happening, sentences))
    return kept


def _event(
    analysis: Analysis, scores: Scores, weights: Weights, happening: Happening, sentences: Sequence[int]
) -> Event:
    quoted = analysis.body[sentences[0]]
    return Event(
        happening.category,
        _mention(analysis, happening.key, quoted),
        tuple(analysis.body[n] for n in sentences),
        dated_by(analysis, scores, weights, sentences[0]),
        round(happening.confidence, 3),
    )


def _telling(scores: Scores, happening: Happening) -> list[int]:
    """Return the sentences that tell of a happening, the surest first."""
    ranked: dict[int, float] = {}
    for number in happening.pairs:
        pair = scores.pairs[number]
        for sentence in scores.paragraphs[pair.paragraph]:
            names = sentence in pair.own or not pair.named
            told = float(scores.sentences[sentence]) * (1.0 if names else ELSEWHERE) * float(scores.told[number])
            ranked[sentence] = max(ranked.get(sentence, 0.0), told)
    order = sorted(ranked, key=lambda sentence: (-ranked[sentence], sentence))
    return [sentence for sentence in order if ranked[sentence] >= TELLING * ranked[order[0]]]


def _unplaced(analysis: Analysis, scores: Scores, weights: Weights, kept: Sequence[Event]) -> list[Event]:
    """Return what sentences tell surely of which no place is told: it is listed, and drawn nowhere."""
    used = {sentence for event in kept for sentence in event.sentences}
    found: dict[str, Event] = {}
    inside: dict[int, list[int]] = {}
    for n, pair in enumerate(scores.pairs):
        inside.setdefault(pair.paragraph, []).append(n)
    for number, sentences in enumerate(scores.paragraphs):
        pairs = inside.get(number, [])
        if any(scores.pairs[n].named for n in pairs) or any(analysis.body[s] in used for s in sentences):
            continue
        best = max(sentences, key=lambda sentence: float(scores.sentences[sentence]))
        told = float(scores.sentences[best])
        if told < UNPLACED or not pairs:
            continue
        kinds = scores.kinds[max(pairs, key=lambda n: float(scores.told[n]))]
        category = weights.categories[int(kinds.argmax())]
        if any(event.category in accepted_categories(category) for event in kept):
            continue
        date = dated_by(analysis, scores, weights, best)
        event = Event(category, None, (analysis.body[best],), date, round(told * float(kinds.max()), 3))
        if category not in found or (found[category].confidence or 0.0) < (event.confidence or 0.0):
            found[category] = event
    return list(found.values())


def _places_of_claim(analysis: Analysis, scores: Scores, sentence: int, roles: Sequence[str]) -> list[str | None]:
    """Return where a claim may have happened: the event's places in its sentence, else the likeliest before it."""
    inside = [n for n, holder in enumerate(analysis.sentence_of_mention) if holder == sentence]
    own = dict.fromkeys(place_key(analysis.mentions[n]) for n in inside if roles[n] == "event")
    if own:
        return list(own)
    paragraph = next(n for n, numbers in enumerate(scores.paragraphs) if sentence in numbers)
    around = [n for n, pair in enumerate(scores.pairs) if pair.paragraph == paragraph]
    if not around:
        return [None]
    best = max(around, key=lambda n: float(scores.told[n]))
    return [scores.pairs[best].key if scores.told[best] >= DATED else None]


def _mention(analysis: Analysis, key: str, quoted: Sentence) -> Mention:
    """Return where a place is named: in the quoted sentence, else nearest to it."""
    named = [mention for mention in analysis.mentions if place_key(mention) == key]
    inside = [mention for mention in named if quoted.start <= mention.start < quoted.end]
    return min(inside or named, key=lambda mention: abs(mention.start - quoted.start))


def _is_wide(analysis: Analysis, key: str) -> bool:
    return next(mention for mention in analysis.mentions if place_key(mention) == key).kind in WIDE_KINDS


def _province(analysis: Analysis, key: str) -> str | None:
    place = next(mention for mention in analysis.mentions if place_key(mention) == key).answer.place
    return place.province_id if place else None
