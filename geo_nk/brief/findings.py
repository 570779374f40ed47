"""What a brief says of events in numbers, each of which another can count again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo_nk.analyse import add_sanctions, count_events, event_change
from geo_nk.analyse.table import VAGUE
from geo_nk.maps.print.chart import local_names, number
from geo_nk.maps.shared.words import said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

__all__ = ["findings"]

_MOST: Final = 3


def findings(events: gpd.GeoDataFrame, *, language: str, change: dt.date | str | None = None) -> list[str]:
    """Return the findings, a line each.

    Parameters
    ----------
    events
        A valid event table; rows that are rejected or merged are not counted.
    language
        ``en``, ``ko`` or ``zh``.
    change
        A day before and after which events are compared.

    Returns
    -------
    list of str

    Examples
    --------
    >>> from geo_nk.events import events_frame, validate_events
    >>> row = {"event_id": "a", "category": "defection", "lon": 128.18, "lat": 41.4, "date_start": "2021-08-06"}
    >>> findings(validate_events(events_frame([row])), language="en")[0]
    '1 event, 1 of them with a point'
    """
    kinds = count_events(events, "category")
    placed = int(events.geometry.notna().sum())
    lines = [said("brief.events", language, n=len(events), placed=placed)]
    lines.append(said("brief.status", language, confirmed=int((events["status"] == "confirmed").sum())))
    lines += [_dates(events, language), _places(events, language)]
    lines += _ranked("brief.most", kinds, "category", language)
    lines += _ranked("brief.where", count_events(events, "county"), "county", language)
    along = count_events(events, "stretch")
    pairs = zip(local_names(language, along, "stretch"), along["events"].tolist(), strict=True)
    named = ", ".join(f"{name} {number(count)}" for name, count in pairs)
    lines += [said("brief.line", language, names=named)] if named else []
    lines += _changed(events, change, language)
    covered = int((add_sanctions(events)["sanctions"].str.len() > 0).sum())
    lines += [said("brief.sanctions", language, n=covered)] if covered else []
    told = events["report_id"].nunique()
    lines += [said("brief.reports", language, n=told, publishers=events["publisher"].nunique())] if told else []
    return lines


def _dates(events: gpd.GeoDataFrame, language: str) -> str:
    start, end = events["date_start"], events["date_end"]
    none = start.isna() & end.isna()
    day = ~none & (start.fillna(end) == end.fillna(start))
    vague = int((~none & ~day).sum())
    return said("brief.dated", language, n=int(day.sum()), vague=vague, none=int(none.sum()))


def _places(events: gpd.GeoDataFrame, language: str) -> str:
    vague = events["geo_precision"].isin(VAGUE)
    known = ~vague & (events.geometry.notna() | events["county"].notna())
    return said("brief.placed", language, n=int(known.sum()), vague=int(vague.sum()))


def _ranked(key: str, counts: pd.DataFrame, name: str, language: str) -> list[str]:
    """Return the most frequent values of a column in words."""
    top = counts.sort_values("events", ascending=False, kind="stable").head(_MOST)
    if top.empty:
        return []
    labels = local_names(language, top, name)
    texts = [number(count) for count in top["events"].tolist()]
    if any("." in text for text in texts):
        key += "_parts"
    named = ", ".join(f"{label} {text}" for label, text in zip(labels, texts, strict=True))
    return [said(key, language, names=named)]


def _changed(events: gpd.GeoDataFrame, change: dt.date | str | None, language: str) -> list[str]:
    if change is None:
        return []
    table = event_change(events, change)
    row: Mapping[Any, Any] = table.iloc[0].to_dict()
    numbers = {name: f"{row[name]:.2g}" for name in ("ratio", "low", "high")}
    counts = {name: int(row[name]) for name in ("before", "after")}
    return [said("brief.change", language, day=table.attrs["on"], **counts, **numbers)]
