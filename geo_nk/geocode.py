"""The gazetteer as a geopy geocoder, for code that is written against geopy or geopandas."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias

import numpy as np
from geopy.adapters import BaseAsyncAdapter, BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.footprint import footprint
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from geo_nk.gazetteer import Answer, Candidate, Gazetteer, Place

    Found: TypeAlias = Location | list[Location] | None

__all__ = ["AsyncOffline", "GazetteerGeocoder", "Offline"]

_NEAREST = 5
_REACH_M = 50_000.0
_KEYS = ("name", "within", "country", "kind", "at")


class _Refusing:
    """What both adapters do when asked for an address: nothing."""

    def __init__(self, **_settings: object) -> None:
        pass

    def get_json(self, *_address: object, **_settings: object) -> NoReturn:
        """Refuse: the gazetteer needs no address."""
        raise GeocoderQueryError("the gazetteer opens no connection; it has no adapter for addresses")

    get_text = get_json


class Offline(_Refusing, BaseSyncAdapter):  # type: ignore[misc] # geopy is not typed
    """A geopy adapter that opens no connection."""


class AsyncOffline(_Refusing, BaseAsyncAdapter):  # type: ignore[misc] # as above
    """A geopy adapter that opens no connection; with it a geocoder returns awaitables."""


class _Located(NamedTuple):
    """The places with a point, and their unit vectors, for the nearest of them."""

    places: list[Place]
    vectors: np.ndarray[Any, Any]


class GazetteerGeocoder(Geocoder):  # type: ignore[misc] # geopy is not typed
    """A geocoder that knows the places of the gazetteer and opens no connection.

    A name that several places have, a province and a river give None: none of them is a point.

    Parameters
    ----------
    gazetteer
        The gazetteer to ask; the one that ships with geo_nk where None.
    within, country
        Context for every question that brings none of its own; see :meth:`geocode`. So ``geopandas.tools.geocode(names,
        provider=GazetteerGeocoder, within="Ryanggang")`` can give it.
    adapter_factory
        A geopy adapter class. It is never asked for anything; with an asynchronous one, such as `AsyncOffline`,
        :meth:`geocode` and :meth:`reverse` return awaitables.

    Examples
    --------
    >>> GazetteerGeocoder().geocode("Hyeryung").raw["place_id"]
    'kp-north-hamgyong-hoeryong'
    """

    def __init__(
        self,
        *,
        gazetteer: Gazetteer | None = None,
        within: str | Sequence[str] | None = None,
        country: str | None = None,
        adapter_factory: Callable[..., BaseSyncAdapter | BaseAsyncAdapter] = Offline,
    ) -> None:
        super().__init__(timeout=None, proxies={}, ssl_context=None, adapter_factory=adapter_factory)
        self.gazetteer = gazetteer if gazetteer is not None else load_gazetteer()
        self._context = {"within": within, "country": country}

    def geocode(
        self,
        query: str | Mapping[str, Any],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: float | object = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy hands it to every geocoder
        within: str | Sequence[str] | None = None,
        country: str | None = None,
    ) -> Found | Awaitable[Found]:
        """Return where a name is.

        Parameters
        ----------
        query
            A name in any spelling; or a dict with ``name`` and perhaps ``within``, ``country``, ``kind`` (such as
            ``county``) and ``at`` (the date at which the name was used).
        exactly_one
            Whether to return one location; otherwise every candidate that has a point, best first: of an ambiguous
            name, too.
        limit
            Most locations to return where `exactly_one` is False; all where None.
        timeout
            Ignored: nothing is waited for.
        within
            What the text says of where it lies; see :meth:`geo_nk.Gazetteer.resolve`.
        country
            Two letters, such as ``KP``, or a name.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None where the name is unknown, ambiguous, or no point; an awaitable of it with an asynchronous adapter.
            `raw` holds place_id, name, kind, country, uncertainty_m (metres), geo_precision, stand_in, method, score,
            status, reason and alternatives.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If `query` is neither a text nor such a dict, a country or date in it is none, or `limit` is less than 1.

        Examples
        --------
        >>> GazetteerGeocoder().geocode("Sinuiju").raw["kind"]
        'city'
        >>> [each.raw["place_id"] for each in GazetteerGeocoder().geocode("Unsan", exactly_one=False)]
        ['kp-north-pyongan-unsan', 'kp-south-pyongan-unsan']
        """
        _check_limit(limit)
        context = {"within": within, "country": country}
        asked = _asked(query, {key: value or self._context[key] for key, value in context.items()})
        try:
            answer = self.gazetteer.resolve(**asked)
        except ValueError as error:
            raise GeocoderQueryError(str(error)) from error
        if exactly_one:
            return self._given(self._location(answer.best, answer) if answer.best else None)
        every = (self._location(candidate, answer) for candidate in answer.candidates)
        return self._given([location for location in every if location is not None][:limit] or None)

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: float | object = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy hands it to every geocoder
        max_distance_m: float = _REACH_M,
    ) -> Found | Awaitable[Found]:
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
        max_distance_m
            Metres beyond which a place is no answer.

        Returns
        -------
        geopy.location.Location, list of them, or None
            None where no place is near; an awaitable of it with an asynchronous adapter. `raw` holds place_id, name,
            kind, country, uncertainty_m, geo_precision, stand_in and distance_m (metres).

        Raises
        ------
        ValueError
            If `query` is not a point.
        geopy.exc.GeocoderQueryError
            If `limit` is less than 1.

        Examples
        --------
        >>> GazetteerGeocoder().reverse((41.403, 128.178)).raw["place_id"]
        'kp-ryanggang-hyesan'
        """
        _check_limit(limit)
        point = query if isinstance(query, Point) else Point(query)
        nearest = self._nearest(point, 1 if exactly_one else limit or _NEAREST)
        near = [self._nearby(place, metres) for metres, place in nearest if metres <= max_distance_m]
        return self._given((near[0] if exactly_one else near) if near else None)

    def _given(self, found: Found) -> Found | Awaitable[Found]:
        """Return what was found, or an awaitable of it where the adapter is asynchronous."""
        return _later(found) if isinstance(self.adapter, BaseAsyncAdapter) else found

    def _nearest(self, point: Point, count: int) -> list[tuple[float, Place]]:
        """Return the places nearest to a point with their distances in metres."""
        places, vectors = self._located
        closeness = vectors @ _unit(np.array([point.longitude]), np.array([point.latitude]))[0]
        first = np.argsort(-closeness, kind="stable")[:count]
        ranked = (
            (great_circle_m(point.longitude, point.latitude, place.lon, place.lat), place)
            for place in (places[i] for i in first)
            if place.lon is not None and place.lat is not None
        )
        return sorted(ranked, key=lambda pair: (pair[0], pair[1].place_id))

    @cached_property
    def _located(self) -> _Located:
        places = sorted((p for p in self.gazetteer if p.located and p.kind != "province"), key=lambda p: p.place_id)
        lon, lat = (np.array([getattr(place, axis) for place in places], dtype=float) for axis in ("lon", "lat"))
        return _Located(places, _unit(lon, lat))

    def _location(self, candidate: Candidate, answer: Answer) -> Location | None:
        """Make the location of a candidate, or None where it is no point."""
        place = candidate.place
        ground = footprint(place, self.gazetteer)
        if ground.lon is None:
            return None
        raw = _raw(place) | {
            "uncertainty_m": ground.uncertainty_m,
            "geo_precision": ground.geo_precision,
            "stand_in": ground.stand_in,
            "method": candidate.method,
            "score": candidate.score,
            "status": answer.status,
            "reason": candidate.reason,
            "alternatives": [other.place.place_id for other in answer.candidates if other is not candidate],
        }
        return Location(_address(place), Point(ground.lat, ground.lon), raw)

    def _nearby(self, place: Place, distance_m: float) -> Location:
        """Make the location of a place near a point."""
        ground = footprint(place, self.gazetteer)
        raw = _raw(place) | {
            "uncertainty_m": ground.uncertainty_m,
            "geo_precision": ground.geo_precision,
            "distance_m": round(distance_m, 1),
        }
        return Location(_address(place), Point(place.lat, place.lon), raw)


