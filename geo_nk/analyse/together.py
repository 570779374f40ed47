"""Which kinds of event, or which goods, are told of together more often than by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo_nk.analyse.counts import shares_by
from geo_nk.analyse.table import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

__all__ = ["seen_together"]


def seen_together(
    events: gpd.GeoDataFrame, of: str = "category", within: str | Sequence[str] = ("county", "month")
) -> pd.DataFrame:
    """Count in how many reports, or places and times, two kinds of event occur together.

    Parameters
    ----------
    events
        An event table. It is not changed.
    of
        What occurs: ``category``, ``group``, ``goods``, ``actors`` or any other column.
    within
        What it occurs in: ``report_id``, ``incident_id``, or as in `geo_nk.count_events`, such as county and month.
        An event that is not surely in one of them is left out: spread over several it would meet everything.

    Returns
    -------
    pandas.DataFrame
        Tidy, a row for each pair that occurs, the most frequent first:

        - one, other: the two
        - together: units (reports, counties in a month) in which both occur
        - of_one, of_other, of_all: units in which the one, the other, or anything occurs
        - expected: how often they would meet if each occurred where it liked
        - lift: together / expected
        - jaccard: together / units in which at least one of them occurs

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If a column is missing.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = [(report, kind) for report in ("r1", "r2") for kind in ("defection", "border_control")]
    >>> told += [("r3", "other")]
    >>> rows = [{"event_id": str(i), "report_id": r, "category": c} for i, (r, c) in enumerate(told)]
    >>> pairs = seen_together(events_frame(rows), within="report_id")
    >>> pairs[["one", "other", "together", "lift"]].to_numpy().tolist()
    [['border_control', 'defection', 2, 1.5]]
    """
    units = [within] if isinstance(within, str) else list(within)
    table, account = counted(events, [])
    shares = shares_by(table, [*units, of], account, "leave_out")
    keys = shares.keys.iloc[shares.code]
    columns = [name for name in shares.keys.columns if name != of]
    unit = keys.groupby(columns, sort=False, dropna=False).ngroup().to_numpy()
    codes, values = pd.factorize(keys[of], sort=True)
    count = int(unit.max()) + 1 if len(unit) else 0
    occurs = np.zeros((count, len(values)), dtype="float32")
    occurs[unit, codes] = 1.0
    answer = _pairs(occurs, np.asarray(values, dtype=object))
    answer.attrs = account.attrs()
    return answer


def _pairs(occurs: Any, values: Any) -> pd.DataFrame:  # noqa: ANN401 - arrays
    """Return the pairs of columns that occur in one row."""
    both = (occurs.T @ occurs).round().astype("int64")
    alone, whole = np.diag(both), len(occurs)
    one, other = np.nonzero(np.triu(both, k=1))
    together = both[one, other]
    expected = alone[one] * alone[other] / max(whole, 1)
    columns = {
        "one": values[one],
        "other": values[other],
        "together": together,
        "of_one": alone[one],
        "of_other": alone[other],
        "of_all": np.full(len(one), whole),
        "expected": expected,
        "lift": together / np.where(expected > 0, expected, np.nan),
        "jaccard": together / np.maximum(alone[one] + alone[other] - together, 1),
    }
    answer = pd.DataFrame(columns)
    return answer.sort_values(["together", "lift"], ascending=False, kind="stable", ignore_index=True)
