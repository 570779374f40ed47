"""Settle where a corrected row lies.

A row that was read says its place many times: by id, name, kind and point, in its title, and in the words of the
report. Where one of them says another place than all the rest, that one was changed; where they fall into two camps,
nobody can tell, and the row is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import shapely

from geo_nk.border import phrase_footprint
from geo_nk.errors import UnknownPlaceError
from geo_nk.events.columns import values_of
from geo_nk.events.complete import NO_POSITION
from geo_nk.events.placed import place_columns
from geo_nk.events.titles import split_title
from geo_nk.gazetteer import Candidate
from geo_nk.gazetteer.footprint import footprint
from geo_nk.geodesy import great_circle_m
from geo_nk.names.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo_nk.border import PhraseFootprint
    from geo_nk.events.changed import Change
    from geo_nk.gazetteer import Answer, Gazetteer, Place
    from geo_nk.gazetteer.footprint import Footprint

__all__ = ["PlaceClerk", "Refused", "Row", "rows_of", "to_look_at", "why_unplaced"]

_SAME: Final = 2e-6  # degrees by which a point that went through a file may differ
_NEAR_M: Final = 1_000.0
_SURE: Final = 0.99
_BESIDE: Final = 48  # characters in which words say that it was near a place, as the reader of reports takes them
_MOST_NAMED: Final = 4


class Refused(Exception):  # noqa: N818 - no error, but the way out
    """A row contradicts itself."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(column, message)
        self.column, self.message = column, message


class Row(NamedTuple):
    """What a row says of its place."""

    place_id: str | None
    place_name: str | None
    place_kind: str | None
    name_as_written: str | None
    title: str | None
    lon: float | None
    lat: float | None
    uncertainty_m: float | None
    geo_precision: str | None
    match_method: str | None
    unplaced_reason: str | None
    province: str | None
    beside: tuple[str, str]


def to_look_at(events: gpd.GeoDataFrame, clerk: PlaceClerk) -> NDArray[np.intp]:
    """Return the rows whose columns on place are not plainly at one: of a million, hardly any was changed."""
    geometry = events.geometry.to_numpy()
    axes = (axis.tolist() for axis in (shapely.get_x(geometry), shapely.get_y(geometry)))
    ids, names, reasons = (values_of(events[name]) for name in ("place_id", "place_name", "unplaced_reason"))
    at_one: dict[tuple[Any, ...], bool] = {}
    found = []
    for i, told in enumerate(zip(ids, names, *axes, reasons, strict=True)):
        key = told if told[0] is not None else (None, told[1] is None or told[2] != told[2])
        if key not in at_one:
            at_one[key] = bool(key[1]) if told[0] is None else clerk.is_at_one(*told)
        if not at_one[key]:
            found.append(i)
    return np.array(found, dtype=np.intp)


def rows_of(events: gpd.GeoDataFrame) -> Iterator[Row]:
    """Yield what each row says of its place."""
    geometry = events.geometry.to_numpy()
    points = (shapely.get_x(geometry), shapely.get_y(geometry))
    nothing = [None] * len(events)
    columns = {name: values_of(events[name]) if name in events.columns else nothing for name in Row._fields[:-1]}
    columns["lon"], columns["lat"] = ([None if np.isnan(v) else v for v in axis.tolist()] for axis in points)
    return map(Row._make, zip(*columns.values(), _besides(events), strict=True))


def _besides(events: gpd.GeoDataFrame) -> Iterator[tuple[str, str]]:
    """Yield what the quote says before and behind the name of the place; empty where the name is elsewhere."""
    for quote, start, end, first in zip(
        *(values_of(events[name]) for name in ("quote", "name_start", "name_end", "quote_start")), strict=True
    ):
        if None in {quote, start, end, first} or not 0 <= (at := int(start - first)) < len(quote):
            yield "", ""
        else:
            behind = at + int(end - start)
            yield quote[max(at - _BESIDE, 0) : at], quote[behind : behind + _BESIDE]


