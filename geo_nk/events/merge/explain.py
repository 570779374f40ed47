"""Say why rows were merged, in lines that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo_nk.events.validate import validate_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import pandas as pd

__all__ = ["explain_merge"]


def explain_merge(events: gpd.GeoDataFrame) -> list[str]:
    """Return why rows were merged: for each event its sources, what they tell differently, and each row's reasons.

    Parameters
    ----------
    events
        As from `geo_nk.events.merge_events`.

    Returns
    -------
    list of str
        Lines; empty where nothing was merged.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> explain_merge(events_frame([{"event_id": "a", "category": "other", "lon": 128.2, "lat": 41.4}]))
    []
    """
    table = validate_events(events)
    return [line for _, head in table[table["source_count"].notna()].iterrows() for line in _lines(head, table)]


def _lines(head: pd.Series[Any], table: gpd.GeoDataFrame) -> Iterator[str]:
    count = int(head["source_count"])
    event_id = head["event_id"]
    told_by = head["told_by"]
    sources = "1 source" if count == 1 else f"{count} sources"
    yield f"{event_id} {head['title'] or head['category']}: {len(told_by)} reports, {sources}"
    yield from (f"  told by {line}" for line in told_by)
    yield from (f"  differs: {line}" for line in head["told_differently"])
    for _, row in table[table["merged_into"] == event_id].iterrows():
        yield f"  {row['event_id']} [{row['report_id']}] score {row['merge_score']:.3f}: {row['quote'] or ''}"
        yield from (f"    {reason}" for reason in row["merge_reasons"])
