"""Say what each block of features and each stage of the reader is worth: cross-validated F1 without it.

    python training/ablate.py                  all of them
    python training/ablate.py o roles          only these

Prints two tables in Markdown, by category and by kind of report; each line is read at the threshold best for it.
Half an hour on two cores: most lines fit a model anew for each part of the cross-validation.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from examples import load_examples
from fitting import CATEGORIES, fit_mention, fit_pair, fit_parts, fit_yes_no, mention_rows, pair_rows, sentence_rows
from scoring import FOLDS, HeldOut, Tally, fold_of, held_out, summed

from geo_nk.extract.happenings import happening_features
from geo_nk.extract.reader import Reader
from geo_nk.extract.scores import score_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from examples import Example
    from fitting import Rows

    from geo_nk.extract.linear import Linear
    from geo_nk.extract.weights import Weights

MODELS: dict[str, tuple[Callable[[Sequence[Example]], Rows], Callable[[Rows, frozenset[str]], Linear]]] = {
    "pair": (pair_rows, fit_pair),
    "mention": (mention_rows, fit_mention),
    "sentence": (sentence_rows, fit_yes_no),
}
"""The models of which blocks are left out, with what makes their rows and what fits them."""

BLOCKS = {
    "o": ("pair", "words of the sentences that name the place"),
    "p": ("pair", "words of the paragraph"),
    "v": ("pair", "words of the paragraph before"),
    "c": ("pair", "words at each distance from the place"),
    "c#": ("pair", "standing of the place in the paragraph"),
    "t": ("pair", "words of the title"),
    "d": ("pair", "words of the whole body"),
    "m": ("mention", "words around a toponym"),
    "m#": ("mention", "kind and standing of a toponym"),
    "s": ("sentence", "words of a sentence"),
    "s#": ("sentence", "standing of a sentence"),
}
"""The blocks of features by their names in ``geo_nk/extract/features.py``."""

STAGES = {
    "told": "that something happened at a place (first output of the pair model)",
    "roles": "roles of toponyms (mention model)",
    "sentences": "sentences that tell of a happening (sentence model)",
    "happening": "the model over the whole report: rows are as sure as their surest paragraph",
}

THRESHOLDS = np.arange(0.14, 0.62, 0.04)

FEWEST = 40
"""Reports of a kind that has a column of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is left out, and how well the labelled reports are read without it."""

    name: str
    all: Tally
    by_category: dict[str, Tally]
    by_kind: dict[str, Tally]


class Ablation:
    """Cross-validates the reader with something left out; what stays is fitted once."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples = examples
        self.kinds = kinds_of(examples)
        self.folds = [{e.report_id for e in examples if fold_of(e.report_id) != fold} for fold in range(FOLDS)]
        self.parts = [fit_parts([e for e in examples if e.report_id in kept]) for kept in self.folds]
        self._rows: dict[str, Rows] = {}

    def whole(self) -> Line:
        """Read with everything."""
        return self._line("nothing", self.parts)

    def without_block(self, block: str) -> Line:
        """Read without a block of features."""
        model, words = BLOCKS[block]
        rows_of, fit = MODELS[model]
        if model not in self._rows:
            self._rows[model] = rows_of(self.examples)
        rows = self._rows[model]
        parts = [
            replace(parts, **{model: fit(rows.of(kept), frozenset({block}))})
            for parts, kept in zip(self.parts, self.folds, strict=True)
        ]
        return self._line(f"`{block}` {words}", parts)

    def without_stage(self, stage: str) -> Line:
        """Read without a stage: what it would say is the same of everything."""
        left_out = {"told": _without_told, "roles": _without_roles, "sentences": _without_sentences}
        parts = [left_out.get(stage, _unchanged)(each) for each in self.parts]
        return self._line(STAGES[stage], parts, by_report=stage != "happening")

    def _line(self, name: str, parts: Sequence[Weights], *, by_report: bool = True) -> Line:
        mine = {e.report_id: parts[fold_of(e.report_id)] for e in self.examples}
        scores = {e.report_id: score_report(e.analysis, mine[e.report_id]) for e in self.examples}
        if by_report:
            held = held_out(self.examples, scores, mine)
        else:
            held = [HeldOut(e, _surest(e, mine[e.report_id]), scores[e.report_id]) for e in self.examples]
        read = max((self._read(held, float(edge)) for edge in THRESHOLDS), key=lambda each: each[0].f1)
        return Line(name, *read)

    def _read(self, held: Sequence[HeldOut], threshold: float) -> tuple[Tally, dict[str, Tally], dict[str, Tally]]:
        read = [(self.kinds[each.example.report_id], each.tallies(threshold)) for each in held]
        by_category = {c: summed(tallies[c] for _, tallies in read if c in tallies) for c in CATEGORIES if c != "other"}
        by_kind = {
            kind: summed(tally for own, tallies in read if own == kind for tally in tallies.values())
            for kind in dict.fromkeys(self.kinds.values())
        }
        return summed(by_category.values()), by_category, by_kind


