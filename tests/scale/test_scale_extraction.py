"""Reading into a folder by tasks of Dask, and what may end it on the way."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Self

import pandas as pd
import pytest
from typer.testing import CliRunner

import geo_nk
from geo_nk.cli.app import app
from geo_nk.errors import GeoNKError, OutputError
from geo_nk.scale import extract_events, is_extraction, read_extraction
from geo_nk.scale.engine import require
from geo_nk.scale.layout import event_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo_nk.extract.extractors import Extractor
    from geo_nk.scale.folder import Record

# A cluster's processes talk to each other on this machine. Dask leaves some of its sockets to be closed at exit.
pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SHARD = 3_000  # bytes

_POISON = """
import os, re, signal
from pathlib import Path

class Poison:
    def names(self, report):
        if "HANGS" in report.text:
            re.fullmatch("(a+)+b", "a" * 60)  # for longer than anybody waits, and no exception ends it
        if "CRASHES" in report.text:
            os.abort()
        if "KILLS" in report.text and Path(__file__).with_name("kill").exists():
            os.kill(os.getppid(), signal.SIGKILL)  # the worker, not the process that reads for it
        return []
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, example_reports: Path) -> Path:
    """Return a file of JSON lines: the example reports under other ids, in several shards."""
    folder = tmp_path_factory.mktemp("scale")
    texts = [file.read_text(encoding="utf-8").partition("\n\n")[2] for file in sorted(example_reports.glob("*.txt"))]
    rows = [{"report_id": f"r{n}", "text": texts[n % 10], "published": "2021-08-06"} for n in range(20)]
    file = folder / "reports.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> dict[str, bytes]:
    """Return what an undisturbed run with one worker writes."""
    folder = tmp_path_factory.mktemp("undisturbed") / "events"
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(reports.parent)
        extract_events(reports.name, to=folder, shard_bytes=SHARD)
    return files_of(folder)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Hold a cluster for all tests of this module."""
    with Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def cluster(shared: Cluster) -> Cluster:
    """Return a scheduler and two workers, each in a process of its own; started anew where a test killed one."""
    if any(process.poll() is not None for process in shared.processes):
        shared.stop()
    if not shared.processes:
        shared.start()
    return shared


class Cluster:
    """A Dask cluster of processes: the scheduler, and two workers."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.modules = folder  # that its workers can import
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, *, workers: int = 2) -> None:
        """Start the scheduler and its workers."""
        self.file.unlink(missing_ok=True)
        self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(self.file))
        end = time.monotonic() + 20
        while not self.file.exists() and time.monotonic() < end:
            time.sleep(0.05)
        for _ in range(workers):
            self._start("dask_worker", "--scheduler-file", str(self.file), "--nthreads", "1", "--no-nanny")

    def stop(self) -> None:
        """Kill what is left of them."""
        for process in self.processes:
            process.kill()
            process.wait()
        self.processes.clear()

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return str(json.loads(self.file.read_text())["address"])

    def _start(self, what: str, *options: str) -> None:
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{what}",
            "--host",
            "127.0.0.1",
            "--dashboard-address",
            "127.0.0.1:0",
            *options,
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.processes.append(subprocess.Popen(command, env=self._environment(), **quiet))

    def _environment(self) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": os.pathsep.join([str(self.modules), *sys.path])}


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def after_first(act: Callable[[], object]) -> Callable[[Iterator[Record]], Iterator[Record]]:
    """Return what acts once, when the first shard is done."""

    def passing(records: Iterator[Record]) -> Iterator[Record]:
        acted = False
        for record in records:
            if not acted:
                acted = True
                act()
            yield record

    return passing


def test_the_rows_are_those_of_one_process(
    reports: Path, tmp_path: Path, cluster: Cluster, undisturbed: dict[str, bytes]
) -> None:
    found = extract_events(reports, to=tmp_path / "events", scheduler=cluster.address, shard_bytes=SHARD)
    assert files_of(tmp_path / "events") == undisturbed
    assert len(event_parts(tmp_path / "events")) > 4
    table = geo_nk.extract_events(reports)
    assert (found.reports, found.events, found.refusals) == (20, len(table), ())
    pd.testing.assert_frame_equal(pd.DataFrame(read_extraction(tmp_path / "events")), pd.DataFrame(table))


