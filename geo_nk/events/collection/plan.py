"""What adding rows to a collection changes: decided before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from geo_nk.events.schema import DECIDED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from geo_nk.events.collection.records import Record

__all__ = ["Change", "Plan", "fields_that_differ", "plan"]

_MARKS: Final = ("reviewed_at", "source_count")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one event.

    Attributes
    ----------
    kind : str
        ``new``, ``changed`` or ``withdrawn``.
    event_id : str
    before : dict
        Nothing of a new event; of a changed one the fields that differ, None where they had no value; all of a
        withdrawn one.
    after : dict
        The event as it is now; nothing of a withdrawn one.
    """

    kind: Literal["new", "changed", "withdrawn"]
    event_id: str
    before: Record
    after: Record


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done.

    Attributes
    ----------
    changes : list of Change
    same : int
        Rows that stand in the collection as they are.
    kept : list of str
        Events on which a decision stands, which what was read anew does not touch.
    """

    changes: list[Change] = field(default_factory=list)
    same: int = 0
    kept: list[str] = field(default_factory=list)


def plan(
    held: Mapping[str, Record], given: Iterable[Record], *, read: Collection[str], overwrite: bool = False
) -> Plan:
    """Return what changes.

    Parameters
    ----------
    held
        The events of the collection by id: those that are given anew, and all those of the reports that were read.
    given
        The rows that are added.
    read
        Reports that were read whole: an event of them that is not among the rows is told no longer.
    overwrite
        Whether a row without a decision takes the place of one with a decision.

    Returns
    -------
    Plan
    """
    changes: list[Change] = []
    kept: list[str] = []
    same = 0
    rows = {row["event_id"]: row for row in given}
    for event_id, row in rows.items():
        old = held.get(event_id)
        if old is None:
            changes.append(Change("new", event_id, {}, row))
            continue
        before = fields_that_differ(old, row)
        if not before:
            same += 1
        elif is_decided(old) and not is_decided(row) and not overwrite:
            kept.append(event_id)
        else:
            changes.append(Change("changed", event_id, before, row))
    for event_id, old in held.items():
        if event_id in rows or old.get("report_id") not in read:
            continue
        if is_decided(old):
            kept.append(event_id)
        else:
            changes.append(Change("withdrawn", event_id, old, {}))
    return Plan(changes, same, kept)


def is_decided(record: Record) -> bool:
    """Whether somebody decided on an event, or it stands for merged ones: then what is read anew does not touch it."""
    return record.get("status") in DECIDED or any(record.get(name) is not None for name in _MARKS)


def fields_that_differ(old: Record, new: Record) -> Record:
    """Return the old values of the fields that differ.

    Examples
    --------
    >>> fields_that_differ({"a": 1, "b": 2}, {"a": 1, "c": 3})
    {'b': 2, 'c': None}
    """
    return {name: old.get(name) for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)}
