"""The gazetteer that ships with geo_nk, alone or with a person's own index of places."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_nk.gazetteer.store import Gazetteer
from geo_nk.gazetteer.tables import Name, PlaceRow, Relation, read_rows

if TYPE_CHECKING:
    import os

    from geo_nk.gazetteer.place import Place

__all__ = ["load_gazetteer", "locate"]


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
    )


@functools.lru_cache(maxsize=2)
def _widened(path: str, changed: int) -> Gazetteer:  # noqa: ARG001 - a file that was made anew is read anew
    from geo_nk.gazetteer.index_file import read_index  # noqa: PLC0415 - few have an index, and SQLite takes time

    return _shipped().with_places(*read_index(path))


def locate(name: str, **context: Any) -> Place:  # noqa: ANN401 - the keywords of Gazetteer.resolve
    """Return the one place that a name means, by the gazetteer that ships with geo_nk.

    Parameters
    ----------
    name
        As a report writes it.
    **context
        The keywords of :meth:`Gazetteer.resolve`.

    Returns
    -------
    Place

    Raises
    ------
    geo_nk.errors.UnknownPlaceError
        If no place has this name.
    geo_nk.errors.AmbiguousPlaceError
        If several fit equally well.

    Examples
    --------
    >>> locate("Onsung County").name
    'Onsong'
    """
    return load_gazetteer().locate(name, **context)
