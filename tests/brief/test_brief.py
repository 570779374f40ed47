"""Two pages to hand on."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from geo_nk import write_brief
from geo_nk.brief.findings import findings
from geo_nk.errors import OutputError
from geo_nk.events import events_frame, validate_events

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

pytest.importorskip("matplotlib").use("agg")

SAID = "We crossed at night below the old ferry landing, she told our caller"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    place = {"county": "Hyesan", "province": "Ryanggang", "lon": 128.178, "lat": 41.403}
    place |= {"place_id": "kp-ryanggang-hyesan", "place_name": "Hyesan"}
    day = {"date_start": "2020-07-15", "date_end": "2020-07-15"}
    open_ = {"source_kind": "published", "url": "https://example.org/a", "published": "2020-07-16", "report_id": "a"}
    told = {"category": "defection", **place, **day}
    rows = [
        told | open_ | {"event_id": "1", "publisher": HOSTILE, "status": "confirmed"},
        told | open_ | {"event_id": "2", "publisher": HOSTILE, "date_start": "2020-08-17", "date_end": "2020-08-17"},
        told
        | {"event_id": "3", "source_kind": "interview", "publisher": "Kim Okja", "quote": SAID, "report_id": "kim"},
        told | {"event_id": "4", "status": "rejected"},
    ]
    return validate_events(events_frame(rows))


def _pages(path: Path) -> list[str]:
    pypdf = pytest.importorskip("pypdf")
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def _words(path: Path) -> str:
    docx = pytest.importorskip("docx")
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_the_same_events_are_the_same_file(events: gpd.GeoDataFrame, ending: str, tmp_path: Path) -> None:
    made = [write_brief(events, tmp_path / f"{name}.{ending}").read_bytes() for name in "ab"]
    assert made[0] == made[1]


def test_the_page_asks_nobody_and_runs_nothing(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    page = write_brief(events, tmp_path / "a.html", title=HOSTILE).read_text("utf-8")
    assert "default-src 'none'" in page
    assert HOSTILE not in page
    assert set(re.findall(r'\bsrc="(\w+:[^,]*)', page)) == {"data:image/png;base64"}
    assert not re.search(r"<(?:a|link|script|iframe|form)\b", page)


def test_a_pdf_has_two_pages_with_findings_and_sources(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    first, second = _pages(write_brief(events, tmp_path / "a.pdf", title="Crossings", change="2020-08"))
    assert "Crossings" in first
    assert "3 events, 3 of them with a point" in first
    assert "2 before 2020-08-01, 1 after" in first.replace("\n", " ")
    assert "Not counted: 1 rejected" in first
    assert "https://example.org/a · 2 events" in second


def test_a_document_names_no_author(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = write_brief(events, tmp_path / "a.docx")
    assert "1 confirmed by a reviewer" in _words(path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert b"python-docx" not in archive.read("docProps/core.xml")


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_what_is_withheld_stands_nowhere(events: gpd.GeoDataFrame, ending: str, tmp_path: Path) -> None:
    path = write_brief(events, tmp_path / f"a.{ending}", level="public")
    text = {
        "html": lambda: path.read_text("utf-8"),
        "docx": lambda: _words(path),
        "pdf": lambda: " ".join(_pages(path)),
    }
    said = text[ending]()
    assert "Okja" not in said
    assert "sources that are not named" in said


def test_a_title_that_tells_it_is_refused(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="title: holds 'kim okja', which a public map withholds"):
        write_brief(events, tmp_path / "a.pdf", level="public", title="As Kim Okja said")
    assert not list(tmp_path.iterdir())


@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")
@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_any_text_can_stand_in_it(ending: str, tmp_path: Path) -> None:
    bad = "a\x00b\ufffe\uffff\ud800\x0b\u202e$x_$ <b>"
    row = {"event_id": "1", "category": "other", "lon": 128.2, "lat": 41.4, "date_start": "2020-01-01"}
    row |= dict.fromkeys(("county", "province", "publisher", "url", "report_id"), bad)
    assert write_brief(events_frame([row]), tmp_path / f"a.{ending}", title=bad).stat().st_size


def test_an_ending_that_is_not_known_is_refused(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"the ending '\.odt' is not known here; use \.html, \.docx, \.pdf"):
        write_brief(events, tmp_path / "a.odt")


def test_nothing_to_tell_is_a_brief_all_the_same(tmp_path: Path) -> None:
    first, second = _pages(write_brief(validate_events(events_frame([])), tmp_path / "a.pdf"))
    assert "0 events" in first
    assert "Sources" in second


def test_findings_speak_the_language(events: gpd.GeoDataFrame) -> None:
    assert "탈북 4" in "\n".join(findings(events.assign(status="candidate"), language="ko"))
