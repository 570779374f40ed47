"""The gazetteer as a geopy geocoder."""

from __future__ import annotations

import geopandas as gpd
import pytest
from geopy.extra.rate_limiter import RateLimiter
from shapely import Point

from geo_nk.geocode import GazetteerGeocoder


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
    assert limited("Onsong").raw["kind"] == "county"
