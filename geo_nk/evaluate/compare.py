"""Where two readings of the same reports differ: row by row, by report, place and category."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_nk.errors import ReadError
from geo_nk.evaluate.events import frame_of
from geo_nk.events.categories import accepted_categories
from geo_nk.events.frame import iso_days

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import geopandas as gpd

__all__ = ["Comparison", "Told", "compare_readers"]


@dataclass(frozen=True, slots=True)
class Told:
    """A row as far as it is compared.

    Attributes
    ----------
    report_id, category, place, quote, reader : str
    days : tuple of str
        The first and the last day, empty where none is told.
    """

    report_id: str
    category: str
    place: str
    days: tuple[str, str]
    quote: str
    reader: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two event tables side by side.

    Attributes
    ----------
    both : tuple of (Told, Told)
        Rows of one report and place whose categories are the same or accepted for one another.
    first, second : tuple of Told
        Rows that only one of the tables has.
    apart : tuple of str
        Reports of which only one table has rows.
    """

    both: tuple[tuple[Told, Told], ...]
    first: tuple[Told, ...]
    second: tuple[Told, ...]
    apart: tuple[str, ...]

    @property
    def other_category(self) -> tuple[tuple[Told, Told], ...]:
        """Pairs of different categories."""
        return tuple(pair for pair in self.both if pair[0].category != pair[1].category)

    @property
    def other_date(self) -> tuple[tuple[Told, Told], ...]:
        """Pairs of different dates."""
        return tuple(pair for pair in self.both if pair[0].days != pair[1].days)


def compare_readers(
    first: str | os.PathLike[str] | gpd.GeoDataFrame, second: str | os.PathLike[str] | gpd.GeoDataFrame
) -> Comparison:
    """Say where two event tables of the same reports differ.

    Parameters
    ----------
    first, second
        Event tables, or their files. Neither is taken for right.

    Returns
    -------
    Comparison

    Raises
    ------
    geo_nk.errors.ReadError
        If a file cannot be read, or the tables have no report in common.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "e", "category": "defection", "report_id": "r1", "place_name": "Hyesan"}
    >>> other = compare_readers(events_frame([told]), events_frame([told | {"category": "human_trafficking"}]))
    >>> len(other.both), len(other.other_category), other.first
    (1, 1, ())
    """
    tables = [_told(first), _told(second)]
    reports = [{row.report_id for row in rows} for rows in tables]
    if all(reports) and reports[0].isdisjoint(reports[1]):
        raise ReadError("the two tables have no report in common; compare what two readers gave of the same reports")
    left: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for row in tables[1]:
        left[row.report_id, row.place].append(row)
    both, only = [], []
    for row in tables[0]:
        same = _nearest(row, left[row.report_id, row.place])
        if same is None:
            only.append(row)
        else:
            left[row.report_id, row.place].remove(same)
            both.append((row, same))
    others = [row for rows in left.values() for row in rows]
    return Comparison(tuple(both), tuple(only), tuple(others), tuple(sorted(reports[0] ^ reports[1])))


def _nearest(row: Told, others: Sequence[Told]) -> Told | None:
    """Return the row that tells the same, of the very category and date before one that is accepted for it."""
    accepted = [other for other in others if other.category in accepted_categories(row.category)]
    return min(accepted, key=lambda other: (other.category != row.category, other.days != row.days), default=None)


def _told(table: str | os.PathLike[str] | gpd.GeoDataFrame) -> list[Told]:
    names = ("report_id", "category", "place_name", "name_as_written", "date_start", "date_end", "quote", "reader")
    events = frame_of(table)
    rows = []
    columns = [iso_days(events[name]) if name.startswith("date_") else events[name] for name in names]
    for values in zip(*columns, strict=True):
        row = {name: value if isinstance(value, str) else "" for name, value in zip(names, values, strict=True)}
        place = row["place_name"] or row["name_as_written"]
        days = (row["date_start"], row["date_end"])
        rows.append(Told(row["report_id"], row["category"], place, days, row["quote"], row["reader"]))
    return rows
