"""What the exports of other programs hold: whose they are, by their headers, and what their codes mean."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Final

from geo_nk.data import read_table
from geo_nk.events.columns import is_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["export_of", "place_precision_of", "widened"]

_PERIODS: Final = {"month": 1, "year": 12}  # months


def export_of(names: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return whose export a table is, and its columns by what they mean; one is known when all it must have is there.

    Examples
    --------
    >>> export_of(["GLOBALEVENTID", "SQLDATE", "ActionGeo_Lat", "ActionGeo_Long"])[0], export_of(["Town"])
    ('GDELT', ('', {}))
    """
    by_folded = {name.strip().lower(): name for name in names}
    for export, rows in _exports().items():
        if all(row["column"] in by_folded for row in rows if row["needed"]):
            return export, {row["meaning"]: by_folded[row["column"]] for row in rows if row["column"] in by_folded}
    return "", {}


def place_precision_of(export: str, code: object) -> str | None:
    """Return how closely a code of an export places something, None where it does not say.

    Examples
    --------
    >>> place_precision_of("ACLED", "2"), place_precision_of("UCDP GED", 1.0), place_precision_of("GDELT", None)
    ('county', 'exact', None)
    """
    return _place_codes().get((export, _plain(code)))


def widened(export: str, code: object, start: str, end: str) -> tuple[str, str] | str:
    """Return the days that a code of an export makes of those beside it, or why it makes none.

    A day whose code says that only the week or the month is known stands for these: seven days with it in the middle,
    or the whole month. What spans as many days as the code says at least is taken as it is given.

    Parameters
    ----------
    export
        Whose it is.
    code
        As it stands in the column ``time_precision`` of ACLED or ``date_prec`` of UCDP GED.
    start, end
        First and last day.

    Returns
    -------
    tuple of str, or str
        First and last day.

    Examples
    --------
    >>> widened("ACLED", "2", "2021-08-06", "2021-08-06"), widened("UCDP GED", 4, "2021-08-06", "2021-08-06")
    (('2021-08-03', '2021-08-09'), ('2021-08-01', '2021-08-31'))
    >>> widened("UCDP GED", 2, "2021-08-06", "2021-08-08"), widened("ACLED", "7", "2021-08-06", "2021-08-06")
    (('2021-08-06', '2021-08-08'), 'is no code of ACLED; its codes are 1, 2, 3')
    """
    if is_missing(code):
        return start, end
    codes = _date_codes(export)
    row = codes.get(_plain(code))
    if row is None:
        return f"is no code of {export}; its codes are {', '.join(codes)}"
    first, last = (dt.date.fromisoformat(day).toordinal() for day in (start, end))
    if last < first or last - first + 1 >= int(row["least_days"]):  # that it ends before it starts is said elsewhere
        return start, end
    if row["calendar"]:
        return _whole(dt.date.fromordinal(first), dt.date.fromordinal(last), months=_PERIODS[row["calendar"]])
    more = int(row["days"]) - (last - first + 1)
    first, last = max(first - more // 2, 1), min(last + more - more // 2, dt.date.max.toordinal())
    return dt.date.fromordinal(first).isoformat(), dt.date.fromordinal(last).isoformat()


def _whole(start: dt.date, end: dt.date, *, months: int) -> tuple[str, str]:
    """Return first and last day of the months or years that two days lie in."""
    first = start.replace(month=(start.month - 1) // months * months + 1, day=1)
    month = (end.month - 1) // months * months + months
    return first.isoformat(), end.replace(month=month, day=calendar.monthrange(end.year, month)[1]).isoformat()


def _plain(code: object) -> str:
    """Return a code as it stands in the tables: a spreadsheet makes 2.0 of 2."""
    return str(code).strip().removesuffix(".0")


@cache
def _exports() -> dict[str, list[dict[str, str]]]:
    exports: dict[str, list[dict[str, str]]] = {}
    for row in read_table("lexicon/tables/exports.csv"):
        exports.setdefault(row["export"], []).append(row)
    return exports


@cache
def _place_codes() -> dict[tuple[str, str], str]:
    rows = read_table("lexicon/tables/codes.csv")
    return {(row["export"], row["code"]): row["geo_precision"] for row in rows}


@cache
def _date_codes(export: str) -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_table("lexicon/tables/date_codes.csv") if row["export"] == export}
