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


@pytest.mark.slow
@pytest.mark.enable_socket  # the kernel is spoken to over the loopback; inside it, connections are refused
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_first_notebook_runs(repository: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(repository / "notebooks" / "01_report_to_map.ipynb", as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(BLOCK))
    folder = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=folder).execute()
    assert (tmp_path / "geo_nk_demo" / "map.html").stat().st_size > 0
    shown = [out for cell in notebook.cells for out in cell.get("outputs", []) if "text/html" in out.get("data", {})]
    assert any("iframe" in out["data"]["text/html"] for out in shown)


def test_notebooks_are_kept_without_outputs(repository: Path) -> None:
    for path in (repository / "notebooks").glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        assert not any(cell.get("outputs") for cell in cells), path.name
