"""Charts of what events amount to, for ``geo-nk figure``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes

    from geo_nk.reports.report import Report

__all__ = ["Chart", "draw_chart"]


class Chart(StrEnum):
    """What is drawn."""

    map = "map"
    line = "strip"
    calendar = "calendar"
    bars = "bars"
    years = "years"
    slope = "slope"


def draw_chart(
    events: gpd.GeoDataFrame,
    chart: Chart,
    *,
    by: str | None,
    on: str | None,
    reports: list[Report] | None,
    level: str,
    look: dict[str, Any],
) -> Axes:
    """Draw a chart of the events as a level lets them be seen."""
    from geo_nk.analyse import count_events, event_change
    from geo_nk.events.release import release
    from geo_nk.maps import calendar_chart, ranked_bars, slope_chart, yearly_maps

    if (chart is Chart.slope) != (on is not None):
        raise typer.BadParameter("before and after which day: --chart slope --on 2020-08-01", param_hint="--on")
    released = release(events, level=level)
    released.withheld.refuse(look["title"], level=level)
    table = released.events
    if chart is Chart.calendar:
        return calendar_chart(count_events(table, "month", zero_filled=True, reports=reports), **look)
    if chart is Chart.years:
        counts = count_events(table, ["county", "year"], zero_filled=reports is not None, reports=reports)
        return yearly_maps(counts, **look)
    if chart is Chart.slope:
        return slope_chart(event_change(table, str(on), by or "category", reports=reports), **look)
    return ranked_bars(count_events(table, by or "county"), **look)
