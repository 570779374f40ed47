"""Places and how they lie to one another, without their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.errors import UnknownPlaceError
from geo_nk.gazetteer.hierarchy import Units
from geo_nk.gazetteer.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo_nk.gazetteer.tables import PlaceRow, Relation

__all__ = ["Atlas"]


class Atlas:
    """Places by their ids; immutable once built.

    Parameters
    ----------
    places, relations
        Rows of the two tables, see :mod:`geo_nk.gazetteer.tables`.

    Attributes
    ----------
    units : Units
        How the places lie to one another.
    """

    def __init__(self, places: Iterable[PlaceRow], relations: Iterable[Relation] = ()) -> None:
        self._rows = {row.place_id: row for row in places}
        self._places: dict[str, Place] = {}  # made when first asked for
        self.units = Units(self._rows, relations)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        return map(self.get, self._rows)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._rows

    def get(self, place_id: str) -> Place:
        """Return a place by its id.

        Parameters
        ----------
        place_id
            Such as ``kp-ryanggang-hyesan``.

        Returns
        -------
        Place

        Raises
        ------
        geo_nk.errors.UnknownPlaceError
            If no place has this id.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> load_gazetteer().get("kp-ryanggang-hyesan").name
        'Hyesan'
        """
        place = self._places.get(place_id)
        if place is not None:
            return place
        row = self._rows.get(place_id)
        if row is None:
            raise UnknownPlaceError(
                f"no place has the id {place_id!r}; to look for a name, use resolve or locate", name=place_id
            )
        return self._places.setdefault(place_id, self._built(row))

    def row(self, place_id: str) -> PlaceRow:
        """Return the row of a place as it stands in the table: its source and its ids elsewhere, too.

        Parameters
        ----------
        place_id
            Of the place.

        Returns
        -------
        PlaceRow

        Raises
        ------
        geo_nk.errors.UnknownPlaceError
            If no place has this id.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> load_gazetteer().row("kp-ryanggang-hyesan").seat_of
        'kp-ryanggang'
        """
        self.get(place_id)
        return self._rows[place_id]

    def _built(self, row: PlaceRow) -> Place:
        """Make the place of a row."""
        province = self._rows.get(row.province_id)
        return Place(
            place_id=row.place_id,
            name=row.name,
            kind=row.kind,
            country=row.country,
            lon=float(row.lon) if row.lon else None,
            lat=float(row.lat) if row.lat else None,
            uncertainty_m=float(row.uncertainty_m) if row.uncertainty_m else None,
            province_id=row.province_id or None,
            county_id=row.county_id or None,
            province=province.name if province else None,
            confidence=row.confidence or "none",
        )

    def related(self, place_id: str, relation: str) -> tuple[Place, ...]:
        """Return the places to which a place has a relation.

        Parameters
        ----------
        place_id
            Of the place.
        relation
            ``part_of``, ``seat_of``, ``opposite``, ``on_river`` or ``successor_of``.

        Returns
        -------
        tuple of Place
            Empty where there is none.

        Raises
        ------
        geo_nk.errors.UnknownPlaceError
            If no place has this id.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> gazetteer = load_gazetteer()
        >>> all(place.country == "CN" for place in gazetteer.related("kp-ryanggang-hyesan", "opposite"))
        True
        """
        self.get(place_id)
        return tuple(map(self.get, self.units.others(place_id, relation)))

    def part_of(self, place_id: str) -> tuple[Place, ...]:
        """Return the places that hold a place, the smallest first.

        Parameters
        ----------
        place_id
            Of the place.

        Returns
        -------
        tuple of Place

        Raises
        ------
        geo_nk.errors.UnknownPlaceError
            If no place has this id.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> [place.name for place in load_gazetteer().part_of("kp-ryanggang-hyesan")]
        ['Ryanggang']
        """
        return tuple(map(self.get, self.holders(place_id)))

    def children(self, place_id: str) -> tuple[Place, ...]:
        """Return the places that lie directly in a place.

        Parameters
        ----------
        place_id
            Of the place that holds them.

        Returns
        -------
        tuple of Place

        Raises
        ------
        geo_nk.errors.UnknownPlaceError
            If no place has this id.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> "Hyesan" in {place.name for place in load_gazetteer().children("kp-ryanggang")}
        True
        """
        self.get(place_id)
        return tuple(map(self.get, self.units.children(place_id)))

    def holders(self, place_id: str, *, past: bool = False) -> tuple[str, ...]:
        """Return the ids of the places that hold a place, the smallest first.

        Parameters
        ----------
        place_id
            Of the place.
        past
            Whether to add those that held it once: reports of 2005 have Rason in North Hamgyong.

        Returns
        -------
        tuple of str

        Raises
        ------
        geo_nk.errors.UnknownPlaceError
            If no place has this id.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> load_gazetteer().holders("kp-ryanggang-hyesan")
        ('kp-ryanggang',)
        """
        self.get(place_id)
        return self.units.holders(place_id, past=past)
