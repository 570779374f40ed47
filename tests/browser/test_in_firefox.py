"""The page in Firefox, of which Tor Browser is made: it opens from a file, works, asks nobody, complains of nothing."""

from __future__ import annotations

import io
import json
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from geo_nk.events import events_frame
from geo_nk.maps import event_map

sys.path.insert(0, str(Path(__file__).parent))
from marionette import Firefox

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

pytestmark = pytest.mark.enable_socket  # Firefox is spoken to over the loopback

HOSTILE = json.loads((Path(__file__).parents[1] / "data" / "hostile.json").read_text(encoding="utf-8"))

#: Notes what a page from a file asks for over any network, from now on; not what the browser wants for itself.
WATCH = """
  window.geoNKAsked = [];
  Services.obs.addObserver((channel) => {
    const { URI, loadInfo } = channel.QueryInterface(Ci.nsIHttpChannel);
    if (loadInfo.triggeringPrincipal.spec.startsWith("file:")) window.geoNKAsked.push(URI.spec);
  }, "http-on-modify-request");
  Services.console.reset();
"""
COMPLAINTS = """
  return Services.console.getMessageArray().map((m) => m.QueryInterface(Ci.nsIScriptError))
    .filter((m) => m.sourceName.startsWith("file:")).map((m) => m.errorMessage);
"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        pytest.skip("NO FIREFOX: the page is not opened in it; install firefox-esr")
    try:
        browser = Firefox(path, tmp_path_factory.mktemp("profile"))
    except (TimeoutError, ConnectionError, RuntimeError) as error:
        pytest.skip(f"NO FIREFOX: the one that is installed does not start: {error}")
    with browser:
        browser.run(WATCH, chrome=True)
        yield browser


def opened(firefox: Firefox, events: gpd.GeoDataFrame, folder: Path, **options: Any) -> None:
    address = event_map(events, **options).save(folder / "map.html").as_uri()
    firefox.run("Services.console.reset(); window.geoNKAsked.length = 0;", chrome=True)
    firefox.open(address)
    until = time.monotonic() + 20
    while not firefox.run("return Boolean(window.geoNK?.ready)"):
        assert time.monotonic() < until, firefox.run(COMPLAINTS, chrome=True)
        time.sleep(0.05)


def test_the_page_works_in_firefox(firefox: Firefox, events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    opened(firefox, events, tmp_path)
    assert firefox.run("return window.geoNK.events.size") == len(events)
    firefox.run("window.geoNK.select('phones')")
    assert "A trader in Musan" in firefox.run("return document.getElementById('card').textContent")
    colours = Image.open(io.BytesIO(firefox.screenshot())).convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 200  # the map is drawn, not blank


def test_the_page_asks_nobody_in_firefox(firefox: Firefox, events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    opened(firefox, events, tmp_path)
    firefox.run("window.geoNK.map.zoomIn()")
    time.sleep(0.3)
    assert firefox.run("return window.geoNKAsked", chrome=True) == []
    assert firefox.run(COMPLAINTS, chrome=True) == []


def test_hostile_texts_run_nothing_in_firefox(firefox: Firefox, tmp_path: Path) -> None:
    rows = [
        {"event_id": f"e{i}", "category": "other", "title": text, "quote": text, "place_name": text, "url": text}
        | {"publisher": text, "lon": 124.5 + i / 12, "lat": 41}
        for i, text in enumerate(HOSTILE)
    ]
    opened(firefox, events_frame(rows), tmp_path, title=" ".join(HOSTILE[::9]))
    firefox.run("for (let i = 0; i < arguments[0]; i += 1) window.geoNK.select(`e${i}`)", len(rows))
    assert firefox.run("return String(window.hostile)") == "undefined"
    assert firefox.run("return document.querySelectorAll('img, iframe, object, form, base').length") == 0
    assert firefox.run("return window.geoNKAsked", chrome=True) == []


def test_tiles_ask_only_their_host_in_firefox(firefox: Firefox, events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    opened(firefox, events, tmp_path, basemap="OpenStreetMap.Mapnik")
    time.sleep(0.5)
    asked = firefox.run("return window.geoNKAsked", chrome=True)
    assert asked  # and so the watch above sees what there is; the profile's proxy lets none of it out
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in asked)
