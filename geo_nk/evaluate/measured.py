"""How often the rows of each reader are right, for the confidence of rows that it will give."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo_nk.evaluate.events import UNCOUNTED, evaluate_events, frame_of
from geo_nk.extract.agreement import Measured

if TYPE_CHECKING:
    import os

    import geopandas as gpd

    from geo_nk.evaluate.events import Gold

__all__ = ["measure"]


def measure(gold: Gold, pred: str | os.PathLike[str] | gpd.GeoDataFrame, *, within_km: float = 25.0) -> Measured:
    """Count of each reader and status the rows that are right, as `evaluate_events` has it.

    Parameters
    ----------
    gold, pred, within_km
        As for `evaluate_events`; `pred` has what a reader gave, nothing corrected by hand.

    Returns
    -------
    Measured

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "e", "category": "defection", "report_id": "r1", "lon": 128.18, "lat": 41.4}
    >>> found = events_frame([{**told, "reader": "m", "status": "candidate"}])
    >>> dict(measure(events_frame([told]), found).rows)
    {('m', 'candidate'): (1, 1)}
    """
    events = frame_of(pred)
    scores = evaluate_events(gold, events, within_km=within_km)
    kinds = list(zip(events["reader"], events["status"], strict=True))
    right = Counter(kinds[pair.row.number] for pair in scores.pairs if pair.row.category != UNCOUNTED)
    wrong = Counter(kinds[row.number] for row in scores.false)
    named = {kind for kind in (*right, *wrong) if all(isinstance(part, str) for part in kind)}
    reports = {row.report_id for row in (*scores.false, *(pair.row for pair in scores.pairs))}
    return Measured(len(reports), {kind: (right[kind], right[kind] + wrong[kind]) for kind in sorted(named)})
