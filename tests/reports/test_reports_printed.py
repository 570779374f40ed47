"""Dates of publication that nothing states outright; every text is made up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from geo_nk.reports import Notice, Report, read_reports, sentences
from geo_nk.reports.printed import forwarded_on, printed_on

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "Police came to the made-up town of Sampleville last month and searched the market for two days, a source said."
DAY = dt.date(2024, 3, 14)


@pytest.mark.parametrize(
    "line",
    [
        "By N. Nescio, 14 March 2024",
        "By N. Nescio in Sampleville | March 14, 2024 10:00 KST",
        "14 March 2024 - By N. Nescio",
        "Published 14 March 2024",
        "Published: 2024-03-14T10:00:00Z",
        "Published 14 March 2024, updated 16 March 2024",
        "Thursday, 14 March 2024",
        "홍길동 기자 2024.03.14 10:00",
        "입력 2024년 3월 14일",
        "https://example.org/2024/03/14/raid",
    ],
)
def test_a_line_at_the_head_that_says_when(line: str) -> None:
    for text in (f"A raid\n{line}\n\n{PROSE}", f"{line}\n\n{PROSE}"):
        assert printed_on(text).day == DAY


@pytest.mark.parametrize("line", ["Raid in Hyesan, 14 March 2024", "SEOUL, 14 March 2024", "Updated 14 March 2024"])
def test_any_other_date_at_the_head_is_offered(line: str) -> None:
    found = printed_on(f"{line}\n\n{PROSE}")
    assert (found.day, found.offered, found.by) == (None, "2024-03-14", f'"{line}"')


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\nBy N. Nescio, 14 March 2024",
        "Police came on 14 March 2024.\n\nThey left.",
        "By 14 March 2024 they left",
        "By custom they left on 3/14/2024",
        "",
    ],
)
def test_what_is_no_date_of_publication(text: str) -> None:
    assert printed_on(text).day is None


def test_two_days_at_the_head_are_offered() -> None:
    found = printed_on("14 March 2024\n16 March 2024\n\nPolice came.")
    assert (found.day, found.offered) == (None, "2024-03-14")


@pytest.mark.parametrize(
    ("url", "day", "offered"),
    [
        ("https://example.org/2024/03/14/raid", DAY, None),
        ("https://example.org/news/2024-03-14-raid", DAY, None),
        ("https://example.org/2024/09/raid", None, "2024-09-DD"),
        ("https://example.org/2024/13/raid", None, None),
        ("https://example.org/a/2024/1234567", None, None),
        ("https://example.org/20240314", None, None),
    ],
)
def test_a_month_in_an_address_is_no_day(url: str, day: dt.date | None, offered: str | None) -> None:
    found = printed_on(PROSE, url=url)
    assert (found.day, found.offered) == (day, offered)


@pytest.mark.parametrize(
    "line",
    [
        "Date: Thu, Mar 14, 2024 at 9:00 AM",
        "Sent: Thursday, March 14, 2024 9:00 AM",
        "> *Date:* 14 March 2024 at 09:00:00 GMT+9",
        "보낸 날짜: 2024년 3월 14일 (목) 오전 9:00",
    ],
)
def test_the_head_of_a_mail_that_was_sent_on(line: str) -> None:
    assert forwarded_on(f"FYI\n\nFrom: Example Weekly\n{line}\nSubject: A\n\n{PROSE}\nDate: 1 May 2020\n") == DAY


def _read(tmp_path: Path, text: str, **options: object) -> tuple[Report, list[Notice]]:
    (tmp_path / "a.txt").write_text(text)
    notices: list[Notice] = []
    (report,) = read_reports(tmp_path, notify=notices.append, **options)  # type: ignore[arg-type]
    return report, notices


def test_the_rule_is_said(tmp_path: Path) -> None:
    report, notices = _read(tmp_path, f"By N. Nescio, 14 March 2024\n\n{PROSE}")
    assert report.published == DAY
    assert notices == [Notice("dated", str(tmp_path / "a.txt"), '2024-03-14 by "By N. Nescio, 14 March 2024"')]
    assert [s.kind for s in sentences(report)] == ["boilerplate", "body"]


def test_what_to_write_for_a_report_without_a_date(tmp_path: Path) -> None:
    assert [notice.text for notice in _read(tmp_path, PROSE)[1]] == ["a.txt,YYYY-MM-DD"]
    offered = _read(tmp_path, f"url: https://example.org/2024/09/raid\n\n{PROSE}")[1]
    assert [(n.topic, n.text) for n in offered] == [("undated", "a.txt,2024-09-DD (its address says so)")]


@pytest.mark.parametrize("header", ["published: 2020-02-02\n\n", ""])
def test_what_is_stated_wins_over_what_is_printed(tmp_path: Path, header: str) -> None:
    if not header:
        (tmp_path / "manifest.csv").write_text("file,published\na.txt,2020-02-02\n")
    report, notices = _read(tmp_path, f"{header}By N. Nescio, 14 March 2024\n\n{PROSE}")
    assert (report.published, notices) == (dt.date(2020, 2, 2), [])


def test_what_is_printed_wins_over_the_default(tmp_path: Path) -> None:
    assert _read(tmp_path, f"14 March 2024\n\n{PROSE}", published=dt.date(2020, 2, 2))[0].published == DAY
    assert _read(tmp_path, PROSE, published=DAY)[0].published == DAY


def test_time_to_look_for_a_date_does_not_grow_with_the_report() -> None:
    assert printed_on("a 1 March 2024 b\n" * 200_000).day is None
    assert forwarded_on("From: " + "date: " * 200_000) is None
