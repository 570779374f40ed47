"""The gazetteer: places, their names, and how they lie to one another."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from geo_nk.errors import UnknownPlaceError
from geo_nk.gazetteer import locating
from geo_nk.gazetteer.index import NameIndex
from geo_nk.gazetteer.match import Question, answer
from geo_nk.gazetteer.place import Answer, Place
from geo_nk.gazetteer.tables import Name, PlaceRow, Relation, name_row
from geo_nk.gazetteer.units import Units
from geo_nk.gazetteer.widen import widen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas as gpd

__all__ = ["Gazetteer"]

_REMEMBERED = 16_384  # answers; a corpus asks the same names again and again


class Gazetteer:
    """Places with their names; immutable once built.

    Parameters
    ----------
    places, names, relations
        Rows of the three tables, see :mod:`geo_nk.gazetteer.tables`.

    Attributes
    ----------
    index : NameIndex
        The names, as matching looks them up.
    units : Units
        How the places lie to one another.

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> gazetteer = load_gazetteer()
    >>> gazetteer.resolve("Hyeryung").place.name
    'Hoeryong'
    """

    def __init__(
        self,
        places: Iterable[PlaceRow],
        names: Iterable[Name] = (),
        relations: Iterable[Relation] = (),
    ) -> None:
        self._rows = {row.place_id: row for row in places}
        self._places: dict[str, Place] = {}  # made when first asked for
        self.index = NameIndex(names)
        self.units = Units(self._rows, relations)
        self._answer = functools.lru_cache(_REMEMBERED)(functools.partial(answer, self))

    @classmethod
    def from_rows(
        cls,
        places: Iterable[Mapping[str, str]],
        names: Iterable[Mapping[str, str]] = (),
        relations: Iterable[Mapping[str, str]] = (),
    ) -> Gazetteer:
        """Build a gazetteer of one's own from rows as :class:`csv.DictReader` gives them.

        Parameters
        ----------
        places
            Rows with at least place_id, name, kind and country; lon and lat in degrees, uncertainty_m in metres.
        names
            Rows with at least place_id and name. A place's own name need not be repeated.
        relations
            Rows with place_id, relation and other_id.

        Returns
        -------
        Gazetteer

        Examples
        --------
        >>> mine = Gazetteer.from_rows([{"place_id": "x", "name": "Hwajon-ri", "kind": "ri", "country": "KP"}])
        >>> mine.resolve("Hwajeon-ri").place.place_id
        'x'
        """
        rows = [PlaceRow(**{field: row[field] for field in PlaceRow._fields if field in row}) for row in places]
        own = [name_row({"place_id": row.place_id, "name": row.name, "preferred": "1"}) for row in rows]
        others = [name_row(row) for row in names]
        kept = [Relation(**{field: row[field] for field in Relation._fields if field in row}) for row in relations]
        return cls(rows, [*own, *others], kept)

    def with_places(self, places: Iterable[PlaceRow], names: Iterable[Name]) -> Gazetteer:
        """Return a gazetteer that knows more places; where one is listed already, this one's word holds.

        Parameters
        ----------
        places, names
            Rows as :func:`~geo_nk.gazetteer.index_file.read_index` returns them.

        Returns
        -------
        Gazetteer

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> from geo_nk.gazetteer.tables import PlaceRow, name_row
        >>> row = PlaceRow("x-1", "Nowhere-ri", "ri", "KP", "128.1", "41.3", "2000")
        >>> wider = load_gazetteer().with_places([row], [name_row({"place_id": "x-1", "name": "Nowhere-ri"})])
        >>> wider.resolve("Nowhere-ri").place.place_id
        'x-1'
        """
        rows, more = widen(self._rows, self.index, places, names)
        return type(self)(rows, [*self.index.names, *more], self.units.relations)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        return map(self.get, self._rows)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._rows

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self._rows.values()), self.index.names, self.units.relations)

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self._rows)} places with {len(self.index.names)} names>"

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

    def names_of(self, place_id: str) -> tuple[Name, ...]:
        """Return every listed name of a place.

        Parameters
        ----------
        place_id
            Of the place.

        Returns
        -------
        tuple of Name
            With language, script, system and validity.

        Raises
        ------
        geo_nk.errors.UnknownPlaceError
            If no place has this id.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> "혜산시" in {name.name for name in load_gazetteer().names_of("kp-ryanggang-hyesan")}
        True
        """
        self.get(place_id)
        return tuple(self.index.of_place(place_id))

    def all_names(self) -> Iterator[tuple[str, str]]:
        """Yield every listed name with the id of its place, as a matcher of texts needs them.

        Yields
        ------
        tuple of str

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> ("Hyesan", "kp-ryanggang-hyesan") in load_gazetteer().all_names()
        True
        """
        for name in self.index.names:
            yield name.name, name.place_id

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

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> load_gazetteer().holders("kp-ryanggang-hyesan")
        ('kp-ryanggang',)
        """
        return self.units.holders(place_id, past=past)

    def resolve(
        self,
        name: str,
        *,
        within: str | Sequence[str] | None = None,
        kind: str | None = None,
        country: str | None = None,
        at: dt.date | str | None = None,
        fuzzy: bool = True,
    ) -> Answer:
        """Say which place a name means, or which it may mean, or that it is not known.

        Parameters
        ----------
        name
            As a report writes it, in any spelling and script, with or without a word such as ``County``.
        within
            What the text says of where it lies: a name, a place id or several. A `within` that is not known is passed
            over; one that does not fit lowers the score and does not hide a sure answer.
        kind
            Kind of place that is meant, such as ``county`` or ``river``.
        country
            Two letters, such as ``KP``.
        at
            Date at which the name was used; decides between names that were valid at different times.
        fuzzy
            Whether to look for names that differ by a letter or two when nothing else is found.

        Returns
        -------
        Answer
            Never an error: an unknown name is an answer too.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> answer = load_gazetteer().resolve("Bocheon County", within="Ryanggang Province")
        >>> answer.status, answer.place.name
        ('found', 'Pochon')
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> load_gazetteer().resolve("Atlantis").status
        'unknown'
        """
        areas = (within,) if isinstance(within, str) else tuple(within or ())
        day = None if at is None else str(at)[:10]
        answered: Answer = self._answer(Question(name, areas, kind, country, day, fuzzy=fuzzy))
        return answered

    def locate(self, name: str, **context: Any) -> Place:  # noqa: ANN401 - the keywords of resolve
        """Return the one place that a name means.

        Parameters
        ----------
        name
            As a report writes it.
        **context
            The keywords of :meth:`resolve`.

        Returns
        -------
        Place
            It may have no point: see :attr:`Place.located`.

        Raises
        ------
        geo_nk.errors.UnknownPlaceError
            If no place has this name.
        geo_nk.errors.AmbiguousPlaceError
            If several fit equally well.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> load_gazetteer().locate("Shinuiju").name
        'Sinuiju'
        """
        return locating.one(self.resolve(name, **context))

    def locate_many(
        self, names: Sequence[str], *, within: str | Sequence[str | None] | None = None
    ) -> gpd.GeoDataFrame:
        """Locate a column of names, found or not.

        Parameters
        ----------
        names
            A pandas Series, whose index is kept, or any sequence of names.
        within
            One for all, or one for each name.

        Returns
        -------
        geopandas.GeoDataFrame
            One row for each name: query, name, place_id, kind, country, uncertainty_m (metres), method, score, status,
            reason, alternatives and geometry (EPSG:4326 point, lon and lat in degrees; None where it is not known).

        Raises
        ------
        ValueError
            If `within` is a sequence of another length than `names`.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> table = load_gazetteer().locate_many(["Hyesan", "Atlantis"])
        >>> list(table["status"])
        ['found', 'unknown']
        """
        return locating.many(self, names, within)
