"""Hostile texts in a browser: none runs, none is fetched, and each is shown as the text that it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import folium
import pytest

from geo_nk._files import clean
from geo_nk.errors import OutputError
from geo_nk.events import EVENT_COLUMNS, events_frame
from geo_nk.events.frame import is_missing
from geo_nk.maps import event_map
from geo_nk.maps.page.foreign import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    Look = Callable[..., Any]

HOSTILE: list[str] = [
    text
    for text in json.loads((Path(__file__).parents[1] / "data" / "hostile.json").read_text(encoding="utf-8"))
    if not is_missing(text)
]
TITLE = " ".join(HOSTILE)
FREE = [
    c.name for c in EVENT_COLUMNS if c.dtype == "string" and not c.values and c.name not in {"category", "event_id"}
]
LISTS = [c.name for c in EVENT_COLUMNS if c.dtype == "list"]

#: What elements of the page a text must never become, and marks that a text ran.
NOT_OURS = "img, iframe, object, embed, video, audio, form, link, base, math, template, meta[http-equiv=refresh]"
RAN = "[window.hostile, document.body.hostile, Object.prototype.polluted, ({}).polluted].filter((x) => x !== undefined)"


def row(i: int, text: str) -> dict[str, object]:
    return {
        **dict.fromkeys(FREE, text),
        **{name: [text] for name in LISTS},
        "event_id": f"e{i}",
        "category": "other",
        "lon": 124.5 + i * 0.09,
        "lat": 41.0,
    }


def shown(text: str) -> str:
    """Return a text as `shown` in ``dom.js`` writes it, with white space as an eye takes it."""
    unseen = [*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0), 0x61C, *range(0x200B, 0x2010)]
    unseen += [*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFE, 0xFFFF]
    return " ".join("".join(f"[U+{ord(c):04X}]" if ord(c) in unseen else c for c in clean(text)).split())


def open_all(seen: Any, read: str = "document.getElementById('card').textContent") -> list[Any]:
    """Open the card of every event; return what is read of each."""
    found: list[Any] = seen.page.evaluate(
        f"ids => ids.map((id) => {{ geoNK.select(id); return {read}; }})", [f"e{i}" for i in range(len(HOSTILE))]
    )
    return found


def test_every_text_is_shown_in_card_list_and_title_and_none_runs(look: Look) -> None:
    seen = look(events_frame([row(i, text) for i, text in enumerate(HOSTILE)]), title=TITLE)
    assert seen.state("events.size") == len(HOSTILE)
    cards = [" ".join(card.split()) for card in open_all(seen)]
    for text, card in zip(HOSTILE, cards, strict=True):
        assert shown(text) in card
    assert " ".join(seen.text("#title").split()) == shown(TITLE)
    assert seen.page.evaluate(RAN) == []
    assert seen.page.locator(NOT_OURS).count() == 0


def test_no_link_leads_where_it_should_not(look: Look) -> None:
    seen = look(events_frame([row(i, text) for i, text in enumerate(HOSTILE)]))
    links = open_all(seen, "[...document.querySelectorAll('#card a')].map((a) => a.href)")
    allowed = ("https:", "http:", "mailto:", "blob:", "file:")
    assert [link for card in links for link in card if not link.startswith(allowed)] == []


@pytest.mark.parametrize("language", ["ko", "zh"])
def test_texts_stay_texts_in_every_language(look: Look, language: str) -> None:
    seen = look(events_frame([row(i, text) for i, text in enumerate(HOSTILE)]), title=TITLE)
    seen.page.evaluate("language => geoNK.store.set({language})", language)
    open_all(seen)
    assert seen.page.evaluate(RAN) == []
    assert seen.page.locator(NOT_OURS).count() == 0


def test_every_text_can_be_searched_for(look: Look) -> None:
    seen = look(events_frame([row(i, text) for i, text in enumerate(HOSTILE)]))
    for text in HOSTILE[::6]:
        seen.page.locator("#search").fill(clean(text).replace("\n", " ").replace("\r", " "))
        seen.page.wait_for_timeout(10)
    assert seen.page.evaluate(RAN) == []
    assert seen.page.locator(NOT_OURS).count() == 0


def test_an_address_that_somebody_made_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    address = event_map(events_frame([row(0, "plain")])).save(tmp_path / "map.html").as_uri()
    page = browser.new_context().new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for text in HOSTILE[::9]:
        page.goto("about:blank")
        page.goto(f"{address}#{quote(clean(text), safe='=&,')}")
        page.wait_for_function("() => window.geoNK && window.geoNK.ready")
        assert page.evaluate(RAN) == []
        assert page.locator(NOT_OURS).count() == 0
    assert complaints == []
    page.context.close()


def layers(i: int, text: str) -> list[Any]:
    here = [41.4, 124.5 + i * 0.09]
    square = {"type": "Polygon", "coordinates": [[[128, 41], [129, 41], [129, 42], [128, 41]]]}
    feature = {"type": "Feature", "properties": {"name": text}, "geometry": square}
    collection = {"type": "FeatureCollection", "features": [feature]}
    return [
        folium.FeatureGroup(name=text),
        folium.CircleMarker(here, popup=folium.Popup(text, show=True)),
        folium.CircleMarker(here, tooltip=folium.Tooltip(text, permanent=True)),
        folium.Marker(here, icon=folium.DivIcon(html=text)),
        folium.GeoJson(collection, name=text, tooltip=folium.GeoJsonTooltip(["name"])),
    ]


def test_texts_in_folium_layers_are_shown_or_refused_but_never_run(look: Look) -> None:
    passed = []
    made = event_map(events_frame([row(0, "plain")]))
    for i, text in enumerate(HOSTILE):
        for k in range(5):
            try:
                layers(i, text)[k].add_to(probe := folium.Map(tiles=None))
                check(probe.get_root(), own=probe)
            except OutputError:
                continue
            layers(i, text)[k].add_to(made)
            passed.append(text)
    folium.LayerControl(collapsed=False).add_to(made)
    assert len(set(passed)) > len(HOSTILE) / 3
    seen = look(made)
    assert seen.page.evaluate(RAN) == []
    assert seen.page.locator(NOT_OURS).count() == 0


def test_reports_go_through_the_command_line_as_text(look: Look, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for i, text in enumerate(HOSTILE):
        line = " ".join(clean(text).split())
        name = (
            "".join(c for c in line if c not in '/\\:*?"<>|' and c.isprintable())[:40]
            .encode()[:80]
            .decode(errors="ignore")
        )
        head = f"published: 2021-08-06\npublisher: {line}\nurl: {line}\ntitle: {line}\n\n"
        body = f"Police in Hyesan arrested three smugglers on August 3, a source said: {line}.\n"
        (folder / f"{i} {name}.txt").write_text(head + body, encoding="utf-8")
    command = [sys.executable, "-m", "geo_nk", "map", folder, "-o", tmp_path / "map.html", "--title", HOSTILE[0]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (tmp_path / "map.html").exists(), done.stderr

    class Written:
        def save(self, path: Path) -> Path:
            return path.write_bytes((tmp_path / "map.html").read_bytes()) and path

    seen = look(Written())
    ids = seen.state("visible")
    assert len(ids) > len(HOSTILE) / 2
    for event_id in ids:
        seen.page.evaluate("id => geoNK.select(id)", event_id)
    assert seen.page.evaluate(RAN) == []
    assert seen.page.locator(NOT_OURS).count() == 0


@pytest.mark.enable_socket  # the kernel is spoken to over the loopback
def test_a_notebook_shows_the_texts_and_runs_none(browser: Browser, tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    code = (
        "import json\n"
        "from geo_nk import events_frame\n"
        f"texts = json.loads({json.dumps(json.dumps(HOSTILE))})\n"
        "rows = [{'event_id': f'e{i}', 'category': 'other', 'title': t, 'quote': t, 'place_name': t,\n"
        "         'lon': 125 + i / 20, 'lat': 41} for i, t in enumerate(texts)]\n"
        "events_frame(rows).nk.map(title=' '.join(texts[::20]))\n"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown_as = notebook.cells[0].outputs[0]["data"]
    assert not any(ord(c) < 32 and c != "\n" for c in shown_as["text/plain"])
    page = browser.new_context().new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_content(f"<!doctype html><body>{shown_as['text/html']}</body>")
    frame = page.frame_locator("iframe")
    frame.locator("#items .item").first.wait_for()
    assert page.evaluate(RAN) == []
    assert page.frames[1].evaluate(RAN) == []
    assert [url for url in requests if not url.startswith(("about:", "data:"))] == []
    page.context.close()
