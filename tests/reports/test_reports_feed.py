"""News feeds; every text is made up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from geo_nk.errors import ReadError
from geo_nk.reports import Refusal, Report, read_reports

if TYPE_CHECKING:
    from pathlib import Path

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Weekly</title><lastBuildDate>Mon, 01 Jan 2024 00:00:00 GMT</lastBuildDate>
<item><title>Six taken</title><link>https://example.org/six</link><pubDate>Sat, 05 Jun 2021 03:30:00 +0900</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>Police came to a made-up town.</p>
<p>They took six people.<script>x()</script></p>]]></content:encoded></item>
<item><title>Empty</title></item>
<item><title>Plain</title><description>Police left at 5 &lt; 6 o'clock.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><updated>2024-01-01T00:00:00Z</updated>
<entry><title>A</title><updated>2022-01-01T00:00:00Z</updated>DATE
<content type="text">Police came.</content></entry></feed>"""


def _read(tmp_path: Path, feed: str, name: str = "feed.rss") -> tuple[list[Report], list[Refusal]]:
    (tmp_path / name).write_text(feed)
    refusals: list[Refusal] = []
    return list(read_reports(tmp_path / name, errors=refusals)), refusals


def test_entries_of_a_feed(tmp_path: Path) -> None:
    (first, _), refusals = _read(tmp_path, RSS)
    assert first == Report(
        "feed-1",
        "Six taken\n\nPolice came to a made-up town.\n\nThey took six people.",
        published=dt.date(2021, 6, 5),  # the day in Korea; in Greenwich it was the fourth
        publisher="Example Weekly",
        url="https://example.org/six",
        title="Six taken",
    )
    assert [(r.source, r.reason) for r in refusals] == [
        (f"{tmp_path / 'feed.rss'}: entry 2", "is empty; a report needs a text")
    ]


def test_a_date_with_a_year_of_two_digits(tmp_path: Path) -> None:
    (report, _), _ = _read(tmp_path, RSS.replace("Sat, 05 Jun 2021 03:30:00 +0900", "Thu, 03 Sep 15 00:01:01 +0200"))
    assert report.published == dt.date(2015, 9, 3)


def test_a_feed_without_a_date_of_an_entry_gives_none(tmp_path: Path) -> None:
    assert _read(tmp_path, RSS)[0][1].published is None


@pytest.mark.parametrize(
    ("date", "published"), [("", None), ("<published>2021-06-05T01:00:00Z</published>", dt.date(2021, 6, 5))]
)
def test_a_change_is_no_publication(tmp_path: Path, date: str, published: dt.date | None) -> None:
    (report,), _ = _read(tmp_path, ATOM.replace("DATE", date), "feed.atom")
    assert (report.text, report.published) == ("A\n\nPolice came.", published)


@pytest.mark.parametrize(
    ("feed", "message"),
    [
        ("<a><b>Police came.</b></a>", "is no RSS or Atom feed"),
        ('<rss version="2.0"><channel><title>A</title></channel></rss>', "has no entry"),
        ("Police came.", "is no RSS or Atom feed"),
    ],
)
def test_what_is_no_feed(tmp_path: Path, feed: str, message: str) -> None:
    (tmp_path / "a.xml").write_text(feed)
    with pytest.raises(ReadError, match=rf"a\.xml: {message}; save the article itself"):
        list(read_reports(tmp_path / "a.xml"))


def test_a_feed_that_looks_like_a_path_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "b.rss").write_text(RSS)
    (tmp_path / "a.rss").write_text(str(tmp_path / "b.rss"))
    with pytest.raises(ReadError, match="is no RSS or Atom feed"):
        list(read_reports(tmp_path / "a.rss"))
