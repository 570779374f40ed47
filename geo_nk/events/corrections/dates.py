"""Settle the dates of a corrected row: the rest of its interval, and its precision, follow the day that was changed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from geo_nk._days import precision_of
from geo_nk.dates import find_dates
from geo_nk.events.columns import values_of
from geo_nk.events.frame import is_day, iso_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from geo_nk.events.changed import Change

__all__ = ["dates_that_follow"]

_DAYS: Final = frozenset({"date_start", "date_end", "published"})
_PRECISIONS: Final = frozenset({"part_of_month", "month", "season", "year"})


def dates_that_follow(events: gpd.GeoDataFrame) -> Iterator[tuple[int, Change]]:
    """Yield the rows of whose dates one has to follow another, with what it is."""
    told = zip(
        iso_days(events["date_start"]), iso_days(events["date_end"]), values_of(events["date_precision"]), strict=True
    )
    plain: dict[tuple[str | None, ...], bool] = {}
    rows = []
    for i, dates in enumerate(told):
        if dates not in plain:
            start, end, precision = dates
            is_told = is_day(start) and is_day(end) and precision is not None
            plain[dates] = not is_told or _precision(str(start), str(end)) == precision
        if not plain[dates]:
            rows.append(i)
    for i, rest in zip(rows, _others(events.iloc[rows]), strict=True):
        if change := _dates(rest):
            yield i, change


def _others(events: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    names = ("date_start", "date_end", "date_precision", "date_as_written", "published")
    columns = (iso_days(events[n]) if n in _DAYS else values_of(events[n]) for n in names)
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _dates(row: dict[str, Any]) -> Change:
    """Return what follows of a changed end of an interval whose precision is not that of its length."""
    start, end, precision = row["date_start"], row["date_end"], row["date_precision"]
    read = _as_written(row["date_as_written"], row["published"])
    if read == (start, end, precision):
        return {}
    if start == end:
        return {"date_precision": "day"} if precision in _PRECISIONS else {}
    if precision == "day" and (end < start or (read is not None and read[:2] == (end, end))):
        return {"date_end": start}
    # One end was moved away from what the words say, and the precision is left from them.
    moved = read is not None and read[2] == precision and start < end and bool({start, end} & {*read[:2]})
    return {"date_precision": _precision(start, end)} if moved else {}


def _precision(start: str, end: str) -> str:
    return precision_of(dt.date.fromisoformat(start), dt.date.fromisoformat(end))


def _as_written(words: str | None, published: str | None) -> tuple[str | None, str | None, str] | None:
    """Return first day, last day and precision of the words that dated a row when it was read."""
    try:
        day = None if published is None else dt.date.fromisoformat(published)
    except ValueError:
        return None
    found = find_dates(words or "", published=day)
    return None if len(found) != 1 else (_iso(found[0].date_start), _iso(found[0].date_end), found[0].precision)


def _iso(day: Any) -> str | None:  # noqa: ANN401 - a day, written or not
    return None if day is None else str(day)[:10]
