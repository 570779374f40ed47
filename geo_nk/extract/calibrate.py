"""Turn the score that orders events into the share of events of such a score that are right.

The table is made by ``benchmarks/calibrate.py``; ``docs/accuracy.md`` says of what, and how far to trust it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from geo_nk.data import read_table

__all__ = ["calibrated"]


def calibrated(score: float) -> float:
    """Return how likely it is that an event of this score was read rightly.

    Parameters
    ----------
    score
        Of `geo_nk.extract.claims.Event`, 0 to 1: it only orders.

    Returns
    -------
    float
        0 to 1, the larger the larger the score. Between the rows of ``data/calibration.csv`` it runs straight, beyond
        its ends it stays.

    Examples
    --------
    >>> 0 < calibrated(0.2) <= calibrated(0.5) <= calibrated(0.9) < 1
    True
    """
    scores, shares = _curve()
    above = bisect_left(scores, score)
    if above == 0:
        return shares[0]
    if above == len(scores):
        return shares[-1]
    low, high = scores[above - 1], scores[above]
    part = (score - low) / (high - low)
    return round(shares[above - 1] + part * (shares[above] - shares[above - 1]), 3)


@cache
def _curve() -> tuple[tuple[float, ...], tuple[float, ...]]:
    rows = read_table("calibration.csv")
    return tuple(float(row["score"]) for row in rows), tuple(float(row["confidence"]) for row in rows)
