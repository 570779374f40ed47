"""Who is told of alone can be found: what too few reports tell is shown coarser until it is one of many, or not at all.

The steps are those of ``release_steps.csv``. What anyone can read is no secret, and is not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from geo_nk.events.release.censor import Held, Told
from geo_nk.events.release.levels import steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo_nk.events.release.censor import Censor, Row

__all__ = ["TOO_FEW", "Cell", "in_company"]

TOO_FEW: Final = "told by too few"

_DECIMALS: Final = 6  # of a degree: fewer than any file has


class Cell(NamedTuple):
    """What rows must have in common to stand for each other: what happened, where, and when.

    Where the place is known by its id, its point says no more.
    """

    category: str
    place: str | None
    point: tuple[float, float] | None
    days: tuple[str | None, str | None]

    @classmethod
    def of(cls, seen: Row) -> Cell:
        """Return the cell of a row as it is shown."""
        point = None
        if seen["place_id"] is None and seen["lon"] is not None:
            point = (round(seen["lon"], _DECIMALS), round(seen["lat"], _DECIMALS))
        return cls(seen["category"], seen["place_id"], point, (seen["date_start"], seen["date_end"]))


def in_company(
    told: Sequence[Told], *, censor: Censor, least: int, before: Mapping[str, Cell] | None = None
) -> tuple[list[Told], list[Held]]:
    """Return rows as coarse as it takes for each to be one of several, and those that are too few for any step.

    Parameters
    ----------
    told
        The rows, closed ones and open ones; the latter come back as they are.
    censor
        Makes them coarser.
    least
        Reports that must tell of a cell; the rows of one report count once, and so do those of one publisher without a
        report.
    before
        In which cell a row was shown in an earlier release, by its ``event_id``. It stays there, and keeps nobody
        company who comes anew: else the difference of the two would show who came.

    Returns
    -------
    tuple of list
        What may be seen, and what may not.
    """
    shown = [each for each in told if each.source.is_open]
    left = [each for each in told if not each.source.is_open]
    if before:
        stayed = [(each, _as_before(each, before[each.row["event_id"]], censor)) for each in left
                  if each.row["event_id"] in before]  # fmt: skip
        shown += [again for _, again in stayed if again is not None]
        kept = {each.number for each, again in stayed if again is not None}
        left = [each for each in left if each.number not in kept]
    for step in steps():
        groups: dict[Cell | None, list[tuple[Told, Told]]] = {}
        for each in left:
            coarse = censor.at(each, step)
            groups.setdefault(None if coarse is None else Cell.of(coarse.seen), []).append((each, coarse or each))
        late = groups.pop(None, [])
        few = [group for group in groups.values() if _reports(group) < least]
        shown += [coarse for group in groups.values() if _reports(group) >= least for _, coarse in group]
        left = sorted((each for group in (late, *few) for each, _ in group), key=lambda each: each.number)
    return shown, [Held(each.number, each.row, each.source, TOO_FEW) for each in left]


def _as_before(told: Told, cell: Cell, censor: Censor) -> Told | None:
    """Return a row in the cell in which it was shown; None where it is in none of its own any more."""
    coarse = (censor.at(told, step) for step in steps())
    return next((each for each in coarse if each is not None and Cell.of(each.seen) == cell), None)


def _reports(group: Sequence[tuple[Told, Told]]) -> int:
    return len({_teller(each.row) for each, _ in group})


def _teller(row: Row) -> tuple[str, str]:
    """Return who tells of a row: its report, or whom a table names as its source, or nobody but the row."""
    return next((name, row[name]) for name in ("report_id", "publisher", "event_id") if row[name] is not None)
