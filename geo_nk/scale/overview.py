"""The map of a table of any size: the counts of all events, over a sample of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo_nk.maps import event_map
from geo_nk.maps.page.counted import pack_counts
from geo_nk.scale.areas import AREAS
from geo_nk.scale.counts import count_events
from geo_nk.scale.rows import sample_events

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import pandas as pd

    from geo_nk.maps import EventMap
    from geo_nk.scale.counts import Engine

__all__ = ["counted_map"]

_QUERY: Final = 'geo_nk.scale.select_events(SOURCE, {kind}="{area}")'


def counted_map(
    source: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    title: str | None = None,
    sample: int = 5_000,
    engine: Engine = "sedona",
    scheduler: str | None = None,
    workers: int = 1,
) -> EventMap:
    """Draw a table of any size on one page: the counts of all its events, and a sample of them.

    Parameters
    ----------
    source, engine, scheduler, workers
        As for `geo_nk.scale.count_events`.
    title
        The heading.
    sample
        How many events are drawn one by one. The pictures of hexagons, counties and bands of the border, and the
        timeline, show the counts of all, and for each area the call of `geo_nk.scale.select_events` that returns its
        rows.

    Returns
    -------
    geo_nk.maps.EventMap
        For internal use: it shows all that the sample's rows say.

    Raises
    ------
    geo_nk.errors.ReadError
        If a part cannot be read.
    """
    options: dict[str, Any] = {"engine": engine, "scheduler": scheduler, "workers": workers}
    counts: dict[str, pd.DataFrame] = {
        kind: count_events(source, by=[kind, "month", "category"], **options) for kind in AREAS
    }
    total = int(counts["county"]["events"].sum())
    events = sample_events(source, sample)
    heading = f"{title or 'Events near the North Korean border'}: {total:,} counted, {len(events):,} drawn"
    made = event_map(events, title=heading)
    made.counted = pack_counts(counts, query=_QUERY)
    return made
