"""The card of an event that several reports tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo_nk.events import compare_events, events_frame, merge_events

if TYPE_CHECKING:
    from collections.abc import Callable

QUOTES = ("Agents seized 9 phones in Hyesan.", "Agents seized 12 phones in Hyesan on that day.")


def test_the_card_names_who_else_told_of_it_and_what_differs(look: Callable[..., Any]) -> None:
    row = {"category": "phone_crackdown", "place_id": "kp-ryanggang-hyesan", "lon": 128.2, "lat": 41.4}
    row |= {"date_start": "2021-08-06", "date_end": "2021-08-06"}
    rows = [
        {**row, "event_id": f"e{i}", "report_id": f"r{i}", "publisher": f"Paper {i}", "published": f"2021-08-0{7 + i}"}
        | {"quote": quote, "quantity": [quote.removeprefix("Agents seized ").split(" in ")[0]]}
        for i, quote in enumerate(QUOTES)
    ]
    seen = look(merge_events(events_frame(rows)))
    seen.page.evaluate("geoNK.select('e0')")
    card = seen.text("#card")
    assert "Paper 1, 8 August 2021 (r1)" in card
    assert "Highest quantity" in card
    assert "12 phones (r1)" in card


def test_the_card_says_what_changed_since_then(look: Callable[..., Any]) -> None:
    row = {"event_id": "e0", "category": "other", "lon": 128.2, "lat": 41.4, "report_id": "r0"}
    seen = look(compare_events(events_frame([row]), events_frame([row | {"goods": ["rice"]}])))
    seen.page.evaluate("geoNK.select('e0')")
    card = seen.text("#card")
    assert "changed" in card
    assert "goods: rice, was nothing" in card
