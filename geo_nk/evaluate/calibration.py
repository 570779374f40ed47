"""Fit the map from the score of an event to the share of such events that are right, and measure how good it is.

The map is a logistic curve: two numbers are all that a few dozen labelled rows can carry. Its slope comes from every
labelled row, its level from rows of reports that nobody looked at while the rules of reading were made: on the others
the rules are better than they will be on reports to come.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from geo_nk.evaluate.shares import Share

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

__all__ = ["Band", "Curve", "Judged", "bands_of", "brier", "cross_validated", "fit"]

_STEPS = 50
_PRIOR = 0.05
"""A little weight that keeps the slope finite where the score separates right from wrong without fault."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An extracted row, its score, and whether it is right.

    Attributes
    ----------
    report_id : str
    score : float
    right : bool
    """

    report_id: str
    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve from scores to shares.

    Attributes
    ----------
    slope, level : float
        The logarithm of the odds at a score is ``level + slope * score``.
    """

    slope: float
    level: float

    def __call__(self, score: float) -> float:
        """Return the share of rows of a score that are right."""
        return 1 / (1 + math.exp(-self.level - self.slope * score))


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of about the same score.

    Attributes
    ----------
    score : float
        Their mean.
    said : float
        The mean of what the map says of them.
    share : Share
        What of them is right.
    """

    score: float
    said: float
    share: Share


Fitter: TypeAlias = "Callable[[Sequence[Judged]], Callable[[float], float]]"


def fit(rows: Sequence[Judged], *, level_of: Collection[Judged] = ()) -> Curve:
    """Fit a curve that rises, or is flat where the score says nothing.

    Parameters
    ----------
    rows
        Give the slope.
    level_of
        Those of them that give the level; all where none are given.

    Returns
    -------
    Curve

    Raises
    ------
    ValueError
        If there are no rows.

    Examples
    --------
    >>> rows = [Judged("r", 0.5, right) for right in (True, True, False, False)]
    >>> rows += [Judged("r", 0.9, right) for right in (True, True, True, False)]
    >>> curve = fit(rows)
    >>> round(curve(0.5), 2), round(curve(0.9), 2)
    (0.55, 0.7)
    """
    if not rows:
        raise ValueError("no rows to fit a curve to")
    slope, level = 0.0, 0.0
    for _ in range(_STEPS):
        slope, level = _newton(rows, slope, level)
    curve = Curve(slope, level) if slope > 0 else Curve(0.0, _level(rows, 0.0))
    return Curve(curve.slope, _level(level_of, curve.slope)) if level_of else curve


def _newton(rows: Iterable[Judged], slope: float, level: float) -> tuple[float, float]:
    """Make one of Newton's steps towards the likeliest curve."""
    curve = Curve(slope, level)
    d_slope, d_level, h_ss, h_sl, h_ll = -_PRIOR * slope, 0.0, _PRIOR, 0.0, 1e-9
    for row in rows:
        share = curve(row.score)
        residue, weight = row.right - share, share * (1 - share)
        d_slope += residue * row.score
        d_level += residue
        h_ss += weight * row.score**2
        h_sl += weight * row.score
        h_ll += weight
    det = h_ss * h_ll - h_sl**2
    return slope + (h_ll * d_slope - h_sl * d_level) / det, level + (h_ss * d_level - h_sl * d_slope) / det


def _level(rows: Collection[Judged], slope: float) -> float:
    """Return the level at which a curve says of rows on average what is so, one right and one wrong added."""
    right = sum(row.right for row in rows) + 1
    low, high = -60.0, 60.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        curve = Curve(slope, middle)
        mean = sum(row.score for row in rows) / len(rows)
        said = sum(curve(row.score) for row in rows) + 2 * curve(mean)
        low, high = (middle, high) if said < right else (low, middle)
    return (low + high) / 2


def brier(rows: Sequence[Judged], said: Sequence[float]) -> float:
    """Return the mean square of what is said less what is so: 0 is best, 0.25 is what a coin gets.

    Parameters
    ----------
    rows
        What is so.
    said
        What is said of each row.

    Returns
    -------
    float

    Examples
    --------
    >>> brier([Judged("r", 0.8, True), Judged("r", 0.8, False)], [0.5, 0.5])
    0.25
    """
    return sum((each - row.right) ** 2 for row, each in zip(rows, said, strict=True)) / len(rows)


def cross_validated(rows: Sequence[Judged], fitter: Fitter, *, folds: int = 9) -> list[float]:
    """Say of each row what a map says that was fitted without its report and others of its fold.

    Parameters
    ----------
    rows
        Every row.
    fitter
        From rows to a map.
    folds
        Into how many parts the reports are dealt.

    Returns
    -------
    list of float
        In the order of the rows.
    """
    fold_of = {report: number % folds for number, report in enumerate(sorted({row.report_id for row in rows}))}
    maps = {fold: fitter([row for row in rows if fold_of[row.report_id] != fold]) for fold in set(fold_of.values())}
    return [maps[fold_of[row.report_id]](row.score) for row in rows]


def bands_of(rows: Sequence[Judged], said: Callable[[float], float], *, count: int) -> list[Band]:
    """Divide rows by their score into parts of equal number, rows of one score together.

    Parameters
    ----------
    rows
        Every row.
    said
        From a score to what is said of it.
    count
        How many parts at most.

    Returns
    -------
    list of Band
        From the lowest score to the highest.

    Examples
    --------
    >>> rows = [Judged("r", score, score > 0.5) for score in (0.2, 0.4, 0.6, 0.8)]
    >>> [(band.score, band.share.right) for band in bands_of(rows, float, count=2)]
    [(0.3, 0), (0.7, 2)]
    """
    ordered = sorted(rows, key=lambda row: row.score)
    ends = [round(len(ordered) * (part + 1) / count) for part in range(count)]
    bands, start = [], 0
    for end in ends:
        stop = max(end, start)
        while 0 < stop < len(ordered) and ordered[stop].score == ordered[stop - 1].score:
            stop += 1
        part = ordered[start:stop]
        if part:
            scores = [row.score for row in part]
            mean = round(sum(scores) / len(scores), 3)
            share = Share(sum(row.right for row in part), len(part))
            bands.append(Band(mean, sum(map(said, scores)) / len(scores), share))
        start = stop
    return bands