def test_manifests_and_ids_that_clash_are_as_in_one_process(tmp_path: Path, cluster: Cluster) -> None:
    source = tmp_path / "reports"
    texts = {
        "a/raid": "Police raided Hyesan.",
        "b/raid": "Police arrested a trader in Musan.",
        "b/two": "Two were arrested in Hoeryong.",
    }
    for name, text in texts.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / f"{name}.txt").write_text(text)
    (source / "manifest.csv").write_text("file,published\nb/two.txt,2021-08-06\nnone.txt,2021-08-06\n")
    rows = [{"report_id": "two", "text": "Snow fell on Musan."}, {"text": "Police arrested a trader in Onsong."}]
    (tmp_path / "more.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    inputs = [source, tmp_path / "more.jsonl"]
    found = extract_events(*inputs, to=tmp_path / "events", scheduler=cluster.address, shard_bytes=1)
    refused: list[geo_nk.Refusal] = []
    table = geo_nk.extract_events(list(geo_nk.read_reports(*inputs, errors=refused)))
    pd.testing.assert_frame_equal(pd.DataFrame(read_extraction(tmp_path / "events")), pd.DataFrame(table))
    assert set(found.refusals) == set(refused)
    assert "raid-" in table["report_id"].str.cat()


def test_the_disk_is_full(reports: Path, tmp_path: Path, cluster: Cluster, undisturbed: dict[str, bytes]) -> None:
    folder, workers = tmp_path / "events", [process.pid for process in cluster.processes[1:]]
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        for worker in workers:
            resource.prlimit(worker, resource.RLIMIT_FSIZE, (6_000, limits[1]))
        with pytest.raises(OutputError, match=r"part-\d+\.parquet: cannot be written .*; nothing was changed"):
            extract_events(reports, to=folder, scheduler=cluster.address, shard_bytes=SHARD)
    finally:
        for worker in workers:
            resource.prlimit(worker, resource.RLIMIT_FSIZE, limits)
    assert not any("record" in name or name.endswith(".part") for name in files_of(folder))
    extract_events(reports, to=folder, scheduler=cluster.address, shard_bytes=SHARD)
    assert files_of(folder) == undisturbed


def test_a_folder_that_was_begun_otherwise_is_refused(reports: Path, tmp_path: Path, cluster: Cluster) -> None:
    extract_events(reports, to=tmp_path / "events", scheduler=cluster.address, shard_bytes=10**6)
    with pytest.raises(OutputError, match=r"was begun otherwise: threshold is 0.5 and was 0.0; give another folder"):
        extract_events(reports, to=tmp_path / "events", shard_bytes=10**6, threshold=0.5)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds other things already"):
        extract_events(reports, to=tmp_path / "other")
    assert not is_extraction(tmp_path / "other")


@pytest.mark.parametrize(("name", "said"), [("none.jsonl", "does not exist"), ("", "an input is empty")])
def test_an_input_that_is_not_there_is_refused_before_anything_is_written(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(geo_nk.errors.ReadError, match=said):
        extract_events(tmp_path / name if name else name, to=tmp_path / "events")
    assert not (tmp_path / "events").exists()


def test_no_scheduler_answers(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo_nk.scale.engine._PATIENCE_S", 0.2)
    with pytest.raises(GeoNKError, match=r"tcp://127.0.0.1:9: no Dask scheduler answers there .*dask scheduler"):
        extract_events(reports, to=tmp_path / "events", scheduler="tcp://127.0.0.1:9")


def test_a_cluster_without_workers_is_named(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cluster(tmp_path) as cluster:
        cluster.start(workers=0)
        monkeypatch.setattr("geo_nk.scale.engine._PATIENCE_S", 3)
        with pytest.raises(GeoNKError, match=r"this Dask cluster has no worker; start one with: dask worker tcp://"):
            extract_events(reports, to=tmp_path / "events", scheduler=cluster.address)


def test_a_missing_package_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, reports: Path, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    missing = re.escape("needs the package distributed, which is not installed; pip install 'geo_nk[scale]'")
    with pytest.raises(GeoNKError, match=missing):
        extract_events(reports, to=tmp_path / "events")
    assert not (tmp_path / "events").exists()


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"limit_s": 0}, {"shard_bytes": -1}, {"source_kind": "rumour"}])
def test_wrong_options_are_named(wrong: dict[str, object], reports: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        extract_events(reports, to=tmp_path / "events", **wrong)


def test_the_command_writes_a_folder_that_other_commands_take(reports: Path, tmp_path: Path, cluster: Cluster) -> None:
    folder = tmp_path / "events"
    done = CliRunner().invoke(app, ["extract", str(reports), "-o", str(folder), "--scheduler", cluster.address])
    assert done.exit_code == 0, done.output
    assert "events of 20 reports" in done.output
    drawn = CliRunner().invoke(app, ["map", str(folder), "-o", str(tmp_path / "map.html")])
    assert f"{len(read_extraction(folder))} events" in drawn.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "events.geojson", "--scheduler", "tcp://127.0.0.1:9"], "give a name without an ending"),
        (["-o", "events", "--explain"], "is not for a folder of parts"),
        (["-o", "events", "--day-first"], "is not for a folder of parts"),
    ],
)
def test_what_a_folder_is_not_for_is_refused(options: list[str], said: str, reports: Path) -> None:
    done = CliRunner().invoke(app, ["extract", str(reports), *options])
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", " ").split())


