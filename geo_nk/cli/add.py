"""``geo-nk add``: reports and events into a collection that grows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.shared.console import finish, say
from geo_nk.cli.shared.load import split_inputs, tables_of
from geo_nk.cli.shared.options import Index, Inputs, Threshold, Workers, named_path
from geo_nk.cli.shared.tally import MOST_NAMED, Tally
from geo_nk.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo_nk.events.collection import Added
    from geo_nk.reports.report import Refusal, Report

__all__ = ["add"]


def add(
    inputs: Inputs,
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            metavar="COLLECTION",
            parser=named_path,
            help="The collection: a .gpkg file or a .parquet folder, made where there is none; or a .postgis file that "
            "names a database.",
        ),
    ],
    *,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who adds it; kept in the history.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="Why; kept in the history.")] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take decisions back where an event that is added has none.")
    ] = False,
    threshold: Threshold = 0.0,
    index: Index = None,
    workers: Workers = 1,
) -> None:
    """Add reports, or event files, to a collection: reports, events and their history in one place.

    Example: geo-nk add articles/ --to collection.gpkg
    """
    from geo_nk.events.collection import Added, add_events

    _refuse_itself(inputs, to)
    refusals: list[Refusal] = []
    added = Added()
    files, texts = split_inputs(inputs)
    if files:
        for events in tables_of(files, refusals, Tally(), index=index):
            added += add_events(to, events, by=by, note=note, overwrite=overwrite)
    if texts:
        held: dict[str, Report] = {}
        tally = _Read()
        tables = tables_of(texts, refusals, tally, threshold=threshold, index=index, workers=workers, kept=held)
        for events in tables:
            reports = [held.pop(report_id) for report_id in tally.batch]
            added += add_events(to, events, reports=reports, by=by, note=note, overwrite=overwrite)
    say(f"{to}: {_told(added)}", *_kept(added))
    finish(refusals)


class _Read(Tally):
    """A tally that knows which reports gave the events of the last table."""

    def __init__(self) -> None:
        super().__init__()
        self.batch: tuple[str, ...] = ()

    def add_reports(self, report_ids: Iterable[str], telling: Iterable[object]) -> None:
        """Count reports, and remember them until the next come."""
        self.batch = tuple(report_ids)
        super().add_reports(self.batch, telling)


def _refuse_itself(inputs: Sequence[Path], to: Path) -> None:
    real = to.resolve()
    if any(path.resolve() == real for path in inputs):
        raise OutputError(f"{to}: is the collection itself; name what is to be added to it")


def _told(added: Added) -> str:
    counts = {"new": added.new, "changed": added.changed, "withdrawn": added.withdrawn, "as they were": added.same}
    events = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "none"
    return f"events: {events}; {added.reports} reports or new versions of them"


def _kept(added: Added) -> list[str]:
    """Name the events that were read otherwise, and that a decision keeps as they are."""
    if not added.kept:
        return []
    more = f" and {len(added.kept) - MOST_NAMED} more" if len(added.kept) > MOST_NAMED else ""
    named = f"{', '.join(added.kept[:MOST_NAMED])}{more}"
    return [f"  {len(added.kept)} were read otherwise now; what was decided on them stands: {named}"]
