"""Word documents (.docx): their paragraphs, without tables, notes and pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from geo_nk._files import read_bytes
from geo_nk.reports.formats.archive import refuse_bomb
from geo_nk.reports.formats.draft import REPORT_LIMIT, Draft, joined, strangers_file, unify
from geo_nk.reports.formats.extras import need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["read"]


def read(path: Path) -> Iterator[Draft]:
    """Yield the report in a document; its properties say who typed it when, which is no publication."""
    docx = need("docx", extra="office", path=path)
    data = io.BytesIO(read_bytes(path, limit=REPORT_LIMIT))
    refuse_bomb(path, what="a Word document")
    with strangers_file(str(path), "a Word document", path=path):
        text = joined(paragraph.text for paragraph in docx.Document(data).paragraphs)
    yield Draft(unify(text), str(path))
