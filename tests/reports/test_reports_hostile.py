from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_nk.errors import ReadError
from geo_nk.reports import REPORT_ENDINGS, Refusal, Report, read_reports

if TYPE_CHECKING:
    from collections.abc import Callable

ENDINGS = [*REPORT_ENDINGS, ""]
# What makes a file look like one of its kind, so that the bytes behind it reach the reader.
BEGINNINGS = {
    ".html": b"<html><head><meta charset='euc-kr'><script type='application/ld+json'>",
    ".mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n",
    ".eml": b"Subject: =?euc-kr?b?",
    ".mbox": b"From a\nSubject: A\n\n",
    ".rss": b"<rss version='2.0'><channel><item><title>",
    ".docx": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04",
    ".pdf": b"%PDF-1.4\n1 0 obj\n",
    ".parquet": b"PAR1",
    ".jsonl": b'{"text": "',
    ".csv": b"text,published\n",
    ".txt": b"published: ",
}
# Words that readers look for, among letters of several scripts and bytes that are no text at all.
WORDS = st.sampled_from([
    "<", ">", "</p>", "<p>", "<title>", "<time datetime=", "2021-06-05", '"', "'", "{", "}", "[", "]", ":", ",", "\n",
    "From ", "Content-Type: text/html; charset=", "Content-Transfer-Encoding: base64\n\n", "--x", "=?utf-8?q?", "?=",
    "Date: ", "List-Id: <", "published", "text", "@type", "NewsArticle", "datePublished", "</script>", "<![CDATA[",
    "</item>", "<description>", "Police came.", "혜산", "会宁", "\n\n", "\x00", "\u2028", "|", "&#0;", "&#xD800;",
])  # fmt: skip
DATA = st.one_of(
    st.binary(max_size=300),
    st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=30).map(
        lambda words: "".join(words).encode("utf-8", "replace")
    ),
)
PROSE = "<p>Police came to a made-up town on the third of June and took six people away.</p>"


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=DATA, begun=st.booleans())
def test_any_bytes_are_read_or_refused(tmp_path: Path, ending: str, data: bytes, *, begun: bool) -> None:
    path = tmp_path / f"stranger{ending}"
    path.write_bytes((BEGINNINGS.get(ending, b"") if begun else b"") + data)
    refusals: list[Refusal] = []
    for report in read_reports(path, errors=refusals):
        assert report.text.strip()
        assert "\x00" not in report.text
        report.text.encode("utf-8")
    assert all(refusal.source.startswith(str(path)) and refusal.reason for refusal in refusals)


def _read(path: Path, data: bytes | str) -> list[Report]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_reports(path))


DEEP: dict[str, Callable[[], str]] = {
    "div": lambda: "<div>" * 5_000 + PROSE,
    "b": lambda: "<b>" * 20_000 + PROSE,
    "table": lambda: "<table><tr><td>" * 3_000 + PROSE,
    "attributes": lambda: f"<div {' '.join(f'a{number}=1' for number in range(60_000))}>{PROSE}",  # 80 s, unbounded
    "comments": lambda: "<!-- x -->" * 50_000 + PROSE,
    "svg": lambda: "<svg><template>" * 3_000 + PROSE,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_pages_are_read_or_refused(tmp_path: Path, name: str) -> None:
    try:
        reports = _read(tmp_path / "deep.html", DEEP[name]())
    except ReadError as error:
        assert "holds no main text" in str(error)  # noqa: PT017 - which of the two it is depends on the parser
    else:
        assert "Police came" in reports[0].text


def test_markup_never_reaches_the_text(tmp_path: Path) -> None:
    page = f"<html><body><h1>A</h1>{PROSE}<script>alert(1)</script>{PROSE}<img src=x onerror=alert(2)></body></html>"
    (report,) = _read(tmp_path / "a.html", page)
    assert "alert" not in report.text


def test_deep_json_is_refused(tmp_path: Path) -> None:
    line = '{"text": ' + "[" * 100_000
    with pytest.raises(ReadError, match=r"a\.jsonl: line 1: is not JSON"):
        _read(tmp_path / "a.jsonl", line)


def test_deep_json_in_a_page_is_passed_over(tmp_path: Path) -> None:
    script = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    (report,) = _read(tmp_path / "a.html", f"<html><head>{script}</head><body>{PROSE * 3}</body></html>")
    assert report.published is None


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    entities = "".join(f"<!ENTITY e{i} '{f'&e{i - 1};' * 10}'>" for i in range(1, 10))
    feed = f"<!DOCTYPE rss [<!ENTITY e0 'x'>{entities}]><rss version='2.0'><channel><item>&e9;</item></channel></rss>"
    with pytest.raises(ReadError, match=r"a\.xml: defines entities of its own"):
        _read(tmp_path / "a.xml", feed)


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"bomb{ending}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"{number}.xml", bytes(50_000_000))
    with pytest.raises(ReadError, match=rf"bomb\{ending}: unpacks to 300 MB in 6 parts"):
        list(read_reports(path))


def test_names_in_a_mail_are_never_paths(tmp_path: Path) -> None:
    mail = (
        "Subject: ../../etc/passwd\nMessage-ID: </tmp/owned>\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\nPolice came.\n"
        '--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename="../../owned.txt"\n\nNo.\n--x--\n'
    )
    (report,) = _read(tmp_path / "a.eml", mail)
    assert (report.report_id, [p.name for p in tmp_path.iterdir()]) == ("a", ["a.eml"])
    assert "No." not in report.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://user:pw@example.org/", "//x/y"])
def test_only_addresses_of_the_web_are_kept(tmp_path: Path, url: str) -> None:
    line = json.dumps({"text": "Police came."})
    page = f'<html><head><link rel="canonical" href="{url}"></head><body>{PROSE * 3}</body></html>'
    assert _read(tmp_path / "a.html", page)[0].url is None
    assert _read(tmp_path / "a.jsonl", line)[0].url is None


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    for name in ("a.html", "b.eml", "c.rss", "d.docx", "e.pdf", "f.mbox", "g.mhtml"):
        (tmp_path / name).write_bytes(b"\x00\xff" * 40)
    (tmp_path / "z.txt").write_text("Police came.")
    refusals: list[Refusal] = []
    assert [report.report_id for report in read_reports(tmp_path, errors=refusals)] == ["z"]
    assert [Path(refusal.source).name for refusal in refusals] == [
        "a.html", "b.eml", "c.rss", "d.docx", "e.pdf", "f.mbox", "g.mhtml",
    ]  # fmt: skip
