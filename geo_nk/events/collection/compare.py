"""What is new, changed or withdrawn in one event table against another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.events.collection.plan import fields_that_differ
from geo_nk.events.collection.records import frame_of, records_of
from geo_nk.events.validate import validate_events

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_nk.events.collection.records import Record

__all__ = ["compare_events"]

_LONGEST = 80  # characters of a value that are shown


def compare_events(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the newer of two event tables, with what is new, changed or withdrawn against the older.

    Parameters
    ----------
    old, new
        Event tables. They are not changed. Rows are the same event where they have one ``event_id``.

    Returns
    -------
    geopandas.GeoDataFrame
        The rows of `new`, then those that stand in `old` alone; ``change`` is ``new``, ``changed``, ``withdrawn`` or
        missing, and ``changed_fields`` has what changed.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If one of them is not an event table.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> row = {"category": "other", "lon": 128.2, "lat": 41.4}
    >>> old = events_frame([row | {"event_id": "a"}, row | {"event_id": "b"}])
    >>> new = events_frame([row | {"event_id": "b", "status": "confirmed"}, row | {"event_id": "c"}])
    >>> compare_events(old, new)[["event_id", "change", "changed_fields"]].to_numpy().tolist()
    [['b', 'changed', ('status: confirmed, was nothing',)], ['c', 'new', ()], ['a', 'withdrawn', ()]]
    """
    before = {record["event_id"]: record for record in records_of(validate_events(old))}
    after = {record["event_id"]: record for record in records_of(validate_events(new))}
    rows = [record | _change(before.get(event_id), record) for event_id, record in after.items()]
    rows += [record | {"change": "withdrawn"} for event_id, record in before.items() if event_id not in after]
    return frame_of(rows)


def _change(old: Record | None, new: Record) -> Record:
    if old is None:
        return {"change": "new"}
    differing = fields_that_differ(old, new)
    if not differing:
        return {}
    told = [f"{name}: {_said(new.get(name))}, was {_said(value)}" for name, value in differing.items()]
    return {"change": "changed", "changed_fields": told}


def _said(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else "nothing" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
