"""What all tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geopandas import GeoDataFrame

    from geo_nk.gazetteer import Gazetteer

REPOSITORY = Path(__file__).parents[1]

# A busy machine must not fail a test; what has to be quick is measured in processor time.
settings.register_profile("any_machine", deadline=None, max_examples=40)
settings.load_profile("any_machine")


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the project."""
    return REPOSITORY


@pytest.fixture(scope="session")
def inputs() -> Path:
    """Return the folder of small made-up inputs."""
    return REPOSITORY / "tests" / "data"


@pytest.fixture(scope="session")
def example_reports() -> Path:
    """Return the folder of the bundled made-up reports."""
    return Path(str(files("geo_nk.data"))) / "examples" / "reports"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Return the shipped gazetteer."""
    from geo_nk.gazetteer import load_gazetteer  # noqa: PLC0415

    return load_gazetteer()


@pytest.fixture(scope="session")
def example_events(example_reports: Path) -> GeoDataFrame:
    """Return the events of the bundled made-up reports; copy before changing."""
    from geo_nk import extract_events  # noqa: PLC0415

    return extract_events(example_reports)


@pytest.fixture(scope="session")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site of docs/, built without a warning."""
    pytest.importorskip("mkdocs", reason="the site is built by what the group docs brings")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}  # an advertisement of another version
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=repository, env=quiet)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


#: What a reason for skipping begins with, and what the run's closing lines then say.
LOUD = {
    "NO BROWSER": ("BROWSER TESTS", "drive a browser, and none was found: what a person sees is NOT tested"),
    "NO FIREFOX": ("FIREFOX TESTS", "drive Firefox, and it was not found: the page was NOT opened in it"),
    "NO POSTGIS": ("POSTGIS TESTS", "need PostgreSQL with PostGIS, and it was not found: no database was asked"),
    "NO NODE": ("JAVASCRIPT TESTS", "need node, and it was not found: the page's modules are NOT tested by themselves"),
}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say loudly, in the closing lines, what was not tested for want of a tool."""
    yield
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for mark, (what, why) in LOUD.items():
        count = sum(mark in reason for reason in skipped)
        if count:
            terminalreporter.section(f"{what} SKIPPED", sep="!", red=True, bold=True)
            terminalreporter.line(f"{count} tests {why}. Install it and run again.")
