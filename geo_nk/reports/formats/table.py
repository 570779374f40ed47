"""CSV tables: a report in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk._files import read_csv
from geo_nk.reports.formats.rows import drafts_of_rows, require_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo_nk.reports.formats.draft import Draft
    from geo_nk.reports.report import Refusal

__all__ = ["read"]


def read(path: Path) -> Iterator[Draft | Refusal]:
    """Yield the reports of a CSV table."""
    table = read_csv(path)
    require_text(table.columns, path=path)
    yield from drafts_of_rows(table.rows(), path=path)
