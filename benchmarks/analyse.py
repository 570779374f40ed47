"""How long counts and density take, beside a plain groupby of pandas and, where it is installed, DuckDB.

The peers count the month of the first day and the county as it stands: no intervals, no provinces, no account of what
was left out. Run: python benchmarks/analyse.py [--events 1000000]
"""

from __future__ import annotations

import argparse
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from made_up_events import made_up_events

from geo_nk.analyse import border_density, count_events

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

VAGUE = 0.2  # share of the events that are dated to an interval, and as many known to a province
LONGEST = 120  # days
RUNS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    events = made_up_events(parser.parse_args().events)
    for name in ("date_start", "date_end"):
        events[name] = pd.to_datetime(events[name]).astype("datetime64[s]")
    vague = _vaguer(events)
    print(f"{len(events):,} events, best of {RUNS} runs, seconds")
    _measure("count_events by county, month", lambda: count_events(events, ["county", "month"]))
    _measure("the same, a fifth known vaguely", lambda: count_events(vague, ["county", "month"]))
    _measure("border_density", lambda: border_density(events))
    _measure("pandas groupby of county, month", lambda: _pandas(events))
    if find_spec("duckdb"):
        _measure("duckdb group by county, month", lambda: _duckdb(events))


def _vaguer(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return events of which a fifth have an interval, and a fifth a province alone."""
    rng = np.random.default_rng(1)
    longer = np.where(rng.random(len(events)) < VAGUE, rng.integers(1, LONGEST, len(events)), 0)
    province = rng.random(len(events)) < VAGUE
    return events.assign(
        date_end=events["date_start"] + pd.to_timedelta(longer, unit="D"),
        geo_precision=np.where(province, "province", events["geo_precision"]),
        county=events["county"].where(~province, None),
        province=np.where(province, "Ryanggang", events["province"]),
    )


def _measure(name: str, work: Callable[[], object]) -> None:
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    print(f"  {name:34} {min(taken):6.2f}")


def _pandas(events: gpd.GeoDataFrame) -> object:
    return events.groupby(["county", "province", events["date_start"].dt.to_period("M")]).size()


def _duckdb(events: gpd.GeoDataFrame) -> object:
    import duckdb  # noqa: PLC0415 - a peer

    plain = pd.DataFrame(events[["county", "province", "date_start"]])
    query = "select county, province, date_trunc('month', date_start), count(*) from plain group by all"
    return duckdb.query_df(plain, "plain", query).df()


if __name__ == "__main__":
    main()
