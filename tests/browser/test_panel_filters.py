"""Filters, chips and search as a person uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.events import events_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Look = Callable[..., Any]


@pytest.fixture
def sourced() -> gpd.GeoDataFrame:
    """Made-up events of two publishers and of none, reviewed or not, at known places of the border."""

    def row(event_id: str, place_id: str, lon: float, lat: float, **more: object) -> dict[str, object]:
        where = {"place_id": place_id, "lon": lon, "lat": lat, "geo_precision": "settlement"}
        return {"event_id": event_id, "category": "market_crackdown", "status": "candidate", **where, **more}

    hoeryong = ("kp-north-hamgyong-hoeryong", 129.751, 42.442)
    sinuiju = ("kp-north-pyongan-sinuiju", 124.398, 40.094)
    return events_frame(
        [
            row("a", *hoeryong, place_name="Hoeryong", publisher="Made-up Gazette", confidence=0.9, status="confirmed"),
            row(
                "b",
                *hoeryong,
                place_name="Hoeryong",
                publisher="Invented Post",
                confidence=0.5,
                quote="Raid, they said.",
            ),
            row("c", *sinuiju, place_name="Sinuiju", publisher="Made-up Gazette", confidence=0.7),
            row("d", *sinuiju, place_name="Sinuiju", confidence=0.3, category="other"),
        ]
    )


def press(seen: Any, value: str, *, only: bool = False) -> None:
    row = seen.page.locator(".facet-row", has=seen.page.locator(f"[data-value='{value}']"))
    row.hover()
    row.locator(".only" if only else ".key").click(position={"x": 12, "y": 8})


def opened(look: Look, events: gpd.GeoDataFrame, **options: Any) -> Any:
    seen = look(events, **options)
    seen.page.locator("#filters > summary").click()
    return seen


def count(seen: Any, value: str) -> str:
    return str(seen.text(f"#panel [data-value='{value}'] .count"))


def test_only_leaves_one_value_and_again_brings_all_back(look: Look, sourced: gpd.GeoDataFrame) -> None:
    seen = opened(look, sourced)
    press(seen, "Invented Post", only=True)
    assert seen.state("visible") == ["b"]
    press(seen, "Invented Post", only=True)
    assert seen.state("visible") == ["a", "b", "c", "d"]


def test_counts_say_what_a_value_would_show_under_the_other_filters(look: Look, sourced: gpd.GeoDataFrame) -> None:
    seen = opened(look, sourced)
    press(seen, "confirmed", only=True)
    assert (count(seen, "Made-up Gazette"), count(seen, "Invented Post"), count(seen, "candidate")) == ("1", "0", "3")


def test_what_has_no_publisher_can_be_left_out(look: Look, sourced: gpd.GeoDataFrame) -> None:
    seen = opened(look, sourced)
    assert "not said" in seen.text("#filter-body")
    seen.page.locator("#filter-body [data-value='']").click()
    assert seen.state("visible") == ["a", "b", "c"]


def test_goods_under_resolutions_are_a_filter_and_stand_on_the_card(look: Look) -> None:
    told = {"category": "smuggling_state", "date_start": "2024-05-01", "lon": 128.18, "lat": 41.4}
    rows = [
        {"event_id": "a", "goods": ["trucks", "rice"], "direction": "import", **told},
        {"event_id": "b", "goods": ["squid"], **told},
        {"event_id": "c", **told},
    ]
    seen = opened(look, events_frame(rows))
    press(seen, "2397|7|ban|import", only=True)
    assert seen.state("visible") == ["a"]
    assert seen.text(".chip") == "2397, paragraph 7: ban on import×"
    seen.page.locator(".chip").click()
    press(seen, "03")
    assert seen.state("visible") == ["a", "c"]
    press(seen, "03")
    seen.page.locator("[data-event=b]").click()
    seen.page.locator(".audit > summary").click()
    card = seen.text("#card")
    assert "2371: ban on export (direction not said)" in card
    assert "03" in card


def test_each_filter_is_a_chip_that_takes_it_away(look: Look, sourced: gpd.GeoDataFrame) -> None:
    seen = opened(look, sourced)
    press(seen, "market_crackdown")
    seen.page.locator("#search").fill("sinuiju")
    assert seen.page.locator(".chip").all_inner_texts() == ["“sinuiju”\n×", "without Market crackdown\n×"]
    seen.page.locator("[data-filter=category]").click()
    assert seen.state("visible") == ["c", "d"]
    seen.page.locator("#clear").click()
    assert len(seen.state("visible")) == 4
    assert not seen.page.locator("#filtered").is_visible()


def test_a_least_confidence_by_keys(look: Look, sourced: gpd.GeoDataFrame) -> None:
    seen = opened(look, sourced)
    slider = seen.page.get_by_label("Confidence at least", exact=True)
    slider.focus()
    for _ in range(12):
        seen.page.keyboard.press("ArrowRight")
    assert seen.state("visible") == ["a", "c"]
    assert slider.get_attribute("aria-valuetext") == "0.60 (moderate)"


def test_a_stretch_of_the_border_is_named_by_its_counties(look: Look, sourced: gpd.GeoDataFrame) -> None:
    seen = opened(look, sourced)
    seen.page.get_by_label("To kilometre").fill("100")
    assert seen.state("visible") == ["c", "d"]
    assert seen.text(".chip").startswith("km 0 to 100 · ")
    seen.page.evaluate("geoNK.store.set({stretch: [1000, 1150]})")  # as the strip chart does
    assert seen.state("visible") == ["a", "b"]
    assert "Musan to Onsong" in seen.text(".chip")
    seen.page.locator(".chip").click()
    assert seen.page.evaluate("geoNK.store.get('stretch')") is None


@pytest.mark.parametrize("query", ["Hoeryong", "hyeryung", "회령", "会宁", "Hoeryŏng", "gazette hoeryong", "RAID"])
def test_search_knows_other_spellings(look: Look, sourced: gpd.GeoDataFrame, query: str) -> None:
    seen = look(sourced)
    seen.page.keyboard.press("/")
    seen.page.keyboard.insert_text(query)
    assert seen.state("visible") == {"gazette hoeryong": ["a"], "RAID": ["b"]}.get(query, ["a", "b"])


def test_hits_are_marked_and_another_spelling_is_told(look: Look, sourced: gpd.GeoDataFrame) -> None:
    seen = look(sourced)
    seen.page.locator("#search").fill("raid")
    assert seen.page.locator("#items mark").all_inner_texts() == ["Raid"]
    seen.page.locator("#search").fill("회령")
    assert "also found as 회령" in seen.text("#items")


def test_search_by_keys_alone(look: Look, sourced: gpd.GeoDataFrame) -> None:
    seen = look(sourced)
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("sinuiju")
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("Enter")
    assert seen.state("selected") == "d"
    seen.page.keyboard.press("Escape")
    seen.page.keyboard.press("/")
    seen.page.keyboard.press("Escape")
    assert len(seen.state("visible")) == 4


def test_nothing_fits_is_said(look: Look, sourced: gpd.GeoDataFrame) -> None:
    seen = look(sourced)
    seen.page.locator("#search").fill("zzz")
    assert "No event fits." in seen.page.locator("#none").inner_text()
