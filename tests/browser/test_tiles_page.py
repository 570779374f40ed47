"""A map with tiles talks to the host that was asked for and to no other, and says so before it does."""

from __future__ import annotations

import io
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from geo_nk.maps import event_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geopandas as gpd
    from playwright.sync_api import Browser, Page, Route

HOST = "https://tile.openstreetmap.org/"


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (256, 256), "#88aa88").save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page whose every request is stopped before it reaches a network, and counted."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    page = context.new_page()
    asked: list[str] = []

    def stop(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.startswith(HOST):
            route.fulfill(body=picture(), content_type="image/png")
        else:
            route.abort()

    page.route(lambda url: not url.startswith(("file:", "data:")), stop)
    page.asked = asked  # type: ignore[attr-defined]
    yield page
    context.close()


def opened(page: Page, events: gpd.GeoDataFrame, folder: Path, basemap: Any) -> list[str]:
    page.goto(event_map(events, basemap=basemap).save(folder / "map.html").as_uri())
    page.wait_for_function("() => window.geoNK && window.geoNK.ready")
    page.wait_for_timeout(300)
    asked: list[str] = page.asked  # type: ignore[attr-defined]
    return asked


def test_only_the_named_host_is_asked(page: Page, events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    asked = opened(page, events, tmp_path, "OpenStreetMap.Mapnik")
    assert asked
    assert all(url.startswith(HOST) for url in asked)


def test_the_page_says_whom_it_asks(page: Page, events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    opened(page, events, tmp_path, "OpenStreetMap.Mapnik")
    note = page.locator("#tiles-note").inner_text()
    assert "tile.openstreetmap.org, which learns your address and where on the map you look" in note
    assert "OpenStreetMap contributors" in note


def test_a_reader_can_do_without(page: Page, events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    asked = opened(page, events, tmp_path, "OpenStreetMap.Mapnik")
    page.locator("#tiles-note button").click()
    before = len(asked)
    page.evaluate("geoNK.map.setView([41, 127], 9, {animate: false})")
    page.wait_for_timeout(300)
    assert len(asked) == before
    assert page.locator("#tiles-note button").inner_text() == "Load it from tile.openstreetmap.org"


def test_the_policy_stops_every_other_host(page: Page, events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    asked = opened(page, events, tmp_path, "OpenStreetMap.Mapnik")
    page.evaluate(
        """async () => {
          const image = new Image();
          const ended = new Promise((done) => { image.onerror = image.onload = done; });
          image.src = "https://evil.example/a.png";
          await ended;
          await fetch("https://tile.openstreetmap.org/secret").catch(() => null);
        }"""
    )
    assert [url for url in asked if "evil" in url or "secret" in url] == []


def test_without_a_basemap_nothing_is_asked(look: Callable[..., Any], events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    assert seen.page.locator("#tiles-note").count() == 0


def test_tiles_of_a_file_stand_in_the_page(look: Callable[..., Any], events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "world.mbtiles"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        database.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        database.execute("INSERT INTO metadata VALUES ('attribution', 'A <b>made-up</b> survey')")
        rows = [(zoom, x, y, picture()) for zoom in range(5) for x in range(2**zoom) for y in range(2**zoom)]
        database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    database.close()
    made = event_map(events, basemap=path)
    seen = look(made)
    assert seen.text("#tiles-note") == "A made-up survey"
    seen.page.wait_for_selector("#map img.leaflet-tile-loaded")
    sources = seen.page.evaluate("[...document.querySelectorAll('#map img')].map((i) => i.src.slice(0, 15))")
    assert set(sources) == {"data:image/png;"}
