"""``geo-nk extract`` into a folder of parts, and ``geo-nk map --counted`` of one: more than one machine holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from geo_nk.cli.shared.console import finish, say, with_progress
from geo_nk.cli.shared.load import split_inputs
from geo_nk.cli.shared.notices import Notices
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["draw_counts", "extract_into_folder", "is_folder"]


def is_folder(output: Path) -> bool:
    """Whether an output is to be a folder of parts: it is one, or its name has no ending."""
    return output.is_dir() or not output.suffix


def extract_into_folder(
    inputs: Sequence[Path],
    output: Path | None,
    others: Mapping[str, bool],
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
        Whether something else was asked for, by its option: none of it is for a folder.
    options
        Of `geo_nk.scale.extract_events`.
    """
    from geo_nk.reports.report import Notice
    from geo_nk.scale import extract_events

    if output is None or not is_folder(output):
        message = "tasks write a folder of parts; give a name without an ending, such as -o events"
        raise typer.BadParameter(message, param_hint="--output")
    _refuse(others, "is not for a folder of parts; write an event file")
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


def draw_counts(inputs: Sequence[Path], output: Path, others: Mapping[str, bool], *, title: str | None) -> None:
    """Draw the counts of a table in parts over a sample of its events.

    Parameters
    ----------
    inputs
        One folder of parts, or GeoParquet files.
    output
        The map.
    others
        As for `extract_into_folder`.
    title
        The heading.
    """
    from geo_nk.scale import counted_map

    _refuse(others, "is not for --counted, which draws all events of a table for internal use")
    made = counted_map(inputs[0] if len(inputs) == 1 else inputs, title=title)
    made.save(output)
    say(f"{output}: open it in a browser; {made.title.rpartition(': ')[2]}")


def _refuse(others: Mapping[str, bool], why: str) -> None:
    """Refuse an option that was given and means nothing here."""
    for name, given in others.items():
        if given:
            raise typer.BadParameter(why, param_hint=name)
