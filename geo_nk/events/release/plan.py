"""What a release is to show, settled before any file is written."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geo_nk.errors import ReleaseError, faults_message
from geo_nk.events.release.censor import WITHDRAWN, Censor, Held, Told, plain_rows
from geo_nk.events.release.company import in_company
from geo_nk.events.release.difference import FEWEST_NEW, cells_before, given_away, known_again
from geo_nk.events.release.earlier import NO_RELEASE
from geo_nk.events.release.levels import require_outside, rule_of
from geo_nk.events.release.needles import Needles
from geo_nk.events.release.released import Release, assembled, censored, content
from geo_nk.events.validate import validate_events

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import geopandas as gpd

    from geo_nk.events.release.earlier import Earlier
    from geo_nk.gazetteer import Gazetteer

__all__ = ["Plan", "planned"]

#: What the page of a release says of what is held back; see `geo_nk.events.release.record`.
_NOT_SAID: Final = MappingProxyType({"not said": 1})
_COST: Final = 1 << 14  # of the key of the ids: a guessed table takes a twentieth of a second to be tried


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release is to show.

    Attributes
    ----------
    release : Release
        What the files are made of; what it counts may go out.
    told, held : tuple
        The rows that are shown, and those that are not.
    held_back : mapping of str to int
        How many of the latter there are, by why.
    least : int
        Reports that must tell of what is not open.
    date : datetime.date or None
        The day of the release, where it was said.
    withdrawn : mapping of str to str
        Ids in the releases of what was withdrawn, by ``event_id``.
    tombstones : mapping of str to str
        When, by the former.
    table_sha256 : str
        Of all that stands in the table.
    gone : tuple of str
        What an earlier release shows of published reports and this one does not, by its id there, without being
        withdrawn: no secret, but its readers should learn of it.
    names : tuple of str
        What the places are called that are shown, in every spelling: no secret, whoever used it.
    """

    release: Release
    told: tuple[Told, ...]
    held: tuple[Held, ...]
    held_back: Mapping[str, int]
    least: int
    date: dt.date | None
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    tombstones: Mapping[str, str] = field(default_factory=dict)
    table_sha256: str = ""
    gone: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def needles(self) -> Needles:
        """Return what may stand in no file."""
        needles = Needles()
        for told in self.told:
            needles.add_told(told)
        for held in self.held:
            needles.add_held(held)
        return needles


def planned(
    events: gpd.GeoDataFrame,
    *,
    level: str,
    gazetteer: Gazetteer,
    date: dt.date | None = None,
    min_count: int | None = None,
    earlier: Earlier | None = None,
    withdraw: Collection[str] = (),
) -> Plan:
    """Return what a release of a table is to show.

    Parameters
    ----------
    events, level, gazetteer, date, min_count, earlier, withdraw
        As in `geo_nk.write_release`.

    Returns
    -------
    Plan

    Raises
    ------
    geo_nk.errors.ReleaseError
        If it would, together with the earlier release, give something away.
    ValueError
        If an option does not fit.
    """
    require_outside(level)
    table = validate_events(events)
    least = rule_of(level, is_open=False).min_count if min_count is None else min_count
    censor = Censor(level, date or dt.date.today(), gazetteer)  # noqa: DTZ011 - a civil date
    told, held = censored(table, censor)
    before = known_again(earlier or NO_RELEASE, told, ids=set(table["event_id"]), censor=censor)
    asked = _asked({*withdraw, *_taken_back(held, before)}, before, date)
    withdrawn = {**before.withdrawn, **asked}
    held += [Held(each.number, each.row, each.source, WITHDRAWN) for each in told if each.row["event_id"] in withdrawn]
    told, alone = in_company(
        [each for each in told if each.row["event_id"] not in withdrawn],
        censor=censor,
        least=least if earlier is None else max(least, FEWEST_NEW),
        before=cells_before(before),
    )
    held += alone
    faults = given_away(before, told, held, withdrawn=asked, gazetteer=gazetteer)
    if faults:
        what = f"{before.folder}: with this release it would tell more than each does alone; nothing was written"
        raise ReleaseError(faults_message(what, faults), faults=faults)
    digest = _digest(content(row) + str(row["event_id"]) for row in plain_rows(table))
    full = assembled(level, told, held, ids=_ids(told, digest, before))
    shown = {each.row["event_id"] for each in told}
    return Plan(
        replace(full, held_back=_NOT_SAID),
        tuple(told),
        tuple(held),
        full.held_back,
        least,
        date,
        withdrawn,
        {**before.tombstones, **dict.fromkeys(asked.values(), date.isoformat() if date else "")},
        digest.hex(),
        tuple(sorted(name for event_id, name in before.ids.items() if event_id not in shown | withdrawn.keys())),
        _names_of({each.seen["place_id"] for each in told}, gazetteer),
    )


def _taken_back(held: Iterable[Held], earlier: Earlier) -> set[str]:
    """Return the ``event_id`` of what its own table calls withdrawn, and the earlier release shows."""
    return {each.row["event_id"] for each in held if each.row["status"] == WITHDRAWN} & earlier.ids.keys()


def _asked(names: Collection[str], earlier: Earlier, date: dt.date | None) -> dict[str, str]:
    """Return the ids in the earlier release of what is to be withdrawn, by ``event_id``; either may be given."""
    if not names:
        return {}
    if earlier is NO_RELEASE:
        raise ValueError("what is withdrawn was released before: say in which release, with earlier")
    if date is None:
        raise ValueError("the day of a withdrawal is said to all: say it, with date")
    events = {shown_as: event_id for event_id, shown_as in earlier.ids.items()}
    asked = {events.get(name, name) for name in names} - set(earlier.withdrawn) - set(earlier.withdrawn.values())
    unknown = sorted(name for name in asked if name not in earlier.ids)
    if unknown:
        raise ValueError(f"{', '.join(map(repr, unknown))} is in {earlier.folder} no event; take an event_id of it")
    return {event_id: earlier.ids[event_id] for event_id in sorted(asked)}


def _names_of(place_ids: Collection[str | None], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return all names of places, and of the counties and provinces that hold them."""
    places = [gazetteer.get(place_id) for place_id in place_ids if place_id is not None and place_id in gazetteer]
    units = {unit for place in places for unit in (place.place_id, place.county_id, place.province_id) if unit}
    return tuple(name.name for unit in sorted(units) if unit in gazetteer for name in gazetteer.names_of(unit))


def _digest(rows: Iterable[str]) -> bytes:
    return hashlib.sha256("\n".join(sorted(rows)).encode()).digest()


def _ids(told: Sequence[Told], digest: bytes, earlier: Earlier) -> dict[int, str]:
    """Return what each row is called, by its number: as in the earlier release, or anew.

    A new id is made of what is shown and of a key that only who has the whole table can make. So the id of what was
    withdrawn says nothing to who guesses what was shown.
    """
    known = earlier.ids
    key = hashlib.scrypt(digest, salt=b"geo_nk release", n=_COST, r=8, p=1)
    names = {each.number: known[each.row["event_id"]] for each in told if each.row["event_id"] in known}
    taken = {*names.values(), *earlier.rows, *earlier.tombstones}
    twins: Counter[str] = Counter()
    for each in sorted(told, key=lambda each: (content(each.seen), each.row["event_id"])):
        while each.number not in names:
            shown = content(each.seen)
            twins[shown] += 1
            name = "r" + hmac.digest(key, f"{twins[shown]} {shown}".encode(), "sha256").hex()[:12]
            if name not in taken:
                names[each.number] = name
                taken.add(name)
    return names
