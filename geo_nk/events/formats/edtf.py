"""Dates as the Extended Date/Time Format has them (ISO 8601-2): what is vague stays vague."""

from __future__ import annotations

import calendar
from typing import Final

__all__ = ["edtf"]

_SEASONS: Final = {"03-01": "21", "06-01": "22", "09-01": "23", "12-01": "24"}
_MONTHS: Final = {"21": "05", "22": "08", "23": "11", "24": "02"}


def edtf(start: str | None, end: str | None) -> str | None:
    """Return an interval of days as one expression.

    Parameters
    ----------
    start, end
        ISO dates; None where it is open.

    Returns
    -------
    str or None
        None where nothing is known.

    Examples
    --------
    >>> edtf("2021-08-06", "2021-08-06"), edtf("2021-08-01", "2021-08-31"), edtf("2024-03-01", "2024-05-31")
    ('2021-08-06', '2021-08', '2024-21')
    >>> edtf("2021-08-06", "2021-08-09"), edtf(None, "2021-08-09"), edtf("2021-01-01", "2021-12-31")
    ('2021-08-06/2021-08-09', '../2021-08-09', '2021')
    """
    if start is None or end is None:
        return None if start == end else f"{start or '..'}/{end or '..'}"
    if start == end:
        return start
    whole = start.endswith("-01") and end[8:] == f"{calendar.monthrange(int(end[:4]), int(end[5:7]))[1]:02}"
    if whole and start[:7] == end[:7]:
        return start[:7]
    if whole and start[:4] == end[:4] and (start[5:7], end[5:7]) == ("01", "12"):
        return start[:4]
    season = _SEASONS.get(start[5:])
    if whole and season is not None and end[5:7] == _MONTHS[season]:
        year = int(start[:4]) + (season == "24")
        if int(end[:4]) == year:
            return f"{start[:4]}-{season}"
    return f"{start}/{end}"
