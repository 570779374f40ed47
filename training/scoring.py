"""How well labelled reports are read: tallies, cross-validation, the blind batch, calibration."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np
from examples import date_fits
from fitting import fit_happening, fit_parts, happening_rows
from sklearn.linear_model import LogisticRegression

from geo_nk.events.categories import accepted_categories
from geo_nk.extract.analysis import place_key
from geo_nk.extract.events import told_events
from geo_nk.extract.linear import logistic
from geo_nk.extract.scores import score_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from examples import Example
    from marked import GoldEvent

    from geo_nk.extract.events import Event
    from geo_nk.extract.scores import Scores
    from geo_nk.extract.weights import Weights

__all__ = [
    "FOLDS",
    "HeldOut",
    "Tally",
    "brier",
    "calibrated",
    "cross_validate",
    "fold_of",
    "held_out",
    "judged",
    "matched",
    "summed",
]

FOLDS = 5


def fold_of(report_id: str, salt: str = "") -> int:
    """Return the part of a cross-validation that a report falls in: always the same."""
    return int(hashlib.sha256((salt + report_id).encode()).hexdigest(), 16) % FOLDS


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


def summed(tallies: Iterable[Tally]) -> Tally:
    """Return several tallies as one."""
    total = Tally()
    for each in tallies:
        for field in fields(Tally):
            setattr(total, field.name, getattr(total, field.name) + getattr(each, field.name))
    return total


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


def placed_judged(each: Example, weights: Weights, scores: Scores) -> list[tuple[float, bool]]:
    """Return the confidence of each event whose place is known, and whether it is right."""
    golds = [event for event in each.labelled.events if each.places[event.event_id]]
    found = placed_rows(each, weights, scores)
    _, used = matched(golds, each.places, found)
    return [(row.confidence or 0.0, n in used) for n, row in enumerate(found) if row.category != "other"]


def unplaced_judged(each: Example, weights: Weights, scores: Scores) -> list[tuple[float, bool]]:
    """Return the confidence of each event of which no place is told, and whether it is: in its paragraph, nowhere."""
    return [
        (
            row.confidence or 0.0,
            any(
                row.category in accepted_categories(event.category)
                and row.quoted.paragraph in event.paragraphs
                and not each.places[event.event_id]
                for event in each.labelled.events
            ),
        )
        for row in told_events(each.analysis, scores, weights)[0]
        if row.place is None
    ]


def score(each: Example, weights: Weights, scores: Scores) -> dict[str, Tally]:
    """Count by category what the reader makes of a report against its labels, by place keys."""
    rows = placed_rows(each, weights, scores)
    golds = [event for event in each.labelled.events if each.places[event.event_id]]
    hits, used = matched(golds, each.places, rows)
    tallies: dict[str, Tally] = {}
    for event in golds:
        tally = tallies.setdefault(event.category, Tally())
        tally.wanted += 1
        if event.event_id in hits:
            tally.found += 1
            if event.date_start and event.date_end:
                tally.dated += 1
                tally.dates_right += date_fits(event, rows[hits[event.event_id]].date)
    for number, row in enumerate(rows):
        tally = tallies.setdefault(row.category, Tally())
        tally.made += 1
        tally.right += number in used
    tallies.pop("other", None)
    return tallies


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """A labelled report with models that were not trained on it, and what they say of its parts."""

    example: Example
    weights: Weights
    scores: Scores

    def tallies(self, threshold: float) -> dict[str, Tally]:
        """Count by category what is right where only surer rows are made than `threshold`."""
        return score(self.example, replace(self.weights, threshold=threshold), self.scores)


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


def held_out(examples: Sequence[Example], scores: dict[str, Scores], parts_of: dict[str, Weights]) -> list[HeldOut]:
    """Return the reports with happening weights that were fitted to the scores of others."""
    rows = {each.report_id: happening_rows(each, scores[each.report_id]) for each in examples}
    parts = next(iter(parts_of.values()))
    models = [
        fit_happening(parts, [rows[e.report_id] for e in examples if fold_of(e.report_id, "again") != fold])
        for fold in range(FOLDS)
    ]
    return [
        HeldOut(
            each,
            replace(models[fold_of(each.report_id, "again")], date=parts_of[each.report_id].date),
            scores[each.report_id],
        )
        for each in examples
    ]


def cross_validate(examples: Sequence[Example]) -> Weights:
    """Cross-validate; return happening weights fit to all out-of-fold scores, with the best threshold and confidence.

    The confidence is what rows of the parts that a report was not trained on bear out.
    """
    scores, parts_of = out_of_fold(examples)
    held = held_out(examples, scores, parts_of)
    best = (0.0, 0.5)
    groups = {
        "labelled": lambda e: not e.labelled.has_triggers,
        "marked": lambda e: e.labelled.has_triggers,
        "h": lambda e: e.report_id.startswith("h"),
    }
    for threshold in np.arange(0.26, 0.42, 0.02):
        read = [(each.example, summed(each.tallies(float(threshold)).values())) for each in held]
        tally = summed(each for _, each in read)
        by = {name: summed(each for example, each in read if holds(example)) for name, holds in groups.items()}
        print(f"threshold {threshold:.2f} {tally}", *(f"| {name} {t}" for name, t in by.items()), flush=True)
        if tally.f1 > best[0]:
            best = (tally.f1, float(threshold))
    rows = [happening_rows(each, scores[each.report_id]) for each in examples]
    final = fit_happening(next(iter(parts_of.values())), rows)
    return calibrated(replace(final, threshold=best[1]), held)


def judged(examples: Sequence[Example], weights: Weights) -> tuple[Tally, list[tuple[float, bool]]]:
    """Return how well reports are read, and for each row its confidence and whether it is right."""
    tallies: list[Tally] = []
    rows: list[tuple[float, bool]] = []
    for each in examples:
        scores = score_report(each.analysis, weights)
        tallies += score(each, weights, scores).values()
        rows += placed_judged(each, weights, scores)
    return summed(tallies), rows


def calibrated(weights: Weights, held: Sequence[HeldOut]) -> Weights:
    """Return weights whose confidence is the share of held-out rows that are right; the same rows stay events."""
    models = [(each, replace(each.weights, threshold=weights.threshold)) for each in held]
    placed = line([row for each, model in models for row in placed_judged(each.example, model, each.scores)])
    unplaced = line([row for each, model in models for row in unplaced_judged(each.example, model, each.scores)])
    edge = placed[0] * np.log(weights.threshold / (1 - weights.threshold)) + placed[1]
    threshold = float(logistic(np.array([edge], np.float32))[0])
    return replace(weights, calibration=placed, unplaced=unplaced, threshold=threshold)


def line(rows: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Return slope and offset that make the log odds of what was said those of what was so (Platt scaling)."""
    said = np.clip(np.array([confidence for confidence, _ in rows]), 1e-3, 1 - 1e-3)
    model = LogisticRegression(C=1.0).fit(np.log(said / (1 - said))[:, None], [right for _, right in rows])
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def brier(rows: Sequence[tuple[float, bool]]) -> float:
    """Return the mean squared difference between confidence and what was so."""
    return float(np.mean([(confidence - right) ** 2 for confidence, right in rows]))
