"""When what a report tells happened: the date of a sentence, and the several times of what is told of one place."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.extract.features import date_features, dates_near
from geo_nk.extract.linear import logistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo_nk.dates import DateMention
    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.happenings import Happening
    from geo_nk.extract.scores import Scores
    from geo_nk.extract.weights import Weights

__all__ = ["Time", "at_other_times", "dates_told", "times_told"]

DATED = 0.2
"""A temporal expression dates an event where that is at least so likely."""

SURE = 0.8
"""A sentence that names the place and a day of its own tells of an event of its own where it does so this surely."""

_AND = re.compile(r",? and (?:(?:[^\W\d_]+ ){0,4}on )?(?:the )?")
"""What joins the days of two events: "four on August 3 and two more on September 12"."""


class Time(NamedTuple):
    """One of the times of what is told of a place.

    Attributes
    ----------
    sentences : tuple of int
        Those of the body that tell of it; the first is quoted.
    date : DateMention or None
    distinguish : str or None
        Tells it apart from another time that the same sentence tells of.
    """

    sentences: tuple[int, ...]
    date: DateMention | None
    distinguish: str | None = None


def dates_told(
    analysis: Analysis, scores: Scores, weights: Weights, quoted: Iterable[int]
) -> dict[int, DateMention | None]:
    """Return the temporal expression that most likely dates what each of some sentences of the body tells, or None."""
    near = {sentence: dates_near(analysis, sentence) for sentence in quoted}
    told = scores.sentences.tolist() if near else []
    asked = [(sentence, number) for sentence, numbers in near.items() for number in numbers]
    blocks = [date_features(analysis, number, sentence, told, near[sentence]) for sentence, number in asked]
    likely = logistic(weights.date.scores(blocks))[:, 0].tolist() if blocks else []
    best: dict[int, tuple[float, int]] = {}
    for (sentence, number), likelihood in zip(asked, likely, strict=True):
        if likelihood >= DATED and likelihood > best.get(sentence, (0.0, 0))[0]:
            best[sentence] = likelihood, number
    return {sentence: analysis.dates[best[sentence][1]] if sentence in best else None for sentence in near}


def times_told(
    analysis: Analysis, scores: Scores, weights: Weights, told: Sequence[tuple[Happening, Sequence[int]]]
) -> list[list[Time]]:
    """Return the times of some happenings: one, unless the report tells plainly of more.

    A sentence that names the place and has a day of its own, which the quoted one has not, tells of another time, and
    so does a second day beside the first.

    Parameters
    ----------
    analysis, scores, weights
        As for `dates_told`.
    told
        Each happening with the sentences that tell of it, the surest first.

    Returns
    -------
    list of list of Time
        At least one for each.
    """
    naming = [_naming(scores, happening, sentences) for happening, sentences in told]
    asked = dict.fromkeys([*(sentences[0] for _, sentences in told), *(n for each in naming for n in each)])
    dates = dates_told(analysis, scores, weights, asked)
    return [
        [time for apart in _apart(analysis, sentences, own, dates) for time in _each_day(analysis, apart)]
        for (_, sentences), own in zip(told, naming, strict=True)
    ]


def _naming(scores: Scores, happening: Happening, sentences: Sequence[int]) -> list[int]:
    """Return those of some sentences behind the first that name the place and surely tell of something."""
    own = {sentence for number in happening.pairs for sentence in scores.pairs[number].own}
    return [sentence for sentence in sentences[1:] if sentence in own and scores.sentences[sentence] >= SURE]


def _apart(
    analysis: Analysis, sentences: Sequence[int], own: Sequence[int], dates: dict[int, DateMention | None]
) -> list[Time]:
    """Return the quoted sentence with its date, and each other with a date of its own at another time."""
    first = Time((sentences[0],), dates[sentences[0]])
    found = [first]
    for sentence in own if _is_inside(analysis, first) else ():
        time = Time((sentence,), dates[sentence])
        if _is_inside(analysis, time) and all(at_other_times(time.date, other.date) for other in found):
            found.append(time)
    apart = {time.sentences[0] for time in found[1:]}
    found[0] = first._replace(sentences=tuple(sentence for sentence in sentences if sentence not in apart))
    return found


def _is_inside(analysis: Analysis, time: Time) -> bool:
    """Whether a sentence holds its date itself, and that says when something happened."""
    sentence = analysis.body[time.sentences[0]]
    return time.date is not None and time.date.use == "event" and sentence.start <= time.date.start < sentence.end


def _each_day(analysis: Analysis, time: Time) -> Iterator[Time]:
    """Yield a time, and the days beside its day: "on August 3 and September 12"."""
    yield time
    at = analysis.dates.index(time.date) if time.date else bisect_left(analysis.sentence_of_date, time.sentences[0])
    if at == len(analysis.dates) or not _is_inside(analysis, time._replace(date=analysis.dates[at])):
        return
    for one, other, beside in ((at - 1, at, at - 1), (at, at + 1, at + 1)):
        if one < 0 or other >= len(analysis.dates):
            continue
        first, last = analysis.dates[one], analysis.dates[other]
        joined = _AND.fullmatch(analysis.report.text, first.end, last.start)
        if joined and analysis.dates[beside].use == "event" and _are_two_days(first, last):
            yield time._replace(date=analysis.dates[beside], distinguish=analysis.dates[beside].surface)


def _are_two_days(one: DateMention, other: DateMention) -> bool:
    """Whether both are days, or would be if the year were known."""
    if one.date_start is None and other.date_start is None:
        return one.surface != other.surface
    return one.precision == other.precision == "day" and at_other_times(one, other)


def at_other_times(one: DateMention | None, other: DateMention | None) -> bool:
    """Whether two dates share no day."""
    return one is not None and other is not None and (_before(one, other) or _before(other, one))


def _before(one: DateMention, other: DateMention) -> bool:
    return one.date_end is not None and other.date_start is not None and one.date_end < other.date_start
