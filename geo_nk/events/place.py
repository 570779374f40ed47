"""Give events without a position the one that the gazetteer knows for their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import shapely

from geo_nk.events.frame import is_missing, tidy
from geo_nk.events.placed import place_columns
from geo_nk.events.schema import CRS, column
from geo_nk.events.validate import validate_events
from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.footprint import footprint

if TYPE_CHECKING:
    import pandas as pd

    from geo_nk.gazetteer import Answer, Gazetteer

__all__ = ["place_events"]

_MOST_NAMED: Final = 4


def place_events(events: gpd.GeoDataFrame, *, gazetteer: Gazetteer | None = None) -> gpd.GeoDataFrame:
    """Look up the place of each event that has a name but no point.

    The name is ``name_as_written``, else ``place_name``; a column ``province`` says what it lies in. A name that
    means several places, or none that is known, leaves the event without a point and the reason in
    ``unplaced_reason``. Events that have a point are left as they are.

    Parameters
    ----------
    events
        An event table.
    gazetteer
        Where to look; the one that ships with geo_nk where None.

    Returns
    -------
    geopandas.GeoDataFrame
        A copy with the columns on place and match filled in.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If `events` is not an event table.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> rows = [{"event_id": "e1", "category": "defection", "place_name": "Hyesan", "unplaced_reason": "by name"}]
    >>> placed = place_events(events_frame(rows))
    >>> placed["place_id"][0], placed.geometry[0] is None
    ('kp-ryanggang-hyesan', False)
    """
    placed = validate_events(events)
    asked = gazetteer if gazetteer is not None else load_gazetteer()
    names = placed["name_as_written"].where(placed["name_as_written"].notna(), placed["place_name"])
    within = placed["province"] if "province" in placed.columns else names.map(lambda _: None)
    wanted = (placed.geometry.isna() & names.notna()).to_numpy()
    answers: dict[tuple[str, str | None], dict[str, object]] = {}
    changes: dict[int, dict[str, object]] = {}
    for i in wanted.nonzero()[0]:
        area = None if is_missing(within.iloc[i]) else str(within.iloc[i])
        question = (names.iloc[i], area)
        if question not in answers:
            answers[question] = _values(asked.resolve(question[0], within=area), asked)
        changes[int(i)] = answers[question]
    return _changed(placed, changes)


def _values(answer: Answer, gazetteer: Gazetteer) -> dict[str, object]:
    """Return what an answer says for the columns of an event."""
    best = answer.best
    if best is None:
        return {"unplaced_reason": _why_not(answer)}
    ground = footprint(best.place, gazetteer)
    point = None if ground.lon is None or ground.lat is None else shapely.Point(ground.lon, ground.lat)
    told = {name: value for name, value in place_columns(best, ground).items() if name not in {"lon", "lat"}}
    return {**told, "geometry": point}


def _why_not(answer: Answer) -> str:
    if answer.status == "ambiguous":
        listed = [f"{c.place.name} ({c.place.kind}, {c.place.province or c.place.country})" for c in answer.candidates]
        return f"{answer.query!r} may be {' or '.join(listed[:_MOST_NAMED])}; say the province"
    known = f"; resembles {', '.join(answer.suggestions[:_MOST_NAMED])}" if answer.suggestions else ""
    return f"{answer.query!r} is not in the gazetteer{known}"


def _changed(events: gpd.GeoDataFrame, changes: dict[int, dict[str, object]]) -> gpd.GeoDataFrame:
    columns: dict[str, pd.Series[Any]] = {}
    for name in dict.fromkeys(key for change in changes.values() for key in change):
        values = events[name].tolist()
        for i, change in changes.items():
            if name in change:
                values[i] = change[name]
        if name == "geometry":
            columns[name] = gpd.GeoSeries(values, index=events.index, crs=CRS)
        else:
            columns[name] = tidy(values, column(name).dtype).set_axis(events.index)
    return events.assign(**columns)
