"""Word documents (.docx): their words in the order of the page, with tables, text boxes and what was inserted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files import read_bytes
from geo_nk._files.archive import refuse_bomb
from geo_nk._files.extras import need
from geo_nk._files.strangers import strangers_file
from geo_nk.reports.formats.draft import REPORT_LIMIT, Draft, joined, unify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["read"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARAGRAPH: Final = f"{_W}p"
_ROW, _CELL, _TABLE = f"{_W}tr", f"{_W}tc", f"{_W}tbl"
_BETWEEN_CELLS: Final = " | "
_TEXT_BOX: Final = f"{_W}txbxContent"
# What was deleted or moved away, what stands for older programs once more, how a word is pronounced, and settings.
_LEFT_OUT: Final = frozenset(
    [
        *(f"{_W}{name}" for name in ("del", "moveFrom", "delText", "rt", "rPr", "sectPr", "instrText", "tblPr")),
        f"{_COMPATIBILITY}Fallback",
    ]
)
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PASSED_BY: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
_BREAK_OF_PAGE: Final = ("page", "column")


def read(path: Path) -> Iterator[Draft]:
    """Yield the report in a document; its properties say who typed it when, which is no publication."""
    docx = need("docx", extra="office", path=path)
    data = io.BytesIO(read_bytes(path, limit=REPORT_LIMIT))
    refuse_bomb(path, what="a Word document")
    with strangers_file(str(path), "a Word document", path=path):
        body = docx.Document(data).element.body
        text = joined(_paragraphs(body))
        passed_by = _passed_by(body)
    yield Draft(unify(text), str(path), passed_by=passed_by)


def _paragraphs(body: Any) -> Iterator[str]:  # noqa: ANN401 - lxml publishes no types
    """Yield the paragraphs below an element, and a row of a table as one, since its cells tell of the same.

    What stands in a text box comes behind the paragraph that it hangs on.
    """
    words: list[list[str]] = [[]]  # of the paragraph that is read, behind those in which it hangs in a text box
    waiting: list[str] = []  # paragraphs that come behind the one they hang on
    cells: list[str] | None = None
    for element, done in _walk(body):
        if not done:
            if element.tag == _TEXT_BOX:
                words.append([])
            elif element.tag == _ROW and _is_record(element):
                cells = []
            words[-1].append(_sign(element))
        elif element.tag == _TEXT_BOX:
            waiting.append("".join(words.pop()))
        elif element.tag == _PARAGRAPH and not _goes_on(element):
            finished, words[-1] = "".join(words[-1]), []
            if len(words) > 1:
                waiting.append(finished)
            elif cells is not None:
                cells.append(finished.strip())
            else:
                yield from (finished, *waiting)
                waiting = []
        elif element.tag == _ROW and cells is not None:
            yield from (_BETWEEN_CELLS.join(filter(None, cells)), *waiting)
            cells, waiting = None, []
    yield from ("".join(words[0]), *waiting)


def _walk(body: Any) -> Iterator[tuple[Any, bool]]:  # noqa: ANN401 - as above
    """Yield each element where it begins and, with True, where it ends.

    Without recursion: a stranger's document may nest more deeply than Python does.
    """
    todo: list[tuple[Any, bool]] = [(body, False)]
    while todo:
        element, done = todo.pop()
        if done or element.tag not in _LEFT_OUT:
            yield element, done
            if not done:
                todo.append((element, True))
                todo.extend((child, False) for child in reversed(element))


def _is_record(row: Any) -> bool:  # noqa: ANN401 - as above
    """Whether each cell of a row holds a paragraph and no more; in others a page was laid out, or stands a table."""
    if next(row.iter(_TABLE), None) is not None or next(row.iterancestors(_ROW, _TEXT_BOX), None) is not None:
        return False
    return all(sum(1 for _ in cell.iterchildren(_PARAGRAPH)) <= 1 for cell in row.iter(_CELL))


def _sign(element: Any) -> str:  # noqa: ANN401 - as above
    """Return what an element itself puts into the text."""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.get(f"{_W}type") in _BREAK_OF_PAGE or element.getparent().tag == f"{_W}tabs":
        return ""
    return _SIGNS.get(element.tag, "")


def _goes_on(paragraph: Any) -> bool:  # noqa: ANN401 - as above
    """Whether the end of a paragraph was deleted, so that the next one goes on with it."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _passed_by(body: Any) -> str:  # noqa: ANN401 - as above
    """Say how many notes and comments the words refer to, which are none of them."""
    counts = ((name, sum(1 for _ in body.iter(f"{_W}{tag}"))) for tag, name in _PASSED_BY.items())
    return ", ".join(f"{count} {name}" if count == 1 else f"{count} {name}s" for name, count in counts if count)
