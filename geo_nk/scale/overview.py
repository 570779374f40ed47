"""The map of a table of any size: counts by area, drawn over a sample of its events."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

import folium
import numpy as np

from geo_nk.gazetteer import load_gazetteer
from geo_nk.maps import event_map
from geo_nk.scale.areas import AREAS, areas_of
from geo_nk.scale.counts import count_events
from geo_nk.scale.rows import sample_events

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import pandas as pd

    from geo_nk.maps import EventMap
    from geo_nk.scale.areas import Area
    from geo_nk.scale.counts import Engine

__all__ = ["counted_map"]

#: From few to many, as the page shades counties.
_RAMP: Final = ("#fee8c8", "#fdbb84", "#fc8d59", "#e34a33", "#b30000")
_PANE: Final = "counts"
_BELOW_MARKS: Final = 255  # above the basemap's tiles, below what the page draws itself
_DIGITS: Final = 1e-4  # degrees
_LAYERS: Final[dict[Area, str]] = {"county": "Events by county", "stretch": "Events by 50 km of the border"}


def counted_map(
    source: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    title: str | None = None,
    sample: int = 5_000,
    engine: Engine = "sedona",
    scheduler: str | None = None,
    workers: int = 1,
) -> EventMap:
    """Draw a table of any size on one page: counts by county and stretch, and a sample of its events.

    Parameters
    ----------
    source, engine, scheduler, workers
        As for `geo_nk.scale.count_events`.
    title
        The heading.
    sample
        How many events are drawn one by one. The areas are labelled with the counts of all, and with the call of
        `geo_nk.scale.select_events` that returns theirs.

    Returns
    -------
    geo_nk.maps.EventMap
        For internal use: it shows all that the sample's rows say.

    Raises
    ------
    geo_nk.errors.ReadError
        If a part cannot be read.
    """
    options: dict[str, Any] = {"engine": engine, "scheduler": scheduler, "workers": workers}
    counted = {kind: count_events(source, by=[kind, "month", "category"], **options) for kind in AREAS}
    total = int(counted["county"]["events"].sum())
    events = sample_events(source, sample)
    heading = f"{title or 'Events near the North Korean border'}: {total:,} counted, {len(events):,} drawn as a sample"
    made = event_map(events, title=heading)
    folium.map.CustomPane(_PANE, z_index=_BELOW_MARKS, pointer_events=True).add_to(made)
    for kind in AREAS:
        _layer(kind, counted[kind]).add_to(made)
    folium.LayerControl(position="bottomleft", collapsed=False).add_to(made)
    return made


def _layer(kind: Area, counts: pd.DataFrame) -> folium.FeatureGroup:
    """Return the areas with their counts; how many events lie in none stands in the layer's name."""
    totals = counts.groupby(kind)["events"].sum()
    apart = int(counts.loc[counts[kind].isna(), "events"].sum())
    group = folium.FeatureGroup(name=f"{_LAYERS[kind]} ({apart:,} in none)", show=kind == "county")
    areas = areas_of(kind).set_index("area").geometry.simplify(_DIGITS)
    breaks = np.quantile(totals, np.linspace(0, 1, len(_RAMP) + 1)[1:-1]) if len(totals) else []
    features = [
        {
            "type": "Feature",
            "geometry": areas[area].__geo_interface__,
            "properties": _told(kind, str(area), counts[counts[kind] == area])
            | {"colour": _RAMP[int(np.searchsorted(breaks, number, side="left"))]},
        }
        for area, number in totals.items()
    ]
    if features:
        folium.GeoJson(
            {"type": "FeatureCollection", "features": features},
            style_function=_style,
            pane=_PANE,
            tooltip=folium.GeoJsonTooltip(["name", "events"], labels=False),
            popup=folium.GeoJsonPopup(["name", "events", "categories", "years", "rows"], labels=False, max_width=420),
        ).add_to(group)
    return group


def _style(feature: dict[str, Any]) -> dict[str, Any]:
    return {"fillColor": feature["properties"]["colour"], "fillOpacity": 0.6, "color": "#666666", "weight": 1}


def _told(kind: Area, area: str, counts: pd.DataFrame) -> dict[str, str]:
    """Return what is said of an area: its counts by category and year, and how to get its events, all of it escaped."""
    years = counts["month"].dt.strftime("%Y").fillna("no month")
    known, number = load_gazetteer(), int(counts["events"].sum())
    said = {
        "name": known.get(area).name if area in known else area,
        "events": f"{number:,} event{'s' if number > 1 else ''}",
        "categories": _listed(counts, counts["category"]),
        "years": _listed(counts, years),
        "rows": f"geo_nk.scale.select_events(SOURCE, {kind}={area!r}, month='YYYY-MM')",
    }
    return {name: escape(text, quote=False) for name, text in said.items()}


def _listed(counts: pd.DataFrame, keys: pd.Series[Any]) -> str:
    sums = counts.groupby(keys.astype(str))["events"].sum()
    return ", ".join(f"{key} {number:,}" for key, number in sums.items())
