"""What two releases tell together and neither alone: who came, who left, what was exact once and is coarse now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from geo_nk.events.release.company import Cell
from geo_nk.events.release.levels import source_of, steps
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from geo_nk.events.release.censor import Censor, Held, Row, Told
    from geo_nk.events.release.earlier import Earlier
    from geo_nk.gazetteer import Gazetteer

__all__ = ["FEWEST_NEW", "cells_before", "given_away", "known_again"]

#: By what a row is known again: its cell, and what an open row says of its source.
_Look = tuple[Cell, Any, Any]

#: Reports that must come to a cell at once, whatever the level says: of one alone, the day on which it came is known.
FEWEST_NEW: Final = 2

#: What is shown of a row of a closed source beside its cell, and comes from the row.
_TOLD: Final = ("direction", "source_kind", "date_precision", "geo_precision", "uncertainty_m")

_WITHDRAW: Final = "withdraw it first, in a release of its own"


def cells_before(earlier: Earlier) -> dict[str, Cell]:
    """Return in which cell each row of a closed source was shown, by its ``event_id`` in the table."""
    return {
        event_id: Cell.of(row)
        for event_id, shown_as in earlier.ids.items()
        if (row := earlier.rows.get(shown_as)) is not None and not source_of(row).is_open
    }


def known_again(earlier: Earlier, told: Sequence[Told], *, ids: Collection[str], censor: Censor) -> Earlier:
    """Return an earlier release with the ids that its rows have now.

    Reports that are read anew may give a claim another ``event_id``. A row whose old id is nowhere in the table is
    taken to be one that came and is shown as it was: for readers, nothing changed.

    Parameters
    ----------
    earlier
        That release.
    told
        The rows that may be seen now.
    ids
        Every ``event_id`` of the table.
    censor
        Makes them coarser.

    Returns
    -------
    Earlier
    """
    lost: dict[_Look, list[str]] = {}
    for event_id, shown_as in earlier.ids.items():
        if event_id not in ids:
            lost.setdefault(_look(earlier.rows[shown_as]), []).append(event_id)
    now = dict(earlier.ids)
    known = earlier.ids.keys() | earlier.withdrawn.keys()
    came = [each for each in told if each.row["event_id"] not in known]
    for each in sorted(came, key=lambda each: str(each.row["event_id"])) if lost else ():
        looks = (_look(coarse.seen) for step in steps() if (coarse := censor.at(each, step)) is not None)
        if found := next((look for look in looks if lost.get(look)), None):
            now[each.row["event_id"]] = now.pop(lost[found].pop(0))
    return replace(earlier, ids=now) if now != earlier.ids else earlier


def _look(row: Row) -> _Look:
    return Cell.of(row), row.get("publisher"), row.get("url")


def given_away(
    earlier: Earlier, told: Sequence[Told], held: Sequence[Held], *, withdrawn: Mapping[str, str], gazetteer: Gazetteer
) -> list[str]:
    """Return what a release would give away to who has an earlier one, too, and what to do.

    Parameters
    ----------
    earlier
        That release.
    told, held
        What is shown now, and what is not.
    withdrawn
        The ids in the earlier release of what is withdrawn now, by ``event_id``.
    gazetteer
        Says what lies in what.

    Returns
    -------
    list of str
    """
    shown = {each.row["event_id"]: each for each in told}
    why = {each.row["event_id"]: each.reason for each in held}
    faults = [
        f"{shown_as} (event_id {event_id!r}): {fault}"
        for event_id, shown_as in earlier.ids.items()
        if event_id not in withdrawn
        for fault in _of_one(earlier.rows[shown_as], shown.get(event_id), why.get(event_id))
    ]
    gone = [(shown_as, earlier.rows[shown_as]) for event_id, shown_as in earlier.ids.items() if event_id not in shown]
    new = [each for each in told if each.row["event_id"] not in earlier.ids]
    return [*faults, *_pairs(gone, new, gazetteer)]


def _of_one(before: Row, now: Told | None, why: str | None) -> Iterator[str]:
    """Yield what becomes known of a row by what it is now."""
    was_open = source_of(before).is_open
    if now is None and not was_open:
        reason = f"is held back now ({why})" if why else "is not in the table any more"
        yield f"was released and {reason}, which shows that something happened to it; put it back, or withdraw it"
    elif now is not None and was_open and not now.source.is_open:
        yield f"was shown as a report has it and is taken for a person's now ({now.source.why}); {_WITHDRAW}"
    elif now is not None and not was_open and now.source.is_open:
        yield f"rested on a person and is published now, which shows where and when that event was; {_WITHDRAW}"
    elif now is not None and not was_open and Cell.of(before) != Cell.of(now.seen):
        yield f"is told of another place, time or kind now, which shows that it was corrected; {_WITHDRAW}"
    elif now is not None and not was_open and (told := [n for n in _TOLD if before.get(n) != now.seen.get(n)]):
        yield f"differs in {', '.join(told)} now, which shows that it was corrected; {_WITHDRAW}"


def _pairs(gone: Sequence[tuple[str, Row]], new: Sequence[Told], gazetteer: Gazetteer) -> Iterator[str]:
    """Yield what came as something left that is the same but for how closely it is told."""
    came = {is_open: [each for each in new if each.source.is_open == is_open] for is_open in (True, False)}
    for shown_as, before in gone:
        was_open = source_of(before).is_open
        for each in came[not was_open]:
            coarse, fine = (each.seen, before) if was_open else (before, each.seen)
            if _holds(coarse, fine, gazetteer):
                yield (
                    f"{shown_as} left, and event_id {each.row['event_id']!r} came, which may be the same told "
                    f"{'coarser' if was_open else 'closer'}; leave it out of this release"
                )
                break


def _holds(coarse: Row, fine: Row, gazetteer: Gazetteer) -> bool:
    """Whether two rows may tell of one event: what is coarse holds what is fine."""
    if coarse["category"] != fine["category"]:
        return False
    starts, ends = (coarse["date_start"], fine["date_start"]), (fine["date_end"], coarse["date_end"])
    if any(earlier is not None and later is not None and earlier > later for earlier, later in (starts, ends)):
        return False
    return _place_holds(coarse, fine, gazetteer)


def _place_holds(coarse: Row, fine: Row, gazetteer: Gazetteer) -> bool:
    if coarse["place_id"] is None and coarse["lon"] is None:
        return True
    if fine["place_id"] is not None and fine["place_id"] in gazetteer:
        place = gazetteer.get(fine["place_id"])
        if coarse["place_id"] in {place.place_id, place.county_id, place.province_id}:
            return True
    if None in {coarse["lon"], coarse["lat"], fine["lon"], fine["lat"]}:
        return False
    away = great_circle_m(coarse["lon"], coarse["lat"], fine["lon"], fine["lat"])
    return away <= (coarse["uncertainty_m"] or 0.0)
