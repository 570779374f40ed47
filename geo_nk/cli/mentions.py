"""``geo-nk mentions``: the toponyms of reports, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.console import finish, json_text, say
from geo_nk.cli.load import Tally, reports_of
from geo_nk.cli.options import Index, Inputs
from geo_nk.cli.output import check_output

if TYPE_CHECKING:
    from geo_nk.extract.mentions import Mention
    from geo_nk.reports.report import Refusal

__all__ = ["mentions"]


def mentions(
    inputs: Inputs,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The .jsonl file to write; standard output where none is given."),
    ] = None,
    index: Index = None,
) -> None:
    """List every place name in reports with what the gazetteer says of it.

    Example: geo-nk mentions articles/ -o mentions.jsonl
    """
    from geo_nk._files import write_atomic
    from geo_nk.extract.pipeline import find_mentions
    from geo_nk.gazetteer import load_gazetteer

    if output is not None:
        check_output(output, endings={".jsonl"}, inputs=(*inputs, index))
    refusals: list[Refusal] = []
    read = Tally()
    found = find_mentions(read.over(reports_of(inputs, refusals)), gazetteer=load_gazetteer(index=index))
    if not read.done:
        finish(refusals)
    lines = "".join(json_text(_line(mention)) + "\n" for mention in found)
    if output is None:
        typer.echo(lines, nl=False)
    else:
        write_atomic(output, lines)
        say(f"{output}: {len(found)} mentions")
    finish(refusals)


def _line(mention: Mention) -> dict[str, object]:
    best = mention.answer.best
    place = best.place if best else None
    return {
        "report_id": mention.report_id,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "role": mention.role,
        "place_id": place.place_id if place else None,
        "name": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "method": best.method if best else None,
        "score": best.score if best else None,
        "alternatives": [c.place.place_id for c in mention.answer.candidates if place is None or c.place != place],
        "reason": mention.answer.reason,
    }
