"""Files, for the whole package: write them whole or not at all, read them with clear words for what is wrong."""

from __future__ import annotations

from geo_nk._files.cells import TABLE_LIMIT, CsvTable, read_csv
from geo_nk._files.columns import CsvColumns, csv_names, nothing, read_csv_columns
from geo_nk._files.decode import ENCODINGS, as_text, clean, decode
from geo_nk._files.folder import require_new_folder, write_folder
from geo_nk._files.formulas import guard, unguard
from geo_nk._files.lines import first_object
from geo_nk._files.read import read_bytes, require_file
from geo_nk._files.write import write_atomic

__all__ = [
    "ENCODINGS",
    "TABLE_LIMIT",
    "CsvColumns",
    "CsvTable",
    "as_text",
    "clean",
    "csv_names",
    "decode",
    "first_object",
    "guard",
    "nothing",
    "read_bytes",
    "read_csv",
    "read_csv_columns",
    "require_file",
    "require_new_folder",
    "unguard",
    "write_atomic",
    "write_folder",
]
