"""Files, for the whole package: write them whole or not at all, read them with clear words for what is wrong."""

from __future__ import annotations

from geo_nk._files.cells import CsvTable, read_csv
from geo_nk._files.decode import ENCODINGS, clean, decode, read_bytes
from geo_nk._files.write import write_atomic

__all__ = ["ENCODINGS", "CsvTable", "clean", "decode", "read_bytes", "read_csv", "write_atomic"]
