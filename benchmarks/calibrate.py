"""Fit what ``confidence`` says to the labelled reports, and print how good it is.

python benchmarks/calibrate.py            what the shipped table says, and what one made now would say
python benchmarks/calibrate.py --write    writes geo_nk/data/calibration.csv

Run it again when the rules of reading have changed.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from geo_nk.extract.calibrate import calibrated

from geo_nk.evaluate.calibration import Band, Curve, Judged, bands_of, brier, cross_validated, fit
from geo_nk.evaluate.events import evaluate_events
from geo_nk.events import events_frame
from geo_nk.extract import Reader
from geo_nk.reports import read_reports

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "tests" / "data" / "labelled"
TABLE = ROOT / "geo_nk" / "data" / "calibration.csv"
BANDS = 5
LOWEST, HIGHEST = 0.1, 1.0  # ends of the curve, where no row lies


def unseen() -> frozenset[str]:
    """Return the reports that nobody looked at while the rules were made."""
    return frozenset((LABELLED / "unseen.txt").read_text(encoding="utf-8").split())


def judged() -> list[Judged]:
    """Return the counted rows of the labelled reports, with their scores."""
    reader = Reader()
    rows, scores = [], []
    for report in read_reports(LABELLED / "reports"):
        reading = reader.read(report)
        rows += reader.rows(reading)
        scores += [event.score for event in reading.events]
    result = evaluate_events(LABELLED / "gold.jsonl", events_frame(rows))
    right = [pair.row for pair in result.pairs if pair.row.category != "other"]
    counted = [(row, True) for row in right] + [(row, False) for row in result.false]
    counted.sort(key=lambda each: each[0].number)
    return [Judged(row.report_id, scores[row.number], is_right) for row, is_right in counted]


def curve_of(rows: list[Judged]) -> Curve:
    """Return the curve of some rows: the slope of them all, the level of the unseen."""
    held = unseen()
    return fit(rows, level_of=[row for row in rows if row.report_id in held])


def table_of(rows: list[Judged]) -> str:
    """Return the table that ships: a line a band of the unseen rows (of all where none is), and its two ends."""
    held = unseen()
    curve = curve_of(rows)
    basis = [row for row in rows if row.report_id in held] or rows
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["score", "confidence", "right", "of"])
    bands = [(band.score, band.share.right, band.share.of) for band in bands_of(basis, curve, count=BANDS)]
    for score, right, of in [(LOWEST, 0, 0), *bands, (HIGHEST, 0, 0)]:
        writer.writerow([f"{score:.3f}", f"{curve(score):.3f}", right, of])
    return out.getvalue()


def report(title: str, rows: list[Judged]) -> None:
    """Print how well scores, shipped confidence and a map made without each report fit some rows."""
    if not rows:
        return
    share = sum(row.right for row in rows) / len(rows)
    print(f"\n{title}: {len(rows)} rows of {len({row.report_id for row in rows})} reports, {share:.2f} right")
    held_out = cross_validated(rows, lambda part: fit(list(part)))
    print(f"  Brier: score {brier(rows, [row.score for row in rows]):.3f}", end="")
    print(f", shipped {brier(rows, [calibrated(row.score) for row in rows]):.3f}", end="")
    print(f", fitted without each report {brier(rows, held_out):.3f}", end="")
    print(f", one number for all {brier(rows, [share] * len(rows)):.3f}")
    print("  score  shipped says  right")
    for band in bands_of(rows, calibrated, count=BANDS):
        print(f"  {_line(band)}")


def _line(band: Band) -> str:
    return f"{band.score:.2f}   {band.said:.2f}          {band.share}"


def main() -> None:
    """Print, and write where asked."""
    rows = judged()
    held = unseen()
    if "--write" in sys.argv[1:]:
        TABLE.write_text(table_of(rows), encoding="utf-8", newline="\n")
        print(f"{TABLE.name} written; run again to see what it says")
        return
    report("All labelled reports", rows)
    report("In view while the rules were made", [row for row in rows if row.report_id not in held])
    report("Unseen", [row for row in rows if row.report_id in held])
    print(f"\nMade now, {TABLE.name} would be\n{table_of(rows)}")


if __name__ == "__main__":
    main()
