"""``geo-nk locate``: names to places."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from geo_nk.cli.shared.console import json_text, printable, say
from geo_nk.cli.shared.options import Index, day_of
from geo_nk.countries import country_of
from geo_nk.errors import ReadError
from geo_nk.gazetteer.locating import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo_nk.gazetteer import Gazetteer

__all__ = ["Format", "locate"]

COLUMNS = 6


class Format(StrEnum):
    """How the answers are printed."""

    table = "table"
    jsonl = "jsonl"


def locate(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Place names in any spelling; - reads them from standard input, one a line, "
            "optionally NAME<tab>WITHIN.",
        ),
    ],
    within: Annotated[str | None, typer.Option("--within", help="A province or county that holds them.")] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="The day the name was used, YYYY-MM-DD.")
    ] = None,
    index: Index = None,
    form: Annotated[
        Format, typer.Option("--format", help="A table for people, or a JSON object a line.")
    ] = Format.table,
) -> None:
    """Say which place a name means, how that was found and how sure it is.

    Example: geo-nk locate Hyeryung "Musan County" 혜산 --within "North Hamgyong"
    """
    from geo_nk.gazetteer import load_gazetteer

    gazetteer = load_gazetteer(index=index)
    day = day_of(at)
    queries = _tell_unknown(_queries(names, within), gazetteer)
    answers = (gazetteer.resolve(name, within=holder, at=day) for name, holder in queries)
    rows = (record(answer, gazetteer) for answer in answers)
    if form is Format.jsonl:
        for row in rows:
            typer.echo(json_text(row))
    else:
        _print_table(rows)


def _queries(names: Iterable[str], within: str | None) -> Iterator[tuple[str, str | None]]:
    """Yield each name with the place that holds it: the one that its line gives, else `within`."""
    for name in names:
        if name != "-":
            yield name, within
            continue
        if sys.stdin is None:
            raise ReadError("standard input is closed; give names in place of -")
        for line in sys.stdin:
            asked, _, held = line.rstrip("\r\n").partition("\t")
            yield asked, held.strip() or within


def _tell_unknown(queries: Iterable[tuple[str, str | None]], gazetteer: Gazetteer) -> Iterator[tuple[str, str | None]]:
    """Pass queries on, and say once of each holder that is not known that it counts for nothing."""
    seen: set[str] = set()
    for name, within in queries:
        if within is not None and within not in seen:
            seen.add(within)
            if within not in gazetteer and not country_of(within) and not gazetteer.resolve(within).candidates:
                say(f"within {within!r}: is not known and was not used; name a province, a county or a place id")
        yield name, within


def _print_table(rows: Iterable[dict[str, object]]) -> None:
    """Print answers in columns, each on a line of its own however long: a pipe gets whole lines."""
    from rich.cells import cell_len

    lines = [[printable(cell) for cell in _cells(row)] for row in rows]
    widths = [max((cell_len(line[i]) for line in lines if i < len(line) - 1), default=0) for i in range(COLUMNS)]
    for line in lines:
        padded = (cell + " " * (widths[i] - cell_len(cell)) for i, cell in enumerate(line))
        typer.echo("   ".join(padded).rstrip())


def _cells(row: dict[str, object]) -> list[str]:
    """Return one answer as a line: what was asked, the place, its kind, the point, how it was found; or why not."""
    asked, lat, lon, radius = str(row["query"]), row["lat"], row["lon"], row["uncertainty_m"]
    if row["status"] != "found":
        suggestions = cast("list[str]", row["suggestions"])
        hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else ""
        return [asked, f"{row['status']}: {row['reason']}{hint}"]
    name, province = str(row["name"]), row["province"]
    place = f"{name}, {province}" if province and province != name else name
    point = f"{lat:.4f} N {lon:.4f} E" if isinstance(lat, float) and isinstance(lon, float) else "no point"
    around = f"within {radius / 1000:g} km" if isinstance(radius, float) else ""
    return [asked, place, str(row["kind"]), point, around, f"{row['method']} {row['score']:.2f}"]
