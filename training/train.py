"""Train the reader from the labelled reports, and write ``geo_nk/data/reader.npz``.

    python training/train.py                 cross-validate, train on all, write the weights
    python training/train.py --figures       cross-validate only
    python training/train.py --curve         the blind batch as models of fewer reports read it
    python training/train.py --blind         score the shipped weights on the blind batch
    python training/train.py --calibrate     the same, and make confidence what the blind batch bears out

A few minutes on two cores.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import io
import json
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from marked import GoldEvent, GoldMention, Labelled, read_marked
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from geo_nk.events.categories import accepted_categories, load_categories
from geo_nk.extract.analysis import Analysis, place_key
from geo_nk.extract.events import told_events
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
from geo_nk.extract.happenings import Scores, happening_features, score_report
from geo_nk.extract.linear import Linear, logistic
from geo_nk.extract.mentions import WIDE_KINDS
from geo_nk.extract.reader import Reader
from geo_nk.extract.weights import ROLES, Weights, load_weights
from geo_nk.reports.read import read_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo_nk.extract.events import Event

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "geo_nk" / "data" / "reader.npz"
CATEGORIES = tuple(load_categories())
FOLDS = 5
RARE = 2
"""Reports in which a feature must occur."""

SLACK = dt.timedelta(days=14)
"""A date fits where it overlaps the labelled one and is at most so much longer."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled report with its analysis and the places of its events."""

    labelled: Labelled
    analysis: Analysis
    places: dict[str, tuple[str, ...]]
    roles: list[str | None]

    @property
    def report_id(self) -> str:
        """The id of the report."""
        return self.labelled.report.report_id


def read_gold(folder: Path) -> Iterable[Labelled]:
    """Yield the reports of a folder in the form of ``gold.jsonl``, which has no marked triggers."""
    reports = {report.report_id: report for report in read_reports(folder / "reports")}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        report = reports[gold["report"]]
        starts, at = [], report.body_start
        for paragraph in report.text[report.body_start :].rstrip("\n").split("\n\n"):
            starts.append(at)
            at += len(paragraph) + 2
        events = [
            GoldEvent(
                f"e{n}",
                e["category"],
                *(dt.date.fromisoformat(e[key]) if e.get(key) else None for key in ("date_start", "date_end")),
                e.get("title") or "",
                list(e["places"]),
                paragraphs={e["sentence_index"]},
            )
            for n, e in enumerate(gold["events"])
        ]
        mentions = [
            GoldMention(
                starts[m["paragraph"]] + m["start"],
                starts[m["paragraph"]] + m["start"] + len(m["surface"]),
                m["canonical"],
                m["role"],
                tuple(e.event_id for e in events if m["canonical"] in e.places and m["role"] == "event"),
            )
            for m in gold["mentions"]
        ]
        published = dt.date.fromisoformat(gold["published"]) if gold.get("published") else report.published
        yield Labelled(replace(report, published=published), mentions, events, has_triggers=False)


def example(labelled: Labelled, reader: Reader) -> Example:
    """Analyse a labelled report, and say by place keys where its events happened."""
    analysis = reader.analyse(labelled.report)
    roles: list[str | None] = []
    keys: dict[str, str] = {}
    for mention in analysis.mentions:
        gold = next((g for g in labelled.mentions if g.start < mention.end and mention.start < g.end), None)
        roles.append(gold.role if gold else None)
        if gold:
            keys.setdefault(gold.canonical, place_key(mention))
    kinds = {place_key(m): m.kind for m in analysis.mentions}
    places = {}
    for event in labelled.events:
        at = [keys.get(name) or _resolved(name, reader) for name in event.places]
        fine = [key for key in at if kinds.get(key) not in WIDE_KINDS and not key.startswith("?")]
        places[event.event_id] = tuple(dict.fromkeys(fine or [key for key in at if kinds.get(key) in WIDE_KINDS]))
    return Example(labelled, analysis, places, roles)


def _resolved(name: str, reader: Reader) -> str:
    place = reader.gazetteer.resolve(name).place
    return place.place_id if place else f"?{name}"


