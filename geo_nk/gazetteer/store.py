"""The gazetteer: places with their names, to be asked."""

from __future__ import annotations

import functools
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geo_nk.errors import require_text
from geo_nk.gazetteer import locating
from geo_nk.gazetteer.atlas import Atlas
from geo_nk.gazetteer.index import NameIndex
from geo_nk.gazetteer.own.rows import own_tables
from geo_nk.gazetteer.own.widen import widen
from geo_nk.gazetteer.resolution.answer import answer
from geo_nk.gazetteer.resolution.namesakes import find_namesakes
from geo_nk.gazetteer.resolution.question import question

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Self, Unpack

    import geopandas as gpd

    from geo_nk.gazetteer.place import Answer, Place
    from geo_nk.gazetteer.resolution.question import Context
    from geo_nk.gazetteer.tables import Name, PlaceRow, Relation

__all__ = ["Gazetteer"]

_REMEMBERED = 16_384  # answers; a corpus asks the same names again and again


class Gazetteer(Atlas):
    """Places with their names; immutable once built.

    Parameters
    ----------
    places, names, relations
        Rows of the three tables, see :mod:`geo_nk.gazetteer.tables`.
    alone
        What is known to be the answer to some of these names with nothing beside them: place id and score by name.
    elsewhere
        Returns country and kind of places that lie elsewhere, by folded spelling; called once a name is doubted.

    Attributes
    ----------
    alone : mapping
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
        alone: Mapping[str, tuple[str, str]] = MappingProxyType({}),
        elsewhere: Callable[[], Mapping[str, tuple[str, str]]] = dict,
    ) -> None:
        super().__init__(places, relations)
        self.alone = alone
        self._elsewhere = elsewhere
        self.index = NameIndex(names)
        self._answer = functools.lru_cache(_REMEMBERED)(functools.partial(answer, self))

    @classmethod
    def from_rows(
        cls,
        places: Iterable[Mapping[str, str]],
        names: Iterable[Mapping[str, str]] = (),
        relations: Iterable[Mapping[str, str]] = (),
    ) -> Self:
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

        Raises
        ------
        geo_nk.errors.ReadError
            If a row lacks a column, gives no position on the earth, repeats a place or names one that is not given.

        Examples
        --------
        >>> mine = Gazetteer.from_rows([{"place_id": "x", "name": "Hwajon-ri", "kind": "ri", "country": "KP"}])
        >>> mine.resolve("Hwajeon-ri").place.place_id
        'x'
        """
        return cls(*own_tables(places, names, relations))

    def with_places(self, places: Iterable[PlaceRow], names: Iterable[Name]) -> Self:
        """Return a gazetteer that knows more places; where one is listed already, this one's word holds.

        Parameters
        ----------
        places, names
            Rows as :func:`~geo_nk.gazetteer.own.index_file.read_index` returns them.

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
        return type(self)(rows, [*self.index.names, *more], self.units.relations, elsewhere=self._elsewhere)

    def __reduce__(self) -> tuple[Any, ...]:
        rows = tuple(self._rows.values())
        return type(self), (rows, self.index.names, self.units.relations, dict(self.alone), self._elsewhere)

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self._rows)} places with {len(self.index.names)} names>"

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

    def resolve(
        self,
        name: str,
        *,
        within: str | Sequence[str] | None = None,
        near: str | tuple[float, float] | None = None,
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
        near
            A place close by: its name, its id, or lon and lat in degrees. It supports the candidates around it.
        kind
            Kind of place that is meant, such as ``county`` or ``river``.
        country
            Two letters, such as ``KP``, or a name.
        at
            Date at which the name was used, or ISO text, whole or in part; decides between names and provinces that
            were valid at different times. A name of another time is found still, and the reason says which was right.
        fuzzy
            Whether to look further when nothing listed is written or sounds like it: for names that differ by a letter
            or two, and in plain words, such as ``Hyesan or Musan``, for two names in one.

        Returns
        -------
        Answer
            An unknown name is an answer, too.

        Raises
        ------
        ValueError
            If `near` is no point on the earth, `country` is not known, or `at` no date.

        Examples
        --------
        >>> from geo_nk.gazetteer import load_gazetteer
        >>> gazetteer = load_gazetteer()
        >>> answer = gazetteer.resolve("Bocheon County", within="Ryanggang Province")
        >>> answer.status, answer.place.name
        ('found', 'Pochon')
        >>> gazetteer.resolve("Atlantis").status
        'unknown'
        """
        if not isinstance(name, str):
            require_text(name, what="a name of a place", advice="give a string")
        asked = question(name, within=within, near=near, kind=kind, country=country, at=at, fuzzy=fuzzy)
        answered: Answer = self._answer(asked)
        return answered

    @functools.cached_property
    def elsewhere(self) -> Mapping[str, tuple[str, str]]:
        """Country and kind of places that lie elsewhere, by folded spelling."""
        return self._elsewhere()

    @functools.cached_property
    def namesakes(self) -> Mapping[str, tuple[tuple[str, Name], ...]]:
        """For each place those of its name in the other half of Korea, each with the Hangul name that both have."""
        return find_namesakes(self.index.names, self._rows)

    def locate(self, name: str, **context: Unpack[Context]) -> Place:
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
        ValueError
            As for :meth:`resolve`.

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
            One row for each name: query, status, name, place_id, kind, province, country, uncertainty_m (metres),
            method, score, alternatives and suggestions (lists), reason, and geometry (EPSG:4326 point, lon and lat in
            degrees; None where it is not known, or no point).

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
