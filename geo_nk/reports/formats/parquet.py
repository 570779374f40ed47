"""Parquet tables: a report in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo_nk._files.strangers import strangers_file
from geo_nk.reports.formats.rows import drafts_of_rows, require_text
from geo_nk.reports.formats.workbook import cell_text
from geo_nk.reports.header import HEADER_KEYS, known_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo_nk.reports.formats.draft import Draft
    from geo_nk.reports.report import Refusal

__all__ = ["read"]

_ROWS_AT_ONCE: Final = 64
_READ: Final = frozenset({"text", "report_id", "id", *HEADER_KEYS})


def read(path: Path) -> Iterator[Draft | Refusal]:
    """Yield the reports of a Parquet table, a few rows in memory at a time."""
    from pyarrow import parquet  # noqa: PLC0415 - slow to load

    with strangers_file(str(path), "a Parquet table", path=path):
        table = parquet.ParquetFile(path)
        columns = list(table.schema_arrow.names)
    with table:
        require_text(columns, path=path)
        yield from drafts_of_rows(_rows(table, [c for c in columns if known_name(c) in _READ], path=path), path=path)


def _rows(table: Any, columns: list[str], *, path: Path) -> Iterator[tuple[int, dict[str, str]]]:  # noqa: ANN401
    batches = table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns)
    number = 0
    while True:
        with strangers_file(f"{path}: row {number + 1}", "a row of a Parquet table", path=path):
            batch = next(batches, None)
            rows = [] if batch is None else batch.to_pylist()
        if batch is None:
            return
        for row in rows:
            number += 1
            yield number, {name: cell_text(value) for name, value in row.items()}
