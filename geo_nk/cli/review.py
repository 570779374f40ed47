"""``geo-nk review``: what a reviewer decided on the page of a map, back into the event file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from geo_nk.cli.shared.console import say
from geo_nk.cli.shared.options import Index
from geo_nk.cli.shared.output import check_output

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    import geopandas as gpd

__all__ = ["review"]

_MOST_NAMED: Final = 5
_DONE: Final = {"confirm": "confirmed", "correct": "corrected", "reject": "rejected", "note": "noted"}


def review(
    events: Annotated[
        Path, typer.Argument(metavar="EVENTS", help="The event file that the map was drawn from.", show_default=False)
    ],
    decisions: Annotated[
        list[Path],
        typer.Argument(
            metavar="DECISIONS...", help="CSV files that Save decisions wrote on the page.", show_default=False
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The event file to write.", show_default=False)],
    *,
    reviewer: Annotated[
        str | None, typer.Option("--reviewer", metavar="NAME", help="Who decided, where a row does not say.")
    ] = None,
    index: Index = None,
) -> None:
    """Apply the decisions of reviewers to an event file; nothing is written where one does not fit.

    Example: geo-nk review events.geojson decisions.csv -o reviewed.geojson
    """
    from collections import Counter

    from geo_nk.events.files import FORMATS, read_events, write_events
    from geo_nk.events.review import apply_decisions
    from geo_nk.gazetteer import load_gazetteer

    check_output(output, endings=FORMATS, inputs=(events, *decisions, index))
    gazetteer = load_gazetteer(index=index)
    table = read_events(events, notify=say)
    counts: Counter[str] = Counter()
    replaced: list[str] = []
    older: list[str] = []
    for path in decisions:
        done = apply_decisions(table, path, reviewer=reviewer, gazetteer=gazetteer)
        table = done.events
        counts.update(done.counts)
        replaced += done.replaced
        older += done.older
    write_events(table, output)
    say(f"{output}: {_summary(counts, table)}")
    _say_some(replaced, "an earlier decision was replaced by a later one")
    _say_some(older, "a later decision stands, so this one was not applied")


def _summary(counts: Counter[str], table: gpd.GeoDataFrame) -> str:
    from geo_nk.events.schema import DECIDED

    done = ", ".join(f"{counts[name]:,} {words}" for name, words in _DONE.items() if counts[name]) or "none applied"
    noun = "decision" if counts.total() == 1 else "decisions"
    left = int((table["status"].isna() | ~table["status"].isin(DECIDED)).sum())
    return f"{counts.total():,} {noun} ({done}); {left:,} of {len(table):,} events are still to be reviewed"


def _say_some(events: Sequence[str], what: str) -> None:
    """Name the first events of which something is to be said."""
    if events:
        more = f"; and {len(events) - _MOST_NAMED:,} more" if len(events) > _MOST_NAMED else ""
        say(f"  {what} ({len(events):,}): {'; '.join(events[:_MOST_NAMED])}{more}")
