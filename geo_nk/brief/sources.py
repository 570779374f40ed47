"""The reports that a brief rests on, as the level lets them be named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_nk.events.frame import is_missing, iso_days
from geo_nk.events.release.levels import LEVELS, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd

    from geo_nk.reports import Report

__all__ = ["Source", "counted_over", "sources_of"]

_SAID: Final = ("source_kind", "publisher", "url")
_COLUMNS: Final = ["publisher", "published", "url", "report_id"]


@dataclass(frozen=True, slots=True)
class Source:
    """One report.

    Attributes
    ----------
    name : str
        Its publisher, with the day of publication; the report's id where it has no publisher; empty where it may not
        be named.
    url : str
        Where it stands; empty where that is not known.
    events : int
        How many events rest on it.
    """

    name: str
    url: str
    events: int


def sources_of(events: gpd.GeoDataFrame) -> list[Source]:
    """Return the reports of events, those with most events first; what is not named comes last, as one.

    Parameters
    ----------
    events
        An event table as its level lets it be seen.

    Returns
    -------
    list of Source

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> row = {"category": "other", "publisher": "Example Weekly", "published": "2021-08-06", "report_id": "r"}
    >>> sources_of(events_frame([row | {"event_id": "a"}, row | {"event_id": "b"}]))
    [Source(name='Example Weekly, 2021-08-06', url='', events=2)]
    """
    counts = events[_COLUMNS].groupby(_COLUMNS, dropna=False, sort=False).size().reset_index(name="n")
    held: dict[tuple[str, str], int] = {}
    days = iso_days(counts["published"])
    for day, (publisher, _, url, report_id, n) in zip(days, counts.itertuples(index=False, name=None), strict=True):
        named = [str(part) for part in (publisher if isinstance(publisher, str) else report_id, day) if _is_text(part)]
        key = (
            ", ".join(named) if isinstance(publisher, str) or isinstance(report_id, str) else "",
            url if _is_text(url) else "",
        )
        held[key] = held.get(key, 0) + int(n)
    listed = [Source(name, url, n) for (name, url), n in held.items()]
    return sorted(listed, key=lambda each: (not (each.name or each.url), -each.events, each.name, each.url))


def counted_over(reports: pd.DataFrame | Iterable[Report] | None, level: str) -> pd.DataFrame | list[Report] | None:
    """Return the reports over which events are counted: at a level for others, those that anyone can read.

    In which months somebody spoke is as little theirs as what was said. Where none is left, nothing is counted over.

    Parameters
    ----------
    reports
        As in `geo_nk.write_brief`.
    level
        ``internal``, ``partner`` or ``public``.
    """
    if reports is None:
        return None
    if isinstance(reports, pd.DataFrame):
        kept = reports if level == LEVELS[0] else reports[[_is_open(row) for row in reports.to_dict("records")]]
        return kept if len(kept) else None
    return [each for each in reports if level == LEVELS[0] or _is_open({n: getattr(each, n) for n in _SAID})] or None


def _is_open(row: Mapping[Any, Any]) -> bool:
    said = {name: row.get(name) for name in _SAID}
    return source_of({name: None if is_missing(value) else value for name, value in said.items()}).is_open


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
