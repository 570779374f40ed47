"""What two versions of an event table differ in, a row for each value that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from geo_nk.events.collection import differences

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["DIFF_COLUMNS", "diff_events"]

DIFF_COLUMNS: Final = ("change", "event_id", "field", "old", "new", "category", "place_name", "date_start", "title")


def diff_events(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    """Say which events are new, changed or withdrawn in one event table against an older one, and in what.

    `geo_nk.compare_events` says the same in an event table, to be drawn on a map.

    Parameters
    ----------
    old, new
        Event tables. They are not changed. Rows are the same event where they have one ``event_id``.

    Returns
    -------
    pandas.DataFrame
        Tidy: ``change`` (``new``, ``changed``, ``withdrawn``), ``event_id``; ``field``, ``old`` and ``new`` of each
        value that changed, missing for events that are new or withdrawn; and ``category``, ``place_name``,
        ``date_start``, ``title`` of the event. ``attrs`` has ``counts``, of events by change, those that stay too.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If one of them is not an event table.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> row = {"category": "other", "lon": 128.2, "lat": 41.4}
    >>> old = events_frame([row | {"event_id": "a"}, row | {"event_id": "b", "status": "candidate"}])
    >>> new = events_frame([row | {"event_id": "b", "status": "confirmed"}, row | {"event_id": "c"}])
    >>> diff = diff_events(old, new)
    >>> diff[["change", "event_id", "field", "old", "new"]].to_numpy().tolist()[0]
    ['changed', 'b', 'status', 'candidate', 'confirmed']
    >>> diff.attrs["counts"]
    {'new': 1, 'changed': 1, 'withdrawn': 1, 'same': 0}
    """
    rows: list[dict[str, object]] = []
    counts = dict.fromkeys(("new", "changed", "withdrawn", "same"), 0)
    for each in differences(old, new):
        counts[each.change or "same"] += 1
        told = {name: each.record.get(name) for name in DIFF_COLUMNS} | {
            "change": each.change,
            "old": None,
            "new": None,
        }
        if each.change == "changed":
            rows += [told | {"field": name, "old": a, "new": b} for name, (a, b) in each.fields.items()]
        elif each.change:
            rows.append(told | {"field": None})
    answer = pd.DataFrame(rows, columns=list(DIFF_COLUMNS), dtype=object)
    answer.attrs = {"counts": counts}
    return answer
