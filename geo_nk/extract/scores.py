"""What the linear models say of the parts of a report: paragraphs with places, toponyms, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo_nk.extract.analysis import without_marks
from geo_nk.extract.features import (
    before_features,
    document_features,
    mention_features,
    pairs_of,
    paragraph_features,
    sentence_features,
)
from geo_nk.extract.grammar.unrealised import realised
from geo_nk.extract.linear import logistic, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.features import Pair
    from geo_nk.extract.grams import Block
    from geo_nk.extract.linear import Linear
    from geo_nk.extract.weights import Weights

__all__ = ["Scores", "kinds_nowhere", "score_report", "score_reports"]

LEFT = 0.5
"""How much of what the rest of a sentence says counts, where it names an act that it does not tell."""


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

    def pairs_of_key(self) -> dict[str, list[int]]:
        """Return the numbers of the pairs of each place, by its key."""
        found: dict[str, list[int]] = {}
        for number, pair in enumerate(self.pairs):
            found.setdefault(pair.key, []).append(number)
        return found


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
    return score_reports([analysis], weights)[0]


def score_reports(analyses: Sequence[Analysis], weights: Weights) -> list[Scores]:
    """Score the parts of several reports, each as `score_report` does, in less time.

    Parameters
    ----------
    analyses
        The reports: a few, as all their features are held at once.
    weights
        Of the models.

    Returns
    -------
    list of Scores
    """
    paragraphs = [analysis.paragraphs() for analysis in analyses]
    pairs = [pairs_of(analysis, each) for analysis, each in zip(analyses, paragraphs, strict=True)]
    logits = _pair_logits(analyses, weights.pair, paragraphs, pairs)
    roles = weights.mention.scores([mention_features(a, n) for a in analyses for n in range(len(a.mentions))])
    told = _sentences_told(analyses, weights.sentence)
    columns = (logistic(logits[:, 0]), softmax(logits[:, 1:]), softmax(roles), told)
    found, first = [], [0] * len(columns)
    for analysis, own_paragraphs, own_pairs in zip(analyses, paragraphs, pairs, strict=True):
        sizes = (len(own_pairs), len(own_pairs), len(analysis.mentions), len(analysis.body))
        parts = [column[at : at + size] for column, at, size in zip(columns, first, sizes, strict=True)]
        found.append(Scores(own_paragraphs, own_pairs, *parts))
        first = [at + size for at, size in zip(first, sizes, strict=True)]
    return found


def _sentences_told(analyses: Sequence[Analysis], model: Linear) -> npt.NDArray[np.float32]:
    """Return how likely each sentence tells of a happening: not more than without the acts that it only names."""
    sentences = [(analysis, number) for analysis in analyses for number in range(len(analysis.body))]
    told = logistic(model.scores([sentence_features(*each) for each in sentences])[:, 0])
    left = ((at, realised(analysis.tokens[number])) for at, (analysis, number) in enumerate(sentences))
    named = [(at, without_marks(tokens)) for at, tokens in left if tokens is not None]
    if named:
        again = logistic(model.scores([sentence_features(*sentences[at], words) for at, words in named])[:, 0])
        at = [at for at, _ in named]
        told[at] = np.minimum(told[at], again * LEFT)
    return told


def _pair_logits(
    analyses: Sequence[Analysis],
    model: Linear,
    paragraphs: Sequence[Sequence[Sequence[int]]],
    pairs: Sequence[Sequence[Pair]],
) -> npt.NDArray[np.float32]:
    """Return the scores of the pairs of each report, shape (pairs, outputs); what pairs share is scored once."""
    blocks: list[Block] = []
    summed: list[list[int]] = []  # the blocks that each pair is the sum of
    for analysis, own_paragraphs, own_pairs in zip(analyses, paragraphs, pairs, strict=True):
        first = len(blocks)
        blocks += document_features(analysis)
        for number, sentences in enumerate(own_paragraphs):
            before = own_paragraphs[number - 1] if number else ()
            blocks += [paragraph_features(analysis, sentences), before_features(analysis, before)]
        for pair in own_pairs:
            told, own = first + 2 + 2 * pair.paragraph, len(blocks)
            summed.append([first, first + 1, told, told + 1, own, own + 1])
            blocks += pair.features
    parts = model.parts(blocks)
    result: npt.NDArray[np.float32] = model.bias + parts[np.array(summed, dtype=np.intp).reshape(-1, 6)].sum(axis=1)
    return result


def kinds_nowhere(analysis: Analysis, scores: Scores, weights: Weights, paragraph: int) -> npt.NDArray[np.float32]:
    """Return of which category it would be what a paragraph tells before any place is named, shape (categories,)."""
    before = scores.paragraphs[paragraph - 1] if paragraph else ()
    own = [paragraph_features(analysis, scores.paragraphs[paragraph]), before_features(analysis, before)]
    parts = weights.pair.parts([*document_features(analysis), *own])
    kinds: npt.NDArray[np.float32] = softmax((weights.pair.bias + parts.sum(axis=0))[None, 1:])[0]
    return kinds
