"""The gazetteer as a geopy geocoder."""

from __future__ import annotations

import asyncio
import inspect
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import geopandas as gpd
import pandas as pd
import pytest
from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import AsyncRateLimiter, RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geo_nk.gazetteer import Gazetteer, load_gazetteer
from geo_nk.geocode import AsyncOffline, GazetteerGeocoder, Offline
from geo_nk.geodesy import great_circle_m

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


@pytest.fixture(scope="module")
def geocoder() -> GazetteerGeocoder:
    """Return a geocoder over the shipped gazetteer."""
    return GazetteerGeocoder()


def test_geocode_gives_a_location_with_its_reasons(geocoder: GazetteerGeocoder) -> None:
    location = geocoder.geocode("Hyeryung")
    assert location.latitude == pytest.approx(42.44, abs=0.1)
    assert location.longitude == pytest.approx(129.75, abs=0.1)
    assert location.address == "Hoeryong, North Hamgyong, KP"
    assert {"place_id", "kind", "uncertainty_m", "method", "score", "alternatives"} <= set(location.raw)


@pytest.mark.parametrize("name", ["Atlantis", "Unsan", "North Hamgyong Province", "Yalu River"])
def test_geocode_gives_none_for_what_is_no_point(geocoder: GazetteerGeocoder, name: str) -> None:
    assert geocoder.geocode(name) is None


