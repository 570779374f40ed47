"""The day that a person, a page, a mail or a feed gives as that of publication."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Final

from geo_nk._days import day_of

__all__ = ["day_written", "published_day"]

# Days outside them are what programs write for "not known" and "never": 1970-01-01, 0001-01-01, 9999-12-31.
_EARLIEST: Final = dt.date(1971, 1, 1)
_LATEST: Final = dt.date(2099, 12, 31)

_TIME = r"[T ]\d{1,2}:\d{2}[\d:.]{0,16} ?(?:Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2})?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:{_TIME})?", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?", re.ASCII)
# As RFC 822 and what came before and after it have it: with a year of two digits, too, which the time behind it tells
# from a day.
_MAIL = re.compile(r"(?:[A-Z][a-z]{2,8}, ?)?\d{1,2}[ -][A-Z][a-z]{2,8}[ -]\d{2}(?:\d{2})? \d{1,2}:\d{2}.*", re.ASCII)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +", re.IGNORECASE)
_EAST_ASIAN = re.compile(
    r"(\d{4})\s?[년年]\s?(\d{1,2})\s?[월月]\s?(\d{1,2})\s?[일日](?:\s?\(?(?:[월화수목금토일]|[월화수목금토일]요일)\)?)?",
    re.ASCII,
)
_LONGEST = 80


def day_written(text: str) -> dt.date | None:
    """Read a day as people and programs write it, on the calendar of the place where it was written.

    Parameters
    ----------
    text
        Such as ``2021-06-05T23:30:00+09:00``, ``20210605``, ``Sat, 05 Jun 2021 23:30:00 +0900`` or ``June 5, 2021``.

    Returns
    -------
    datetime.date or None
        None where it is no whole day.

    Examples
    --------
    >>> day_written("2021-06-05T23:30:00+09:00").isoformat()
    '2021-06-05'
    """
    written = text.strip()
    if not written or len(written) > _LONGEST:
        return None
    return _from_digits(written) or day_of(written) or _from_mail(written) or day_of(_WEEKDAY.sub("", written, count=1))


def published_day(text: str | None) -> dt.date | None:
    """Read a day that a program wrote; None also for one that stands for "not known".

    Parameters
    ----------
    text
        See `day_written`.

    Returns
    -------
    datetime.date or None

    Examples
    --------
    >>> published_day("1970-01-01T00:00:00Z"), published_day("9999-12-31")
    (None, None)
    """
    day = day_written(text or "")
    return day if day is not None and _EARLIEST <= day <= _LATEST else None


def _from_digits(written: str) -> dt.date | None:
    match = next((found for form in (_ISO, _DIGITS, _EAST_ASIAN) if (found := form.fullmatch(written))), None)
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _from_mail(written: str) -> dt.date | None:
    """Read a date as mails and RSS feeds write it."""
    if not _MAIL.fullmatch(written):
        return None
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
