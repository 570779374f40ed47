"""Two writers add to one collection and are killed, again and again; what they said was added must be there.

    python tests/events/collection/kill_writers.py FOLDER ROUNDS [gpkg|parquet]

Prints how many rounds there were, how many additions were said to be done, and how many stand in the collection.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pyogrio

from geo_nk.events import events_frame
from geo_nk.events.collection import add_events, is_collection, read_collection

AT_ONCE = 20  # events in an addition


def write(path: Path, name: str, pipe: int) -> None:
    """Add events until the process is killed; say through a pipe what is done."""
    number = 0
    while True:
        rows = [
            {"event_id": f"{name}-{number}-{i}", "category": "other", "lon": 128.2, "lat": 41.4, "quote": "x" * 400}
            for i in range(AT_ONCE)
        ]
        add_events(path, events_frame(rows))
        os.write(pipe, f"{name}-{number}\n".encode())
        number += 1


def start(path: Path, name: str, pipe: int) -> int:
    """Start a writer and return its process id."""
    child = os.fork()
    if not child:
        try:
            write(path, name, pipe)
        finally:
            os._exit(1)
    return child


def main() -> None:
    """Kill, and look."""
    folder, rounds, ending = Path(sys.argv[1]), int(sys.argv[2]), (sys.argv[3:] or ["gpkg"])[0]
    add_events(folder / f"first.{ending}", events_frame([]))  # so that the writers have all modules loaded
    path = folder / f"collection.{ending}"
    chance = random.Random(12)  # noqa: S311 - when to kill is no secret
    done: set[str] = set()
    logs = 0
    for number in range(rounds):
        reader, writer = os.pipe()
        children = [start(path, f"{number}{which}", writer) for which in "ab"]
        time.sleep(chance.uniform(0.1, 0.9))
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        os.close(writer)
        with os.fdopen(reader) as stream:
            done |= set(stream.read().split())
        logs += path.with_name(f"{path.name}-wal").exists()
        held: set[str] = set()
        if done or is_collection(path):  # before the first addition the file may be empty
            if ending == "gpkg":
                pyogrio.read_dataframe(path, layer="events")  # GDAL opens it as the kill left it
            events = read_collection(path)["event_id"].tolist()
            held = {event_id.rpartition("-")[0] for event_id in events}
            if missing := done - held:
                sys.exit(f"round {number}: lost {sorted(missing)[:5]}")
            if len(events) != AT_ONCE * len(held) or len(set(events)) != len(events):
                sys.exit(f"round {number}: an addition is there in part, or twice")
    print(f"{rounds} rounds, {len(done)} additions said to be done, {len(held)} held, {logs} logs left")  # noqa: T201


if __name__ == "__main__":
    main()
