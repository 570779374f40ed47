"""What happened where, as the trained reader weighs it: pairs of paragraph and place, and over them the whole report.

Two steps. A linear model scores each paragraph with each place named in it or shortly before: whether something is
told to have happened there, and of which category. A second one, over a few figures of all paragraphs, of the roles of
the place's mentions and of the other places of the report, says how sure a row of that place and category is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from geo_nk.events.categories import accepted_categories
from geo_nk.extract.linear import logistic
from geo_nk.extract.toponyms.mention import WIDE_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.scores import Scores
    from geo_nk.extract.toponyms.mention import Mention
    from geo_nk.extract.weights import Weights

__all__ = ["Happening", "happening_features", "happenings_of"]

LIKELIEST = 3
"""Categories of a place that are weighed."""

_FLOOR = 1e-4


@dataclass(frozen=True, slots=True)
class Happening:
    """That something of one category happened at one place.

    Attributes
    ----------
    key : str
        The place, see `geo_nk.extract.analysis.place_key`.
    category : str
    confidence : float
        How likely it is that a row of it is right, 0 to 1.
    odds : float
        The logarithm of its odds before calibration, by which happenings are compared.
    pairs : tuple of int
        The pairs of `Scores` that tell of it, the surest first.
    """

    key: str
    category: str
    confidence: float
    odds: float
    pairs: tuple[int, ...]


def happenings_of(analysis: Analysis, scores: Scores, weights: Weights, *, least: float = 0.0) -> list[Happening]:
    """Weigh each place of a report with its likeliest categories.

    Parameters
    ----------
    analysis, scores
        The report, and what `score_report` says of it.
    weights
        Of the models.
    least
        Leave out what has a smaller confidence.

    Returns
    -------
    list of Happening
        By place in the order of the text, and the surest first.
    """
    candidates, figures = happening_features(analysis, scores, weights.categories)
    if not candidates:
        return []
    mean, scale, weight = weights.happening
    odds = ((figures - mean) / scale) @ weight + weights.bias
    slope, offset = weights.calibration
    sure = logistic(slope * odds + offset)
    joint, pairs_of_key = scores.joint.tolist(), scores.pairs_of_key()
    found = []
    for (key, category), confidence, odd in zip(candidates, sure.tolist(), odds.tolist(), strict=True):
        if confidence < least:
            continue
        likely = sorted(pairs_of_key[key], key=lambda number: -joint[number][category])
        half = joint[likely[0]][category] / 2
        telling = tuple(number for number in likely if joint[number][category] >= half)
        found.append(Happening(key, weights.categories[category], confidence, odd, telling))
    return found


def happening_features(
    analysis: Analysis, scores: Scores, categories: Sequence[str]
) -> tuple[list[tuple[str, int]], npt.NDArray[np.float32]]:
    """Return the places and categories worth weighing, with the figures by which they are.

    Parameters
    ----------
    analysis, scores
        The report, and what `score_report` says of it.
    categories
        In the order of the scores.

    Returns
    -------
    list of tuple
        The key of a place, and the number of a category.
    numpy.ndarray
        The figures of each, shape (candidates, features).
    """
    if not scores.pairs:
        return [], np.zeros((0, 0), dtype=np.float32)
    # Few figures of few places: plain lists are quicker than arrays.
    joint = scores.joint.tolist()
    pairs_of_key = scores.pairs_of_key()
    best = {key: _columns(max, [joint[n] for n in pairs]) for key, pairs in pairs_of_key.items()}
    peak = {key: max(row) for key, row in best.items()}
    inside = _peaks_inside(analysis, peak)
    first, second = [*sorted(peak.values(), reverse=True)[:2], 0.0][:2]
    mass = (scores.kinds * scores.told[:, None]).sum(axis=0)
    mass = (mass / max(float(mass.sum()), _FLOOR)).tolist()
    figures = _Figures.of(scores, joint, categories)
    surest = max(figures.told)
    title = (analysis.report.title or "").lower()
    candidates: list[tuple[str, int]] = []
    shares, plain = [], []
    for order, (key, pairs) in enumerate(pairs_of_key.items()):
        roles = [figures.roles[n] for n in analysis.named[key]]
        mentions = [analysis.mentions[n] for n in analysis.named[key]]
        place = figures.of_place(pairs)
        known = [
            peak[key],
            second if peak[key] == first else first,
            inside.get(key, 0.0),
            *_columns(max, roles),
            *(total / len(roles) for total in _columns(_sum, roles)),
            surest,
        ]
        standing = _standing(analysis, mentions, title, order, len(peak))
        likeliest = sorted(range(len(categories)), key=best[key].__getitem__, reverse=True)[:LIKELIEST]
        for category in likeliest:
            candidates.append((key, category))
            shares.append([*figures.of_category(pairs, category, best[key], place), mass[category], *known])
            which = [0.0] * len(categories)
            which[category] = 1.0
            plain.append([*standing, float(category == likeliest[0]), float(inside.get(key, 0.0) > 0), *which])
    return candidates, np.hstack([_log_odds(shares), np.array(plain, dtype=np.float32)])


@dataclass(frozen=True, slots=True)
class _Figures:
    """The scores of a report as plain lists; see `Scores`."""

    scores: Scores
    joint: list[list[float]]
    told: list[float]
    kinds: list[list[float]]
    roles: list[list[float]]
    sentences: list[float]
    alike: list[list[int]]

    @classmethod
    def of(cls, scores: Scores, joint: list[list[float]], categories: Sequence[str]) -> _Figures:
        return cls(
            scores,
            joint,
            scores.told.tolist(),
            scores.kinds.tolist(),
            scores.roles.tolist(),
            scores.sentences.tolist(),
            _alike(tuple(categories)),
        )

    def of_place(self, pairs: Sequence[int]) -> tuple[float, float, float]:
        """Return how surely anything is told of a place: most, next to that, and most of where it is named."""
        told = sorted(self.told[n] for n in pairs)
        named = max((self.told[n] for n in pairs if self.scores.pairs[n].named), default=0.0)
        return told[-1], told[-2] if len(told) > 1 else 0.0, named

    def of_category(
        self, pairs: Sequence[int], category: int, best: Sequence[float], place: tuple[float, float, float]
    ) -> list[float]:
        """Return the probabilities that speak for a category at a place, given the best of each and `of_place`."""
        joint = [self.joint[n][category] for n in pairs]
        number = pairs[joint.index(best[category])]
        surest = self.scores.pairs[number]
        most, second, named = place
        return [
            best[category],
            most,
            second,
            self.kinds[number][category],
            max([best[other] for other in self.alike[category]]),
            1 - prod([1 - self.told[n] * self.kinds[n][category] for n in pairs]),
            named,
            max([self.sentences[s] for s in self.scores.paragraphs[surest.paragraph]]),
            max([self.sentences[s] for s in surest.own], default=0.0),
        ]


def _columns(of: Callable[..., float], rows: Sequence[list[float]]) -> list[float]:
    """Return the largest, or the sum, of each column of some rows."""
    return rows[0] if len(rows) == 1 else list(map(of, *rows))


def _sum(*values: float) -> float:
    return sum(values)


def _peaks_inside(analysis: Analysis, peak: Mapping[str, float]) -> dict[str, float]:
    """Return for each place the largest value of the other places that lie in it."""
    inside: dict[str, float] = {}
    for key, value in peak.items():
        province = _province(analysis.mentions[analysis.named[key][0]])
        if province is not None and province != key:
            inside[province] = max(inside.get(province, 0.0), value)
    return inside


def _province(mention: Mention) -> str | None:
    place = mention.answer.place
    return place.province_id if place else None


def _standing(analysis: Analysis, mentions: Sequence[Mention], title: str, order: int, places: int) -> list[float]:
    kind = mentions[0].kind
    place = mentions[0].answer.place
    return [
        len(mentions) / 3,
        places / 5,
        order / 4,
        float(order == 0),
        float(kind == "province"),
        float(kind == "river"),
        float(kind in {"city", "county"}),
        float(kind in WIDE_KINDS),
        float(place is None),
        float(place is not None and place.country == "CN"),
        float(place is not None and place.place_id == "kp-pyongyang"),
        float(any(mention.surface.lower() in title for mention in mentions)),
        len(analysis.report.text) / 1000,
    ]


def _log_odds(shares: Sequence[Sequence[float]]) -> npt.NDArray[np.float32]:
    clipped = np.clip(np.array(shares, dtype=np.float32), _FLOOR, 1 - _FLOOR)
    result: npt.NDArray[np.float32] = np.log(clipped / (1 - clipped))
    return result


@cache
def _alike(categories: tuple[str, ...]) -> list[list[int]]:
    """Return for each category the numbers of those that an analyst would take for it, itself among them."""
    return [[n for n, other in enumerate(categories) if other in accepted_categories(each)] for each in categories]
