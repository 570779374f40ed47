"""Where along the border events lie: each as a kilometre, and as the stretch within which it may have happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import shapely

from geo_nk.border import border_length_km, border_position
from geo_nk.events.schema import CRS

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NEAR_M", "Along", "along_border"]

#: Metres from the border within which an event stands along it. The seats of counties on the border lie up to 20 km
#: from it, and reports name the seat for the county.
NEAR_M: Final = 30_000

_M_PER_KM: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Along:
    """Where along the border events lie.

    Attributes
    ----------
    km, first, last : numpy.ndarray
        Kilometre of the event, and the first and last at which it may have happened; NaN where it does not lie along
        the border.
    far, area : numpy.ndarray
        Which lie farther from the border than `NEAR_M`, and which name an area.
    """

    km: NDArray[np.float64]
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    far: NDArray[np.bool_]
    area: NDArray[np.bool_]


def along_border(
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    *,
    radius_m: NDArray[np.float64],
    vague: NDArray[np.bool_],
    km_first: NDArray[np.float64],
    km_last: NDArray[np.float64],
) -> Along:
    """Return where along the border events lie.

    Parameters
    ----------
    lon, lat
        Degrees; NaN where an event has no point.
    radius_m
        Metres around the point within which it happened; 0 where that is not known.
    vague
        Whether only an area or a line is known.
    km_first, km_last
        The stretch that is all that is known; NaN of others.

    Returns
    -------
    Along

    Examples
    --------
    >>> nan, no = np.array([np.nan]), np.array([False])
    >>> lon, lat, radius = np.array([128.178]), np.array([41.403]), np.array([6000.0])
    >>> found = along_border(lon, lat, radius_m=radius, vague=no, km_first=nan, km_last=nan)
    >>> round(float(found.last[0] - found.first[0]), 1), found.far.tolist()
    (12.0, [False])
    """
    stretch = ~np.isnan(km_first) & ~np.isnan(km_last)
    spot = ~np.isnan(lon) & ~stretch & ~vague
    km, off = (np.full(len(lon), np.nan) for _ in range(2))
    if spot.any():
        pairs, codes = np.unique(np.stack([lon[spot], lat[spot]]), axis=1, return_inverse=True)
        measured = border_position(gpd.GeoSeries(shapely.points(*pairs), crs=CRS))
        at, away = (measured[name].to_numpy()[codes.ravel()] for name in ("border_km", "border_distance_m"))
        km[spot], off[spot] = at, away
    far = off > NEAR_M
    km[far] = np.nan
    reach = radius_m / _M_PER_KM
    first, last = km - reach, km + reach
    first[stretch], last[stretch] = km_first[stretch], km_last[stretch]
    km[stretch] = (first + last)[stretch] / 2
    length = border_length_km()
    return Along(km, np.clip(first, 0, length), np.clip(last, 0, length), far, vague & ~stretch)
