"""Fit the models of the reader to labelled reports, and write them as they ship."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from examples import date_fits
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from geo_nk.events.categories import accepted_categories, load_categories
from geo_nk.extract.features import (
    before_features,
    date_features,
    dates_near,
    document_features,
    mention_features,
    pairs_of,
    paragraph_features,
    sentence_features,
)
from geo_nk.extract.happenings import happening_features
from geo_nk.extract.linear import Linear, logistic
from geo_nk.extract.weights import ROLES, Weights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from examples import Example

    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.scores import Scores

__all__ = [
    "CATEGORIES",
    "NOTHING",
    "Rows",
    "block_of",
    "fit_happening",
    "fit_mention",
    "fit_pair",
    "fit_parts",
    "fit_yes_no",
    "happening_rows",
    "mention_rows",
    "pair_rows",
    "sentence_rows",
    "write",
]

CATEGORIES = tuple(load_categories())

RARE = 2
"""Reports in which a feature must occur."""


NOTHING: frozenset[str] = frozenset()
"""No block of features: that is how many are left out where no more is said."""


def block_of(feature: str) -> str:
    """Return the name of the block that a feature is of: what stands before its first blank."""
    return feature.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Rows:
    """The examples of one linear model: whose they are, their features, their labels; None where not known."""

    owners: list[str]
    features: list[Sequence[Sequence[str]]]
    labels: list[object]

    def of(self, report_ids: Collection[str]) -> Rows:
        """Return those of some reports."""
        kept = [n for n, owner in enumerate(self.owners) if owner in report_ids]
        return Rows(*([column[n] for n in kept] for column in (self.owners, self.features, self.labels)))  # type: ignore[arg-type]


class Matrix:
    """Blocks of features as the rows of a sparse matrix, with a vocabulary of what is not rare."""

    def __init__(self, rows: Rows, without: frozenset[str] = NOTHING) -> None:
        seen: dict[str, set[str]] = {}
        count: Counter[str] = Counter()
        for owner, blocks in zip(rows.owners, rows.features, strict=True):
            for feature in {feature for block in blocks for feature in block}:
                seen.setdefault(feature, set()).add(owner)
                count[feature] += 1
        frequent = sorted(feature for feature, where in seen.items() if len(where) >= RARE)
        kept = [feature for feature in frequent if block_of(feature) not in without]
        self.vocabulary = {feature: row for row, feature in enumerate(kept)}
        common = np.array([count[feature] for feature in kept])
        self.idf = (np.log((1 + len(rows.owners)) / (1 + common)) + 1).astype(np.float32)

    def of(self, rows: Sequence[Sequence[Sequence[str]]]) -> csr_matrix:
        """Return the rows as a matrix, shape (rows, features)."""
        model = Linear(self.vocabulary, self.idf, np.zeros((len(self.idf), 1), np.float32), np.zeros(1, np.float32))
        data, columns, ends = [], [], [0]
        for blocks in rows:
            for block in blocks:
                at, values = model.vector(block)
                columns.append(at)
                data.append(values)
            ends.append(ends[-1] + sum(len(each) for each in columns[len(columns) - len(blocks) :]))
        shape = (len(rows), len(self.vocabulary))
        return csr_matrix((np.concatenate(data), np.concatenate(columns), ends), shape=shape)

    def linear(self, weights: np.ndarray, bias: np.ndarray) -> Linear:
        """Return a model of this vocabulary, rounded as it ships."""
        rounded = weights.astype(np.float16).astype(np.float32)
        return Linear(self.vocabulary, self.idf.astype(np.float16).astype(np.float32), rounded, bias.astype(np.float32))


def pair_rows(examples: Iterable[Example]) -> Rows:
    """Return paragraphs with places, each labelled with the categories of the events told there."""
    rows = Rows([], [], [])
    for each in examples:
        analysis = each.analysis
        paragraphs = analysis.paragraphs()
        document = document_features(analysis)
        shared = [
            (paragraph_features(analysis, s), before_features(analysis, paragraphs[n - 1]) if n else ())
            for n, s in enumerate(paragraphs)
        ]
        for pair in pairs_of(analysis, paragraphs):
            told = analysis.body[paragraphs[pair.paragraph][0]].paragraph
            labels = {
                e.category for e in each.labelled.events if pair.key in each.places[e.event_id] and told in e.paragraphs
            }
            rows.owners.append(each.report_id)
            rows.features.append((*pair.features, *shared[pair.paragraph], *document))
            rows.labels.append(labels)
    return rows


def mention_rows(examples: Iterable[Example]) -> Rows:
    """Return toponyms with their roles."""
    rows = Rows([], [], [])
    for each in examples:
        for number, role in enumerate(each.roles):
            if role is not None:
                rows.owners.append(each.report_id)
                rows.features.append((mention_features(each.analysis, number),))
                rows.labels.append(role)
    return rows


def sentence_rows(examples: Iterable[Example]) -> Rows:
    """Return sentences, labelled with whether a trigger stands in them."""
    rows = Rows([], [], [])
    for each in examples:
        if not each.labelled.has_triggers:
            continue
        at = [start for event in each.labelled.events for start, _ in event.triggers]
        for number, sentence in enumerate(each.analysis.body):
            rows.owners.append(each.report_id)
            rows.features.append((sentence_features(each.analysis, number),))
            rows.labels.append(any(sentence.start <= start < sentence.end for start in at))
    return rows


def date_rows(examples: Iterable[Example], told: dict[str, np.ndarray]) -> Rows:
    """Return dates with sentences that tell an event, labelled with whether the one dates the other."""
    rows = Rows([], [], [])
    for each in examples:
        analysis = each.analysis
        for event in each.labelled.events:
            if event.date_start is None or event.date_end is None or not event.triggers:
                continue
            at = [start for start, _ in event.triggers]
            inside = [n for n, s in enumerate(analysis.body) if any(s.start <= start < s.end for start in at)]
            sure = told[each.report_id]
            for quoted in sorted(inside, key=lambda n: -sure[n])[:1]:
                near = dates_near(analysis, quoted)
                for number in near:
                    rows.owners.append(each.report_id)
                    rows.features.append((date_features(analysis, number, quoted, sure, near),))
                    rows.labels.append(date_fits(event, analysis.dates[number]))
    return rows


def fit_binary(features: csr_matrix, labels: np.ndarray, strength: float) -> tuple[np.ndarray, float]:
    """Fit a logistic regression; return its weights, shape (features,), and its bias."""
    model = LogisticRegression(C=strength, max_iter=400).fit(features, labels)
    return model.coef_[0], float(model.intercept_[0])


def fit_exclusive(
    features: csr_matrix, labels: list[str], outputs: Sequence[str], strength: float, *, even: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Fit a multinomial regression; return its weights, shape (features, outputs), and its biases."""
    model = LogisticRegression(C=strength, max_iter=400, class_weight="balanced" if even else None).fit(
        features, labels
    )
    weights = np.zeros((features.shape[1], len(outputs)))
    bias = np.full(len(outputs), -20.0)
    for row, name in enumerate(model.classes_):
        weights[:, outputs.index(name)] = model.coef_[row]
        bias[outputs.index(name)] = model.intercept_[row]
    return weights, bias


