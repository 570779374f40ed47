"""The reports that a brief rests on, as the level lets them be named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["Source", "sources_of"]

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
    for publisher, published, url, report_id, n in counts.itertuples(index=False, name=None):
        day = "" if pd.isna(published) else f"{published:%Y-%m-%d}"
        named = [str(part) for part in (publisher if isinstance(publisher, str) else report_id, day) if _is_text(part)]
        key = (
            ", ".join(named) if isinstance(publisher, str) or isinstance(report_id, str) else "",
            url if _is_text(url) else "",
        )
        held[key] = held.get(key, 0) + int(n)
    listed = [Source(name, url, n) for (name, url), n in held.items()]
    return sorted(listed, key=lambda each: (not (each.name or each.url), -each.events, each.name, each.url))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
