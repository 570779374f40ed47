"""Reports: text as it was read, with who published it when, and its sentences."""

from __future__ import annotations

from geo_nk.reports.read import REPORT_ENDINGS, read_reports
from geo_nk.reports.report import SOURCE_KINDS, Notice, Refusal, Report
from geo_nk.reports.text import Sentence, sentences

__all__ = ["REPORT_ENDINGS", "SOURCE_KINDS", "Notice", "Refusal", "Report", "Sentence", "read_reports", "sentences"]
