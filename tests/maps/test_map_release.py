"""What a level or a choice of columns withholds is nowhere in the file, nor in what its bytes unpack to."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from geo_nk.events import events_frame
from geo_nk.maps import event_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

#: Made up. Each value is found nowhere else, so that a single hit is a leak.
SECRETS: dict[str, Any] = {
    "event_id": "interview-zzkim-03",
    "incident_id": "zzincident-77",
    "title": "Zzkim leaves from the zzferry",
    "name_as_written": "the zzferry behind the zzmill",
    "actors": ["Zzkim of the zzmill", "혜산의 김쯔쯔"],
    "goods": ["zzcopper wire"],
    "quantity": ["3737 kg"],
    "penalty": ["zzlabour"],
    "report_id": "zznotes-2011-kim",
    "publisher": "our own zzdesk",
    "url": "https://zz.example/desk/77",
    "published": "2011-03-03",
    "quote": "We left at night from the zzferry, said Zzkim <b>“café”</b>.",
    "report_sha256": "ab12" * 16,
    "confidence": 0.73137,
    "date_start": "2011-02-14",
    "date_end": "2011-02-14",
    "lon": 128.18123,
    "lat": 41.40377,
}
TOLD = SECRETS | {
    "category": "defection",
    "source_kind": "interview",
    "date_precision": "day",
    "place_id": "kp-ryanggang-hyesan",
    "place_name": "Hyesan",
    "uncertainty_m": 40.0,
    "geo_precision": "exact",
    "match_method": "given",
    "my_note": "zznote of my own",
}
FRESH = TOLD | {"event_id": "zzfresh", "place_name": "zzplace", "date_start": None, "date_end": "2999-01-01"}


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    return events_frame([TOLD, FRESH])


def layers(page: str) -> Iterator[bytes]:
    """Yield the bytes of a page and everything that they unpack to."""
    yield page.encode("utf-8")
    for text in re.findall(r"<script type=\"application/[^>]*>([^<]*)</script>", page):
        yield text.encode("utf-8")
        yield html.unescape(text).encode("utf-8")
        try:
            raw = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            yield json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8")
            continue
        yield raw
        while raw:
            stream = zlib.decompressobj()
            yield stream.decompress(raw)
            raw = stream.unused_data


def forms(value: object) -> Iterator[bytes]:
    """Yield a value in every form in which it may stand in a file."""
    for item in value if isinstance(value, list) else [value]:
        text = str(item)
        yield text.encode("utf-8")
        yield text.encode("utf-16-le")
        yield json.dumps(text)[1:-1].encode("ascii")
        yield quote(text).encode("ascii")
        yield html.escape(text).encode("utf-8")
        yield base64.b64encode(text.encode("utf-8")).rstrip(b"=")[:-1]


def leaks(page: str, secrets: dict[str, Any]) -> list[str]:
    found = list(layers(page))
    return [name for name, value in secrets.items() if any(form in layer for form in forms(value) for layer in found)]


def test_the_scan_finds_what_is_there(events: gpd.GeoDataFrame) -> None:
    texts = {
        "event_id",
        "title",
        "name_as_written",
        "goods",
        "quantity",
        "penalty",
        "publisher",
        "url",
        "quote",
        "actors",
    }
    assert texts <= set(leaks(event_map(events).to_html(), SECRETS))


@pytest.mark.parametrize("level", ["partner", "public"])
def test_what_a_level_withholds_is_nowhere_in_the_file(events: gpd.GeoDataFrame, level: str) -> None:
    shown = {"goods", "penalty", "confidence"} if level == "partner" else set()
    secrets = {name: value for name, value in SECRETS.items() if name not in shown}
    assert leaks(event_map(events, level=level).to_html(), secrets | {"note": "zznote", "fresh": "zzfresh"}) == []


def test_dates_and_points_are_coarse_in_the_file(events: gpd.GeoDataFrame, unpack_page: Any) -> None:
    table = unpack_page(event_map(events, level="public").to_html())
    assert table.get("date_start") == ["2011-01-01"]
    assert table.get("date_end") == ["2011-03-31"]
    assert table.lon != [SECRETS["lon"]]
    assert table.get("uncertainty_m")[0] >= 15_000


def test_columns_that_are_not_chosen_are_nowhere_in_the_file(events: gpd.GeoDataFrame) -> None:
    page = event_map(events, columns=["goods", "date_start", "date_end"]).to_html()
    kept = {"goods", "date_start", "date_end", "lon", "lat"}
    assert leaks(page, {name: value for name, value in SECRETS.items() if name not in kept}) == []
    assert leaks(page, {"goods": SECRETS["goods"]}) == ["goods"]


def test_a_notebook_gets_no_more_than_the_file(events: gpd.GeoDataFrame) -> None:
    bundle = event_map(events, level="public")._repr_mimebundle_()
    page = re.search(r'srcdoc="([^"]*)"', bundle["text/html"])
    assert page
    assert leaks(html.unescape(page[1]), SECRETS) == []
    assert leaks(bundle["text/plain"], SECRETS) == []


def test_the_page_counts_what_was_withheld(events: gpd.GeoDataFrame) -> None:
    page = event_map(events, level="public").to_html()
    found = re.search(r'"release":(\{.*?"others":\d+\})', page)
    assert found
    record = json.loads(found[1])
    assert record["level"] == "public"
    assert record["held_back"] == {"too recent": 1}
    assert record["coarser"] == {"date": 1, "place": 1}
    assert {"quote", "publisher"} <= set(record["without"])
    assert record["others"] == 1
    assert "my_note" not in page


@pytest.mark.parametrize(("columns", "chosen"), [(None, "false"), (["goods"], "true")])
def test_a_map_of_chosen_columns_does_not_call_itself_complete(
    events: gpd.GeoDataFrame, columns: list[str] | None, chosen: str
) -> None:
    assert f'"level":"internal","chosen":{chosen}' in event_map(events, columns=columns).to_html()
