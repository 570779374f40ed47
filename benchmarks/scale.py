"""What reading by Dask and counting by three engines take: time, processor time, memory and disk, and what kills cost.

    python benchmarks/scale.py read 10000 --workers 2 --shard 500000
    python benchmarks/scale.py shards 10000
    python benchmarks/scale.py kill 2000 --times 10
    python benchmarks/scale.py count 10000000 --engine sedona
    python benchmarks/scale.py map 10000000

Each works in a temporary folder (--folder keeps what is made for the next). Wall time on a machine that others use says
little; the seconds of processor time say what it takes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo_nk.events.categories import load_categories
from geo_nk.reports.report import Notice
from geo_nk.scale import count_events, counted_map, extract_events
from geo_nk.scale.folder import Folder
from geo_nk.scale.messages import Settings
from geo_nk.scale.partition import events_part
from geo_nk.scale.process import ReadingProcess
from geo_nk.scale.shards import SHARD_BYTES, cut

PART = 1_000_000  # events in a file
REJECTED = 0.1  # of them
MIXED = 0x9E3779B97F4B  # odd: different numbers stay different, and look like hashes
PARTS = 10  # that differ; of more, the same are read again under other names
EXAMPLES = Path(__file__).parents[1] / "geo_nk" / "data" / "examples" / "reports"


def reports(folder: Path, count: int) -> Path:
    """Write so many reports of some 1,100 characters: those of the example, in other order and with other ids."""
    file = folder / f"reports-{count}.jsonl"
    if file.exists():
        return file
    texts = [each.read_text(encoding="utf-8").partition("\n\n")[2] for each in sorted(EXAMPLES.glob("*.txt"))]
    chance = random.Random(1)  # noqa: S311 - which text is no secret
    with file.open("w", encoding="utf-8") as stream:
        for n in range(count):
            row = {"report_id": f"r{n}", "text": chance.choice(texts), "published": "2021-08-06"}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return file


def drawn(folder: Path, count: int) -> Path:
    """Write so many events, each with an id and an uncertainty, too, and return the folder of their files."""
    parts = folder / f"drawn-{count}"
    parts.mkdir(exist_ok=True)
    for n in range(max(1, count // PART)):
        file = parts / f"part-{n:04}.parquet"
        if not file.exists():
            file.write_bytes(_part(n, min(count, PART), ids=True))
    return parts


def events(folder: Path, count: int) -> list[Path]:
    """Write so many events, each with a point and a day of its own, and return the files."""
    made = []
    for n in range(max(1, min(PARTS, count // PART))):
        file = folder / f"events-{min(count, PART)}-{n}.parquet"
        if not file.exists():
            file.write_bytes(_part(n, min(count, PART)))
        made.append(file)
    names = []
    for n in range(max(1, count // PART)):
        name = folder / f"{count}" / f"part-{n:04}.parquet"
        name.parent.mkdir(exist_ok=True)
        if not name.exists():
            name.symlink_to(made[n % len(made)])
        names.append(name)
    return names


def _part(seed: int, count: int, *, ids: bool = False) -> bytes:
    rng = np.random.default_rng(seed)
    codes = np.array(list(load_categories()), dtype=object)
    days = (np.datetime64("2004-01-01") + rng.integers(0, 8000, count)).astype("datetime64[D]")
    points = shapely.points(rng.uniform(124, 131, count), rng.uniform(38, 43.3, count))
    columns = {
        "category": pa.array(codes[rng.integers(0, len(codes), count)]),
        "date_start": pa.array(days),
        "date_end": pa.array(days),
        "status": pa.array(
            np.array(["candidate", "rejected"], dtype=object)[(rng.random(count) < REJECTED).astype(int)]
        ),
        "geo_precision": pa.array(np.array(["exact", "county", "province"], dtype=object)[rng.integers(0, 3, count)]),
        "geometry": pa.array(shapely.to_wkb(points)),
    }
    if ids:
        numbers = (np.uint64(seed) << np.uint64(24)) + np.arange(count, dtype=np.uint64)
        columns["event_id"] = pa.array([f"e{number * MIXED % 2**48:012x}" for number in numbers.tolist()])
        columns["uncertainty_m"] = pa.array(rng.choice([1_000.0, 5_000.0, 20_000.0], count))
    geo = pq.read_schema(pa.BufferReader(events_part([]))).metadata[b"geo"]
    told = json.loads(geo)
    told["columns"]["geometry"] |= {"geometry_types": ["Point"]}
    told["columns"]["geometry"].pop("covering", None)
    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.table(columns).replace_schema_metadata({b"geo": json.dumps(told).encode()}), sink, compression="zstd"
    )
    return sink.getvalue().to_pybytes()


def measured(*arguments: str) -> dict[str, float]:
    """Run this program again with arguments; return what it said, what it took and the most memory of one process."""
    began = time.monotonic()
    child = subprocess.Popen([sys.executable, __file__, *arguments])  # noqa: S603 - this program
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{arguments} ended with {child.returncode}")
    return {
        "wall_s": time.monotonic() - began,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "largest_process_mb": usage.ru_maxrss / 1024,
    }


def told(what: str, took: dict[str, float], count: int) -> None:
    """Print a line of figures."""
    figures = ", ".join(f"{name} {value:,.1f}" for name, value in took.items())
    print(f"{what}: {figures}; {1e6 * took['cpu_s'] / count:,.2f} us of processor time each", flush=True)


def read(folder: Path, count: int, workers: int, shard: int) -> None:
    """Measure reading."""
    file, out = reports(folder, count), folder / f"read-{count}-{workers}"
    shutil.rmtree(out, ignore_errors=True)
    options = {"--workers": workers, "--shard": shard, "--folder": folder, "--out": out}
    took = measured("_read", str(count), *(str(each) for option in options.items() for each in option))
    size = sum(each.stat().st_size for each in out.rglob("*.parquet"))
    manifest = json.loads((out / "manifest.json").read_text())
    told(f"{count:,} reports ({file.stat().st_size:,} bytes), {workers} workers", took, count)
    print(
        f"  {manifest['events']:,} events, {size:,} bytes written; {count / took['wall_s']:,.0f} reports a second",
        flush=True,
    )


def shards(folder: Path, count: int) -> None:
    """Measure what the tasks of reading do, one after the other: the time of this process, and of its reading one."""
    file, out = reports(folder, count), folder / f"shards-{count}"
    shutil.rmtree(out, ignore_errors=True)
    cut_up = list(cut([file], SHARD_BYTES, [], list[Notice]().append))
    target, process = Folder(out), ReadingProcess(Settings())
    target.begin({}, cut_up)
    process.hello()
    began, before = time.monotonic(), os.times()
    for shard in cut_up:
        target.write(shard, process.read(shard, {}), {}, {})
    process.close()
    wall, after = time.monotonic() - began, os.times()
    reading = after.children_user + after.children_system - before.children_user - before.children_system
    writing = after.user + after.system - before.user - before.system
    size = sum(each.stat().st_size for each in out.rglob("*.parquet"))
    print(
        f"{count:,} reports in {len(cut_up)} shards: wall_s {wall:.1f}, processor time of the reading process "
        f"{reading:.1f} s (its start included), of the worker {writing:.1f} s; "
        f"{1e3 * (reading + writing) / count:.2f} ms each, {size:,} bytes",
        flush=True,
    )


def kill(folder: Path, count: int, times: int) -> None:
    """Kill all processes of a run at a random moment, give it again, and compare the bytes, so many times."""
    chance = random.Random(16)  # noqa: S311 - nor when to kill
    arguments = ["_read", str(count), "--workers", "2", "--folder", str(folder), "--shard", "50000", "--out"]
    reports(folder, count)
    undisturbed = folder / "undisturbed"
    shutil.rmtree(undisturbed, ignore_errors=True)
    measured(*arguments, str(undisturbed))
    parts = len(list(undisturbed.glob("records/*.json")))
    same = 0
    for n in range(times):
        out = folder / "killed"
        shutil.rmtree(out, ignore_errors=True)
        child = subprocess.Popen([sys.executable, __file__, *arguments, str(out)], start_new_session=True)  # noqa: S603 - this program
        wanted = chance.randrange(parts)
        while len(list(out.glob("records/*.json"))) < wanted or not (out / "plan.jsonl").exists():
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.5))
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        done = len(list(out.glob("records/*.json")))
        measured(*arguments, str(out))
        same += _digest(out) == _digest(undisturbed)
        print(f"  kill {n + 1}: {done} of {parts} parts were done; same bytes in {same} of {n + 1}", flush=True)


def _digest(folder: Path) -> str:
    files = sorted(each for each in folder.rglob("*") if each.is_file() and not each.name.endswith(".part"))
    held = hashlib.sha256()
    for file in files:
        held.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return held.hexdigest()


def count_by(folder: Path, count: int, engine: str) -> None:
    """Measure counting."""
    size = sum(file.stat().st_size for file in events(folder, count))
    result = folder / f"count-{engine}-{count}.csv"
    took = measured("_count", str(count), "--engine", engine, "--folder", str(folder), "--out", str(result))
    told(f"{count:,} events ({size:,} bytes), {engine}", took, count)
    others = [each for each in folder.glob(f"count-*-{count}.csv") if each.read_bytes() != result.read_bytes()]
    print(
        f"  counts differ from {others}" if others else "  the counts are those of every engine that was asked",
        flush=True,
    )


def draw(folder: Path, count: int) -> None:
    """Measure the counted map."""
    parts = drawn(folder, count)
    size = sum(file.stat().st_size for file in parts.iterdir())
    page = folder / f"map-{count}.html"
    took = measured("_map", str(count), "--folder", str(folder), "--out", str(page))
    told(f"{count:,} events ({size:,} bytes) on a map of {page.stat().st_size:,} bytes", took, count)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["read", "shards", "kill", "count", "map", "_read", "_count", "_map"])
    parser.add_argument("count", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--engine", default="sedona")
    parser.add_argument("--shard", type=int, default=4_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        if given.what == "read":
            read(folder, given.count, given.workers, given.shard)
        elif given.what == "shards":
            shards(folder, given.count)
        elif given.what == "kill":
            kill(folder, given.count, given.times)
        elif given.what == "count":
            count_by(folder, given.count, given.engine)
        elif given.what == "map":
            draw(folder, given.count)
        elif given.what == "_map":
            counted_map(drawn(folder, given.count)).save(given.out)
        elif given.what == "_read":
            file = reports(folder, given.count)
            extract_events(file, to=given.out, workers=given.workers, shard_bytes=given.shard)
        elif given.what == "_count":
            parts = sorted((folder / f"{given.count}").iterdir())
            counts = count_events(parts, by=["stretch", "month"], engine=given.engine, workers=2)
            more = count_events(parts, by=["county", "month"], engine=given.engine, workers=2)
            given.out.write_text(counts.to_csv() + more.to_csv())


if __name__ == "__main__":
    main()
