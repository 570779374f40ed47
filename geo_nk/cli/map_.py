"""``geo-nk map``: reports or an event file to a map in one file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from geo_nk.cli.console import finish, say
from geo_nk.cli.load import events_of
from geo_nk.cli.model import ModelOptions, reads_by_model
from geo_nk.cli.options import Index, Inputs, Language, Threshold, Titles, Workers
from geo_nk.cli.output import check_output
from geo_nk.cli.tally import Tally

if TYPE_CHECKING:
    from geo_nk.reports.report import Refusal

__all__ = ["Level", "map_events"]

#: West, south, east, north of the border: for a look at a basemap before there are events.
_BORDER: Final = (124.0, 39.5, 131.0, 43.5)


class Level(StrEnum):
    """For whom a map is made."""

    internal = "internal"
    partner = "partner"
    public = "public"


def _columns(text: str | None) -> tuple[str, ...] | None:
    """Return the names in a list with commas; refuse one that no event table has."""
    from geo_nk.events.schema import EVENT_COLUMNS

    if text is None:
        return None
    known = [column.name for column in EVENT_COLUMNS]
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in known]
    if unknown:
        message = f"{', '.join(unknown)}: not a column of events; choose from {', '.join(known)}"
        raise typer.BadParameter(message, param_hint="--columns")
    return names


def _say_whom_it_asks(basemap: str | None) -> None:
    """Refuse a basemap that cannot be had, and name the hosts that a reader's browser will contact for it."""
    from geo_nk.maps.tiles import tiles_of

    if basemap is None:
        return
    hosts = tiles_of(basemap, around=_BORDER).hosts
    if hosts:
        say(
            f"the map will contact {', '.join(hosts)} each time it is opened, which tells them who looks and where; "
            "the page says so"
        )


@reads_by_model
def map_events(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The map to write.")] = Path("map.html"),
    *,
    title: Annotated[str | None, typer.Option("--title", help="The heading of the map.")] = None,
    threshold: Threshold = 0.0,
    level: Annotated[
        Level, typer.Option("--level", help="For whom: what rests on unpublished sources is coarsened or left out.")
    ] = Level.internal,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="NAME,...", help="Put only these columns into the map."),
    ] = None,
    basemap: Annotated[
        str | None,
        typer.Option(
            "--basemap",
            metavar="NAME",
            help="Tiles of a server, such as OpenStreetMap.Mapnik, which the map then contacts; or a .pmtiles or "
            ".mbtiles file, which is put into it. Without this the map asks nobody.",
        ),
    ] = None,
    story: Annotated[
        Path | None,
        typer.Option(
            "--story",
            help="A CSV file of steps that the map tells: title, text, event_id or lon and lat, zoom, from, to.",
        ),
    ] = None,
    index: Index = None,
    workers: Workers = 1,
    language: Titles = Language.en,
    model: ModelOptions,
) -> None:
    """Draw reports, or an event file (.geojson, .csv), as one sealed HTML map that opens without a network.

    Example: geo-nk map articles/ -o map.html
    """
    from geo_nk.maps import event_map

    check_output(output, endings={".html", ".htm"}, inputs=(*inputs, index, story))
    chosen = _columns(columns)
    _say_whom_it_asks(basemap)
    reader = model.reader(workers=workers)
    refusals: list[Refusal] = []
    tally = Tally()
    events = events_of(
        inputs,
        refusals,
        tally,
        threshold=threshold,
        index=index,
        workers=workers,
        model=reader,
        language=language.value,
    )
    event_map(events, title=title, columns=chosen, level=level.value, basemap=basemap, story=story).save(output)
    counts, *reasons = tally.summary()
    say(f"{output}: open it in a browser; {counts}", *reasons)
    finish(refusals)
