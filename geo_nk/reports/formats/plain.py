"""Text files, with or without a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk._files import decode, read_bytes
from geo_nk.errors import ReadError
from geo_nk.reports.formats.draft import REPORT_LIMIT, Draft, unify
from geo_nk.reports.header import read_header

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["read"]


def read(path: Path) -> Iterator[Draft]:
    """Yield the report in a text file; its header lines stay in the text, so that offsets are those of the file."""
    source = str(path)
    text = unify(decode(read_bytes(path, limit=REPORT_LIMIT), source=source))
    facts, body_start = read_header(text, source=source)
    if body_start and not text[body_start:].strip():
        raise ReadError(f"{path}: has header lines but no text below them", path=path)
    yield Draft(text, source, facts, body_start)
