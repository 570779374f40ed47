"""The fuzzer starts, and some hundred texts go through; a long run is a thing of its own, see fuzz_extract.py."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HARNESS = Path(__file__).with_name("fuzz_extract.py")


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed: pip install atheris")
def test_the_fuzzer_runs(tmp_path: Path) -> None:
    command = [sys.executable, str(HARNESS), "-runs=150", "-seed=1", "-len_control=0", "-max_len=300"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Done 150 runs" in done.stderr
