"""The gazetteer that ships with geo_nk, alone or with a person's own index of places."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from geo_nk.errors import require_text
from geo_nk.gazetteer.store import Gazetteer
from geo_nk.gazetteer.tables import Name, PlaceRow, Relation, read_pairs, read_rows

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    import geopandas as gpd

    from geo_nk.gazetteer.place import Answer
    from geo_nk.gazetteer.resolution.question import Context

__all__ = ["load_gazetteer", "locate", "resolve"]


def load_gazetteer(*, index: str | os.PathLike[str] | None = None) -> Gazetteer:
    """Return the gazetteer that ships with geo_nk; read once, then kept.

    Parameters
    ----------
    index
        A file that ``geo-nk gazetteer import`` made; its places are known besides the shipped ones, which win where
        both have one place.

    Returns
    -------
    Gazetteer

    Raises
    ------
    geo_nk.errors.GazetteerError
        If a shipped table is missing.
    geo_nk.errors.ReadError
        If `index` is no index.

    Examples
    --------
    >>> len(load_gazetteer()) > 200
    True
    """
    if index is None:
        return _shipped()
    file = Path(index)
    changed = file.stat().st_mtime_ns if file.exists() else 0
    return _widened(str(file.absolute()), changed)


@functools.cache
def _shipped() -> Gazetteer:
    return Gazetteer(
        read_rows("gazetteer/places.csv", PlaceRow),
        read_rows("gazetteer/names.csv", Name),
        read_rows("gazetteer/relations.csv", Relation),
        read_pairs("gazetteer/alone.csv"),
        _elsewhere,
    )


@functools.cache
def _elsewhere() -> Mapping[str, tuple[str, str]]:
    return read_pairs("gazetteer/elsewhere.csv")


@functools.lru_cache(maxsize=2)
def _widened(path: str, changed: int) -> Gazetteer:  # noqa: ARG001 - a file that was made anew is read anew
    from geo_nk.gazetteer.own.index_file import read_index  # noqa: PLC0415 - few have an index, and SQLite takes time

    return _shipped().with_places(*read_index(path))


def resolve(name: str, **context: Unpack[Context]) -> Answer:
    """Say which place a name means, or which it may mean, or that it is not known, by the gazetteer that ships.

    Parameters
    ----------
    name
        As a report writes it.
    **context
        The keywords of :meth:`geo_nk.gazetteer.Gazetteer.resolve`: ``within``, ``near``, ``kind``, ``country``, ``at``,
        ``fuzzy``.

    Returns
    -------
    Answer

    Examples
    --------
    >>> resolve("Hyeryung").place.name
    'Hoeryong'
    """
    return load_gazetteer().resolve(name, **context)


def locate(names: str | Sequence[str], *, within: str | Sequence[str | None] | None = None) -> gpd.GeoDataFrame:
    """Locate names, found or not, by the gazetteer that ships with geo_nk.

    Parameters
    ----------
    names
        A name, or a column of names: a pandas Series, whose index is kept, or any sequence.
    within
        A province or county that holds them: one for all, or one for each name.

    Returns
    -------
    geopandas.GeoDataFrame
        A row for each name, in order, EPSG:4326. `status` is ``found``, ``ambiguous`` or ``unknown``; what is not
        known is empty, and `reason` says why. A province or a river has no point.

    Raises
    ------
    geo_nk.errors.WrongTypeError
        If `names` is neither a string nor a sequence.

    See Also
    --------
    geo_nk.gazetteer.Gazetteer.locate : For one name; raises where this says ``unknown``.

    Examples
    --------
    >>> located = locate(["Hyeryung", "Sambong", "Atlantis"])
    >>> located["status"].tolist(), located["name"][0]
    (['found', 'ambiguous', 'unknown'], 'Hoeryong')
    """
    if isinstance(names, bytes) or not hasattr(names, "__iter__"):
        require_text(names, what="a name of a place or a column of them", advice="give a string, or several")
    return load_gazetteer().locate_many([names] if isinstance(names, str) else names, within=within)