TOLD_BY, KIND_BY = frozenset("opvc"), frozenset("opvtd")
"""The blocks of features by which something is known to have happened at a place, and of which category it was."""


def columns(matrix: Matrix, blocks: frozenset[str]) -> np.ndarray:
    """Return 1 for each feature of some blocks, 0 for others, shape (features,)."""
    return np.array([float(feature[0] in blocks) for feature in matrix.vocabulary])


def fit_pair(rows: Rows, without: frozenset[str] = NOTHING) -> Linear:
    """Fit the model of paragraphs and places; the blocks `without` are left out."""
    matrix = Matrix(rows, without)
    features = matrix.of(rows.features)
    told = np.array([bool(labels) for labels in rows.labels])
    of_told, of_kind = columns(matrix, TOLD_BY), columns(matrix, KIND_BY)
    weight, bias = fit_binary(features @ diags(of_told), told, 4.0)
    which = [(n, c) for n, labels in enumerate(rows.labels) for c in sorted(labels)]  # type: ignore[call-overload]
    chosen = (features @ diags(of_kind)).tocsr()[[n for n, _ in which]]
    kinds, biases = fit_exclusive(chosen, [c for _, c in which], CATEGORIES, 3.0, even=True)
    kept = np.column_stack([weight * of_told, kinds * of_kind[:, None]])
    return matrix.linear(kept, np.array([bias, *biases]))


