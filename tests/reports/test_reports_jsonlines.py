from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.reports import Refusal, Report, read_reports
from geo_nk.reports.formats.jsonlines import Span, read, spans_of

if TYPE_CHECKING:
    from pathlib import Path


def _read(tmp_path: Path, *lines: object, name: str = "a.jsonl") -> tuple[list[Report], list[Refusal]]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (tmp_path / name).write_text(text, encoding="utf-8")
    refusals: list[Refusal] = []
    return list(read_reports(tmp_path / name, errors=refusals)), refusals


def test_a_line_is_a_report(tmp_path: Path) -> None:
    line = {
        "text": "Police\r\ncame.",
        "report_id": "r1",
        "published": "2021-06-05",
        "publisher": "Example",
        "url": "https://example.org",
        "title": "Raid",
        "source_kind": "official",
    }
    (report,), _ = _read(tmp_path, line)
    assert report == Report(
        "r1", "Police\ncame.", 0, dt.date(2021, 6, 5), "Example", "https://example.org", "Raid", "official"
    )


@pytest.mark.parametrize(
    "line",
    [
        {"body": "Police came.", "date": "2021-06-05T10:00:00+09:00", "headline": "Raid", "source": "Example"},
        {"Content": "Police came.", "published_at": "20210605", "title": "Raid", "outlet": "Example"},
        {
            "article": "Police came.",
            "pubDate": "Sat, 05 Jun 2021 01:00:00 +0900",
            "title": "Raid",
            "sitename": "Example",
        },
    ],
)
def test_other_names_of_keys(tmp_path: Path, line: dict[str, str]) -> None:
    (report,), _ = _read(tmp_path, line, name="a.ndjson")
    assert (report.report_id, report.text) == ("a-1", "Police came.")
    assert (report.published, report.title, report.publisher) == (dt.date(2021, 6, 5), "Raid", "Example")


def test_text_wins_over_its_other_names(tmp_path: Path) -> None:
    assert _read(tmp_path, {"content": "Teaser.", "text": "Police came."})[0][0].text == "Police came."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON"),
        ("[1]", "holds a list, not an object"),
        ("null", "holds null, not an object"),
        ({"words": "x"}, "has no key 'text' with the report's words; its keys are words"),
        ({"text": ["x"]}, "text: is no text; put the report's words there as a string"),
        ({"text": None}, "is empty; a report needs a text"),
        ({"text": "x", "date": "1/2/2021"}, "published: '1/2/2021' is not a date"),
        ({"text": "x", "source_kind": "rumour"}, "source_kind: 'rumour' is none of"),
        ("9" * 5000, "is not JSON"),
    ],
)
def test_a_bad_line_is_refused_alone(tmp_path: Path, line: object, reason: str) -> None:
    reports, refusals = _read(tmp_path, line, "", {"text": "Police came."})
    assert [report.report_id for report in reports] == ["a-3"]
    assert refusals[0].source == f"{tmp_path / 'a.jsonl'}: line 1"
    assert refusals[0].reason.startswith(reason)


def test_a_line_that_is_too_long_is_refused_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo_nk.reports.formats.jsonlines.REPORT_LIMIT", 40)
    reports, refusals = _read(tmp_path, {"text": "x" * 100}, {"text": "Police came."})
    assert [report.report_id for report in reports] == ["a-2"]
    assert "is longer than" in refusals[0].reason


def test_lines_that_are_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "혜산"}\n'.encode("cp949"))
    refusals: list[Refusal] = []
    assert list(read_reports(tmp_path / "a.jsonl", errors=refusals)) == []
    assert "is not UTF-8" in refusals[0].reason


def test_lines_in_a_folder_are_read_only_by_name(tmp_path: Path) -> None:
    (tmp_path / "raid.txt").write_text("Police came.")
    _read(tmp_path, {"text": "Police came."})
    assert [report.report_id for report in read_reports(tmp_path)] == ["raid"]


@given(
    lines=st.lists(st.binary(max_size=30).map(lambda b: b.replace(b"\n", b"")), max_size=40), size=st.integers(1, 90)
)
def test_spans_hold_every_line_once_with_its_number(
    lines: list[bytes], size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("spans") / "reports.jsonl"
    file.write_bytes(b"".join(line + b"\n" for line in lines)[: -1 if len(lines) % 2 else None])
    whole = file.read_bytes()
    spans = list(spans_of(file, size))
    assert b"".join(whole[span.start : span.end] for span in spans) == whole
    assert [span.line for span in spans] == [whole[: span.start].count(b"\n") + 1 for span in spans]
    assert all(span.end - span.start >= size for span in spans[:-1])
    assert [place for span in spans for place in places(file, span)] == places(file)


def places(file: Path, span: Span | None = None) -> list[str]:
    """Return where the reports of a file stand, and what is refused of it."""
    return [found.source if isinstance(found, Refusal) else found.where for found in read(file, span)]
