"""The lunar calendar, by which reports date feasts and border trades: its months as days of the solar calendar."""

from __future__ import annotations

import datetime as dt
from functools import cache

from korean_lunar_calendar import KoreanLunarCalendar

__all__ = ["lunar_month"]

_LONGEST = 30


@cache
def lunar_month(year: int, month: int) -> tuple[dt.date, ...]:
    """Return the days of a month of the Korean lunar calendar; none where the tables do not reach.

    Parameters
    ----------
    year
        The lunar year, which begins in January or February; the tables end in 2050.
    month
        From 1; a leap month, which bears the number of the one before it, is never meant.

    Examples
    --------
    >>> lunar_month(2021, 8)[14]
    datetime.date(2021, 9, 21)
    >>> len(lunar_month(2021, 8)), lunar_month(2090, 8)
    (29, ())
    """
    calendar = KoreanLunarCalendar()
    days = []
    for day in range(1, _LONGEST + 1):
        if not calendar.setLunarDate(year, month, day, False):
            break
        days.append(dt.date(calendar.solarYear, calendar.solarMonth, calendar.solarDay))
    return tuple(days)
