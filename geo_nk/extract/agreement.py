"""Two readers of one report: what both tell stands, what only one tells is for a person to look at.

How often rows of each kind are right is measured on labelled reports, and that alone is what such rows have for
confidence: no reader is asked how sure it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files import read_bytes, write_atomic
from geo_nk.errors import ReadError
from geo_nk.events.categories import accepted_categories
from geo_nk.extract.analysis import place_key

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from geo_nk.extract.events import Event

__all__ = ["TO_REVIEW", "Measured", "agreed", "read_measured"]

#: The status of a row that only one of two readers has.
TO_REVIEW: Final = "to_review"

MOST_BYTES = 1_000_000

_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """How many rows of each reader and status were right on labelled reports.

    Attributes
    ----------
    reports : int
        How many reports were labelled.
    rows : mapping of (str, str) to (int, int)
        By reader and status, the rows that were right, and all of them.
    """

    reports: int
    rows: Mapping[tuple[str, str], tuple[int, int]]

    def share(self, reader: str, status: str) -> float | None:
        """Return the share of such rows that is right, one right and one wrong added; None where none was measured.

        Examples
        --------
        >>> Measured(9, {("m", "candidate"): (17, 18)}).share("m", "candidate")
        0.9
        """
        right, made = self.rows.get((reader, status), (0, 0))
        return round((right + 1) / (made + 2), _DIGITS) if made else None

    def write(self, path: str | os.PathLike[str]) -> Path:
        """Write it as JSON, which `read_measured` reads."""
        rows = [
            {"reader": reader, "status": status, "right": right, "made": made}
            for (reader, status), (right, made) in sorted(self.rows.items())
        ]
        return write_atomic(path, json.dumps({"reports": self.reports, "rows": rows}, ensure_ascii=False, indent=1))


def read_measured(path: str | os.PathLike[str]) -> Measured:
    """Read what `Measured.write` wrote.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Measured

    Raises
    ------
    geo_nk.errors.ReadError
        If it is no such file.
    """
    try:
        held = json.loads(read_bytes(path, limit=MOST_BYTES).decode("utf-8-sig"))
        rows = {(str(row["reader"]), str(row["status"])): _counts(row) for row in held["rows"]}
        return Measured(int(held["reports"]), rows)
    except ReadError:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{path}: does not say how often rows are right; make it with geo-nk evaluate GOLD PRED --confidence"
        raise ReadError(message) from error


def agreed(told: Sequence[Event], own: Iterable[Event], *, own_label: str) -> list[Event]:
    """Put together what two readers tell of a report.

    Parameters
    ----------
    told
        The events of the one reader; all of them are kept as it tells them.
    own
        Those of the trained reader, of which those are added that the other has not.
    own_label
        What the trained reader is called in the column ``reader``.

    Returns
    -------
    list of Event
        In the order of the text; what only one has is to be reviewed.
    """
    left = list(own)
    found = []
    for event in told:
        same = next((other for other in left if _is_same(event, other)), None)
        if same is not None:
            left.remove(same)
        found.append(event if same is not None else replace(event, status=TO_REVIEW))
    found += [replace(event, status=TO_REVIEW, reader=own_label) for event in left]
    return sorted(found, key=lambda event: event.quoted.start)


def _is_same(one: Event, other: Event) -> bool:
    places = {place_key(event.place) if event.place else "" for event in (one, other)}
    return len(places) == 1 and other.category in accepted_categories(one.category)


def _counts(row: dict[str, Any]) -> tuple[int, int]:
    right, made = int(row["right"]), int(row["made"])
    if not 0 <= right <= made:
        raise ValueError(f"{right} of {made}")
    return right, made
