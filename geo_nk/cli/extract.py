"""``geo-nk extract``: reports to an event file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.console import finish, say
from geo_nk.cli.load import events_of, summary
from geo_nk.cli.options import Index, Inputs, Threshold
from geo_nk.cli.output import check_output

if TYPE_CHECKING:
    from geo_nk.reports.report import Refusal

__all__ = ["extract"]


def extract(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The event file to write: .geojson or .csv.")],
    threshold: Threshold = 0.0,
    index: Index = None,
) -> None:
    """Read reports into candidate events, each with its sentence.

    Example: geo-nk extract articles/ -o events.geojson
    """
    from geo_nk.events.files import FORMATS, write_events

    check_output(output, endings=FORMATS, inputs=(*inputs, index))
    refusals: list[Refusal] = []
    events = events_of(inputs, refusals, threshold=threshold, index=index)
    write_events(events, output)
    counts, *reasons = summary(events)
    say(f"{output}: candidates, to be read before they are relied on: {counts}", *reasons)
    finish(refusals)
