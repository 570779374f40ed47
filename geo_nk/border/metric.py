"""Degrees into metres and back, fitted to the border."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import shapely
from pyproj import CRS, Transformer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    Shape = TypeVar("Shape", bound=BaseGeometry)

__all__ = ["BORDER_CRS", "projected", "unprojected"]

#: A conformal conic fitted to the border (39.7 to 43.1 N, 124 to 131 E): its scale is true to 0.03 % from end to end,
#: twice as true as the transverse Mercator of all Korea (EPSG:5179), which is made for a country that runs north.
BORDER_CRS = CRS.from_proj4("+proj=lcc +lat_1=40.4 +lat_2=42.6 +lat_0=41.5 +lon_0=127.3 +datum=WGS84 +units=m +no_defs")


def projected(geometry: Shape) -> Shape:
    """Bring a geometry from longitude and latitude into metres."""
    return _through(geometry, "FORWARD")


def unprojected(geometry: Shape) -> Shape:
    """Bring a geometry from metres into longitude and latitude."""
    return _through(geometry, "INVERSE")


def _through(geometry: Shape, direction: str) -> Shape:
    def turn(coordinates: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        x, y = coordinates.T
        return np.column_stack(_transformer().transform(x, y, direction=direction))

    changed: Shape = shapely.transform(geometry, turn)
    return changed


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", BORDER_CRS, always_xy=True)
