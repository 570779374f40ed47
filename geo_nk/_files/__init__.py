"""Files, for the whole package: write them whole or not at all, read them with clear words for what is wrong.

What reads tables column by column needs numpy, which not everybody does: `geo_nk._files.columns` is imported by itself.
"""

from __future__ import annotations

from geo_nk._files.cells import TABLE_LIMIT, CsvTable, read_csv
from geo_nk._files.decode import ENCODINGS, as_text, clean, decode
from geo_nk._files.folder import require_new_folder, write_folder
from geo_nk._files.formulas import guard, unguard
from geo_nk._files.lines import first_object
from geo_nk._files.read import read_bytes, require_file
from geo_nk._files.write import write_atomic

__all__ = [
    "ENCODINGS",
    "TABLE_LIMIT",
    "CsvTable",
    "as_text",
    "clean",
    "decode",
    "first_object",
    "guard",
    "read_bytes",
    "read_csv",
    "require_file",
    "require_new_folder",
    "unguard",
    "write_atomic",
    "write_folder",
]
