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
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.errors import OutputError, ReadError
from geo_nk.events import events_frame
from geo_nk.events.schema import EVENT_COLUMNS, column
from geo_nk.maps import event_map

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    assert leaks(event_map(events, level=level).to_html(), SECRETS | {"note": "zznote", "fresh": "zzfresh"}) == []


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


#: Columns of free text, in which anybody may have written anything.
FREE = tuple(c.name for c in EVENT_COLUMNS if c.dtype in {"string", "list"} and not c.values and c.name != "category")
KINDS = (*column("source_kind").values, None)
NAMED = {"published", "official"}


def planted() -> tuple[list[dict[str, Any]], dict[str, str], dict[str, str]]:
    """Return rows of every kind of source, half of them without a point, and the secrets of closed and of open ones."""
    rows, closed, opened = [], {}, {}
    for kind in KINDS:
        for number in range(3):
            for_open = kind in NAMED and number < 2
            secrets = {name: f"zz{kind}q{number}x{name.replace('_', 'k')}" for name in (*FREE, "my_note")}
            (opened if for_open else closed).update({f"{kind} {number} {name}": v for name, v in secrets.items()})
            row = {name: [value] if name in LISTS else value for name, value in secrets.items()}
            row |= {"category": "defection", "source_kind": kind, "date_end": "2011-02-14", "place_name": "Hyesan"}
            row |= {"place_id": "kp-ryanggang-hyesan"} | ({"lon": 128.18123, "lat": 41.40377} if number else {})
            row |= {"publisher": None, "url": None} if kind in NAMED and number == 2 else {}
            rows.append(row)
    return rows, closed, opened


LISTS = frozenset(c.name for c in EVENT_COLUMNS if c.dtype == "list")


@pytest.mark.parametrize("level", ["partner", "public"])
def test_no_secret_of_a_row_that_is_not_said_to_be_published_is_in_the_file(level: str) -> None:
    rows, closed, opened = planted()
    page = event_map(events_frame(rows), level=level).to_html()
    assert len(closed) > 300
    assert leaks(page, closed) == []
    personal = ("event_id", "merged_into", "also_reported_by", "report_id" if level == "public" else "event_id")
    private = {name: value for name, value in opened.items() if name.endswith((*personal, "my_note", "title"))}
    assert leaks(page, private) == []
    assert any(name.endswith("quote") for name in leaks(page, opened))


@pytest.mark.parametrize("level", ["partner", "public"])
def test_no_secret_of_a_source_line_or_a_file_name_is_in_the_file(tmp_path: Path, level: str) -> None:
    folder = tmp_path / "zzfolder"
    folder.mkdir()
    secrets = {"folder": "zzfolder"}
    for number in range(9):
        secrets |= {f"source {number}": f"zztrader{number}", f"file {number}": f"zzfile{number}"}
        secrets |= {f"name {number}": f"Zznescio{number}", f"title {number}": f"zzheadline{number}"}
        (folder / f"zzfile{number}.txt").write_text(
            f"published: 2011-02-0{number + 1}\nsource: zztrader{number} in Hyesan, by phone\n"
            f"title: zzheadline{number}\n\n"
            f"Police arrested Zznescio{number} for smuggling copper in Hyesan on February {number + 1}, 2011.\n",
            encoding="utf-8",
        )
    target = tmp_path / "map.html"
    result = CliRunner().invoke(app, ["map", str(folder), "-o", str(target), "--level", level])
    assert result.exit_code == 0, result.output
    page = target.read_text(encoding="utf-8")
    assert leaks(page, secrets) == []
    assert not re.search(r"2011-02-0\d", page)
    assert '"held_back":{}' in page
    said = " ".join(result.output.split())
    assert f"{level}: 9 events, 9 with a point taken for a person's: 9, as source_kind is unknown" in said


STORY = [{"title": "zztitle", "text": "zzwords"}, {"title": "It begins", "text": "In the north.", "level": "public"}]


@pytest.mark.parametrize("level", ["partner", "public"])
def test_a_step_goes_to_others_only_where_its_author_gives_it_to_them(events: gpd.GeoDataFrame, level: str) -> None:
    made = event_map(events, level=level, story=STORY)
    assert leaks(made.to_html(), {"title": "zztitle", "text": "zzwords"}) == []
    assert [step["title"] for step in made.story] == ["It begins"]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"text": "As zzkim of the ZZMILL says."}, "column text: holds 'zzkim of the zzmill', which a public map with"),
        ({"text": "They left at night from the zzferry."}, "column text: holds 'left at night from the'"),
        ({"title": "By our own zzdesk"}, "row 1, column title: holds 'our own zzdesk', which a public map withholds"),
        ({"lon": 128.1812, "lat": 41.4038}, "row 1, columns lon and lat: are a point that a public map withholds"),
        ({"level": "secret"}, "row 1, column level: 'secret' is not known; write internal, partner, public or nothing"),
    ],
)
def test_a_step_that_says_what_is_withheld_is_refused(
    events: gpd.GeoDataFrame, step: dict[str, Any], said: str
) -> None:
    with pytest.raises(ReadError, match=said):
        event_map(events, level="public", story=[{"title": "It begins", "level": "public"} | step])


def test_a_step_may_name_an_event_by_the_id_that_its_author_knows(events: gpd.GeoDataFrame) -> None:
    step = {"title": "It begins", "event_id": SECRETS["event_id"], "level": "public"}
    made = event_map(events, level="public", story=[step])
    assert made.story[0]["event"].startswith("r")
    assert leaks(made.to_html(), SECRETS) == []


def test_a_title_that_says_what_is_withheld_is_refused(events: gpd.GeoDataFrame) -> None:
    with pytest.raises(OutputError, match="title: holds 'our own zzdesk', which a public map withholds"):
        event_map(events, level="public", title="Notes of our own zzdesk")
