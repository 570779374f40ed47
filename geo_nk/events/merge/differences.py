"""In what reports of one happening differ, each value beside the report that has it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo_nk.events.merge.telling import amount_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Difference", "differences_of"]

_ONE_VALUE = ("category", "place_name", "direction")


@dataclass(frozen=True, slots=True)
class Difference:
    """One of several values that reports of one happening have.

    Attributes
    ----------
    field : str
        ``date``, ``quantity``, ``penalty``, ``category``, ``place_name`` or ``direction``.
    role : str
        ``earliest``, ``latest``, ``low``, ``best``, ``high`` or ``told``.
    value : str
    report : str
        The report that has it.
    """

    field: str
    role: str
    value: str
    report: str

    def __str__(self) -> str:
        return f"{self.field} {self.role}: {self.value} [{self.report}]"


def differences_of(rows: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """Return in what the rows of one happening differ.

    Parameters
    ----------
    rows
        Rows of the event table, the one that stands for all of them first: what it says is the best.

    Returns
    -------
    list of Difference
        Nothing of what is said alike or by one alone.

    Examples
    --------
    >>> row = {"date_start": "2021-08-01", "date_end": "2021-08-01", "quantity": ("3 kilograms",), "report_id": "a"}
    >>> other = row | {"quantity": ("about 5 kilograms",), "report_id": "b"}
    >>> [str(each) for each in differences_of([row, other])][0]
    'quantity low: 3 kilograms [a]'
    """
    return [*_dates(rows), *_quantities(rows), *_penalties(rows), *_values(rows)]


def _dates(rows: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    dated = [row for row in rows if row.get("date_start") and row.get("date_end")]
    if len({(row["date_start"], row["date_end"]) for row in dated}) > 1:
        first = min(dated, key=lambda row: row["date_start"])
        last = max(dated, key=lambda row: row["date_end"])
        yield Difference("date", "earliest", first["date_start"], _report(first))
        yield Difference("date", "latest", last["date_end"], _report(last))


def _quantities(rows: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    told: dict[str, list[tuple[float, str, str]]] = {}
    for row in rows:
        for text in row.get("quantity", ()):
            amount = amount_of(text)
            if amount is not None:
                told.setdefault(amount[0], []).append((amount[1], text, _report(row)))
    for values in told.values():
        numbers = Counter(number for number, _, _ in values)
        if len(numbers) > 1 and len({report for _, _, report in values}) > 1:
            most = numbers.most_common(1)[0]
            best = next(each for each in values if most[1] == 1 or each[0] == most[0])
            for role, (_, text, report) in (("low", min(values)), ("best", best), ("high", max(values))):
                yield Difference("quantity", role, text, report)


def _penalties(rows: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    told = {_report(row): row["penalty"] for row in rows if row.get("penalty")}
    if len({frozenset(penalty) for penalty in told.values()}) > 1:
        for report, penalty in told.items():
            yield Difference("penalty", "told", "; ".join(penalty), report)


def _values(rows: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    for name in _ONE_VALUE:
        told = {_report(row): row[name] for row in rows if row.get(name) not in {None, "unknown"}}
        if len(set(told.values())) > 1:
            for report, value in told.items():
                yield Difference(name, "told", str(value), report)


def _report(row: Mapping[str, Any]) -> str:
    return str(row.get("report_id") or row.get("event_id"))