def fit_mention(rows: Rows, without: frozenset[str] = NOTHING) -> Linear:
    """Fit the model of the roles of toponyms; the blocks `without` are left out."""
    matrix = Matrix(rows, without)
    return matrix.linear(*fit_exclusive(matrix.of(rows.features), rows.labels, ROLES, 5.0, even=False))  # type: ignore[arg-type]


def fit_yes_no(rows: Rows, without: frozenset[str] = NOTHING) -> Linear:
    """Fit a model that says yes or no, of sentences or of dates; the blocks `without` are left out."""
    matrix = Matrix(rows, without)
    weight, bias = fit_binary(matrix.of(rows.features), np.array(rows.labels, dtype=bool), 4.0)
    return matrix.linear(weight[:, None], np.array([bias]))


def fit_parts(examples: Sequence[Example]) -> Weights:
    """Fit the linear models of the parts of a report; `happening` is left empty."""
    pair = fit_pair(pair_rows(examples))
    mention = fit_mention(mention_rows(examples))
    sentence = fit_yes_no(sentence_rows(examples))
    told_of = {each.report_id: sentence_scores(each.analysis, sentence) for each in examples}
    date = fit_yes_no(date_rows(examples, told_of))
    as_said = (1.0, 0.0)
    return Weights(pair, mention, sentence, date, np.zeros((3, 0), np.float32), 0.0, as_said, as_said, 0.5, CATEGORIES)


def sentence_scores(analysis: Analysis, sentence: Linear) -> np.ndarray:
    """Return how surely each sentence of a body tells of a happening."""
    odds = [sentence.bias[0] + sentence.part(sentence_features(analysis, n))[0] for n in range(len(analysis.body))]
    return logistic(np.array(odds, dtype=np.float32))


def happening_rows(each: Example, scores: Scores) -> tuple[np.ndarray, list[bool]]:
    """Return the figures of a report's candidates, and whether a row of each would be right."""
    candidates, figures = happening_features(each.analysis, scores, CATEGORIES)
    right = []
    for key, category in candidates:
        there = [e.category for e in each.labelled.events if key in each.places[e.event_id]]
        right.append(any(category_ in accepted_categories(CATEGORIES[category]) for category_ in there))
    return figures, right


def fit_happening(parts: Weights, told: Sequence[tuple[np.ndarray, list[bool]]]) -> Weights:
    """Fit the model over whole reports to scores that the parts gave to reports they were not trained on."""
    figures = np.concatenate([each for each, right in told if right])
    right = np.concatenate([np.array(each) for _, each in told if each])
    mean, scale = figures.mean(axis=0), figures.std(axis=0) + 1e-6
    model = LogisticRegression(C=0.3, max_iter=500).fit((figures - mean) / scale, right)
    arrays = np.stack([mean, scale, model.coef_[0]]).astype(np.float32)
    return replace(parts, happening=arrays, bias=float(model.intercept_[0]))


def write(weights: Weights, path: Path) -> None:
    """Write weights as arrays in a zip archive: same weights, same bytes."""
    arrays: dict[str, np.ndarray] = {
        "happening": weights.happening.astype(np.float32),
        "happening_bias": np.array([weights.bias], np.float32),
        "calibration": np.array(weights.calibration, np.float32),
        "unplaced": np.array(weights.unplaced, np.float32),
        "threshold": np.array([weights.threshold], np.float32),
        "categories": np.frombuffer("\n".join(weights.categories).encode(), np.uint8),
    }
    for name in ("pair", "mention", "sentence", "date"):
        model: Linear = getattr(weights, name)
        arrays[f"{name}_words"] = np.frombuffer("\n".join(model.vocabulary).encode(), np.uint8)
        arrays[f"{name}_idf"] = model.idf.astype(np.float16)
        arrays[f"{name}_weights"] = model.weights.astype(np.float16)
        arrays[f"{name}_bias"] = model.bias.astype(np.float32)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in sorted(arrays.items()):
            held = io.BytesIO()
            np.lib.format.write_array(held, array, allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), held.getvalue(), zipfile.ZIP_DEFLATED
            )
