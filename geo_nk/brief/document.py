"""A brief as a Word document."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from geo_nk.errors import OutputError
from geo_nk.maps.page.seal import visible as seen
from geo_nk.maps.print.figure_file import figure_bytes
from geo_nk.maps.shared.words import said

if TYPE_CHECKING:
    from geo_nk.brief.content import Content, Panel

__all__ = ["document_bytes"]

_DPI: Final = 220
_MARGIN_MM: Final = 15
_A4_MM: Final = (210, 297)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP archive can name
_GAP_MM: Final = 3.0
_NO_CHARACTER: Final = re.compile("[\ufffe\uffff]")  # which no XML may hold


def document_bytes(content: Content) -> bytes:
    """Return the document; the same for the same content, with nothing in it about when or by whom it was made."""
    try:
        import docx  # noqa: PLC0415 - an extra
        from docx.shared import Mm, Pt  # noqa: PLC0415 - as above
    except ImportError as error:
        raise OutputError("a brief in .docx needs the package python-docx: pip install 'geo_nk[office]'") from error
    document: Any = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in _A4_MM)
    page.left_margin = page.right_margin = Mm(_MARGIN_MM)
    page.top_margin = page.bottom_margin = Mm(_MARGIN_MM - 3)
    style = document.styles["Normal"]
    style.font.size = Pt(10)
    style.paragraph_format.space_after = Pt(2)
    of_findings, of_figures, of_sources = (_plain(each) for each in content.headings)
    document.add_heading(_plain(content.title), level=1)
    document.add_paragraph(_plain(content.told))
    _add(document.add_paragraph(), (content.map,), Mm)
    document.add_heading(of_findings, level=2)
    for line in content.findings:
        document.add_paragraph(_plain(line), style="List Bullet")
    for note in content.notes:
        document.add_paragraph(_plain(note))
    document.add_heading(of_figures, level=2).paragraph_format.page_break_before = True
    for row in content.rows:
        _add(document.add_paragraph(), row, Mm)
    document.add_heading(of_sources, level=2)
    for source in content.sources:
        name = source.name or ("" if source.url else said("brief.unnamed", content.language))
        count = said("brief.source_events", content.language, n=source.events)
        told = " · ".join(part for part in (_plain(name), _plain(source.url), count) if part)
        document.add_paragraph(told, style="List Number").style.font.size = Pt(9)
    if content.more:
        document.add_paragraph(_plain(content.more))
    _unsigned(document, _plain(content.title))
    stream = io.BytesIO()
    document.save(stream)
    return _undated(stream.getvalue())


def _plain(text: str) -> str:
    r"""Return a text that XML can hold; what no eye sees is made visible.

    Examples
    --------
    >>> _plain("a\ufffeb\u202ec")
    'a\ufffdb[U+202E]c'
    """
    return seen(_NO_CHARACTER.sub("\ufffd", text))


def _add(paragraph: Any, row: tuple[Panel, ...], millimetres: Any) -> None:  # noqa: ANN401 - python-docx has no types
    from matplotlib import pyplot as plt  # noqa: PLC0415 - an extra

    room = (_A4_MM[0] - 2 * _MARGIN_MM - _GAP_MM * (len(row) - 1)) / sum(panel.width_mm for panel in row)
    for panel in row:
        ax = panel.draw(None)
        picture = io.BytesIO(figure_bytes(ax, kind="png", dpi=_DPI))
        plt.close(ax.get_figure(root=True))
        shape = paragraph.add_run().add_picture(picture, width=millimetres(panel.width_mm * min(room, 1.0)))
        shape._inline.docPr.set("descr", _plain(panel.told))  # noqa: SLF001 - python-docx has no other way to describe a picture


def _unsigned(document: Any, title: str) -> None:  # noqa: ANN401 - as above
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = title, "", "", ""


def _undated(data: bytes) -> bytes:
    """Return an archive whose members have no time of their own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as plain:
        for name in made.namelist():
            plain.writestr(zipfile.ZipInfo(name, _EPOCH), made.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
