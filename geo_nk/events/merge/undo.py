"""Take a merge back, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo_nk.errors import EventSchemaError
from geo_nk.events.frame import tidy
from geo_nk.events.schema import column
from geo_nk.events.validate import validate_events

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

__all__ = ["LISTED", "undo_merge"]

#: The first reason of a row whose report the other row had named before they were merged.
LISTED: Final = "named before in also_reported_by"

_OF_HEAD: Final = ("told_by", "source_count", "told_differently")
_OF_MERGED: Final = ("status_before", "merged_into", "merge_score", "merge_reasons")


def undo_merge(events: gpd.GeoDataFrame, event_ids: Iterable[str] | None = None) -> gpd.GeoDataFrame:
    """Return the table as it was before `merge_events`.

    Parameters
    ----------
    events
        An event table. It is not changed. Rows that were merged by hand, without a score, stay merged.
    event_ids
        Events to take apart, by the id of the row that stands for the others; all where None.

    Returns
    -------
    geopandas.GeoDataFrame
        The same rows in the same order.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If `events` is not an event table, or nothing was merged into one of the ids.

    Examples
    --------
    >>> from geo_nk.events import events_frame, merge_events
    >>> row = {"category": "phone_crackdown", "place_id": "kp-ryanggang-hyesan", "lon": 128.2, "lat": 41.4}
    >>> row |= {"date_start": "2021-08-06", "date_end": "2021-08-06", "quote": "Agents seized phones in three homes."}
    >>> events = events_frame([row | {"event_id": name, "report_id": name} for name in ("a", "b")])
    >>> undo_merge(merge_events(events)).equals(events)
    True
    """
    table = validate_events(events)
    mine = table["merge_score"].notna() & table["merged_into"].notna()
    heads = set(table.loc[mine, "merged_into"])
    if event_ids is not None:
        wanted = set(event_ids)
        if unknown := sorted(wanted - heads):
            fault = (
                f"event_id: nothing was merged into {unknown[0]!r}; the events with merged rows name them in told_by"
            )
            raise EventSchemaError(fault, faults=[fault])
        heads = wanted
    if not heads:
        return table
    mine &= table["merged_into"].isin(heads)
    _take_back_names(table, mine)
    is_head = table["event_id"].isin(heads).tolist()
    merged = mine.tolist()
    _put(table, "status", table["status_before"].tolist(), merged)
    nothing: list[Any] = [None] * len(table)
    for names, where in ((_OF_HEAD, is_head), (_OF_MERGED, merged)):
        for name in names:
            _put(table, name, nothing, where)
    return table


def _take_back_names(table: gpd.GeoDataFrame, mine: Any) -> None:  # noqa: ANN401 - a column of bool
    """Take out of ``also_reported_by`` what the merge put there."""
    added: dict[str, set[str]] = {}
    for row in table[mine].itertuples():
        if LISTED not in row.merge_reasons:
            added.setdefault(row.merged_into, set()).add(row.report_id or row.event_id)
    values = [
        tuple(report for report in reports if report not in added[event_id]) if event_id in added else reports
        for event_id, reports in zip(table["event_id"], table["also_reported_by"], strict=True)
    ]
    _put(table, "also_reported_by", values, [True] * len(table))


def _put(table: gpd.GeoDataFrame, name: str, values: list[Any], where: list[bool]) -> None:
    old = table[name].tolist()
    new = [values[i] if chosen else old[i] for i, chosen in enumerate(where)]
    table[name] = tidy(new, column(name).dtype).set_axis(table.index)
