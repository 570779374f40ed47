"""``geo-nk convert``: an event file in another format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.shared.console import finish, say
from geo_nk.cli.shared.load import Reading, events_of
from geo_nk.cli.shared.options import Columns, DayFirst, Index, split_columns
from geo_nk.cli.shared.output import check_output
from geo_nk.cli.shared.tally import Tally

if TYPE_CHECKING:
    from geo_nk.reports.report import Refusal

__all__ = ["convert"]


def convert(
    events: Annotated[Path, typer.Argument(metavar="EVENTS", help="An event file, or any table of events.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="The file to write, by its ending: .geojson, .jsonl, .csv, .xlsx, .gpkg, .parquet, .fgb, .kml, .kmz, "
            ".acled.csv or .timemap.json.",
        ),
    ],
    *,
    columns: Columns = None,
    day_first: DayFirst = None,
    index: Index = None,
) -> None:
    """Write events in another format, by the ending of the output.

    Example: geo-nk convert events.geojson -o events.gpkg
    """
    from geo_nk.events.files import EXPORTS, FORMATS, write_events

    check_output(output, endings={**FORMATS, **EXPORTS}, inputs=(events, index))
    refusals: list[Refusal] = []
    reading = Reading(split_columns(columns)[0], day_first, output.with_suffix(".rejects.csv"))
    tally = Tally()
    table = events_of([events], refusals, tally, index=index, reading=reading)
    write_events(table, output)
    say(f"{output}: {tally.summary()[0]}")
    finish(refusals)