def test_geocode_takes_context(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Unsan", within="South Pyongan").raw["place_id"] == "kp-south-pyongan-unsan"


def test_geocode_lists_every_candidate(geocoder: GazetteerGeocoder) -> None:
    assert len(geocoder.geocode("Unsan", exactly_one=False)) == 2
    assert len(geocoder.geocode("Unsan", exactly_one=False, limit=1)) == 1
    assert geocoder.geocode("Atlantis", exactly_one=False) is None


def test_reverse_finds_the_nearest_place(geocoder: GazetteerGeocoder) -> None:
    location = geocoder.reverse((42.0, 129.0))
    assert location.raw["distance_m"] == min(
        other.raw["distance_m"] for other in geocoder.reverse("42, 129", exactly_one=False)
    )


def test_reverse_gives_as_many_as_asked(geocoder: GazetteerGeocoder) -> None:
    assert len(geocoder.reverse((42.0, 129.0), exactly_one=False, limit=3)) == 3


def test_reverse_refuses_what_is_no_point(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(ValueError, match=r"Failed to create Point"):
        geocoder.reverse("Hyesan")


def test_geopandas_geocodes_with_it() -> None:
    table = gpd.tools.geocode(["Hyesan", "Atlantis"], provider=GazetteerGeocoder)
    assert table.geometry.is_empty.tolist() == [False, True]
    assert table.crs == "EPSG:4326"


def test_geopandas_reverse_geocodes_with_it() -> None:
    table = gpd.tools.reverse_geocode([Point(128.178, 41.403)], provider=GazetteerGeocoder)
    assert table["address"][0].startswith("Hyesan")


def test_a_rate_limiter_wraps_it(geocoder: GazetteerGeocoder) -> None:
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert [location.raw["kind"] for location in map(limited, ["Onsong", "Hyesan"])] == ["county", "city"]


def test_it_is_a_geocoder_of_geopy(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    assert isinstance(geocoder.geocode("Hyesan"), Location)
    assert geocoder.geocode("Hyesan", timeout=3) == geocoder.geocode("Hyesan")


def test_an_ambiguous_name_lists_its_candidates_with_scores(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Unsan", exactly_one=False)
    assert [each.raw["status"] for each in found] == ["ambiguous", "ambiguous"]
    assert found[0].raw["score"] >= found[1].raw["score"] > 0
    assert found[0].raw["alternatives"] == [found[1].raw["place_id"]]


def test_a_structured_query_says_the_same_as_the_keywords(geocoder: GazetteerGeocoder) -> None:
    structured = geocoder.geocode({"name": "Unsan", "within": "South Pyongan", "kind": None})
    assert structured.raw == geocoder.geocode("Unsan", within="South Pyongan").raw


def test_a_kind_can_be_asked_for(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode({"name": "Tumen", "kind": "city"}).raw["place_id"] == "cn-jilin-tumen"
    assert geocoder.geocode({"name": "Tumen", "kind": "river"}) is None


def test_a_country_can_be_asked_for(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Tumen", country="CN").raw["country"] == "CN"


def test_context_can_be_given_once_and_overruled() -> None:
    southern = GazetteerGeocoder(within="South Pyongan")
    assert southern.geocode("Unsan").raw["place_id"] == "kp-south-pyongan-unsan"
    assert southern.geocode("Unsan", within="North Pyongan").raw["place_id"] == "kp-north-pyongan-unsan"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (float("nan"), r"query is a float; give a name or a dict with name, within"),
        (None, r"query is a NoneType; give a name"),
        ({"city": "Hyesan"}, r"query has the key 'city'; the keys are name, within, country, kind, at"),
        ({"within": "Ryanggang"}, r"query has no name; give at least"),
        ({"name": "Hyesan", "country": "Atlantis"}, r"country is 'Atlantis', which is not known here"),
        ({"name": "Hyesan", "at": "lately"}, r"at is 'lately'; give a date"),
    ],
)
def test_a_query_that_is_none_is_refused(geocoder: GazetteerGeocoder, query: object, message: str) -> None:
    with pytest.raises(GeocoderQueryError, match=message):
        geocoder.geocode(query)  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(geocoder: GazetteerGeocoder, limit: int) -> None:
    with pytest.raises(GeocoderQueryError, match=f"limit is {limit}; give 1 or more"):
        geocoder.geocode("Unsan", exactly_one=False, limit=limit)
    with pytest.raises(GeocoderQueryError, match=f"limit is {limit}; give 1 or more"):
        geocoder.reverse((42, 129), exactly_one=False, limit=limit)


def test_nothing_is_near_where_the_gazetteer_has_nothing(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((-50, -20)) is None
    assert geocoder.reverse((-50, -20), exactly_one=False) is None
    assert geocoder.reverse((-50, -20), max_distance_m=2e7).raw["distance_m"] > 1e6


def test_an_empty_gazetteer_has_no_answer() -> None:
    empty = GazetteerGeocoder(gazetteer=Gazetteer.from_rows([]))
    assert (empty.geocode("Hyesan"), empty.reverse((41, 128))) == (None, None)


@given(st.floats(39, 44), st.floats(123, 132))
def test_the_nearest_is_the_nearest_of_all(lat: float, lon: float) -> None:
    places = [place for place in load_gazetteer() if place.located and place.kind != "province"]
    nearest = min(great_circle_m(lon, lat, place.lon, place.lat) for place in places)
    found = GazetteerGeocoder().reverse((lat, lon), max_distance_m=1e6)
    assert found.raw["distance_m"] == pytest.approx(nearest, abs=0.1)


def awaited(question: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: where a browser was driven before, this one has a running loop."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, question).result()


def test_with_an_asynchronous_adapter_it_is_awaited() -> None:
    async def ask() -> tuple[str, str, None]:
        async with GazetteerGeocoder(adapter_factory=AsyncOffline) as geocoder:
            waiting = geocoder.geocode("Hyesan")
            assert inspect.isawaitable(waiting)
            near = await geocoder.reverse((41.403, 128.178))
            return (await waiting).raw["place_id"], near.raw["place_id"], await geocoder.geocode("Atlantis")

    assert awaited(ask()) == ("kp-ryanggang-hyesan", "kp-ryanggang-hyesan", None)


def test_an_asynchronous_rate_limiter_wraps_it() -> None:
    async def ask() -> list[str]:
        geocoder = GazetteerGeocoder(adapter_factory=AsyncOffline)
        limited = AsyncRateLimiter(geocoder.geocode, min_delay_seconds=0)
        return [(await limited(name)).raw["name"] for name in ("Hyesan", "Musan")]

    assert awaited(ask()) == ["Hyesan", "Musan"]


def test_a_synchronous_geocoder_is_a_context_manager() -> None:
    with GazetteerGeocoder() as geocoder:
        assert geocoder.geocode("Hyesan") is not None


@pytest.mark.parametrize("adapter", [Offline, URLLibAdapter])
def test_any_adapter_does_and_none_is_asked(adapter: type) -> None:
    assert GazetteerGeocoder(adapter_factory=adapter).geocode("Hyesan").raw["name"] == "Hyesan"


@pytest.mark.parametrize("adapter", [Offline, AsyncOffline])
def test_its_own_adapters_refuse_addresses(adapter: type) -> None:
    with pytest.raises(GeocoderQueryError, match="opens no connection"):
        adapter(proxies=None, ssl_context=None).get_json("http://localhost", timeout=1, headers={})


def test_a_whole_table_is_geocoded_with_context_and_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("a socket was opened"))
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was opened"))
    names = pd.Series(["Unsan", "혜산시", "Ryanggang", float("nan")], index=["a", "b", "c", "d"])
    table = gpd.tools.geocode(names, provider=GazetteerGeocoder, within="South Pyongan")
    assert table.index.tolist() == ["a", "b", "c", "d"]
    assert table.geometry.is_empty.tolist() == [False, False, True, True]
    assert table["address"]["a"] == "Unsan, South Pyongan, KP"
    assert table.geometry["b"].x == pytest.approx(128.18, abs=0.05)