class Matrix:
    """Blocks of features as the rows of a sparse matrix, with a vocabulary of what is not rare."""

    def __init__(self, owners: Sequence[str], rows: Sequence[Sequence[Sequence[str]]]) -> None:
        seen: dict[str, set[str]] = {}
        count: Counter[str] = Counter()
        for owner, blocks in zip(owners, rows, strict=True):
            for feature in {feature for block in blocks for feature in block}:
                seen.setdefault(feature, set()).add(owner)
                count[feature] += 1
        kept = sorted(feature for feature, where in seen.items() if len(where) >= RARE)
        self.vocabulary = {feature: row for row, feature in enumerate(kept)}
        common = np.array([count[feature] for feature in kept])
        self.idf = (np.log((1 + len(rows)) / (1 + common)) + 1).astype(np.float32)

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


@dataclass(frozen=True, slots=True)
class Rows:
    """The examples of one linear model: whose they are, their features, their labels; None where not known."""

    owners: list[str]
    features: list[Sequence[Sequence[str]]]
    labels: list[object]


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


def date_fits(event: GoldEvent, date: object) -> bool:
    """Whether a date overlaps the labelled one and is at most a fortnight longer."""
    first, last = getattr(date, "date_start", None), getattr(date, "date_end", None)
    if None in {first, last, event.date_start, event.date_end}:
        return False
    overlap = max(first, event.date_start) <= min(last, event.date_end)
    return overlap and last - first <= event.date_end - event.date_start + SLACK


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


def fit_parts(examples: Sequence[Example]) -> Weights:
    """Fit the linear models of the parts of a report; `happening` is left empty."""
    rows = pair_rows(examples)
    matrix = Matrix(rows.owners, rows.features)
    features = matrix.of(rows.features)
    told = np.array([bool(labels) for labels in rows.labels])
    of_told, of_kind = columns(matrix, TOLD_BY), columns(matrix, KIND_BY)
    weight, bias = fit_binary(features @ diags(of_told), told, 4.0)
    which = [(n, c) for n, labels in enumerate(rows.labels) for c in sorted(labels)]  # type: ignore[call-overload]
    chosen = (features @ diags(of_kind)).tocsr()[[n for n, _ in which]]
    kinds, biases = fit_exclusive(chosen, [c for _, c in which], CATEGORIES, 3.0, even=True)
    kept = np.column_stack([weight * of_told, kinds * of_kind[:, None]])
    pair = matrix.linear(kept, np.array([bias, *biases]))

    rows = mention_rows(examples)
    matrix = Matrix(rows.owners, rows.features)
    mention = matrix.linear(*fit_exclusive(matrix.of(rows.features), rows.labels, ROLES, 5.0, even=False))  # type: ignore[arg-type]

    rows = sentence_rows(examples)
    matrix = Matrix(rows.owners, rows.features)
    weight, bias = fit_binary(matrix.of(rows.features), np.array(rows.labels, dtype=bool), 4.0)
    sentence = matrix.linear(weight[:, None], np.array([bias]))

    told_of = {each.report_id: sentence_scores(each.analysis, sentence) for each in examples}
    rows = date_rows(examples, told_of)
    matrix = Matrix(rows.owners, rows.features)
    weight, bias = fit_binary(matrix.of(rows.features), np.array(rows.labels, dtype=bool), 4.0)
    date = matrix.linear(weight[:, None], np.array([bias]))
    return Weights(pair, mention, sentence, date, np.zeros((3, 0), np.float32), 0.0, (1.0, 0.0), 0.5, CATEGORIES)


def sentence_scores(analysis: Analysis, sentence: Linear) -> np.ndarray:
    """Return how surely each sentence of a body tells of a happening."""
    odds = [sentence.bias[0] + sentence.part(sentence_features(analysis, n))[0] for n in range(len(analysis.body))]
    return logistic(np.array(odds, dtype=np.float32))


def fold_of(report_id: str, salt: str = "") -> int:
    """Return the part of a cross-validation that a report falls in: always the same."""
    return int(hashlib.sha256((salt + report_id).encode()).hexdigest(), 16) % FOLDS


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


@dataclass(slots=True)
class Tally:
    """Rows made and right, events wanted and found, dates wanted and right."""

    made: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0
    dated: int = 0
    dates_right: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(self.made, 1), self.found / max(self.wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        dates = self.dates_right / max(self.dated, 1)
        return (
            f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} dates {dates:.3f} ({self.made} rows, {self.wanted} events)"
        )

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right * self.found / max(self.right * self.wanted + self.found * self.made, 1)


