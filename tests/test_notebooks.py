"""Each notebook runs from top to bottom, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest
from nbclient import NotebookClient

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = """
import socket
def refuse(*_, **__):
    raise OSError("a notebook opened a connection")
socket.socket.connect = socket.create_connection = refuse
"""


def run(path: Path, folder: Path) -> list[dict[str, str]]:
    """Run a notebook in a folder without a network; return what it showed, by media type."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(BLOCK))
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return [out["data"] for cell in notebook.cells for out in cell.get("outputs", []) if "data" in out]


@pytest.mark.slow
@pytest.mark.enable_socket  # the kernel is spoken to over the loopback; inside it, connections are refused
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_first_notebook_runs(repository: Path, tmp_path: Path) -> None:
    shown = run(repository / "notebooks" / "01_report_to_map.ipynb", tmp_path)
    assert (tmp_path / "geo_nk_demo" / "map.html").stat().st_size > 0
    assert any("iframe" in data.get("text/html", "") for data in shown)


@pytest.mark.slow
@pytest.mark.enable_socket  # as above
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_second_notebook_runs(repository: Path, tmp_path: Path) -> None:
    shown = run(repository / "notebooks" / "02_explore_and_print.ipynb", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {
        "strip.pdf",
        "map.pdf",
        "map_ko.svg",
        "public.pdf",
        "public.html",
    }
    assert sum("image/png" in data for data in shown) == 4


def test_notebooks_are_kept_without_outputs(repository: Path) -> None:
    for path in (repository / "notebooks").glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        assert not any(cell.get("outputs") for cell in cells), path.name
