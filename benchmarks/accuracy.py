"""Measure how well the labelled reports are read, for docs/accuracy.md.

python benchmarks/accuracy.py            prints the tables
python benchmarks/accuracy.py --write    puts them into docs/accuracy.md, between its two marks

Run ``benchmarks/calibrate.py --write`` first when the rules of reading have changed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from calibrate import BANDS, LABELLED, ROOT, judged, unseen
from geo_nk.extract.calibrate import calibrated

from geo_nk.evaluate import evaluate_events, evaluate_mentions, read_gold
from geo_nk.evaluate.calibration import bands_of, brier, cross_validated, fit
from geo_nk.extract import extract_events, find_mentions
from geo_nk.reports import read_reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo_nk.evaluate import GoldReport, Share
    from geo_nk.evaluate.calibration import Judged

DOC = ROOT / "docs" / "accuracy.md"
START, END = "<!-- figures: made by benchmarks/accuracy.py --write -->", "<!-- /figures -->"

Row = tuple[str, ...]


def groups() -> dict[str, list[GoldReport]]:
    """Return the labelled reports, those in view while the rules were made, and the unseen."""
    sheet, held = read_gold(LABELLED / "gold.jsonl"), unseen()
    parts = {
        "unseen": [report for report in sheet if report.report_id in held],
        "in view": [report for report in sheet if report.report_id not in held],
        "all": sheet,
    }
    return {name: part for name, part in parts.items() if part}


def table(head: Row, rows: Sequence[Row]) -> str:
    """Return a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def told(share: Share) -> str:
    """Return a share with its counts and interval, short."""
    if share.value is None:
        return "-"
    low, high = share.interval
    return f"{share.value:.2f} ({share.right} of {share.of}; {low:.2f}-{high:.2f})"


def sections() -> Iterator[str]:
    """Yield the tables."""
    events, names = extract_events(LABELLED / "reports"), find_mentions(LABELLED / "reports")
    texts = list(read_reports(LABELLED / "reports"))
    scores = {name: evaluate_events(part, events) for name, part in groups().items()}
    sizes = {name: str(len(part)) for name, part in groups().items()}
    yield "### Events\n"
    yield table(
        ("reports", "number", "precision", "recall", "F1", "dates", "very category"),
        [
            (name, sizes[name], told(s.precision), told(s.recall), f"{s.f1 or 0:.2f}", told(s.dates), told(s.exact))
            for name, s in scores.items()
        ],
    )
    yield "\n### Events by category, all reports\n"
    by_category = scores["all"].by_category
    yield table(
        ("category", "precision", "recall"), [(name, *map(told, shares)) for name, shares in by_category.items()]
    )
    marked = {name: evaluate_mentions(part, names, reports=texts) for name, part in groups().items()}
    yield "\n### Place names\n"
    yield table(
        ("reports", "precision", "recall", "within 25 km", "role"),
        [(name, told(m.precision), told(m.recall), told(m.near), told(m.roles)) for name, m in marked.items()],
    )
    yield "\n### Roles of place names, all reports\n"
    yield table(
        ("role", "found", "given this role"),
        [(role, *map(told, shares)) for role, shares in marked["all"].by_role.items()],
    )
    yield "\n### Confidence\n"
    yield from _confidence()


def _confidence() -> Iterator[str]:
    rows, held = judged(), unseen()
    parts = {"unseen": [row for row in rows if row.report_id in held], "all": rows}
    for name, part in parts.items():
        if part:
            yield f"On the rows of {'the unseen' if name == 'unseen' else 'all'} reports:\n"
            yield table(
                ("said", "was right"),
                [(f"{b.said:.2f}", told(b.share)) for b in bands_of(part, calibrated, count=BANDS)],
            )
            yield f"\n{_brier(part)}\n"


def _brier(rows: Sequence[Judged]) -> str:
    share = sum(row.right for row in rows) / len(rows)
    raw, shipped = [row.score for row in rows], [calibrated(row.score) for row in rows]
    out = cross_validated(rows, fit)
    one = brier(rows, [share] * len(rows))
    return (
        f"Brier score (0 is best): {brier(rows, raw):.3f} of the score before calibration, {brier(rows, shipped):.3f} "
        f"of the shipped table, {brier(rows, out):.3f} of a curve fitted to these rows without the report that it is "
        f"asked about, {one:.3f} of one number for all."
    )


def main() -> None:
    """Print, or write where asked."""
    figures = "\n".join(sections())
    if "--write" not in sys.argv[1:]:
        print(figures)
        return
    before, _, rest = DOC.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    DOC.write_text(f"{before}{START}\n\n{figures}\n{END}{after}", encoding="utf-8", newline="\n")
    print(f"{Path(DOC).name} written")


if __name__ == "__main__":
    main()
