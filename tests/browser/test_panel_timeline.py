"""The timeline as a hand uses it: drawn, moved and played with the mouse, and with keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Look = Callable[..., Any]

#: First and last year of the made-up events, one bar each.
FIRST, LAST = 2012, 2021
DATED = {"market": 2012, "copper": 2016, "guards": 2020, "phones": 2021}


def x_of(seen: Any, year: float) -> float:
    box = seen.page.locator(".time-track").bounding_box()
    assert box
    return float(box["x"] + box["width"] * (year - FIRST) / (LAST + 1 - FIRST))


def y_of(seen: Any) -> float:
    box = seen.page.locator(".time-track").bounding_box()
    assert box
    return float(box["y"] + 8)


def drag(seen: Any, start: float, end: float) -> None:
    seen.page.mouse.move(x_of(seen, start), y_of(seen))
    seen.page.mouse.down()
    seen.page.mouse.move(x_of(seen, (start + end) / 2), y_of(seen), steps=3)
    seen.page.mouse.move(x_of(seen, end), y_of(seen), steps=3)
    seen.page.mouse.up()


def period(seen: Any) -> str:
    return str(seen.text(".time-readout"))


def test_a_drag_draws_a_period_and_tells_of_the_undated(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    assert seen.text(".time-note") == "4 events without a date"
    drag(seen, 2015.5, 2020.5)
    assert seen.state("visible") == ["copper", "guards"]
    seen.page.mouse.move(10, 10)
    assert period(seen) == "2015 – 2020"
    assert seen.text(".time-note") == "4 events without a date not shown"


def test_a_click_on_a_bar_chooses_it_and_a_double_click_lets_go(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.mouse.click(x_of(seen, 2020.5), y_of(seen))
    assert seen.state("visible") == ["guards"]
    seen.page.mouse.dblclick(x_of(seen, 2013.5), y_of(seen))
    assert len(seen.state("visible")) == len(events)


def test_the_window_and_its_edges_can_be_dragged(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    drag(seen, 2015.5, 2017.5)
    assert seen.state("visible") == ["copper"]
    drag(seen, 2018, 2020.5)  # the right edge
    assert seen.state("visible") == ["copper", "guards"]
    drag(seen, 2018, 2014.5)  # the whole of it, as far as there is room
    seen.page.mouse.move(10, 10)
    assert period(seen) == "2012 – 2017"
    assert seen.state("visible") == ["market", "copper"]


def test_keys_move_the_edges_and_the_window(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.locator(".time-from").focus()
    for _ in range(4):
        seen.page.keyboard.press("ArrowRight")
    assert period(seen) == "2016 – 2021"
    seen.page.locator(".time-to").focus()
    seen.page.keyboard.press("Home")
    assert period(seen) == "2016"
    seen.page.locator(".time-window").focus()
    seen.page.keyboard.press("End")
    assert seen.state("visible") == ["phones"]
    assert seen.page.locator(".time-window").get_attribute("aria-valuetext") == "2021"
    seen.page.keyboard.press("Escape")
    assert period(seen) == "all dates"


def test_bars_count_what_the_other_filters_let_through(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.locator("#search").fill("musan")
    seen.page.mouse.move(x_of(seen, 2021.5), y_of(seen))
    assert period(seen) == "2021: 1 event"
    seen.page.mouse.move(x_of(seen, 2012.5), y_of(seen))
    assert period(seen) == "2012: 0 events"


def test_play_moves_the_window_to_the_end_and_can_be_paused(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    play = seen.page.locator(".play")
    play.click()
    assert play.get_attribute("aria-label") == "Pause"
    seen.page.wait_for_function("() => geoNK.visible.includes('copper')")
    play.click()
    assert play.get_attribute("aria-label") == "Play"
    paused = seen.page.evaluate("geoNK.store.get('period')")
    seen.page.wait_for_timeout(1200)  # longer than a step
    assert seen.page.evaluate("geoNK.store.get('period')") == paused
    play.click()
    seen.page.wait_for_function("() => document.querySelector('.play').getAttribute('aria-label') === 'Play'")
    assert seen.state("visible") == ["phones"]


def test_without_motion_each_press_is_a_step(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events, reduced_motion="reduce")
    play = seen.page.locator(".play")
    assert play.get_attribute("aria-label") == "Step"
    play.click()
    assert period(seen) == "2012"
    play.click()
    assert period(seen) == "2013"
    seen.page.wait_for_timeout(1200)
    assert period(seen) == "2013"


@pytest.mark.parametrize("rows", [0, 1])
def test_without_a_stretch_of_time_there_is_no_timeline(look: Look, events: gpd.GeoDataFrame, rows: int) -> None:
    seen = look(events[events["event_id"] == "market"].iloc[:rows])
    assert not seen.page.locator("#timeline").is_visible()
