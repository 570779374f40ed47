"""The page's JavaScript by its own means: node's test runner over ``*.test.mjs``, one pytest for each file.

Its types are checked by ``make lint``, see ``check.sh``.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.test.mjs"))


@pytest.fixture(scope="session")
def node() -> str:
    path = shutil.which("node")
    if path is None:
        pytest.skip("NO NODE: the page's JavaScript is not tested by itself; install node 18 or newer")
    return path


@pytest.fixture(scope="session")
def options(node: str) -> list[str]:
    """Return what an older node must be told: that the page's files are modules."""
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return ["--experimental-default-type=module"] if version.startswith(("v18.", "v19.")) else []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_javascript(node: str, options: list[str], file: Path) -> None:
    run = subprocess.run([node, *options, "--test", file], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
