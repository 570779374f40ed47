from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pytest

from geo_nk.errors import ReadError, RefusalWarning
from geo_nk.reports import Notice, Refusal, Report, read_reports

DATA = Path(__file__).parents[1] / "data"


def _write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def _read(*inputs: Path, **options: dt.date) -> tuple[list[Report], list[Refusal]]:
    refusals: list[Refusal] = []
    return list(read_reports(*inputs, errors=refusals, **options)), refusals


def test_file_without_header(tmp_path: Path) -> None:
    _write(tmp_path, {"raid.txt": "Police came.\nThey left."})
    assert list(read_reports(tmp_path / "raid.txt")) == [Report("raid", "Police came.\nThey left.")]


def test_header_is_read_and_stays_in_the_text(tmp_path: Path) -> None:
    text = "PUBLISHED: 2021-08-06\nurl: https://example.org/a:b\n\nPolice came."
    _write(tmp_path, {"raid.txt": text})
    (report,) = read_reports(tmp_path / "raid.txt")
    assert (report.published, report.url) == (dt.date(2021, 8, 6), "https://example.org/a:b")
    assert report.text == text
    assert report.text[report.body_start :] == "Police came."


def test_offsets_are_those_of_python_text_files(tmp_path: Path) -> None:
    _write(tmp_path, {"raid.txt": b"title: A\r\n\r\nPolice\rcame.\r\n"})
    (report,) = read_reports(tmp_path / "raid.txt")
    assert report.text == (tmp_path / "raid.txt").read_text(encoding="utf-8")


def test_nul_is_replaced_in_place(tmp_path: Path) -> None:
    _write(tmp_path, {"raid.txt": "Police \x00 came. " + "x" * 200})
    (report,) = read_reports(tmp_path / "raid.txt")
    assert report.text.startswith("Police \ufffd came.")


def test_folder_is_read_with_subfolders_in_order(tmp_path: Path) -> None:
    names = ["b.txt", "a.TXT", "sub/c.txt", ".hidden.txt", ".git/d.txt", "picture.png", "note.md", "table.csv"]
    _write(tmp_path, dict.fromkeys(names, "Police came."))
    reports, refusals = _read(tmp_path)
    assert [report.report_id for report in reports] == ["a", "b", "c"]
    assert refusals == []


