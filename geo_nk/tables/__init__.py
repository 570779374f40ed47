"""Any table in: a spreadsheet, a file of another program or a table in memory becomes an event table."""

from __future__ import annotations

from geo_nk.tables.read import Reject, guess_columns, read_table

__all__ = ["Reject", "guess_columns", "read_table"]
