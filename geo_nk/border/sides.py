"""On which side of the border points lie: in the DPRK, in China or in Russia."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely

from geo_nk.border.metric import projected
from geo_nk.data import read_table
from geo_nk.gazetteer.shapes import border_line

if TYPE_CHECKING:
    from shapely import Polygon

__all__ = ["side_area", "sides"]

# Corners far to the south of the line: with them it bounds the DPRK side, so that the side of a point is a question of
# inside or outside, which the many bends of the rivers cannot confuse.
_SOUTH_OF_TUMEN_MOUTH = ((131.5, 41.5), (132.0, 36.0))
_SOUTH_OF_YALU_MOUTH = ((122.0, 36.0), (123.5, 39.0))
# They close Russia in the east, and in the south beyond the Tumen, where the DPRK side is asked first.
_EAST_OF_RUSSIA = ((135.5, 46.5), (135.5, 41.0), (130.5, 42.2))


def sides(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the side of points.

    Parameters
    ----------
    points
        Array of shapely points in metres (`BORDER_CRS`).

    Returns
    -------
    numpy.ndarray
        ``KP``, ``CN`` or ``RU``: the country of the bank, or of the waters off it.
    """
    beyond = np.where(shapely.contains(side_area("RU"), points), "RU", "CN")
    return np.where(shapely.contains(side_area("KP"), points), "KP", beyond).astype(object)


@cache
def side_area(country: Literal["KP", "RU"]) -> Polygon:
    """Return the DPRK or Russia as far as it matters, in metres; it overlaps where the other holds."""
    if country == "KP":
        ring = [*border_line().coords, *_SOUTH_OF_TUMEN_MOUTH, *_SOUTH_OF_YALU_MOUTH]
    else:
        corners = read_table("lexicon/places/china_russia_border.csv")
        ring = [*((float(row["lon"]), float(row["lat"])) for row in corners), *_EAST_OF_RUSSIA]
    area: Polygon = projected(shapely.Polygon(ring))
    shapely.prepare(area)
    return area
