"""``geo-nk figure``: reports or an event file to a figure for print."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo_nk.cli.findings.analyse import Reports, reports_read
from geo_nk.cli.findings.charts import Chart, draw_chart
from geo_nk.cli.map_ import Level
from geo_nk.cli.shared.console import finish, say
from geo_nk.cli.shared.load import Reading, events_of
from geo_nk.cli.shared.options import Columns, DayFirst, Index, Inputs, SourceKind, Threshold, Workers, split_columns
from geo_nk.cli.shared.output import check_output
from geo_nk.cli.shared.released import release_lines
from geo_nk.cli.shared.tally import Tally

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_nk.reports.report import Refusal

__all__ = ["Language", "figure", "say_released"]


class Language(StrEnum):
    """In which names and words are written."""

    en = "en"
    ko = "ko"
    zh = "zh"


def say_released(events: gpd.GeoDataFrame, level: Level) -> list[str]:
    """Say what is in a figure for others: the counts of what was read say nothing of it."""
    from geo_nk.events.release import release

    done = release(events, level=level.value)
    placed = int(done.events.geometry.notna().sum())
    return release_lines(
        level.value, shown=len(done.events), placed=placed, held_back=done.held_back, sources=done.sources
    )


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
    language: Annotated[Language, typer.Option("--language", help="Of names and words.")] = Language.en,
    width: Annotated[
        float, typer.Option("--width", min=40, max=1200, help="Millimetres: 180 for a page, 88 for a column.")
    ] = 180,
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
    """Draw reports, or an event file, for print: as a map, a strip chart, or a chart of counts.

    Example: geo-nk figure events.geojson -o figure.pdf
    """
    from geo_nk.maps import event_figure, save_figure, strip_chart
    from geo_nk.maps.print.figure_file import ENDINGS
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
    look: dict[str, Any] = {"title": title, "language": language.value, "width_mm": width, "font": font}
    if strip or chart in {Chart.map, Chart.line}:
        draw = strip_chart if strip or chart is Chart.line else event_figure
        ax = draw(events, level=level.value, **look)
    else:
        read = reports_read(reports, inputs, refusals, reading)
        ax = draw_chart(events, chart, by=by, on=on, reports=read, level=level.value, look=look)
    save_figure(ax, output)
    counts, *more = tally.summary() if level is Level.internal else say_released(events, level)
    say(f"{output}: {counts}", *more)
    finish(refusals)
