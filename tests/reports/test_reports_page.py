"""Saved pages; every text is made up."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.errors import ReadError
from geo_nk.events import events_frame
from geo_nk.maps import event_map
from geo_nk.reports import Refusal, Report, read_reports, sentences

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = [
    "Officers in the made-up town of Sampleville searched 14 homes on June 3 and took away six people, a source said.",
    "“They came after midnight and cut the power first,” the source said. “People heard the boots on the stairs.”",
    "The searches followed an order that forbids trade across the river. Two of the six had carried wire since spring.",
    "Short answer: nobody was let go.",
    "Residents say the raids will go on until the autumn. None of this could be checked independently.",
]
MENU = "".join(f'<li><a href="/{i}">Section number {i}</a></li>' for i in range(40))
OTHERS = "".join(
    f'<div class="card"><a href="/a{i}"><h3>Another headline about something else, number {i}</h3></a>'
    f"<p>An excerpt of another article that tells of a crackdown in Otherplace.</p>"
    f'<time datetime="2019-01-0{i}"></time></div>'
    for i in range(1, 8)
)
LINKED = {
    "@graph": [
        {"@type": "Organization", "name": "Nobody"},
        {
            "@type": ["NewsArticle"],
            "headline": "Six taken in raid",
            "datePublished": "2021-06-05T23:30:00+09:00",
            "dateModified": "2022-01-01",
            "publisher": {"@type": "Organization", "name": "Example Weekly"},
            "url": "https://example.org/six",
        },
    ]
}


def _paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{paragraph}</{tag}>" for paragraph in ARTICLE)


def _page(head: str = "", *, above: str = "<h1>Six taken in raid</h1>", body: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><header><ul>{MENU}</ul></header>'
        f'<main><article>{above}<div class="entry-content">{body or _paragraphs()}</div></article></main>'
        f'<aside class="related"><h4>Related articles</h4>{OTHERS}</aside><footer>© 2021 Example</footer></body></html>'
    )


def _read(tmp_path: Path, page: str | bytes, name: str = "page.html") -> Report:
    path = tmp_path / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    (report,) = read_reports(path)
    return report


SHAPES = {
    "a blog": _page(),
    "paragraphs without an article": f"<html><body><div id=nav>{MENU}</div><h1>A</h1>{_paragraphs()}</body></html>",
    "divs": f"<html><body><ul>{MENU}</ul><div class=content>{_paragraphs('div')}</div></body></html>",
    "line breaks in a table": (
        f"<html><body><table><tr><td>{MENU}</td><td><table><tr><td class=content>{'<br><br>'.join(ARTICLE)}"
        "</td></tr></table></td></tr></table></body></html>"
    ),
    "a picture and footnotes": _page(
        body=f"<figure><img><figcaption>Picturetown. (Example)</figcaption></figure>{_paragraphs()}<hr>"
        "<ol><li>A cited title.</li></ol>"
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_article_is_found_whole_and_alone(tmp_path: Path, shape: str) -> None:
    report = _read(tmp_path, SHAPES[shape])
    assert [paragraph for paragraph in ARTICLE if paragraph not in report.text.split("\n\n")] == []
    assert not any(word in report.text for word in ("Otherplace", "Section number", "Picturetown", "|"))


def test_the_title_comes_first_and_is_one(tmp_path: Path) -> None:
    report = _read(tmp_path, _page())
    first, second, *_ = sentences(report)
    assert report.title == "Six taken in raid" == report.text[first.start : first.end]
    assert (first.kind, second.kind) == ("title", "body")


HEADS: dict[str, tuple[str, dict[str, Any]]] = {
    "json-ld": (
        f'<script type="application/ld+json">{json.dumps(LINKED)}</script>',
        {"published": dt.date(2021, 6, 5), "publisher": "Example Weekly", "url": "https://example.org/six"},
    ),
    "open graph": (
        (
            '<meta property="og:site_name" content="Example"><link rel="canonical" href="https://example.org/b">'
            '<meta property="og:title" content="Six taken in raid - Example">'
            '<meta property="article:published_time" content="2021-06-05T09:00:00Z">'
        ),
        {"published": dt.date(2021, 6, 5), "publisher": "Example", "url": "https://example.org/b"},
    ),
    "dublin core": ('<meta name="DC.date.issued" content="2021-06-05">', {"published": dt.date(2021, 6, 5)}),
    "saved by a browser": ("<!-- saved from url=(0021)https://example.org/c -->", {"url": "https://example.org/c"}),
    "structured before loose": (
        '<meta name="date" content="2024-02-02"><meta property="article:published_time" content="20210605143000">',
        {"published": dt.date(2021, 6, 5)},
    ),
    "not known": ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', {"published": None}),
    "modified only": ('<meta property="article:modified_time" content="2021-06-05">', {"published": None}),
    "nothing": ("", {"published": None, "publisher": None, "url": None}),
}


@pytest.mark.parametrize("name", HEADS)
def test_what_a_page_states(tmp_path: Path, name: str) -> None:
    head, expected = HEADS[name]
    report = _read(tmp_path, _page(head))
    assert {key: getattr(report, key) for key in expected} == expected
    assert report.title == "Six taken in raid"


PRINTED = {
    "<h1>A</h1><p>[2021-06-05 14:32]</p>": dt.date(2021, 6, 5),
    "<h1>A</h1><div>By N. Nescio</div><span>2021.06.05 4:00pm</span>": dt.date(2021, 6, 5),
    "<h1>A</h1><div>Published on June 5, 2021</div>": dt.date(2021, 6, 5),
    "<h1>A</h1><span>입력 2021.06.05 14:32</span>": dt.date(2021, 6, 5),
    "<h1>A</h1><div>June 5, 2021</div><div>June 9, 2021</div>": None,
    "<h1>A</h1><div>05/06/2021</div>": None,
    "<h1>A</h1><div>The raid of June 5, 2021</div>": None,
    "<h1>A</h1><time class='published' datetime='2021-06-05'>5</time><time datetime='2021-07-01'>x</time>": dt.date(
        2021, 6, 5
    ),
}


@pytest.mark.parametrize("above", PRINTED)
def test_a_date_printed_above_the_article(tmp_path: Path, above: str) -> None:
    assert _read(tmp_path, _page(above=above).replace(OTHERS, "")).published == PRINTED[above]


def test_the_day_of_the_visit_is_no_date_of_publication(tmp_path: Path) -> None:
    page = f"<html><body><p>June 5, 2024</p><ul>{MENU}</ul><h1>A</h1>{_paragraphs()}</body></html>"
    assert _read(tmp_path, page).published is None


HEADLINES = ("Police arrest twelve smugglers in Musan", "Market raided in Hoeryong", "Guards shoot man at Onsong")


@pytest.mark.parametrize("link", ["<div><a href='/x'>{}</a></div>", "<div>{}</div>", "<a href='#'>{}</a><br>"])
@pytest.mark.parametrize("wrap", ["<div>{}</div>", "{}"])
def test_a_page_of_nothing_but_divs(tmp_path: Path, link: str, wrap: str) -> None:
    links = f"<div>Most read</div>{''.join(link.format(line) for line in HEADLINES)}"
    head = "<div>Example Weekly</div><div>Six taken in raid</div><div>Thursday, March 14, 2024</div>"
    report = _read(tmp_path, f"<html><body>{head}{wrap.format(_paragraphs('div'))}{links}</body></html>")
    assert report.published == dt.date(2024, 3, 14)
    read = [report.text[s.start : s.end] for s in sentences(report) if s.kind == "body"]
    assert not set(HEADLINES) & set(read)
    assert {"Short answer: nobody was let go.", "Two of the six had carried wire since spring."} <= set(read)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp949", "euc-kr"), ("gb18030", "gb2312"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"), ("utf-8", "euc-kr")],
)
def test_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    words = "会宁" if declared == "gb2312" else "혜산시 회령시"
    page = f'<html><head><meta charset="{declared}"><title>{words}</title></head><body>{_paragraphs()}</body></html>'
    report = _read(tmp_path, page.replace("“", '"').replace("”", '"').encode(encoding))
    assert report.title == words


def test_one_wrong_byte_does_not_refuse_a_page(tmp_path: Path) -> None:
    page = _page().encode().replace(b"Sampleville", b"Sample\xffville")
    assert "Sample\ufffdville" in _read(tmp_path, page).text


@pytest.mark.parametrize("codec", ["idna", "punycode", "undefined"])
def test_a_codec_that_is_for_no_text_is_not_believed(tmp_path: Path, codec: str) -> None:
    page = f'<html><head><meta charset="{codec}"><title>Caf\xe9</title></head><body>{_paragraphs()}</body></html>'
    assert _read(tmp_path, page.replace("“", '"').replace("”", '"').encode("cp1252")).title == "Caf\xe9"


@pytest.mark.parametrize(
    "page",
    ["", "<html></html>", "<h1>Log in</h1><form><input></form><a href=/>Home</a>", f"<ul>{MENU}</ul>", "<!-- only -->"],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(ReadError, match=r"page\.html: holds no main text.*; save the page of the article itself"):
        _read(tmp_path, page)


def test_a_page_saved_with_its_pictures(tmp_path: Path) -> None:
    head = (
        "From: <Saved by a browser>\nSnapshot-Content-Location: https://example.org/d\nSubject: A\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\n\n'
        "--x\nContent-Type: text/html; charset=euc-kr\nContent-Transfer-Encoding: 8bit\n\n"
    )
    page = _page().replace("Six taken in raid", "혜산시").replace("“", '"').replace("”", '"').replace("©", "")
    tail = "\n--x\nContent-Type: image/png\nContent-Location: ../../a.png\n\nAAAA\n--x--\n"
    data = (head + page.replace("utf-8", "euc-kr") + tail).encode("cp949")
    report = _read(tmp_path, data, "page.mhtml")
    assert (report.title, report.url, "Otherplace" in report.text) == ("혜산시", "https://example.org/d", False)


def test_a_saved_page_without_a_page(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"a\.mht: holds no page"):
        _read(tmp_path, "Content-Type: text/plain\n\nHello.", "a.mht")


@pytest.mark.parametrize("companion", ["page_files", "page-Dateien", "page_fichiers"])
def test_the_folder_beside_a_page_is_passed_over(tmp_path: Path, companion: str) -> None:
    _read(tmp_path, _page())
    (tmp_path / companion).mkdir()
    (tmp_path / companion / "ad.html").write_text("<p>Buy.")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "b.txt").write_text("Police came.")
    refusals: list[Refusal] = []
    assert [report.report_id for report in read_reports(tmp_path, errors=refusals)] == ["page", "b"]
    assert refusals == []


def test_our_own_map_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police came.")
    event_map(
        events_frame([{"event_id": "e", "incident_id": "e", "category": "other", "unplaced_reason": "unknown"}])
    ).save(tmp_path / "map.html")
    assert [report.report_id for report in read_reports(tmp_path)] == ["a"]
    with pytest.raises(ReadError, match=r"map\.html: is a map that geo_nk made, not a report"):
        list(read_reports(tmp_path / "map.html"))


def test_a_manifest_wins_over_what_a_page_says(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("file,published\npage.html,2020-02-02\n")
    report = _read(tmp_path, _page(HEADS["json-ld"][0]))
    assert (report.published, report.publisher) == (dt.date(2020, 2, 2), "Example Weekly")
