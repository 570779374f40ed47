"""Apply the decisions of reviewers to an event table: who decided, when, and what was read before stay in it."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo_nk._days import DAY_HINT, interval_of, precision_of
from geo_nk.errors import UnknownPlaceError
from geo_nk.events.categories import load_categories
from geo_nk.events.changed import changed
from geo_nk.events.decisions import NOTHING, STATUS, read_decisions
from geo_nk.events.frame import is_missing
from geo_nk.events.placed import place_columns
from geo_nk.events.titles import split_title, title_of
from geo_nk.events.validate import raise_faults, validate_events
from geo_nk.gazetteer import Candidate, load_gazetteer
from geo_nk.gazetteer.footprint import footprint
from geo_nk.names.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd

    from geo_nk.events.decisions import Decision
    from geo_nk.gazetteer import Answer, Gazetteer, Place

__all__ = ["Review", "apply_decisions", "as_read", "review_events"]

#: Why an event has no point whose place a reviewer took away.
NO_PLACE: Final = "the reviewer found no place that fits"

#: Columns whose value as it was read is kept in the column ``corrected``.
_KEPT: Final = ("category", "place_id", "place_name", "date_start", "date_end")

_MOST_NAMED: Final = 4

Row = dict[str, Any]


class _Misfit(Exception):  # noqa: N818 - no error, but the way out
    """A cell does not fit."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(column, message)
        self.column, self.message = column, message


@dataclass(frozen=True, slots=True)
class Review:
    """An event table with decisions applied, and what became of them.

    Attributes
    ----------
    events : geopandas.GeoDataFrame
        The table.
    counts : mapping of str to int
        Decisions that were applied, by `geo_nk.events.decisions.STATUS`.
    replaced : tuple of str
        Events that had another decision, which a later one replaced: each with both.
    older : tuple of str
        Events on which a later decision stands, so that the one given was not applied: each with both.
    """

    events: gpd.GeoDataFrame
    counts: Mapping[str, int]
    replaced: tuple[str, ...] = ()
    older: tuple[str, ...] = ()


