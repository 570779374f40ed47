"""``geo-nk figure``: reports or an event file to a figure for print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from geo_nk.cli.findings.charts import Chart, draw_chart
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

__all__ = ["figure"]


def figure(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The figure to write: .pdf, .svg or .png.")],
    *,
    chart: Annotated[
        Chart,
        typer.Option(
            "--chart",
            help="A map; a strip chart (the border pulled straight, time down); a calendar of months; bars by county "
            "or --by; small maps by year; the slope from before to after --on.",
        ),
    ] = Chart.map,
    strip: Annotated[bool, typer.Option("--strip", help="The same as --chart strip.")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="For bars and slope: what is counted.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="For a slope: the day of the change.")] = None,
    reports: Reports = None,
    title: Annotated[str | None, typer.Option("--title", help="The heading; none where it is empty.")] = None,
    language: Words = Language.en,
    width: Annotated[
        float, typer.Option("--width", min=40, max=1200, help="Millimetres: 180 for a page, 88 for a column.")
    ] = 180,
    font: Font = None,
    level: ForWhom = Level.internal,
    threshold: Threshold = 0.0,
    index: Index = None,
    workers: Workers = 1,
    source_kind: SourceKind = None,
    columns: Columns = None,
    day_first: DayFirst = None,
) -> None:
    """Draw reports, or an event file, for print: as a map, a strip chart, or a chart of counts.

    Example: geo-nk figure events.geojson -o figure.pdf
    """
    from geo_nk.maps import event_figure, save_figure, strip_chart
    from geo_nk.maps.print.figure_file import ENDINGS

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
    look: dict[str, Any] = {"title": title, "language": language.value, "width_mm": width, "font": font}
    if strip or chart in {Chart.map, Chart.line}:
        draw = strip_chart if strip or chart is Chart.line else event_figure
        ax = draw(read.events, level=level.value, **look)
    else:
        told = read.reports(reports)
        ax = draw_chart(read.events, chart, by=by, on=on, reports=told, level=level.value, look=look)
    save_figure(ax, output)
    read.finish(output)
