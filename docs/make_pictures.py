"""Make the pictures of the README from the bundled examples: ``python docs/make_pictures.py`` writes docs/*.png.

The picture of the map needs a Chromium, which playwright drives; the strip chart needs the extra ``figure``.
"""

from __future__ import annotations

import shutil
import tempfile
from importlib import resources
from pathlib import Path

import matplotlib as mpl
from playwright.sync_api import sync_playwright

import geo_nk

HERE = Path(__file__).parent
REPORTS = resources.files("geo_nk.data") / "examples" / "reports"

#: What the picture of the map shows: its size in pixels, and the place whose event is open in the card.
SIZE = {"width": 1440, "height": 880}
OPEN = "kp-chagang-chunggang"


def make_strip() -> None:
    """Draw the strip chart of the made-up reports."""
    mpl.use("agg")
    with resources.as_file(REPORTS) as folder:
        events = geo_nk.extract_events(folder)
    ax = geo_nk.strip_chart(events, title="Made-up example: ten reports that never happened", height_mm=62)
    geo_nk.save_figure(ax, HERE / "strip.png", dpi=160)


def make_map() -> None:
    """Open the map of the made-up reports in a browser, choose an event, and take a picture."""
    with resources.as_file(REPORTS) as folder, tempfile.TemporaryDirectory() as scratch:
        events = geo_nk.extract_events(folder)
        page_file = geo_nk.event_map(events, title="Made-up example: ten reports that never happened").save(
            Path(scratch) / "map.html"
        )
        chosen = events.loc[events["place_id"] == OPEN, "event_id"].iloc[0]
        with sync_playwright() as playwright:
            installed = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE, color_scheme="light")
            page.goto(page_file.as_uri())
            page.wait_for_function("() => window.geoNK?.ready")
            page.evaluate("id => window.geoNK.select(id)", chosen)
            page.wait_for_timeout(1200)  # until the card has come in
            page.screenshot(path=HERE / "map.png")
            browser.close()


if __name__ == "__main__":
    make_strip()
    make_map()
