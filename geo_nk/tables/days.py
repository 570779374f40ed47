"""Dates as people and programs put them into a table: every one becomes an interval, or is none."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from geo_nk._days import interval_of, precision_of
from geo_nk.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Days", "days_of", "order_of"]

_EAST_ASIAN = re.compile(r"(\d{4})\s?[년年]\s?(?:(\d{1,2})\s?[월月]\s?(?:(\d{1,2})\s?[일日号號])?)?", re.ASCII)
_DOTTED = re.compile(r"(\d{4})\s?[./]\s?(\d{1,2})\s?[./]\s?(\d{1,2})\s?\.?", re.ASCII)
_EITHER = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?\Z", re.ASCII)
_BETWEEN = re.compile(r"\s+(?:to|until|through|bis|부터|至)\s+|\s*[–—~]\s*|\s+-\s+|(?<=\d)/(?=\d{4}-)")
_LONGEST: Final = 80
# Excel counts days from 1899-12-30 (its 1900 is a leap year); what is outside is no day of an event but another number.
_EPOCH: Final = dt.date(1899, 12, 30)
_SERIALS: Final = (18_264, 73_051)  # 1950 to 2100
_SERIAL = re.compile(r"(\d{5})(?:\.\d{1,15})?", re.ASCII)
_AMBIGUOUS: Final = 12


class Days(NamedTuple):
    """What a cell says of time.

    Attributes
    ----------
    start, end : str
        ISO dates, first and last day.
    precision : str
        As in the event table.
    """

    start: str
    end: str
    precision: str


def days_of(value: object, *, day_first: bool | None = None) -> Days | str | None:
    """Return the days that a cell means, None where it is empty, or why it means none.

    Parameters
    ----------
    value
        Text, a date, a time, or a serial number of Excel.
    day_first
        Whether ``3/4/2024`` is the 3rd of April; None where nobody said.

    Returns
    -------
    Days or str or None

    Examples
    --------
    >>> days_of("2021년 8월 6일").start, days_of(44414).start, days_of("spring 2024").end
    ('2021-08-06', '2021-08-06', '2024-05-31')
    >>> days_of("3/4/2024", day_first=True).start
    '2024-04-03'
    >>> days_of("3/4/2024")
    'may be 3 April or 4 March; say --day-first or --month-first, or write YYYY-MM-DD'
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT
        return None
    if isinstance(value, dt.date):
        day = value.isoformat()[:10]
        return Days(day, day, "day")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(float(value)) if abs(value) < 1e9 else _NO_DATE  # noqa: PLR2004 - more is no day
    wide = str(value)[: 2 * _LONGEST]
    text = " ".join(unicodedata.normalize("NFKC", wide).split()).strip(" ,;")  # the digits of East Asian input, too
    if not text:
        return None
    if len(text) > _LONGEST:
        return _NO_DATE
    return _of_text(text, day_first)


_NO_DATE: Final = "is no date; write YYYY-MM-DD, YYYY-MM or YYYY"


def _of_number(number: float) -> Days | str:
    if not math.isfinite(number):
        return _NO_DATE
    digits = str(int(number))
    if len(digits) in {4, 8} and number == int(number):
        return _of_text(digits, None)
    if not _SERIALS[0] <= number <= _SERIALS[1]:
        return _NO_DATE
    return _one(_EPOCH + dt.timedelta(days=int(number)))


def _of_text(text: str, day_first: bool | None) -> Days | str:
    bare = _TIME.sub("", text)
    if (serial := _SERIAL.fullmatch(bare)) is not None:
        return _of_number(float(serial[1]))
    if (found := _numeric(bare, day_first)) is not None:
        return found
    if (typed := interval_of(bare)) is not None:
        return Days(typed.start.isoformat(), typed.end.isoformat(), typed.precision)
    parts = _BETWEEN.split(bare)
    if len(parts) == 2:  # noqa: PLR2004 - from and to
        first, last = (_of_text(part, day_first) for part in parts if part) if all(parts) else ("", "")
        if isinstance(first, Days) and isinstance(last, Days) and first.start <= last.end:
            ends = (dt.date.fromisoformat(day) for day in (first.start, last.end))
            return Days(first.start, last.end, precision_of(*ends))
    return _in_words(bare)


def _numeric(text: str, day_first: bool | None) -> Days | str | None:
    """Read what consists of numbers and marks; None where it is something else."""
    for form in (_EAST_ASIAN, _DOTTED, _DIGITS):
        if (match := form.fullmatch(text)) is not None:
            return _span(*(int(part) if part else None for part in match.groups()))
    match = _EITHER.fullmatch(text)
    if match is None:
        return None
    one, two, year = (int(part) for part in match.groups())
    if day_first is None and "." in text:
        day_first = True  # nobody writes dots behind the month and before the day
    if max(one, two) <= _AMBIGUOUS and one != two and day_first is None:
        first, second = f"{one} {calendar.month_name[two]}", f"{two} {calendar.month_name[one]}"
        return f"may be {first} or {second}; say --day-first or --month-first, or write YYYY-MM-DD"
    month_second = one > _AMBIGUOUS or (day_first is True and two <= _AMBIGUOUS)
    return _span(year, two, one) if month_second else _span(year, one, two)


def _span(year: Any, month: Any, day: Any) -> Days | str:  # noqa: ANN401 - numbers or None
    try:
        if day:
            return _one(dt.date(year, month, day))
        if month:
            last = calendar.monthrange(year, month)[1]
            return Days(f"{dt.date(year, month, 1)}", f"{dt.date(year, month, last)}", "month")
        return Days(f"{dt.date(year, 1, 1)}", f"{dt.date(year, 12, 31)}", "year")
    except (ValueError, calendar.IllegalMonthError):
        return "is no day of the calendar; correct it"


def _one(day: dt.date) -> Days:
    return Days(day.isoformat(), day.isoformat(), "day")


def _in_words(text: str) -> Days | str:
    """Read "spring 2024" and "early March 2024" as the reader of reports does, where the cell holds nothing else."""
    found = find_dates(text, published=None)
    if len(found) == 1 and text[: found[0].start].strip().lower() in {"", "in", "on", "about", "ca.", "c.", "the"}:
        mention = found[0]
        if not text[mention.end :].strip(" .,") and mention.date_start and mention.date_end:
            return Days(str(mention.date_start), str(mention.date_end), mention.precision)
    return _NO_DATE


def order_of(values: Iterable[object]) -> bool | None:
    """Return whether days stand first in a column, where some of its dates can be read in one way only.

    Examples
    --------
    >>> order_of(["3/4/2024", "16/4/2024"]), order_of(["3/4/2024"])
    (True, None)
    """
    seen = set()
    for value in values:
        text = _TIME.sub("", value.strip()) if isinstance(value, str) and len(value) <= _LONGEST else ""
        match = _EITHER.fullmatch(text)
        if match is not None and (int(match[1]) > _AMBIGUOUS) != (int(match[2]) > _AMBIGUOUS):
            seen.add(int(match[1]) > _AMBIGUOUS)
    return seen.pop() if len(seen) == 1 else None
