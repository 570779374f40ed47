"""The kinds of file that reports come in: one module each, and the table that says which ending is whose."""

from __future__ import annotations

from geo_nk.reports.formats.draft import Draft
from geo_nk.reports.formats.listed import FORMATS, UNREAD, Format, format_of

__all__ = ["FORMATS", "UNREAD", "Draft", "Format", "format_of"]
