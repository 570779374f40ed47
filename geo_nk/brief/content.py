"""What stands in a brief, whatever file it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_nk._files import clean
from geo_nk.analyse import count_events, event_change
from geo_nk.brief.findings import findings
from geo_nk.brief.sources import counted_over, sources_of
from geo_nk.events.frame import iso_days
from geo_nk.events.release import release
from geo_nk.events.schema import NO_EVENT
from geo_nk.maps.page.seal import visible
from geo_nk.maps.print.bars import ranked_bars
from geo_nk.maps.print.calendar import calendar_chart
from geo_nk.maps.print.figure import event_figure
from geo_nk.maps.print.slope import slope_chart
from geo_nk.maps.shared.words import said

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Callable, Iterable

    import geopandas as gpd
    from matplotlib.axes import Axes

    from geo_nk.brief.sources import Source
    from geo_nk.reports import Report

__all__ = ["PAGE_MM", "Content", "Panel", "content_of"]

#: Width of what is printed on a page of A4.
PAGE_MM: Final = 180.0

_HALF_MM: Final = 88.0
_MOST_YEARS: Final = 10  # rows of the calendar that leave room for the sources
_MOST_BARS: Final = 8
_MOST_SOURCES: Final = (24, 8)  # that leave room for two rows of figures, or for three
_MOST_TALL_MM: Final = 172.0


@dataclass(frozen=True)
class Panel:
    """One figure.

    Attributes
    ----------
    draw : callable
        Draws it on axes, or on those of a new figure for None.
    width_mm : float
        How wide it is.
    told : str
        What it shows, for who cannot see it.
    """

    draw: Callable[[Axes | None], Axes]
    width_mm: float
    told: str


@dataclass(frozen=True)
class Content:
    """What stands in a brief.

    Attributes
    ----------
    title, told : str
        The heading and the line below it.
    headings : tuple of str
        Of the findings, the figures and the sources.
    findings, notes : tuple of str
        A line each.
    map : Panel
        On the first page.
    rows : tuple of tuple of Panel
        On the second: those of a row stand side by side.
    sources : tuple of Source
        Those that are listed.
    more : str
        How many sources are not listed; empty where all are.
    language : str
        ``en``, ``ko`` or ``zh``.
    font : str or None
        A font file of the user's own.
    """

    title: str
    told: str
    headings: tuple[str, str, str]
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    map: Panel
    rows: tuple[tuple[Panel, ...], ...]
    sources: tuple[Source, ...]
    more: str
    language: str
    font: str | os.PathLike[str] | None


def content_of(
    events: gpd.GeoDataFrame,
    *,
    title: str | None,
    level: str,
    language: str,
    change: dt.date | str | None,
    reports: pd.DataFrame | Iterable[Report] | None,
    font: str | os.PathLike[str] | None,
) -> Content:
    """Return what stands in the brief of an event table; see `geo_nk.write_brief`."""
    released = release(events, level=level)
    released.withheld.refuse(title, level=level)
    whole = released.events
    table = whole[~whole["status"].isin(NO_EVENT)]
    heading = visible(clean(title)) if title else said("brief.title", language)
    look: dict[str, Any] = {"language": language, "font": font}
    rows = _charts(table, change=change, reports=counted_over(reports, level), look=look)
    sources = sources_of(table)
    most = _MOST_SOURCES[len(rows) > 2]  # noqa: PLR2004 - rows of figures
    left = len(sources) - most
    return Content(
        title=heading,
        told=" · ".join(part for part in (_period(table), _for_whom(level, language)) if part),
        headings=(
            said("brief.findings", language),
            said("brief.figures", language),
            said("brief.sources", language),
        ),
        findings=tuple(findings(table, language=language, change=change)),
        notes=tuple(_notes(whole, language)),
        map=_map(events, level, heading, look),
        rows=rows,
        sources=tuple(sources[:most]),
        more=said("brief.more", language, n=left) if left > 0 else "",
        language=language,
        font=font,
    )


def _map(events: gpd.GeoDataFrame, level: str, heading: str, look: dict[str, Any]) -> Panel:
    """Return the map, as wide as leaves room for the findings below it."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 - an extra

    figure: Any = event_figure(events, title="", width_mm=PAGE_MM, level=level, **look).get_figure(root=True)
    tall = float(figure.get_size_inches()[1]) * 25.4
    plt.close(figure)
    width = PAGE_MM * min(1.0, _MOST_TALL_MM / tall)
    return Panel(lambda ax: event_figure(events, ax=ax, title="", width_mm=width, level=level, **look), width, heading)


def _charts(
    table: gpd.GeoDataFrame,
    *,
    change: dt.date | str | None,
    reports: pd.DataFrame | Iterable[Report] | None,
    look: dict[str, Any],
) -> tuple[tuple[Panel, ...], ...]:
    language = look["language"]
    months = count_events(table, "month", zero_filled=True, reports=reports)
    years = months["month"].dt.year
    recent = months[years > years.max() - _MOST_YEARS] if len(months) else months
    cut = len(recent) < len(months)
    head = said("brief.since", language, n=_MOST_YEARS) if cut else said("chart.calendar", language)
    first = Panel(lambda ax: calendar_chart(recent, ax=ax, title=head, width_mm=PAGE_MM, **look), PAGE_MM, head)
    pair = (_bars(table, "county", look), _bars(table, "category", look))
    if change is None:
        return ((first,), pair)
    changed = event_change(table, change, by="category")
    told = said("chart.slope_on", language, day=changed.attrs["on"])
    slope = Panel(lambda ax: slope_chart(changed, ax=ax, title=told, width_mm=PAGE_MM, **look), PAGE_MM, told)
    return ((first,), pair, (slope,))


def _bars(table: gpd.GeoDataFrame, by: str, look: dict[str, Any]) -> Panel:
    counts = count_events(table, by)
    told = said(f"brief.by_{by}", look["language"])
    return Panel(
        lambda ax: ranked_bars(counts, ax=ax, title=told, most=_MOST_BARS, width_mm=_HALF_MM, **look),
        _HALF_MM,
        told,
    )


def _period(table: gpd.GeoDataFrame) -> str:
    days = pd.concat([table["date_start"], table["date_end"]])
    known = sorted(day for day in iso_days(days) if day)
    return f"{known[0]} – {known[-1]}" if known else ""


def _for_whom(level: str, language: str) -> str:
    return "" if level == "internal" else said(f"figure.level.{level}", language)


def _notes(whole: gpd.GeoDataFrame, language: str) -> list[str]:
    """Return what is not in the brief, in words; of what is held back, not even how much it is."""
    counts = {name: int((whole["status"] == name).sum()) for name in NO_EVENT}
    what = ", ".join(f"{n} {name}" for name, n in counts.items() if n)
    county = count_events(whole, "county").attrs
    spread = sum(county["spread"].values())
    notes = [said("brief.left_out", language, what=what)] if what else []
    return [*notes, said("brief.spread", language, n=spread)] if spread else notes
