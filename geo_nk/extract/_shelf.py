"""Find the events that a claim may be of without a look at all of them: by what happened and in which month."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

__all__ = ["Label", "Shelf"]

_MONTHS = 12


class Label(NamedTuple):
    """What likeness looks at.

    Attributes
    ----------
    categories : collection of str
        Codes of ``categories.csv``.
    start, end : datetime.date or None
        The first and the last day, where both are known.
    """

    categories: Iterable[str]
    start: dt.date | None = None
    end: dt.date | None = None


class Shelf:
    """Numbers, each under one or more labels.

    Examples
    --------
    >>> import datetime as dt
    >>> shelf = Shelf()
    >>> shelf.put(0, Label(["arrest"], dt.date(2021, 8, 6), dt.date(2021, 8, 6)))
    >>> shelf.put(1, Label(["arrest"], dt.date(2021, 9, 1), dt.date(2021, 9, 1)))
    >>> list(shelf.find(Label(["arrest"], dt.date(2021, 9, 1), dt.date(2021, 9, 30))))
    [1]
    """

    def __init__(self) -> None:
        self._dated: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._undated: dict[str, list[int]] = defaultdict(list)
        self._first: dict[str, int] = {}
        self._known: dict[int, set[tuple[str, dt.date | None, dt.date | None]]] = defaultdict(set)

    def put(self, number: int, label: Label) -> None:
        """Put a number under a label; those that it has already keep it, so a search may find a little too much."""
        start, end = _both(label)
        for category in label.categories:
            if (category, start, end) in self._known[number]:
                continue
            self._known[number].add((category, start, end))
            self._first[category] = min(number, self._first.get(category, number))
            if start is None or end is None:
                self._undated[category].append(number)
            else:
                for month in range(_month(start), _month(end) + 1):
                    self._dated[category][month].append(number)

    def find(self, label: Label) -> Iterator[int]:
        """Yield the numbers that may fit, in no order: without a date, the first of each category, which fits."""
        start, end = _both(label)
        for category in label.categories:
            if start is None or end is None:
                if category in self._first:
                    yield self._first[category]
                continue
            yield from self._undated.get(category, ())
            months = self._dated.get(category, {})
            low, high = _month(start), _month(end)
            within = range(low, high + 1) if high - low < len(months) else [m for m in months if low <= m <= high]
            for month in within:
                yield from months.get(month, ())


def _both(label: Label) -> tuple[dt.date | None, dt.date | None]:
    """Return both days, or none: half an interval excludes nothing."""
    return (None, None) if label.start is None or label.end is None else (label.start, label.end)


def _month(day: dt.date) -> int:
    return day.year * _MONTHS + day.month
