"""What happened where, as the trained reader weighs it: pairs of paragraph and place, and over them the whole report.

Two steps. A linear model scores each paragraph with each place named in it or shortly before: whether something is
told to have happened there, and of which category. A second one, over a few figures of all paragraphs, of the roles of
the place's mentions and of the other places of the report, says how sure a row of that place and category is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from geo_nk.events.categories import accepted_categories
from geo_nk.extract.analysis import place_key
from geo_nk.extract.features import (
    before_features,
    document_features,
    mention_features,
    pairs_of,
    paragraph_features,
    sentence_features,
)
from geo_nk.extract.linear import logistic, softmax
from geo_nk.extract.mentions import WIDE_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.features import Pair
    from geo_nk.extract.linear import Linear
    from geo_nk.extract.mentions import Mention
    from geo_nk.extract.weights import Weights

__all__ = ["Happening", "Scores", "happening_features", "happenings_of", "score_report"]

LIKELIEST = 3
"""Categories of a place that are weighed."""

_FLOOR = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the linear models say of the parts of a report.

    Attributes
    ----------
    paragraphs : list of list of int
        The numbers of the sentences of each paragraph of the body.
    pairs : list of Pair
    told : numpy.ndarray
        How likely it is that something happened at the place of each pair, shape (pairs,).
    kinds : numpy.ndarray
        Of which category it would be, shape (pairs, categories).
    roles : numpy.ndarray
        The roles of each mention, shape (mentions, roles).
    sentences : numpy.ndarray
        How likely it is that each sentence of the body tells of a happening, shape (sentences,).
    """

    paragraphs: list[list[int]]
    pairs: list[Pair]
    told: npt.NDArray[np.float32]
    kinds: npt.NDArray[np.float32]
    roles: npt.NDArray[np.float32]
    sentences: npt.NDArray[np.float32]

    @property
    def joint(self) -> npt.NDArray[np.float32]:
        """The geometric mean of both scores of each pair, shape (pairs, categories)."""
        result: npt.NDArray[np.float32] = np.sqrt(self.told[:, None] * self.kinds)
        return result


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


def score_report(analysis: Analysis, weights: Weights) -> Scores:
    """Score the parts of a report.

    Parameters
    ----------
    analysis
        The report.
    weights
        Of the models.

    Returns
    -------
    Scores
    """
    paragraphs = analysis.paragraphs()
    pairs = pairs_of(analysis, paragraphs)
    logits = _pair_logits(analysis, weights.pair, paragraphs, pairs)
    role, sentence = weights.mention, weights.sentence
    roles = role.bias + role.parts([mention_features(analysis, n) for n in range(len(analysis.mentions))])
    told = sentence.bias + sentence.parts([sentence_features(analysis, n) for n in range(len(analysis.body))])
    return Scores(
        paragraphs,
        pairs,
        logistic(logits[:, 0]),
        softmax(logits[:, 1:]),
        softmax(roles),
        logistic(told[:, 0]),
    )


def _pair_logits(
    analysis: Analysis, model: Linear, paragraphs: Sequence[Sequence[int]], pairs: Sequence[Pair]
) -> npt.NDArray[np.float32]:
    """Return the scores of each pair, shape (pairs, outputs); what pairs have in common is scored once."""
    blocks = [*document_features(analysis)]
    for number, sentences in enumerate(paragraphs):
        before = before_features(analysis, paragraphs[number - 1] if number else ())
        blocks += [paragraph_features(analysis, sentences), before]
    common = len(blocks)
    blocks += [block for pair in pairs for block in pair.features]
    parts = model.parts(blocks)
    shared = model.bias + parts[:2].sum(axis=0) + parts[2:common].reshape(-1, 2, len(model.bias)).sum(axis=1)
    own = parts[common:].reshape(-1, 2, len(model.bias)).sum(axis=1)
    result: npt.NDArray[np.float32] = shared[[pair.paragraph for pair in pairs]] + own
    return result


