"""The ground of the map as a reader sees it: water, land far off, and names that grow more the closer one looks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Look = Callable[..., Any]

HYESAN = [41.45, 128.2]
SUPUNG = [40.62, 125.24]
PLAIN = [40.62, 125.6]
KUNMING = [25.04, 102.72]
EAST_SEA = [39.5, 131.5]

# The texts that the canvases write when the map looks at a point from a zoom.
WRITTEN = """([lat, lon, zoom]) => {
  const texts = new Set();
  const { prototype } = CanvasRenderingContext2D;
  const { fillText } = prototype;
  prototype.fillText = function (text, ...rest) {
    texts.add(text);
    fillText.call(this, text, ...rest);
  };
  geoNK.map.setView([lat, lon], zoom, { animate: false });
  return new Promise((done) =>
    setTimeout(() => {
      prototype.fillText = fillText;
      done([...texts]);
    }, 200),
  );
}"""


def _written(seen: Any, at: list[float], zoom: float) -> set[str]:
    return set(seen.page.evaluate(WRITTEN, [*at, zoom]))


def _colour(seen: Any, at: list[float], zoom: float) -> tuple[int, ...]:
    """Return the colour of the map at a point in its middle, as red, green and blue."""
    seen.page.evaluate("([lat, lon, zoom]) => geoNK.map.setView([lat, lon], zoom, { animate: false })", [*at, zoom])
    seen.page.wait_for_timeout(300)
    box = seen.page.locator("#map").bounding_box()
    picture = Image.open(io.BytesIO(seen.page.screenshot())).convert("RGB")
    middle = (round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2))
    colour = picture.getpixel(middle)
    assert isinstance(colour, tuple)
    return colour


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_the_border_river_is_blue_and_as_wide_as_its_reservoir(
    look: Look, events: gpd.GeoDataFrame, colour_scheme: str
) -> None:
    seen = look(events, color_scheme=colour_scheme)
    water, land = _colour(seen, SUPUNG, 11), _colour(seen, PLAIN, 11)
    assert water[2] > water[0] + 30
    assert abs(land[2] - land[0]) < 20


def test_the_land_far_off_is_no_sea(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.evaluate("geoNK.map.setMaxBounds(null)")
    assert _colour(seen, KUNMING, 6) != _colour(seen, EAST_SEA, 6)


def test_a_closer_look_names_more(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events, width=1400, height=900)
    far, middle, close = (_written(seen, HYESAN, zoom) for zoom in (7, 9, 11))
    assert {"Kanggye", "Hyesan"} <= far
    assert {"Hyesan", "Kapsan"} <= middle
    assert "Kapsan" not in far
    assert {"Hyesan", "Hwajon-ri"} <= close
    assert "Hwajon-ri" not in middle


def test_rivers_are_named_along_their_line_as_long_as_they_are_known(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events, width=1400, height=900)
    middle, close = (_written(seen, HYESAN, zoom) for zoom in (8, 9.5))
    assert {"Yalu (Amnok)", "Hochon"} <= middle
    assert "Yalu (Amnok)" in close
    assert "Hochon" not in close


def test_the_greatest_zoom_ends_where_the_base_has_nothing_to_add(look: Look, events: gpd.GeoDataFrame) -> None:
    assert look(events).page.evaluate("geoNK.map.getMaxZoom()") == 12


def test_the_typeface_stands_in_the_page(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    faces = seen.page.evaluate("[...document.fonts].map(({ family, status }) => [family.replaceAll('\"', ''), status])")
    assert sorted(faces) == [["geo-nk sans", "loaded"], ["geo-nk sans", "loaded"], ["geo-nk wide", "loaded"]]
