"""Make the other columns of a row follow what a person changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.events.changed import changed
from geo_nk.events.corrections.dates import dates_that_follow
from geo_nk.events.corrections.place import PlaceClerk, Refused, Row, rows_of, to_look_at
from geo_nk.events.corrections.title import titles_that_follow
from geo_nk.events.validate import raise_faults

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_nk.events.changed import Change
    from geo_nk.gazetteer import Gazetteer

__all__ = ["corrected", "settle"]


def corrected(events: gpd.GeoDataFrame, *, gazetteer: Gazetteer, noun: str = "row") -> gpd.GeoDataFrame:
    """Return a table in which every column follows what a person changed.

    A changed ``place_name`` or ``place_id`` moves point, kind, radius and precision; a changed point stays as it is
    given; a changed category or place renews a generated title; the other end of a changed day
    and its precision follow.

    Parameters
    ----------
    events
        A tidy event table, which need not be valid yet.
    gazetteer
        Where places are looked up.
    noun
        What a row is called in its file.

    Returns
    -------
    geopandas.GeoDataFrame
        The same where nothing was changed.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If rows contradict themselves; each is named, with what to do.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> row = {"event_id": "a", "category": "defection", "title": "Defection, Hyesan", "place_kind": "city",
    ...        "place_id": "kp-ryanggang-hyesan", "place_name": "Musan", "lon": 128.1778, "lat": 41.4029}
    >>> corrected(events_frame([row]), gazetteer=load_gazetteer()).loc[0, ["place_id", "place_kind", "title"]].tolist()
    ['kp-north-hamgyong-musan', 'county', 'Defection, Musan']
    """
    changes, refused = settle(events, gazetteer=gazetteer)
    faults = [f"{noun} {events.index[i]}, {column}: {message}" for i, column, message in refused]
    raise_faults(faults, what="rows that contradict themselves")
    return changed(events, changes)


def settle(events: gpd.GeoDataFrame, *, gazetteer: Gazetteer) -> tuple[dict[int, Change], list[tuple[int, str, str]]]:
    """Return what has to follow in which row, and which rows contradict themselves: position, column and message."""
    clerk = PlaceClerk(gazetteer)
    refused: list[tuple[int, str, str]] = []
    changes: dict[int, Change] = {}
    looked_at = to_look_at(events, clerk)
    obeyed: dict[Row, Change | Refused] = {}
    for i, row in zip(looked_at.tolist(), rows_of(events.iloc[looked_at]), strict=True):
        if row not in obeyed:
            obeyed[row] = clerk.place(row)
        place = obeyed[row]
        if isinstance(place, Refused):
            refused.append((i, place.column, place.message))
        elif place:
            changes[i] = dict(place)
    beyond = {i for i, _, _ in refused}
    for follow in (dates_that_follow(events), titles_that_follow(events, changes, gazetteer=gazetteer)):
        for i, change in follow:
            if i not in beyond:
                changes[i] = changes.get(i, {}) | change
    return changes, refused
