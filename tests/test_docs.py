"""The README and the pages of docs/ say what is so."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

import geo_nk
from geo_nk.data import read_table
from geo_nk.events import EVENT_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

START, END = "<!-- event-table: generated from geo_nk/events/schema.py; a test compares it -->", "<!-- /event-table -->"


def event_table() -> str:
    """Return the table of the event table's columns, as docs/events.md has it."""
    lines = ["| column | meaning |", "| --- | --- |"]
    for column in EVENT_COLUMNS:
        values = f": {', '.join(column.values)}" if column.values else ""
        lines.append(f"| `{column.name}` | {column.meaning}{values} |")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def pages(repository: Path) -> dict[Path, str]:
    paths = [repository / "README.md", *sorted((repository / "docs").glob("*.md"))]
    return {path: path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module")
def readme(pages: dict[Path, str], repository: Path) -> str:
    return pages[repository / "README.md"]


@pytest.fixture(scope="module")
def event_page(pages: dict[Path, str], repository: Path) -> str:
    return pages[repository / "docs" / "events.md"]


def test_the_event_table_is_the_schema(event_page: str) -> None:
    shown = event_page.partition(START)[2].partition(END)[0]
    assert shown.strip() == event_table()


def test_every_category_is_named(event_page: str) -> None:
    assert all(f"`{row['category']}`" in event_page for row in read_table("categories.csv"))


def test_the_readme_leads_to_every_page(pages: dict[Path, str], readme: str, repository: Path) -> None:
    docs = repository / "docs"
    assert [path.name for path in pages if path.parent == docs and f"(docs/{path.name})" not in readme] == []


def test_the_readme_names_every_extra(readme: str, repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [extra for extra in project["optional-dependencies"] if extra not in readme] == []


def test_every_dependency_is_weighed(pages: dict[Path, str], repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    weighed = set(re.findall(r"^\| ([\w-]+) \| `", pages[repository / "docs" / "weight.md"], flags=re.MULTILINE))
    assert {re.split(r"[^\w-]", text)[0] for text in project["dependencies"]} <= weighed


def test_the_citation_is_of_this_version(repository: Path) -> None:
    citation = (repository / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {geo_nk.__version__}\n" in citation


def test_every_command_that_is_shown_exists(pages: dict[Path, str]) -> None:
    shown = {name for text in pages.values() for name in re.findall(r"^geo-nk (\w+)", text, flags=re.MULTILINE)}
    assert shown
    for command in shown:
        done = subprocess.run([sys.executable, "-m", "geo_nk", command, "--help"], capture_output=True, check=False)
        assert done.returncode == 0, command


def test_every_command_is_in_the_readme(readme: str) -> None:
    from geo_nk.cli.app import app  # noqa: PLC0415

    names = {command.name for command in app.registered_commands}
    assert names
    assert all(f"geo-nk {name}" in readme for name in names)


def test_every_public_name_that_is_called_exists(pages: dict[Path, str]) -> None:
    called = {name for text in pages.values() for name in re.findall(r"geo_nk\.(\w+)\(", text)}
    assert called
    assert called <= set(geo_nk.__all__)


def test_the_glossary_names_what_exists(pages: dict[Path, str], repository: Path) -> None:
    lines = pages[repository / "docs" / "glossary.md"].splitlines()
    cells = [line.split(" | ") for line in lines if line.startswith("| ") and "`" in line]
    columns = {column.name for column in EVENT_COLUMNS}
    assert cells
    for _, _, code, shown in cells:
        names = re.findall(r"`([^`]+)`", code)
        assert names
        for name in names:
            assert pkgutil.resolve_name(name) is not None
        assert set(re.findall(r"`([^`]+)`", shown)) <= columns


def test_the_page_on_releases_says_what_the_tables_say(pages: dict[Path, str], repository: Path) -> None:
    page = pages[repository / "docs" / "release.md"]
    words = {"1": "one report", "3": "three reports, or coarser"}
    cells = {cell.strip() for line in page.splitlines() if line.startswith("| ") for cell in line.split("|")}
    for row in read_table("release_levels.csv"):
        if row["level"] != "internal" and row["source"] == "closed":
            delay = f"{row['delay_days']} days after the {row['date']}"
            assert {row["place"], row["date"], delay, words[row["min_count"]]} <= cells


def test_links_lead_somewhere(pages: dict[Path, str]) -> None:
    targets = [
        path.parent / target
        for path, text in pages.items()
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    ]
    assert targets
    assert all(target.exists() for target in targets)


@pytest.mark.parametrize("name", sorted(set(geo_nk.__all__) - {"__version__", "errors", "EVENT_COLUMNS"}))
def test_every_public_name_is_documented(name: str) -> None:
    assert (getattr(geo_nk, name).__doc__ or "").strip()
