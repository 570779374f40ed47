"""``geo-nk merge``: one happening in several reports to one event, with the reasons, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.shared.alike import merged_words, undone_words
from geo_nk.cli.shared.console import finish, printable, say
from geo_nk.cli.shared.load import reports_of
from geo_nk.cli.shared.output import check_output

if TYPE_CHECKING:
    from geo_nk.reports.report import Refusal

__all__ = ["merge"]


def merge(
    events: Annotated[
        Path, typer.Argument(metavar="EVENTS", help="An event file, as geo-nk extract writes it, or a collection.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The event file to write; every row stays in it.")
    ] = None,
    *,
    reports: Annotated[
        list[Path] | None,
        typer.Option("--reports", metavar="INPUT", help="The reports themselves: tells copied texts by all of them."),
    ] = None,
    threshold: Annotated[
        float, typer.Option("--threshold", min=0.01, max=0.99, help="How sure it must be that rows are one happening.")
    ] = 0.5,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print what was merged: the sources, what they differ in, the reasons.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take a merge back: the table as it was before.")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="EVENT_ID", help="With --undo: take only this event apart.")
    ] = None,
) -> None:
    """Make one event of the rows of several reports that tell of the same happening; no row is lost.

    Example: geo-nk merge events.geojson -o merged.geojson --explain
    """
    from geo_nk.events.collection import is_collection, read_collection
    from geo_nk.events.files import FORMATS, read_events, write_events
    from geo_nk.events.merge import explain_merge, merge_events, undo_merge

    if output is None and not explain:
        raise typer.BadParameter("give the file to write, such as -o merged.geojson, or --explain")
    if only and not undo:
        raise typer.BadParameter("is for --undo; without it, all that is alike is merged", param_hint="--only")
    if output is not None:
        check_output(output, endings=FORMATS, inputs=(events, *(reports or ())))
    table = read_collection(events) if is_collection(events) else read_events(events, notify=say)
    refusals: list[Refusal] = []
    if undo:
        done = undo_merge(table, only or None)
        words = undone_words(table, done)
    else:
        texts = {report.report_id: report.text for report in reports_of(reports or (), refusals)} if reports else None
        done = merge_events(table, texts=texts, threshold=threshold)
        words = merged_words(done)
    if explain:
        typer.echo("\n".join(printable(line) for line in explain_merge(done)))
    if output is not None:
        write_events(done, output)
    say(f"{output or events}: {words}")
    finish(refusals)
