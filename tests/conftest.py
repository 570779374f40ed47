"""What all tests share."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geopandas import GeoDataFrame

    from geo_nk.gazetteer import Gazetteer

REPOSITORY = Path(__file__).parents[1]


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


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say loudly, in the closing lines, when what a person sees was not tested."""
    yield
    unseen = [report for report in terminalreporter.stats.get("skipped", []) if "NO BROWSER" in str(report.longrepr)]
    if unseen:
        terminalreporter.section("BROWSER TESTS SKIPPED", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(unseen)} tests drive a browser, and none was found: what a person sees is NOT tested. "
            "Install chromium and run again."
        )
