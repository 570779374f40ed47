"""``geo-nk compare``: where two readings of the same reports differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.shared.console import json_text, printable
from geo_nk.cli.shared.options import Form, Printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo_nk.evaluate.compare import Comparison, Told

__all__ = ["compare"]

_QUOTE = 100


def compare(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="An event file, as one reader gave it.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="What another reader gave of the same reports.")],
    *,
    form: Printed = Form.text,
) -> None:
    """Say where two event files of the same reports differ; neither is taken for right.

    Example: geo-nk compare trained.geojson model.geojson
    """
    from geo_nk.evaluate.compare import compare_readers

    found = compare_readers(first, second)
    if form is Form.json:
        typer.echo(json_text(_record(found), indent=2))
        return
    for line in _lines(found, first.name, second.name):
        typer.echo(printable(line))


def _lines(found: Comparison, first: str, second: str) -> Iterator[str]:
    yield f"in both: {len(found.both)}"
    for name, pairs in (("category", found.other_category), ("date", found.other_date)):
        yield f"  of another {name}: {len(pairs)}"
        yield from (f"    {_row(one)}  |  {_what(other)}" for one, other in pairs)
    for file, rows in ((first, found.first), (second, found.second)):
        yield f"only in {file}: {len(rows)}"
        yield from (f"  {_row(row)}: {row.quote[:_QUOTE]}" for row in rows)
    if found.apart:
        yield f"reports of which only one file has events: {', '.join(found.apart)}"


def _row(row: Told) -> str:
    return f"{row.report_id}, {row.place or 'place not told'}: {_what(row)}"


def _what(row: Told) -> str:
    days = " to ".join(dict.fromkeys(day or "?" for day in row.days)) if any(row.days) else "no date"
    return f"{row.category}, {days}"


def _record(found: Comparison) -> dict[str, object]:
    def plain(row: Told) -> dict[str, object]:
        return {
            "report": row.report_id,
            "place": row.place,
            "category": row.category,
            "dates": list(row.days),
            "quote": row.quote,
            "reader": row.reader,
        }

    return {
        "both": [{"first": plain(one), "second": plain(other)} for one, other in found.both],
        "only_first": [plain(row) for row in found.first],
        "only_second": [plain(row) for row in found.second],
        "apart": list(found.apart),
    }
