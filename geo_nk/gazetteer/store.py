"""The gazetteer: places, their names, and how they lie to one another."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from geo_nk.errors import UnknownPlaceError
from geo_nk.gazetteer import locating
from geo_nk.gazetteer.match import Question, answer
from geo_nk.gazetteer.near import Neighbours
from geo_nk.gazetteer.place import Answer, Place
from geo_nk.gazetteer.tables import Name, PlaceRow, Relation, name_row

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas as gpd

__all__ = ["Gazetteer"]

_REMEMBERED = 16_384  # answers; a corpus asks the same names again and again
_BORDERING = frozenset({"on_river", "opposite"})


class Gazetteer:
    """Places with their names; immutable once built.

    Parameters
    ----------
    places, names, relations
        Rows of the three tables, see :mod:`geo_nk.gazetteer.tables`.

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
        self._places: dict[str, Place] = {}  # made when first asked for, like the chains of holders
        self._chains: dict[tuple[str, bool], tuple[str, ...]] = {}
        self._names = tuple(names)
        self._relations = tuple(relations)
        self._by_folded: dict[str, list[Name]] = defaultdict(list)
        self._by_key: dict[str, list[Name]] = defaultdict(list)
        for name in self._names:
            self._by_folded[name.folded].append(name)
            if name.key:
                self._by_key[name.key].append(name)
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

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        return map(self.get, self._rows)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._rows

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self._rows.values()), self._names, self._relations)

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self._rows)} places with {len(self._names)} names>"

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
        return tuple(self._names_by_place.get(place_id, ()))

    def all_names(self) -> Iterator[tuple[str, str]]:
        """Yield every listed name with the id of its place, as a matcher of texts needs them.

        Yields
        ------
        name : str
        place_id : str

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> ("Hyesan", "kp-ryanggang-hyesan") in load_gazetteer().all_names()
        True
        """
        for name in self._names:
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
        others = self._others.get(place_id, {}).get(relation, ())
        return tuple(self.get(other) for other in others if other in self._rows)

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
        return tuple(self.get(other) for other in self.holders(place_id))

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
        return tuple(self.get(child) for child in self._children.get(place_id, ()))

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
        known = self._chains.get((place_id, past))
        if known is not None:
            return known
        chain: list[str] = []
        queue = [place_id]
        while queue:
            here = queue.pop(0)
            for other in self._direct_holders(here, past=past):
                if other != place_id and other not in chain:
                    chain.append(other)
                    queue.append(other)
        return self._chains.setdefault((place_id, past), tuple(chain))

    def _direct_holders(self, place_id: str, *, past: bool = False) -> Iterator[str]:
        """Yield the units named in a place's row and relations, the smaller first."""
        row = self._rows[place_id]
        listed = self._held.get(place_id, ())
        now = [relation.other_id for relation in listed if not relation.valid_to]
        once = [relation.other_id for relation in listed if relation.valid_to] if past else []
        for other in (row.county_id, *now, row.province_id, *once):
            if other in self._rows and other != place_id:
                yield other

    def named(self, folded: str) -> Sequence[Name]:
        """Return the names that fold to `folded`; what matching looks up first."""
        return self._by_folded.get(folded, ())

    def keyed(self, key: str) -> Sequence[Name]:
        """Return the names that share a romanisation key; what matching looks up next."""
        return self._by_key.get(key, ())

    def borders(self, place_id: str) -> bool:
        """Say whether a place, or the county it lies in, touches the border river."""
        return place_id in self._border_units or any(other in self._border_units for other in self.holders(place_id))

    def near(self, folded: str, key: str, cutoff: float) -> list[tuple[Name, float]]:
        """Return the names that resemble one in letters or in sound, with their likeness, best first."""
        by_letters = ((self._by_folded, *other) for other in self._letters.nearest(folded, cutoff))
        by_sound = ((self._by_key, *other) for other in self._sounds.nearest(key, cutoff))
        found = [(name, nearness) for table, other, nearness in (*by_letters, *by_sound) for name in table[other]]
        return sorted(found, key=lambda each: -each[1])

    @functools.cached_property
    def _letters(self) -> Neighbours:
        return Neighbours(self._by_folded)

    @functools.cached_property
    def _sounds(self) -> Neighbours:
        return Neighbours(self._by_key)

    @functools.cached_property
    def _names_by_place(self) -> dict[str, list[Name]]:
        names: dict[str, list[Name]] = defaultdict(list)
        for name in self._names:
            names[name.place_id].append(name)
        return names

    @functools.cached_property
    def _others(self) -> dict[str, dict[str, list[str]]]:
        others: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._relations:
            others[row.place_id][row.relation].append(row.other_id)
        return others

    @functools.cached_property
    def _held(self) -> dict[str, list[Relation]]:
        held: dict[str, list[Relation]] = defaultdict(list)
        for row in self._relations:
            if row.relation == "part_of":
                held[row.place_id].append(row)
        return held

    @functools.cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for place_id in self._rows:
            if (holder := next(self._direct_holders(place_id), None)) is not None:
                children[holder].append(place_id)
        return children

    @functools.cached_property
    def _border_units(self) -> frozenset[str]:
        return frozenset(
            row.place_id
            for row in self._relations
            if row.relation in _BORDERING and row.place_id in self._rows and self._rows[row.place_id].kind != "province"
        )

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
        return locating.many(self.resolve, names, within)
