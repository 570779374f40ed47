"""Where on the ground a place is: a point with an honest radius, or only an area or a line.

A county's name says less than a village's: the radius is never smaller than the extent of the kind
(``lexicon/places/kind_extents.csv``), and a county's own is that within which nine tenths of it lie around its seat
(``lexicon/places/unit_extents.csv``). A place that is not located takes the ground of the county or city that holds it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

from geo_nk.data import read_table
from geo_nk.errors import UnknownPlaceError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo_nk.gazetteer.place import Place

__all__ = ["Footprint", "footprint", "unit_radii"]


class Places(Protocol):
    """What a footprint needs of a gazetteer."""

    def get(self, place_id: str, /) -> Place:
        """Return a place by its id."""
        ...


@dataclass(frozen=True, slots=True)
class Footprint:
    """Where something that happened at a place can be drawn.

    Attributes
    ----------
    lon, lat : float or None
        WGS 84 degrees; None where a point would say too much, with `reason`.
    uncertainty_m : float or None
        Radius in metres around the point.
    geo_precision : str
        ``exact``, ``settlement``, ``county``, ``province``, ``linear`` or ``region``.
    reason : str or None
        Why there is no point, where there is none.
    place_id : str
        The place that this is the ground of: the county, for a village that is not located.
    stand_in : str or None
        Name of the county or city whose seat stands in for a place that is not located.
    """

    lon: float | None
    lat: float | None
    uncertainty_m: float | None
    geo_precision: str
    reason: str | None = None
    place_id: str = ""
    stand_in: str | None = None

    def geometry(self) -> BaseGeometry | None:
        """Return all the ground that is meant, for drawing.

        Returns
        -------
        shapely geometry or None
            In degrees (lon, lat): a disc of radius `uncertainty_m` around a point, round on the ground; the area of a
            province; the course of the Yalu or the Tumen. None where no outline is shipped.

        Examples
        --------
        >>> Footprint(128.18, 41.4, 6000.0, "settlement").geometry().geom_type
        'Polygon'
        >>> Footprint(None, None, None, "linear", place_id="river-tumen").geometry().geom_type
        'LineString'
        """
        from geo_nk.gazetteer import shapes  # noqa: PLC0415 - shapely is heavy, and locating names does without

        if self.lon is None or self.lat is None:
            return shapes.shape_of(self.place_id)
        return shapes.circle(self.lon, self.lat, self.uncertainty_m or 0.0)

    @property
    def stretch_km(self) -> tuple[float, float] | None:
        """The first and last kilometre of the border along which it lies, counted from the mouth of the Yalu.

        Examples
        --------
        >>> Footprint(None, None, None, "linear", place_id="river-yalu").stretch_km
        (0.0, 785.0)
        """
        if self.geo_precision != "linear" or self.lon is not None:
            return None
        from geo_nk.gazetteer import shapes  # noqa: PLC0415 - as above

        whole = shapes.reach(self.place_id, "whole")
        return None if whole is None else (whole.km_from, whole.km_to)


UNKNOWN_KIND = ("region", 10_000.0)
"""What a kind says that is not in the table: a gazetteer of one's own may have others."""


@cache
def _extents() -> dict[str, tuple[str, float | None]]:
    return {
        row["kind"]: (row["geo_precision"], float(row["extent_m"]) if row["extent_m"] else None)
        for row in read_table("lexicon/places/kind_extents.csv")
    }


@cache
def unit_radii() -> dict[str, float]:
    """Return the radius in metres around the seat of each county and city within which nine tenths of it lie.

    Returns
    -------
    dict
        By place id.

    Examples
    --------
    >>> unit_radii()["kp-north-hamgyong-musan"]
    33400.0
    """
    return {row["place_id"]: 1000 * float(row["radius_90_km"]) for row in read_table("lexicon/places/unit_extents.csv")}


@cache
def _courses() -> frozenset[str]:
    """Return the places whose course is a part of the border: the border itself is one."""
    rows = read_table("lexicon/places/border_reaches.csv")
    return frozenset(row["place_id"] for row in rows if row["reach"] == "whole")


def footprint(place: Place, places: Places) -> Footprint:
    """Return where something that happened at a place can be drawn.

    Parameters
    ----------
    place
        The place.
    places
        The gazetteer it is from, for the county of a place that is not located.

    Returns
    -------
    Footprint

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> gazetteer = load_gazetteer()
    >>> footprint(gazetteer.get("kp-ryanggang-hyesan"), gazetteer).geo_precision
    'settlement'
    >>> footprint(gazetteer.get("kp-ryanggang"), gazetteer).reason
    'known only to the province: Ryanggang'
    """
    precision, extent = _extents().get(place.kind, UNKNOWN_KIND)
    if precision == "province":
        return Footprint(None, None, extent, precision, f"known only to the province: {place.name}", place.place_id)
    if precision == "linear" or (not place.located and place.place_id in _courses()):
        return Footprint(None, None, None, "linear", f"known only to lie along the {place.name}", place.place_id)
    if place.lon is not None and place.lat is not None:
        own = unit_radii().get(place.place_id) if precision == "county" else None
        radius = max(place.uncertainty_m or 0.0, own or extent or 0.0)
        return Footprint(place.lon, place.lat, radius, precision, place_id=place.place_id)
    county = _county(place, places)
    if county is not None:
        return _somewhere_in(footprint(county, places), county)
    return Footprint(None, None, None, precision, f"{place.name} is not located", place.place_id)


def _somewhere_in(held: Footprint, county: Place) -> Footprint:
    """Widen the footprint of a county or city to all of it: what is not located may lie anywhere in it."""
    if held.lon is None:
        return held
    _, extent = _extents()["county"]
    radius = max(held.uncertainty_m or 0.0, unit_radii().get(county.place_id, extent or 0.0))
    return replace(held, uncertainty_m=radius, geo_precision="county", stand_in=county.name)


def _county(place: Place, places: Places) -> Place | None:
    """Return the located county of a place, where the gazetteer has it."""
    if place.county_id is None:
        return None
    try:
        county = places.get(place.county_id)
    except UnknownPlaceError:
        return None
    return county if county.located else None