async def _later(found: Found) -> Found:
    """Return what was found to who awaits it."""
    return found


def _asked(query: object, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question as the keywords of `Gazetteer.resolve`; what the query says goes before the context."""
    if isinstance(query, str):
        return {"name": query, **context}
    if not isinstance(query, Mapping):
        raise GeocoderQueryError(f"query is a {type(query).__name__}; give a name or a dict with {', '.join(_KEYS)}")
    if unknown := [key for key in query if key not in _KEYS]:
        raise GeocoderQueryError(f"query has the key {unknown[0]!r}; the keys are {', '.join(_KEYS)}")
    if not isinstance(query.get("name"), str):
        raise GeocoderQueryError("query has no name; give at least {'name': ...}")
    return {**context, **{key: value for key, value in query.items() if value is not None}}


def _check_limit(limit: int | None) -> None:
    if limit is not None and limit < 1:
        raise GeocoderQueryError(f"limit is {limit}; give 1 or more, or None for all")


def _unit(lon: np.ndarray[Any, Any], lat: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the unit vectors of points in degrees: the nearest point has the greatest product."""
    lon, lat = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _raw(place: Place) -> dict[str, Any]:
    """Return what is known of a place, whatever was asked."""
    return {"place_id": place.place_id, "name": place.name, "kind": place.kind, "country": place.country}


def _address(place: Place) -> str:
    """Write a place as an address, the smallest unit first."""
    province = place.province if place.province != place.name else None
    return ", ".join(part for part in (place.name, province, place.country) if part)