def test_the_engines_are_loaded_on_use_alone() -> None:
    code = "import sys, geo_nk, geo_nk.scale; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"dask", "distributed", "sedonadb", "pandas", "geopandas", "pyarrow", "psycopg"} & set(loaded)


def poison_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Extractor:
    """Return an extractor that some reports hang, crash or kill; its module stands in a folder."""
    (folder / "poison_for_tests.py").write_text(_POISON)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "poison_for_tests", raising=False)
    poison: Extractor = require("poison_for_tests", what="this test").Poison()
    return poison


def test_what_hangs_or_crashes_is_set_aside_by_name(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = poison_in(cluster.modules, monkeypatch)
    told = {3: "HANGS", 5: "CRASHES"}
    rows = [{"report_id": f"r{n}", "text": f"Snow fell on Musan. {told.get(n, '')}"} for n in range(24)]
    (tmp_path / "reports.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    found = extract_events(
        tmp_path / "reports.jsonl", to=tmp_path / "events", scheduler=cluster.address, extractor=poison, limit_s=0.7
    )
    assert found.reports == 22
    reasons = {refusal.source: refusal.reason for refusal in found.refusals}
    assert reasons.keys() == {"r3", "r5"}
    assert reasons["r3"].startswith("took longer than 0.7 s and was set aside")
    assert reasons["r5"].startswith("ended the process that read it (signal 6)")
    listed = [json.loads(line) for line in (tmp_path / "events" / "refused.jsonl").read_text().splitlines()]
    assert {each["source"]: each["reason"] for each in listed} == reasons


def test_a_part_that_kills_its_worker_is_named_and_read_by_the_next_run(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = poison_in(cluster.modules, monkeypatch)
    file, folder, kill = tmp_path / "reports.jsonl", tmp_path / "events", cluster.modules / "kill"
    rows = [{"report_id": f"r{n}", "text": f"Snow fell on Musan.{' KILLS' * (n == 2)}"} for n in range(3)]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    with require("distributed", what="this test").Client(cluster.address, set_as_default=False) as client:
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
    kill.touch()
    found = extract_events(file, to=folder, scheduler=cluster.address, extractor=poison, shard_bytes=1)
    assert (found.reports, found.failed) == (2, 1)
    assert found.refusals[0].source == f"part-000002 ({file}: line 3 and on)"
    assert found.refusals[0].reason.startswith("the workers that read it were killed")
    assert not (folder / "manifest.json").exists()
    kill.unlink()
    found = extract_events(file, to=folder, scheduler=cluster.address, extractor=poison, shard_bytes=1)
    assert (found.reports, found.failed, found.refusals) == (3, 0, ())


def test_a_worker_is_killed_and_then_the_scheduler(
    reports: Path, tmp_path: Path, cluster: Cluster, undisturbed: dict[str, bytes]
) -> None:
    scheduler, worker, _ = cluster.processes
    kill = after_first(worker.kill)
    extract_events(reports, to=tmp_path / "one", scheduler=cluster.address, shard_bytes=SHARD, progress=kill)
    assert files_of(tmp_path / "one") == undisturbed
    folder, kill = tmp_path / "events", after_first(scheduler.kill)
    with pytest.raises(
        GeoNKError, match=r"the Dask cluster at tcp://.* is gone; [1-9].* parts are done. Give the same"
    ):
        extract_events(reports, to=folder, scheduler=cluster.address, shard_bytes=SHARD, progress=kill)
    with pytest.raises(geo_nk.errors.ReadError, match=r"is not finished.*give the same geo-nk extract again"):
        event_parts(folder)
    extract_events(reports, to=folder, workers=2, shard_bytes=SHARD)
    assert files_of(folder) == undisturbed
