"""``geo-nk release``: a folder of files for others, coarsened, stripped, looked through, with a record."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from geo_nk.cli.shared.console import finish, say
from geo_nk.cli.shared.load import Reading, events_of
from geo_nk.cli.shared.options import DayFirst, ForOthers, Index, Inputs, OutsideLevel, SourceKind, Threshold, Workers
from geo_nk.cli.shared.released import release_lines
from geo_nk.errors import GeoNKError

if TYPE_CHECKING:
    from geo_nk.events.release.plan import Plan
    from geo_nk.reports.report import Refusal

__all__ = ["release"]

_MOST_NAMED: Final = 5


def _list(texts: list[str] | None) -> list[str]:
    """Return what stands in an option that is given again and again, or with commas."""
    return [part.strip() for text in texts or () for part in text.split(",") if part.strip()]


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no day; write it as 2024-05-31"
        raise typer.BadParameter(message, param_hint="--date") from error


def _formats(texts: list[str] | None) -> list[str]:
    from geo_nk.publish import DEFAULT_FORMATS, FORMATS

    asked = [form.removeprefix(".") for form in _list(texts)]
    unknown = [form for form in asked if form not in FORMATS]
    if unknown:
        message = f"{', '.join(unknown)}: not a format of a release; choose from {', '.join(FORMATS)}"
        raise typer.BadParameter(message, param_hint="--format")
    return [*DEFAULT_FORMATS, *asked]


def release(
    inputs: Inputs,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to make; it must not exist.", show_default=False)
    ],
    *,
    level: ForOthers = OutsideLevel.public,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT,...",
            help="Beside the map, GeoJSON and CSV: kml, kmz, gpkg, fgb, parquet, xlsx, jsonl, acled.csv, timemap.json.",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="The heading of the map.")] = None,
    story: Annotated[Path | None, typer.Option("--story", help="A CSV file of steps that the map tells.")] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DAY", help="The day of the release, from which delays are counted; or today."),
    ] = None,
    min_count: Annotated[
        int | None,
        typer.Option(
            "--min-count",
            min=1,
            help="How many unpublished reports must tell of such an event at one place and time for it to be shown so; "
            "as the level has it.",
        ),
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option("--earlier", metavar="FOLDER", help="The release before this one: the two must not tell more."),
    ] = None,
    withdraw: Annotated[
        list[str] | None,
        typer.Option(
            "--withdraw",
            metavar="EVENT_ID,...",
            help="With --earlier and --date: take these events back, by the id that they have in either.",
        ),
    ] = None,
    threshold: Threshold = 0.0,
    index: Index = None,
    workers: Workers = 1,
    source_kind: SourceKind = None,
    day_first: DayFirst = None,
) -> None:
    """Write a folder for others: a map and tables, coarsened, stripped, looked through for leaks, with a record.

    Example: geo-nk release events.geojson --level public -o public-2024-05
    """
    from geo_nk.events.release.folder import require_free
    from geo_nk.gazetteer import load_gazetteer
    from geo_nk.publish import write_release

    day, asked = _day(date), _formats(formats)
    require_free(output)
    refusals: list[Refusal] = []
    events = events_of(
        inputs,
        refusals,
        threshold=threshold,
        index=index,
        workers=workers,
        source_kind=source_kind,
        for_others=True,
        reading=Reading({}, day_first, None),
    )
    try:
        made = write_release(
            events,
            output,
            level=level.value,
            formats=asked,
            date=day,
            min_count=min_count,
            earlier=earlier,
            withdraw=_list(withdraw),
            title=title,
            story=story,
            inputs=inputs,
            gazetteer=load_gazetteer(index=index),
        )
    except ValueError as error:
        if isinstance(error, GeoNKError):
            raise
        raise typer.BadParameter(str(error)) from error
    _say_made(made, output, level=level.value, earlier=earlier)
    finish(refusals)


def _say_made(made: Plan, output: Path, *, level: str, earlier: Path | None) -> None:
    """Say what is in a release, what was in the one before it, and where the counts are."""
    from geo_nk.events.release.folder import private_path

    shown = made.release.events
    placed = int(shown.geometry.notna().sum())
    lines = release_lines(
        level, shown=len(shown), placed=placed, held_back=made.held_back, sources=made.release.sources
    )
    say(f"{output}: looked through, nothing found that may not be seen; {lines[0]}", *lines[1:])
    if made.gone:
        named = ", ".join(made.gone[:_MOST_NAMED]) + (" ..." if len(made.gone) > _MOST_NAMED else "")
        say(f"  {len(made.gone)} of {earlier} are not in it any more, untold: {named}; to tell it, --withdraw them")
    say(f"  for you alone, with all counts and which event is which: {private_path(output)}")