def review_events(
    events: gpd.GeoDataFrame,
    decisions: str | os.PathLike[str] | Iterable[Decision],
    *,
    reviewer: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> gpd.GeoDataFrame:
    """Apply the decisions of a reviewer to an event table.

    Parameters
    ----------
    events
        The event table that the map was drawn from. It is not changed.
    decisions
        The CSV file that the page's *Save decisions* wrote, or what `geo_nk.events.decisions.read_decisions` returns.
    reviewer
        Who decided, where the file does not say.
    gazetteer
        Where corrected places are looked up; the one that ships with geo_nk where None.

    Returns
    -------
    geopandas.GeoDataFrame
        The same rows with the same ids. ``status`` is ``confirmed`` or ``rejected``; ``reviewed_by``, ``reviewed_at``
        and ``review_note`` say by whom, when and why; ``corrected`` keeps what was read. Columns that depend on a
        corrected one follow: the point, radius and kind of a place, the precision of a date, a generated title.

    Raises
    ------
    geo_nk.errors.ReadError
        If the file holds no decisions.
    geo_nk.errors.EventSchemaError
        If `events` is not an event table, or a decision does not fit it: nothing is applied then, and every fault is
        named by row, column and value.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> from geo_nk.events.decisions import Decision
    >>> events = events_frame([{"event_id": "e1", "category": "other", "title": "Other, Musan", "place_name": "Musan",
    ...                         "place_id": "kp-north-hamgyong-musan", "lon": 129.21, "lat": 42.23}])
    >>> right = Decision("e1", "correct", category="defection", reviewer="Kim", reviewed_at="2026-03-01T09:30:00Z")
    >>> review_events(events, [right]).loc[0, ["status", "title", "reviewed_by", "corrected"]].tolist()
    ['confirmed', 'Defection, Musan', 'Kim', ('category: other',)]
    """
    return apply_decisions(events, decisions, reviewer=reviewer, gazetteer=gazetteer).events


def apply_decisions(
    events: gpd.GeoDataFrame,
    decisions: str | os.PathLike[str] | Iterable[Decision],
    *,
    reviewer: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Review:
    """Do what `review_events` does, and say what became of each decision.

    Parameters
    ----------
    events, decisions, reviewer, gazetteer
        As for `review_events`.

    Returns
    -------
    Review
    """
    table = validate_events(events)
    source = "" if not isinstance(decisions, str | os.PathLike) else f"{Path(decisions)}: "
    given = read_decisions(decisions, reviewer=reviewer) if isinstance(decisions, str | os.PathLike) else decisions
    clerk = _Clerk(gazetteer if gazetteer is not None else load_gazetteer())
    at = {event_id: i for i, event_id in enumerate(table["event_id"].tolist())}
    changes: dict[int, Row] = {}
    faults: list[str] = []
    counts: Counter[str] = Counter()
    replaced: list[str] = []
    older: list[str] = []
    for decision in given:
        try:
            i = _row_of(decision, at)
            row = _row(table, i)
            change = clerk.change(decision, row)
        except _Misfit as misfit:
            faults.append(f"row {decision.row}, {misfit.column}: {misfit.message}")
            continue
        before = _decided(row)
        if before and row["reviewed_at"] > decision.reviewed_at:
            older.append(f"{decision.event_id}: {before}")
            continue
        if before and (row["status"], row["reviewed_by"]) != (change["status"], decision.reviewer):
            replaced.append(f"{decision.event_id}: {before}, now {_told(change['status'], decision.reviewer)}")
        counts[decision.decision] += 1
        changes[i] = change
    raise_faults(faults, what=f"{source}decisions that do not fit the events")
    return Review(changed(table, changes), counts, tuple(replaced), tuple(older))


def as_read(corrected: Iterable[str]) -> dict[str, str | None]:
    """Return what was read, by column, from a value of the column ``corrected``.

    Examples
    --------
    >>> as_read(("category: other", "date_start: none"))
    {'category': 'other', 'date_start': None}
    """
    parts = (item.partition(": ") for item in corrected)
    return {name: None if value == NOTHING else value for name, _, value in parts}


def _row_of(decision: Decision, at: Mapping[str, int]) -> int:
    if decision.event_id not in at:
        message = f"{decision.event_id[:60]!r} is not among the events; give the event file that the map was drawn from"
        raise _Misfit("event_id", message)
    return at[decision.event_id]


def _row(table: gpd.GeoDataFrame, i: int) -> Row:
    names = (*_KEPT, "title", "status", "reviewed_by", "reviewed_at", "review_note", "corrected", "merged_into")
    return {name: _plain(table[name].iloc[i]) for name in names}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any cell
    """Return a cell, a day of it as ISO text, a missing one as None."""
    if isinstance(value, tuple | list):
        return tuple(value)
    if is_missing(value):
        return None
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def _decided(row: Row) -> str:
    """Return the decision that stands on an event, in words; nothing where there is none."""
    return _told(row["status"], row["reviewed_by"]) + f" on {row['reviewed_at'][:10]}" if row["reviewed_at"] else ""


def _told(status: str | None, reviewer: str | None) -> str:
    return f"{status or 'noted'} by {reviewer or 'somebody'}"


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Turns decisions into new values of columns."""

    gazetteer: Gazetteer

    def change(self, decision: Decision, row: Row) -> Row:
        """Return what a decision changes in a row, by column."""
        if row["status"] == "merged":
            message = f"{decision.event_id[:60]!r} was merged into {row['merged_into']}; decide on that event"
            raise _Misfit("event_id", message)
        read = as_read(row["corrected"])
        now: Row = {name: read.get(name, row[name]) for name in _KEPT}
        change: Row = {}
        if decision.decision == "correct":
            change = self._category(decision) | self._place(decision) | _dates(decision, row)
            change |= _title(row, change)
        # What was read is kept from the first correction on, so that the last can be held against the report.
        after = {name: change.get(name, row[name]) for name in _KEPT}
        corrected = [f"{n}: {NOTHING if now[n] is None else now[n]}" for n in _KEPT if after[n] != now[n]]
        status = STATUS[decision.decision] or row["status"]
        return change | {
            "corrected": tuple(corrected),
            "status": status,
            "reviewed_by": decision.reviewer,
            "reviewed_at": decision.reviewed_at,
            "review_note": decision.note or row["review_note"],
        }

    def _category(self, decision: Decision) -> Row:
        code = decision.category
        if not code:
            return {}
        known = load_categories()
        labels = {category.label.lower(): name for name, category in known.items()}
        meant = code if code in known else labels.get(code.lower())
        if meant is None:
            raise _Misfit("category", f"{code[:60]!r} is not known; it is one of {', '.join(known)}")
        return {"category": meant}

    def _place(self, decision: Decision) -> Row:
        wanted, name = decision.place_id, decision.place_name
        if not wanted and not name:
            return {}
        if NOTHING in {wanted.lower(), name.lower()}:
            return _nowhere()
        place = self._by_id(wanted) if wanted else self._by_name(name)
        if wanted and name and not self._is_name_of(place, name):
            message = f"{name[:60]!r} is no name of {wanted} ({place.name}) in the column place_id; clear one of them"
            raise _Misfit("place_name", message)
        found = Candidate(place, place.name, "exact", 1.0, "")
        return place_columns(found, footprint(place, self.gazetteer)) | {"match_method": "reviewed"}

    def _by_id(self, place_id: str) -> Place:
        try:
            return self.gazetteer.get(place_id)
        except UnknownPlaceError as error:
            message = f"{place_id[:80]!r} is not in the gazetteer; clear it and write the name into place_name"
            raise _Misfit("place_id", message) from error

    def _by_name(self, name: str) -> Place:
        answer = self.gazetteer.resolve(name)
        if answer.place is None:
            raise _Misfit("place_name", _why_not(answer))
        return answer.place

    def _is_name_of(self, place: Place, name: str) -> bool:
        names = {fold(place.name), *(fold(listed.name) for listed in self.gazetteer.names_of(place.place_id))}
        return fold(name) in names or self.gazetteer.resolve(name).place == place


def _why_not(answer: Answer) -> str:
    if answer.status == "ambiguous":
        listed = [f"{c.place.place_id} ({c.place.kind})" for c in answer.candidates[:_MOST_NAMED]]
        return f"{answer.query[:60]!r} may be {' or '.join(listed)}; write one of these into place_id"
    known = f"; resembles {', '.join(answer.suggestions[:_MOST_NAMED])}" if answer.suggestions else ""
    return f"{answer.query[:60]!r} is not in the gazetteer{known}; write a name that is, or {NOTHING}"


def _nowhere() -> Row:
    """Return the columns of an event whose place the report does not say."""
    names = (
        "place_id",
        "place_name",
        "place_kind",
        "county",
        "province",
        "stand_in",
        "lon",
        "lat",
        "uncertainty_m",
        "geo_precision",
        "km_start",
    )
    empty = dict.fromkeys((*names, "km_end", "match_method", "match_score"))
    return {**empty, "unplaced_reason": NO_PLACE}


def _dates(decision: Decision, row: Row) -> Row:
    """Return first day, last day and precision; a day that is not given alone follows the other, or stays."""
    if not decision.date_start and not decision.date_end:
        return {}
    start: str | None = row["date_start"]
    end: str | None = None if decision.date_start.lower() == NOTHING else row["date_end"]
    if decision.date_start:
        start, end = _typed("date_start", decision.date_start)
    if decision.date_end:
        end = _typed("date_end", decision.date_end)[1]
    if start and end and end < start:
        raise _Misfit("date_end", f"{end} is before date_start {start}; swap or correct them")
    return {"date_start": start, "date_end": end, "date_precision": _precision(start, end)}


def _typed(column: str, text: str) -> tuple[str | None, str | None]:
    """Return the first and the last day that a typed date means."""
    if text.lower() == NOTHING:
        return None, None
    days = interval_of(text)
    if days is None:
        raise _Misfit(column, f"{text[:60]!r} is not a date; {DAY_HINT}, or {NOTHING} where the report does not say")
    return days.start.isoformat(), days.end.isoformat()


def _precision(start: str | None, end: str | None) -> str:
    """Return how closely two days date an event, by the vocabulary of the column."""
    if start is None or end is None:
        return "unknown"
    return precision_of(dt.date.fromisoformat(start), dt.date.fromisoformat(end))


def _title(row: Row, change: Row) -> Row:
    """Return the title anew where it was generated of what is corrected; one in somebody's own words stays."""
    title = row["title"]
    category: str = change.get("category") or row["category"]
    place = change.get("place_name", row["place_name"])
    if not title or split_title(title) is not None:
        return {"title": title_of(category, place)}
    if row["place_name"] and place != row["place_name"] and title.endswith(f", {row['place_name']}"):
        told = title.removesuffix(f", {row['place_name']}")
        return {"title": f"{told}, {place}" if place else told}
    return {}
