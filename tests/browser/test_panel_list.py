"""The list, the table and the card."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Look = Callable[..., Any]


def many(events: gpd.GeoDataFrame, n: int) -> gpd.GeoDataFrame:
    """Return made-up events, one a day, the last of them without a point."""
    made = events.iloc[[1] * n].reset_index(drop=True)
    days = pd.date_range("2000-01-01", periods=n).strftime("%Y-%m-%d").tolist()
    made["event_id"] = [f"e{i}" for i in range(n)]
    made["title"] = [f"Made-up raid {i}" for i in range(n)]
    made["date_start"] = made["date_end"] = days
    made["date_precision"] = "day"
    return made


def test_a_long_list_makes_few_elements_and_reaches_its_end(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(many(events, 5000))
    rows = seen.page.locator("#items .item")
    assert rows.count() < 60
    seen.page.locator("#items").focus()
    seen.page.keyboard.press("End")
    assert rows.last.get_attribute("data-event") == "e0"
    assert rows.last.get_attribute("aria-posinset") == "5000"
    seen.page.keyboard.press("PageUp")
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("#items [aria-selected=true]").is_visible()
    assert rows.count() < 60


def test_a_wheel_scrolls_through_the_list(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(many(events, 5000))
    seen.page.mouse.move(150, 700)
    seen.page.mouse.wheel(0, 78 * 1000)
    seen.page.wait_for_function("() => document.querySelector('[data-event=e4000]')")


def test_a_row_under_the_pointer_lights_its_mark_and_the_other_way_round(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.locator("[data-event=guards]").hover()
    assert seen.page.evaluate("geoNK.events.get(geoNK.store.get('hovered'), 'event_id')") == "guards"
    spot = seen.page.evaluate("geoNK.where('phones')")
    box = seen.page.locator("#map").bounding_box()
    seen.page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
    assert seen.page.locator("#items .lit").get_attribute("data-event") == "phones"


@pytest.mark.parametrize(
    ("order", "first"), [("oldest", "market"), ("place", "market"), ("border", "guards"), ("confidence", "phones")]
)
def test_the_list_can_be_sorted(look: Look, events: gpd.GeoDataFrame, order: str, first: str) -> None:
    seen = look(events)
    seen.page.get_by_label("Sort").select_option(order)
    assert seen.page.locator("#items .item").first.get_attribute("data-event") == first


def test_the_card_turns_to_the_next_event_and_back(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.locator("#items .item").first.click()
    assert seen.text("#card-position") == "1 of 8"
    seen.page.locator("#card-next").click()
    assert seen.state("selected") == "guards"
    seen.page.keyboard.press("ArrowLeft")
    assert seen.state("selected") == "phones"
    assert seen.page.locator("#card-previous").get_attribute("aria-disabled") == "true"


def test_the_card_does_not_cover_its_mark(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    for event_id in ("trial", "guards", "phones"):
        seen.page.evaluate("id => geoNK.select(id)", event_id)
        seen.page.wait_for_timeout(500)  # the map may be moving
        card = seen.page.locator("#card").bounding_box()
        stage = seen.page.locator("#map").bounding_box()
        x = stage["x"] + seen.page.evaluate("id => geoNK.where(id).x", event_id)
        assert not card["x"] <= x <= card["x"] + card["width"], event_id


def test_a_citation_can_be_copied(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events, permissions=["clipboard-read", "clipboard-write"])
    seen.page.evaluate("geoNK.select('phones')")
    seen.page.locator("#card-cite").click()
    assert seen.text("#toast span") == "Copied"
    assert seen.page.evaluate("navigator.clipboard.readText()") == (
        "Made-up Gazette, 2 August 2021: “A trader in Musan told of three searches in a week.” "
        "(Musan, between 1 and 20 July 2021). https://example.org/made-up [phones]"
    )


def test_the_table_holds_every_visible_event_page_by_page(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(many(events, 120))
    seen.page.locator("#table-open").click()
    assert seen.page.locator("#table tbody tr").count() == 50
    assert "1 to 50 of 120" in seen.text("#table footer")
    seen.page.get_by_role("button", name="Next page").click()
    seen.page.get_by_role("button", name="Next page").click()
    assert seen.page.locator("#table tbody tr").count() == 20
    assert seen.page.get_by_role("button", name="Next page").is_disabled()
    seen.page.get_by_role("button", name="Date").click()
    assert seen.page.get_by_role("columnheader", name="Date").get_attribute("aria-sort") == "ascending"
    assert seen.page.locator("#table tbody th").first.inner_text() == "Made-up raid 0"
    seen.page.locator("#table tbody th button").first.click()
    assert seen.state("selected") == "e0"
    assert not seen.page.locator("#table").is_visible()


def test_the_table_is_copied_without_formulas(look: Look, events: gpd.GeoDataFrame) -> None:
    hostile = events.iloc[:2].copy()
    hostile["title"] = ["=HYPERLINK(1)", "two\nlines\tand a tab"]
    seen = look(hostile, permissions=["clipboard-read", "clipboard-write"])
    seen.page.locator("#table-open").click()
    seen.page.get_by_role("button", name="Copy the table").click()
    text = seen.page.evaluate("navigator.clipboard.readText()")
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    assert [row["Event"] for row in rows] == ["'=HYPERLINK(1)", "two lines and a tab"]
    assert rows[0]["Quote"] == "A trader in Musan told of three searches in a week."


def test_keys_lead_through_the_whole_page_and_out_again(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    reached = []
    for _ in range(60):
        seen.page.keyboard.press("Tab")
        reached.append(
            seen.page.evaluate(
                "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
            )
        )
        if reached[-1] == "BODY" or reached.count("skip") > 1:
            break
    for part in (
        "skip",
        "search",
        "key",
        "table-open",
        "sort",
        "items",
        "map",
        "share",
        "print",
        "fit",
        "play",
        "time-from",
    ):
        assert any(part in name for name in reached), part
    assert len(reached) < 60  # no trap
