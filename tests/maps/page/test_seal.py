from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk._files import clean
from geo_nk.events import events_frame, read_events
from geo_nk.maps import event_map
from geo_nk.maps.page.seal import Parts, json_for_page, leaflet_css, plain, sealed_page, sealed_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

#: Each would run, load or break something if it reached the page as anything but data.
HOSTILE = (
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "${window.pwned=1}",
    "`+(window.pwned=1)+`",
    r"C:\20190221\u003c",
    "{{ 7*7 }}{% for x in y %}",
    "<!--<script>",
    "line\u2028para\u2029end",
    "\u202egpj.exe\x00",
    "'\"&<>",
    "\ud800 half a character",
)


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    return read_events(Path(__file__).parents[1] / "three_events.geojson")


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    text: str = request.param
    return text


@pytest.fixture
def hostile_events(hostile: str) -> gpd.GeoDataFrame:
    """One event that holds the same hostile text wherever a text can stand."""
    texts = dict.fromkeys(
        (
            "event_id",
            "title",
            "quote",
            "place_id",
            "place_name",
            "place_kind",
            "name_as_written",
            "publisher",
            "report_id",
        ),
        hostile,
    )
    row = {**texts, "category": "other", "url": f"javascript:{hostile}", "goods": [hostile], "lon": 128.18, "lat": 41.4}
    return events_frame([row])


class Page(HTMLParser):
    """A page as a browser takes it apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.contents: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.contents.append((*self.tags[-1], data))

    def scripts(self) -> list[str]:
        return [text for tag, attributes, text in self.contents if tag == "script" and "type" not in attributes]

    def data(self) -> dict[str, object]:
        found: dict[str, object] = next(
            json.loads(text) for tag, a, text in self.contents if a.get("id") == "geo-nk-data"
        )
        return found


def policy(page: str) -> str:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return found[1]


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_is_the_first_thing_in_the_head(events: gpd.GeoDataFrame) -> None:
    page = event_map(events).to_html()
    assert re.match(r'<!doctype html>\s*<html lang="en">\s*<head>\s*<meta http-equiv="Content-Security-Policy"', page)


def test_the_policy_forbids_every_request(events: gpd.GeoDataFrame) -> None:
    rules = dict(rule.split(" ", 1) for rule in policy(event_map(events).to_html()).split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert set(rules) == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}


def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page(events: gpd.GeoDataFrame) -> None:
    page = event_map(events).to_html()
    rules = dict(rule.split(" ", 1) for rule in policy(page).split("; "))
    parsed = Page(page)
    assert rules["script-src"].split() == [hashed(text) for text in parsed.scripts()]
    assert rules["style-src"].split() == [hashed(text) for tag, _, text in parsed.contents if tag == "style"]


def test_nothing_in_the_page_points_outside(events: gpd.GeoDataFrame) -> None:
    page = Page(event_map(events).to_html())
    assert not {tag for tag, _ in page.tags} & {
        "link",
        "iframe",
        "img",
        "object",
        "embed",
        "base",
        "form",
        "video",
        "audio",
    }
    assert not [
        a for _, attributes in page.tags for a in attributes if a in {"src", "href", "style"} or a.startswith("on")
    ]


def test_leaflets_pictures_stand_in_its_style_sheet() -> None:
    addresses = re.findall(r"url\(([^)]*)\)", leaflet_css())
    assert addresses
    assert all(address.startswith("data:image/png;base64,") for address in addresses)


def test_hostile_text_adds_no_element_and_no_script(
    hostile: str, hostile_events: gpd.GeoDataFrame, events: gpd.GeoDataFrame
) -> None:
    page = Page(event_map(hostile_events, title=hostile).to_html())
    harmless = Page(event_map(events).to_html())
    assert page.tags[5:] == harmless.tags[5:]
    assert page.scripts() == harmless.scripts()


def test_hostile_text_stands_escaped_in_the_bytes(hostile_events: gpd.GeoDataFrame, hostile: str) -> None:
    page = event_map(hostile_events, title=hostile).to_html()
    data = page[page.index("geo-nk-data") : page.index("</script>", page.index("geo-nk-data"))].split(">", 1)[1]
    assert not set(data) & set("<>&\u2028\u2029\x00")
    page.encode("utf-8")


def test_hostile_text_reaches_the_page_unchanged_as_data(
    hostile_events: gpd.GeoDataFrame, hostile: str, unpack_page: Callable[[str], Any]
) -> None:
    assert unpack_page(event_map(hostile_events).to_html()).get("quote") == [clean(hostile)]


def test_a_script_cannot_end_its_own_element() -> None:
    page = sealed_page(Parts(title="", styles=(), body="", data={}, scripts=("let a = '</script><!--';",)))
    assert Page(page).scripts() == [r"let a = '\x3c/script>\x3c!--';"]


def test_json_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_for_page(float("nan"))


@pytest.mark.parametrize(("text", "seen"), [("a\x00b", "a[U+0000]b"), ("\u202ea", "[U+202E]a"), ("<b>", "&lt;b&gt;")])
def test_a_title_shows_what_is_in_it(text: str, seen: str) -> None:
    assert plain(text) == seen


@given(st.lists(st.binary(max_size=7), max_size=6))
def test_the_pieces_of_a_block_stand_end_to_end(pieces: list[bytes]) -> None:
    parts = Parts(title="", styles=(), body="", data={}, scripts=("let a = 1",), late_blocks={"block": pieces})
    page = sealed_page(parts)
    assert "".join(sealed_parts(parts)) == page
    assert page.index("let a = 1") < page.index('id="block"')
    assert base64.b64decode(page.split('id="block">', 1)[1].split("<", 1)[0], validate=True) == b"".join(pieces)
