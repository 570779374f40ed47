"""A writer of each format is killed again and again; the file must be the old one or the new one, to the byte.

    python tests/events/formats/kill_writers.py FOLDER ROUNDS [ENDING ...]

Prints, for each ending, how many rounds there were and how many writes were finished before the process was killed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geo_nk.events import events_frame, write_events
from geo_nk.events.files import EXPORTS, FORMATS

if TYPE_CHECKING:
    import geopandas as gpd

LONGEST = 2.0  # seconds until a writer is killed
FRESH = 2.1  # seconds after which an empty file that a killed writer left is known to be nobody's


def events(count: int) -> gpd.GeoDataFrame:
    """Return as many events."""
    row = {"category": "other", "lon": 128.2, "lat": 41.4, "quote": "x" * 400, "goods": ["rice"]}
    return events_frame([row | {"event_id": f"e{i}"} for i in range(count)])


def write(target: Path, tables: list[gpd.GeoDataFrame], pipe: int) -> None:
    """Write one table over the other until the process is killed; say through a pipe what is done."""
    while True:
        for table in tables:
            write_events(table, target)
            os.write(pipe, b".")


def kill(target: Path, rounds: int) -> int:
    """Return how many writes were finished in all rounds; stop where the file is neither."""
    tables = [events(400), events(300)]
    known = [write_events(table, target).read_bytes() for table in tables]
    began = time.perf_counter()
    write_events(tables[0], target)
    once = time.perf_counter() - began
    chance = random.Random(12)  # noqa: S311 - when to kill is no secret
    finished = 0
    for number in range(rounds):
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            try:
                write(target, tables, writer)
            finally:
                os._exit(1)
        os.close(writer)
        if not number:  # however busy the machine is, some write is finished
            finished += len(os.read(reader, 1))
        time.sleep(chance.uniform(0, min(4 * once, LONGEST)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as stream:
            finished += len(stream.read())
        if target.read_bytes() not in known:
            sys.exit(f"{target.name}: round {number}: neither the old file nor the new")
    time.sleep(FRESH)
    write_events(tables[0], target)
    left = [path.name for path in target.parent.iterdir() if path.name.endswith(".part") and target.name in path.name]
    return finished if not left else sys.exit(f"{target.name}: {left} was left behind")


def main() -> None:
    """Kill, and look."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    for ending in sys.argv[3:] or [*FORMATS, *EXPORTS]:
        print(ending, rounds, kill(folder / f"events{ending}", rounds), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
