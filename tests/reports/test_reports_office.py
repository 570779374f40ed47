"""Documents and tables of office programs; every text is made up."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import docx
import openpyxl
import pandas as pd
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from geo_nk.errors import ReadError
from geo_nk.reports import Refusal, Report, read_reports, sentences

if TYPE_CHECKING:
    from pathlib import Path


def _pdf(path: Path, *pages: str, size: int = 12) -> None:
    """Write pages of text, whose lines are set one below the other; an empty line is a wider step."""
    writer = pypdf.PdfWriter()
    for text in pages:
        page = writer.add_blank_page(600, 800)
        font = DictionaryObject(
            {
                NameObject(k): NameObject(v)
                for k, v in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica"))
            }
        )
        fonts = DictionaryObject({NameObject("/F"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        lines = " T* ".join(f"({line}) Tj" if line else "" for line in text.split("\n"))
        stream.set_data(f"BT /F {size} Tf {size + 2} TL 50 700 Td {lines} ET".encode())
        page[NameObject("/Contents")] = stream
    writer.write(path)


def _sentences(report: Report) -> list[str]:
    return [" ".join(report.text[s.start : s.end].split()) for s in sentences(report)]


def test_a_word_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Raid")
    document.add_paragraph("Police came to a made-up town.")
    document.save(str(tmp_path / "a.docx"))
    (report,) = read_reports(tmp_path)
    assert report.text == "Raid\n\nPolice came to a made-up town."
    assert report.published is None  # the day on which it was typed is none of publication


def test_a_pdf(tmp_path: Path) -> None:
    _pdf(tmp_path / "a.pdf", "Police came to a made-up town.")
    (report,) = read_reports(tmp_path)
    assert (report.text, report.published) == ("Police came to a made-up town.", None)


WRAPPED = """Raid in Sampleville
Published 20 June 2024

Police came to the made-up town of Sampleville, near
Hyesan, on the third day of June and took the phones of
three traders. They had paid a fine to the officers of the
local department, a source said.
The traders came back to sell wire in
July."""


def test_the_sentences_of_a_pdf_are_those_of_the_text_wrapped_by_hand(tmp_path: Path) -> None:
    _pdf(tmp_path / "a.pdf", WRAPPED)
    (tmp_path / "b.txt").write_text(WRAPPED.replace("in\nJuly", "in July"))
    pdf, txt = read_reports(tmp_path)
    assert _sentences(pdf) == _sentences(txt)
    assert pdf.published == txt.published == dt.date(2024, 6, 20)


def test_a_sentence_goes_on_over_the_page_and_past_what_stands_on_each(tmp_path: Path) -> None:
    begins = "Example Weekly, page 1\n\nPolice came to the made-up town of Sampleville and took the"
    _pdf(tmp_path / "a.pdf", begins, "Example Weekly, page 2\n\nphones of three traders.")
    (report,) = read_reports(tmp_path)
    assert _sentences(report) == [
        "Example Weekly, page 1",
        "Police came to the made-up town of Sampleville and took the phones of three traders.",
    ]


def test_a_pdf_of_pictures(tmp_path: Path) -> None:
    _pdf(tmp_path / "a.pdf", "")
    with pytest.raises(ReadError, match=r"a\.pdf: holds pictures of pages and no text"):
        list(read_reports(tmp_path))


def test_an_excel_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("Text", "Date", "id"),
        ("One.", dt.date(2021, 6, 5), "a"),
        (None, None, None),
        ("", "", "b"),
        ("Two.",),
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    refusals: list[Refusal] = []
    reports = list(read_reports(tmp_path / "a.xlsx", refusals=refusals))
    assert [(r.report_id, r.text, r.published) for r in reports] == [
        ("a", "One.", dt.date(2021, 6, 5)),
        ("a-5", "Two.", None),
    ]
    assert [refusal.source.rpartition(": ")[2] for refusal in refusals] == ["row 4"]


@pytest.mark.parametrize(
    ("rows", "message"), [((), "has no header"), ((("words",), ("One.",)), "has no column 'text'")]
)
def test_excel_tables_without_text(tmp_path: Path, rows: tuple[tuple[str, ...], ...], message: str) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ReadError, match=rf"a\.xlsx: {message}"):
        list(read_reports(tmp_path / "a.xlsx"))


def test_a_parquet_table(tmp_path: Path) -> None:
    columns = {"body": ["One.", None], "date": [dt.date(2021, 6, 5)] * 2, "noise": [[1], [2]]}
    pd.DataFrame(columns).to_parquet(tmp_path / "a.parquet")
    refusals: list[Refusal] = []
    (report,) = read_reports(tmp_path / "a.parquet", refusals=refusals)
    assert (report.report_id, report.text, report.published) == ("a-1", "One.", dt.date(2021, 6, 5))
    assert refusals[0].reason == "is empty; a report needs a text"


def test_bytes_in_a_parquet_table_are_text_and_objects_none(tmp_path: Path) -> None:
    pd.DataFrame({"text": ["Police came to 혜산.".encode()]}).to_parquet(tmp_path / "a.parquet")
    assert next(read_reports(tmp_path / "a.parquet")).text == "Police came to 혜산."
    pd.DataFrame({"text": [{"a": "Police came."}]}).to_parquet(tmp_path / "b.parquet")
    with pytest.raises(ReadError, match="row 1: is empty"):
        list(read_reports(tmp_path / "b.parquet"))


@pytest.mark.parametrize(
    ("ending", "module", "extra"),
    [
        (".docx", "docx", "office"),
        (".pdf", "pypdf", "office"),
        (".xlsx", "openpyxl", "office"),
        (".parquet", "pyarrow.parquet", "parquet"),
    ],
)
def test_what_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / f"a{ending}").write_bytes(b"x")
    with pytest.raises(
        ReadError, match=rf"needs the package {module.partition('.')[0]}.*pip install 'geo_nk\[{extra}\]'"
    ):
        list(read_reports(tmp_path / f"a{ending}"))
