from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Look = Callable[..., Any]

# Pixels of the layer of pictures that are not empty.
DRAWN = """() => {
  const drawn = document.querySelector("canvas.pictures-layer");
  const canvas = Object.assign(document.createElement("canvas"), { width: drawn.width, height: drawn.height });
  const c = canvas.getContext("2d", { willReadFrequently: true });
  c.drawImage(drawn, 0, 0);
  const { data } = c.getImageData(0, 0, canvas.width, canvas.height);
  let n = 0;
  for (let k = 3; k < data.length; k += 4) n += data[k] > 0;
  return n;
}"""


def _choose(seen: Any, picture: str) -> None:
    seen.page.locator(f'[data-picture="{picture}"]').click()


def test_a_page_opens_with_marks(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    assert seen.page.locator('[data-picture="marks"]').get_attribute("aria-pressed") == "true"
    assert not seen.page.locator("#picture-key").is_visible()
    assert seen.page.evaluate(DRAWN) == 0


@pytest.mark.parametrize(
    ("picture", "title", "apart"),
    [
        ("heat", "Density, in events per 100 km²", "3 events"),
        ("hexagons", "Events by hexagon, each about 45 km across", "3 events"),
        ("counties", "Events by county", "8 events"),
        ("bands", "Events in each 10 km of border", "3 events"),
    ],
)
def test_each_picture_says_what_it_shows_and_what_not(
    look: Look, events: gpd.GeoDataFrame, picture: str, title: str, apart: str
) -> None:
    seen = look(events)
    _choose(seen, picture)
    assert seen.state("store.get('picture')") == picture
    assert seen.text("#picture-key h2") == title
    assert seen.text("#picture-key .apart").startswith(apart)


@pytest.mark.parametrize("picture", ["heat", "hexagons", "bands"])
def test_counts_follow_the_filters(look: Look, events: gpd.GeoDataFrame, picture: str) -> None:
    seen = look(events)
    _choose(seen, picture)
    before = seen.page.evaluate(DRAWN)
    assert before > 0
    seen.state("store.set({visible: Uint32Array.of()})")
    left = seen.page.evaluate(DRAWN)
    # The empty bands stay, and so does the border over hexagons.
    assert left == before if picture == "bands" else left < before
    assert seen.page.locator("#picture-key li").count() == 0


def test_events_of_a_county_open_as_a_list(look: Look, events: gpd.GeoDataFrame) -> None:
    named = events.assign(place_id=events["place_id"].where(events["place_name"] != "Hyesan", "kp-ryanggang-hyesan"))
    seen = look(named)
    _choose(seen, "counties")
    spot = seen.page.evaluate("() => geoNK.map.latLngToContainerPoint([41.4017, 128.1778])")
    box = seen.page.locator("#map").bounding_box()
    seen.page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
    assert seen.text("#tip") == "Hyesan2 events"
    seen.page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    assert seen.state("store.get('place').rows") == [1, 2]


def test_hexagons_are_as_large_as_can_be_seen(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    _choose(seen, "hexagons")
    assert "45 km" in seen.text("#picture-key h2")
    seen.state("map.setView([41.4, 128.18], 10, {animate: false})")
    seen.page.wait_for_function("() => document.querySelector('#picture-key h2').textContent.includes('17 km')")


def test_the_reader_chooses_how_long_a_band_is(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    _choose(seen, "bands")
    seen.page.locator("#picture-key button", has_text="50 km").click()
    assert seen.text("#picture-key h2") == "Events in each 50 km of border"


def test_a_narrow_page_has_a_menu_of_pictures(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events, width=400)
    seen.page.locator("#tools .pictures select").select_option("heat")
    assert seen.state("store.get('picture')") == "heat"
