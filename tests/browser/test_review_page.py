"""Review in the page: by keyboard and pointer, kept, saved, applied, and still there when reports are read again."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk import Report, extract_events, keep_reviewed, review_events
from geo_nk.events import events_frame
from geo_nk.maps import event_map

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd
    from playwright.sync_api import Browser

    Look = Callable[..., Any]

MOST_ACTIONS = 60
PLACES = ("Hyesan", "Musan County", "Hoeryong", "Onsong County", "Sinuiju")


class Hands:
    """Presses keys and counts them: each letter is one."""

    def __init__(self, seen: Any) -> None:
        self.seen = seen
        self.actions = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.seen.page.keyboard.press(key)
            self.actions += 1

    def form(self, key: str) -> None:
        self.press(key)
        self.seen.page.wait_for_selector("#fix")


def saved(seen: Any, path: Path, *, by: Callable[[], None] | None = None) -> list[dict[str, str]]:
    with seen.page.expect_download() as download:
        by() if by else seen.page.keyboard.press("s")
    assert download.value.suggested_filename == "decisions.csv"
    download.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def begin(seen: Any, name: str = "Kim") -> None:
    seen.page.keyboard.press("v")
    seen.page.keyboard.type(name)
    seen.page.keyboard.press("Enter")


@pytest.fixture
def reports() -> list[Report]:
    told = "Police searched homes in {place} on March {day} for Chinese mobile phones."
    return [
        Report(f"r{k:02}", told.format(place=PLACES[k % 5], day=k + 1), published=dt.date(2024, 4, 2))
        for k in range(20)
    ]


def test_twenty_candidates_are_reviewed_by_keyboard_alone(look: Look, reports: list[Report], tmp_path: Path) -> None:
    events = extract_events(reports)
    assert len(events) == 20
    seen = look(events)
    hands = Hands(seen)
    hands.press("v", "K", "Enter")
    hands.press(*"ccccccccc", *"rrrr")
    hands.form("e")  # another category
    hands.press("d", "e", "f", "Enter")
    hands.form("e")  # another place, chosen from what its letters find
    hands.press("Tab", *"namy", "Enter")
    hands.form("e")  # another day
    hands.press("Tab", "Tab", *"2024-02", "Enter")
    hands.form("n")
    hands.press(*"why", "Enter")
    hands.press("c", "u", "c", *"cc", "r")
    decisions = saved(seen, tmp_path / "decisions.csv", by=lambda: hands.press("s"))
    assert hands.actions < MOST_ACTIONS
    assert seen.text("#panel .told").startswith("20 of 20 reviewed")
    assert [row["decision"] for row in decisions].count("correct") == 3
    assert {row["reviewer"] for row in decisions} == {"K"}

    reviewed = review_events(events, tmp_path / "decisions.csv")
    assert reviewed["status"].value_counts().to_dict() == {"confirmed": 15, "rejected": 5}
    assert reviewed["reviewed_at"].notna().all()
    corrected = reviewed[reviewed["corrected"].map(len) > 0]
    assert set(corrected["category"]) == {"phone_crackdown", "defection"}
    assert "Namyang" in " ".join(corrected["place_name"])
    assert "2024-02-01" in corrected["date_start"].astype(str).tolist()
    again = keep_reviewed(extract_events(reports), reviewed)
    assert again.equals(reviewed)


def test_decisions_stay_in_the_browser_for_the_next_map_of_the_same_events(
    look: Look, events: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    seen = look(events)
    begin(seen)
    seen.page.keyboard.press("c")
    seen.page.keyboard.press("r")
    address = seen.page.url.partition("#")[0]
    seen.page.goto("about:blank")
    event_map(events, title="Drawn anew").save(tmp_path / "map0.html")
    seen.page.goto(address)
    seen.page.wait_for_function("() => window.geoNK?.ready")
    assert "2 of 8 reviewed" in seen.text("#review")
    seen.page.keyboard.press("v")
    assert seen.page.locator("#reviewer").input_value() == "Kim"
    assert len(saved(seen, tmp_path / "decisions.csv")) == 2
    assert {url.partition("#")[0] for url in seen.requests} <= {address, "about:blank"}
    seen.requests[:] = [address]


def test_what_the_event_file_has_already_is_no_longer_kept(
    look: Look, events: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    seen = look(events)
    begin(seen)
    seen.page.keyboard.press("c")
    (row,) = saved(seen, tmp_path / "decisions.csv")
    done = review_events(events, tmp_path / "decisions.csv")
    key = f"geo-nk:decision:{row['event_id']}"
    stored = seen.page.evaluate("key => localStorage.getItem(key)", key)
    other = look(done)
    other.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, stored])
    other.page.reload()
    other.page.wait_for_function("() => window.geoNK?.ready")
    assert "7 candidates to review" in other.text("#review")
    other.requests.pop()


def test_in_the_frame_of_a_notebook_nothing_is_kept_and_that_is_said_but_saved_it_can_be(
    browser: Browser, events: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{event_map(events)._repr_html_()}", encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    frame = page.frames[1]
    frame.wait_for_function("() => window.geoNK?.ready")
    frame.locator("#review-begin").click()
    frame.locator(".ask .strong").click()
    frame.locator("#decide-confirm").click()
    assert "This browser keeps nothing here" in (frame.locator("#review").text_content() or "")
    with page.expect_download() as download:
        frame.locator("#bar-save").click()
    assert download.value.suggested_filename == "decisions.csv"
    page.close()


def test_the_pointer_decides_too_and_undo_takes_back(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.locator("#review-begin").click()
    seen.page.locator(".ask .strong").click()
    first = seen.state("selected")
    seen.page.locator("#decide-reject").click()
    assert seen.state("selected") != first
    assert seen.page.locator(f"#items [data-event={first}]").get_attribute("data-status") == "rejected"
    seen.page.locator("#decide-undo").click()
    assert seen.state("selected") == first
    assert seen.text("#decide .told span") == "8 candidates to review"


def test_to_confirm_what_was_corrected_keeps_the_correction(
    look: Look, events: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    seen = look(events)
    begin(seen)
    seen.page.keyboard.press("e")
    seen.page.locator("#fix-category").select_option("defection")
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("ArrowLeft")
    seen.page.keyboard.press("c")
    (row,) = saved(seen, tmp_path / "decisions.csv")
    assert (row["decision"], row["category"]) == ("correct", "defection")


def test_letters_decide_nothing_before_review_began_nor_in_a_box(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    seen.page.evaluate("geoNK.select('phones')")
    seen.page.keyboard.press("c")
    assert not seen.page.locator("#decide").is_visible()
    begin(seen)
    seen.page.locator("#search").fill("")
    seen.page.locator("#search").type("crv")
    assert "8 candidates to review" in seen.text("#review")


def test_keys_work_on_a_korean_keyboard(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    begin(seen)
    seen.page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ㅊ', code: 'KeyC', bubbles: true}))"
    )
    assert seen.text("#panel .told").startswith("1 of 8 reviewed")


def test_a_place_that_no_gazetteer_lists_is_said_before_it_is_saved(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    begin(seen)
    seen.page.keyboard.press("e")
    seen.page.locator("#fix-place").fill("Atlantis")
    seen.page.keyboard.press("Enter")
    assert "The gazetteer has no “Atlantis”" in seen.text("#fix .complaint")
    seen.page.locator("#fix-place").fill("")
    seen.page.locator("#fix-date_start").fill("soon")
    seen.page.keyboard.press("Enter")
    assert "“soon” is no date" in seen.text("#fix .complaint")
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#fix").is_visible()
    assert seen.text("#decide .told span") == "8 candidates to review"


def test_hostile_text_in_a_note_or_in_what_was_kept_is_text(
    look: Look, events: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    seen = look(events)
    begin(seen, "<b>=1</b>")
    seen.page.keyboard.press("n")
    seen.page.keyboard.type("=HYPERLINK(1)</script><img src=x onerror=window.pwned=1>")
    seen.page.keyboard.press("Enter")
    assert "<img src=x" in seen.text("#decide .decided")
    (row,) = saved(seen, tmp_path / "decisions.csv")
    assert row["note"].startswith("'=HYPERLINK")
    assert seen.page.evaluate("window.pwned") is None
    done = review_events(events, tmp_path / "decisions.csv")
    assert done["review_note"].dropna().tolist()[0].startswith("=HYPERLINK")


@pytest.mark.parametrize("level", ["partner", "public"])
def test_a_map_for_others_offers_no_review(look: Look, events: gpd.GeoDataFrame, level: str) -> None:
    seen = look(event_map(events.assign(source_kind="published", url="https://example.org/a"), level=level))
    seen.page.keyboard.press("v")
    assert not seen.page.locator("#review").is_visible()
    assert not seen.page.locator("#decide").is_visible()


def test_review_speaks_every_language(look: Look, events: gpd.GeoDataFrame) -> None:
    seen = look(events)
    begin(seen)
    seen.page.keyboard.press("c")
    for language in ("ko", "zh"):
        seen.page.locator(f"[data-language={language}]").click()
        seen.page.locator("#items").focus()
        seen.page.keyboard.press("e")
        seen.page.wait_for_selector("#fix")
        words = seen.page.evaluate("['#review', '#decide'].map(s => document.querySelector(s).innerText).join(' ')")
        assert not [word for word in ("review", "Confirm", "What", "Save", "kept") if word.lower() in words.lower()]
        seen.page.keyboard.press("Escape")


def test_a_reviewed_event_says_by_whom_and_what_was_read(look: Look) -> None:
    row = {"event_id": "a", "category": "other", "lon": 128.18, "lat": 41.4, "status": "confirmed"}
    told = {
        "reviewed_by": "Kim",
        "reviewed_at": "2026-03-01T09:30:00Z",
        "corrected": ["category: defection", "date_start: 2024-03-01"],
    }
    seen = look(events_frame([row | told | {"review_note": "seen twice"}]))
    seen.page.evaluate("geoNK.select('a')")
    card = seen.text("#card-body")
    assert "Kim, 1 March 2026" in card
    assert "Defection · 2024-03-01" in card
    assert "seen twice" in card
