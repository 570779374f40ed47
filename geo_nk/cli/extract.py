"""``geo-nk extract``: reports to an event file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo_nk.cli.shared.console import finish, printable, say
from geo_nk.cli.shared.load import Reading, reports_of, tables_of
from geo_nk.cli.shared.model import ModelOptions, reads_by_model, say_what_it_took, say_whom_it_tells
from geo_nk.cli.shared.notices import Notices
from geo_nk.cli.shared.options import (
    Columns,
    DayFirst,
    Index,
    Inputs,
    Language,
    Limit,
    Scheduler,
    SourceKind,
    Threshold,
    Titles,
    Workers,
    split_columns,
)
from geo_nk.cli.shared.output import check_output
from geo_nk.cli.shared.spread import extract_into_folder, is_folder
from geo_nk.cli.shared.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import geopandas as gpd

    from geo_nk.events.keep import Keeper
    from geo_nk.extract.llm import LanguageModelReader
    from geo_nk.reports.report import Refusal

__all__ = ["extract"]


@reads_by_model
def extract(
    inputs: Inputs,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The event file to write: .geojson, .csv, .xlsx, .gpkg, .jsonl (a feature a line) or what else geo-nk "
            "convert writes. Without an ending: a folder of parts, which tasks of Dask write.",
        ),
    ] = None,
    *,
    threshold: Threshold = 0.0,
    index: Index = None,
    workers: Workers = 1,
    reviewed: Annotated[
        Path | None,
        typer.Option(
            "--reviewed",
            metavar="FILE",
            help="An event file that geo-nk review wrote: what was decided in it stands as it was decided.",
        ),
    ] = None,
    source_kind: SourceKind = None,
    columns: Columns = None,
    day_first: DayFirst = None,
    language: Titles = Language.en,
    scheduler: Scheduler = None,
    limit: Limit = 60.0,
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
    how: dict[str, Any] = {
        "threshold": threshold,
        "index": index,
        "workers": workers,
        "source_kind": source_kind,
        "language": language.value,
    }
    if scheduler is not None or (output is not None and is_folder(output)):
        others = {
            "--explain": explain,
            "--reviewed": reviewed is not None,
            "--columns": columns is not None,
            "--day-first": day_first is not None,
            "--llm": model.wanted,
        }
        extract_into_folder(inputs, output, others, scheduler=scheduler, limit_s=limit, **how)
        return
    refusals: list[Refusal] = []
    reader = model.reader(workers=workers, twice=explain and output is not None)
    if output is not None:
        check_output(output, endings=FORMATS, inputs=(*inputs, index, reviewed))
    if explain and output is None:
        _explain_alone(inputs, refusals, threshold=threshold, index=index, model=reader)
    elif explain:
        # What is to be said of the reports is said below, where they are read for the file.
        _explain(inputs, [], Notices(), threshold=threshold, index=index, model=reader)
    if output is not None:
        tally = Tally()
        tables = tables_of(
            inputs,
            refusals,
            tally,
            reading=Reading(split_columns(columns)[0], day_first, output.with_suffix(".rejects.csv")),
            model=reader,
            **how,
        )
        if reviewed is None:
            write_events(tables, output)
        else:
            tally = _write_reviewed(tables, output, reviewed)
        counts, *reasons = tally.summary()
        say(f"{output}: candidates, to be read before they are relied on: {counts}", *reasons)
    finish(refusals)


def _write_reviewed(tables: Iterable[gpd.GeoDataFrame], output: Path, reviewed: Path) -> Tally:
    """Write events with what was decided on them; return the count of those that are read anew and are none of them."""
    from geo_nk.events.files import read_events, write_events
    from geo_nk.events.keep import Keeper

    keeper, tally = Keeper(read_events(reviewed, notify=say)), Tally()
    write_events(_kept(tables, keeper, tally), output)
    say(_stands(reviewed, keeper))
    return tally


def _kept(tables: Iterable[gpd.GeoDataFrame], keeper: Keeper, tally: Tally) -> Iterator[gpd.GeoDataFrame]:
    """Yield the events that were decided on, then those that are read anew and are none of them; count these."""
    yield keeper.decided
    for table in tables:
        rest = keeper.rest(table)
        tally.add_events(rest)
        yield rest


def _stands(path: Path, keeper: Keeper) -> str:
    """Say that decisions stand, and what the reports say of those events now."""
    told = [
        words.format(n=f"{n:,}")
        for n, words in (
            (keeper.again, "{n} of events read again"),
            (keeper.otherwise, "{n} of events now read otherwise"),
            (keeper.missed, "{n} of events no longer found, which are kept"),
        )
        if n
    ]
    if not told:
        return f"{path}: holds no decision, so all is as it is read anew"
    noun = "decision stands" if len(keeper) == 1 else "decisions stand"
    return f"{path}: {len(keeper):,} {noun}, and no candidate takes its place: {', '.join(told)}"


def _explain_alone(
    inputs: Sequence[Path],
    refusals: list[Refusal],
    *,
    threshold: float,
    index: Path | None,
    model: LanguageModelReader | None,
) -> None:
    """Print how each report was read, and what else there is to say of them where no file is written."""
    notices = Notices(any_language=model is not None)
    say_whom_it_tells(model, inputs)
    _explain(inputs, refusals, notices, threshold=threshold, index=index, model=model)
    notices.say()
    say_what_it_took(model)


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
