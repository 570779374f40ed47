"""The decisions of reviewers, as the page of a map saves them and as a person may write them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo_nk._files import read_csv, unguard
from geo_nk.errors import ReadError, faults_message

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["CORRECTIONS", "NOTHING", "STATUS", "Decision", "read_decisions"]

#: What becomes of an event by each decision; a note leaves it as it stands.
STATUS: Final = {"confirm": "confirmed", "correct": "confirmed", "reject": "rejected", "note": None}

#: Columns in which an event can be corrected. An empty cell leaves the event as it was read.
CORRECTIONS: Final = ("category", "place_id", "place_name", "date_start", "date_end")

#: Stands for an empty value: a place or a day that the report does not say.
NOTHING: Final = "none"

_LONGEST: Final = {"note": 2_000, "reviewer": 200}
_NEEDED: Final = ("event_id", "decision")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer says of one event; empty texts for what is not said.

    Attributes
    ----------
    event_id : str
    decision : str
        One of `STATUS`.
    category, place_id, place_name, date_start, date_end : str
        What is right where the event was read wrongly; see `CORRECTIONS`.
    note : str
    reviewer : str
    reviewed_at : str
        UTC, such as ``2026-03-01T09:30:00Z``.
    row : int
        Where it stands in its file, as a spreadsheet counts.
    """

    event_id: str
    decision: str
    category: str = ""
    place_id: str = ""
    place_name: str = ""
    date_start: str = ""
    date_end: str = ""
    note: str = ""
    reviewer: str = ""
    reviewed_at: str = ""
    row: int = 0


_COLUMNS: Final = tuple(field.name for field in fields(Decision) if field.name != "row")


def read_decisions(path: str | os.PathLike[str], *, reviewer: str | None = None) -> list[Decision]:
    r"""Read the decisions that a map's page saved.

    Parameters
    ----------
    path
        A CSV file with the columns of `Decision`; ``event_id`` and ``decision`` must be there, others are passed over.
    reviewer
        Who decided, where a row does not say.

    Returns
    -------
    list of Decision

    Raises
    ------
    geo_nk.errors.ReadError
        If it is not such a file; every fault is named by row, column and value.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "decisions.csv"
    >>> _ = file.write_text("event_id,decision,reviewer,reviewed_at\ne1,reject,Kim,2026-03-01\n")
    >>> read_decisions(file)[0].reviewed_at
    '2026-03-01T00:00:00Z'
    """
    source = Path(path)
    table = read_csv(source)
    names = {name: unguard(name).strip().lower() for name in table.columns}
    if missing := [name for name in _NEEDED if name not in names.values()]:
        message = (
            f"{source}: has no column {missing[0]!r}, so these are no decisions; its columns are "
            f"{', '.join(table.columns)[:300]}; give the file that Save decisions wrote"
        )
        raise ReadError(message, path=source)
    faults: list[str] = []
    decisions: list[Decision] = []
    first: dict[str, int] = {}
    for number, cells in table.rows():
        said = {names[name]: unguard(cell).strip() for name, cell in cells.items() if names[name] in _COLUMNS}
        made = _tidy(Decision(**said, row=number), reviewer=reviewer)
        wrong = list(_faults(made))
        if made.event_id and (before := first.setdefault(made.event_id, number)) != number:
            wrong.append(f"event_id: {made.event_id[:60]!r} stands in row {before}, too; keep one")
        faults += [f"row {number}, {fault}" for fault in wrong]
        decisions.append(made)
    if faults:
        raise ReadError(faults_message(f"{source}: decisions that cannot be used", faults), path=source, faults=faults)
    return decisions


def _tidy(made: Decision, *, reviewer: str | None) -> Decision:
    values = {name: getattr(made, name) for name in _COLUMNS}
    values["decision"] = made.decision.lower()
    values["reviewer"] = made.reviewer or (reviewer or "").strip()
    values["reviewed_at"] = _utc(made.reviewed_at) or made.reviewed_at
    return Decision(**values, row=made.row)


def _faults(made: Decision) -> Iterator[str]:
    """Yield what is wrong with a decision by itself: column, value and what to do."""
    if not made.event_id:
        yield "event_id: is empty; each decision is on one event"
    if made.decision not in STATUS:
        yield f"decision: {made.decision[:60]!r} is not known; it is one of {', '.join(STATUS)}"
    given = [name for name in CORRECTIONS if getattr(made, name)]
    if given and made.decision in STATUS and made.decision != "correct":
        value = getattr(made, given[0])
        yield f"{given[0]}: {value[:60]!r} stands beside the decision {made.decision!r}; write correct, or clear it"
    if made.decision == "correct" and not given:
        yield f"decision: 'correct' says nothing new; fill in one of {', '.join(CORRECTIONS)}, or write confirm"
    if made.decision == "note" and not made.note:
        yield "note: is empty beside the decision 'note'; write one, or remove the row"
    yield from _record_faults(made)


def _record_faults(made: Decision) -> Iterator[str]:
    """Yield what is wrong with who, when and why."""
    if not made.reviewer:
        yield "reviewer: is empty; write who decided, or give --reviewer NAME"
    if not made.reviewed_at:
        yield "reviewed_at: is empty; write when it was decided, such as 2026-03-01"
    elif _utc(made.reviewed_at) is None:
        yield f"reviewed_at: {made.reviewed_at[:60]!r} is not a time; write it as 2026-03-01T09:30:00Z or 2026-03-01"
    for name, most in _LONGEST.items():
        if len(getattr(made, name)) > most:
            yield f"{name}: has {len(getattr(made, name)):,} characters; at most {most:,} are kept, so shorten it"


def _utc(text: str) -> str | None:
    """Return a time in UTC, to the second; one without a zone is taken for UTC."""
    try:
        moment = dt.datetime.fromisoformat(text)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return zoned.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None
