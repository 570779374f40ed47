"""Shares of counted things, and how far a share of so few may be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Share", "f1_of"]

_Z = 1.959964
"""Standard deviations that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many.

    Attributes
    ----------
    right : int
        How many.
    of : int
        Of how many.

    Examples
    --------
    >>> Share(9, 10).value
    0.9
    >>> print(Share(9, 10))
    0.90  9 of 10, 0.60 to 0.98
    >>> print(Share(0, 0))
    none to count
    """

    right: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.right <= self.of:
            raise ValueError(f"{self.right} of {self.of} is no share")

    def __str__(self) -> str:
        if self.value is None:
            return "none to count"
        low, high = self.interval
        return f"{self.value:.2f}  {self.right} of {self.of}, {low:.2f} to {high:.2f}"

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """The share that may lie behind it, with 95 % confidence (Wilson's score interval); anything of nothing.

        It takes the things counted as independent; those of one report are not quite, so it is a little too narrow.
        """
        if not self.of:
            return 0.0, 1.0
        share, weight = self.right / self.of, _Z**2 / self.of
        middle = (share + weight / 2) / (1 + weight)
        half = math.sqrt(share * (1 - share) * weight + weight**2 / 4) / (1 + weight)
        # rounding must not put the share itself outside
        return min(max(middle - half, 0.0), share), max(min(middle + half, 1.0), share)

    def as_record(self) -> dict[str, float | int | None]:
        """Return the share for JSON."""
        low, high = self.interval
        value = None if self.value is None else round(self.value, 4)
        return {"value": value, "right": self.right, "of": self.of, "low": round(low, 4), "high": round(high, 4)}


def f1_of(precision: Share, recall: Share) -> float | None:
    """Return the harmonic mean of two shares, or None where one of them is of nothing.

    Parameters
    ----------
    precision, recall
        What of the found is right, and what of the right is found.

    Returns
    -------
    float or None

    Examples
    --------
    >>> f1_of(Share(1, 2), Share(2, 2))
    0.6666666666666666
    """
    one, other = precision.value, recall.value
    if one is None or other is None:
        return None
    return 2 * one * other / (one + other) if one + other else 0.0
