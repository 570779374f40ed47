"""A folder is written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geo_nk._files import write_folder
from geo_nk.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_files_are_there(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "out", {"a.txt": b"one", "b.bin": bytes(9)})
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"a.txt": b"one", "b.bin": bytes(9)}
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_that_exists_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(OutputError, match="out: exists, and is not replaced; give a new name, or move it away first"):
        write_folder(tmp_path / "out", {"a.txt": b"one"})
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_needs_one_to_lie_in(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"the folder .*no does not exist; make it first"):
        write_folder(tmp_path / "no" / "out", {})


def test_nothing_is_left_where_a_file_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_folder(tmp_path / "out", {"a.txt": b"one", "no/b.txt": b"two"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no locks of folders")
def test_what_a_killed_process_left_is_removed_and_what_another_writes_is_not(tmp_path: Path) -> None:
    code = (
        "import sys, os, time; from pathlib import Path; import geo_nk._files.folder as f\n"
        "f._flush = lambda _: (print('written', flush=True), sys.stdin.readline())\n"
        "f.write_folder(Path(sys.argv[1]), {'a.txt': b'secret'})"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "out")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writing:
        assert writing.stdout is not None
        writing.stdout.readline()
        write_folder(tmp_path / "out", {})
        assert len([path for path in tmp_path.iterdir() if path.suffix == ".part"]) == 1
        writing.kill()
    (tmp_path / "out").rmdir()
    write_folder(tmp_path / "out", {})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
