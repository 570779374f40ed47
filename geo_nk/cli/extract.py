"""``geo-nk extract``: reports to an event file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.console import finish, printable, say
from geo_nk.cli.load import reports_of, tables_of
from geo_nk.cli.model import ModelOptions, reads_by_model, say_what_it_took, say_whom_it_tells
from geo_nk.cli.notices import Notices
from geo_nk.cli.options import Index, Inputs, Language, Threshold, Titles, Workers
from geo_nk.cli.output import check_output
from geo_nk.cli.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.extract.llm import LanguageModelReader
    from geo_nk.reports.report import Refusal

__all__ = ["extract"]


@reads_by_model
def extract(
    inputs: Inputs,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The event file to write: .geojson, .csv or .jsonl (a feature a line)."),
    ] = None,
    *,
    threshold: Threshold = 0.0,
    index: Index = None,
    workers: Workers = 1,
    language: Titles = Language.en,
    model: ModelOptions,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Print how each sentence was read, and why what was left out was left out."),
    ] = False,
) -> None:
    """Read reports into candidate events, each with its sentence.

    Example: geo-nk extract articles/ -o events.geojson
    """
    from geo_nk.events.files import FORMATS, write_events

    if output is None and not explain:
        raise typer.BadParameter("give the file to write, such as -o events.geojson, or --explain")
    refusals: list[Refusal] = []
    reader = model.reader(workers=workers, twice=explain and output is not None)
    if output is not None:
        check_output(output, endings=FORMATS, inputs=(*inputs, index))
    if explain:
        notices = Notices(any_language=reader is not None)
        if output is None:
            say_whom_it_tells(reader, inputs)
        _explain(inputs, refusals if output is None else [], notices, threshold=threshold, index=index, model=reader)
        if output is None:
            notices.say()
            say_what_it_took(reader)
    if output is not None:
        tally = Tally()
        tables = tables_of(
            inputs,
            refusals,
            tally,
            threshold=threshold,
            index=index,
            workers=workers,
            model=reader,
            language=language.value,
        )
        write_events(tables, output)
        counts, *reasons = tally.summary()
        say(f"{output}: candidates, to be read before they are relied on: {counts}", *reasons)
    finish(refusals)


def _explain(
    inputs: Sequence[Path],
    refusals: list[Refusal],
    notices: Notices,
    *,
    threshold: float,
    index: Path | None,
    model: LanguageModelReader | None,
) -> None:
    """Print how each report was read: a line is a line, whatever stands in the report."""
    from geo_nk.extract.reader import Reader
    from geo_nk.extract.run import refusal_of, refusals_in
    from geo_nk.gazetteer import load_gazetteer

    reader = Reader(load_gazetteer(index=index), extractor=model)
    for report in reports_of(inputs, refusals, notices):
        try:
            reading = reader.read(report)
            lines = reading.explain(threshold=threshold).split("\n")
        except Exception as error:  # noqa: BLE001 - one report must not take the others with it
            refusals.append(refusal_of(report, error))
        else:
            typer.echo("\n".join([*map(printable, lines), ""]))
            refusals += refusals_in(reading)