def test_documents_in_a_folder_are_refused_not_ignored(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": "Police came.", "b.odt": b"PK", "c.rtf": b"{rtf", "d.DOC": b""})
    reports, refusals = _read(tmp_path)
    assert [report.report_id for report in reports] == ["a"]
    assert [Path(refusal.source).name for refusal in refusals] == ["b.odt", "c.rtf", "d.DOC"]
    assert all("is not read; save the report as text (.txt)" in refusal.reason for refusal in refusals)


def test_first_fault_is_an_error_unless_asked_otherwise(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": "", "b.txt": "Police came."})
    with pytest.raises(ReadError, match=r"a\.txt: is empty; a report needs a text"):
        list(read_reports(tmp_path))


def test_each_fault_may_warn_instead(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": "", "b.txt": "Police came.", "c.txt": ""})
    with pytest.warns(RefusalWarning) as told:
        assert [report.report_id for report in read_reports(tmp_path, errors="warn")] == ["b"]
    assert [str(each.message) for each in told] == [
        f"{tmp_path / name}: is empty; a report needs a text" for name in ("a.txt", "c.txt")
    ]


def test_errors_is_checked_before_a_file_is_opened() -> None:
    with pytest.raises(ValueError, match="errors is 'ignore'; give 'raise', 'warn', or a list"):
        read_reports("missing.txt", errors="ignore")  # type: ignore[arg-type]


def test_reading_goes_on_behind_a_refusal(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": " \n", "b.txt": "Police came."})
    reports, refusals = _read(tmp_path)
    assert [report.report_id for report in reports] == ["b"]
    assert refusals == [Refusal(str(tmp_path / "a.txt"), "is empty; a report needs a text")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("bad_date.txt", r"line 1: published: '2021-02-30' is not a date; write YYYY-MM-DD"),
        ("binary.txt", "is a PNG image, not plain text"),
        ("empty.txt", "is empty"),
        ("only_header.txt", "has header lines but no text below them"),
    ],
)
def test_bad_files(name: str, message: str) -> None:
    with pytest.raises(ReadError, match=rf"{name}: {message}"):
        list(read_reports(DATA / "bad" / name))


@pytest.mark.parametrize("name", ["cp949.txt", "latin1.txt", "utf16.txt"])
def test_old_encodings_are_read(name: str) -> None:
    (report,) = read_reports(DATA / "bad" / name)
    assert "\ufffd" not in report.text


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nowhere\.txt: does not exist; check the name"):
        list(read_reports(tmp_path / "nowhere.txt"))


def test_too_long_name(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        list(read_reports(tmp_path / ("x" * 300)))


def test_what_is_neither_file_nor_folder() -> None:
    with pytest.raises(ReadError, match="is no ordinary file but a pipe or a device"):
        list(read_reports("/dev/null"))


def test_folder_without_reports(tmp_path: Path) -> None:
    with pytest.raises(
        ReadError, match=r"holds no report; reports are read from files that end in \.txt, \.html, .* or \.pdf"
    ):
        list(read_reports(tmp_path))


def test_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo_nk.reports.formats.plain.REPORT_LIMIT", 10)
    _write(tmp_path, {"a.txt": "Police came to Musan."})
    with pytest.raises(ReadError, match=r"a\.txt: is larger than"):
        list(read_reports(tmp_path))


def test_default_date_is_the_last_resort(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": "published: 2020-01-01\n\nA.", "b.txt": "B.", "c.txt": "C."})
    _write(tmp_path, {"manifest.csv": "file,published\nb.txt,2019-01-01\n"})
    reports, _ = _read(tmp_path, published=dt.date(2018, 1, 1))
    assert [report.published.year for report in reports if report.published] == [2020, 2019, 2018]


def test_same_file_twice_is_read_once(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": "A."})
    reports, refusals = _read(tmp_path, tmp_path / "a.txt")
    assert (len(reports), refusals) == (1, [])


def test_same_stem_gets_an_id_from_its_text(tmp_path: Path) -> None:
    _write(tmp_path, {"x/a.txt": "One.", "y/a.txt": "Two."})
    reports, _ = _read(tmp_path)
    assert [report.report_id for report in reports] == ["a", f"a-{reports[1].sha256[:8]}"]


def test_same_stem_and_text_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, {"x/a.txt": "One.", "y/a.txt": "One."})
    reports, refusals = _read(tmp_path)
    assert len(reports) == 1
    assert "has the same report_id 'a' and the same text as" in refusals[0].reason


def test_table() -> None:
    reports = list(read_reports(DATA / "tables" / "reports.csv"))
    assert [report.report_id for report in reports] == ["row-1", "row-2", "row-3"]
    assert reports[0].published == dt.date(2023, 8, 22)
    assert reports[0].text.count("\n\n") == 1


def test_table_without_ids_counts_rows(tmp_path: Path) -> None:
    _write(tmp_path, {"news.csv": "text\nOne.\nTwo.\n"})
    reports, _ = _read(tmp_path / "news.csv")
    assert [report.report_id for report in reports] == ["news-2", "news-3"]


def test_table_without_text() -> None:
    message = r"reports_missing_text\.csv: has no column 'text' .*; its columns are report_id, .*\. Name it text"
    with pytest.raises(ReadError, match=message):
        list(read_reports(DATA / "tables" / "reports_missing_text.csv"))


def test_table_refuses_row_by_row(tmp_path: Path) -> None:
    rows = "a,One.,2021-01-01\nb,,2021-01-01\nc,Three.,1/2/2021\na,Four.,\nd,Five.,\n"
    _write(tmp_path, {"news.csv": f"id,text,published\n{rows}"})
    reports, refusals = _read(tmp_path / "news.csv")
    assert [report.report_id for report in reports] == ["a", "d"]
    assert [refusal.source.rpartition(": ")[2] for refusal in refusals] == ["row 3", "row 4", "row 5"]
    assert refusals[0].reason == "is empty; a report needs a text"
    assert refusals[1].reason.startswith("published: '1/2/2021' is not a date")
    assert "has the same report_id 'a' but another text as" in refusals[2].reason


def test_manifest_given_by_name(tmp_path: Path) -> None:
    _write(tmp_path, {"manifest.csv": "file\na.txt\n", "a.txt": "A."})
    with pytest.raises(ReadError, match="describes reports and holds none; give its folder"):
        list(read_reports(tmp_path / "manifest.csv"))


def test_a_subfolder_that_cannot_be_read_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, {"a/a.txt": "Police came.", "closed/b.txt": "Police came.", "z/c.txt": "They left."})
    scan = os.scandir

    def refuse(folder: str) -> Any:
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    monkeypatch.setattr("os.scandir", refuse)
    reports, refusals = _read(tmp_path)
    assert [report.report_id for report in reports] == ["a", "c"]
    assert [(r.source, r.reason) for r in refusals] == [
        (str(tmp_path / "closed"), "cannot be read (Permission denied); what lies in this folder is missing")
    ]


def test_a_folder_that_cannot_be_read_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: str) -> Any:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("os.scandir", refuse)
    assert [refusal.source for refusal in _read(tmp_path)[1]] == [str(tmp_path)]


def test_a_folder_that_cannot_be_entered_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, {"a.txt": "Police came."})

    def refuse(path: Path, **_: bool) -> Any:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", refuse)
    reports, refusals = _read(tmp_path / "a.txt")
    assert (reports, [r.reason for r in refusals]) == ([], ["cannot be read (Permission denied); make it readable"])


@pytest.mark.parametrize("text", ["Police came to Hyesan.", "Police came to Hyesan. " * 20])
def test_a_text_given_as_a_path_is_told_what_to_do(text: str) -> None:
    with pytest.raises(ReadError, match=r"; to read a text itself, give geo_nk\.Report\(id, text\)"):
        next(read_reports(text))


def test_a_missing_file_is_not_taken_for_a_text() -> None:
    with pytest.raises(ReadError, match=r"does not exist; check the name$"):
        next(read_reports("my report.txt"))


def test_an_empty_name_is_not_the_current_folder() -> None:
    with pytest.raises(ReadError, match="an input is empty; give the name"):
        next(read_reports(""))


def test_what_is_no_path_is_named() -> None:
    with pytest.raises(ReadError, match="a DataFrame is no path; give the names of files and folders"):
        next(read_reports(cast("str", pd.DataFrame({"text": ["Police came."]}))))


def test_a_link_that_leads_out_of_the_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    (folder / "sub").mkdir(parents=True)
    (outside / "secret.txt").write_text("A secret.")
    (folder / "sub" / "a.txt").write_text("A raid.")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "sub" / "a.txt")
    (folder / "away").symlink_to(outside)
    told: list[Notice] = []
    assert [report.text for report in read_reports(folder, notify=told.append)] == ["A raid."]
    passed = [notice for notice in told if notice.topic == "passed_by"]
    assert [notice.source for notice in passed] == [str(folder / "away"), str(folder / "out.txt")]
    assert "leads elsewhere and is not followed" in passed[0].text
