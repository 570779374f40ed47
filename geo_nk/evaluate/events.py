"""Hold an event table against labelled events: what of it is right, what was missed, which dates fit."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from geo_nk.errors import EventSchemaError, ReadError
from geo_nk.evaluate.areas import area_of
from geo_nk.evaluate.gold import GoldEvent, GoldReport, days, read_gold
from geo_nk.evaluate.lines import holds_features
from geo_nk.evaluate.pairs import Pair, Row, pair_up
from geo_nk.evaluate.shares import Share, f1_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    import geopandas as gpd

    from geo_nk.evaluate.gold import Point

__all__ = ["UNCOUNTED", "EventScores", "Gold", "evaluate_events", "frame_of", "rows_of"]

Gold: TypeAlias = "str | os.PathLike[str] | Sequence[GoldReport] | gpd.GeoDataFrame"

NEAR_KM = 25.0
"""A row as near as this to where an event took place is at its place."""

SLACK_DAYS = 14
"""A date may be so much vaguer than the labelled one, which it must overlap."""

UNCOUNTED = "other"
"""What fits no category is counted neither as right nor as wrong."""


@dataclass(frozen=True, slots=True)
class EventScores:
    """How well an event table agrees with labelled events.

    Attributes
    ----------
    precision : Share
        Of the rows with a point or an area, those that are a labelled event at one of its places.
    recall : Share
        Of the labelled events that have a place, those that were found at one of them.
    dates : Share
        Of the found events that have a date, those whose dates overlap it and are not much vaguer.
    exact : Share
        Of the found events, those of the very category, not of one that is accepted for it.
    by_category : mapping
        Precision and recall of each category.
    pairs : tuple of Pair
    missed : tuple of (str, GoldEvent)
        The labelled events that were not found, with their reports.
    false : tuple of Row
        The rows that are none of them.
    left_out : int
        Rows of reports that were not labelled.
    """

    precision: Share
    recall: Share
    dates: Share
    exact: Share
    by_category: Mapping[str, tuple[Share, Share]]
    pairs: tuple[Pair, ...]
    missed: tuple[tuple[str, GoldEvent], ...]
    false: tuple[Row, ...]
    left_out: int

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return f1_of(self.precision, self.recall)


def evaluate_events(
    gold: Gold, pred: str | os.PathLike[str] | gpd.GeoDataFrame, *, within_km: float = NEAR_KM
) -> EventScores:
    """Hold extracted events against labelled ones.

    A labelled event is found where a row of the same report has its category, or one that
    ``data/accepted_categories.csv`` accepts for it, and lies within `within_km` of one of its places. An event whose
    first place is a province, a river, a region or a prefecture is met by a row of a place of that name, in any
    spelling that the gazetteer knows; no point is asked for. Each place may be found once: a second row for it is
    wrong. Other rows without a point, events without a place and the category ``other`` are not counted.

    Parameters
    ----------
    gold
        A labelled ``.jsonl`` file, what `read_gold` returns, or an event table (a file or a GeoDataFrame) that is
        taken for right; rows that share an ``incident_id`` are one event.
    pred
        The event table, or its file.
    within_km
        How far off a row may lie, in kilometres.

    Returns
    -------
    EventScores

    Raises
    ------
    geo_nk.errors.ReadError
        If a file cannot be read, or no row is of a labelled report.
    geo_nk.errors.EventSchemaError
        If what it holds is not an event table.
    ValueError
        If `within_km` is not positive.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"category": "defection", "report_id": "r1", "lon": 128.18, "lat": 41.4, "date_start": "2021-08-03"}
    >>> found = events_frame([{**told, "event_id": "a"}, {**told, "event_id": "b", "lon": 129.2, "lat": 42.2}])
    >>> scores = evaluate_events(events_frame([{**told, "event_id": "g"}]), found)
    >>> print(scores.precision)
    0.50  1 of 2, 0.09 to 0.91
    """
    if not within_km > 0:
        raise ValueError(f"within_km is {within_km}; give a distance above 0")
    sheet = _sheet(gold)
    rows = rows_of(frame_of(pred))
    by_report: dict[str, list[Row]] = {report.report_id: [] for report in sheet}
    left_out = 0
    for row in rows:
        if row.report_id in by_report:
            by_report[row.report_id].append(row)
        else:
            left_out += 1
    if rows and left_out == len(rows):
        raise ReadError(
            f"no row is of a labelled report: report_id is {rows[0].report_id!r} in the events and "
            f"{next(iter(by_report), None)!r} in the labels; give both the same names"
        )
    pairs: list[Pair] = []
    missed: list[tuple[str, GoldEvent]] = []
    for report in sheet:
        met = pair_up(report.events, by_report[report.report_id], within_m=within_km * 1000)
        found = {id(pair.event) for pair in met}
        missed += [(report.report_id, e) for e in report.events if id(e) not in found and _counts(e)]
        pairs += met
    taken = {pair.row.number for pair in pairs}
    false = [row for several in by_report.values() for row in several if row.number not in taken]
    return _scores(pairs, missed, [row for row in false if row.category != UNCOUNTED], left_out)


def _scores(
    pairs: Sequence[Pair], missed: Sequence[tuple[str, GoldEvent]], false: Sequence[Row], left_out: int
) -> EventScores:
    right = [pair.row.category for pair in pairs if pair.row.category != UNCOUNTED]
    wrong = [row.category for row in false]
    firsts = [pair for pair in pairs if pair.first and pair.event.category != UNCOUNTED]
    found = [pair.event.category for pair in firsts]
    lost = [event.category for _, event in missed]
    dated = [pair for pair in firsts if pair.event.days]
    categories = sorted({*right, *wrong, *found, *lost})
    return EventScores(
        precision=Share(len(right), len(right) + len(wrong)),
        recall=Share(len(found), len(found) + len(lost)),
        dates=Share(sum(map(_date_fits, dated)), len(dated)),
        exact=Share(sum(pair.exact for pair in firsts), len(firsts)),
        by_category={
            each: (
                Share(right.count(each), right.count(each) + wrong.count(each)),
                Share(found.count(each), found.count(each) + lost.count(each)),
            )
            for each in categories
        },
        pairs=tuple(pairs),
        missed=tuple(missed),
        false=tuple(false),
        left_out=left_out,
    )


def _counts(event: GoldEvent) -> bool:
    return bool(event.spots) and event.category != UNCOUNTED


def _date_fits(pair: Pair) -> bool:
    """Whether the dates of a row overlap the labelled ones and are at most a fortnight longer."""
    if pair.event.days is None or pair.row.days is None:
        return False
    (start, end), (first, last) = pair.event.days, pair.row.days
    return max(start, first) <= min(end, last) and (last - first).days <= (end - start).days + SLACK_DAYS


def rows_of(events: gpd.GeoDataFrame) -> list[Row]:
    """Return the rows of an event table that have a point, or are of a province, a river or a region.

    Parameters
    ----------
    events
        An event table.

    Returns
    -------
    list of Row
    """
    return [
        Row(
            number,
            _text(told.get("report_id")),
            _text(told.get("category")),
            _text(told.get("place_name")) or _text(told.get("name_as_written")),
            _text(told.get("quote")),
            area,
            point,
            days(_day(told.get("date_start")), _day(told.get("date_end"))),
            _number(told.get("confidence")),
        )
        for number, told, area, point in _placed(events)
    ]


def _placed(events: gpd.GeoDataFrame) -> Iterator[tuple[int, dict[Hashable, object], str, Point | None]]:
    for number, (told, point) in enumerate(zip(events.to_dict("records"), events.geometry, strict=True)):
        area = area_of(_text(told.get("place_name")), _text(told.get("place_kind")))
        at = None if point is None or point.is_empty else (point.x, point.y)
        if area or at:
            yield number, told, area, at


def _sheet(gold: Gold) -> Sequence[GoldReport]:
    if isinstance(gold, str | os.PathLike) and Path(gold).suffix.lower() == ".jsonl" and not holds_features(Path(gold)):
        return read_gold(gold)
    if isinstance(gold, list | tuple):
        return gold
    return list(_reports_of(frame_of(gold)))


def _reports_of(events: gpd.GeoDataFrame) -> Iterator[GoldReport]:
    """Yield a report for each that an event table names, its rows of one incident as one event."""
    incidents: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    ids = [_text(value) for value in events.get("incident_id", [])]
    for row in rows_of(events):
        incidents[row.report_id][(ids[row.number] if ids else "") or f"row {row.number}"].append(row)
    for report_id, several in incidents.items():
        yield GoldReport(report_id, (), tuple(_event_of(rows) for rows in several.values()))


def _event_of(rows: Sequence[Row]) -> GoldEvent:
    first = rows[0]
    spots = tuple(dict.fromkeys(spot for row in rows if (spot := row.area or row.point)))
    return GoldEvent(first.category, first.place, spots, first.days)


def frame_of(table: object) -> gpd.GeoDataFrame:
    """Return an event table, or the one that a file holds; raise where it is none."""
    from geo_nk.events.files import read_events  # noqa: PLC0415 - geopandas, which not everybody needs

    if isinstance(table, str | os.PathLike):
        return read_events(table)
    if not hasattr(table, "geometry") or not hasattr(table, "columns"):
        raise EventSchemaError(f"a {type(table).__name__} is no event table; give a GeoDataFrame or a file's name")
    return table


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, float | int) and value == value else None  # noqa: PLR0124 - not NaN


def _day(value: object) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) and value == value else None  # noqa: PLR0124 - NaT is one, too
