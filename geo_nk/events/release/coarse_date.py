"""Widen dates to whole weeks, months, quarters or years: the same for every event of that time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DATE_STEPS", "widened"]

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}

#: The steps that a level may name, from the finest, with what a widened date is precise to.
DATE_STEPS: Final = {
    "exact": None,
    "week": "part_of_month",
    "month": "month",
    "quarter": "season",
    "year": "year",
}


def widened(start: str | None, end: str | None, *, step: str) -> tuple[str | None, str | None]:
    """Return the whole steps that hold an interval.

    Parameters
    ----------
    start, end
        ISO dates, each None where it is not known.
    step
        One of `DATE_STEPS`.

    Returns
    -------
    tuple of str or None
        First and last day.

    Examples
    --------
    >>> widened("2021-02-14", "2021-02-14", step="quarter")
    ('2021-01-01', '2021-03-31')
    >>> widened("2021-08-06", None, step="week")
    ('2021-08-02', None)
    """
    if step == "exact":
        return start, end
    first: Callable[[dt.date], dt.date] = _FIRST[step]
    last: Callable[[dt.date], dt.date] = _LAST[step]
    return (
        first(dt.date.fromisoformat(start)).isoformat() if start else None,
        last(dt.date.fromisoformat(end)).isoformat() if end else None,
    )


def _monday(day: dt.date) -> dt.date:
    return max(day - dt.timedelta(days=day.weekday()), dt.date.min)


def _sunday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=min(6 - day.weekday(), (dt.date.max - day).days))


def _opening(months: int) -> Callable[[dt.date], dt.date]:
    return lambda day: day.replace(month=day.month - (day.month - 1) % months, day=1)


def _closing(months: int) -> Callable[[dt.date], dt.date]:
    def last(day: dt.date) -> dt.date:
        month = day.month - (day.month - 1) % months + months - 1
        if month == 12:  # noqa: PLR2004 - December, behind which lies another year
            return day.replace(month=12, day=31)
        return day.replace(month=month + 1, day=1) - dt.timedelta(days=1)

    return last


_FIRST: Final = {"week": _monday} | {step: _opening(months) for step, months in _MONTHS.items()}
_LAST: Final = {"week": _sunday} | {step: _closing(months) for step, months in _MONTHS.items()}
