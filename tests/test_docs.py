"""The README says what is so."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import geo_nk
from geo_nk.data import read_table
from geo_nk.events import EVENT_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

START, END = "<!-- event-table: generated from geo_nk/events/schema.py; a test compares it -->", "<!-- /event-table -->"


def event_table() -> str:
    """Return the README's table of the event table's columns."""
    lines = ["| column | meaning |", "| --- | --- |"]
    for column in EVENT_COLUMNS:
        values = f": {', '.join(column.values)}" if column.values else ""
        lines.append(f"| `{column.name}` | {column.meaning}{values} |")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def readme(repository: Path) -> str:
    return (repository / "README.md").read_text(encoding="utf-8")


def test_the_event_table_is_the_schema(readme: str) -> None:
    shown = readme.partition(START)[2].partition(END)[0]
    assert shown.strip() == event_table()


def test_every_category_is_named(readme: str) -> None:
    assert all(f"`{row['category']}`" in readme for row in read_table("categories.csv"))


def test_every_command_in_the_readme_exists(readme: str) -> None:
    shown = set(re.findall(r"^geo-nk (\w+)", readme, flags=re.MULTILINE))
    assert shown
    for command in shown:
        done = subprocess.run([sys.executable, "-m", "geo_nk", command, "--help"], capture_output=True, check=False)
        assert done.returncode == 0, command


def test_every_command_is_in_the_readme(readme: str) -> None:
    from geo_nk.cli.app import app  # noqa: PLC0415

    names = {command.name for command in app.registered_commands}
    assert names
    assert all(f"geo-nk {name}" in readme for name in names)


def test_every_public_name_the_readme_calls_exists(readme: str) -> None:
    called = set(re.findall(r"geo_nk\.(\w+)\(", readme))
    assert called
    assert called <= set(geo_nk.__all__)


def test_links_in_the_readme_lead_somewhere(readme: str, repository: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme)
    assert targets
    assert all((repository / target).exists() for target in targets)


@pytest.mark.parametrize("name", sorted(set(geo_nk.__all__) - {"__version__", "errors", "EVENT_COLUMNS"}))
def test_every_public_name_is_documented(name: str) -> None:
    assert (getattr(geo_nk, name).__doc__ or "").strip()
