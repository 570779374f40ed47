"""``geo-nk extract`` into a folder: by tasks of Dask, on this machine or on many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from geo_nk.cli.console import finish, say, with_progress
from geo_nk.cli.load import split_inputs
from geo_nk.cli.notices import Notices
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["extract_into_folder", "is_folder"]


def is_folder(output: Path) -> bool:
    """Whether an output is to be a folder of parts: it is one, or its name has no ending."""
    return output.is_dir() or not output.suffix


def extract_into_folder(
    inputs: Sequence[Path],
    output: Path | None,
    others: Mapping[str, object],
    **options: Any,  # noqa: ANN401 - of `extract_events`
) -> None:
    """Read reports into a folder of parts, and say what came of it.

    Parameters
    ----------
    inputs
        Reports.
    output
        The folder.
    others
        What else was asked for, by its option: refused where it is not for a folder.
    options
        Of `geo_nk.scale.extract_events`.
    """
    from geo_nk.reports.report import Notice
    from geo_nk.scale import extract_events

    if output is None or not is_folder(output):
        message = "tasks write a folder of parts; give a name without an ending, such as -o events"
        raise typer.BadParameter(message, param_hint="--output")
    for name, value in others.items():
        if value not in {None, False}:
            raise typer.BadParameter("is not for a folder of parts; write an event file", param_hint=name)
    tables, reports = split_inputs(inputs)
    if tables:
        raise ReadError(f"{tables[0]}: holds events already; a folder of parts is read from reports", path=tables[0])
    passing = partial(with_progress, noun="reports read", size=lambda record: record["reports"])
    found = extract_events(*reports, to=output, progress=passing, **options)
    notices = Notices()
    for topic, each in found.notices.items():
        notices.add(topic, each["count"], [Notice(topic, source, text) for source, text in each["first"]])
    notices.say()
    counts = f"{found.events:,} events of {found.reports:,} reports, {found.placed:,} with a point"
    say(f"{output}: candidates, to be read before they are relied on: {counts}")
    if found.failed:
        say(f"{output}: {found.failed:,} parts are missing; give the same command again, which does these alone")
    finish(found.refusals)
