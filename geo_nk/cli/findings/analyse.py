"""``geo-nk analyse``: what events amount to, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo_nk.cli.findings.tables import ENDINGS, account, put
from geo_nk.cli.shared.console import finish, say
from geo_nk.cli.shared.load import Reading, events_of, reports_read
from geo_nk.cli.shared.options import Columns, DayFirst, Index, Inputs, Reports, Threshold, Workers, split_columns
from geo_nk.cli.shared.output import check_output

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    import pandas as pd

    from geo_nk.reports.report import Refusal, Report

__all__ = ["What", "analyse"]


class What(StrEnum):
    """What is asked of the events."""

    counts = "counts"
    rates = "rates"
    change = "change"
    density = "density"
    clusters = "clusters"
    hot_spots = "hot-spots"
    together = "together"
    quantities = "quantities"
    sanctions = "sanctions"


@dataclass(frozen=True)
class _Asked:
    """How the events are to be counted."""

    by: list[str]
    imprecise: str
    zero_filled: bool
    reports: list[Report] | None
    on: str | None
    days: int | None


def analyse(
    inputs: Inputs,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The table to write: .csv or .jsonl; shown where not given.")
    ] = None,
    *,
    what: Annotated[What, typer.Option("--what", help="What to ask of the events.")] = What.counts,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="NAME,...",
            help="day, week, month, quarter, year; place, county, province, stretch, border_km; group; or any column. "
            "category where not given.",
        ),
    ] = None,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Leave out what is known vaguely; else it is shared out.")
    ] = False,
    zero_filled: Annotated[bool, typer.Option("--zero-filled", help="A row for what had no events, too.")] = False,
    reports: Reports = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="For change: the day, month or year of it.")
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", min=1, help="For change: how many before and after are compared.")
    ] = None,
    threshold: Threshold = 0.0,
    index: Index = None,
    workers: Workers = 1,
    columns: Columns = None,
    day_first: DayFirst = None,
) -> None:
    """Count events, or ask how they changed, where they are dense, what is told of together.

    Example: geo-nk analyse events.geojson --by county,month
    """
    if output is not None:
        check_output(output, endings=ENDINGS, inputs=(*inputs, index, *(reports or ())))
    if (what is What.change) != (on is not None):
        raise typer.BadParameter("a change needs a day: --what change --on 2020-08-01", param_hint="--on")
    refusals: list[Refusal] = []
    reading = Reading(split_columns(columns)[0], day_first, (output or Path("events")).with_suffix(".rejects.csv"))
    events = events_of(
        inputs,
        refusals,
        threshold=threshold,
        index=index,
        workers=workers,
        reading=reading,
    )
    read = reports_read(reports, inputs, refusals, reading)
    if what is What.rates and read is None:
        raise typer.BadParameter("rates need the reports that were read: --reports articles/", param_hint="--reports")
    names = list(split_columns(by)[1])
    imprecise = "leave_out" if leave_out else "spread"
    table = _ASKED[what](events, _Asked(names, imprecise, zero_filled, read, on, days))
    put(table, output)
    say(*account(table))
    finish(refusals)


def _counts(events: gpd.GeoDataFrame, asked: _Asked) -> pd.DataFrame:
    from geo_nk.analyse import count_events
    from geo_nk.analyse.periods import PERIODS

    by = asked.by or ["category"]
    counted_over = asked.reports if set(by) & {*PERIODS, "publisher"} else None
    options: Any = {"imprecise": asked.imprecise, "zero_filled": asked.zero_filled, "reports": counted_over}
    return count_events(events, by, **options)


def _rates(events: gpd.GeoDataFrame, asked: _Asked) -> pd.DataFrame:
    from geo_nk.analyse import report_rates

    return report_rates(events, asked.reports or [], asked.by or ("publisher", "year"))


def _change(events: gpd.GeoDataFrame, asked: _Asked) -> pd.DataFrame:
    from geo_nk.analyse import event_change

    return event_change(events, str(asked.on), asked.by, days=asked.days, reports=asked.reports)


def _density(events: gpd.GeoDataFrame, _: _Asked) -> pd.DataFrame:
    from geo_nk.analyse import border_density

    return border_density(events, step_km=10.0)


def _clusters(events: gpd.GeoDataFrame, _: _Asked) -> pd.DataFrame:
    from geo_nk.analyse import event_clusters

    found = event_clusters(events)
    told = ["event_id", "date_start", "category", "place_name", "title"]
    table: pd.DataFrame = events[[name for name in told if name in events.columns]].assign(cluster=found)
    table = table[found >= 0].sort_values(["cluster", "date_start"], kind="stable")
    table.attrs = found.attrs
    return table[["cluster", *(name for name in table.columns if name != "cluster")]]


def _hot_spots(events: gpd.GeoDataFrame, asked: _Asked) -> pd.DataFrame:
    from geo_nk.analyse import hot_spots

    imprecise: Any = asked.imprecise
    found = hot_spots(events, imprecise=imprecise)
    table: pd.DataFrame = found.drop(columns="geometry").sort_values("gi_z", ascending=False, kind="stable")
    table.attrs = found.attrs
    return table


def _together(events: gpd.GeoDataFrame, asked: _Asked) -> pd.DataFrame:
    from geo_nk.analyse import seen_together

    return seen_together(events, within=asked.by or ("county", "month"))


def _quantities(events: gpd.GeoDataFrame, _: _Asked) -> pd.DataFrame:
    from geo_nk.analyse import event_quantities

    return event_quantities(events)


def _sanctions(events: gpd.GeoDataFrame, _: _Asked) -> pd.DataFrame:
    from geo_nk.analyse import sanctions_table

    return sanctions_table(events)


_ASKED: dict[What, Callable[[Any, _Asked], Any]] = {
    What.counts: _counts,
    What.rates: _rates,
    What.change: _change,
    What.density: _density,
    What.clusters: _clusters,
    What.hot_spots: _hot_spots,
    What.together: _together,
    What.quantities: _quantities,
    What.sanctions: _sanctions,
}
