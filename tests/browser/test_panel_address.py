"""A link opens what its sender saw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Look = Callable[..., Any]


def fragment(seen: Any) -> str:
    seen.page.wait_for_timeout(500)  # it is written when the hand rests
    return unquote(str(seen.page.evaluate("location.hash")))


def go(seen: Any, text: str) -> None:
    seen.page.evaluate("text => { location.hash = text; }", text)
    seen.page.wait_for_timeout(100)


def test_what_a_reader_does_stands_in_the_address_and_comes_back(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.locator("#search").fill("hyesan")
    seen.page.locator("[data-event=copper]").click()
    seen.page.locator("[data-language=ko]").click()
    seen.page.evaluate("geoNK.map.setView([41.4, 128.2], 9, {animate: false})")
    assert fragment(seen) == "#search=hyesan&event=copper&at=41.4,128.2,9&lang=ko"
    seen.page.reload()
    seen.requests.clear()
    seen.requests.append(seen.page.url.split("#")[0])
    seen.page.wait_for_function("() => window.geoNK?.ready")
    assert seen.state("visible") == ["market", "copper"]
    assert seen.state("selected") == "copper"
    assert seen.page.evaluate("document.documentElement.lang") == "ko"
    assert seen.page.evaluate("geoNK.map.getZoom()") == 9


def test_filters_are_readable_in_the_address(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    go(seen, "category=phone_crackdown,border_control&period=2020-01-01..2021-12-31")
    assert seen.state("visible") == ["phones", "guards"]
    assert seen.page.locator(".chip").count() == 2
    assert fragment(seen).startswith("#category=phone_crackdown,border_control&period=2020-01-01..2021-12-31")


def test_an_event_that_is_not_there_is_said(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    go(seen, "event=<img src=x onerror=window.pwned=1>")
    assert "names an event that is not on this map: <img" in seen.text("#toast")
    assert seen.state("selected") is None
    assert seen.page.locator("#toast img").count() == 0
    seen.page.locator("#toast .close").click()
    assert not seen.page.locator("#toast").is_visible()


def test_an_event_that_is_filtered_away_is_said(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    go(seen, "search=sinuiju&event=phones")
    assert "hidden by the filters" in seen.text("#toast")


@pytest.mark.parametrize(
    "hostile",
    [
        "category=__proto__&source=constructor&period=..&stretch=x..y&confidence=NaN",
        "at=1e999,NaN,Infinity&picture=__proto__&lang=toString",
        "at=-90,500,99&period=9999-99-99..0000-00-00",
        "%E0%A4%A&=&&search=" + "(" * 500,
        "x" * 20000,
        "constructor.prototype=1&__proto__=1",
    ],
)
def test_a_hostile_address_does_no_harm(look: Look, events: gpd.GeoDataFrame, hostile: str) -> None:
    seen = look(events)
    before = seen.page.evaluate("geoNK.map.getCenter().lat")
    go(seen, hostile)
    assert seen.page.evaluate("geoNK.map.getCenter().lat") == before
    assert seen.page.evaluate("geoNK.store.get('picture')") == "marks"
    go(seen, "")
    assert len(seen.state("visible")) == len(events)


def test_share_copies_a_link_to_what_is_seen(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events, permissions=["clipboard-read", "clipboard-write"])
    seen.page.locator("#search").fill("musan")
    seen.page.locator("#share").click()
    assert "Link copied" in seen.text("#toast")
    link = seen.page.evaluate("navigator.clipboard.readText()")
    assert "#search=musan&at=" in link
