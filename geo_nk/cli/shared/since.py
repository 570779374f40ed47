"""``--since`` and ``--changed``: what is new, changed or withdrawn against an earlier date or another file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.shared.console import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import geopandas as gpd

    from geo_nk.reports.report import Refusal

__all__ = ["Changed", "Since", "compared", "older", "say_changes"]

Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE|FILE",
        help="Compare with a collection as it was when that day, month or year began, or with another event file.",
    ),
]

Changed = Annotated[
    bool, typer.Option("--changed", help="With --since: draw only what is new, changed or withdrawn since.")
]


def compared(
    events: gpd.GeoDataFrame,
    inputs: Sequence[Path],
    refusals: list[Refusal],
    *,
    since: str | None,
    changed: bool,
    index: Path | None,
) -> gpd.GeoDataFrame:
    """Return the events with what they are against an earlier date or another file; say how many are what."""
    from geo_nk.events.collection import compare_events

    if since is None:
        if changed:
            raise typer.BadParameter("say since when, or against which file, with --since", param_hint="--changed")
        return events
    table = compare_events(older(since, inputs, refusals, index=index, hint="--since"), events)
    say_changes(table, since)
    return table[table["change"].notna()].reset_index(drop=True) if changed else table


def older(
    since: str, inputs: Sequence[Path], refusals: list[Refusal], *, index: Path | None, hint: str
) -> gpd.GeoDataFrame:
    """Return the events of an earlier file, or of a collection as it was when a day began."""
    from geo_nk.cli.shared.load import events_of

    if _is_file(since):
        return events_of([Path(since)], refusals, index=index)
    return _as_it_was(inputs, _day(since, hint), hint)


def say_changes(table: gpd.GeoDataFrame, since: str) -> None:
    """Say how many events are new, changed or withdrawn."""
    counts = {name: int((table["change"] == name).sum()) for name in ("new", "changed", "withdrawn")}
    say(f"since {since}: {', '.join(f'{count} {name}' for name, count in counts.items())}")


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _day(text: str, hint: str) -> dt.date:
    from geo_nk._days import interval_of

    found = interval_of(text)
    if found is None:
        message = f"{text!r} is neither a file nor a date; write 2024-05-31, 2024-05 or 2024"
        raise typer.BadParameter(message, param_hint=hint)
    return found.start


def _as_it_was(inputs: Sequence[Path], day: dt.date, hint: str) -> gpd.GeoDataFrame:
    from geo_nk.events.collection import is_collection, read_collection

    if len(inputs) != 1 or not is_collection(inputs[0]):
        message = "a date needs one collection as input, which knows its history; compare other inputs with a file"
        raise typer.BadParameter(message, param_hint=hint)
    return read_collection(inputs[0], as_of=day)
