"""How far two points of the earth lie apart.

Arrays of points and lines are measured on the ellipsoid with `pyproj.Geod`; two points alone need no numpy.
"""

from __future__ import annotations

import math
from typing import Final

__all__ = ["great_circle_m"]

_EARTH_M: Final = 6_371_008.8  # the mean radius of the WGS 84 ellipsoid


def great_circle_m(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the great-circle distance of two points in metres.

    Parameters
    ----------
    lon, lat
        One point, in degrees.
    other_lon, other_lat
        The other.

    Returns
    -------
    float
        Within 0.5 % of the distance on the ellipsoid.

    Examples
    --------
    >>> round(great_circle_m(128.178, 41.403, 129.208, 42.226) / 1000)  # Hyesan to Musan
    125
    """
    lat_1, lat_2 = math.radians(lat), math.radians(other_lat)
    half_lat, half_lon = (lat_2 - lat_1) / 2, math.radians(other_lon - lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin(half_lon) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(chord, 1.0)))  # rounding may exceed 1 at the antipodes
