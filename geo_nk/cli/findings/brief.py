"""``geo-nk brief``: two pages to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.findings.analyse import Reports, reports_read
from geo_nk.cli.map_ import Level
from geo_nk.cli.shared.console import finish, say
from geo_nk.cli.shared.load import Reading, events_of
from geo_nk.cli.shared.options import (
    Columns,
    DayFirst,
    Index,
    Inputs,
    Language,
    SourceKind,
    Threshold,
    Workers,
    split_columns,
)
from geo_nk.cli.shared.output import check_output
from geo_nk.cli.shared.tally import Tally

if TYPE_CHECKING:
    from geo_nk.reports.report import Refusal

__all__ = ["brief"]


def brief(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The brief to write: .html, .docx or .pdf.")],
    *,
    title: Annotated[str | None, typer.Option("--title", help="The heading.")] = None,
    change: Annotated[
        str | None, typer.Option("--change", metavar="DATE", help="Compare before and after a day, month or year.")
    ] = None,
    reports: Reports = None,
    language: Annotated[Language, typer.Option("--language", help="Of names and words.")] = Language.en,
    font: Annotated[Path | None, typer.Option("--font", help="A font file to use before all others.")] = None,
    level: Annotated[
        Level, typer.Option("--level", help="For whom: what rests on unpublished sources is coarsened or left out.")
    ] = Level.internal,
    threshold: Threshold = 0.0,
    index: Index = None,
    workers: Workers = 1,
    source_kind: SourceKind = None,
    columns: Columns = None,
    day_first: DayFirst = None,
) -> None:
    """Write two pages on events: a map, findings as numbers, figures, and the sources.

    Example: geo-nk brief events.geojson -o brief.pdf --level public
    """
    from geo_nk.brief.write import ENDINGS, write_brief
    from geo_nk.cli.figure import say_released
    from geo_nk.maps.print.fonts import families

    check_output(output, endings=ENDINGS, inputs=(*inputs, index, font, *(reports or ())))
    families(language.value, font=font)  # says what is missing before the work begins
    import matplotlib as mpl

    mpl.use("agg")  # no window, whatever the machine
    refusals: list[Refusal] = []
    tally = Tally()
    reading = Reading(split_columns(columns)[0], day_first, output.with_suffix(".rejects.csv"))
    events = events_of(
        inputs,
        refusals,
        tally,
        threshold=threshold,
        index=index,
        workers=workers,
        source_kind=source_kind,
        for_others=level is not Level.internal,
        reading=reading,
    )
    read = reports_read(reports, inputs, refusals, reading)
    write_brief(
        events,
        output,
        title=title,
        level=level.value,
        language=language.value,
        change=change,
        reports=read,
        font=font,
    )
    counts, *more = tally.summary() if level is Level.internal else say_released(events, level)
    say(f"{output}: {counts}", *more)
    finish(refusals)
