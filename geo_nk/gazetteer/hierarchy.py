"""How places lie to one another: what holds what, what lies opposite, what touches the border."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING

from geo_nk.gazetteer.validity import covers
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo_nk.gazetteer.tables import PlaceRow, Relation

__all__ = ["Units"]

_BORDERING = frozenset({"on_river", "opposite"})


class Units:
    """The relations between places, by their ids; immutable once built.

    Parameters
    ----------
    rows
        Rows of the table of places by place id.
    relations
        Rows of the table of relations.
    """

    def __init__(self, rows: Mapping[str, PlaceRow], relations: Iterable[Relation]) -> None:
        self.relations = tuple(relations)
        self._rows = rows
        self._near_border: dict[tuple[str, float], bool] = {}
        self._chains: dict[tuple[str, bool, str | None], tuple[str, ...]] = {}  # made when first asked for

    def holders(self, place_id: str, *, past: bool = False, at: str | None = None) -> tuple[str, ...]:
        """Return what holds a place, the smallest first; with `past`, also what held it once, or `at` an ISO date."""
        known = self._chains.get((place_id, past, at))
        if known is not None:
            return known
        chain: list[str] = []
        queue = [place_id]
        while queue:
            here = queue.pop(0)
            for other in self._direct_holders(here, past=past, at=at):
                if other != place_id and other not in chain:
                    chain.append(other)
                    queue.append(other)
        return self._chains.setdefault((place_id, past, at), tuple(chain))

    def held_until(self, place_id: str, other_id: str) -> str:
        """Return the date until which a place, or what holds it, lay in another; empty where it does, or never did."""
        if other_id in self.holders(place_id):
            return ""
        chain = (place_id, *self.holders(place_id))
        ended = (row.valid_to for here in chain for row in self.of_place(here) if _is_past(row, other_id))
        return max(ended, default="")

    def _direct_holders(self, place_id: str, *, past: bool = False, at: str | None = None) -> Iterator[str]:
        """Yield the units named in a place's row and relations, the smaller first."""
        row = self._rows[place_id]
        listed = [relation for relation in self.of_place(place_id) if relation.relation == "part_of"]
        now = [relation.other_id for relation in listed if not relation.valid_to]
        once = [
            relation.other_id for relation in listed if past and relation.valid_to and (not at or covers(relation, at))
        ]
        for other in (row.county_id, *now, row.province_id, *once):
            if other in self._rows and other != place_id:
                yield other

    def children(self, place_id: str) -> Sequence[str]:
        """Return what lies directly in a place."""
        return self._children.get(place_id, ())

    def of_place(self, place_id: str) -> Sequence[Relation]:
        """Return the relations of a place to others, past ones too."""
        return self._of_place.get(place_id, ())

    def others(self, place_id: str, relation: str) -> tuple[str, ...]:
        """Return the places to which a place has a relation."""
        listed = self.of_place(place_id)
        return tuple(row.other_id for row in listed if row.relation == relation and row.other_id in self._rows)

    def borders(self, place_id: str) -> bool:
        """Say whether a place, or the county it lies in, touches the border river."""
        return place_id in self.bordering or any(other in self.bordering for other in self.holders(place_id))

    def near_border(self, place_id: str, reach_m: float) -> bool:
        """Say whether a place lies within a distance of a place on the border."""
        asked = (place_id, reach_m)
        if asked not in self._near_border:
            row = self._rows[place_id]
            others = (self._rows[other] for other in self.bordering)
            self._near_border[asked] = bool(row.lon) and any(
                great_circle_m(float(row.lon), float(row.lat), float(other.lon), float(other.lat)) <= reach_m
                for other in others
                if other.lon
            )
        return self._near_border[asked]

    @functools.cached_property
    def _of_place(self) -> dict[str, list[Relation]]:
        of_place: dict[str, list[Relation]] = defaultdict(list)
        for row in self.relations:
            of_place[row.place_id].append(row)
        return of_place

    @functools.cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for place_id in self._rows:
            if (holder := next(self._direct_holders(place_id), None)) is not None:
                children[holder].append(place_id)
        return children

    @functools.cached_property
    def bordering(self) -> frozenset[str]:
        """All that the tables put on the border, but for provinces: most of a province is far from it."""
        listed = {row.place_id for row in self.relations if row.relation in _BORDERING}
        return frozenset(place_id for place_id in listed & self._rows.keys() if self._rows[place_id].kind != "province")


def _is_past(relation: Relation, other_id: str) -> bool:
    return relation.relation == "part_of" and relation.other_id == other_id and bool(relation.valid_to)
