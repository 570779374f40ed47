from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

from geo_nk.events import events_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    Look = Callable[..., Any]

HYESAN, HOERYONG, PYONGYANG = (128.1778, 41.4017), (129.7508, 42.4392), (125.75, 39.02)


def _made_up(event_id: str, spot: tuple[float, float] | None = None, **more: object) -> dict[str, object]:
    where = {"lon": spot[0], "lat": spot[1], "geo_precision": "settlement", "uncertainty_m": 3000.0} if spot else {}
    return {"event_id": event_id, "category": "phone_crackdown", "title": f"Raid {event_id}", **where, **more}


@pytest.fixture
def along() -> gpd.GeoDataFrame:
    """Made-up events: at towns on the border, on a stretch of it, without a date, far off, and nowhere."""
    stretch = {"km_start": 437.0, "km_end": 785.0, "geo_precision": "linear", "place_id": "river-yalu"}
    return events_frame(
        [
            _made_up("hyesan", HYESAN, date_start="2020-03-01", date_end="2020-03-31"),
            _made_up("hoeryong", HOERYONG, date_start="2022-08-15", date_end="2022-08-15"),
            _made_up(
                "upper", date_start="2021-01-01", date_end="2021-12-31", unplaced_reason="on the river", **stretch
            ),
            _made_up("undated", HOERYONG),
            _made_up("capital", PYONGYANG, date_start="2021-05-01", date_end="2021-05-01"),
            _made_up("nowhere", unplaced_reason="no place has this name"),
        ]
    )


def _opened(look: Look, events: gpd.GeoDataFrame, **options: Any) -> Any:
    seen = look(events, **options)
    seen.page.locator("#strip-toggle").click()
    seen.page.wait_for_function("() => document.getElementById('strip-top').width > 400")
    return seen


def _x(seen: Any, km: float) -> float:
    """Return the pixel of the window at a kilometre of the chart."""
    box = seen.page.locator("#strip-top").bounding_box()
    left, right = (64, 20) if box["width"] >= 600 else (52, 10)
    return float(box["x"] + left + km / 1358.3 * (box["width"] - left - right))


def _y(seen: Any, share: float) -> float:
    box = seen.page.locator("#strip-top").bounding_box()
    return float(box["y"] + share * box["height"])


def _tip(seen: Any) -> str:
    """Return what the tip of the chart says first; nothing where it is hidden."""
    return str(seen.page.evaluate("() => document.querySelector('#strip-tip:not([hidden]) b')?.textContent ?? ''"))


def _point_down(seen: Any, km: float, words: str) -> None:
    """Move the pointer down the column of a kilometre until the tip says what is looked for."""
    for share in range(20, 95, 2):
        seen.page.mouse.move(_x(seen, km), _y(seen, share / 100))
        if _tip(seen) == words:
            return
    pytest.fail(f"nothing at kilometre {km} says {words!r}")


def test_the_chart_is_folded_until_asked_for(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = look(along)
    toggle = seen.page.locator("#strip-toggle")
    assert toggle.get_attribute("aria-expanded") == "false"
    assert not seen.page.locator("#strip-body").is_visible()
    toggle.click()
    assert toggle.get_attribute("aria-expanded") == "true"
    assert seen.page.locator("#strip-body").is_visible()


def test_what_is_left_out_is_counted(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = _opened(look, along)
    words = seen.text("#strip-counts")
    assert "4 along the border" in words
    assert "1 farther than 30 km from the border" in words
    assert "1 not placed" in words


def test_dragging_across_chooses_a_stretch(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = _opened(look, along)
    mouse, y = seen.page.mouse, _y(seen, 0.6)
    mouse.move(_x(seen, 640), y)
    mouse.down()
    mouse.move(_x(seen, 690), y)
    mouse.move(_x(seen, 720), y)
    mouse.up()
    first, last = seen.state("store.get('stretch')")
    assert (first, last) == (pytest.approx(640, abs=3), pytest.approx(720, abs=3))
    assert seen.state("visible") == ["hyesan", "upper"]
    seen.page.locator("#strip-all").click()
    assert len(seen.state("visible")) == len(along)


def test_pointing_at_a_mark_lights_it_up_and_pressing_opens_it(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = _opened(look, along)
    _point_down(seen, 679, "Raid hyesan")
    assert seen.state("events.get(geoNK.store.get('hovered'), 'event_id')") == "hyesan"
    assert re.match(r"km 6\d\d · Hyesan, Ryanggang", seen.text("#strip-read"))
    seen.page.mouse.down()
    seen.page.mouse.up()
    assert seen.state("selected") == "hyesan"


def test_keys_go_from_event_to_event(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = _opened(look, along)
    seen.page.locator("#strip-top").focus()
    met = []
    for _ in range(3):
        seen.page.keyboard.press("ArrowRight")
        met.append(seen.state("events.get(geoNK.store.get('hovered'), 'event_id')"))
    assert met[:2] == ["upper", "hyesan"]
    seen.page.keyboard.press("Enter")
    assert seen.state("selected") == met[2]


def test_the_chart_speaks_the_language_of_the_page(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = _opened(look, along)
    seen.state("store.set({language: 'ko'})")
    assert seen.text("#strip-toggle") == "국경을 따라"
    assert "국경 4건" in seen.text("#strip-counts")


def test_many_events_are_shaded_and_open_as_a_list(look: Look, along: gpd.GeoDataFrame) -> None:
    copies = along.iloc[[0] * 300].assign(event_id=[f"copy{k}" for k in range(300)])
    many = gpd.GeoDataFrame(pd.concat([along, copies], ignore_index=True), geometry="geometry", crs=along.crs)
    seen = _opened(look, many)
    assert "The darker, the more events" in seen.text("#strip-read")
    _point_down(seen, 679, "301 events")
    seen.page.mouse.down()
    seen.page.mouse.up()
    assert seen.state("store.get('place').rows.length") == 301


def test_a_stretch_of_the_border_has_a_mark_that_opens(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = look(along)
    seen.click_mark("upper")
    assert seen.state("selected") == "upper"
    assert seen.text("#counts").startswith("5 events on the map")


def test_the_whole_view_stays_whole_when_the_chart_unfolds(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = _opened(look, along)
    seen.page.wait_for_timeout(200)
    box = seen.page.locator("#map").bounding_box()
    for event_id in ("hyesan", "hoeryong", "capital"):
        assert 0 < seen.page.evaluate("id => geoNK.where(id)", event_id)["y"] < box["height"]


def test_what_is_pointed_at_on_the_chart_is_ringed_on_the_map(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = _opened(look, along)
    _point_down(seen, 679, "Raid hyesan")
    ring, box = seen.page.locator("#hover-ring").bounding_box(), seen.page.locator("#map").bounding_box()
    mark = seen.page.evaluate("() => geoNK.where('hyesan')")
    assert ring["x"] + ring["width"] / 2 - box["x"] == pytest.approx(mark["x"], abs=1)
    assert ring["y"] + ring["height"] / 2 - box["y"] == pytest.approx(mark["y"], abs=1)
    seen.page.mouse.move(box["x"] + 5, box["y"] + 5)
    assert not seen.page.locator("#hover-ring").is_visible()


def test_a_link_opens_the_chart(look: Look, along: gpd.GeoDataFrame) -> None:
    seen = _opened(look, along)
    seen.page.wait_for_function("() => location.hash.includes('strip=open')")
