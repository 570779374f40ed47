"""What geo_nk weighs: each dependency on the disk, and what an import takes beside what it cannot do without.

python benchmarks/weight.py             a table of the dependencies, in MB of files
python benchmarks/weight.py --imports   seconds from the start of Python, the best of many, with the peer of each
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
RUNS = 25
#: What is imported, and its bare needs: what it must load whatever we do.
IMPORTS = {
    "import geo_nk": "import importlib, typing",
    "import geo_nk; geo_nk.read_events": "import geopandas",
    "import geo_nk; geo_nk.event_map": "import geopandas, folium",
}


def megabytes(names: set[str]) -> float:
    """Return what the files of some packages take on the disk."""
    return sum(file.size or 0 for name in names for file in distribution(name).files or ()) / 1e6


def needed(name: str, seen: set[str]) -> set[str]:
    """Return a package with all that it needs here, as far as that is installed."""
    name = canonicalize_name(name)
    try:
        requirements = [Requirement(text) for text in distribution(name).requires or ()]
    except PackageNotFoundError:
        return seen
    if name not in seen:
        seen.add(name)
        for each in requirements:
            if each.marker is None or each.marker.evaluate({"extra": ""}):
                needed(each.name, seen)
    return seen


def print_weights() -> None:
    """Print the table that docs/weight.md holds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = {"geo_nk": project["dependencies"], **project["optional-dependencies"]}
    base: set[str] = set().union(*(needed(Requirement(text).name, set()) for text in own["geo_nk"]))
    print("| dependency | for | MB | with what it needs | MB that go if it goes |\n| --- | --- | ---: | ---: | ---: |")
    for extra, texts in own.items():
        trees = {Requirement(text).name: needed(Requirement(text).name, set()) for text in texts}
        for name, tree in trees.items():
            others = set().union(*(t for n, t in trees.items() if n != name), base if extra != "geo_nk" else set())
            if not tree:
                print(f"| {name} | `{extra}` | not installed here | | |")
                continue
            parts = {canonicalize_name(name)}, tree, tree - others
            print(f"| {name} | `{extra}` | {' | '.join(f'{megabytes(part):.1f}' for part in parts)} |")
    print(f"\n{len(base)} packages without extras: {megabytes(base):.0f} MB.")


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
