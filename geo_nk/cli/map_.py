"""``geo-nk map``: reports or an event file to a map in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from geo_nk.cli.shared.alike import merged_words, say_alike
from geo_nk.cli.shared.console import finish, say
from geo_nk.cli.shared.load import Reading, events_of
from geo_nk.cli.shared.model import ModelOptions, reads_by_model
from geo_nk.cli.shared.options import (
    DayFirst,
    ForWhom,
    Index,
    Inputs,
    Language,
    Level,
    SourceKind,
    Threshold,
    Titles,
    Workers,
    split_columns,
)
from geo_nk.cli.shared.output import check_output
from geo_nk.cli.shared.released import lines_at_level
from geo_nk.cli.shared.since import Changed, Since, compared
from geo_nk.cli.shared.spread import draw_counts
from geo_nk.cli.shared.tally import Tally

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_nk.reports.report import Refusal

__all__ = ["map_events"]

#: West, south, east, north of the border: for a look at a basemap before there are events.
_BORDER: Final = (124.0, 39.5, 131.0, 43.5)


def _columns(text: str | None) -> tuple[dict[str, str], tuple[str, ...] | None]:
    """Return what columns of a table mean, and the columns that are chosen; refuse one that no event table has."""
    from geo_nk.events.schema import EVENT_COLUMNS

    said, names = split_columns(text)
    known = [column.name for column in EVENT_COLUMNS]
    unknown = [name for name in names if name not in known]
    if unknown:
        message = f"{', '.join(unknown)}: not a column of events; choose from {', '.join(known)}"
        raise typer.BadParameter(message, param_hint="--columns")
    return said, names if text is not None and (names or not said) else None


def _say_whom_it_asks(basemap: str | None) -> None:
    """Refuse a basemap that cannot be had, and name the hosts that a reader's browser will contact for it."""
    from geo_nk.maps.page.tiles import tiles_of

    if basemap is None:
        return
    hosts = tiles_of(basemap, around=_BORDER).hosts
    if hosts:
        say(
            f"the map will contact {', '.join(hosts)} each time it is opened, which tells them who looks and where; "
            "the page says so"
        )


def _merged(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the events with one for each happening, and say how many that are."""
    from geo_nk.events.merge import merge_events

    merged = merge_events(events)
    say(merged_words(merged))
    return merged


def _drawn(events: gpd.GeoDataFrame) -> list[str]:
    """Say what is in a map for oneself."""
    tally = Tally()
    tally.add_events(events)
    return tally.summary()


def _say_steps(story: Path | None, told: int, level: Level) -> None:
    """Say how many steps a map for others tells: a step that its author does not give to them is left out."""
    if story is not None and level is not Level.internal:
        noun = "step is" if told == 1 else "steps are"
        say(f"{story}: {told} {noun} told; a step is told at this level where its column level says {level.value}")


@reads_by_model
def map_events(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The map to write.")] = Path("map.html"),
    *,
    title: Annotated[str | None, typer.Option("--title", help="The heading of the map.")] = None,
    threshold: Threshold = 0.0,
    level: ForWhom = Level.internal,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="NAME,... or MEANING=NAME,...",
            help="Put only these columns into the map; with an equals sign, what the columns of a table mean, where "
            "their names do not tell: place=Town,date=When.",
        ),
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
            help="A CSV file of steps that the map tells: title, text, event_id or lon and lat, zoom, from, to, url, "
            "strip, level.",
        ),
    ] = None,
    since: Since = None,
    changed: Changed = False,
    merge: Annotated[
        bool, typer.Option("--merge", help="Draw one event where several reports tell of one happening.")
    ] = False,
    counted: Annotated[
        bool,
        typer.Option(
            "--counted",
            help="For more events than a page holds: counts by area and month, over a sample. INPUT: "
            "a folder that geo-nk extract wrote, a .parquet collection, or GeoParquet files.",
        ),
    ] = False,
    index: Index = None,
    workers: Workers = 1,
    source_kind: SourceKind = None,
    day_first: DayFirst = None,
    language: Titles = Language.en,
    model: ModelOptions,
) -> None:
    """Draw reports, any table of events or a collection as one sealed HTML map that opens without a network.

    Example: geo-nk map articles/ -o map.html
    """
    from geo_nk.maps import event_map

    check_output(output, endings={".html", ".htm"}, inputs=(*inputs, index, story))
    if counted:
        others = {
            "--level": level is not Level.internal,
            "--columns": columns is not None,
            "--basemap": basemap is not None,
            "--story": story is not None,
            "--since": since is not None,
            "--merge": merge,
            "--threshold": threshold > 0,
            "--llm": model.wanted,
        }
        draw_counts(inputs, output, others, title=title)
        return
    said, chosen = _columns(columns)
    _say_whom_it_asks(basemap)
    reader = model.reader(workers=workers)
    refusals: list[Refusal] = []
    events = events_of(
        inputs,
        refusals,
        threshold=threshold,
        index=index,
        workers=workers,
        source_kind=source_kind,
        for_others=level is not Level.internal,
        reading=Reading(said, day_first, output.with_suffix(".rejects.csv")),
        model=reader,
        language=language.value,
    )
    events = compared(events, inputs, refusals, since=since, changed=changed, index=index)
    if merge:
        events = _merged(events)
    elif not changed:
        say_alike(events, how="--merge")
    made = event_map(events, title=title, columns=chosen, level=level.value, basemap=basemap, story=story)
    made.save(output)
    counts, *more = _drawn(events) if level is Level.internal else lines_at_level(events, level.value)
    say(f"{output}: open it in a browser; {counts}", *more)
    _say_steps(story, len(made.story), level)
    finish(refusals)
