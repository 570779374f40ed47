from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from geo_nk.errors import ReadError
from geo_nk.reports import Refusal, read_reports

DATA = Path(__file__).parents[1] / "data" / "manifest"


def _folder(tmp_path: Path, manifest: str) -> Path:
    (tmp_path / "a.txt").write_text("title: Own title\n\nA.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("B.")
    (tmp_path / "manifest.csv").write_text(manifest)
    return tmp_path


def test_manifest_fills_what_files_do_not_say() -> None:
    reports = {report.report_id: report for report in read_reports(DATA)}
    assert reports["onsong"].published == dt.date(2010, 3, 26)
    assert reports["onsong"].url == "https://example.org/made-up/onsong"
    assert reports["sakju"].url is None


def test_file_named_alone_has_the_same_facts() -> None:
    (report,) = read_reports(DATA / "onsong.txt")
    assert report in set(read_reports(DATA))


def test_own_header_wins(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "file,title,publisher,why\na.txt,Other title,Made-up,because\n")
    report = next(read_reports(folder))
    assert (report.title, report.publisher) == ("Own title", "Made-up")


@pytest.mark.parametrize("name", ["sub/b.txt", "sub\\b.txt", "b.txt"])
def test_files_below(tmp_path: Path, name: str) -> None:
    folder = _folder(tmp_path, f"file,source_kind\n{name},Interview\n")
    assert [report.source_kind for report in read_reports(folder)] == ["unknown", "interview"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_the_same_composed_and_taken_apart(tmp_path: Path, form: Literal["NFC", "NFD"]) -> None:
    other: Literal["NFC", "NFD"] = "NFD" if form == "NFC" else "NFC"
    (tmp_path / unicodedata.normalize(form, "혜산.txt")).write_text("A.")
    row = unicodedata.normalize(other, "혜산.txt,Made-up")
    (tmp_path / "manifest.csv").write_text(f"file,publisher\n{row}\n")
    (report,) = read_reports(tmp_path)
    assert (report.report_id, unicodedata.normalize("NFC", report.publisher or "")) == ("혜산", "Made-up")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("gone.txt,", "file: 'gone.txt' is not in the folder"),
        ("*.txt,", r"file: '\*.txt' is not in the folder"),
        (",2021-01-01", "file: is empty"),
        ("../a.txt,", "file: '../a.txt' leads out of the folder"),
        ("/etc/passwd,", "file: '/etc/passwd' leads out of the folder"),
        ("sub/b.txt,21-1-1", "published: '21-1-1' is not a date"),
        ("a.txt,", "file: 'a.txt' stands in row 2 already"),
    ],
)
def test_bad_row_is_named(tmp_path: Path, row: str, reason: str) -> None:
    folder = _folder(tmp_path, f"file,published\na.txt,2021-01-01\n{row}\n")
    refusals: list[Refusal] = []
    assert len(list(read_reports(folder, errors=refusals))) == 2
    assert [refusal.source for refusal in refusals] == [f"{folder / 'manifest.csv'}: row 3"]
    with pytest.raises(ReadError, match=rf"manifest\.csv: row 3: {reason}"):
        list(read_reports(folder))


def test_fault_of_another_row_does_not_touch_a_file_named_alone(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "file,published\na.txt,never\nsub/b.txt,2021-01-01\n")
    with pytest.raises(ReadError, match="row 2: published: 'never'"):
        list(read_reports(folder / "a.txt"))
    assert len(list(read_reports(folder / "sub" / "b.txt"))) == 1


def test_unknown_source_kind(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "file,source_kind\na.txt,rumour\n")
    with pytest.raises(ReadError, match="source_kind: 'rumour' is none of published, official, interview"):
        list(read_reports(folder))


def test_manifest_without_file_column(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "name,published\na.txt,2021-01-01\n")
    with pytest.raises(ReadError, match=r"has no column 'file', .* its columns are name, published"):
        list(read_reports(folder))