def matched(
    golds: Sequence[GoldEvent], places: dict[str, tuple[str, ...]], rows: Sequence[Event]
) -> tuple[dict[str, int], set[int]]:
    """Return the first row of each event that is found, and all rows that are right: each place is met once."""
    used: set[int] = set()
    hits: dict[str, int] = {}
    met: set[tuple[str, str]] = set()
    for strict in (True, False):
        for event, key in ((gold, key) for gold in golds for key in places[gold.event_id]):
            accepted = {event.category} if strict else accepted_categories(event.category)
            fits = (n for n, row in enumerate(rows) if place_key(row.place) == key and row.category in accepted)
            hit = next((n for n in fits if n not in used), None)
            if hit is not None and (event.event_id, key) not in met:
                used.add(hit)
                met.add((event.event_id, key))
                hits.setdefault(event.event_id, hit)
    return hits, used


def placed_rows(each: Example, weights: Weights, scores: Scores) -> list[Event]:
    """Return the events of a report whose place is known."""
    return [e for e in told_events(each.analysis, scores, weights)[0] if e.place is not None and e.place.place_id]


def score(each: Example, weights: Weights, scores: Scores, tally: Tally) -> None:
    """Count what the reader makes of a report against its labels, by place keys."""
    rows = placed_rows(each, weights, scores)
    golds = [event for event in each.labelled.events if each.places[event.event_id]]
    hits, used = matched(golds, each.places, rows)
    for event in golds:
        if event.category == "other":
            continue
        tally.wanted += 1
        if event.event_id in hits:
            tally.found += 1
            if event.date_start and event.date_end:
                tally.dated += 1
                tally.dates_right += date_fits(event, rows[hits[event.event_id]].date)
    for number, row in enumerate(rows):
        if row.category != "other":
            tally.made += 1
            tally.right += number in used


def out_of_fold(examples: Sequence[Example]) -> tuple[dict[str, Scores], dict[str, Weights]]:
    """Return for each report the scores of parts that were trained on the others, and those parts."""
    scores: dict[str, Scores] = {}
    parts_of: dict[str, Weights] = {}
    for fold in range(FOLDS):
        parts = fit_parts([each for each in examples if fold_of(each.report_id) != fold])
        for each in examples:
            if fold_of(each.report_id) == fold:
                scores[each.report_id] = score_report(each.analysis, parts)
                parts_of[each.report_id] = parts
    return scores, parts_of


def cross_validate(examples: Sequence[Example]) -> tuple[Weights, dict[str, Scores], float]:
    """Cross-validate; return happening weights fit to all out-of-fold scores, those scores, and the best threshold."""
    scores, parts_of = out_of_fold(examples)
    rows = {each.report_id: happening_rows(each, scores[each.report_id]) for each in examples}
    models = []
    for fold in range(FOLDS):
        kept = [rows[e.report_id] for e in examples if fold_of(e.report_id, "again") != fold]
        models.append(fit_happening(next(iter(parts_of.values())), kept))
    best = (0.0, 0.5, Tally())
    groups = {
        "labelled": lambda e: not e.labelled.has_triggers,
        "marked": lambda e: e.labelled.has_triggers,
        "h": lambda e: e.report_id.startswith("h"),
    }
    for threshold in np.arange(0.26, 0.42, 0.02):
        tally, by = Tally(), {name: Tally() for name in groups}
        for each in examples:
            model = models[fold_of(each.report_id, "again")]
            model = replace(model, date=parts_of[each.report_id].date, threshold=float(threshold))
            score(each, model, scores[each.report_id], tally)
            for name, holds in groups.items():
                if holds(each):
                    score(each, model, scores[each.report_id], by[name])
        print(f"threshold {threshold:.2f} {tally}", *(f"| {name} {t}" for name, t in by.items()), flush=True)
        if tally.f1 > best[0]:
            best = (tally.f1, float(threshold), tally)
    final = fit_happening(next(iter(parts_of.values())), list(rows.values()))
    return final, scores, best[1]


