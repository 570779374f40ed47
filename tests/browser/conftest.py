"""A headless browser for the tests of what a person sees.

The browser that is installed is used; none is downloaded. Python's own sockets stay blocked: playwright talks to its
driver through pipes, and what the browser does is watched request by request.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.events import events_frame
from geo_nk.maps import event_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geopandas as gpd
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip(f"NO BROWSER: what a person sees is not tested; install one of {', '.join(_NAMES)}")
    playwright = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT: what a person sees is not tested")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, headless=True, args=list(_ARGUMENTS))
        yield browser
        browser.close()


class Seen:
    """A page that is open, with every request and every complaint it made."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def state(self, expression: str) -> Any:
        return self.page.evaluate(f"window.geoNK.{expression}")

    def text(self, selector: str) -> str:
        """Return a text; not `inner_text`, which leaves out what the browser has not laid out yet."""
        return self.page.locator(selector).text_content() or ""

    def click_mark(self, event_id: str) -> None:
        """Click the canvas at the pixel where the mark of an event stands."""
        spot = self.page.evaluate("id => window.geoNK.where(id)", event_id)
        box = self.page.locator("#map").bounding_box()
        assert box
        self.page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])


@pytest.fixture
def look(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Seen]]:
    """Open a map from disk; by the end of the test it must have loaded only itself and complained of nothing."""
    opened: list[tuple[Seen, str]] = []

    def open_map(
        source: Any, *, width: int = 1200, height: int = 800, title: str | None = None, **context: Any
    ) -> Seen:
        made = event_map(source, title=title) if not hasattr(source, "save") else source
        address = made.save(tmp_path / f"map{len(opened)}.html").as_uri()
        seen = Seen(browser.new_context(viewport={"width": width, "height": height}, **context).new_page())
        seen.page.goto(address)
        seen.page.wait_for_function("() => window.geoNK?.ready")
        opened.append((seen, address))
        return seen

    yield open_map
    for seen, address in opened:
        seen.page.context.close()
        assert seen.requests == [address]
        assert seen.complaints == []


def _event(event_id: str, category: str, place: str, lon: float, lat: float, **more: object) -> dict[str, object]:
    made_up = {"title": f"{category} at {place}", "publisher": "Made-up Gazette", "geo_precision": "settlement"}
    where = {"place_name": place, "name_as_written": place, "uncertainty_m": 5000.0, "lon": lon, "lat": lat}
    return {"event_id": event_id, "category": category, **made_up, **where, **more}


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    """Made-up events: several at Hyesan, one each at three towns, one for a province, two without a point."""
    return events_frame(
        [
            _event(
                "phones",
                "phone_crackdown",
                "Musan",
                129.2114,
                42.2286,
                date_start="2021-07-01",
                date_end="2021-07-20",
                date_precision="part_of_month",
                quote="A trader in Musan told of three searches in a week.",
                url="https://example.org/made-up",
                published="2021-08-02",
                goods=["phones", "SIM cards"],
                confidence=0.91,
                match_method="romanised",
                match_score=0.88,
                status="candidate",
            ),
            _event(
                "market",
                "market_crackdown",
                "Hyesan",
                128.1778,
                41.4017,
                date_start="2012-03-05",
                date_end="2012-03-05",
            ),
            _event(
                "copper",
                "smuggling_individual",
                "Hyesan",
                128.1778,
                41.4017,
                date_start="2016-01-01",
                date_end="2016-12-31",
            ),
            _event(
                "guards", "border_control", "Sinuiju", 124.3978, 40.0941, date_start="2020-02-01", date_end="2020-02-29"
            ),
            _event("trial", "arrest_sentence", "Onsong", 129.9931, 42.9594),
            _event(
                "order",
                "phone_crackdown",
                "Ryanggang",
                128.1778,
                41.4017,
                place_id="kp-ryanggang",
                geo_precision="province",
            ),
            {"event_id": "nowhere", "category": "other", "title": "Raid", "unplaced_reason": "no place has this name"},
            {
                "event_id": "either",
                "category": "other",
                "title": "Trial",
                "unplaced_reason": "two places fit equally well",
            },
        ]
    )
