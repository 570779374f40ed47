"""What is new, changed or withdrawn in one event table against another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo_nk.events.collection.plan import fields_that_differ
from geo_nk.events.collection.records import frame_of, records_of
from geo_nk.events.validate import validate_events

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd

    from geo_nk.events.collection.records import Record

__all__ = ["Difference", "compare_events", "differences"]

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
    return frame_of(each.record | _told(each) for each in differences(old, new))


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one event.

    Attributes
    ----------
    record : dict
        The event as it is in the newer table; of one that is withdrawn, as it was.
    change : str or None
        ``new``, ``changed`` or ``withdrawn``; None where it is the same.
    fields : dict
        By the field that changed, the old value and the new.
    """

    record: Record
    change: str | None = None
    fields: Mapping[str, tuple[object, object]] = field(default_factory=dict)


def differences(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> Iterator[Difference]:
    """Yield what became of each event: those of the newer table in its order, then those that stand in the older alone.

    Parameters
    ----------
    old, new
        As in `compare_events`.

    Yields
    ------
    Difference
    """
    before = {record["event_id"]: record for record in records_of(validate_events(old))}
    after = {record["event_id"]: record for record in records_of(validate_events(new))}
    for event_id, record in after.items():
        if event_id not in before:
            yield Difference(record, "new")
            continue
        differing = fields_that_differ(before[event_id], record)
        values = {name: (value, record.get(name)) for name, value in differing.items()}
        yield Difference(record, "changed" if values else None, values)
    yield from (Difference(record, "withdrawn") for event_id, record in before.items() if event_id not in after)


def _told(difference: Difference) -> Record:
    if difference.change is None:
        return {}
    told = [f"{name}: {_said(new)}, was {_said(old)}" for name, (old, new) in difference.fields.items()]
    return {"change": difference.change} | ({"changed_fields": told} if told else {})


def _said(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else "nothing" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
