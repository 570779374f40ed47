"""``geo-nk mentions``: the toponyms of reports, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.shared.console import finish, json_text, say, with_progress
from geo_nk.cli.shared.load import reports_of
from geo_nk.cli.shared.notices import Notices
from geo_nk.cli.shared.options import Index, Inputs
from geo_nk.cli.shared.output import check_output
from geo_nk.cli.shared.tally import Counted
from geo_nk.gazetteer.locating import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo_nk.extract.toponyms.mention import Mention
    from geo_nk.gazetteer import Gazetteer
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
    from geo_nk.gazetteer import load_gazetteer

    if output is not None:
        check_output(output, endings={".jsonl"}, inputs=(*inputs, index))
    refusals: list[Refusal] = []
    notices = Notices()
    lines = Counted(_lines(inputs, refusals, notices, load_gazetteer(index=index)))
    if output is None:
        for line in lines:
            typer.echo(line, nl=False)
    else:
        write_atomic(output, lines)
        say(f"{output}: {lines.done} mentions")
    notices.say("passed_by")
    finish(refusals)


def _lines(inputs: Sequence[Path], refusals: list[Refusal], notices: Notices, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield a line for each mention, report by report."""
    from geo_nk.extract.pipeline import iter_mentions

    reports = Counted(with_progress(reports_of(inputs, refusals, notices), noun="reports read"))
    for mention in iter_mentions(reports, gazetteer=gazetteer, errors=refusals):
        yield json_text(_line(mention, gazetteer)) + "\n"
    if not reports.done:
        finish(refusals)  # nothing was read: an empty file would look like an answer


def _line(mention: Mention, gazetteer: Gazetteer) -> dict[str, object]:
    """Return a mention with what the gazetteer says of it; a province has no point, as everywhere."""
    told = record(mention.answer, gazetteer)
    return {
        "report_id": mention.report_id,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "role": mention.role,
        **{key: value for key, value in told.items() if key != "query"},
        "kind": mention.kind,
    }
