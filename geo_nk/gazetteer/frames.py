"""The gazetteer as tables: all places, or its provinces and counties, as geopandas users expect them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.gazetteer.shipped import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geo_nk.gazetteer.place import Place
    from geo_nk.gazetteer.store import Gazetteer

__all__ = ["counties", "gazetteer_frame", "provinces"]

_COLUMNS = ("name", "kind", "country", "county", "province", "uncertainty_m", "confidence")


def gazetteer_frame(*, gazetteer: Gazetteer | None = None) -> gpd.GeoDataFrame:
    """Return all places of the gazetteer.

    Parameters
    ----------
    gazetteer
        The one that ships with geo_nk where None.

    Returns
    -------
    geopandas.GeoDataFrame
        A row for each place, by ``place_id``; EPSG:4326, with a point where it is located.

    Examples
    --------
    >>> gazetteer_frame().loc["kp-ryanggang-hyesan", ["name", "kind", "province"]].tolist()
    ['Hyesan', 'city', 'Ryanggang']
    """
    return _frame(gazetteer, _point)


def provinces(*, gazetteer: Gazetteer | None = None) -> gpd.GeoDataFrame:
    """Return the provinces of North Korea, and those beside it, with their outlines.

    Parameters
    ----------
    gazetteer
        The one that ships with geo_nk where None.

    Returns
    -------
    geopandas.GeoDataFrame
        By ``place_id``; EPSG:4326. Outlines are those of Natural Earth, good to some kilometres; None where none is
        shipped.

    Examples
    --------
    >>> provinces().loc["kp-ryanggang"].geometry.geom_type
    'Polygon'
    """
    from geo_nk.gazetteer.shapes import shape_of  # noqa: PLC0415 - shapely is heavy

    return _frame(gazetteer, lambda place: shape_of(place.place_id), of=lambda place: place.kind == "province")


def counties(*, gazetteer: Gazetteer | None = None) -> gpd.GeoDataFrame:
    """Return the counties, cities and districts of the second order, each at its seat.

    Parameters
    ----------
    gazetteer
        The one that ships with geo_nk where None.

    Returns
    -------
    geopandas.GeoDataFrame
        By ``place_id``; EPSG:4326, points.

    Examples
    --------
    >>> counties().loc["kp-north-hamgyong-musan", ["name", "kind"]].tolist()
    ['Musan', 'county']
    """
    return _frame(gazetteer, _point, of=lambda place: place.county_id == place.place_id)


def _point(place: Place) -> BaseGeometry | None:
    import shapely  # noqa: PLC0415 - heavy

    return None if place.lon is None or place.lat is None else shapely.Point(place.lon, place.lat)


def _frame(
    gazetteer: Gazetteer | None,
    shape: Callable[[Place], BaseGeometry | None],
    *,
    of: Callable[[Place], bool] | None = None,
) -> gpd.GeoDataFrame:
    """Return the places of a gazetteer, or those that `of` takes, each with its shape."""
    import geopandas as gpd  # noqa: PLC0415 - as above
    import pandas as pd  # noqa: PLC0415 - as above

    known = gazetteer if gazetteer is not None else load_gazetteer()
    held = list(filter(of, known))
    columns = {name: [_value(place, name, known) for place in held] for name in _COLUMNS}
    index = pd.Index([place.place_id for place in held], name="place_id")
    return gpd.GeoDataFrame(columns, geometry=[shape(place) for place in held], index=index, crs="EPSG:4326")


def _value(place: Place, name: str, gazetteer: Gazetteer) -> object:
    if name != "county":
        return getattr(place, name)
    return gazetteer.get(place.county_id).name if place.county_id and place.county_id in gazetteer else None
