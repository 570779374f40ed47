from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
import pytest

from geo_nk.events import events_frame
from geo_nk.maps import event_map

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    from playwright.sync_api import Browser

    Look = Callable[..., Any]


def test_every_event_is_on_the_page(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    assert seen.state("events.size") == len(events)
    assert seen.state("visible") == list(events["event_id"])
    assert seen.text("#counts") == "6 events on the map · 2 not placed"


def test_the_first_view_holds_every_placed_event(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    placed = events[events["unplaced_reason"].isna()]["event_id"]
    box = seen.page.locator("#map").bounding_box()
    assert box
    for event_id in placed:
        spot = seen.page.evaluate("id => geoNK.where(id)", event_id)
        assert 0 < spot["x"] < box["width"]
        assert 0 < spot["y"] < box["height"]


def test_a_click_on_a_mark_opens_its_card(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.click_mark("phones")
    card = seen.text("#card")
    for words in (
        "phone_crackdown at Musan",
        "between 1 and 20 July 2021",
        "candidate, not reviewed",
        "A trader in Musan told of three searches in a week.",
        "Made-up Gazette, 2 August 2021",
        "another romanisation of the name (0.88)",
        "about 5 km of the mark",
        "± 5, within 5 km of the line",
        "phones; SIM cards",
        "high confidence (0.91)",
    ):
        assert words in card
    assert seen.text("#card mark") == "Musan"


def test_a_link_tells_the_source_nothing(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.click_mark("phones")
    link = seen.page.locator("#card a")
    assert link.get_attribute("href") == "https://example.org/made-up"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


@pytest.mark.parametrize("event_id", ["market", "copper"])
def test_each_event_of_one_place_can_be_clicked(look: Look, events: gpd.GeoDataFrame, event_id: str) -> None:
    seen = look(events)
    seen.click_mark(event_id)
    assert seen.state("selected") == event_id


def test_more_events_than_fit_around_a_place_open_as_a_list(look: Look, events: gpd.GeoDataFrame) -> None:
    many = events.iloc[[1] * 30].reset_index(drop=True)
    many["event_id"] = [f"e{i}" for i in range(30)]
    many["date_start"] = many["date_end"] = [f"2012-03-{i + 1:02d}" for i in range(30)]
    seen = look(many)
    seen.click_mark("e0")
    assert seen.page.locator("#card .choice").count() == 30
    seen.page.locator("#card .choice").nth(1).click()
    assert seen.state("selected") == "e28"


def test_a_stack_of_several_places_opens_by_zooming_in(look: Look) -> None:
    rows = [
        {"event_id": str(i), "category": "other", "place_name": f"P{i}", "lon": 128 + i / 100, "lat": 41.4}
        for i in (0, 1, 300)
    ]
    seen = look(events_frame(rows))
    assert seen.page.evaluate("geoNK.where('0').stacked")
    before = seen.page.evaluate("geoNK.map.getZoom()")
    seen.click_mark("0")
    seen.page.wait_for_function("z => geoNK.map.getZoom() > z && !geoNK.where('0').stacked", arg=before)


def test_a_province_is_marked_at_its_middle_not_at_its_seat(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seat = seen.page.evaluate("geoNK.map.latLngToContainerPoint([41.4017, 128.1778])")
    mark = seen.page.evaluate("geoNK.where('order')")
    assert abs(mark["x"] - seat["x"]) + abs(mark["y"] - seat["y"]) > 25
    seen.click_mark("order")
    assert "to the province, no closer" in seen.text("#card")


def test_the_list_opens_the_card_and_escape_closes_it(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.locator("#items").focus()
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("Enter")
    assert seen.state("selected") == "guards"
    assert seen.page.locator("#items [aria-selected=true]").get_attribute("data-event") == "guards"
    assert seen.text("#card .when") == "in February 2020"
    seen.page.keyboard.press("Escape")
    assert seen.state("selected") is None
    assert not seen.page.locator("#card").is_visible()


def test_an_event_that_is_off_the_screen_comes_into_view(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.evaluate("geoNK.map.setView([42.9, 129.9], 10, {animate: false})")
    seen.page.locator("#items .item", has_text="Sinuiju").click()
    inside = "p => p.x > 0 && p.x < 420 && p.y > 0 && p.y < 800"
    seen.page.wait_for_function(f"() => ({inside})(geoNK.where('guards'))")


def test_the_list_runs_by_date_and_turns_round(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    order = "[...document.querySelectorAll('#items .item')].map(b => b.dataset.event)"
    assert seen.page.evaluate(order) == ["phones", "guards", "copper", "market", "trial", "order", "nowhere", "either"]
    seen.page.locator("#sort").select_option("oldest")
    assert seen.page.evaluate(order)[:4] == ["market", "copper", "guards", "phones"]


def test_the_legend_hides_and_shows_a_category(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    key = seen.page.locator("#legend [data-value=phone_crackdown]")
    assert key.locator(".count").inner_text() == "2"
    key.click()
    assert key.get_attribute("aria-pressed") == "false"
    assert "phones" not in seen.state("visible")
    assert seen.text("#counts") == "6 of 8 events · 2 not placed"
    seen.page.locator("#clear").click()
    assert len(seen.state("visible")) == 8


@pytest.mark.parametrize(
    ("words", "found"), [("hyesan", ["market", "copper"]), ("SIM mus", ["phones"]), ("tradér", ["phones"]), ("zzz", [])]
)
def test_search_finds_every_word(look: Look, events: gpd.GeoDataFrame, words: str, found: list[str]) -> None:
    seen = look(events)
    seen.page.locator("#search").fill(words)
    assert seen.state("visible") == found


def test_events_without_a_point_are_counted_and_listed_with_their_reason(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    assert seen.text("#unplaced-head") == "2 events could not be placed"
    seen.page.locator("#to-unplaced").click()
    assert "two places fit equally well" in seen.text("#items")
    seen.page.keyboard.press("Enter")
    assert "no place has this name" in seen.text("#card")


HOSTILE = "</script><img src=x onerror=window.pwned=1><script>window.pwned=1</script>${window.pwned=1}`\\"


def test_hostile_text_is_shown_as_text_and_does_not_run(look: Look) -> None:
    texts = dict.fromkeys(
        ("event_id", "title", "quote", "place_name", "place_kind", "name_as_written", "publisher"), HOSTILE
    )
    row = {
        **texts,
        "category": "other",
        "url": "javascript:window.pwned=1",
        "goods": [HOSTILE],
        "lon": 128.18,
        "lat": 41.4,
    }
    nowhere = {"event_id": "x", "category": "other", "title": HOSTILE, "unplaced_reason": HOSTILE}
    seen = look(events_frame([row, nowhere]), title=HOSTILE)
    seen.page.locator("#items .item").first.click()
    seen.page.mouse.move(600, 400)
    assert seen.text("#title") == HOSTILE
    assert seen.text("#card h2") == HOSTILE
    assert seen.text("#card mark") == HOSTILE
    assert "Address not followed: javascript:" in seen.text("#card")
    assert seen.page.locator("#card a, img, iframe, object").count() == 0
    assert seen.page.evaluate("window.pwned") is None


def test_characters_that_turn_text_round_are_made_visible(look: Look) -> None:
    seen = look(
        events_frame([{"event_id": "a", "category": "other", "title": "abc\u202edef", "lon": 128.18, "lat": 41.4}])
    )
    assert seen.text("#items .item-title") == "abc[U+202E]def"


def test_a_script_that_is_not_ours_does_not_run(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.pwned = 1'}))"
    )
    assert seen.page.evaluate("window.pwned") is None
    assert len(seen.complaints) == 1
    assert "Content Security Policy" in seen.complaints.pop()


def test_a_request_is_refused(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    assert seen.page.evaluate("fetch('https://example.org').then(() => 'sent', () => 'refused')") == "refused"
    assert any("Content Security Policy" in said for said in seen.complaints)
    seen.complaints.clear()


def test_folium_layers_work_on_the_sealed_page(look: Look, events: gpd.GeoDataFrame) -> None:
    made = event_map(events)
    group = folium.FeatureGroup(name="Markers")
    folium.Marker([41.0, 127.0], popup=folium.Popup("<b>bold</b> words"), tooltip="a tooltip").add_to(group)
    group.add_to(made)
    folium.GeoJson({"type": "Point", "coordinates": [126.5, 41.0]}).add_to(made)
    folium.LayerControl(collapsed=False).add_to(made)
    seen = look(made)
    marker = seen.page.locator("img.leaflet-marker-icon")
    assert marker.count() == 2
    marker.first.click()
    assert seen.text(".leaflet-popup b") == "bold"
    assert "Markers" in seen.text(".leaflet-control-layers")


def test_a_map_without_events_shows_the_border(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events.iloc[:0])
    assert seen.text("#counts") == "0 events on the map"
    assert seen.page.evaluate("geoNK.map.getBounds().contains([41.4, 128.2])")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_light_and_dark(look: Look, events: gpd.GeoDataFrame, scheme: str) -> None:
    seen = look(events, color_scheme=scheme)
    red = int(seen.page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]"))
    assert (red < 60) == (scheme == "dark")


def test_a_narrow_screen_has_the_list_below_the_map_and_no_sideways_scroll(
    look: Look, events: gpd.GeoDataFrame
) -> None:
    seen = look(events, width=375, height=800)
    above, below = (seen.page.locator(part).bounding_box() for part in ("main", "#panel"))
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"] + 1
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 375


def test_a_notebook_shows_the_map_in_its_frame(browser: Browser, events: gpd.GeoDataFrame) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.set_content(f"<!doctype html><body>{event_map(events)._repr_html_()}</body>")
    frame = page.frame_locator("iframe")
    frame.locator("#items .item").first.click()
    assert "Musan" in frame.locator("#card").inner_text()
    assert complaints == []
    page.context.close()
