"""How fast the gazetteer is, and what a general tool takes for the same; prints a table.

python benchmarks/gazetteer.py
"""

from __future__ import annotations

import copy
import random
import re
import subprocess
import sys
import time
from pydoc_data.topics import topics
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from geo_nk.gazetteer import load_gazetteer
from geo_nk.names.keys import key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo_nk.gazetteer import Gazetteer

MANY, DISTINCT, CHUNK = 100_000, 3_000, 2_000
SPANS = 5  # extraction asks up to five spans at each capitalised word
SHORTEST = 5  # letters of a name that is misspelled


def fresh() -> Gazetteer:
    """Return a gazetteer that remembers no answer, with its tables for fuzzy matching made."""
    made = copy.copy(load_gazetteer())
    made.resolve("Hyesim")
    made.resolve("x y", fuzzy=False)
    made.resolve("Kangwon")
    return made


def each_us(ask: Callable[[str], object], names: Sequence[str]) -> float:
    """Return microseconds for one name."""
    start = time.perf_counter()
    for name in names:
        ask(name)
    return (time.perf_counter() - start) / len(names) * 1e6


def median_us(ask: Callable[[str], object], names: Sequence[str]) -> float:
    """Return microseconds for the name in the middle: most units have a name of their own, some share theirs."""
    return sorted(each_us(ask, [name]) for name in names)[len(names) // 2]


def ready_ms() -> float:
    """Return how long a fresh process takes to have the gazetteer, without starting Python."""
    code = (
        "import time; start = time.perf_counter(); from geo_nk.gazetteer import load_gazetteer; load_gazetteer();"
        "print(time.perf_counter() - start)"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(5)]  # noqa: S603
    return min(float(run.stdout) for run in runs) * 1e3


def misspelled(name: str, rng: random.Random) -> str:
    """Change one letter."""
    at = rng.randrange(1, len(name))
    return name[:at] + rng.choice("aeioumnhks") + name[at + 1 :]


def column(listed: Sequence[str], units: Sequence[str], rng: random.Random) -> list[str]:
    """Return a column of names as a spreadsheet has them: units, any listed name, and typing errors, repeated."""
    latin = [name for name in listed if name.isascii() and len(name) >= SHORTEST]
    pool = [*rng.sample(latin, DISTINCT // 2), *rng.choices(units, k=DISTINCT // 5)]
    pool += [f"{name} County" for name in rng.choices(units, k=DISTINCT // 10)]
    pool += [misspelled(name, rng) for name in rng.choices(units, k=DISTINCT // 5)]
    return rng.choices(pool, k=MANY)


def main() -> None:
    """Measure and print."""
    rng = random.Random(1)  # noqa: S311
    gazetteer = load_gazetteer()
    listed = sorted({name for name, _ in gazetteer.all_names()})
    units = sorted({place.name for place in gazetteer if place.kind in {"province", "city", "county"}})
    english = sorted({word.title() for word in re.findall(r"[A-Za-z]{3,}", " ".join(topics.values()))})
    spans = [" ".join(english[at : at + size]) for at in range(len(english) - SPANS) for size in range(1, SPANS + 1)]
    typed = sorted({misspelled(name, rng) for name in units})
    rows = [("ready in a fresh process", ready_ms(), "ms", 50.0)]
    rows += [
        ("a unit by its own name, median", median_us(fresh().resolve, units), "us", 5.0),
        ("a unit by its own name, mean", each_us(fresh().resolve, units), "us", 100.0),
        ("any listed name", each_us(fresh().resolve, listed), "us", 100.0),
        ("a key", each_us(key.__wrapped__, listed), "us", 20.0),
        ("a name with a typing error", each_us(fresh().resolve, typed), "us", 1000.0),
    ]
    asked = fresh()
    rows += [
        ("an unknown word", each_us(lambda name: asked.resolve(name, fuzzy=False), english), "us", 5.0),
        ("an unknown span of one to five", each_us(lambda name: asked.resolve(name, fuzzy=False), spans), "us", 5.0),
    ]
    names = column(listed, units, rng)
    many = fresh()
    many.locate_many(units[:2])
    start = time.perf_counter()
    many.locate_many(names)
    ours = time.perf_counter() - start
    start = time.perf_counter()
    for at in range(0, MANY, CHUNK):
        process.cdist(names[at : at + CHUNK], listed, scorer=fuzz.ratio, dtype=np.uint8).argmax(axis=1)
    theirs = time.perf_counter() - start
    for label, value, unit, budget in rows:
        print(f"{label:<34}{value:>10.1f} {unit}   budget {budget:g} {unit}")
    print(f"{f'{MANY:,} names, {len(set(names)):,} of them distinct':<34}{ours:>10.2f} s")
    peer = f"rapidfuzz cdist, {len(listed):,} listed names"
    print(f"{peer:<34}{theirs:>10.2f} s    {theirs / ours:.1f} times ours")


if __name__ == "__main__":
    main()
