"""Train the reader from the labelled reports, and write ``geo_nk/data/reader.npz``.

    python training/train.py                 cross-validate, train on all, write the weights
    python training/train.py --figures       cross-validate only
    python training/train.py --curve         the blind batch as models of fewer reports read it
    python training/train.py --blind         score the shipped weights on the blind batch

A few minutes on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from examples import blind_examples, load_examples
from fitting import fit_parts, write
from scoring import brier, cross_validate, judged

from geo_nk.extract.reader import Reader
from geo_nk.extract.weights import load_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

SHIPPED = Path(__file__).parent.parent / "geo_nk" / "data" / "reader.npz"


def score_blind() -> None:
    """Score the shipped weights on the blind batch, and say how far its rows bear their confidence out."""
    weights = load_weights()
    examples = blind_examples(Reader(weights=weights))
    tally, rows = judged(examples, weights)
    share = tally.right / max(tally.made, 1)
    even = float(np.mean([(share - right) ** 2 for _, right in rows]))
    print(f"blind batch, {len(examples)} reports: {tally}")
    print(f"Brier score {brier(rows):.3f}; of one number for all {even:.3f}")


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
    parser.add_argument("--curve", action="store_true", help="score models of fewer reports on the blind batch")
    options = parser.parse_args(arguments)
    if options.curve:
        learning_curve()
        return 0
    if options.blind:
        score_blind()
        return 0
    examples = load_examples(Reader(weights=None))
    print(f"{len(examples)} reports, {sum(len(each.labelled.events) for each in examples)} events", flush=True)
    final = cross_validate(examples)
    if options.figures:
        return 0
    parts = fit_parts(examples)
    write(replace(final, pair=parts.pair, mention=parts.mention, sentence=parts.sentence, date=parts.date), SHIPPED)
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size / 1e6:.1f} MB, threshold {final.threshold:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
