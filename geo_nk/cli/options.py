"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Index", "Inputs", "Language", "Threshold", "Titles", "Workers"]


class Language(StrEnum):
    """Of names and words."""

    en = "en"
    ko = "ko"
    zh = "zh"


Index = Annotated[
    Path | None,
    typer.Option("--index", metavar="FILE", help="Know the places of this index, too: see geo-nk gazetteer import."),
]


def _named(text: str) -> Path:
    """Return an input as a path; an empty one, as from an unset variable, would mean the current folder."""
    if not text:
        raise typer.BadParameter("an input is empty; give the name of a file or a folder, or . for the current folder")
    return Path(text)


Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="INPUT...",
        parser=_named,
        help=(
            "Reports: files (.txt; pages .html, .mhtml; mail .eml, .mbox; feeds .rss, .atom; .docx, .pdf), "
            "folders of them, or tables (.csv, .jsonl, .xlsx, .parquet) with a column text."
        ),
        show_default=False,
    ),
]

Threshold = Annotated[
    float,
    typer.Option(
        "--threshold", min=0.0, max=1.0, help="Leave out events of a smaller confidence; at 0 all stay as candidates."
    ),
]

Workers = Annotated[
    int, typer.Option("--workers", min=1, max=256, help="Processes that read reports; the output is the same.")
]

Titles = Annotated[Language, typer.Option("--language", help="Of the titles of events that are read from reports.")]
