"""Events that lie near to each other in space and in time: DBSCAN with a reach in kilometres and one in days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from geo_nk.analyse.extras import need
from geo_nk.analyse.table import VAGUE, counted, days_of, numbers_of, points_of, texts_of
from geo_nk.border import BORDER_CRS
from geo_nk.errors import AnalysisError

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from geo_nk.analyse.table import Account

__all__ = ["event_clusters"]

_M_PER_KM: Final = 1000.0


def event_clusters(events: gpd.GeoDataFrame, *, km: float = 40.0, days: float = 30.0, least: int = 3) -> pd.Series[int]:
    """Tell which events lie together in space and time.

    Two events are neighbours where they are at most `km` and at most `days` apart (ST-DBSCAN). An event with `least`
    neighbours, itself among them, is the core of a cluster, to which all its neighbours belong.

    Parameters
    ----------
    events
        An event table. It is not changed.
    km, days
        How far apart neighbours may be: points in kilometres, middles of the dates in days.
    least
        How many events a core needs around it.

    Returns
    -------
    pandas.Series
        With the index of the table: the number of the cluster, counted from 0 in the order of its first event; -1 where
        an event belongs to none; missing where its place or its date is not known as closely as `km` and `days`, or it
        is rejected or merged. ``attrs`` says how many.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no event table.
    geo_nk.errors.MissingExtraError
        If scikit-learn is not installed.
    geo_nk.errors.AnalysisError
        If a reach is not above 0.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"category": "other", "lon": 128.18, "lat": 41.4}
    >>> days = {"a": "2021-08-06", "b": "2021-08-09", "c": "2021-08-30", "d": "2023-01-01"}
    >>> events = events_frame([told | {"event_id": i, "date_start": d, "date_end": d} for i, d in days.items()])
    >>> event_clusters(events).tolist()
    [0, 0, 0, -1]
    """
    if not (km > 0 and days > 0 and least > 0):
        raise AnalysisError(f"km={km!r}, days={days!r}, least={least!r}: give numbers above 0")
    cluster = need("sklearn.cluster", what="clusters")
    table, account = counted(events.reset_index(drop=True))
    held = table[_close(table, km, days, account)]
    start, end, _ = days_of(held)
    east_north = shapely.get_coordinates(held.geometry.to_crs(BORDER_CRS)) / _M_PER_KM
    labels = _labels(np.column_stack([east_north, (start + end) / 2]), km, days, least, cluster)
    numbers = pd.array([pd.NA] * len(events), dtype="Int64")
    numbers[held.index.to_numpy()] = _numbered(labels)
    answer = pd.Series(numbers, index=events.index, name="cluster")
    answer.attrs = account.attrs() | {"km": km, "days": days, "least": least}
    return answer


def _close(events: gpd.GeoDataFrame, km: float, days: float, account: Account) -> NDArray[np.bool_]:
    """Return which events are known as closely as they are compared."""
    lon, lat = points_of(events)
    placed = np.isfinite(lon) & np.isfinite(lat)
    placed &= ~texts_of(events, "geo_precision").isin(VAGUE).to_numpy()
    near = placed & (np.nan_to_num(numbers_of(events, "uncertainty_m")) <= km * _M_PER_KM)
    start, end, dated = days_of(events)
    brief = dated & (end - start <= days)
    account.leave_out("no point", int((~placed).sum()))
    account.leave_out("place not as sure", int((placed & ~near).sum()))
    account.leave_out("no date", int((near & ~dated).sum()))
    account.leave_out("date not as sure", int((near & dated & ~brief).sum()))
    return near & brief


def _labels(at: NDArray[np.float64], km: float, days: float, least: int, cluster: Any) -> NDArray[np.int64]:  # noqa: ANN401
    """Return the cluster of each point (kilometres east and north, days).

    What happened at one point on one day is one point that weighs more, so that a town with a thousand events is no
    million of pairs.
    """
    if not len(at):
        return np.empty(0, dtype="int64")
    spatial, sparse = need("scipy.spatial", what="clusters"), need("scipy.sparse", what="clusters")
    points, codes, weights = np.unique(at, axis=0, return_inverse=True, return_counts=True)
    scaled = points / [km, km, days]
    pairs = spatial.cKDTree(scaled).query_pairs(np.sqrt(2.0) * (1 + 1e-9), output_type="ndarray")
    apart = points[pairs[:, 0]] - points[pairs[:, 1]]
    near = (np.hypot(apart[:, 0], apart[:, 1]) <= km) & (np.abs(apart[:, 2]) <= days)
    a, b = pairs[near].T
    both, size = np.concatenate([a, b, np.arange(len(points))]), len(points)
    other = np.concatenate([b, a, np.arange(len(points))])
    # The distance is 1 for every neighbour: whether two are neighbours is settled already.
    graph = sparse.csr_matrix((np.ones(len(both)), (both, other)), shape=(size, size))
    found = cluster.DBSCAN(eps=1.0, min_samples=least, metric="precomputed").fit(graph, sample_weight=weights)
    return np.asarray(found.labels_[codes.ravel()], dtype="int64")


def _numbered(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return clusters numbered in the order of their first event."""
    found, first = np.unique(labels[labels >= 0], return_index=True)
    new = np.full(len(found) + 1, -1)
    new[found[np.argsort(first)]] = np.arange(len(found))
    return np.where(labels >= 0, new[labels], -1)
