"""``geo-nk brief``: two pages to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo_nk.cli.shared.options import (
    Columns,
    DayFirst,
    Font,
    ForWhom,
    Index,
    Inputs,
    Language,
    Level,
    Reports,
    SourceKind,
    Threshold,
    Words,
    Workers,
)
from geo_nk.cli.shared.output import check_output
from geo_nk.cli.shared.printing import prepare_type, read_for_print

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
    language: Words = Language.en,
    font: Font = None,
    level: ForWhom = Level.internal,
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

    check_output(output, endings=ENDINGS, inputs=(*inputs, index, font, *(reports or ())))
    prepare_type(language.value, font)
    read = read_for_print(
        inputs,
        output,
        level,
        threshold=threshold,
        index=index,
        workers=workers,
        source_kind=source_kind,
        columns=columns,
        day_first=day_first,
    )
    write_brief(
        read.events,
        output,
        title=title,
        level=level.value,
        language=language.value,
        change=change,
        reports=read.reports(reports),
        font=font,
    )
    read.finish(output)
