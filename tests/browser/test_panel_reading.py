"""Languages, paper, stories and small screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.maps import event_map

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Look = Callable[..., Any]

LATIN = r"() => [...document.querySelectorAll('#panel, #tools, #dock')].map(n => n.innerText).join(' ')"


SAID = {
    "ko": ("사건", "2021년 7월 1일에서 20일 사이", "휴대전화 단속"),
    "zh": ("事件", "2021年7月1日至20日之间", "手机查禁"),
}


@pytest.mark.parametrize("language", SAID)
def test_the_whole_page_changes_its_language(look: Look, events: gpd.GeoDataFrame, language: str) -> None:
    label, when, category = SAID[language]
    seen = look(events)
    seen.page.evaluate("geoNK.select('phones')")
    seen.page.locator(f"[data-language={language}]").click()
    assert seen.page.evaluate("document.documentElement.lang") == language
    assert seen.text("#list-head h2") == label
    assert seen.text("#card .when") == when
    assert category in seen.text("#legend")
    words = seen.page.evaluate(LATIN).replace("_crackdown", "")
    for english in ("event", "Filter", "dates", "Newest", "Share", "crackdown,"):
        assert english not in words, english
    seen.page.locator("[data-language=en]").click()
    assert seen.text("#card .when") == "between 1 and 20 July 2021"


def test_no_text_is_missing_in_any_language(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    for language in ("ko", "zh", "en"):
        seen.page.locator(f"[data-language={language}]").click()
        seen.page.evaluate("geoNK.select('phones')")
        assert seen.page.evaluate(r"document.body.innerText.match(/\[[a-z_]+\.[a-z_.]+\]/)") is None


def test_paper_has_the_map_the_words_of_the_filters_and_the_events(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events, title="Made-up map")
    seen.page.locator("#search").fill("hyesan")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    assert list(filter(None, seen.page.locator("#paper-head").inner_text().split("\n"))) == [
        "Made-up map",
        "Dates: 5 March 2012 – 20 July 2021",
        "Shown: “hyesan”",
    ]
    assert seen.page.locator("#paper tbody tr").count() == 2
    assert "OpenStreetMap" in seen.page.locator("#paper").inner_text()
    assert seen.page.locator("#map").is_visible()
    for hidden in ("#search", "#tools", "#items", "#timeline"):
        assert not seen.page.locator(hidden).is_visible()
    seen.page.emulate_media(media="screen")
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("#paper tbody tr").count() == 0


BOUNDS = "(b => [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])(geoNK.map.getBounds())"


def test_an_upright_sheet_shows_all_that_the_screen_shows_and_the_screen_comes_back(
    look: Look, events: gpd.GeoDataFrame
) -> None:
    seen = look(events)
    west, south, east, north = before = seen.page.evaluate(BOUNDS)
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    box = seen.page.locator("#map").bounding_box()
    assert box is not None
    assert box["width"] <= 688  # pixels that A4 leaves between its margins
    paper = seen.page.evaluate(BOUNDS)
    assert paper[0] <= west
    assert paper[1] <= south
    assert paper[2] >= east
    assert paper[3] >= north
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.evaluate(BOUNDS) == pytest.approx(before, abs=1e-6)


def test_a_dark_screen_prints_in_the_colours_of_the_day(look: Look, events: gpd.GeoDataFrame) -> None:
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    seen = look(events)
    day = seen.page.evaluate(ink)
    seen.page.emulate_media(color_scheme="dark")
    assert seen.page.evaluate(ink) != day
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.evaluate(ink) == day


STORY = [
    {"title": "A first raid", "text": "<b>In Hyesan</b>", "event_id": "market", "zoom": 9},
    {"title": "Copper", "text": "A year of it.", "lon": 128.2, "lat": 41.4, "zoom": 8, "from": "2016", "to": "2016"},
    {"title": "All of it"},
]


def test_a_story_leads_through_the_map(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(event_map(events, story=STORY), reduced_motion="reduce")
    assert seen.text("#story h2") == "A first raid"
    assert seen.text("#story .story-text") == "<b>In Hyesan</b>"
    assert seen.state("selected") == "market"
    assert seen.page.evaluate("geoNK.map.getZoom()") == 9
    seen.page.locator("#story-next").click()
    assert seen.text("#story .eyebrow") == "2 of 3"
    assert seen.state("visible") == ["copper"]
    seen.page.keyboard.press("ArrowRight")
    assert len(seen.state("visible")) == len(events)
    assert seen.page.locator("#story-next").get_attribute("aria-disabled") == "true"
    seen.page.keyboard.press("ArrowLeft")
    assert seen.text("#story h2") == "Copper"


def test_a_flight_to_a_place_goes_on_while_the_strip_folds(look: Look, events: gpd.GeoDataFrame) -> None:
    story = [{"title": "All", "strip": "open"}, {"title": "A raid", "event_id": "market", "zoom": 9}]
    seen = look(event_map(events, story=story))
    seen.page.locator("#story-next").click()
    seen.page.wait_for_timeout(1400)
    assert seen.page.evaluate("geoNK.map.getZoom()") == 9


def test_the_buttons_of_a_long_step_stay_in_sight_on_a_small_screen(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(event_map(events, story=[{"title": "Long", "text": "Word after word. " * 90}]), width=390, height=844)
    bottom, end = seen.page.evaluate(
        "['#story', '#story-next'].map((it) => document.querySelector(it).getBoundingClientRect().bottom)"
    )
    assert end < bottom


def test_a_step_opens_the_strip_and_links_to_its_source(look: Look, events: gpd.GeoDataFrame) -> None:
    story = [{"title": "All", "strip": "open"}, {"title": "A raid", "url": "https://example.org/raid"}]
    seen = look(event_map(events, story=story), reduced_motion="reduce")
    assert seen.page.locator("#strip.open").count() == 1
    assert not seen.page.locator("#story a").is_visible()
    seen.page.locator("#story-next").click()
    assert seen.page.locator("#strip.open").count() == 0
    assert seen.page.locator("#story a").get_attribute("href") == "https://example.org/raid"


def test_a_story_can_be_left_and_resumed(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(event_map(events, story=STORY), reduced_motion="reduce")
    seen.page.locator("#story-next").click()
    seen.page.locator("#story-leave").click()
    assert not seen.page.locator("#story h2").is_visible()
    seen.page.locator("#clear").click()
    seen.page.locator("#story-leave").click()
    assert seen.text("#story h2") == "Copper"
    assert seen.state("visible") == ["copper"]


def phone(look: Look, events: gpd.GeoDataFrame) -> Any:
    return look(events, width=390, height=844, has_touch=True, is_mobile=True, reduced_motion="reduce")


def test_on_a_phone_the_panel_is_a_sheet_that_a_finger_draws_up(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = phone(look, events)
    panel = seen.page.locator("#panel")
    assert panel.bounding_box()["height"] < 100
    seen.page.locator("#sheet").tap()
    seen.page.wait_for_function("() => document.querySelector('#panel').offsetHeight > 400")
    handle = seen.page.locator("#sheet").bounding_box()
    seen.page.mouse.move(195, handle["y"] + 10)
    seen.page.mouse.down()
    seen.page.mouse.move(195, 90, steps=4)
    seen.page.mouse.up()
    seen.page.wait_for_function("() => document.querySelector('#panel').offsetHeight > 700")
    seen.page.locator("#items .item").first.tap()
    seen.page.wait_for_function("() => document.querySelector('#panel').offsetHeight < 100")
    assert "Musan" in seen.text("#card h2")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_what_is_pressed_is_large_enough(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = phone(look, events)
    seen.page.locator("#sheet").tap()
    for part in ("#legend .key", "summary", "#search", "#tools button:visible", ".play", "#fit"):
        assert seen.page.locator(part).first.bounding_box()["height"] >= 32, part


def test_story_and_card_do_not_cover_each_other(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(event_map(events, story=STORY), width=1400, reduced_motion="reduce")
    story, card = (seen.page.locator(part).bounding_box() for part in ("#story", "#card"))
    assert story["x"] + story["width"] <= card["x"]
    seen.page.set_viewport_size({"width": 900, "height": 800})
    assert not seen.page.locator("#card").is_visible()
    seen.page.evaluate("geoNK.select('guards')")  # as a press on its mark does
    assert seen.page.locator("#card").is_visible()
    assert not seen.page.locator("#story h2").is_visible()
