"""The conventions are a file that a person can read and change; who changes a word has another version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo_nk import Report, load_categories
from geo_nk.data import file
from geo_nk.errors import ReadError
from geo_nk.extract.llm import load_conventions
from geo_nk.extract.llm.question import questions_of
from geo_nk.extract.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = file("llm/conventions.md").read_text(encoding="utf-8")


def test_the_shipped_conventions_have_a_row_for_each_category() -> None:
    assert all(f"| {code} |" in SHIPPED for code in load_categories())


def test_the_task_holds_the_conventions(tmp_path: Path) -> None:
    own = tmp_path / "own.md"
    own.write_text(SHIPPED.replace("made up", "invented").replace("version: 1", "version: mine-2"), encoding="utf-8")
    found = load_conventions(own)
    assert "Every example is invented." in found.text
    assert found.version.startswith("mine-2.")
    assert found.version.partition(".")[2] != load_conventions().version.partition(".")[2]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_how_an_editor_ends_lines_makes_no_other_version(tmp_path: Path, line_end: str) -> None:
    own = tmp_path / "own.md"
    own.write_bytes(SHIPPED.replace("version: 1", "version:  1 ").replace("\n", line_end).encode())
    assert load_conventions(own) == load_conventions()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: 1", "", r"own\.md: names no version; give it a line such as version: mine-1"),
        ("| defection |", "| flight |", r"the table of categories has no row for defection"),
        ("| other |", "| other | x |\n| flight |", r"has a row for what is no category, flight"),
        ("version: 1", "version: 1\n" + "x" * 50_000, r"has 5\d,\d{3} characters; 40,000 leave room"),
    ],
)
def test_conventions_that_cannot_be_used_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    own = tmp_path / "own.md"
    own.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        load_conventions(own)


def test_a_report_of_400_words_and_all_that_is_told_of_it_is_short() -> None:
    words = "On May 3 agents of the city arrested two traders in Hyesan for taking copper over the river to Changbai. "
    report = Report("r", words * 20)
    (question,) = questions_of(Reader().analyse(report), load_conventions(), model="m", seed=0, most_tokens=1)
    assert sum(len(message["content"]) for message in question.body["messages"]) < 16_000  # some 4,000 tokens