def write(weights: Weights, path: Path) -> None:
    """Write weights as arrays in a zip archive: same weights, same bytes."""
    arrays: dict[str, np.ndarray] = {
        "happening": weights.happening.astype(np.float32),
        "happening_bias": np.array([weights.bias], np.float32),
        "calibration": np.array(weights.calibration, np.float32),
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


def blind_examples(reader: Reader) -> list[Example]:
    """Return the labelled reports that are never trained on."""
    labelled = [each for path in sorted((HERE / "blind").glob("*.txt")) for each in read_marked(path)]
    return [example(each, reader) for each in labelled]


def judged(examples: Sequence[Example], weights: Weights) -> tuple[Tally, list[tuple[float, bool]]]:
    """Return how well reports are read, and for each row its confidence and whether it is right."""
    tally, rows = Tally(), []
    for each in examples:
        scores = score_report(each.analysis, weights)
        score(each, weights, scores, tally)
        golds = [event for event in each.labelled.events if each.places[event.event_id]]
        found = placed_rows(each, weights, scores)
        _, used = matched(golds, each.places, found)
        rows += [(row.confidence, n in used) for n, row in enumerate(found) if row.category != "other"]
    return tally, rows


def calibrate(weights: Weights, rows: Sequence[tuple[float, bool]]) -> Weights:
    """Return weights whose confidence is the share of such rows that are right; the same rows stay events."""
    said = np.clip(np.array([confidence for confidence, _ in rows]), 1e-3, 1 - 1e-3)
    odds = np.log(said / (1 - said))
    model = LogisticRegression(C=1.0).fit(odds[:, None], [right for _, right in rows])
    slope, offset = float(model.coef_[0, 0]), float(model.intercept_[0])
    old_slope, old_offset = weights.calibration
    edge = np.log(weights.threshold / (1 - weights.threshold))
    return replace(
        weights,
        calibration=(slope * old_slope, slope * old_offset + offset),
        threshold=float(logistic(np.array([slope * edge + offset], np.float32))[0]),
    )


def brier(rows: Sequence[tuple[float, bool]]) -> float:
    """Return the mean squared difference between confidence and what was so."""
    return float(np.mean([(confidence - right) ** 2 for confidence, right in rows]))


def score_blind(*, write_calibration: bool) -> None:
    """Score the shipped weights on the blind batch; make confidence what it bears out, where that is asked for."""
    weights = load_weights()
    examples = blind_examples(Reader(weights=weights))
    tally, rows = judged(examples, weights)
    share = tally.right / max(tally.made, 1)
    even = float(np.mean([(share - right) ** 2 for _, right in rows]))
    print(f"blind batch, {len(examples)} reports: {tally}")
    print(f"Brier score {brier(rows):.3f}; of one number for all {even:.3f}")
    if write_calibration:
        write(calibrate(weights, rows), SHIPPED)


def load_examples(reader: Reader) -> list[Example]:
    """Return all labelled reports that are trained on."""
    labelled = [each for path in sorted((HERE / "reports").glob("*.txt")) for each in read_marked(path)]
    labelled += read_gold(HERE / "labelled")
    return [example(each, reader) for each in labelled]


def learning_curve() -> None:
    """Print how well the blind batch is read by models of more and more reports, the rest as shipped."""
    weights = load_weights()
    reader = Reader(weights=weights)
    examples = sorted(load_examples(reader), key=lambda each: hashlib.sha256(each.report_id.encode()).digest())
    blind = blind_examples(reader)
    for count in (200, 400, 800, len(examples)):
        parts = fit_parts(examples[:count])
        model = replace(weights, pair=parts.pair, mention=parts.mention, sentence=parts.sentence, date=parts.date)
        print(f"{count} reports: {judged(blind, model)[0]}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true", help="cross-validate and write nothing")
    parser.add_argument("--blind", action="store_true", help="score the shipped weights on the blind batch")
    parser.add_argument("--calibrate", action="store_true", help="the same, and mend confidence by it")
    parser.add_argument("--curve", action="store_true", help="score models of fewer reports on the blind batch")
    options = parser.parse_args(arguments)
    if options.curve:
        learning_curve()
        return 0
    if options.blind or options.calibrate:
        score_blind(write_calibration=options.calibrate)
        return 0
    examples = load_examples(Reader(weights=None))
    print(f"{len(examples)} reports, {sum(len(each.labelled.events) for each in examples)} events", flush=True)
    final, _, threshold = cross_validate(examples)
    if options.figures:
        return 0
    weights = replace(fit_parts(examples), happening=final.happening, bias=final.bias, threshold=round(threshold, 2))
    write(weights, SHIPPED)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size / 1e6:.1f} MB, threshold {weights.threshold}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
