"""How far along the border something happened, how far from it, and on which side."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo_nk.border.crossing import CROSSED, crossings
from geo_nk.border.measure import along_and_off
from geo_nk.border.metric import BORDER_CRS
from geo_nk.border.sides import sides
from geo_nk.errors import WrongTypeError
from geo_nk.gazetteer.shapes import GEOD, interpolated, reaches

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

__all__ = ["FAR_M", "border_position"]

FAR_M = 200_000.0
"""Metres beyond which the border does not tell the country of a point: Pyongyang is nearer, South Korea is not."""

_BENT_M = 100_000.0  # beyond, the projection is off by more than 0.1 %, and distances are measured on the ellipsoid
_COLUMNS = {
    "border_km": float,
    "border_distance_m": float,
    "side": object,
    "stretch": object,
    "nearest_crossing": object,
    "crossing_distance_m": float,
}


def border_position(points: gpd.GeoSeries | gpd.GeoDataFrame) -> pd.DataFrame:
    """Measure points against the border.

    Parameters
    ----------
    points
        Points in any coordinate reference system; longitude and latitude (EPSG:4326) where it has none.

    Returns
    -------
    pandas.DataFrame
        With the index of `points`; a missing point has missing values.

        - border_km: kilometres along the border from the mouth of the Yalu to the point of it that is nearest. Where
          the river bends, neighbours on the ground may be kilometres apart.
        - border_distance_m: metres to the line, 0 or more.
        - side: ``KP``, ``CN`` or ``RU``; missing for points more than `FAR_M` metres off, whose country the border
          does not tell. A point nearer to the line than it is sure may lie on the other bank. China and Russia are told
          apart to 1 km, near the Tumen to 100 m.
        - stretch: ``Yalu``, ``Paektu`` (the border on land) or ``Tumen``.
        - nearest_crossing, crossing_distance_m: place id of the nearest crossing in a straight line, and metres to its
          point. Ruins and towns without a crossing do not count; see :func:`~geo_nk.border.crossings`.

        Points far away are measured too: distances of more than 100 km are geodesic (WGS 84), shorter ones true to
        0.1 %.

    Raises
    ------
    geo_nk.errors.WrongTypeError
        If a geometry is not a point, or no column of geometries is given.

    Examples
    --------
    >>> import geopandas as gpd
    >>> hyesan = gpd.GeoSeries(gpd.points_from_xy([128.178], [41.403]), crs="EPSG:4326")
    >>> measured = border_position(hyesan).iloc[0]
    >>> measured["side"], measured["stretch"], measured["nearest_crossing"]
    ('KP', 'Yalu', 'crossing-x17-changbai-hyesan')
    """
    if not hasattr(points, "geometry") or not hasattr(points, "index"):
        what = f"border_position is given a {type(points).__name__}"
        raise WrongTypeError(f"{what}; give a GeoSeries of points, such as geopandas.GeoSeries([point], crs=4326)")
    import pandas as pd  # noqa: PLC0415 - heavy, and reading reports does without

    series = points.geometry
    given = series.set_crs("EPSG:4326") if series.crs is None else series
    present = np.asarray(~(given.isna() | given.is_empty))
    _check_points(given, present)
    measured = _measured(given[present])
    if present.all():
        return pd.DataFrame(measured, index=series.index)
    out = pd.DataFrame(index=series.index)
    for name, kind in _COLUMNS.items():
        column = np.full(len(series), np.nan if kind is float else None, dtype=kind)
        column[present] = measured[name]
        out[name] = column
    return out


def _measured(points: gpd.GeoSeries) -> dict[str, np.ndarray[Any, Any]]:
    """Measure points, none of them missing."""
    if points.empty:
        return {name: np.empty(0, dtype=kind) for name, kind in _COLUMNS.items()}
    metric = points.to_crs(BORDER_CRS).to_numpy()
    km, off = along_and_off(metric)
    degrees = shapely.get_coordinates(points.to_crs("EPSG:4326"))
    distance = _unbent(off, degrees, np.column_stack(interpolated(km)))
    ids, crossing_m = _nearest_crossing(metric, degrees)
    side = sides(metric)
    side[distance > FAR_M] = None
    values = (km, distance, side, _stretch(km), ids, crossing_m)
    return dict(zip(_COLUMNS, values, strict=True))


def _unbent(
    metres: np.ndarray[Any, Any], here: np.ndarray[Any, Any], there: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """Measure long distances again, on the ellipsoid: between points in degrees."""
    long = metres > _BENT_M
    if not long.any():
        return metres
    exact = metres.copy()
    exact[long] = GEOD.inv(*here[long].T, *there[long].T)[2]
    return exact


def _nearest_crossing(
    metric: np.ndarray[Any, Any], degrees: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the place id of the nearest crossing of each point, and metres to it."""
    tree, ids, there = _crossed()
    (_, nearest), metres = tree.query_nearest(metric, return_distance=True, all_matches=False)
    return ids[nearest], _unbent(metres, degrees, there[nearest])


@cache
def _crossed() -> tuple[shapely.STRtree, np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the crossings that may be crossed: an index in metres, their place ids and their points in degrees."""
    table = crossings()
    kept = table[table["category"].isin(CROSSED)]
    tree = shapely.STRtree(kept.to_crs(BORDER_CRS).geometry.to_numpy())
    return tree, kept.index.to_numpy(dtype=object), shapely.get_coordinates(kept.geometry)


def _stretch(km: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return whether kilometres lie on the Yalu, on the land border over Paektu or on the Tumen."""
    parts = sorted((each.km_from, each.place_id) for each in reaches() if each.reach == "whole")
    kept = [(start, place_id) for start, place_id in parts if not place_id.startswith("region-")]
    names = np.array([place_id.partition("-")[2].title() for _, place_id in kept], dtype=object)
    starts = [start for start, _ in kept]
    return names[np.searchsorted(starts, km, side="right") - 1]


def _check_points(points: gpd.GeoSeries, present: np.ndarray[Any, Any]) -> None:
    """Raise for the first geometry that is not a point."""
    kinds = points.geom_type
    wrong = np.asarray(present & (kinds != "Point"))
    if wrong.any():
        row = points.index[wrong][0]
        raise WrongTypeError(f"row {row!r} is a {kinds[wrong].iloc[0]}; border_position measures points")
