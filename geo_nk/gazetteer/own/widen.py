"""Add a person's own places to those that are listed, and notice which are listed already."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from geo_nk.gazetteer.footprint import unit_radii
from geo_nk.geodesy import great_circle_m
from geo_nk.names.folding import fold
from geo_nk.names.kinds import analyse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo_nk.gazetteer.index import NameIndex
    from geo_nk.gazetteer.tables import Name, PlaceRow

__all__ = ["widen"]

_UNITS = frozenset({"prefecture", "city", "county", "district"})
_SETTLED = _UNITS | {"ri", "neighbourhood", "workers_district", "town", "township", "village"}

_SAME_SPOT_M = 3_000.0
_SAME_UNIT_M = 30_000.0  # one list has the seat of a county, another its middle
_IN_COUNTY_M = 25_000.0  # how far a village lies from the seat of its county, where nothing is known of its extent
_EXTENT = 1.3  # of the radius within which nine tenths of a county lie: the rest


def widen(
    listed: Mapping[str, PlaceRow], index: NameIndex, places: Iterable[PlaceRow], names: Iterable[Name]
) -> tuple[list[PlaceRow], list[Name]]:
    """Put further places beside the listed ones.

    A place that is listed already, by its GeoNames id or by a name and a point close by, is not added again: the
    listed one stands, and gains the names that it does not have. A listed place without a point takes that of the
    one further place of its name and kind in its county, whose word for its kind may be missing.

    Parameters
    ----------
    listed
        Rows of the listed places by place id.
    index
        Their names.
    places, names
        The further places, each with a point, and their names.

    Returns
    -------
    places : list of PlaceRow
        The listed ones and the further ones.
    names : list of Name
        Those to add to the listed names.
    """
    more = {row.place_id: row for row in places}
    further = [name for name in names if name.place_id in more]
    twins = _twins(listed, index, more, further)
    located = _located(listed, index, more, further, twins)
    rows = dict(listed)
    for place_id, other_id in located.items():
        twins[other_id] = place_id
        rows[place_id] = _with_point(rows[place_id], more[other_id])
    for place_id, row in more.items():
        if place_id not in twins:
            known = row.province_id in listed
            rows[place_id] = (
                row
                if known and not row.county_id
                else row._replace(province_id=row.province_id if known else "", county_id="")
            )
    return list(rows.values()), list(_new_names(index, further, twins))


def _twins(
    listed: Mapping[str, PlaceRow], index: NameIndex, more: Mapping[str, PlaceRow], names: Iterable[Name]
) -> dict[str, str]:
    """Return the listed place that each further place is, where it is one."""
    by_geonames = {row.geonames_id: place_id for place_id, row in listed.items() if row.geonames_id}
    twins = {place_id: by_geonames[row.geonames_id] for place_id, row in more.items() if row.geonames_id in by_geonames}
    twins |= {place_id: place_id for place_id in more if place_id in listed}
    for name in names:
        if name.place_id in twins:
            continue
        here = more[name.place_id]
        for other in index.named(name.folded):
            if _distance_m(here, listed[other.place_id]) <= _reach_m(here, listed[other.place_id]):
                twins[name.place_id] = other.place_id
                break
    return twins


def _located(
    listed: Mapping[str, PlaceRow],
    index: NameIndex,
    more: Mapping[str, PlaceRow],
    names: Iterable[Name],
    twins: Mapping[str, str],
) -> dict[str, str]:
    """Return the further place that says where a listed place without a point lies; two say nothing."""
    unlocated = _by_stem(listed, index)
    found: dict[str, dict[str, PlaceRow]] = defaultdict(dict)
    for name in names:
        here = more[name.place_id]
        if name.place_id in twins:
            continue
        for place_id in unlocated.get(fold(analyse(name.name).name), ()):
            there = listed[place_id]
            county = listed.get(there.county_id)
            if county is None or not _may_be(here, there, name.name):
                continue
            if _distance_m(here, county) <= _EXTENT * unit_radii().get(there.county_id, _IN_COUNTY_M / _EXTENT):
                found[place_id][name.place_id] = here
    return {place_id: min(others) for place_id, others in found.items() if _are_one(list(others.values()))}


def _by_stem(listed: Mapping[str, PlaceRow], index: NameIndex) -> dict[str, set[str]]:
    """Return the listed places without a point by the folded stem of each of their names."""
    stems: dict[str, set[str]] = defaultdict(set)
    for name in index.names:
        if not listed[name.place_id].lon:
            stems[fold(analyse(name.name).name)].add(name.place_id)
    return stems


def _may_be(here: PlaceRow, there: PlaceRow, name: str) -> bool:
    """Say whether a further place can be a listed one of its stem: a village none that is a quarter by its own word."""
    kinds = analyse(name).kinds
    if kinds and there.kind not in kinds:
        return False
    return here.kind == there.kind or {here.kind, there.kind} <= _SETTLED - _UNITS


def _are_one(places: Sequence[PlaceRow]) -> bool:
    """Say whether further places of one name lie so close that they are one."""
    return all(_distance_m(places[0], other) <= _SAME_SPOT_M for other in places[1:])


def _reach_m(one: PlaceRow, other: PlaceRow) -> float:
    """Return how far two places of one name may lie apart and still be one; less than nothing where they cannot be."""
    if one.country != other.country:
        return -1.0
    if one.kind == other.kind == "province":
        return math.inf
    if {one.kind, other.kind} <= _UNITS:
        return _SAME_UNIT_M
    return _SAME_SPOT_M if one.kind == other.kind or {one.kind, other.kind} <= _SETTLED else -1.0


def _distance_m(one: PlaceRow, other: PlaceRow) -> float:
    """Return the distance of two places in metres; infinite where one has no point."""
    if not (one.lon and other.lon):
        return math.inf
    return great_circle_m(float(one.lon), float(one.lat), float(other.lon), float(other.lat))


def _with_point(row: PlaceRow, other: PlaceRow) -> PlaceRow:
    """Return a place with the point of another, and with the source of that point."""
    return row._replace(
        lon=other.lon, lat=other.lat, uncertainty_m=other.uncertainty_m, confidence="low", source_id=other.source_id
    )


def _new_names(index: NameIndex, names: Iterable[Name], twins: Mapping[str, str]) -> Iterator[Name]:
    """Yield the names that are not listed for their place yet."""
    seen: set[tuple[str, str]] = set()
    for name in names:
        twin = twins.get(name.place_id)
        if twin is None:
            yield name
            continue
        if (twin, name.folded) in seen or any(other.place_id == twin for other in index.named(name.folded)):
            continue
        seen.add((twin, name.folded))
        yield name._replace(place_id=twin, preferred="")
