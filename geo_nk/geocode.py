"""The gazetteer as a geopy geocoder, for code that is written against geopy or geopandas."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.evidence import great_circle_m
from geo_nk.gazetteer.footprint import footprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.gazetteer import Answer, Candidate, Gazetteer, Place

__all__ = ["GazetteerGeocoder"]

_NEAREST = 5


class GazetteerGeocoder(Geocoder):  # type: ignore[misc] # geopy is not typed
    """A geocoder that knows the places of the gazetteer and opens no connection.

    A name that several places have, a province and a river give None: none of them is a point.

    Parameters
    ----------
    gazetteer
        The gazetteer to ask; the one that ships with geo_nk where None.

    Examples
    --------
    >>> GazetteerGeocoder().geocode("Hyeryung").raw["place_id"]
    'kp-north-hamgyong-hoeryong'
    """

    def __init__(self, *, gazetteer: Gazetteer | None = None) -> None:
        super().__init__(timeout=None)
        self.gazetteer = gazetteer if gazetteer is not None else load_gazetteer()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: float | object = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy hands it to every geocoder
        within: str | Sequence[str] | None = None,
    ) -> Location | list[Location] | None:
        """Return where a name is.

        Parameters
        ----------
        query
            A name in any spelling.
        exactly_one
            Whether to return one location; otherwise every candidate that has a point, best first.
        limit
            Most locations to return where `exactly_one` is False; all where None.
        timeout
            Ignored: nothing is waited for.
        within
            What the text says of where it lies; see :meth:`geo_nk.Gazetteer.resolve`.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None where the name is unknown, ambiguous, or no point. `raw` holds place_id, name, kind, country,
            uncertainty_m (metres), geo_precision, method, score, status, reason and alternatives.

        Examples
        --------
        >>> GazetteerGeocoder().geocode("Sinuiju").raw["kind"]
        'city'
        """
        answer = self.gazetteer.resolve(query, within=within)
        if exactly_one:
            return self._location(answer.best, answer) if answer.best else None
        every = (self._location(candidate, answer) for candidate in answer.candidates)
        return [location for location in every if location is not None][:limit] or None

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: float | object = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy hands it to every geocoder
    ) -> Location | list[Location] | None:
        """Return the place whose point is nearest to a point.

        Parameters
        ----------
        query
            Latitude and longitude in degrees, in this order, as geopy has it.
        exactly_one
            Whether to return the nearest only.
        limit
            How many where `exactly_one` is False; five where None.
        timeout
            Ignored.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None where the gazetteer is empty. `raw` holds place_id, name, kind, country, uncertainty_m and distance_m
            (metres).

        Raises
        ------
        ValueError
            If `query` is not a point.

        Examples
        --------
        >>> GazetteerGeocoder().reverse((41.403, 128.178)).raw["place_id"]
        'kp-ryanggang-hyesan'
        """
        point = query if isinstance(query, Point) else Point(query)
        ranked = heapq.nsmallest(
            1 if exactly_one else limit or _NEAREST,
            (
                (great_circle_m(point.longitude, point.latitude, place.lon, place.lat), place.place_id)
                for place in self.gazetteer
                if place.lon is not None and place.lat is not None and place.kind != "province"
            ),
        )
        found = [self._nearby(self.gazetteer.get(place_id), distance) for distance, place_id in ranked]
        if not found:
            return None
        return found[0] if exactly_one else found

    def _location(self, candidate: Candidate, answer: Answer) -> Location | None:
        """Make the location of a candidate, or None where it has no point."""
        place = candidate.place
        ground = footprint(place, self.gazetteer)
        if ground.lon is None or ground.lat is None:
            return None
        raw = _raw(place) | {
            "uncertainty_m": ground.uncertainty_m,
            "geo_precision": ground.geo_precision,
            "method": candidate.method,
            "score": candidate.score,
            "status": answer.status,
            "reason": candidate.reason,
            "alternatives": [other.place.place_id for other in answer.candidates if other is not candidate],
        }
        return Location(_address(place), Point(ground.lat, ground.lon), raw)

    @staticmethod
    def _nearby(place: Place, distance_m: float) -> Location:
        """Make the location of a place near a point."""
        raw = _raw(place) | {"uncertainty_m": place.uncertainty_m, "distance_m": round(distance_m, 1)}
        return Location(_address(place), Point(place.lat, place.lon), raw)


def _raw(place: Place) -> dict[str, Any]:
    """Return what is known of a place, whatever was asked."""
    return {"place_id": place.place_id, "name": place.name, "kind": place.kind, "country": place.country}


def _address(place: Place) -> str:
    """Write a place as an address, the smallest unit first."""
    province = place.province if place.province != place.name else None
    return ", ".join(part for part in (place.name, province, place.country) if part)
