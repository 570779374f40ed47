"""Who is not said to publish is unknown, and a release treats the unknown as a person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo_nk.reports import Notice, read_reports
from geo_nk.reports.openness import is_public_address

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "Police searched the market in Hyesan on March 3 and took the phones of three traders, people there said."
ARTICLE = '<meta property="article:published_time" content="2021-08-06T09:00:00+09:00">'
SITE = '<meta property="og:site_name" content="Example Weekly">'
LINKED = '<script type="application/ld+json">'
ADDRESS = '<link rel="canonical" href="https://example.org/raid">'


def _kind(tmp_path: Path, name: str, text: str, **options: str) -> str:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    (report,) = read_reports(file, **options)  # type: ignore[arg-type]
    return report.source_kind


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("publisher: Example Weekly\nurl: https://example.org/raid", "published"),
        ("publisher: Example Weekly\nurl: https://example.org/raid\nsource_kind: interview", "interview"),
        ("source_kind: published\nsource: Example Weekly", "published"),
        ("source: a trader in Hyesan, by phone", "unknown"),
        ("published: 2021-08-06\nsource: a trader in Hyesan, by phone", "unknown"),
        ("source: a trader\nurl: https://example.org/raid", "unknown"),
        ("publisher: our own desk", "unknown"),
        ("publisher: our own desk\nurl: http://10.0.0.7/notes", "unknown"),
        ("title: Raid", "unknown"),
    ],
)
def test_a_header_says_whether_it_was_published(tmp_path: Path, header: str, kind: str) -> None:
    assert _kind(tmp_path, "a.txt", f"published: 2021-08-07\n{header}\n\n{PROSE}".replace(
        "published: 2021-08-07\npublished:", "published:"
    )) == kind  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "row", "kind"),
    [
        ("text,source,date", f'"{PROSE}",a trader,2021-08-06', "unknown"),
        ("text,source,url", f'"{PROSE}",a trader,https://example.org/a', "unknown"),
        ("text,Publisher,Link", f'"{PROSE}",Example Weekly,https://example.org/a', "published"),
    ],
)
def test_a_row_says_whether_it_was_published(tmp_path: Path, columns: str, row: str, kind: str) -> None:
    assert _kind(tmp_path, "reports.csv", f"{columns}\n{row}\n") == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (f"{ARTICLE}{SITE}{ADDRESS}", "published"),
        (f"{SITE}{ADDRESS}", "unknown"),
        (f"{ARTICLE}{SITE}", "unknown"),
        (f"{ARTICLE}{ADDRESS}", "unknown"),
        (
            f'{SITE}{ADDRESS}{LINKED}{{"@type": "DiscussionForumPosting", "datePublished": "2021-08-06"}}</script>',
            "unknown",
        ),
        (
            f'{SITE}{ADDRESS}{LINKED}{{"@type": "NewsArticle", "datePublished": "2021-08-06"}}</script>',
            "published",
        ),
    ],
)
def test_a_page_is_published_where_it_says_that_it_is_an_article(tmp_path: Path, head: str, kind: str) -> None:
    body = f"<article><h1>Raid</h1>{f'<p>{PROSE}</p>' * 3}</article>"
    assert _kind(tmp_path, "a.html", f"<html><head>{head}</head><body>{body}</body></html>") == kind


def test_a_source_of_the_manifest_closes_what_a_page_says(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("file,source\na.html,a trader\n", encoding="utf-8")
    body = f"<article><h1>Raid</h1>{f'<p>{PROSE}</p>' * 3}</article>"
    page = f"<html><head>{ARTICLE}{SITE}{ADDRESS}</head><body>{body}</body></html>"
    assert _kind(tmp_path, "a.html", page) == "unknown"


def test_a_publisher_goes_before_a_source(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"source: a trader\npublisher: Example Weekly\nurl: https://example.org/a\n\n{PROSE}")
    (report,) = read_reports(file)
    assert report.publisher == "Example Weekly"


def test_the_kind_of_what_does_not_say_can_be_given(tmp_path: Path) -> None:
    assert _kind(tmp_path, "a.txt", f"source: a trader\n\n{PROSE}", source_kind="field_note") == "field_note"
    with pytest.raises(ValueError, match="source_kind='rumour' is not known; it is one of published"):
        read_reports(source_kind="rumour")


def test_what_was_taken_for_published_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"published: 2021-08-06\npublisher: Example Weekly\nurl: https://example.org/a\n\n{PROSE}")
    told: list[Notice] = []
    list(read_reports(file, notify=told.append))
    assert told == [Notice("open", str(file), "a publisher and a public address are given")]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///notes.txt",
        "https://wiki/raid",
        "https://wiki.local/raid",
        "http://127.0.0.1/",
        "http://[::1/",
        "https://me:pw@example.org/",
    ],
)
def test_an_address_of_ones_own_machines_is_not_public(url: str) -> None:
    assert not is_public_address(url)
