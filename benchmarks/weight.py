"""What geo_nk weighs: each dependency on the disk, and what an import takes beside what it cannot do without.

python benchmarks/weight.py             a table of the dependencies, in MB of files: each is installed by itself into an
                                        empty folder, and all without it into another (with uv two minutes)
python benchmarks/weight.py --imports   seconds from the start of Python, the best of many, with the peer of each
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
RUNS = 25
#: What is imported, and its bare needs: what it must load whatever we do.
IMPORTS = {
    "import geo_nk": "import importlib, typing",
    "import geo_nk; geo_nk.read_events": "import geopandas",
    "import geo_nk; geo_nk.event_map": "import geopandas, folium",
}


def installed(requirements: Sequence[str]) -> dict[str, float]:
    """Return what each package takes on the disk, in MB, after an installation of its own into an empty folder."""
    installer = ["uv", "pip"] if shutil.which("uv") else [sys.executable, "-m", "pip"]
    quiet = ["--quiet", "--no-compile-bytecode"] if installer[0] == "uv" else ["--quiet", "--no-compile"]
    with tempfile.TemporaryDirectory() as folder:
        python = ["--python", sys.executable]
        subprocess.run([*installer, "install", *quiet, *python, "--target", folder, *requirements], check=True)  # noqa: S603
        found = list(distributions(path=[folder]))
        return {
            canonicalize_name(each.name): sum(_size(Path(str(file.locate()))) for file in each.files or ()) / 1e6
            for each in found
        }


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def print_weights() -> None:
    """Print the table that docs/weight.md holds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    base = project["dependencies"]
    whole = installed(base)
    print("| dependency | for | MB | with what it needs | MB that go if it goes |\n| --- | --- | ---: | ---: | ---: |")
    for extra, texts in {"geo_nk": [], **project["optional-dependencies"]}.items():
        asked = texts or base
        everything = whole if extra == "geo_nk" else installed([*base, *texts])
        for text in asked:
            name = canonicalize_name(Requirement(text).name)
            alone = installed([text])
            without = installed([*(base if extra != "geo_nk" else ()), *(each for each in asked if each != text)])
            goes = sum(everything.values()) - sum(without.values())
            print(f"| {name} | `{extra}` | {alone[name]:.1f} | {sum(alone.values()):.1f} | {goes:.1f} |", flush=True)
    print(f"\n{len(whole)} packages without extras: {sum(whole.values()):.0f} MB.")


def seconds(statement: str) -> float:
    """Return what a statement takes in a Python of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, cwd=ROOT)  # noqa: S603 - our own statements
    return time.perf_counter() - start


def print_imports() -> None:
    """Print what imports take, each beside its peer, run by turns so that both meet the same machine."""
    print("| import | seconds | its bare needs | seconds | times |\n| --- | ---: | --- | ---: | ---: |")
    for ours, peer in IMPORTS.items():
        pairs = [(seconds(ours), seconds(peer)) for _ in range(RUNS)]
        our_best, peer_best = (min(side) for side in zip(*pairs, strict=True))
        print(f"| `{ours}` | {our_best:.3f} | `{peer}` | {peer_best:.3f} | {our_best / peer_best:.2f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--imports", action="store_true", help="what imports take, in place of the weights")
    (print_imports if parser.parse_args().imports else print_weights)()
