"""The border as a ruler: where a kilometre lies, and what lies between two.

Kilometre 0 is the mouth of the Yalu, the last is the mouth of the Tumen. Lengths are geodesic (WGS 84), so that a point
and its kilometre undo each other to a centimetre. How well the line follows the rivers is another matter: where both
banks agree to 10 m, across reservoirs and in the Yalu estuary it is the likely course.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

import numpy as np
import shapely

from geo_nk.gazetteer.shapes import border_kilometres, border_line, interpolated, stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd
    from shapely import LineString, Point

__all__ = ["border_length_km", "border_line", "point_at", "stretch_between"]


def border_length_km() -> float:
    """Return the length of the border in kilometres.

    Returns
    -------
    float

    Examples
    --------
    >>> 1350 < border_length_km() < 1420
    True
    """
    return float(border_kilometres()[-1])


@overload
def point_at(km: float) -> Point: ...


@overload
def point_at(km: Sequence[float] | np.ndarray[Any, Any] | pd.Series[Any]) -> gpd.GeoSeries: ...


def point_at(km: float | Sequence[float] | np.ndarray[Any, Any] | pd.Series[Any]) -> Point | gpd.GeoSeries:
    """Return the point of the border at a kilometre, or the points at many.

    Parameters
    ----------
    km
        Kilometres along the border from the mouth of the Yalu. A missing one among many gives a missing point.

    Returns
    -------
    shapely.Point or geopandas.GeoSeries
        Longitude and latitude in degrees; a series (EPSG:4326) with the index of `km` where that is a pandas Series.

    Raises
    ------
    ValueError
        If the border is not as long.

    Examples
    --------
    >>> point_at(0).distance(shapely.Point(border_line().coords[0])) < 1e-9
    True
    >>> len(point_at([0, 100.5, 1300]))
    3
    """
    given = np.asarray(km, dtype=float)
    if given.ndim == 0:
        lon, lat = interpolated(_on_the_border(given))
        return shapely.Point(float(lon), float(lat))
    import pandas as pd  # noqa: PLC0415 - heavy, and one point does without

    index = km.index if isinstance(km, pd.Series) else None
    return _series(_on_the_border(given, missing=np.isnan(given)), index=index)


def stretch_between(km_a: float, km_b: float) -> LineString:
    """Return the part of the border between two kilometres.

    Parameters
    ----------
    km_a, km_b
        Kilometres along the border from the mouth of the Yalu; the line runs from the first to the second.

    Returns
    -------
    shapely.LineString
        Longitude and latitude in degrees.

    Raises
    ------
    ValueError
        If the border is not as long, or both are the same.

    Examples
    --------
    >>> upwards, downwards = stretch_between(10, 20), stretch_between(20, 10)
    >>> upwards.coords[0] == downwards.coords[-1]
    True
    """
    _on_the_border(np.array([km_a, km_b], dtype=float))
    if km_a == km_b:
        raise ValueError(f"km_a and km_b are both {km_a:g}; a stretch has a length, a single kilometre is point_at")
    return stretch(km_a, km_b)


def _series(km: np.ndarray[Any, Any], index: pd.Index[Any] | None) -> gpd.GeoSeries:
    """Return the points of many kilometres."""
    import geopandas as gpd  # noqa: PLC0415 - heavy, and a single point does without

    lon, lat = interpolated(km)
    points = np.asarray(shapely.points(lon, lat), dtype=object)
    points[np.isnan(km)] = None
    return gpd.GeoSeries(points, index=index, crs="EPSG:4326")


def _on_the_border(km: np.ndarray[Any, Any], *, missing: np.ndarray[Any, Any] | bool = False) -> np.ndarray[Any, Any]:
    """Return the kilometres, or raise for the first that the border does not have."""
    length = border_length_km()
    wrong = km[~((km >= 0) & (km <= length)) & ~np.asarray(missing)]
    if wrong.size:
        raise ValueError(f"km is {wrong.flat[0]:g}; the border has kilometres 0 to {length:.0f}")
    return km
