"""The gazetteer that ships with geo_nk."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from geo_nk.gazetteer.store import Gazetteer
from geo_nk.gazetteer.tables import Name, PlaceRow, Relation, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

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

    See Also
    --------
    geo_nk.gazetteer.Gazetteer.locate : For one name; raises where this says ``unknown``.

    Examples
    --------
    >>> located = locate(["Hyeryung", "Sambong", "Atlantis"])
    >>> located["status"].tolist(), located["name"][0]
    (['found', 'ambiguous', 'unknown'], 'Hoeryong')
    """
    return load_gazetteer().locate_many([names] if isinstance(names, str) else names, within=within)