def happenings_of(analysis: Analysis, scores: Scores, weights: Weights) -> list[Happening]:
    """Weigh each place of a report with its likeliest categories.

    Parameters
    ----------
    analysis, scores
        The report, and what `score_report` says of it.
    weights
        Of the models.

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
    joint = scores.joint
    by_key: dict[str, list[int]] = {}
    for number, pair in enumerate(scores.pairs):
        by_key.setdefault(pair.key, []).append(number)
    found = []
    for (key, category), confidence, odd in zip(candidates, sure, odds, strict=True):
        likely = sorted(by_key[key], key=lambda number: -float(joint[number, category]))
        least = joint[likely[0], category] / 2
        telling = tuple(number for number in likely if joint[number, category] >= least)
        found.append(Happening(key, weights.categories[category], float(confidence), float(odd), telling))
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
    places = _places(analysis, scores)
    if not places:
        return [], np.zeros((0, 0), dtype=np.float32)
    joint, alike = scores.joint, _alike(tuple(categories))
    best = {key: joint[place.pairs].max(axis=0) for key, place in places.items()}
    peak = {key: float(row.max()) for key, row in best.items()}
    mass = (scores.kinds * scores.told[:, None]).sum(axis=0)
    mass = mass / max(float(mass.sum()), _FLOOR)
    surest = float(scores.told.max())
    candidates: list[tuple[str, int]] = []
    shares, plain = [], []
    for key, place in places.items():
        others = max((value for other, value in peak.items() if other != key), default=0.0)
        roles = [*place.roles.max(axis=0), *place.roles.mean(axis=0)]
        inside = [peak[other] for other, each in places.items() if each.province == key and other != key]
        for category in np.argsort(-best[key], kind="stable")[:LIKELIEST]:
            candidates.append((key, int(category)))
            share = _shares(scores, joint, place, int(category), alike)
            shares.append([*share, mass[category], peak[key], others, max(inside, default=0.0), *roles, surest])
            known = [*place.standing, float(category == best[key].argmax()), float(bool(inside))]
            plain.append([*known, *(float(category == n) for n in range(len(categories)))])
    return candidates, np.hstack([_log_odds(shares), np.array(plain, dtype=np.float32)])


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A place of a report, with its pairs and mentions.

    Attributes
    ----------
    pairs : list of int
    roles : numpy.ndarray
        Of its mentions, shape (mentions, roles).
    province : str or None
        The province that it lies in.
    standing : list of float
        What is known of it apart from any text around it.
    """

    pairs: list[int]
    roles: npt.NDArray[np.float32]
    province: str | None
    standing: list[float]


def _places(analysis: Analysis, scores: Scores) -> dict[str, _Place]:
    by_key: dict[str, list[int]] = {}
    for number, pair in enumerate(scores.pairs):
        by_key.setdefault(pair.key, []).append(number)
    mentions: dict[str, list[int]] = {}
    for number, mention in enumerate(analysis.mentions):
        mentions.setdefault(place_key(mention), []).append(number)
    title = (analysis.report.title or "").lower()
    order = {key: number for number, key in enumerate(by_key)}
    return {
        key: _Place(
            pairs,
            scores.roles[mentions[key]],
            _province(analysis.mentions[mentions[key][0]]),
            _standing(analysis, [analysis.mentions[n] for n in mentions[key]], title, order[key], len(by_key)),
        )
        for key, pairs in by_key.items()
    }


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


def _shares(
    scores: Scores,
    joint: npt.NDArray[np.float32],
    place: _Place,
    category: int,
    alike: npt.NDArray[np.bool_],
) -> list[float]:
    """Return the probabilities that speak for a category at a place."""
    best = joint[place.pairs].max(axis=0)
    told = np.sort(scores.told[place.pairs])
    surest = place.pairs[int(joint[place.pairs, category].argmax())]
    each = scores.told[place.pairs] * scores.kinds[place.pairs, category]
    named = [scores.told[n] for n in place.pairs if scores.pairs[n].named]
    return [
        float(best[category]),
        float(told[-1]),
        float(told[-2]) if len(told) > 1 else 0.0,
        float(scores.kinds[surest, category]),
        float((best * alike[category]).max()),
        float(1 - np.prod(1 - each)),
        float(max(named, default=0.0)),
        float(scores.sentences[list(scores.paragraphs[scores.pairs[surest].paragraph])].max()),
        float(max((scores.sentences[s] for s in scores.pairs[surest].own), default=0.0)),
    ]


def _log_odds(shares: Sequence[Sequence[float]]) -> npt.NDArray[np.float32]:
    clipped = np.clip(np.array(shares, dtype=np.float32), _FLOOR, 1 - _FLOOR)
    result: npt.NDArray[np.float32] = np.log(clipped / (1 - clipped))
    return result


@cache
def _alike(categories: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Return which categories an analyst would take for one another, shape (categories, categories)."""
    return np.array([[b in accepted_categories(a) for b in categories] for a in categories])
