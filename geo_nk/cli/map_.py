"""``geo-nk map``: reports or an event file to a map in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.console import finish, say
from geo_nk.cli.load import events_of
from geo_nk.cli.options import Index, Inputs, Threshold, Workers
from geo_nk.cli.output import check_output
from geo_nk.cli.tally import Tally

if TYPE_CHECKING:
    from geo_nk.reports.report import Refusal

__all__ = ["map_events"]


def map_events(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The map to write.")] = Path("map.html"),
    *,
    title: Annotated[str | None, typer.Option("--title", help="The heading of the map.")] = None,
    threshold: Threshold = 0.0,
    index: Index = None,
    workers: Workers = 1,
) -> None:
    """Draw reports, or an event file (.geojson, .csv), as one sealed HTML map that opens without a network.

    Example: geo-nk map articles/ -o map.html
    """
    from geo_nk.maps import event_map

    check_output(output, endings={".html", ".htm"}, inputs=(*inputs, index))
    refusals: list[Refusal] = []
    tally = Tally()
    events = events_of(inputs, refusals, tally, threshold=threshold, index=index, workers=workers)
    event_map(events, title=title).save(output)
    counts, *reasons = tally.summary()
    say(f"{output}: open it in a browser; {counts}", *reasons)
    finish(refusals)
