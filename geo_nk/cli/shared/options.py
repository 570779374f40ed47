"""Arguments and options that several commands share."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from geo_nk.reports.report import SOURCE_KINDS

__all__ = [
    "Columns",
    "DayFirst",
    "Font",
    "ForOthers",
    "ForWhom",
    "Form",
    "Index",
    "Inputs",
    "Kind",
    "Language",
    "Level",
    "Limit",
    "OutsideLevel",
    "Printed",
    "Reports",
    "Scheduler",
    "SourceKind",
    "Threshold",
    "Titles",
    "Words",
    "Workers",
    "day_of",
    "named_path",
    "split_columns",
]


class Language(StrEnum):
    """Of names and words."""

    en = "en"
    ko = "ko"
    zh = "zh"


class Level(StrEnum):
    """For whom something is made."""

    internal = "internal"
    partner = "partner"
    public = "public"


class OutsideLevel(StrEnum):
    """For which others something is made."""

    partner = "partner"
    public = "public"


class Form(StrEnum):
    """How an answer is printed."""

    text = "text"
    json = "json"


Index = Annotated[
    Path | None,
    typer.Option("--index", metavar="FILE", help="Know the places of this index, too: see geo-nk gazetteer import."),
]


def named_path(text: str) -> Path:
    """Return what is named as a path; an empty name, as from an unset variable, would mean the current folder."""
    if not text:
        raise typer.BadParameter("an input is empty; give the name of a file or a folder, or . for the current folder")
    return Path(text)


Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="INPUT...",
        parser=named_path,
        help=(
            "Reports: files (.txt; pages .html, .mhtml; mail .eml, .mbox; feeds .rss, .atom; .docx, .pdf), "
            "folders of them, or tables (.csv, .jsonl, .xlsx, .parquet) with a column text. Or any table of events: "
            "those and .geojson, .gpkg, .fgb, .kml, .kmz."
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

Kind = StrEnum("Kind", {kind: kind for kind in SOURCE_KINDS})  # type: ignore[misc] # made of the schema's values

SourceKind = Annotated[
    Kind | None,
    typer.Option("--source-kind", help="What the reports are that do not say; who is not said to publish is unknown."),
]

DayFirst = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="How to read 3/4/2024 in a table, where its dates do not tell."),
]

Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="MEANING=NAME,...",
        help="What the columns of a table mean, where their names do not tell: place=Town,date=When.",
    ),
]


def day_of(text: str | None) -> dt.date | None:
    """Return the day that an option ``--at`` names."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as YYYY-MM-DD", param_hint="--at") from None


def split_columns(text: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what columns mean, and names that stand alone, out of a list with commas.

    Examples
    --------
    >>> split_columns("place=Town,date=When"), split_columns("date_start,goods")
    (({'place': 'Town', 'date': 'When'}, ()), ({}, ('date_start', 'goods')))
    """
    parts = [part.strip() for part in (text or "").split(",") if part.strip()]
    pairs = [part.partition("=") for part in parts if "=" in part]
    return {meaning.strip(): name.strip() for meaning, _, name in pairs}, tuple(p for p in parts if "=" not in p)


Workers = Annotated[
    int, typer.Option("--workers", min=1, max=256, help="Processes that read reports; the output is the same.")
]

Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Read on the Dask cluster that exists there, such as tcp://10.0.0.1:8786, into a folder of parts "
        "(-o events); without it, -o of a folder starts --workers processes on this machine.",
    ),
]

Limit = Annotated[
    float,
    typer.Option(
        "--limit",
        min=0.1,
        metavar="SECONDS",
        help="For -o of a folder: how long one report may take before it is set aside.",
    ),
]

Words = Annotated[Language, typer.Option("--language", help="Of names and words.")]

Titles = Annotated[Language, typer.Option("--language", help="Of the titles of events that are read from reports.")]

_FOR_WHOM: Final = typer.Option("--level", help="For whom: what rests on unpublished sources is coarsened or left out.")

ForWhom = Annotated[Level, _FOR_WHOM]

ForOthers = Annotated[OutsideLevel, _FOR_WHOM]

Printed = Annotated[Form, typer.Option("--format", help="Lines for people, or one JSON object.")]

Font = Annotated[Path | None, typer.Option("--font", help="A font file to use before all others.")]

Reports = Annotated[
    list[Path] | None,
    typer.Option(
        "--reports",
        metavar="INPUT",
        help="The reports that were read, with or without events; where there was none, there is no data. May be given "
        "again.",
    ),
]
