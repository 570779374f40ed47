"""PDF files: the text of their pages, where they hold text and not a picture of it."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Final

from geo_nk._files import read_bytes
from geo_nk._files.extras import need
from geo_nk._files.strangers import strangers_file
from geo_nk.errors import ReadError
from geo_nk.reports.formats.draft import REPORT_LIMIT, Draft, joined, unify
from geo_nk.reports.formats.pdf_lines import lines_of, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["read"]

_MOST_PAGES: Final = 300


def read(path: Path) -> Iterator[Draft]:
    """Yield the report in a PDF; its properties say who made the file when, which is no publication."""
    pypdf = need("pypdf", extra="office", path=path)
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it tells the terminal of every flaw that it mends
    data = read_bytes(path, limit=REPORT_LIMIT)
    with strangers_file(str(path), "a PDF", path=path):
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        if len(pages) > _MOST_PAGES:
            raise ReadError(f"{path}: has {len(pages):,} pages, more than is read; save the article alone", path=path)
        lines = [line for number, page in enumerate(pages) for line in lines_of(page, number)]
        text = joined(paragraphs_of(lines))
    if not text:
        message = f"{path}: holds pictures of pages and no text; save the report as text (.txt)"
        raise ReadError(message, path=path)
    yield Draft(unify(text), str(path))
