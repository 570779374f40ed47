"""The gazetteer that ships with geo_nk."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from geo_nk.gazetteer.store import Gazetteer
from geo_nk.gazetteer.tables import Name, PlaceRow, Relation, read_rows

if TYPE_CHECKING:
    from geo_nk.gazetteer.place import Place

__all__ = ["load_gazetteer", "locate"]


@functools.cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer that ships with geo_nk; read once, then kept.

    Returns
    -------
    Gazetteer

    Raises
    ------
    geo_nk.errors.GazetteerError
        If a shipped table is missing.

    Examples
    --------
    >>> len(load_gazetteer()) > 200
    True
    """
    return Gazetteer(
        read_rows("gazetteer/places.csv", PlaceRow),
        read_rows("gazetteer/names.csv", Name),
        read_rows("gazetteer/relations.csv", Relation),
    )


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