def _unchanged(parts: Weights) -> Weights:
    return parts


def _without_told(parts: Weights) -> Weights:
    weights, bias = parts.pair.weights.copy(), parts.pair.bias.copy()
    weights[:, 0] = bias[0] = 0
    return replace(parts, pair=replace(parts.pair, weights=weights, bias=bias))


def _without_roles(parts: Weights) -> Weights:
    return replace(parts, mention=_silent(parts.mention))


def _without_sentences(parts: Weights) -> Weights:
    return replace(parts, sentence=_silent(parts.sentence))


def _silent(model: Linear) -> Linear:
    return replace(model, weights=np.zeros_like(model.weights), bias=np.zeros_like(model.bias))


def _surest(each: Example, parts: Weights) -> Weights:
    """Return weights by which a happening has the odds of the first of its figures: of its surest paragraph."""
    figures = happening_features(each.analysis, score_report(each.analysis, parts), CATEGORIES)[1].shape[1]
    happening = np.zeros((3, figures), np.float32)
    happening[1], happening[2, :1] = 1, 1
    return replace(parts, happening=happening, bias=0.0)


def kinds_of(examples: Sequence[Example]) -> dict[str, str]:
    """Return the kind of each report: the first word of its style where that is frequent."""
    styles = {e.report_id: (e.labelled.style or "made-up").lower() for e in examples}
    first = {
        report_id: "".join(c for c in style.split()[0] if c.isalpha() or c == "-")
        for report_id, style in styles.items()
    }
    often = Counter(first.values())
    return {report_id: kind if often[kind] >= FEWEST else "other kinds" for report_id, kind in first.items()}


def tables(lines: Sequence[Line], kinds: dict[str, str]) -> Iterator[str]:
    """Yield the lines of both tables: F1, and how far each line lies from the first."""
    columns = [name for name, _ in Counter(kinds.values()).most_common() if name != "other kinds"]
    columns += [name for name in ("other kinds",) if name in kinds.values()]
    yield from _table("by category", lines, list(lines[0].by_category), lambda line: line.by_category)
    yield ""
    yield from _table("by kind of report", lines, columns, lambda line: line.by_kind)


def _table(
    name: str, lines: Sequence[Line], columns: Sequence[str], of: Callable[[Line], dict[str, Tally]]
) -> Iterator[str]:
    first = of(lines[0])
    heads = [f"{column} ({first[column].wanted})" for column in columns]
    yield f"| F1 {name} (events), without | all ({lines[0].all.wanted}) | {' | '.join(heads)} |"
    yield f"| --- |{' --- |' * (len(columns) + 1)}"
    for line in lines:
        pairs = [(line.all, lines[0].all), *((of(line)[column], first[column]) for column in columns)]
        cells = [f"{own.f1:.3f}" if line is lines[0] else f"{own.f1 - whole.f1:+.3f}" for own, whole in pairs]
        yield f"| {line.name} | {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("left_out", nargs="*", metavar="NAME", help=f"{', '.join([*BLOCKS, *STAGES])}; else all")
    chosen = parser.parse_args(arguments).left_out or [*BLOCKS, *STAGES]
    if unknown := [name for name in chosen if name not in {*BLOCKS, *STAGES}]:
        parser.error(f"{unknown[0]!r} is no block and no stage; give some of {', '.join([*BLOCKS, *STAGES])}")
    ablation = Ablation(load_examples(Reader()))
    lines = [ablation.whole()]
    for name in chosen:
        lines.append(ablation.without_block(name) if name in BLOCKS else ablation.without_stage(name))
        print(f"{name}: {lines[-1].all}", file=sys.stderr, flush=True)
    print("\n".join(tables(lines, ablation.kinds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
