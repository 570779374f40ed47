"""``geo-nk diff``: what two versions of an event file differ in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.findings.tables import ENDINGS, put
from geo_nk.cli.shared.console import finish
from geo_nk.cli.shared.load import events_of
from geo_nk.cli.shared.options import Index
from geo_nk.cli.shared.output import check_output
from geo_nk.cli.shared.since import older, say_changes

if TYPE_CHECKING:
    from geo_nk.reports.report import Refusal

__all__ = ["diff"]

_MAPS = (".html", ".htm")


def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="An event file; or a day, month or year, where NEW is a collection.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The newer event file, or a collection.")],
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            help="A table (.csv, .jsonl) or a map (.html) of what is new, changed or withdrawn. May be given again.",
        ),
    ] = None,
    *,
    index: Index = None,
) -> None:
    """Say which events are new, changed (in which field) or withdrawn in NEW against OLD.

    Example: geo-nk diff before.geojson after.geojson -o diff.csv -o diff.html
    """
    from geo_nk.analyse import diff_events
    from geo_nk.events.collection import compare_events
    from geo_nk.maps import event_map

    outputs = output or []
    for path in outputs:
        check_output(path, endings=(*ENDINGS, *_MAPS), inputs=(Path(old), new, index))
    refusals: list[Refusal] = []
    newer = events_of([new], refusals, index=index)
    before = older(old, [new], refusals, index=index, hint="OLD")
    compared = compare_events(before, newer)
    say_changes(compared, old)
    table = diff_events(before, newer)
    if not outputs:
        put(table, None)
    for path in outputs:
        if path.suffix.lower() in _MAPS:
            event_map(compared[compared["change"].notna()].reset_index(drop=True), title=f"{old} – {new.name}").save(
                path
            )
        else:
            put(table, path)
    finish(refusals)
