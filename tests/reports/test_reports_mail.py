"""Mails and mailboxes; every text is made up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from geo_nk.errors import ReadError
from geo_nk.reports import Refusal, Report, read_reports, sentences

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "From: Nomen Nescio <nomen@example.org>\nTo: desk@example.org\nDate: Sat, 5 Jun 2021 23:30:00 +0900 (KST)\n"
PROSE = "Police came to the made-up town of Sampleville."


def _read(tmp_path: Path, mail: str | bytes, name: str = "a.eml") -> Report:
    (tmp_path / name).write_bytes(mail.encode() if isinstance(mail, str) else mail)
    (report,) = read_reports(tmp_path / name)
    return report


def test_a_plain_mail(tmp_path: Path) -> None:
    report = _read(tmp_path, f"Subject: Raid\n{HEAD}\n{PROSE}\n")
    assert report.text == f"Raid\n\n{PROSE}"
    assert (report.title, report.published, report.publisher) == ("Raid", dt.date(2021, 6, 5), None)
    assert [sentence.kind for sentence in sentences(report)] == ["title", "body"]


def test_a_private_mail_is_not_taken_for_something_published(tmp_path: Path) -> None:
    assert _read(tmp_path, f"Subject: Raid\n{HEAD}\n{PROSE}\n").source_kind == "unknown"


def test_a_mailing_list_is_a_publisher_but_may_be_private(tmp_path: Path) -> None:
    report = _read(tmp_path, f'List-Id: "Example News" <news.example.org>\nSubject: Raid\n{HEAD}\n{PROSE}')
    assert (report.publisher, report.source_kind) == ("Example News", "unknown")


def test_nobody_who_wrote_is_named(tmp_path: Path) -> None:
    body = f"{PROSE}\nWrite to nomen@example.org or <mailto:second.name@mail.example.co.kr>.\n"
    report = _read(
        tmp_path, f"Subject: For desk@example.org\nList-Id: <a@example.org>\nReply-To: x@y.org\n{HEAD}\n{body}"
    )
    assert "@" not in repr(report)
    assert "Nescio" not in repr(report)
    assert "Write to [address] or [address]." in report.text


@pytest.mark.parametrize(
    "address", ["o'nomen@example.org", '"N. Nescio"@example.org', "nomen@localhost", "nomen@[192.0.2.1]", "n@예시.org"]
)
def test_an_address_of_any_form_is_taken_out(tmp_path: Path, address: str) -> None:
    report = _read(tmp_path, f"Subject: Raid\n{HEAD}\n{PROSE} Write to {address}, or follow @example.\n")
    assert report.text.endswith("Write to [address], or follow @example.")


@pytest.mark.parametrize("subject", ["Fwd: Raid", "FW: Raid", "전달: Raid"])
def test_what_was_sent_on_has_another_date(tmp_path: Path, subject: str) -> None:
    assert _read(tmp_path, f"Subject: {subject}\n{HEAD}\n{PROSE}").published is None


@pytest.mark.parametrize("subject", ["Fwd: Raid", "Raid"])
def test_what_was_sent_on_is_dated_by_its_own_head(tmp_path: Path, subject: str) -> None:
    lines = "---------- Forwarded message ---------\nFrom: Somebody Else\nDate: Fri, Mar 12, 2021 at 9:00 AM\n\n"
    assert _read(tmp_path, f"Subject: {subject}\n{HEAD}\n{lines}{PROSE}").published == dt.date(2021, 3, 12)


def test_the_head_of_what_was_sent_on_is_no_prose(tmp_path: Path) -> None:
    lines = "Begin forwarded message:\n\nFrom: Somebody Else\nSubject: Raid in Hyesan\nTo: Me\n\n"
    report = _read(tmp_path, f"Subject: Fwd: A\n{HEAD}\n{lines}{PROSE}")
    assert [report.text[s.start : s.end] for s in sentences(report) if s.kind == "body"] == [PROSE]


def test_plain_text_is_read_before_html(tmp_path: Path) -> None:
    mail = (
        f"Subject: Raid\n{HEAD}Content-Type: multipart/alternative; boundary=x\n\n"
        f"--x\nContent-Type: text/html\n\n<p>No.</p>\n--x\nContent-Type: text/plain\n\n{PROSE}\n--x--\n"
    )
    assert _read(tmp_path, mail).text == f"Raid\n\n{PROSE}"


def test_html_is_read_where_there_is_nothing_else(tmp_path: Path) -> None:
    html = (
        f"<html><head><style>p {{}}</style></head><body><p>{PROSE}</p><p>They took six people away.</p></body></html>"
    )
    mail = f"Subject: Raid\n{HEAD}Content-Type: text/html; charset=utf-8\n\n{html}"
    assert _read(tmp_path, mail).text == f"Raid\n\n{PROSE}\n\nThey took six people away."


def test_korean_mail(tmp_path: Path) -> None:
    head = "Subject: =?euc-kr?B?x/28ww==?=\nContent-Type: text/plain; charset=euc-kr\n\n"
    report = _read(tmp_path, head.encode() + "혜산시에서 단속이 있었다.".encode("cp949"))
    assert report.text.endswith("혜산시에서 단속이 있었다.")


def test_a_mail_without_text(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"a\.eml: holds no text; save what is attached"):
        _read(tmp_path, f"Subject: Raid\n{HEAD}Content-Type: image/png\n\nAAAA")


def test_a_mailbox(tmp_path: Path) -> None:
    box = f"From x\nSubject: A\n{HEAD}\n{PROSE}\n\nFrom y\nSubject: B\n\n\n\nFrom z\nSubject: C\n\nThey left.\n"
    (tmp_path / "news.mbox").write_text(box)
    refusals: list[Refusal] = []
    reports = list(read_reports(tmp_path, errors=refusals))
    assert [(report.report_id, report.title) for report in reports] == [("news-1", "A"), ("news-3", "C")]
    assert [refusal.source for refusal in refusals] == [f"{tmp_path / 'news.mbox'}: message 2"]


def test_a_file_that_is_no_mailbox(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_text("Police came.")
    with pytest.raises(ReadError, match=r"a\.mbox: holds no message"):
        list(read_reports(tmp_path / "a.mbox"))
