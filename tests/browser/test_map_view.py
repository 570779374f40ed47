"""The map as it follows its reader: what it shows first, what it tells of the rest, and where a chosen mark stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

from geo_nk.events import events_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    Look = Callable[..., Any]

# Whether what a selector finds lies on the mark of an event.
COVERED = """([id, selector]) => {
  const { x, y } = geoNK.where(id);
  const map = document.getElementById("map").getBoundingClientRect();
  const box = document.querySelector(selector).getBoundingClientRect();
  return map.x + x > box.left && map.x + x < box.right && map.y + y > box.top && map.y + y < box.bottom;
}"""


def _at(event_id: str, place: str, lon: float, lat: float, **more: object) -> dict[str, object]:
    where = {"place_name": place, "lon": lon, "lat": lat, "geo_precision": "settlement"}
    return {"event_id": event_id, "category": "other", "title": f"Raid {event_id}", **where, **more}


@pytest.fixture
def scattered(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return made-up events at the border, and a few far from it."""
    far = [_at("k1", "Kunming", 102.72, 25.04), _at("n1", "Nanning", 108.32, 22.82)]
    near = [_at(f"h{i}", "Hyesan", 128.1778, 41.4017) for i in range(9)]
    return gpd.GeoDataFrame(pd.concat([events, events_frame(far + near)], ignore_index=True), crs=events.crs)


def _settled(seen: Any) -> None:
    """Wait until a flight, which takes 0.7 s, is over."""
    seen.page.wait_for_timeout(1500)


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1024, 700), (390, 844)])
def test_the_first_view_holds_the_border_and_nothing_covers_it(
    look: Look, scattered: gpd.GeoDataFrame, width: int, height: int
) -> None:
    seen = look(scattered, width=width, height=height)
    size = seen.page.locator("#map").bounding_box()
    tools = seen.page.locator("#tools").bounding_box()
    for lat, lon in ((39.8, 124.2), (43.0, 130.0), (42.3, 130.68)):
        spot = seen.page.evaluate("at => geoNK.map.latLngToContainerPoint(at)", [lat, lon])
        assert 0 < spot["x"] < size["width"]
        assert tools["height"] < spot["y"] < size["height"]


def test_what_lies_far_off_is_told_at_the_edge_and_opens(look: Look, scattered: gpd.GeoDataFrame) -> None:
    seen = look(scattered)
    notes = seen.page.locator(".edge-note")
    assert notes.count() == 1
    assert notes.inner_text().split("\n")[0].startswith("2 in Kunming and elsewhere")
    notes.click()
    seen.page.wait_for_function("() => geoNK.map.getCenter().lng < 110")
    _settled(seen)
    assert notes.count() == 0


def test_a_filter_that_hides_them_takes_the_note_away(look: Look, scattered: gpd.GeoDataFrame) -> None:
    seen = look(scattered)
    seen.page.locator("#search").fill("Musan")
    seen.page.wait_for_function("() => geoNK.visible.length === 1")
    assert seen.page.locator(".edge-note").count() == 0


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_a_chosen_event_stands_alone_and_beside_the_card(
    look: Look, scattered: gpd.GeoDataFrame, width: int, height: int
) -> None:
    scattered = gpd.GeoDataFrame(
        pd.concat([scattered, events_frame([_at("ford", "Ford", 128.21, 41.41)])], ignore_index=True), crs=scattered.crs
    )
    seen = look(scattered, width=width, height=height)
    assert seen.page.evaluate("() => geoNK.where('ford').stacked")
    seen.state("select('ford')")
    _settled(seen)
    assert not seen.page.evaluate("() => geoNK.where('ford').stacked")
    for cover in ("#card", "#tools"):
        assert not seen.page.evaluate(COVERED, ["ford", cover])


def test_a_mark_that_stands_alone_is_opened_where_it_stands(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events, width=1400, height=900)
    before = seen.page.evaluate("() => geoNK.map.getCenter()")
    seen.click_mark("guards")
    _settled(seen)
    assert seen.page.evaluate("() => geoNK.map.getCenter()") == before


def test_a_vague_event_is_not_looked_at_closer_than_it_is_known(look: Look) -> None:
    rows = [_at("vague", "Musan", 129.21, 42.23, uncertainty_m=40000.0), _at("b", "Chilsong", 129.215, 42.235)]
    seen = look(events_frame(rows))
    seen.state("select('vague')")
    _settled(seen)
    assert seen.page.evaluate("() => geoNK.map.getZoom()") < 9


def test_a_view_that_the_reader_chose_is_kept_when_the_chart_unfolds(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.state("map.setView([41.4, 128.2], 9, {animate: false})")
    seen.page.locator("#strip-toggle").click()
    seen.page.wait_for_timeout(400)
    centre, zoom = seen.page.evaluate("() => [geoNK.map.getCenter(), geoNK.map.getZoom()]")
    assert (centre["lat"], centre["lng"], zoom) == (pytest.approx(41.4, abs=0.01), pytest.approx(128.2, abs=0.01), 9)


def test_many_events_are_counts_with_the_names_of_towns(look: Look) -> None:
    rows = [
        _at(f"s{i}", "Sinuiju", 124.3978 + (i % 9) / 500, 40.0941, place_id="kp-north-pyongan-sinuiju")
        for i in range(400)
    ]
    seen = look(events_frame([*rows, *(_at(f"m{i}", "Musan", 129.2114, 42.2286) for i in range(100))]))
    large, small = (seen.page.evaluate(f"() => geoNK.where('{name}').r") for name in ("s0", "m0"))
    assert large / small == pytest.approx(2, abs=0.05)
    spot = seen.page.evaluate("() => geoNK.where('s0')")
    box = seen.page.locator("#map").bounding_box()
    seen.page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
    assert seen.text("#tip") == "Sinuiju400 events"


def test_the_card_opens_with_the_sentence_and_folds_how_it_was_read(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.state("select('phones')")
    audit = seen.page.locator("#card .audit")
    assert seen.page.locator("#card blockquote").is_visible()
    assert not seen.page.locator("#card dl").first.is_visible()
    audit.locator("summary").click()
    seen.state("select('market')")
    assert audit.get_attribute("open") is not None  # as the reader left it


def test_an_event_without_a_date_says_why(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events.assign(report_id="a-report"))
    seen.state("select('trial')")
    assert "it is not known when report a-report was published" in seen.text("#card .when")
    assert "manifest.csv" in seen.text("#card .when")
    assert "no publication date known" in seen.text("[data-event=trial] .item-meta")


def test_an_event_of_a_county_shades_it_and_has_no_disc(look: Look, events: gpd.GeoDataFrame) -> None:
    county = events_frame(
        [_at("wide", "Musan", 129.2114, 42.2286, place_id="kp-north-hamgyong-musan", uncertainty_m=20000.0)]
    ).assign(geo_precision="county")
    seen = look(gpd.GeoDataFrame(pd.concat([events, county], ignore_index=True), crs=events.crs))
    assert seen.state("events.countyWide[geoNK.events.rowOf('wide')]") == 1
    assert seen.state("events.countyWide[geoNK.events.rowOf('market')]") == 0
