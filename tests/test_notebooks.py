"""Each notebook runs from top to bottom, offline, and prints the answer to its question."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
BLOCK = """
import socket
def refuse(*_, **__):
    raise OSError("a notebook opened a connection")
socket.socket.connect = socket.create_connection = refuse
"""
#: What each must answer; a figure is read where it may not change without being wrong.
ANSWERS = {
    "01_reports_to_a_map": r"Answer: [1-9]\d* events in Hyesan, told by 1 report\(s\):\n- \d\d August 2023 to ",
    "02_along_the_border": r"Answer: most events, [1-9]\d* of \d+, lie at \d+ to \d+ km[^\n]*\n[^\n]*Yalu(.|\n)*"
    r"Answer: (they moved|these events do not show that anything moved)",
    "03_your_spreadsheet": r"Answer: yes, 4 of 6 rows are on the map; 1 without a place .*, 1 that cannot",
    "04_review_and_correct": r"Answer: of \d+ candidates [1-9] were rejected, 5 confirmed;(.|\n)*"
    r"Still decided: (\d+) of \2",
    "05_publish_safely": r"Answer: 4 of 4 events may be seen \(0 held back\); of 6 secrets 0 are left",
    "06_measure_on_your_reports": r"Answer: [1-9] of \d+ rows that were found are right; .*, \d+% to \d+%",
    "07_before_and_after": r"Answer: -\d+% events a month after .*, between -\d+% and -\d+% \(95 %\); more",
    "08_a_million_events": r"Answer: 2,000 events counted in [^\n]*; both agree: True",
}
FIGURES = {"02_along_the_border": 2, "06_measure_on_your_reports": 1, "07_before_and_after": 1}
MAPS = ("01_reports_to_a_map", "03_your_spreadsheet", "04_review_and_correct", "05_publish_safely")
NEEDS = {"08_a_million_events": ("duckdb", "lonboard", "polars")}


class Run(NamedTuple):
    """What a notebook printed and showed."""

    printed: str
    shown: list[dict[str, str]]


def run(name: str, folder: Path) -> Run:
    """Run a notebook in a folder without a network, with few events where it asks how many."""
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = "EVENTS = 2_000"
    notebook.cells.insert(0, nbformat.v4.new_code_cell(BLOCK))
    place = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=place).execute()
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", ())]
    printed = "".join(out["text"] for out in outputs if out.output_type == "stream" and out.name == "stdout")
    return Run(printed, [out["data"] for out in outputs if "data" in out])


@pytest.mark.slow
@pytest.mark.enable_socket  # the kernel is spoken to over the loopback; inside it, connections are refused
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", ANSWERS)
def test_a_notebook_answers_its_question(name: str, tmp_path: Path) -> None:
    for package in NEEDS.get(name, ()):
        pytest.importorskip(package)
    printed, shown = run(name, tmp_path)
    assert re.search(ANSWERS[name], printed), printed
    assert sum("image/png" in data for data in shown) == FIGURES.get(name, 0)
    assert any("<iframe" in data.get("text/html", "") for data in shown) == (name in MAPS)


def test_every_notebook_has_an_answer() -> None:
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(ANSWERS)


def test_every_notebook_asks_a_question_first() -> None:
    titles = {path.stem: nbformat.read(path, as_version=4).cells[0].source.splitlines()[0] for path in _notebooks()}
    assert [name for name, title in titles.items() if not re.fullmatch(r"# .+\?", title)] == []


def test_notebooks_are_kept_without_outputs() -> None:
    for path in _notebooks():
        cells = nbformat.read(path, as_version=4).cells
        assert not any(cell.get("outputs") for cell in cells), path.name


def _notebooks() -> list[Path]:
    return sorted(FOLDER.glob("*.ipynb"))
