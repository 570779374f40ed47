"""What must stay quick, and where it stays whole, with many events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest

from geo_nk.events import events_frame
from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

    Look = Callable[..., Any]

#: A scattered table of this size was measured in a tenth of a second a step on a busy machine.
MANY, SLOWEST_STEP_MS = 20_000, 1000


def scattered() -> gpd.GeoDataFrame:
    """Return made-up events, each at a point of its own."""
    rng = np.random.default_rng(1)
    one = events_frame([{"event_id": "0", "category": "other", "place_name": "P", "lon": 127.0, "lat": 41.0}])
    many = one.loc[[0] * MANY].reset_index(drop=True)
    many["event_id"] = [f"e{i}" for i in range(MANY)]
    many["category"] = ["defection", "border_control"] * (MANY // 2)
    lon, lat = rng.uniform(124.5, 130, MANY), rng.uniform(39, 42.5, MANY)
    return many.set_geometry(gpd.points_from_xy(lon, lat, crs=4326))


@pytest.fixture(scope="module")
def many() -> gpd.GeoDataFrame:
    return scattered()


def test_every_one_of_many_events_is_in_a_site_at_every_zoom(look: Look, many: gpd.GeoDataFrame) -> None:
    seen = look(many)
    steps = seen.page.evaluate(
        """() => [6, 8, 10.5].map((zoom) => {
            const start = performance.now();
            geoNK.map.setView([41, 127], zoom, { animate: false });
            return performance.now() - start;
        })"""
    )
    assert max(steps) < SLOWEST_STEP_MS
    assert seen.state("visible.length") == MANY
    assert seen.page.evaluate("['e0', 'e777', 'e19999'].every((id) => geoNK.where(id) !== null)")


@pytest.mark.parametrize("name", ["혜산", "惠山", "Hyesanjin", "Hyesan"])
def test_a_place_is_found_by_each_of_its_names(look: Look, name: str) -> None:
    place = load_gazetteer().get("kp-ryanggang-hyesan")
    rows = [
        {"event_id": "here", "category": "other", "place_id": place.place_id, "place_name": place.name},
        {"event_id": "there", "category": "other", "place_name": "Musan"},
    ]
    seen = look(events_frame([{**row, "lon": 128.18, "lat": 41.4} for row in rows]))
    seen.page.locator("#search").fill(name)
    seen.page.wait_for_function("() => geoNK.visible.length === 1")
    assert seen.state("visible") == ["here"]


def test_what_the_pointer_is_on_has_a_ring(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    ring = seen.page.locator(".ring")
    assert not ring.is_visible()
    seen.page.evaluate("geoNK.store.set({ hovered: geoNK.events.rowOf('phones') })")
    spot = seen.page.evaluate("geoNK.where('phones')")
    box, outer = ring.bounding_box(), seen.page.locator("#map").bounding_box()
    assert abs(box["x"] + box["width"] / 2 - outer["x"] - spot["x"]) < 1
    seen.page.evaluate("geoNK.store.set({ hovered: null })")
    assert not ring.is_visible()