@dataclass(frozen=True, slots=True)
class PlaceClerk:
    """Settles where rows lie, one by one."""

    gazetteer: Gazetteer

    def is_at_one(self, place_id: str, name: str | None, lon: float, lat: float, reason: str | None) -> bool:
        """Whether id, name and point are those of one place, as they were read."""
        place = self._get(place_id)
        if place is None or reason is not None or not (name is None or self._is_name_of(place, name)):
            return False
        ground = self._ground(place)
        if ground.lon is None or ground.lat is None:
            return False
        return abs(ground.lon - lon) < _SAME and abs(ground.lat - lat) < _SAME

    def place(self, row: Row) -> Change | Refused:
        """Return what has to follow in the columns on place; nothing where the row is at one with itself."""
        try:
            return self._place(row)
        except Refused as refused:
            return refused

    def _place(self, row: Row) -> Change:
        if row.place_id is None:
            return self._nameless(row)
        place = self._get(row.place_id)
        if place is None:
            self._refuse_misspelt(row)
            return {}
        if row.place_name is None or self._is_name_of(place, row.place_name):
            return self._at(place, row)
        return self._between(place, row)

    def _nameless(self, row: Row) -> Change:
        """Settle a row whose id was never there, or was cleared beside a new name."""
        if row.place_name is None or row.lon is None or (old := self._told_by(row)) is None:
            return {}
        if self._is_name_of(old, row.place_name):
            return {}
        return self._renamed(row) if self._is_own_point(old, row) else {}

    def _at(self, place: Place, row: Row) -> Change:
        """Settle a row whose id and name agree: what may have been changed is the point."""
        if row.lon is None:
            emptied = row.unplaced_reason in {None, NO_POSITION}
            return self._put(place, row.match_method) if emptied else {}
        old = None if _is_same(self._ground(place), row) else self._told_by(row)
        if self._is_own_point(place, row, read=old is None or old.place_id == place.place_id):
            return {} if row.unplaced_reason is None else {"unplaced_reason": None}
        moved: Change = {"match_method": "given", "unplaced_reason": None, "km_start": None, "km_end": None}
        if self._ground(place).lon is None:  # an area or a line, as which the point is not to be drawn
            moved["geo_precision"] = None
        if old is not None and old.place_id != place.place_id:  # id and name are new, the point may be left from before
            if self._is_own_point(old, row):
                return self._put(place)
            moved = self._put(place) | moved | {"lon": row.lon, "lat": row.lat}
        same = row.match_method == "given" and row.unplaced_reason is None and "place_id" not in moved
        return {} if same else moved

    def _between(self, place: Place, row: Row) -> Change:
        """Settle a row of which id and name say two places."""
        name = str(row.place_name)
        answer = self._resolve(row, place)
        other = answer.place
        votes = self._votes(row, place, other)
        by_id = self._near(place, row)
        by_name = other is not None and self._near(other, row)
        if votes == {"id"} and (row.lon is None or by_id or by_name):
            if row.lon is None or not by_name:
                return self._renamed(row, place)
            if other is None or self._is_own_point(other, row):
                return self._renamed(row, place)
            return self._put(other) | {"match_method": "given", "lon": row.lon, "lat": row.lat}
        if votes == {"id"} and other is None:  # a place that nobody lists, with a point of its own
            return {"place_id": None, "place_kind": None, "match_method": "given", "match_score": None}
        if votes == {"name"} and (row.lon is None or by_name):
            return self._put(place)
        raise Refused(
            "place_name",
            f"{name[:60]!r} is not {row.place_id} ({place.name}), {self._point_says(row, place, other)}; "
            "correct the name and clear place_id, lon and lat, or the other way round",
        )

    def _point_says(self, row: Row, place: Place, other: Place | None) -> str:
        if row.lon is None:
            return "and nothing tells which of them was changed"
        if self._near(place, row):
            return f"and the point is that of {place.name}"
        if other is not None and self._near(other, row):
            return f"while the point is that of {other.name}"
        return f"and the point ({row.lon:.5f}, {row.lat:.5f}) is that of neither"

    def _votes(self, row: Row, place: Place, other: Place | None) -> set[str]:
        """Say which of two places the columns name that nobody corrects first: that is the place as it was read."""
        votes = set()
        made = split_title(row.title) if row.title else None
        for written in (made and made[1], row.name_as_written):
            if written:
                by_id = self._is_name_of(place, written)
                by_name = self._is_name_of(other, written) if other else written == row.place_name
                if by_id != by_name:
                    votes.add("id" if by_id else "name")
        if row.place_kind and other is not None and place.kind != other.kind:
            votes |= {{place.kind: "id", other.kind: "name"}.get(row.place_kind, "")} - {""}
        return votes

    def _told_by(self, row: Row) -> Place | None:
        """Return the place that the title or the words of the report name."""
        made = split_title(row.title) if row.title else None
        for written in (made and made[1], row.name_as_written):
            if row.place_id is None and written == row.place_name:
                continue
            if written and (place := self.gazetteer.resolve(written, within=row.province).place) is not None:
                return place
        return None

    def _renamed(self, row: Row, place: Place | None = None) -> Change:
        """Return the columns of the place that a new name means, or why it has none."""
        answer = self._resolve(row, place)
        best = answer.best
        if best is not None:
            return self._columns(best)
        return {
            **dict.fromkeys(
                ("place_id", "place_kind", "uncertainty_m", "geo_precision", "match_method", "match_score")
            ),
            **dict.fromkeys(("county", "province", "km_start", "km_end", "lon", "lat")),
            "unplaced_reason": why_unplaced(answer),
        }

    def _resolve(self, row: Row, place: Place | None) -> Answer:
        """Look a new name up, first where the row says, then as it stands, then around the place that was read."""
        name = str(row.place_name)
        own = None if place is None else place.province
        said = row.province if row.province and not (own and fold(row.province) == fold(own)) else None
        answer = self.gazetteer.resolve(name, within=said) if said else self.gazetteer.resolve(name)
        if answer.status == "ambiguous" and own:
            narrowed = self.gazetteer.resolve(name, within=own)
            return narrowed if narrowed.status == "found" else answer
        return answer

    def _put(self, place: Place, method: str | None = None) -> Change:
        """Return the columns of a place that was named by its id."""
        known = method if method not in {None, "given"} else "exact"
        return self._columns(Candidate(place, place.name, known, _SURE, ""))  # type: ignore[arg-type] # a method

    def _columns(self, found: Candidate) -> Change:
        return place_columns(found, self._ground(found.place))

    def _ground(self, place: Place) -> Footprint:
        return footprint(place, self.gazetteer)

    def _is_own_point(self, place: Place, row: Row, *, read: bool = False) -> bool:
        """Whether a point is that of a place, or of what the words beside its name make of it, where it was so read."""
        ground = self._ground(place)
        if _is_same(ground, row):
            return True
        if row.match_method in {None, "given"}:
            return False
        if row.beside != ("", ""):
            said = phrase_footprint(row.beside[0], [place], row.beside[1], self.gazetteer)
            if said is not None and _is_same(said, row):
                return True
        # Words elsewhere in the report widened it: then radius or precision are not those of the place alone.
        as_of_place = (row.uncertainty_m, row.geo_precision) == (ground.uncertainty_m, ground.geo_precision)
        return read and not as_of_place and row.uncertainty_m is not None and self._near(place, row, row.uncertainty_m)

    def _near(self, place: Place, row: Row, least_m: float = _NEAR_M) -> bool:
        ground = self._ground(place)
        if ground.lon is None or ground.lat is None or row.lon is None or row.lat is None:
            return False
        reach = 2 * max(ground.uncertainty_m or 0.0, least_m)
        return great_circle_m(row.lon, row.lat, ground.lon, ground.lat) <= reach

    def _is_name_of(self, place: Place, name: str) -> bool:
        folded = fold(name)
        if folded == fold(place.name) or any(fold(n.name) == folded for n in self.gazetteer.names_of(place.place_id)):
            return True
        found = self.gazetteer.resolve(name, within=place.province).place
        return found is not None and found.place_id == place.place_id

    def _get(self, place_id: str) -> Place | None:
        try:
            return self.gazetteer.get(place_id)
        except (UnknownPlaceError, KeyError):
            return None

    def _refuse_misspelt(self, row: Row) -> None:
        """Refuse an id that is not known in a row that is else of a place that is; other ids may be of an index."""
        old = self._told_by(row)
        if old is not None and row.lon is not None and _is_same(self._ground(old), row):
            message = f"{str(row.place_id)[:80]!r} is not in the gazetteer; clear it and write the name into place_name"
            raise Refused("place_id", message)


def _is_same(ground: Footprint | PhraseFootprint, row: Row) -> bool:
    if ground.lon is None or ground.lat is None or row.lon is None or row.lat is None:
        return ground.lon is row.lon
    return abs(ground.lon - row.lon) < _SAME and abs(ground.lat - row.lat) < _SAME


def why_unplaced(answer: Answer) -> str:
    """Return why an answer gives no place."""
    if answer.status == "ambiguous":
        provinces = [c.place.province or c.place.country for c in answer.candidates]
        apart = len(set(provinces)) == len(provinces)  # else only the ids tell them from each other
        listed = [
            f"{c.place.name if apart else c.place.place_id} ({c.place.kind}, {province})"
            for c, province in zip(answer.candidates, provinces, strict=True)
        ]
        advice = "say the province" if apart else "write one of these into place_id"
        return f"{answer.query!r} may be {' or '.join(listed[:_MOST_NAMED])}; {advice}"
    known = f"; resembles {', '.join(answer.suggestions[:_MOST_NAMED])}" if answer.suggestions else ""
    return f"{answer.query!r} is not in the gazetteer{known}"
