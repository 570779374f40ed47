"""Count what passes through a command of any length, so that nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Generic, TypeVar

from geo_nk.cli.shared.console import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd

__all__ = ["MOST_NAMED", "Counted", "Tally"]

T = TypeVar("T")

MOST_NAMED = 8
"""Reports and reasons that a message names."""


class Counted(Generic[T]):
    """Passes items on, and knows how many have passed.

    Examples
    --------
    >>> letters = Counted("abc")
    >>> next(iter(letters)), letters.done
    ('a', 1)
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self.done = 0

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self.done += 1
            yield item


class Tally:
    """Counts reports and events as they pass; remembers few of them by name, however many there are.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> tally = Tally()
    >>> tally.add_events(events_frame([{"category": "other", "unplaced_reason": "Sambong may be two places"}]))
    >>> tally.summary()
    ['1 event, 0 with a point', '  1 without a point: Sambong may be two places']
    >>> tally.add_events(events_frame([{"category": "other", "status": "merged"}]))
    >>> tally.summary()[0]
    '1 event, 0 with a point; beside it 1 row merged'
    """

    def __init__(self) -> None:
        self.reports = 0
        self._silent = 0
        self._silent_ids: list[str] = []
        self._events = 0
        self._reasons: Counter[str] = Counter()
        self._no_events: Counter[str] = Counter()

    def add_reports(self, report_ids: Iterable[str], telling: Iterable[object]) -> None:
        """Count reports that were read, of which some are telling: they gave an event."""
        told = set(telling)
        for report_id in report_ids:
            self.reports += 1
            if report_id not in told:
                self._silent += 1
                if len(self._silent_ids) < MOST_NAMED:
                    self._silent_ids.append(report_id)

    def add_events(self, events: gpd.GeoDataFrame) -> None:
        """Count events, and why those without a point have none; rows that are no events by what they are."""
        from geo_nk.events.schema import NO_EVENT

        beside = events["status"].isin(NO_EVENT)
        self._events += int((~beside).sum())
        self._no_events.update(events.loc[beside, "status"])
        self._reasons.update(str(reason) for reason in events.loc[~beside & events.geometry.isna(), "unplaced_reason"])

    def say_what_gave_none(self, threshold: float) -> None:
        """Name the reports without an event: a silent zero looks like nothing happened."""
        if not self._silent:
            return
        more = f" and {self._silent - MOST_NAMED} more" if self._silent > MOST_NAMED else ""
        sure = f" of confidence {threshold:g} or more" if threshold else ""
        named = f"{', '.join(self._silent_ids)}{more}"
        say(f"{self.reports} reports read; no event{sure} found in {self._silent}: {named}")

    def summary(self) -> list[str]:
        """Say in a line how many events have a point, and in more why the others have none."""
        bare = self._reasons.total()
        reasons = [f"  {count} without a point: {reason}" for reason, count in self._reasons.items()]
        noun = "event" if self._events == 1 else "events"
        counts = f"{self._events} {noun}, {self._events - bare} with a point"
        return [f"{counts}{self._beside()}", *reasons[:MOST_NAMED]]

    def _beside(self) -> str:
        """Say which rows are no events of their own: merged into one, rejected, withdrawn."""
        if not self._no_events:
            return ""
        what = ", ".join(f"{n} {_rows(n)} {status}" for status, n in sorted(self._no_events.items()))
        return f"; beside {'it' if self._events == 1 else 'them'} {what}"


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"
