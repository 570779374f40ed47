"""Texts that would run, load or break something if they reached the page as anything but data.

``tests/data/hostile.json`` holds them; `tests/browser/test_hostile_page.py` opens what is made of them.
"""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import pytest

from geo_nk._files import clean
from geo_nk.errors import OutputError
from geo_nk.events import EVENT_COLUMNS, events_frame, read_events, write_events
from geo_nk.events.frame import is_missing
from geo_nk.maps import event_map
from geo_nk.maps.page.foreign import check
from geo_nk.maps.page.payload import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

HOSTILE: list[str] = json.loads((Path(__file__).parents[2] / "data" / "hostile.json").read_text(encoding="utf-8"))
TOLD = [text for text in HOSTILE if not is_missing(text)]
FREE = [
    c.name for c in EVENT_COLUMNS if c.dtype == "string" and not c.values and c.name not in {"category", "event_id"}
]
LISTS = [c.name for c in EVENT_COLUMNS if c.dtype == "list"]


class Tags(HTMLParser):
    """The elements of a page as a browser finds them, without what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


@pytest.fixture(scope="module")
def hostile_events() -> gpd.GeoDataFrame:
    """Return an event for each text, which holds it in every column that can hold a text."""
    rows: list[dict[str, Any]] = [
        {
            **dict.fromkeys(FREE, text),
            **{name: [text, text] for name in LISTS},
            "event_id": f"{i}: {text}",
            "category": "other",
            "lon": 125 + i / 20,
            "lat": 41,
        }
        for i, text in enumerate(HOSTILE)
    ]
    return events_frame(rows)


@pytest.fixture(scope="module")
def page(hostile_events: gpd.GeoDataFrame) -> str:
    return event_map(hostile_events, title=" ".join(TOLD)).to_html()


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 40
    assert len(FREE) + len(LISTS) >= 15


def test_the_page_has_the_elements_of_a_harmless_one(page: str) -> None:
    harmless = event_map(events_frame([{"event_id": "a", "category": "other", "lon": 128.18, "lat": 41.4}])).to_html()
    assert Tags(page).found == Tags(harmless).found


def test_no_text_stands_in_the_page_as_it_is(page: str) -> None:
    assert not [text for text in TOLD if len(text) > 12 and re.search("[<>]", text) and clean(text) in page]


def test_the_page_is_whole_and_holds_nothing_unseen(page: str) -> None:
    page.encode("utf-8")
    body = page[page.index("<body>") : page.index("<script>")]
    assert not set(body) & {"\x00", "\u2028", "\u2029"}


def test_each_text_reaches_the_page_as_it_is_told(page: str, unpack_page: Callable[[str], Any]) -> None:
    events = unpack_page(page)
    told = [None if is_missing(text) else clean(text) for text in HOSTILE]
    for name in set(FREE) & set(SHOWN):
        assert events.get(name) == told, name
    for name in set(LISTS) & set(SHOWN):
        assert events.get(name) == [() if text is None else (text.strip(),) * 2 for text in told], name


def test_a_notebook_gets_one_frame_and_nothing_else(hostile_events: gpd.GeoDataFrame) -> None:
    made = event_map(hostile_events, title=" ".join(TOLD))
    shown = made._repr_html_()
    assert [tag for tag, _ in Tags(shown).found] == ["iframe"]
    frame = re.fullmatch(r'<iframe srcdoc="([^"]*)" title="[^"]*" sandbox="([^"]*)" style="[^"]*"></iframe>', shown)
    assert frame
    assert html.unescape(frame[1]) == made.to_html()
    assert "allow-same-origin" not in frame[2]


@pytest.mark.parametrize("ending", [".geojson", ".jsonl", ".csv"])
def test_each_text_comes_back_from_a_file(hostile_events: gpd.GeoDataFrame, tmp_path: Path, ending: str) -> None:
    back = read_events(write_events(hostile_events, tmp_path / f"hostile{ending}"))
    for name in FREE:
        assert back[name].tolist() == hostile_events[name].tolist(), name


def _layers(text: str) -> list[folium.map.Layer]:
    here = [41.4, 128.2]
    square = {"type": "Polygon", "coordinates": [[[128, 41], [129, 41], [129, 42], [128, 41]]]}
    feature = {"type": "Feature", "properties": {"name": text}, "geometry": square}
    collection = {"type": "FeatureCollection", "features": [feature]}
    return [
        folium.FeatureGroup(name=text),
        folium.CircleMarker(here, popup=text),
        folium.CircleMarker(here, tooltip=text),
        folium.Marker(here, icon=folium.DivIcon(html=text)),
        folium.GeoJson(collection, name=text, tooltip=folium.GeoJsonTooltip(["name"])),
    ]


LAYERS = ("name", "popup", "tooltip", "icon", "geojson")


@pytest.mark.parametrize("kind", LAYERS)
def test_layers_are_sealed_or_refused_whatever_their_text(kind: str) -> None:
    made = event_map(events_frame([{"event_id": "a", "category": "other", "lon": 128.18, "lat": 41.4}]))
    refused = []
    for text in TOLD:
        try:
            _layers(text)[LAYERS.index(kind)].add_to(probe := folium.Map(tiles=None))
            check(probe.get_root(), own=probe)
        except OutputError:
            refused.append(text)
        else:
            _layers(text)[LAYERS.index(kind)].add_to(made)
    folium.LayerControl().add_to(made)
    page = made.to_html()
    page.encode("utf-8")
    assert 0 < len(refused) < len(TOLD)
    policy = re.search('Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "img-src data:;" in policy[1]
    assert [tag for tag, _ in Tags(page).found if tag in {"img", "iframe", "object", "form", "base", "link"}] == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{% include 'x' %}",
        "{{ ''.__class__.__mro__ }}",
        "<script>1</script>",
        "<b onclick=x>",
        "<meta http-equiv=refresh content='0;url=x'>",
        "<link rel=dns-prefetch href=//x.example>",
        "<img src=//x.example/i.png>",
        "<i style='background:url(//x.example)'>",
        "<a href=' java\nscript:x'>",
        "half \ud800",
        "NUL\x00",
        "__proto__",
    ],
)
@pytest.mark.parametrize("kind", LAYERS)
def test_a_text_that_does_more_than_show_is_refused(text: str, kind: str) -> None:
    _layers(text)[LAYERS.index(kind)].add_to(made := folium.Map(tiles=None))
    with pytest.raises(OutputError, match=r"the text of a folium\.\w+ holds "):
        check(made.get_root(), own=made)


@pytest.mark.parametrize(
    "text", ["<b>bold</b>", "a < b", "1 {2} 3", "<a href='https://x.example'>x</a>", "<br>", "혜산"]
)
@pytest.mark.parametrize("kind", LAYERS)
def test_markup_that_only_shows_may_pass(text: str, kind: str) -> None:
    _layers(text)[LAYERS.index(kind)].add_to(made := folium.Map(tiles=None))
    check(made.get_root(), own=made)
