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
from docx.oxml import parse_xml
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from geo_nk.errors import ReadError
from geo_nk.reports import Notice, Refusal, Report, read_reports, sentences

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


NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
ALTERNATIVES = (
    f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:ins><w:r><w:t>to Hyesan</w:t></w:r></w:ins>", "Police came to Hyesan."),
        ("<w:moveTo><w:r><w:t>to Hyesan</w:t></w:r></w:moveTo>", "Police came to Hyesan."),
        ("<w:del><w:r><w:delText>to Musan</w:delText></w:r></w:del>", "Police came ."),
        ("<w:moveFrom><w:r><w:t>to Musan</w:t></w:r></w:moveFrom>", "Police came ."),
        ("<w:hyperlink><w:r><w:t>to Hyesan</w:t></w:r></w:hyperlink>", "Police came to Hyesan."),
        ("<w:sdt><w:sdtContent><w:r><w:t>to Hyesan</w:t></w:r></w:sdtContent></w:sdt>", "Police came to Hyesan."),
        ("<w:r><w:t>to</w:t><w:tab/><w:t>Hyesan</w:t></w:r>", "Police came to\tHyesan."),
        (
            ALTERNATIVES,
            "Police came .\n\nIn a box.",
        ),
    ],
)
def test_what_stands_in_a_word_document(tmp_path: Path, inside: str, text: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Police came ")
    paragraph._p.append(parse_xml(inside.replace(">", f" {NAMESPACES}>", 1)))
    paragraph.add_run(".")
    document.save(str(tmp_path / "a.docx"))
    (report,) = read_reports(tmp_path)
    assert report.text == text


def test_a_row_of_a_word_table_is_a_line_and_a_laid_out_page_is_none(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Above.")
    table = document.add_table(rows=2, cols=2)
    for number, words in enumerate(("3 June", "A raid.", "One.\nTwo.", "Three.")):
        table.cell(*divmod(number, 2)).text = words
    table.cell(1, 0).add_paragraph("Four.")
    document.add_paragraph("Below.")
    document.save(str(tmp_path / "a.docx"))
    (report,) = read_reports(tmp_path)
    assert report.text == "Above.\n\n3 June | A raid.\n\nOne.\nTwo.\n\nFour.\n\nThree.\n\nBelow."


def test_a_paragraph_whose_end_was_deleted_goes_on(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Police came")
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {NAMESPACES}><w:del/></w:rPr>"))
    document.add_paragraph(" to Hyesan.")
    document.save(str(tmp_path / "a.docx"))
    assert next(read_reports(tmp_path)).text == "Police came to Hyesan."


def test_notes_of_a_word_document_are_named_as_passed_by(tmp_path: Path) -> None:
    document = docx.Document()
    run = parse_xml(f'<w:r {NAMESPACES}><w:footnoteReference w:id="2"/><w:footnoteReference w:id="3"/></w:r>')
    document.add_paragraph("Police came.")._p.append(run)
    document.save(str(tmp_path / "a.docx"))
    notices: list[Notice] = []
    list(read_reports(tmp_path, notify=notices.append))
    assert notices[0] == Notice("passed_by", str(tmp_path / "a.docx"), "2 footnotes")


def test_a_word_document_that_nests_deeply_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    depth = 200  # libxml2 stops at 256
    nested = "<w:ins>" * depth + "<w:r><w:t>Hyesan</w:t></w:r>" + "</w:ins>" * depth
    document.add_paragraph("")._p.append(parse_xml(nested.replace(">", f" {NAMESPACES}>", 1)))
    document.save(str(tmp_path / "a.docx"))
    assert next(read_reports(tmp_path)).text == "Hyesan"


def test_the_lock_file_of_an_open_document_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("published: 2021-08-06\n\nPolice came.")
    (tmp_path / "~$report.docx").write_bytes(b"x")
    notices: list[Notice] = []
    assert [report.report_id for report in read_reports(tmp_path, notify=notices.append)] == ["a"]
    assert [(notice.topic, notice.source) for notice in notices] == [("passed_by", str(tmp_path / "~$report.docx"))]
    with pytest.raises(
        ReadError, match=r"is the lock file of an open document and no report; give report\.docx itself"
    ):
        list(read_reports(tmp_path / "~$report.docx"))


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
    reports = list(read_reports(tmp_path / "a.xlsx", errors=refusals))
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
    (report,) = read_reports(tmp_path / "a.parquet", errors=refusals)
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
