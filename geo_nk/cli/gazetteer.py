"""``geo-nk gazetteer``: look into the gazetteer, check it, take it along, widen it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.shared.console import complain, say
from geo_nk.cli.shared.options import Index, day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.gazetteer.exchange.imports import ImportReport

__all__ = ["app"]

SHOWN = 20
"""Faults that are listed; the rest is counted."""

app = typer.Typer(
    help="Look into the gazetteer, check it, write it for other programs, widen it with places of your own.",
    no_args_is_help=True,
)


class ShowForm(StrEnum):
    """How a place is shown."""

    table = "table"
    json = "json"


class ExportForm(StrEnum):
    """How places are written."""

    lpf = "lpf"
    geojson = "geojson"
    csv = "csv"


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME_OR_ID", help="A place name in any spelling, or a place id.")],
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="Leave out what did not hold then, YYYY-MM-DD.")
    ] = None,
    form: Annotated[ShowForm, typer.Option("--format", help="Lines for people, or one JSON object.")] = ShowForm.table,
    index: Index = None,
) -> None:
    """Show everything that is known of a place: names, position, relations, each with its source.

    Example: geo-nk gazetteer show Hyesan
    """
    from geo_nk.cli.gazetteer_show import as_json, as_text
    from geo_nk.gazetteer import load_gazetteer

    gazetteer = load_gazetteer(index=index)
    day = day_of(at)
    answer = None if name in gazetteer else gazetteer.resolve(name, at=day)
    shown = as_json if form is ShowForm.json else as_text
    typer.echo(shown(gazetteer, name, answer, day.isoformat() if day else None))


@app.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder of edited tables; the shipped tables where none is given.", show_default=False),
    ] = None,
) -> None:
    """Check the gazetteer's tables: exit code 1 where one breaks a rule.

    Example: geo-nk gazetteer check gazetteer/
    """
    from geo_nk.gazetteer.check.census import check_gazetteer

    census = check_gazetteer(folder)
    unlocated = ", ".join(f"{count} {kind or 'without a kind'}" for kind, count in census.unlocated.items())
    typer.echo(f"places          {census.places:,}")
    typer.echo(f"names           {census.names:,}")
    typer.echo(f"relations       {census.relations:,}")
    typer.echo(f"sources         {census.sources:,}")
    typer.echo(f"unlocated       {sum(census.unlocated.values()):,}" + (f" ({unlocated})" if unlocated else ""))
    typer.echo(f"unsourced       {census.unsourced:,}")
    typer.echo(f"contradictory   {len(census.contradictions):,}")
    typer.echo(f"faults          {len(census.faults):,}")
    for doubt in census.contradictions:
        say(f"  look at {doubt}")
    if not census.sound:
        complain(f"{len(census.faults)} faults in the tables")
        _list(census.faults, len(census.faults))
        raise typer.Exit(1)


@app.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write: .json, .geojson or .csv.")],
    *,
    form: Annotated[
        ExportForm | None, typer.Option("--format", help="The form, where the ending does not say it.")
    ] = None,
    within: Annotated[str | None, typer.Option("--within", help="Only what lies in this place.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Only places of this kind, such as ri.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Only places of this country, such as KP.")] = None,
    base: Annotated[
        str | None, typer.Option("--base", help="What ids begin with: the address under which you publish them.")
    ] = None,
    index: Index = None,
) -> None:
    """Write places for other programs: Linked Places Format (.json), GeoJSON (.geojson) or a table (.csv).

    Example: geo-nk gazetteer export -o ryanggang.json --within Ryanggang
    """
    from geo_nk.gazetteer import load_gazetteer
    from geo_nk.gazetteer.exchange.export import export_places
    from geo_nk.gazetteer.exchange.lpf import BASE

    gazetteer = load_gazetteer(index=index)
    count = export_places(
        gazetteer, output, form=form, within=within, kind=kind, country=country, base=BASE if base is None else base
    )
    say(f"{output}: {count} places")


@app.command("import")
def import_(
    source: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A country file of GeoNames (KP.txt) or GNS, or the .zip that holds it."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The index to write, for --index.")],
    alternate_names: Annotated[
        Path | None,
        typer.Option("--alternate-names", help="GeoNames' alternateNamesV2.txt or .zip: languages and times of names."),
    ] = None,
) -> None:
    """Make an index of your own from a country file that you have: more places for every command with --index.

    Example: geo-nk gazetteer import KP.txt -o kp.index
    """
    from geo_nk.gazetteer.exchange.imports import import_places

    report = import_places(source, output, alternate_names=alternate_names)
    _tell(report, output)
    if report.faulty:
        complain(f"{report.faulty:,} rows could not be read and were left out")
        _list([str(fault) for fault in report.faults], report.faulty)
        raise typer.Exit(1)


def _tell(report: ImportReport, output: Path) -> None:
    """Say what came of an import."""
    say(f"{output}: {report.places:,} places with {report.names:,} names, from {report.rows:,} rows of {report.form}")
    if report.left_out:
        most = ", ".join(f"{count:,} {code}" for code, count in report.left_out.most_common(5))
        say(f"  left out, of no kind that is known here: {report.left_out.total():,} ({most})")


def _list(faults: Sequence[str], count: int) -> None:
    """List the first faults, and say how many more there are."""
    for fault in faults[:SHOWN]:
        say(f"  {fault}")
    if count > SHOWN:
        say(f"  and {count - SHOWN:,} more")
