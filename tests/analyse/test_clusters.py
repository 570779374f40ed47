"""Clusters: held against scikit-learn on the same input."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import shapely
from sklearn.cluster import DBSCAN

from geo_nk.analyse import event_clusters
from geo_nk.border import BORDER_CRS
from geo_nk.events import events_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Make = Callable[..., gpd.GeoDataFrame]


def _scattered(count: int) -> object:
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(128.0, 129.0, count), rng.uniform(41.3, 41.8, count)
    days = (np.datetime64("2021-01-01") + rng.integers(0, 120, count)).astype(str)
    columns = zip(lon, lat, days, strict=True)
    rows = [
        {"event_id": str(i), "category": "other", "lon": x, "lat": y, "date_start": day, "date_end": day}
        for i, (x, y, day) in enumerate(columns)
    ]
    return events_frame(rows)


def test_they_are_those_of_scikit_learn() -> None:
    events = _scattered(300)
    found = event_clusters(events, km=8, days=10, least=4)
    at = shapely.get_coordinates(events.geometry.to_crs(BORDER_CRS)) / 1000
    day = events["date_start"].to_numpy().astype("datetime64[D]").astype(float)
    apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    later = np.abs(day[:, None] - day[None])
    distance = np.maximum(apart / 8, later / 10)
    expected = DBSCAN(eps=1, min_samples=4, metric="precomputed").fit(distance).labels_
    assert found.nunique() > 3
    # Border points may fall to either of two clusters: cores and noise are the same.
    assert ((found == -1).to_numpy() == (expected == -1)).all()
    assert found[found >= 0].nunique() == len(set(expected) - {-1})


def test_many_events_of_one_town_and_day_are_one_cluster() -> None:
    row = {"category": "other", "lon": 128.18, "lat": 41.4, "date_start": "2021-08-06", "date_end": "2021-08-06"}
    events = events_frame([row | {"event_id": str(i)} for i in range(2000)])
    assert event_clusters(events).tolist() == [0] * 2000


def test_it_has_the_index_of_the_table_and_says_what_is_left_out(table: Make) -> None:
    events = table(
        ("Hyesan", "2021-08-06"),
        ("Ryanggang", "2021-08-06"),
        ("Hyesan", "2021-01-01", "2021-12-31"),
        ("Hyesan",),
        ("Hyesan", "2021-08-06"),
        status=[None, None, None, None, "merged"],
    ).set_index(pd.Index(list("abcde")))
    found = event_clusters(events, least=1)
    assert found.index.tolist() == list("abcde")
    assert found.fillna(-9).tolist() == [0, -9, -9, -9, -9]
    assert found.attrs["left_out"] == {"merged": 1, "no point": 1, "no date": 1, "date not as sure": 1}


def test_a_reach_of_nothing_is_refused(table: Make) -> None:
    with pytest.raises(ValueError, match="km=0"):
        event_clusters(table(("Hyesan", "2021-08-06")), km=0)
