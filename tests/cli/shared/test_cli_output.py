"""An output that would take an input's place is refused before anything is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from geo_nk.cli.shared.output import check_output
from geo_nk.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".csv", ".geojson")


def _check(output: Path, *inputs: Path | None) -> None:
    check_output(output, endings=ENDINGS, inputs=inputs)


def test_a_new_file_is_fine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police came.")
    _check(tmp_path / "events.csv", tmp_path / "a.txt", tmp_path, None)


def test_an_older_result_in_the_folder_of_reports_is_fine(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("category\n")
    _check(tmp_path / "events.csv", tmp_path)


def test_an_input_is_not_overwritten(tmp_path: Path) -> None:
    table = tmp_path / "r.csv"
    table.write_text("text\n")
    with pytest.raises(OutputError, match=r"r\.csv: is read as an input and would be overwritten; choose another"):
        _check(table, tmp_path / "none.txt", table)


def test_an_input_is_known_by_another_name(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("text\n")
    (tmp_path / "link.csv").symlink_to("r.csv")
    os.link(tmp_path / "r.csv", tmp_path / "hard.csv")
    for name in ("link.csv", "hard.csv"):
        with pytest.raises(OutputError, match="would be overwritten"):
            _check(tmp_path / name, tmp_path / "r.csv")


def test_a_link_to_a_report_of_an_input_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    (tmp_path / "art" / "a.txt").write_text("Police came.")
    (tmp_path / "link.csv").symlink_to("art/a.txt")
    with pytest.raises(OutputError, match="would be overwritten"):
        _check(tmp_path / "link.csv", tmp_path / "art")


def test_a_manifest_is_never_an_output(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"manifest\.csv says what is known of the reports in its folder"):
        _check(tmp_path / "manifest.csv", tmp_path)


def test_names_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot be written .*; choose another name"):
        _check(tmp_path / ("a" * 300 + ".csv"))
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(OutputError, match="is no ordinary file but a pipe"):
        _check(tmp_path / "pipe.csv")
