from __future__ import annotations

from geo_nk.events import events_frame
from geo_nk.maps import event_map

ROW = {"category": "defection", "place_name": "Hyesan", "lon": 128.18, "lat": 41.4}


def plain(*rows: dict[str, object], **options: str) -> str:
    events = events_frame([ROW | {"event_id": str(i)} | row for i, row in enumerate(rows)])
    text: str = event_map(events, **options)._repr_mimebundle_()["text/plain"]
    return text


def test_a_map_lists_its_first_events_in_plain_text() -> None:
    lines = plain(
        {"date_start": "2021-08-01", "date_end": "2021-08-31", "title": "Two left"}, title="A map"
    ).splitlines()
    assert lines[:2] == ["A map", "1 placed"]
    assert lines[3].split("  ") == ["2021-08-01/2021-08-31", "Defection", "Hyesan", "Two left"]


def test_what_does_not_fit_is_counted() -> None:
    lines = plain(*[{}] * 13).splitlines()
    assert lines[1] == "13 placed"
    assert lines[-1] == "and 3 more"


def test_nothing_in_it_steers_a_terminal() -> None:
    text = plain({"title": "\x1b[31mred\x07", "place_name": "two\nlines \u202e"}, title="\x1b]0;x\x07")
    assert all(c.isprintable() or c == "\n" for c in text)
    assert len(text.splitlines()) == 4


def test_an_empty_map_says_so() -> None:
    assert event_map(events_frame([]), title="A map")._repr_mimebundle_()["text/plain"] == "A map\nno events"


def test_marimo_is_given_the_frame() -> None:
    made = event_map(events_frame([ROW | {"event_id": "a"}]))
    kind, frame = made._mime_()
    assert kind == "text/html"
    assert frame == made._repr_html_()
    assert "trust" not in frame[:200].lower()
